from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("measures", "0005_in_ones_own_name")]

    operations = [
        migrations.AddField(
            model_name="mark",
            name="look_day",
            field=models.DateField(blank=True, null=True),
        ),
    ]
