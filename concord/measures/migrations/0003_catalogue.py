"""Fill the catalogue from `concord.measures.catalogue`."""

from django.db import migrations

from concord.measures.catalogue import catalogue


def fill(apps, schema_editor):
    Measure = apps.get_model("measures", "Measure")
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        # The wall binds the owner too; door is the role that moves data.
        cursor.execute("SET LOCAL ROLE door")
        for row in catalogue():
            known = {name: value for name, value in row.items() if hasattr(Measure, name)}
            Measure.objects.using(connection.alias).update_or_create(patient=None, code=row["code"], defaults=known)
        cursor.execute("RESET ROLE")


class Migration(migrations.Migration):
    dependencies = [("measures", "0002_second_wall")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
