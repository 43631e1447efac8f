"""The functions that row-level security asks, owned by door, and the policies of people's own tables.

Ties are made by functions only, and an invitation by somebody in the team other than a supporter: so that no fault above
the database lets anybody take a place, or open a topic, that was not given to them.
"""

from django.db import migrations

from concord.database.policies import protect

WHO_SEES_WHOM = """
CREATE FUNCTION acting_person() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('concord.person', true), '')::bigint $$;

-- The patients beside whom the acting person stands, for a topic if one is named. The patient sees all of their own record.
CREATE FUNCTION visible_patients(wanted text DEFAULT NULL) RETURNS bigint[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
    AS $$ SELECT coalesce(array_agg(t.patient_id), '{}') FROM public.people_caretie t
          WHERE t.person_id = public.acting_person() AND t.until_at IS NULL
            AND (wanted IS NULL OR t.role = 'PATIENT' OR wanted = ANY (t.topics)) $$;

CREATE FUNCTION own_patients() RETURNS bigint[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
    AS $$ SELECT coalesce(array_agg(t.patient_id), '{}') FROM public.people_caretie t
          WHERE t.person_id = public.acting_person() AND t.until_at IS NULL AND t.role = 'PATIENT' $$;

-- As visible_patients, without those beside whom one stands as a supporter: who may ask others in.
CREATE FUNCTION teamed_patients() RETURNS bigint[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
    AS $$ SELECT coalesce(array_agg(t.patient_id), '{}') FROM public.people_caretie t
          WHERE t.person_id = public.acting_person() AND t.until_at IS NULL AND t.role <> 'SUPPORTER' $$;

CREATE FUNCTION looks_after(in_practice bigint) RETURNS boolean LANGUAGE sql STABLE
    AS $$ SELECT EXISTS (SELECT FROM people_membership m WHERE m.person_id = acting_person() AND m.practice_id = in_practice
                         AND m.until_at IS NULL AND m.administers) $$;
"""

