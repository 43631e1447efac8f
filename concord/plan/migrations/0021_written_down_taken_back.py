"""What a professional wrote down of what the patient weighs is taken back by a row of its own: history is added, never rewritten."""

from django.db import migrations, models

SAYS = models.Q(no_worry=True) | models.Q(worry__regex=r"\S") | models.Q(sure__isnull=False)
NOTHING = models.Q(no_worry=False, worry="", sure__isnull=True)
NAME = "what_is_weighed_says_something"


class Migration(migrations.Migration):
    dependencies = [("plan", "0020_threads_about_more")]
    operations = [
        migrations.AddField("weighed", "taken_back", models.BooleanField(default=False)),
        migrations.RemoveConstraint("weighed", NAME),
        migrations.AddConstraint(
            "weighed", models.CheckConstraint(condition=SAYS | models.Q(taken_back=True), name=NAME)
        ),
        migrations.AddConstraint(
            "weighed",
            models.CheckConstraint(
                condition=models.Q(taken_back=False) | NOTHING & ~models.Q(as_role="PATIENT"),
                name="only_what_was_written_down_is_taken_back",
            ),
        ),
    ]
