"""Row-level security of conversations: a message is seen by who is in its thread, a note by whom it is open to.

Who is in which thread is asked once a statement, as for patients. Only for a thread that somebody sees in part is a row asked
about by itself: in those threads one looks at a member's own row, in all others never.
"""

from django.db import migrations

from concord.database.policies import append_only, protect

FUNCTIONS = """
-- The threads that the acting person is in. A place in a thread counts while the tie lasts that it was given under; the patient's
-- own counts always.
CREATE FUNCTION my_threads() RETURNS bigint[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
    AS $$ SELECT coalesce(array_agg(m.thread_id), '{}') FROM public.conversation_member m
          JOIN public.people_caretie t ON t.patient_id = m.patient_id AND t.person_id = m.person_id AND t.until_at IS NULL
          WHERE m.person_id = public.acting_person() AND m.left_at IS NULL AND (t.role = 'PATIENT' OR t.from_at <= m.joined_at) $$;

-- Those of them that they see only from a moment on.
CREATE FUNCTION my_threads_in_part() RETURNS bigint[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
    AS $$ SELECT coalesce(array_agg(m.thread_id), '{}') FROM public.conversation_member m
          WHERE m.person_id = public.acting_person() AND m.left_at IS NULL AND m.sees_from_at IS NOT NULL $$;

-- The patients beside whom the acting person stands as doctor or therapist, with the story shared: who reads what is protected.
CREATE FUNCTION clinicians_patients() RETURNS bigint[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
    AS $$ SELECT coalesce(array_agg(t.patient_id), '{}') FROM public.people_caretie t
          WHERE t.person_id = public.acting_person() AND t.until_at IS NULL AND t.role IN ('DOCTOR', 'THERAPIST') AND 'STORY' = ANY (t.topics) $$;

-- A new thread with the two who are always in it: whoever begins it, and the patient. Before it has members nobody could see it.
-- Returns NULL while nobody comes in as the patient.
CREATE FUNCTION begin_thread(in_team bigint, words text, begun timestamptz) RETURNS bigint
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public
    AS $$
    DECLARE mine public.people_caretie; theirs public.people_caretie; new_id bigint;
    BEGIN
        SELECT * INTO mine FROM public.people_caretie t WHERE t.patient_id = in_team AND t.person_id = public.acting_person()
           AND t.until_at IS NULL AND t.role <> 'SUPPORTER';
        IF NOT FOUND THEN RAISE insufficient_privilege USING MESSAGE = 'only the patient and the team begin a conversation'; END IF;
        SELECT * INTO theirs FROM public.people_caretie t WHERE t.patient_id = in_team AND t.role = 'PATIENT' AND t.until_at IS NULL;
        IF NOT FOUND THEN RETURN NULL; END IF;
        INSERT INTO public.conversation_thread (patient_id, called, begun_by_id, begun_at, newest_at)
            VALUES (in_team, words, mine.person_id, begun, begun) RETURNING id INTO new_id;
        INSERT INTO public.conversation_member (patient_id, thread_id, person_id, as_role, detail, added_by_id, joined_at)
            SELECT in_team, new_id, t.person_id, t.role, t.detail, mine.person_id, begun FROM public.people_caretie t
             WHERE t.id IN (mine.id, theirs.id);
        RETURN new_id;
    END $$;
"""
OF_DOOR = ["my_threads()", "my_threads_in_part()", "clinicians_patients()", "begin_thread(bigint, text, timestamptz)"]
# Door tells who may use them: a REVOKE by somebody who is no longer the owner would silently do nothing.
HAND_OVER = "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO door;" + "".join(
    f"ALTER FUNCTION {f} OWNER TO door; SET LOCAL ROLE door; REVOKE ALL ON FUNCTION {f} FROM PUBLIC; GRANT EXECUTE ON FUNCTION {f} TO app, owner; RESET ROLE;"
    for f in OF_DOOR
)
DROP = "".join(f"DROP FUNCTION {f};" for f in reversed(OF_DOOR))

MINE = "thread_id = ANY ((SELECT my_threads())::bigint[])"
WHOLE = "thread_id <> ALL ((SELECT my_threads_in_part())::bigint[])"
MESSAGE = f"""{MINE} AND ({WHOLE} OR EXISTS (SELECT FROM conversation_member m WHERE m.thread_id = conversation_message.thread_id
    AND m.person_id = acting_person() AND m.left_at IS NULL AND m.sees_from_at <= conversation_message.sent_at))"""  # noqa: S608
WRITTEN = f"{MINE} AND by_id = acting_person()"


def with_message(table: str) -> str:
    """What hangs on a message is seen with it; in a thread that is seen whole, the thread alone tells."""
    return f"{MINE} AND ({WHOLE} OR EXISTS (SELECT FROM conversation_message m WHERE m.id = {table}.message_id))"  # noqa: S608


ATTACHMENT = f"""(message_id IS NULL AND by_id = acting_person() AND {MINE})
    OR (message_id IS NOT NULL AND {with_message("conversation_attachment")})"""
