"""Who is in a conversation: the patient always, and those whom the patient chose; nobody else reads a word."""

from __future__ import annotations

from datetime import timedelta

import pytest

from concord.access.guard import NotAllowed, Refused
from concord.conversation import actions, reads
from concord.conversation.models import Member, Message, Thread
from concord.database.acting import acting_as
from concord.people.roles import Role
from concord.team import actions as team_actions
from tests.make import conversation as make
from tests.make import people

pytestmark = pytest.mark.django_db


def names(thread, by):
    with acting_as(by):
        return [one.person.called for one in reads.members_of(thread)]


def test_a_message_of_the_patient_goes_to_every_professional_unless_she_chooses(team):
    thread = make.thread(team.patient, team.thandi)
    assert names(thread, team.thandi) == ["Thandi Mokoena", "Dr Rossi", "Mia Berg", "Ben Adler"]


def test_a_conversation_with_one_person_is_with_that_person_only(team):
    thread = make.thread(team.patient, team.thandi, team.coach)
    assert names(thread, team.thandi) == ["Thandi Mokoena", "Mia Berg"]
    for other in (team.doctor, team.therapist, team.supporter, team.former, team.stranger):
        with acting_as(other):
            assert not Thread.objects.exists()
            assert not Message.objects.exists()
            assert not Member.objects.exists()


def test_each_name_stands_with_its_role_as_it_was_then(team):
    thread = make.thread(team.patient, team.thandi, team.coach)
    with acting_as(team.coach):
        mia = reads.members_of(thread)[1]
    assert mia.words == "Coach, nutrition"


def test_a_professional_begins_one_and_the_patient_is_in_it(team):
    thread = make.thread(team.patient, team.doctor, team.therapist)
    assert names(thread, team.thandi) == ["Thandi Mokoena", "Dr Rossi", "Ben Adler"]


def test_only_the_patient_adds_a_supporter(team):
    with pytest.raises(Refused, match="Only the patient"):
        make.thread(team.patient, team.doctor, team.supporter)
    thread = make.thread(team.patient, team.thandi, team.supporter, team.doctor)
    with acting_as(team.supporter):
        assert Message.objects.get(thread=thread).words == "The nights are worse again."


def test_a_supporter_and_a_stranger_begin_nothing(team):
    for person in (team.supporter, team.stranger, team.former):
        with acting_as(person), pytest.raises(NotAllowed):
            actions.begin_thread(patient=team.patient, words="Hello", by=person, now=make.APRIL)


def test_nobody_is_put_in_who_is_not_in_the_team(team):
    other = people.record(team.practice, team.doctor, "Jonas")
    people.tie(other, people.person("Jonas Keller"), Role.PATIENT, by=team.doctor)
    ties = [make.tie_of(other, team.doctor)]
    with acting_as(team.thandi), pytest.raises(Refused, match="no longer in the team"):
        actions.begin_thread(patient=team.patient, words="Hello", others=ties, by=team.thandi, now=make.APRIL)


def test_nothing_is_begun_before_the_patient_has_come_in(team):
    jonas = people.record(team.practice, team.doctor, "Jonas")
    with acting_as(team.doctor), pytest.raises(Refused, match="Jonas has not come in yet"):
        actions.begin_thread(patient=jonas, words="Hello", by=team.doctor, now=make.APRIL)


@pytest.mark.parametrize("whole", [True, False])
def test_who_is_added_later_sees_it_whole_or_from_then_on(team, whole):
    thread = make.thread(team.patient, team.thandi, team.coach)
    make.heard(make.first_of(thread, team.coach), team.coach)
    later = make.APRIL + timedelta(days=2)
    with acting_as(team.thandi):
        tie = make.tie_of(team.patient, team.doctor)
        actions.add_member(thread=thread, tie=tie, whole=whole, by=team.thandi, now=later)
    make.said(thread, team.thandi, "Now with Dr Rossi.", now=later + timedelta(minutes=1))
    with acting_as(team.doctor):
        seen = [one.words for one in Message.objects.filter(thread=thread)]
        page = reads.thread_page(team.patient, thread.pk, team.doctor, now=later)
        heard = [one for message in page.messages for one in message.heard]
    assert seen == (["The nights are worse again.", "Now with Dr Rossi."] if whole else ["Now with Dr Rossi."])
    assert [one.message.words for one in page.messages] == seen
    assert len(heard) == (1 if whole else 0)


def test_only_the_patient_changes_who_is_in_it(team):
    thread = make.thread(team.patient, team.thandi, team.coach)
    tie = make.tie_of(team.patient, team.doctor)
    with acting_as(team.coach):
        with pytest.raises(NotAllowed):
            actions.add_member(thread=thread, tie=tie, whole=True, by=team.coach, now=make.APRIL)
        mia = Member.objects.get(thread=thread, person=team.coach)
        with pytest.raises(NotAllowed):
            actions.put_out_member(member=mia, by=team.coach, now=make.APRIL)


