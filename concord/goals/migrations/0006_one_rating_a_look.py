"""Whoever says again where a goal stands takes the place of what they said in the same look; nobody opens a look by beginning another beside it.

The days of a look are those within three weeks of its first day, as in `concord.goals.rules.ratings.ONE_LOOK`.
"""

from django.db import migrations, models

# Who has given in which look stands in a table of its own, so that this policy does not read its own table.
OF_THE_GOAL = "EXISTS (SELECT FROM goals_ratinggiven g WHERE g.patient_id = goals_rating.patient_id AND g.goal_id = goals_rating.goal_id AND {})"  # noqa: S608
A_LOOK_THAT_STANDS = OF_THE_GOAL.format("g.look_day = goals_rating.look_day")
A_LOOK_NEAR_BY = OF_THE_GOAL.format("abs(g.look_day - goals_rating.day) <= 21")
WALL = f"""CREATE POLICY within_its_look ON goals_rating AS RESTRICTIVE FOR INSERT
    WITH CHECK (rated_by_id = acting_person() AND abs(look_day - day) <= 21 AND ({A_LOOK_THAT_STANDS} OR (look_day = day AND NOT {A_LOOK_NEAR_BY})));"""
OPEN_AGAIN = "DROP POLICY within_its_look ON goals_rating;"


class Migration(migrations.Migration):
    dependencies = [("goals", "0005_earlier_ratings_are_looks")]
    operations = [
        migrations.AddConstraint(
            "rating",
            models.UniqueConstraint(
                condition=models.Q(("taken_back_at__isnull", True)), fields=("goal", "rated_by", "look_day"),
                name="one_rating_a_person_and_look",
            ),
        ),
        migrations.RunSQL(WALL, OPEN_AGAIN),
    ]  # fmt: skip
