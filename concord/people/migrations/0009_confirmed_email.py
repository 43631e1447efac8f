"""An address counts for letters once its letter was answered; and one that was left opens nothing any more.

Whoever is here already keeps the letters that they have: nobody is shut out by an update. What the sign-in library had noted of earlier
addresses goes: it would have let a password be chosen anew by a letter to one that was left, and nothing here reads it.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0008_names_that_nobody_can_shadow"), ("account", "0009_emailaddress_unique_primary_email")]
    operations = [
        migrations.AddField("person", "confirmed_email", models.EmailField(blank=True, default="", max_length=254)),
        migrations.RunSQL("UPDATE people_person SET confirmed_email = email WHERE email IS NOT NULL", migrations.RunSQL.noop),
        migrations.RunSQL("DELETE FROM account_emailaddress", migrations.RunSQL.noop),
    ]
