"""When a new password was chosen by a link from a letter: said at the next sign-in, so that misuse is noticed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0006_who_asks_whom_in")]
    operations = [migrations.AddField("person", "let_back_at", models.DateTimeField(blank=True, null=True))]
