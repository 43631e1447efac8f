"""What is written blind stays blind in the database, too: priorities until both sides have finished, a rating until one's own is given.

Who takes part, and who has finished, is no secret and stands in tables of its own. The policies of the secret tables read
those, so none of them reads itself, and no function with other rights is needed.
"""

from django.db import migrations

from concord.database.policies import append_only, protect

SHARED = "patient_id = ANY ((SELECT visible_patients('GOALS'))::bigint[])"
OWN = "patient_id = ANY ((SELECT own_patients())::bigint[])"
TEAMED = "patient_id = ANY ((SELECT teamed_patients())::bigint[])"
# Every statement names tables of this room and of those below, never anything from outside.
IN_THIS_ROLE = """EXISTS (SELECT FROM people_caretie t WHERE t.patient_id = goals_prioritylist.patient_id
    AND t.person_id = acting_person() AND t.until_at IS NULL AND t.role = goals_prioritylist.as_role)"""
NOT_OPEN_YET = "EXISTS (SELECT FROM goals_priorityround r WHERE r.id = goals_prioritylist.round_id AND r.revealed_at IS NULL)"
BOTH_HAVE_FINISHED = """
    EXISTS (SELECT FROM goals_prioritylist l WHERE l.round_id = goals_priorityround.id AND l.as_role = 'PATIENT' AND l.finished_at IS NOT NULL)
    AND EXISTS (SELECT FROM goals_prioritylist l WHERE l.round_id = goals_priorityround.id AND l.as_role <> 'PATIENT' AND l.finished_at IS NOT NULL)
"""
BEING_WRITTEN = """in_list_id IN (SELECT l.id FROM goals_prioritylist l WHERE l.person_id = acting_person() AND l.finished_at IS NULL)"""
# Somebody else's list is read by whoever has finished one of their own, in that round or in a later one.
OWN_OR_OPEN = """in_list_id IN (SELECT l.id FROM goals_prioritylist l JOIN goals_priorityround r ON r.id = l.round_id
    WHERE l.person_id = acting_person() OR (l.finished_at IS NOT NULL AND r.revealed_at IS NOT NULL
        AND EXISTS (SELECT FROM goals_prioritylist mine WHERE mine.patient_id = l.patient_id AND mine.person_id = acting_person()
                    AND mine.finished_at IS NOT NULL AND mine.round_id >= l.round_id)))"""
PRIORITIES = f"""
ALTER TABLE goals_priorityround ENABLE ROW LEVEL SECURITY;
ALTER TABLE goals_priorityround FORCE ROW LEVEL SECURITY;
CREATE POLICY seen_by_the_team ON goals_priorityround FOR SELECT USING ({SHARED});
CREATE POLICY begun_by_the_team ON goals_priorityround FOR INSERT
    WITH CHECK ({SHARED} AND {TEAMED} AND begun_by_id = acting_person() AND revealed_at IS NULL);
CREATE POLICY opened_when_both_have_finished ON goals_priorityround FOR UPDATE
    USING ({SHARED} AND revealed_at IS NULL) WITH CHECK ({SHARED} AND {BOTH_HAVE_FINISHED});
ALTER TABLE goals_prioritylist ENABLE ROW LEVEL SECURITY;
ALTER TABLE goals_prioritylist FORCE ROW LEVEL SECURITY;
CREATE POLICY seen_by_the_team ON goals_prioritylist FOR SELECT USING ({SHARED});
CREATE POLICY begun_for_oneself ON goals_prioritylist FOR INSERT
    WITH CHECK ({SHARED} AND person_id = acting_person() AND finished_at IS NULL AND {IN_THIS_ROLE});
CREATE POLICY finished_by_oneself ON goals_prioritylist FOR UPDATE
    USING ({SHARED} AND person_id = acting_person() AND (finished_at IS NULL OR {NOT_OPEN_YET}))
    WITH CHECK ({SHARED} AND person_id = acting_person());
ALTER TABLE goals_priority ENABLE ROW LEVEL SECURITY;
ALTER TABLE goals_priority FORCE ROW LEVEL SECURITY;
CREATE POLICY written_while_unfinished ON goals_priority USING ({SHARED} AND {BEING_WRITTEN}) WITH CHECK ({SHARED} AND {BEING_WRITTEN});
CREATE POLICY seen_when_both_have_finished ON goals_priority FOR SELECT USING ({SHARED} AND {OWN_OR_OPEN});
"""
OPEN_AGAIN = """
DROP POLICY seen_when_both_have_finished ON goals_priority;
DROP POLICY written_while_unfinished ON goals_priority;
ALTER TABLE goals_priority DISABLE ROW LEVEL SECURITY;
DROP POLICY finished_by_oneself ON goals_prioritylist;
DROP POLICY begun_for_oneself ON goals_prioritylist;
DROP POLICY seen_by_the_team ON goals_prioritylist;
ALTER TABLE goals_prioritylist DISABLE ROW LEVEL SECURITY;
DROP POLICY opened_when_both_have_finished ON goals_priorityround;
DROP POLICY begun_by_the_team ON goals_priorityround;
DROP POLICY seen_by_the_team ON goals_priorityround;
ALTER TABLE goals_priorityround DISABLE ROW LEVEL SECURITY;
"""
PAIR = f"{SHARED} AND one_id IN (SELECT p.id FROM goals_priority p) AND other_id IN (SELECT p.id FROM goals_priority p)"  # noqa: S608
TALK = f"{SHARED} AND priority_id IN (SELECT p.id FROM goals_priority p)"  # noqa: S608
# A look is over when a later one has begun: by a rating, which a row of goals_ratinggiven proves by its foreign key.
GIVEN_OR_OVER = """EXISTS (SELECT FROM goals_ratinggiven g WHERE g.patient_id = goals_rating.patient_id AND g.goal_id = goals_rating.goal_id
    AND (g.look_day > goals_rating.look_day OR (g.look_day = goals_rating.look_day AND g.person_id = acting_person())))"""