RECORDS_AND_TEAMS = """
-- A new record with its first tie: before it, nobody could see the row that they have just written.
CREATE FUNCTION open_record(in_practice bigint, first_name text, year_of_birth int, opened timestamptz) RETURNS bigint
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public
    AS $$
    DECLARE member public.people_membership; new_id bigint;
    BEGIN
        SELECT * INTO member FROM public.people_membership m
         WHERE m.person_id = public.acting_person() AND m.practice_id = in_practice AND m.until_at IS NULL;
        IF NOT FOUND THEN RAISE insufficient_privilege USING MESSAGE = 'only a member of the practice opens a record'; END IF;
        INSERT INTO public.people_patient (practice_id, called, birth_year, opened_at)
            VALUES (in_practice, first_name, year_of_birth, opened) RETURNING id INTO new_id;
        INSERT INTO public.people_caretie (patient_id, person_id, role, detail, topics, from_at)
            VALUES (new_id, member.person_id, member.role, member.discipline,
                    ARRAY['STORY','MEDICINES','DAYS','GOALS','PLAN']::varchar[], opened);
        RETURN new_id;
    END $$;

-- Somebody who already works at the patient's practice needs no invitation. They see no more than whoever adds them.
-- Returns the tie, or NULL when they are in the team already.
CREATE FUNCTION add_colleague(in_team bigint, colleague bigint, wanted varchar[], added timestamptz) RETURNS bigint
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public
    AS $$
    DECLARE mine public.people_caretie; member public.people_membership; new_id bigint;
    BEGIN
        SELECT * INTO mine FROM public.people_caretie t WHERE t.patient_id = in_team AND t.person_id = public.acting_person()
           AND t.until_at IS NULL AND t.role <> 'SUPPORTER';
        IF NOT FOUND THEN RAISE insufficient_privilege USING MESSAGE = 'only the team adds somebody to it'; END IF;
        SELECT m.* INTO member FROM public.people_membership m JOIN public.people_patient p ON p.practice_id = m.practice_id
         WHERE p.id = in_team AND m.person_id = colleague AND m.until_at IS NULL;
        IF NOT FOUND THEN RAISE insufficient_privilege USING MESSAGE = 'only a member of the practice is added so'; END IF;
        INSERT INTO public.people_caretie (patient_id, person_id, role, detail, topics, from_at)
            VALUES (in_team, colleague, member.role, member.discipline,
                    ARRAY(SELECT w FROM unnest(wanted) w WHERE mine.role = 'PATIENT' OR w = ANY (mine.topics)), added)
            ON CONFLICT DO NOTHING RETURNING id INTO new_id;
        RETURN new_id;
    END $$;

-- How many of the practice's patients would have nobody from the practice beside them without this member.
CREATE FUNCTION left_alone_without(which bigint) RETURNS bigint[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
    AS $$ SELECT coalesce(array_agg(t.patient_id), '{}') FROM public.people_membership m
          JOIN public.people_caretie t ON t.person_id = m.person_id AND t.until_at IS NULL AND t.role IN ('DOCTOR', 'COACH', 'THERAPIST')
          JOIN public.people_patient p ON p.id = t.patient_id AND p.practice_id = m.practice_id
          WHERE m.id = which AND m.until_at IS NULL AND public.looks_after(m.practice_id)
            AND NOT EXISTS (SELECT FROM public.people_caretie o WHERE o.patient_id = t.patient_id AND o.person_id <> t.person_id
                            AND o.until_at IS NULL AND o.role IN ('DOCTOR', 'COACH', 'THERAPIST')) $$;

-- Somebody stops working at a practice: their places beside its patients end with it, and a successor takes those that
-- would be left alone. Each patient finds it in the trace. Returns how many places ended, or NULL when a successor is missing.
CREATE FUNCTION end_membership(which bigint, successor bigint, ended timestamptz) RETURNS int
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public
    AS $$
    DECLARE m public.people_membership; heir public.people_membership; alone bigint[]; tie public.people_caretie; count int := 0;
    BEGIN
        SELECT * INTO m FROM public.people_membership WHERE id = which AND until_at IS NULL FOR UPDATE;
        IF NOT FOUND OR NOT public.looks_after(m.practice_id) THEN
            RAISE insufficient_privilege USING MESSAGE = 'only who looks after the practice ends a membership';
        END IF;
        alone := public.left_alone_without(which);
        SELECT * INTO heir FROM public.people_membership h
         WHERE h.id = successor AND h.practice_id = m.practice_id AND h.until_at IS NULL AND h.person_id <> m.person_id;
        IF NOT FOUND AND cardinality(alone) > 0 THEN RETURN NULL; END IF;
        FOR tie IN
            UPDATE public.people_caretie t SET until_at = ended FROM public.people_patient p
             WHERE p.id = t.patient_id AND p.practice_id = m.practice_id AND t.person_id = m.person_id AND t.until_at IS NULL
               AND t.role IN ('DOCTOR', 'COACH', 'THERAPIST') RETURNING t.*
        LOOP
            count := count + 1;
            INSERT INTO public.access_trace (key, at, patient_id, person_id, what, permission, allowed)
                VALUES (gen_random_uuid(), ended, tie.patient_id, public.acting_person(), 'ended a place in the team', 'MANAGE_PRACTICE', true);
            IF tie.patient_id = ANY (alone) THEN
                INSERT INTO public.people_caretie (patient_id, person_id, role, detail, topics, from_at)
                    VALUES (tie.patient_id, heir.person_id, heir.role, heir.discipline, tie.topics, ended) ON CONFLICT DO NOTHING;
                INSERT INTO public.access_trace (key, at, patient_id, person_id, what, permission, allowed)
                    VALUES (gen_random_uuid(), ended, tie.patient_id, public.acting_person(), 'handed a place in the team on', 'MANAGE_PRACTICE', true);
            END IF;
        END LOOP;
        UPDATE public.people_membership SET until_at = ended, administers = false WHERE id = which;
        RETURN count;
    END $$;
"""

