"""Threads that were begun about a thing were called by its words, which everybody in them went on reading after it was shared no more:
they are called by the kind of the thing from here on.

The owner is bound by forced row-level security as everybody is; it is lifted for this one transaction, in which nobody else sees the tables.
"""

from django.db import migrations

TABLES = ("conversation_thread", "plan_threadabout")
OPEN = "".join(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY; " for table in TABLES)
CLOSED = "".join(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY; " for table in TABLES)
CALL = """
UPDATE conversation_thread t SET called = CASE
    WHEN a.goal_id IS NOT NULL THEN 'About a goal'
    WHEN a.recommendation_id IS NOT NULL THEN 'About a suggestion'
    WHEN a.step_id IS NOT NULL THEN 'About a step'
    WHEN a.measure_id IS NOT NULL THEN 'About a number'
    WHEN a.finding_id IS NOT NULL THEN 'About something noticed in the days'
    WHEN a.sentence_id IS NOT NULL THEN 'About a sentence of what we think is going on'
    ELSE 'About a possible cause' END
FROM plan_threadabout a WHERE a.thread_id = t.id;
SET CONSTRAINTS ALL IMMEDIATE;
"""
SQL = OPEN + CALL + CLOSED


class Migration(migrations.Migration):
    dependencies = [
        ("plan", "0022_question_is_shared_as_what_it_is_about"),
        ("conversation", "0003_each_writes_for_themself"),
    ]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
