"""Who works where is seen by those who work there and by those who stand beside one of its patients, by nobody else.

A practice is founded by its first member in their own name; afterwards who looks after it changes two things of a member, and everybody
else comes and goes by the functions that belong to door.
"""

from django.db import migrations

FUNCTIONS = """
-- Policies ask these: with the rights of whoever asks they would run into the very policy that asks.
CREATE FUNCTION practices_near() RETURNS bigint[]
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    AS $$ SELECT coalesce(array_agg(near.practice_id), '{}') FROM (
              SELECT m.practice_id FROM public.people_membership m
               WHERE m.person_id = public.acting_person() AND m.until_at IS NULL
              UNION
              SELECT p.practice_id FROM public.people_caretie t JOIN public.people_patient p ON p.id = t.patient_id
               WHERE t.person_id = public.acting_person() AND t.until_at IS NULL) near $$;

CREATE FUNCTION nobody_works_at(in_practice bigint) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    AS $$ SELECT NOT EXISTS (SELECT FROM public.people_membership m WHERE m.practice_id = in_practice) $$;
"""
OF_DOOR = ["practices_near()", "nobody_works_at(bigint)"]
HAND_OVER = "".join(
    f"ALTER FUNCTION {f} OWNER TO door; SET LOCAL ROLE door; REVOKE ALL ON FUNCTION {f} FROM PUBLIC; GRANT EXECUTE ON FUNCTION {f} TO app, owner; RESET ROLE;"
    for f in OF_DOOR
)
WALL = """
ALTER TABLE people_membership ENABLE ROW LEVEL SECURITY;
ALTER TABLE people_membership FORCE ROW LEVEL SECURITY;
CREATE POLICY seen_from_near ON people_membership FOR SELECT
    USING (person_id = acting_person() OR practice_id = ANY ((SELECT practices_near())::bigint[]));
CREATE POLICY the_first_founds ON people_membership FOR INSERT
    WITH CHECK (person_id = acting_person() AND administers AND until_at IS NULL AND nobody_works_at(practice_id));
CREATE POLICY changed_by_who_looks_after_it ON people_membership FOR UPDATE
    USING (acting_person() IS NOT NULL AND looks_after(practice_id)) WITH CHECK (acting_person() IS NOT NULL AND looks_after(practice_id));
REVOKE UPDATE, DELETE ON people_membership FROM app;
GRANT UPDATE (discipline, administers) ON people_membership TO app;
"""
NO_WALL = """
DROP POLICY seen_from_near ON people_membership;
DROP POLICY the_first_founds ON people_membership;
DROP POLICY changed_by_who_looks_after_it ON people_membership;
ALTER TABLE people_membership NO FORCE ROW LEVEL SECURITY;
ALTER TABLE people_membership DISABLE ROW LEVEL SECURITY;
GRANT UPDATE, DELETE ON people_membership TO app;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0009_confirmed_email")]
    operations = [
        migrations.RunSQL(FUNCTIONS + HAND_OVER, "".join(f"DROP FUNCTION {f};" for f in OF_DOOR)),
        migrations.RunSQL(WALL, NO_WALL),
    ]