TAKES_NO_PART = f"""(NOT {TEAMED} AND NOT EXISTS (SELECT FROM goals_raterasked a WHERE a.patient_id = goals_rating.patient_id
    AND a.person_id = acting_person() AND a.until_at IS NULL))"""  # noqa: S608
RATINGS = f"""
ALTER POLICY seen_by_the_team ON goals_rating
    USING ({SHARED} AND (rated_by_id = acting_person() OR {GIVEN_OR_OVER} OR {TAKES_NO_PART}))
    WITH CHECK ({SHARED} AND rated_by_id = acting_person());
ALTER POLICY seen_by_the_team ON goals_ratinggiven WITH CHECK ({SHARED} AND person_id = acting_person());
ALTER POLICY seen_by_the_team ON goals_raterasked WITH CHECK ({OWN});
"""
RATINGS_BEFORE = f"ALTER POLICY seen_by_the_team ON goals_rating USING ({SHARED}) WITH CHECK ({SHARED});"
MAY_CHANGE = {
    "goals_priorityround": "revealed_at",
    "goals_prioritylist": "finished_at",
    "goals_prioritypair": "parted_at",
    "goals_prioritytalk": "talked_at",
    "goals_raterasked": "until_at",
    "goals_ratinggiven": "taken_back_at",
    "goals_suggestion": "answer, answer_words, answered_by_id, answered_at",
}
IF_APP = "DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') THEN {} END IF; END $$"
WITHIN = """
ALTER TABLE goals_rating ADD CONSTRAINT rating_of_one_person_and_look UNIQUE (id, patient_id, goal_id, look_day, rated_by_id);
ALTER TABLE goals_ratinggiven ADD CONSTRAINT who_has_given_gave_that_rating FOREIGN KEY (rating_id, patient_id, goal_id, look_day, person_id)
    REFERENCES goals_rating (id, patient_id, goal_id, look_day, rated_by_id);
ALTER TABLE goals_priorityround ADD CONSTRAINT round_has_one_patient UNIQUE (id, patient_id);
ALTER TABLE goals_prioritylist ADD CONSTRAINT list_has_one_patient UNIQUE (id, patient_id);
ALTER TABLE goals_prioritylist ADD CONSTRAINT list_within_one_record FOREIGN KEY (round_id, patient_id) REFERENCES goals_priorityround (id, patient_id);
ALTER TABLE goals_priority ADD CONSTRAINT wish_has_one_patient UNIQUE (id, patient_id);
ALTER TABLE goals_priority ADD CONSTRAINT wish_within_one_record FOREIGN KEY (in_list_id, patient_id) REFERENCES goals_prioritylist (id, patient_id);
ALTER TABLE goals_prioritypair ADD CONSTRAINT one_of_a_pair_within_one_record FOREIGN KEY (one_id, patient_id) REFERENCES goals_priority (id, patient_id);
ALTER TABLE goals_prioritypair ADD CONSTRAINT other_of_a_pair_within_one_record FOREIGN KEY (other_id, patient_id) REFERENCES goals_priority (id, patient_id);
ALTER TABLE goals_prioritytalk ADD CONSTRAINT talk_within_one_record FOREIGN KEY (priority_id, patient_id) REFERENCES goals_priority (id, patient_id);
ALTER TABLE goals_readiness ADD CONSTRAINT readiness_within_one_record FOREIGN KEY (goal_id, patient_id) REFERENCES goals_goal (id, patient_id);
ALTER TABLE goals_suggestion ADD CONSTRAINT suggestion_within_one_record FOREIGN KEY (goal_id, patient_id) REFERENCES goals_goal (id, patient_id);
"""


def only(table: str, columns: str) -> migrations.RunSQL:
    narrow = f"REVOKE UPDATE, DELETE ON {table} FROM app; GRANT UPDATE ({columns}) ON {table} TO app;"
    return migrations.RunSQL(IF_APP.format(narrow), migrations.RunSQL.noop)


class Migration(migrations.Migration):
    dependencies = [("goals", "0003_blind_and_beside"), ("people", "0002_second_wall")]
    operations = [
        migrations.RunSQL(PRIORITIES, OPEN_AGAIN),
        protect("goals_prioritypair", rows=PAIR),
        protect("goals_prioritytalk", rows=TALK),
        *(protect(f"goals_{table}", topic="GOALS") for table in ("lifearearating", "readiness", "suggestion", "ratinggiven", "raterasked")),
        migrations.RunSQL(RATINGS, RATINGS_BEFORE),
        *(append_only(f"goals_{table}") for table in ("lifearearating", "readiness")),
        *(only(table, columns) for table, columns in MAY_CHANGE.items()),
        migrations.RunSQL(IF_APP.format("GRANT UPDATE (area) ON goals_goal TO app;"), migrations.RunSQL.noop),
        migrations.RunSQL(WITHIN, migrations.RunSQL.noop),
    ]  # fmt: skip