def test_whoever_is_taken_out_sees_nothing_any_more_and_their_words_stay(team):
    thread = make.thread(team.patient, team.thandi, team.coach, team.doctor)
    make.said(thread, team.coach, "How is the sleep?")
    with acting_as(team.thandi):
        mia = Member.objects.get(thread=thread, person=team.coach)
        actions.put_out_member(member=mia, by=team.thandi, now=make.APRIL)
    with acting_as(team.coach):
        assert not Message.objects.exists()
    with acting_as(team.thandi):
        assert Message.objects.filter(thread=thread, by=team.coach).exists()
        mia.refresh_from_db()
        with pytest.raises(Refused, match="no longer in the conversation"):
            actions.put_out_member(member=mia, by=team.thandi, now=make.APRIL)


def test_the_patient_is_never_out_of_her_own_conversation(team):
    thread = make.thread(team.patient, team.thandi)
    with acting_as(team.thandi):
        me = Member.objects.get(thread=thread, person=team.thandi)
        with pytest.raises(Refused, match="put it away"):
            actions.put_out_member(member=me, by=team.thandi, now=make.APRIL)
        with pytest.raises(Refused, match="put it away"):
            actions.leave_thread(thread=thread, by=team.thandi, now=make.APRIL)


def test_the_last_professional_cannot_leave_without_another(team):
    thread = make.thread(team.patient, team.thandi, team.coach)
    with acting_as(team.coach), pytest.raises(Refused, match="only professional"):
        actions.leave_thread(thread=thread, by=team.coach, now=make.APRIL)
    both = make.thread(team.patient, team.thandi, team.coach, team.doctor)
    with acting_as(team.coach):
        actions.leave_thread(thread=both, by=team.coach, now=make.APRIL)
        assert not Message.objects.filter(thread=both).exists()


def test_who_left_the_team_sees_nothing_and_a_new_place_in_it_opens_nothing_old(team):
    thread = make.thread(team.patient, team.thandi, team.coach, team.doctor)
    with acting_as(team.thandi):
        team_actions.end_tie(tie=make.tie_of(team.patient, team.coach), by=team.thandi, now=make.APRIL)
    with acting_as(team.coach):
        assert not Message.objects.exists()
    assert "Mia Berg" not in names(thread, team.thandi)
    with acting_as(team.thandi):
        member = team.practice.memberships.select_related("person").get(person=team.coach)
        later = make.APRIL + timedelta(days=1)
        team_actions.add_colleague(patient=team.patient, member=member, by=team.thandi, now=later)
    with acting_as(team.coach):
        assert not Message.objects.exists()
    with acting_as(team.thandi):
        tie = make.tie_of(team.patient, team.coach)
        actions.add_member(thread=thread, tie=tie, whole=True, by=team.thandi, now=later)
    with acting_as(team.coach):
        assert Message.objects.filter(thread=thread).count() == 1


def test_somebody_who_is_in_it_is_not_added_twice(team):
    thread = make.thread(team.patient, team.thandi, team.coach)
    tie = make.tie_of(team.patient, team.coach)
    with acting_as(team.thandi), pytest.raises(Refused, match="in this conversation already"):
        actions.add_member(thread=thread, tie=tie, whole=True, by=team.thandi, now=make.APRIL)


def test_put_away_is_for_oneself_and_ends_when_somebody_writes(team):
    thread = make.thread(team.patient, team.thandi, team.coach)
    with acting_as(team.thandi):
        actions.put_away_thread(thread=thread, by=team.thandi, now=make.APRIL)
        assert [row.put_away for row in reads.threads_of(team.patient, team.thandi)] == [True]
        actions.bring_back_thread(thread=thread, by=team.thandi, now=make.APRIL)
        assert [row.put_away for row in reads.threads_of(team.patient, team.thandi)] == [False]
        actions.put_away_thread(thread=thread, by=team.thandi, now=make.APRIL)
    with acting_as(team.coach):
        assert [row.put_away for row in reads.threads_of(team.patient, team.coach)] == [False]
    make.said(thread, team.coach, now=make.APRIL + timedelta(hours=1))
    with acting_as(team.thandi):
        assert [row.put_away for row in reads.threads_of(team.patient, team.thandi)] == [False]


def test_the_same_form_sent_twice_begins_one_conversation(team):
    import uuid

    key = uuid.uuid4()
    first, second = (make.thread(team.patient, team.thandi, key=key) for _ in range(2))
    assert first.pk == second.pk
    with acting_as(team.thandi):
        assert Message.objects.count() == 1