OWN_DRAFT = "person_id = acting_person() AND patient_id = ANY ((SELECT visible_patients())::bigint[])"
OWN_LOOK = f"person_id = acting_person() AND {MINE}"
# Nobody edits another's words: the database says never.
OF_MESSAGES = f"""
ALTER TABLE conversation_message ENABLE ROW LEVEL SECURITY;
ALTER TABLE conversation_message FORCE ROW LEVEL SECURITY;
CREATE POLICY seen_in_the_thread ON conversation_message FOR SELECT USING ({MESSAGE});
CREATE POLICY written_by_oneself ON conversation_message FOR INSERT WITH CHECK ({WRITTEN});
CREATE POLICY changed_by_oneself ON conversation_message FOR UPDATE USING ({WRITTEN}) WITH CHECK ({WRITTEN});
"""
OPEN_MESSAGES = """
DROP POLICY seen_in_the_thread ON conversation_message; DROP POLICY written_by_oneself ON conversation_message;
DROP POLICY changed_by_oneself ON conversation_message; ALTER TABLE conversation_message DISABLE ROW LEVEL SECURITY;
"""

NOTE = """patient_id = ANY ((SELECT visible_patients('STORY'))::bigint[]) AND patient_id = ANY ((SELECT teamed_patients())::bigint[])
    AND (shown <> 'PROTECTED' OR patient_id = ANY ((SELECT clinicians_patients())::bigint[]))"""
# The patient sees the head of a note that waits, and its words only when its time has come. The inner query passes the note's own policy.
NOTE_WORDS = """patient_id = ANY ((SELECT visible_patients('STORY'))::bigint[]) AND patient_id = ANY ((SELECT teamed_patients())::bigint[])
    AND note_id IN (SELECT n.id FROM conversation_note n WHERE n.shown <> 'WAITS' OR n.opens_at <= statement_timestamp()
                    OR n.patient_id <> ALL ((SELECT own_patients())::bigint[]))"""


def may_change(table: str, *columns: str) -> migrations.RunSQL:
    """Of what was written, only these may change."""
    return migrations.RunSQL(
        f"DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') THEN GRANT UPDATE ({', '.join(columns)}) ON {table} TO app; END IF; END $$",
        migrations.RunSQL.noop,
    )


def one_patient(table: str, link: str, other: str, column: str = "patient_id") -> migrations.RunSQL:
    """What is linked belongs to the same patient, and to the same thread: the database says never."""
    name = f"{table}_s_{link}_has_the_same_{column.removesuffix('_id')}"
    return migrations.RunSQL(
        f"ALTER TABLE conversation_{table} ADD CONSTRAINT {name} FOREIGN KEY ({link}_id, {column}) REFERENCES conversation_{other} (id, {column})",
        f"ALTER TABLE conversation_{table} DROP CONSTRAINT {name}",
    )


def known_by(table: str, column: str) -> migrations.RunSQL:
    name = f"{table}_has_one_{column.removesuffix('_id')}"
    return migrations.RunSQL(
        f"ALTER TABLE conversation_{table} ADD CONSTRAINT {name} UNIQUE (id, {column})",
        f"ALTER TABLE conversation_{table} DROP CONSTRAINT {name}",
    )


CHANGEABLE = {
    "thread": ("newest_at",), "member": ("left_at", "put_away_at"), "look": ("at",), "heard": ("taken_back_at",),
    "message": ("words", "number", "changed_at", "taken_back_at"), "attachment": ("message_id", "content", "removed_at"),
    "note": ("opens_at", "number", "taken_back_at"),
}  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("conversation", "0001_initial"), ("people", "0003_asked_first_and_absence")]
    operations = [
        migrations.RunSQL(FUNCTIONS, DROP),
        migrations.RunSQL(HAND_OVER, migrations.RunSQL.noop),
        protect("conversation_thread", rows=MINE.replace("thread_id", "id", 1)),
        protect("conversation_member", rows=MINE),
        protect("conversation_look", rows=OWN_LOOK),
        migrations.RunSQL(OF_MESSAGES, OPEN_MESSAGES),
        protect("conversation_messagechange", rows=with_message("conversation_messagechange")),
        protect("conversation_heard", rows=with_message("conversation_heard")),
        protect("conversation_draft", rows=OWN_DRAFT),
        protect("conversation_attachment", rows=ATTACHMENT),
        protect("conversation_note", rows=NOTE),
        protect("conversation_notewords", rows=NOTE_WORDS),
        *(append_only(f"conversation_{table}") for table in (*CHANGEABLE, "messagechange", "notewords")),
        *(may_change(f"conversation_{table}", *columns) for table, columns in CHANGEABLE.items()),
        *(known_by(table, "patient_id") for table in ("thread", "message", "note")),
        known_by("message", "thread_id"),
        *(one_patient(table, "thread", "thread") for table in ("member", "look", "message", "draft", "attachment")),
        *(one_patient(table, "message", "message") for table in ("messagechange", "heard", "attachment")),
        *(one_patient(table, "message", "message", "thread_id") for table in ("messagechange", "heard", "attachment")),
        one_patient("notewords", "note", "note"),
    ]
