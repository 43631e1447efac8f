"""Row-level security of order, costs, promises and looks at the whole plan. Who was asked sees the ask, and their own step,
also where the plan is not shared with them."""

from django.db import migrations

from concord.database.policies import append_only, protect

PLAN = "patient_id = ANY ((SELECT visible_patients('PLAN'))::bigint[])"
IN_TEAM = "patient_id = ANY ((SELECT visible_patients())::bigint[])"
ASKED = f"{PLAN} OR ({IN_TEAM} AND asked_id = acting_person())"
OWN = f"{PLAN} OR ({IN_TEAM} AND owner_id = acting_person())"
# The table of steps has its own policy, which the inner query passes too.
OF_OWN = f"{PLAN} OR ({IN_TEAM} AND step_id IN (SELECT s.id FROM plan_step s WHERE s.owner_id = acting_person()))"  # noqa: S608
MAY_CHANGE = """
DO $$ BEGIN IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') THEN
    REVOKE UPDATE, DELETE ON plan_ask, plan_stuck FROM app;
    GRANT UPDATE (state, answer, answered_at, made_id) ON plan_ask TO app;
    GRANT UPDATE (closed_at, taken_back) ON plan_stuck TO app;
END IF; END $$
"""


def seen_by(table: str, rows: str) -> migrations.RunSQL:
    """Each statement names tables of this room and of those below, never anything from outside."""
    alter = f"ALTER POLICY seen_by_the_team ON plan_{table}"
    return migrations.RunSQL(f"{alter} USING ({rows}) WITH CHECK ({rows})", f"{alter} USING ({PLAN}) WITH CHECK ({PLAN})")


def within(table: str, link: str, other: str) -> migrations.RunSQL:
    """What is linked belongs to the same patient: the database says never."""
    return migrations.RunSQL(
        f"ALTER TABLE plan_{table} ADD CONSTRAINT {table}_s_{link}_is_of_its_patient"
        f" FOREIGN KEY ({link}_id, patient_id) REFERENCES plan_{other} (id, patient_id)",
        f"ALTER TABLE plan_{table} DROP CONSTRAINT {table}_s_{link}_is_of_its_patient",
    )


class Migration(migrations.Migration):
    dependencies = [("plan", "0011_order_costs_promises_stuck")]
    operations = [
        *(protect(f"plan_{table}", topic="PLAN") for table in ("placing", "cost", "helpneed", "stuck", "stucksaid")),
        protect("plan_ask", rows=ASKED),
        seen_by("step", OWN),
        seen_by("stepchange", OF_OWN),
        seen_by("stepday", OF_OWN),
        *(append_only(f"plan_{table}") for table in ("placing", "cost", "helpneed", "stucksaid")),
        migrations.RunSQL(MAY_CHANGE, migrations.RunSQL.noop),
        migrations.RunSQL(
            "ALTER TABLE plan_stuck ADD CONSTRAINT stuck_has_one_patient UNIQUE (id, patient_id)",
            "ALTER TABLE plan_stuck DROP CONSTRAINT stuck_has_one_patient",
        ),
        *(within(table, "recommendation", "recommendation") for table in ("placing", "cost")),
        *(within(table, "step", "step") for table in ("placing", "cost", "helpneed")),
        within("placing", "after", "recommendation"),
        within("ask", "helps", "step"),
        within("step", "helps", "step"),
        within("ask", "made", "step"),
        within("stucksaid", "stuck", "stuck"),
    ]
