"""Messages: sent once, heard by a sentence, changed with their history, taken back; nobody edits another's words."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from concord.access.guard import NotAllowed, Refused
from concord.agreement.actions import ChangedMeanwhile
from concord.conversation import actions, reads
from concord.conversation.models import Draft, Heard, Look, Message
from concord.database.acting import acting_as
from tests.make import conversation as make

pytestmark = pytest.mark.django_db
LATER = make.APRIL + timedelta(hours=2)


@pytest.fixture
def thread(team):
    return make.thread(team.patient, team.thandi, team.doctor, team.coach)


@pytest.fixture
def first(team, thread):
    return make.first_of(thread, team.thandi)


def view_of(team, thread, person, number=0):
    with acting_as(person):
        return reads.thread_page(team.patient, thread.pk, person, now=LATER).messages[number]


def test_opening_a_message_is_not_hearing_it(team, thread):
    with acting_as(team.doctor):
        actions.look_at_thread(thread=thread, by=team.doctor, now=LATER)
    assert view_of(team, thread, team.thandi).heard == []
    with acting_as(team.thandi):
        assert not Look.objects.exists()


def test_hearing_is_a_sentence_with_name_role_and_time(team, thread, first):
    make.heard(first, team.doctor, "I read that the nights are worse. I ring the clinic by Friday.", now=LATER)
    [heard] = view_of(team, thread, team.thandi).heard
    assert (heard.by.called, heard.role_words, heard.at) == ("Dr Rossi", "Doctor, general practice", LATER)


def test_other_words_than_those_that_were_heard_wait_again(team, thread, first):
    """Else somebody could add the worst of it to a message that nobody opens any more."""
    make.heard(first, team.doctor, "I read it.", now=LATER)
    changed = LATER + timedelta(minutes=1)
    with acting_as(team.thandi):
        first.refresh_from_db()
        actions.change_message(
            message=first, words="And since today it bleeds.", seen=first.number, by=team.thandi, now=changed
        )
    with acting_as(team.doctor):
        [waits] = reads.unheard_for(team.doctor, now=changed)
        assert waits.message == first
        assert reads.threads_of(team.patient, team.doctor)[0].unheard == 1
    there = view_of(team, thread, team.doctor)
    assert (there.waits, there.can_hear, len(there.heard)) == (True, True, 1)
    again = make.heard(first, team.doctor, "I read it.", now=changed + timedelta(minutes=1))
    there = view_of(team, thread, team.doctor)
    assert (there.waits, there.can_hear, there.heard) == (False, False, [again])
    with acting_as(team.doctor):
        assert reads.unheard_for(team.doctor, now=changed) == []


@pytest.mark.parametrize("words", ["", "   ", "\n"])
def test_a_tap_without_a_sentence_is_refused(team, first, words):
    with pytest.raises(Refused, match="Please write a sentence"):
        make.heard(first, team.doctor, words)


def test_nobody_hears_their_own_message(team, first):
    with pytest.raises(Refused, match="your own message"):
        make.heard(first, team.thandi)


def test_the_same_sentence_twice_has_one_effect_and_another_is_refused(team, first):
    assert make.heard(first, team.doctor, "Read.").pk == make.heard(first, team.doctor, "Read.").pk
    with pytest.raises(Refused, match="already that you heard"):
        make.heard(first, team.doctor, "Read it again.")


def test_two_people_hear_it_each_in_their_own_words(team, thread, first):
    make.heard(first, team.doctor, "I ring the clinic.")
    make.heard(first, team.coach, "I bring it up on Monday.")
    assert len(view_of(team, thread, team.thandi).heard) == 2


def test_hearing_is_taken_back_by_whoever_said_it(team, thread, first):
    heard = make.heard(first, team.doctor)
    with acting_as(team.coach), pytest.raises(Refused, match="Only the person who said"):
        actions.take_back_heard(heard=heard, by=team.coach, now=LATER)
    with acting_as(team.doctor):
        actions.take_back_heard(heard=heard, by=team.doctor, now=LATER)
        actions.take_back_heard(heard=heard, by=team.doctor, now=LATER)
    assert view_of(team, thread, team.thandi).heard == []
    make.heard(first, team.doctor, "Said anew.", now=LATER)
    with acting_as(team.thandi):
        assert Heard.objects.count() == 2


def test_somebody_outside_the_thread_hears_nothing(team, first):
    with acting_as(team.stranger), pytest.raises(NotAllowed):
        actions.say_heard(message=first, words="Mine", seen=1, by=team.stranger, now=LATER)
    with acting_as(team.therapist), pytest.raises((DatabaseError, Message.DoesNotExist)), transaction.atomic():
        actions.say_heard(message=first, words="Mine", seen=1, by=team.therapist, now=LATER)


def test_what_the_patient_wrote_waits_by_the_day_that_the_practice_promises(team, thread, first):
    # Thursday, 2 April 2026, and three working days.
    one = view_of(team, thread, team.thandi)
    assert (one.promised.isoformat(), one.overdue) == ("2026-04-07", False)
    with acting_as(team.thandi):
        late = reads.thread_page(team.patient, thread.pk, team.thandi, now=make.APRIL + timedelta(days=6)).messages[0]
    assert late.overdue
    make.said(thread, team.doctor, now=LATER)
    assert view_of(team, thread, team.thandi, 1).promised is None


def test_the_inbox_holds_what_nobody_has_heard_the_oldest_first(team, thread, first):
    make.said(thread, team.thandi, "And the mornings.", now=LATER)
    make.said(thread, team.coach, "Thank you for writing.", now=LATER)
    with acting_as(team.doctor):
        found = reads.unheard_for(team.doctor, now=LATER)
        assert [one.message.words for one in found] == ["The nights are worse again.", "And the mornings."]
        assert found[0].patient == team.patient
        assert [len(some) for some in reads.unheard_by_patient(team.doctor, now=LATER).values()] == [2]
    make.heard(first, team.coach)
    with acting_as(team.doctor):
        assert [one.message.words for one in reads.unheard_for(team.doctor, now=LATER)] == ["And the mornings."]
    with acting_as(team.therapist):
        assert reads.unheard_for(team.therapist, now=LATER) == []


def test_one_changes_ones_own_words_and_the_earlier_ones_stay(team, thread, first):
    with acting_as(team.thandi):
        actions.change_message(message=first, words="The nights are a bit worse.", seen=1, by=team.thandi, now=LATER)
    one = view_of(team, thread, team.coach).message
    assert (one.words, one.number, one.changed_at) == ("The nights are a bit worse.", 2, LATER)
    with acting_as(team.coach):
        assert [earlier.words for earlier in one.changes.all()] == ["The nights are worse again."]


def test_nobody_edits_anothers_words_neither_by_the_action_nor_by_sql(team, first):
    with acting_as(team.doctor):
        with pytest.raises(Refused, match="Only the person who wrote"):
            actions.change_message(message=first, words="Better.", seen=1, by=team.doctor, now=LATER)
        with pytest.raises(Refused, match="Only the person who wrote"):
            actions.take_back_message(message=first, by=team.doctor, now=LATER)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE conversation_message SET words = 'Better.' WHERE id = %s", [first.pk])
            assert cursor.rowcount == 0


def test_two_windows_change_one_message_and_both_texts_are_kept(team, first):
    with acting_as(team.thandi):
        actions.change_message(message=first, words="From the phone.", seen=1, by=team.thandi, now=LATER)
        with pytest.raises(ChangedMeanwhile) as meanwhile:
            actions.change_message(message=first, words="From the desk.", seen=1, by=team.thandi, now=LATER)
    assert meanwhile.value.newest.words == {"words": "From the phone."}
    assert meanwhile.value.yours == {"words": "From the desk."}


def test_what_is_taken_back_is_gone_for_the_others_and_waits_for_nobody(team, thread, first, client_for):
    with acting_as(team.thandi):
        actions.take_back_message(message=first, by=team.thandi, now=LATER)
        with pytest.raises(Refused, match="was taken back"):
            actions.change_message(
                message=Message.objects.get(pk=first.pk), words="x", seen=1, by=team.thandi, now=LATER
            )
    address = f"/patients/{team.patient.pk}/messages/{thread.pk}/"
    page = client_for(team.doctor).get(address).content.decode()
    assert "This message was taken back." in page
    assert "The nights are worse" not in page
    assert "The nights are worse" in client_for(team.thandi).get(address).content.decode()
    with acting_as(team.doctor):
        assert reads.unheard_for(team.doctor, now=LATER) == []
        assert not reads.found_in(team.patient, team.doctor, "nights").exists()
        with pytest.raises(Refused, match="taken back meanwhile"):
            actions.say_heard(message=first, words="Read.", seen=first.number, by=team.doctor, now=LATER)


def test_the_same_form_sent_twice_is_one_message(team, thread):
    key = uuid.uuid4()
    assert make.said(thread, team.coach, "Once.", key=key).pk == make.said(thread, team.coach, "Once.", key=key).pk


def test_what_is_typed_is_kept_for_its_writer_alone_and_goes_when_it_is_sent(team, thread):
    with acting_as(team.thandi):
        given = {"patient": team.patient, "kind": "MESSAGE", "thread": thread, "by": team.thandi, "now": LATER}
        actions.keep_draft(words="Half a sen", **given)
        actions.keep_draft(words="Half a sentence", **given)
        assert [one.words for one in Draft.objects.all()] == ["Half a sentence"]
    for other in (team.doctor, team.coach):
        with acting_as(other):
            assert not Draft.objects.exists()
    make.said(thread, team.thandi, "A whole sentence.")
    with acting_as(team.thandi):
        assert not Draft.objects.exists()
        actions.keep_draft(words="Another", **given)
        assert actions.keep_draft(words="  ", **given) is None
        assert not Draft.objects.exists()


def test_writing_to_nobody_is_refused(team):
    alone = make.thread(team.patient, team.thandi, team.coach)
    with acting_as(team.thandi):
        mia = alone.members.get(person=team.coach)
        actions.put_out_member(member=mia, by=team.thandi, now=LATER)
    with pytest.raises(Refused, match="nobody would read it"):
        make.said(alone, team.thandi, "Hello?", now=LATER)


def test_words_are_found_whatever_their_accents_and_capitals_and_only_ones_own(team, thread):
    make.said(thread, team.coach, "Crème brûlée after SUPPER, and a <b>walk</b>.")
    with acting_as(team.thandi):
        [found] = reads.found_in(team.patient, team.thandi, "creme supper")
        pieces = reads.marked(found.words, "creme supper")
        assert [one.words for one in pieces if one.marked] == ["Crème", "SUPPER"]
        assert "".join(one.words for one in pieces) == found.words
        for nothing in ("", "  ", "%", "cremesupper", "_"):
            assert not reads.found_in(team.patient, team.thandi, nothing).exists(), nothing
    with acting_as(team.therapist):
        assert not reads.found_in(team.patient, team.therapist, "creme").exists()
