"""Ratings from before there were looks: each day was a look of its own, and whoever rated has given theirs.

The owner is bound by forced row-level security as everybody is; it is lifted for this one transaction, in which nobody else sees the tables.
"""

from django.db import migrations, models

OPEN = "ALTER TABLE goals_rating NO FORCE ROW LEVEL SECURITY; ALTER TABLE goals_ratinggiven NO FORCE ROW LEVEL SECURITY;"
CLOSED = "ALTER TABLE goals_rating FORCE ROW LEVEL SECURITY; ALTER TABLE goals_ratinggiven FORCE ROW LEVEL SECURITY;"
FILL = """
UPDATE goals_rating SET look_day = day WHERE look_day IS NULL;
INSERT INTO goals_ratinggiven (patient_id, goal_id, look_day, person_id, rating_id, taken_back_at)
    SELECT patient_id, goal_id, look_day, rated_by_id, id, taken_back_at FROM goals_rating r
    WHERE NOT EXISTS (SELECT FROM goals_ratinggiven g WHERE g.rating_id = r.id);
SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    dependencies = [("goals", "0004_wall_around_what_is_blind")]
    operations = [
        migrations.RunSQL(OPEN + FILL + CLOSED, migrations.RunSQL.noop),
        migrations.AlterField("rating", "look_day", models.DateField()),
    ]
