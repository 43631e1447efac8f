"""A draft about a message belongs to the same patient as the message. Whose it is, the table's own policy says already: its writer's alone."""

from django.db import migrations

NAME = "draft_s_message_has_the_same_patient"


class Migration(migrations.Migration):
    dependencies = [("conversation", "0004_drafts_about_a_message")]
    operations = [
        migrations.RunSQL(
            f"ALTER TABLE conversation_draft ADD CONSTRAINT {NAME} FOREIGN KEY (message_id, patient_id) REFERENCES conversation_message (id, patient_id)",
            f"ALTER TABLE conversation_draft DROP CONSTRAINT {NAME}",
        ),
    ]
