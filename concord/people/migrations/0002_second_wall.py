"""The functions that row-level security asks, owned by door, and the policies of people's own tables."""

from django.db import migrations

from concord.database.policies import protect

FUNCTIONS = """
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

-- What somebody who holds the secret may know before they have accepted: who invites to what, until when.
CREATE FUNCTION invitation_by_token(hashed text)
    RETURNS TABLE (id bigint, practice_called text, patient_called text, patient_id bigint, practice_id bigint, inviter_called text, role text,
                   detail text, topics varchar[], administers boolean, called text, email text, way text, expires_at timestamptz,
                   accepted_at timestamptz, withdrawn_at timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
    AS $$ SELECT i.id, p.called, c.called, i.patient_id, i.practice_id, b.called, i.role, i.detail, i.topics, i.administers, i.called, i.email,
                 i.way, i.expires_at, i.accepted_at, i.withdrawn_at
          FROM public.people_invitation i JOIN public.people_practice p ON p.id = i.practice_id
          JOIN public.people_person b ON b.id = i.invited_by_id LEFT JOIN public.people_patient c ON c.id = i.patient_id
          WHERE i.secret_hash = hashed $$;

-- Use an invitation once: two who race are told apart by the row lock. Returns the invitation's id, or NULL when it leads nowhere.
-- An existing open tie to the same patient is replaced only for the same person; nobody takes another patient's place.
CREATE FUNCTION accept_invitation(hashed text, accepted timestamptz) RETURNS bigint
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public
    AS $$
    DECLARE i public.people_invitation; me bigint := public.acting_person();
    BEGIN
        SELECT * INTO i FROM public.people_invitation v
         WHERE v.secret_hash = hashed AND v.accepted_at IS NULL AND v.withdrawn_at IS NULL AND v.expires_at > accepted FOR UPDATE;
        IF NOT FOUND OR me IS NULL THEN RETURN NULL; END IF;
        IF i.patient_id IS NULL THEN
            INSERT INTO public.people_membership (practice_id, person_id, role, discipline, administers, from_at)
                VALUES (i.practice_id, me, i.role, i.detail, i.administers, accepted)
                ON CONFLICT (practice_id, person_id) WHERE until_at IS NULL DO NOTHING;
        ELSE
            INSERT INTO public.people_caretie (patient_id, person_id, role, detail, topics, from_at)
                VALUES (i.patient_id, me, i.role, i.detail, i.topics, accepted)
                ON CONFLICT DO NOTHING;
            IF NOT FOUND THEN RETURN NULL; END IF;
        END IF;
        UPDATE public.people_invitation SET accepted_by_id = me, accepted_at = accepted WHERE id = i.id;
        RETURN i.id;
    END $$;
"""
OF_DOOR = [
    "visible_patients(text)", "own_patients()", "open_record(bigint, text, int, timestamptz)", "invitation_by_token(text)",
    "accept_invitation(text, timestamptz)",
]
HAND_OVER = (
    "GRANT SELECT, INSERT, UPDATE ON people_practice, people_membership, people_patient, people_caretie, people_invitation, people_person TO door;"
    "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO door;"
    + "".join(f"ALTER FUNCTION {f} OWNER TO door; REVOKE ALL ON FUNCTION {f} FROM PUBLIC; GRANT EXECUTE ON FUNCTION {f} TO app, owner;" for f in OF_DOOR)
)
DROP = "".join(f"DROP FUNCTION {f};" for f in reversed(OF_DOOR)) + "DROP FUNCTION acting_person();"


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [
        migrations.RunSQL(FUNCTIONS, DROP),
        migrations.RunSQL(HAND_OVER, migrations.RunSQL.noop),
        protect("people_patient", rows="id = ANY ((SELECT visible_patients())::bigint[])"),
        protect("people_caretie", rows="person_id = acting_person() OR patient_id = ANY ((SELECT visible_patients())::bigint[])"),
        protect(
            "people_invitation",
            rows="invited_by_id = acting_person() OR patient_id = ANY ((SELECT visible_patients())::bigint[])",
        ),
    ]
