"""Row-level security by the topic Days and by every topic from which an input came; and whom a job looks through."""

from django.db import migrations

from concord.database.policies import append_only, protect

ALL = "ARRAY['STORY','MEDICINES','DAYS','GOALS','PLAN']::varchar[]"


def shared(topic: str) -> str:
    return f"patient_id = ANY ((SELECT visible_patients('{topic}'))::bigint[])"


# A finding tells something of each of its inputs: whoever may not see the medicines does not see what one went with.
EVERY_INPUT = " AND ".join(
    [shared("DAYS"), *(f"(NOT '{topic}' = ANY (topics) OR {shared(topic)})" for topic in ("STORY", "MEDICINES", "GOALS", "PLAN"))]
)
# The listed function of this room. It gives pairs of numbers and nothing of a record: for each patient the person with
# whose sight a job looks, who is the patient, else a doctor to whom everything is shown. Without `in_team`: of all
# patients about whom something was written down since the last run.
WHO_LOOKS = f"""
CREATE FUNCTION who_looks_at_days(in_team bigint) RETURNS TABLE (patient_id bigint, person_id bigint)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
    AS $$ SELECT DISTINCT ON (t.patient_id) t.patient_id, t.person_id
          FROM public.people_caretie t JOIN public.people_person w ON w.id = t.person_id AND w.is_active
          LEFT JOIN LATERAL (SELECT max(r.at) - interval '1 hour' AS at FROM public.findings_run r WHERE r.patient_id = t.patient_id) last ON true
          WHERE t.until_at IS NULL AND (t.role = 'PATIENT' OR (t.role = 'DOCTOR' AND t.topics @> {ALL}))
            AND CASE WHEN in_team IS NOT NULL THEN t.patient_id = in_team ELSE
                EXISTS (SELECT FROM public.measures_value v WHERE v.patient_id = t.patient_id AND (last.at IS NULL OR v.recorded_at > last.at))
                OR EXISTS (SELECT FROM public.measures_mark m WHERE m.patient_id = t.patient_id AND (last.at IS NULL OR m.recorded_at > last.at))
                OR EXISTS (SELECT FROM public.findings_chosenuse u WHERE u.patient_id = t.patient_id AND u.at > last.at) END
          ORDER BY t.patient_id, (t.role <> 'PATIENT'), t.from_at, t.id $$;
GRANT SELECT ON findings_run, findings_chosenuse, measures_value, measures_mark TO door;
-- Before it is handed over: afterwards the migrating role may no longer take a right away.
REVOKE ALL ON FUNCTION who_looks_at_days(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION who_looks_at_days(bigint) TO app, owner;
ALTER FUNCTION who_looks_at_days(bigint) OWNER TO door;
"""
# Everybody who is signed in may know how a practice shows findings: patients are told. Only who looks after it chooses.
PRACTICES = """
ALTER TABLE findings_practiceshows ENABLE ROW LEVEL SECURITY;
ALTER TABLE findings_practiceshows FORCE ROW LEVEL SECURITY;
CREATE POLICY told_to_everybody ON findings_practiceshows FOR SELECT USING (acting_person() IS NOT NULL);
CREATE POLICY chosen_by_who_looks_after_it ON findings_practiceshows FOR INSERT WITH CHECK (acting_person() IS NOT NULL AND looks_after(practice_id));
"""
NO_PRACTICES = """
DROP POLICY told_to_everybody ON findings_practiceshows;
DROP POLICY chosen_by_who_looks_after_it ON findings_practiceshows;
ALTER TABLE findings_practiceshows NO FORCE ROW LEVEL SECURITY;
ALTER TABLE findings_practiceshows DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("findings", "0001_initial"), ("people", "0002_second_wall"), ("measures", "0002_second_wall"), ("story", "0002_second_wall"),
    ]
    operations = [
        *(protect(f"findings_{table}", topic="DAYS") for table in ("run", "chosenuse")),
        *(protect(f"findings_{table}", rows=EVERY_INPUT) for table in ("record", "watchstate", "finding", "turn", "support")),
        *(append_only(f"findings_{table}") for table in ("run", "record", "turn", "support", "practiceshows")),
        migrations.RunSQL(PRACTICES, NO_PRACTICES),
        migrations.RunSQL(WHO_LOOKS, "DROP FUNCTION who_looks_at_days(bigint)"),
    ]