INVITATIONS = """
-- Whether this person's sign-in opens more than one patient's own record, or than the work at one practice: then nobody
-- else may hand out a way back into it.
CREATE FUNCTION holds_other_keys(who bigint, in_team bigint, in_practice bigint) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
    AS $$ SELECT EXISTS (SELECT FROM public.people_caretie t JOIN public.people_patient p ON p.id = t.patient_id
              WHERE t.person_id = who AND t.until_at IS NULL
                AND CASE WHEN in_team IS NOT NULL THEN NOT (t.patient_id = in_team AND t.role = 'PATIENT')
                         ELSE NOT (p.practice_id = in_practice AND t.role IN ('DOCTOR', 'COACH', 'THERAPIST')) END)
          OR EXISTS (SELECT FROM public.people_membership m WHERE m.person_id = who AND m.until_at IS NULL
              AND (in_team IS NOT NULL OR m.practice_id <> in_practice)) $$;

-- What an invitation is worth at a moment, in one word. Asked by the two functions below, with their rights.
CREATE FUNCTION invitation_state(i people_invitation, at timestamptz) RETURNS text LANGUAGE sql STABLE
    AS $$ SELECT CASE
        WHEN i.accepted_at IS NOT NULL THEN 'USED'
        WHEN i.withdrawn_at IS NOT NULL THEN 'WITHDRAWN'
        WHEN i.expires_at <= at THEN 'EXPIRED'
        WHEN i.patient_id IS NOT NULL AND NOT EXISTS (SELECT FROM public.people_caretie t
            WHERE t.patient_id = i.patient_id AND t.person_id = i.invited_by_id AND t.until_at IS NULL) THEN 'INVITER_LEFT'
        WHEN i.patient_id IS NULL AND NOT EXISTS (SELECT FROM public.people_membership m WHERE m.practice_id = i.practice_id
            AND m.person_id = i.invited_by_id AND m.administers AND m.until_at IS NULL) THEN 'INVITER_LEFT'
        WHEN i.returning_id IS NOT NULL AND public.holds_other_keys(i.returning_id, i.patient_id, i.practice_id) THEN 'OTHER_KEYS'
        WHEN i.returning_id IS NOT NULL AND i.patient_id IS NULL AND NOT EXISTS (SELECT FROM public.people_membership m
            WHERE m.practice_id = i.practice_id AND m.person_id = i.returning_id AND m.until_at IS NULL) THEN 'PLACE_ENDED'
        WHEN i.returning_id IS NOT NULL AND i.patient_id IS NOT NULL AND NOT EXISTS (SELECT FROM public.people_caretie t
            WHERE t.patient_id = i.patient_id AND t.person_id = i.returning_id AND t.role = 'PATIENT' AND t.until_at IS NULL) THEN 'PLACE_ENDED'
        WHEN i.returning_id IS NULL AND i.role = 'PATIENT' AND EXISTS (SELECT FROM public.people_caretie t
            WHERE t.patient_id = i.patient_id AND t.role = 'PATIENT' AND t.until_at IS NULL) THEN 'PLACE_TAKEN'
        ELSE 'OPEN' END $$;

-- What somebody who holds the secret may know before they have accepted: who invites to what, until when.
CREATE FUNCTION invitation_by_token(hashed text, at timestamptz)
    RETURNS TABLE (id bigint, state text, practice_id bigint, practice_called text, practice_phone text, practice_zone text, patient_id bigint,
                   patient_called text, inviter_called text, role text, detail text, topics varchar[], administers boolean, called text,
                   email text, way text, expires_at timestamptz, returning_id bigint, returning_called text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
    AS $$ SELECT i.id, public.invitation_state(i, at), p.id, p.called, p.phone, p.zone, i.patient_id, c.called, b.called, i.role, i.detail,
                 i.topics, i.administers, i.called, i.email, i.way, i.expires_at, i.returning_id, r.called
          FROM public.people_invitation i JOIN public.people_practice p ON p.id = i.practice_id
          JOIN public.people_person b ON b.id = i.invited_by_id LEFT JOIN public.people_patient c ON c.id = i.patient_id
          LEFT JOIN public.people_person r ON r.id = i.returning_id
          WHERE i.secret_hash = hashed $$;

-- Use an invitation once: of two who race, the row lock lets one in and tells the other that it is used. Returns ACCEPTED,
-- or the word for why not. Nobody takes another patient's place, and who is in the team already gets no second tie.
CREATE FUNCTION accept_invitation(hashed text, accepted timestamptz) RETURNS text
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public
    AS $$
    DECLARE i public.people_invitation; state text; me bigint := public.acting_person();
    BEGIN
        SELECT * INTO i FROM public.people_invitation v WHERE v.secret_hash = hashed FOR UPDATE;
        IF NOT FOUND THEN RETURN 'UNKNOWN'; END IF;
        state := public.invitation_state(i, accepted);
        IF state <> 'OPEN' THEN RETURN state; END IF;
        IF me IS NULL OR (i.returning_id IS NOT NULL AND i.returning_id <> me) THEN RETURN 'FOR_SOMEBODY_ELSE'; END IF;
        IF i.returning_id IS NULL AND i.patient_id IS NULL THEN
            INSERT INTO public.people_membership (practice_id, person_id, role, discipline, administers, from_at)
                VALUES (i.practice_id, me, i.role, i.detail, i.administers, accepted) ON CONFLICT DO NOTHING;
            IF NOT FOUND THEN RETURN 'ALREADY_IN'; END IF;
        ELSIF i.returning_id IS NULL THEN
            INSERT INTO public.people_caretie (patient_id, person_id, role, detail, topics, from_at)
                VALUES (i.patient_id, me, i.role, i.detail, i.topics, accepted) ON CONFLICT DO NOTHING;
            IF NOT FOUND THEN
                RETURN CASE WHEN EXISTS (SELECT FROM public.people_caretie t WHERE t.patient_id = i.patient_id AND t.person_id = me
                                         AND t.until_at IS NULL) THEN 'ALREADY_IN' ELSE 'PLACE_TAKEN' END;
            END IF;
        END IF;
        UPDATE public.people_invitation SET accepted_by_id = me, accepted_at = accepted WHERE id = i.id;
        RETURN 'ACCEPTED';
    END $$;
"""

