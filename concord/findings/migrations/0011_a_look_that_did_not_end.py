"""When a look last did not come to its end; of looks from before nothing is known."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("findings", "0010_names_that_nobody_can_shadow")]
    operations = [migrations.AddField("watchstate", "failed_at", models.DateTimeField(blank=True, null=True))]
