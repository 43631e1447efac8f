"""What is said is said in one's own name: a note, its words, “heard”, earlier words and files are written and changed by whoever wrote
them; who is in a thread is chosen by the patient, or by whoever begins it. The pages keep to that; from here on the database does too."""

from django.db import migrations

ME = "by_id = acting_person()"
PATIENT = "patient_id = ANY ((SELECT own_patients())::bigint[])"
# The inner queries pass the policies of their own tables. Every statement names tables of this room, never anything from outside.
MY_NOTE = "note_id IN (SELECT n.id FROM conversation_note n WHERE n.by_id = acting_person())"
MY_MESSAGE = "EXISTS (SELECT FROM conversation_message m WHERE m.id = message_id AND m.by_id = acting_person())"
MY_THREAD = "EXISTS (SELECT FROM conversation_thread t WHERE t.id = thread_id AND t.begun_by_id = acting_person())"
WRITTEN = {
    "note": f"{ME} AND NOT {PATIENT}", "notewords": MY_NOTE, "heard": ME, "messagechange": MY_MESSAGE, "attachment": ME,
    "member": f"added_by_id = acting_person() AND ({PATIENT} OR {MY_THREAD})",
}  # fmt: skip
CHANGED = {"note": ME, "heard": ME, "attachment": ME, "member": f"person_id = acting_person() OR {PATIENT}"}


def only(table: str, name: str, what: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE POLICY {name} ON conversation_{table} AS RESTRICTIVE FOR {what}",
        f"DROP POLICY {name} ON conversation_{table}",
    )


class Migration(migrations.Migration):
    dependencies = [("conversation", "0002_second_wall")]
    operations = [
        *(only(table, "written_by_oneself", f"INSERT WITH CHECK ({rows})") for table, rows in WRITTEN.items()),
        *(only(table, "changed_by_oneself", f"UPDATE USING ({rows}) WITH CHECK ({rows})") for table, rows in CHANGED.items()),
    ]
