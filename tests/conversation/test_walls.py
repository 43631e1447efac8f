"""The second wall of conversations: what the pages never do, the database does not do either."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from concord.conversation.models import Heard, Member, MessageChange, NoteWords
from concord.database.acting import acting_as
from tests.make import conversation as make

pytestmark = pytest.mark.django_db


def changed(person, statement: str, *given) -> int:
    """How many rows the statement reached, in this person's name."""
    with acting_as(person), connection.cursor() as cursor:
        cursor.execute(statement, given)
        return cursor.rowcount


def refused(person, make_it) -> bool:
    try:
        with acting_as(person), transaction.atomic():
            make_it()
    except ProgrammingError as error:
        return "row-level security" in str(error)
    return False


def test_a_note_that_waits_is_opened_by_nobody_but_its_author(team):
    day = timezone.localdate() + timedelta(days=9)
    note = make.note(team.patient, team.doctor, "It may be in the family.", shown="WAITS", wait_until=day, why="A talk first.", now=timezone.now())  # fmt: skip
    opened = "UPDATE conversation_note SET opens_at = statement_timestamp() WHERE id = %s"
    assert [changed(who, opened, note.pk) for who in (team.thandi, team.coach, team.doctor)] == [0, 0, 1]


def test_nobody_puts_words_into_anothers_note_or_writes_a_note_about_themself(team):
    note = make.note(team.patient, team.doctor)
    given = {"patient": team.patient, "note": note, "number": 2, "words": "I never said that.", "at": make.APRIL}
    for person in (team.thandi, team.coach):
        assert refused(person, lambda: NoteWords.objects.create(**given))
    with acting_as(team.doctor):
        NoteWords.objects.create(**given)


def test_nobody_hears_in_anothers_name_or_takes_that_back(team):
    thread = make.thread(team.patient, team.thandi)
    first = make.first_of(thread, team.thandi)
    given = {"patient": team.patient, "thread": thread, "message": first, "words": "Heard.", "at": make.APRIL}
    assert refused(team.coach, lambda: Heard.objects.create(by=team.doctor, as_role="DOCTOR", **given))
    heard = make.heard(first, team.doctor)
    taken = "UPDATE conversation_heard SET taken_back_at = statement_timestamp() WHERE id = %s"
    assert [changed(who, taken, heard.pk) for who in (team.thandi, team.coach, team.doctor)] == [0, 0, 1]
    earlier = {
        "patient": team.patient,
        "thread": thread,
        "message": first,
        "number": 1,
        "words": "x",
        "written_at": make.APRIL,
    }
    assert refused(team.coach, lambda: MessageChange.objects.create(**earlier))


def test_who_is_in_a_thread_is_chosen_by_the_patient_or_by_whoever_began_it(team):
    thread = make.thread(team.patient, team.thandi, team.doctor, team.coach)
    given = {
        "patient": team.patient,
        "thread": thread,
        "as_role": "SUPPORTER",
        "joined_at": make.APRIL,
        "person": team.supporter,
    }
    assert refused(team.coach, lambda: Member.objects.create(added_by=team.coach, **given))
    put_out = "UPDATE conversation_member SET left_at = statement_timestamp() WHERE thread_id = %s AND person_id = %s"
    assert changed(team.coach, put_out, thread.pk, team.doctor.pk) == 0
    assert changed(team.thandi, put_out, thread.pk, team.doctor.pk) == 1


def test_a_file_in_a_thread_is_emptied_by_nobody_but_whoever_added_it(team):
    thread = make.thread(team.patient, team.thandi)
    file = make.attached(thread, team.thandi)
    make.said(thread, team.thandi, "My tongue today.")
    emptied = "UPDATE conversation_attachment SET content = %s WHERE id = %s"
    assert [changed(who, emptied, b"", file.pk) for who in (team.doctor, team.thandi)] == [0, 1]