OF_DOOR = [
    "visible_patients(text)", "own_patients()", "teamed_patients()", "open_record(bigint, text, int, timestamptz)",
    "add_colleague(bigint, bigint, varchar[], timestamptz)", "left_alone_without(bigint)", "end_membership(bigint, bigint, timestamptz)",
    "holds_other_keys(bigint, bigint, bigint)", "invitation_by_token(text, timestamptz)", "accept_invitation(text, timestamptz)",
]
PLAIN = ["invitation_state(people_invitation, timestamptz)", "looks_after(bigint)", "acting_person()"]
# Door tells who may use them: a REVOKE by somebody who is no longer the owner would silently do nothing.
HAND_OVER = (
    "GRANT SELECT, INSERT, UPDATE ON people_practice, people_membership, people_patient, people_caretie, people_invitation, people_person TO door;"
    "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO door;"
    + "".join(f"ALTER FUNCTION {f} OWNER TO door; SET LOCAL ROLE door; REVOKE ALL ON FUNCTION {f} FROM PUBLIC; GRANT EXECUTE ON FUNCTION {f} TO app, owner; RESET ROLE;" for f in OF_DOOR)
)
DROP = "".join(f"DROP FUNCTION {f};" for f in [*reversed(OF_DOOR), *PLAIN])

TEAMED = "patient_id = ANY ((SELECT teamed_patients())::bigint[])"
TIES = f"""
ALTER TABLE people_caretie ENABLE ROW LEVEL SECURITY;
ALTER TABLE people_caretie FORCE ROW LEVEL SECURITY;
CREATE POLICY seen_by_the_team ON people_caretie FOR SELECT
    USING (person_id = acting_person() OR patient_id = ANY ((SELECT visible_patients())::bigint[]));
CREATE POLICY the_patient_decides ON people_caretie FOR UPDATE
    USING (patient_id = ANY ((SELECT own_patients())::bigint[])) WITH CHECK (patient_id = ANY ((SELECT own_patients())::bigint[]));
CREATE POLICY one_may_leave ON people_caretie FOR UPDATE
    USING (person_id = acting_person() AND until_at IS NULL) WITH CHECK (person_id = acting_person() AND until_at IS NOT NULL);
REVOKE INSERT, UPDATE, DELETE ON people_caretie FROM app;
GRANT UPDATE (until_at, topics) ON people_caretie TO app;
ALTER TABLE people_invitation ENABLE ROW LEVEL SECURITY;
ALTER TABLE people_invitation FORCE ROW LEVEL SECURITY;
CREATE POLICY seen_by_the_team ON people_invitation FOR SELECT
    USING (invited_by_id = acting_person() OR {TEAMED} OR (patient_id IS NULL AND looks_after(practice_id)));
CREATE POLICY made_by_the_team ON people_invitation FOR INSERT WITH CHECK (invited_by_id = acting_person()
    AND accepted_at IS NULL AND ({TEAMED} OR (patient_id IS NULL AND looks_after(practice_id))));
CREATE POLICY withdrawn_by_the_team ON people_invitation FOR UPDATE
    USING ({TEAMED} OR (patient_id IS NULL AND looks_after(practice_id)))
    WITH CHECK (acting_person() IS NOT NULL AND withdrawn_at IS NOT NULL);
REVOKE UPDATE, DELETE ON people_invitation FROM app;
GRANT UPDATE (withdrawn_at) ON people_invitation TO app;
"""
POLICIES = {
    "people_caretie": ["seen_by_the_team", "the_patient_decides", "one_may_leave"],
    "people_invitation": ["seen_by_the_team", "made_by_the_team", "withdrawn_by_the_team"],
}
OPEN_AGAIN = "".join(
    "".join(f"DROP POLICY {name} ON {table};" for name in names) + f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"
    for table, names in POLICIES.items()
)


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [
        migrations.RunSQL(WHO_SEES_WHOM + RECORDS_AND_TEAMS + INVITATIONS, DROP),
        migrations.RunSQL(HAND_OVER, migrations.RunSQL.noop),
        protect("people_patient", rows="id = ANY ((SELECT visible_patients())::bigint[])"),
        migrations.RunSQL(TIES, OPEN_AGAIN),
    ]
