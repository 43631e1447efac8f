"""Notes are open; a sensitive one waits two weeks at most, and that it waits is seen; a protected one is for clinicians and traced."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from concord.access.guard import NotAllowed, Refused
from concord.access.models import Trace
from concord.agreement.actions import ChangedMeanwhile
from concord.conversation import actions, reads
from concord.conversation.models import Draft, Note, NoteWords
from concord.database.acting import acting_as
from concord.people.roles import Topic
from tests.make import conversation as make
from tests.make import people

pytestmark = pytest.mark.django_db
SOON = timedelta(days=9)


def words_for(person) -> set[str]:
    with acting_as(person):
        return set(NoteWords.objects.values_list("words", flat=True))


@pytest.fixture
def real_now():
    """The wall of the database reads the real clock."""
    return timezone.now()


@pytest.fixture
def waiting(team, real_now):
    day = timezone.localdate() + SOON
    return make.note(team.patient, team.doctor, "It may be in the family.", shown="WAITS", wait_until=day, why="I tell her in person.", now=real_now)  # fmt: skip


@pytest.fixture
def protected(team, real_now):
    return make.note(team.patient, team.doctor, "The neighbour rang.", shown="PROTECTED", protects="THIRD_PARTY", why="Said in confidence.", now=real_now)  # fmt: skip


def test_a_note_is_open_to_the_patient_and_the_team_and_not_to_supporters(team):
    make.note(team.patient, team.coach, "Breakfast before ten.")
    for person in (team.thandi, team.doctor, team.coach, team.therapist):
        assert words_for(person) == {"Breakfast before ten."}
    curious = people.person("Curious Friend")
    people.tie(team.patient, curious, "SUPPORTER", by=team.thandi, detail="friend", topics=list(Topic))
    for person in (team.supporter, curious, team.stranger, team.former):
        assert words_for(person) == set()
        with acting_as(person):
            assert not Note.objects.exists()


def test_the_patient_and_supporters_write_none(team):
    for person in (team.thandi, team.supporter, team.stranger):
        with pytest.raises(NotAllowed):
            make.note(team.patient, person)


def test_that_a_note_waits_is_seen_and_its_words_are_not(team, waiting, client_for):
    assert words_for(team.doctor) == words_for(team.coach) == {"It may be in the family."}
    assert words_for(team.thandi) == set()
    for name, args in (("notes", []), ("note", [waiting.pk]), ("threads", [])):
        page = (
            client_for(team.thandi).get(reverse(f"conversation:{name}", args=[team.patient.pk, *args])).content.decode()
        )
        assert "Dr Rossi would like to talk with you about this first" in page
        assert "It may be" not in page
        assert "in person" not in page
    assert "I tell her in person." in client_for(team.coach).get(reverse("conversation:notes", args=[team.patient.pk])).content.decode()  # fmt: skip
    with acting_as(team.thandi):
        assert [one.pk for one in reads.notes_that_wait(team.patient, now=timezone.now())] == [waiting.pk]


def test_after_the_talk_its_writer_opens_it_and_nobody_else(team, waiting, real_now):
    with acting_as(team.coach), pytest.raises(Refused, match="Only the person who wrote"):
        actions.open_note(note=waiting, by=team.coach, now=real_now)
    with acting_as(team.doctor):
        actions.open_note(note=waiting, by=team.doctor, now=real_now)
        waiting.refresh_from_db()
        with pytest.raises(Refused, match="does not wait any more"):
            actions.open_note(note=waiting, by=team.doctor, now=real_now)
    assert words_for(team.thandi) == {"It may be in the family."}


def test_when_its_day_has_come_it_is_open_by_itself(team, waiting):
    with acting_as(team.doctor):
        Note.objects.filter(pk=waiting.pk).update(opens_at=timezone.now() - timedelta(minutes=1))
    assert words_for(team.thandi) == {"It may be in the family."}


@pytest.mark.parametrize("days", [-1, 0, 15, 400])
def test_it_waits_from_tomorrow_to_two_weeks(team, days):
    day = make.APRIL.date() + timedelta(days=days)
    with pytest.raises(Refused, match="in 14 days at the latest"):
        make.note(team.patient, team.doctor, shown="WAITS", wait_until=day, why="A talk first.")


@pytest.mark.parametrize("days", [1, 14])
def test_the_days_at_the_edges_are_good(team, days):
    day = make.APRIL.date() + timedelta(days=days)
    note = make.note(team.patient, team.doctor, shown="WAITS", wait_until=day, why="A talk first.")
    assert note.waits(make.APRIL)
    assert timezone.localtime(note.opens_at, timezone.get_fixed_timezone(60)).date() == day


@pytest.mark.parametrize("given", [{"shown": "WAITS", "wait_until": make.APRIL.date() + timedelta(days=2)}, {"shown": "PROTECTED", "protects": "THIRD_PARTY"}])  # fmt: skip
def test_waiting_and_protecting_need_a_reason(team, given):
    with pytest.raises(Refused, match="write the reason"):
        make.note(team.patient, team.doctor, why="  ", **given)


def test_a_note_is_protected_for_one_of_two_reasons_only(team):
    with pytest.raises(Refused, match="choose why it is protected"):
        make.note(team.patient, team.doctor, shown="PROTECTED", protects="", why="It is unkind.")


def test_a_protected_note_is_for_doctors_and_therapists_and_nobody_else_can_tell_that_it_is_there(
    team, protected, client_for
):
    assert words_for(team.doctor) == words_for(team.therapist) == {"The neighbour rang."}
    for person in (team.thandi, team.coach, team.supporter, team.stranger):
        assert words_for(person) == set()
        with acting_as(person):
            assert not Note.objects.exists()
    listed, single = (reverse(f"conversation:{name}", args=args) for name, args in (("notes", [team.patient.pk]), ("note", [team.patient.pk, protected.pk])))  # fmt: skip
    assert "The neighbour rang." in client_for(team.therapist).get(listed).content.decode()
    for person in (team.thandi, team.coach):
        assert client_for(person).get(single).status_code == 404
        assert "No notes yet" in client_for(person).get(listed).content.decode()


def test_writing_and_reading_a_protected_note_leaves_a_trace_that_the_patient_does_not_read(
    team, protected, client_for
):
    client_for(team.therapist).get(reverse("conversation:note", args=[team.patient.pk, protected.pk]))
    with acting_as(team.thandi):
        assert not Trace.objects.filter(what__contains="protected").exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_policies WHERE tablename = 'access_trace' AND 'auditor' = ANY (roles)")
        assert cursor.fetchone() == (1,)


def test_a_coach_writes_no_protected_note(team):
    with pytest.raises(NotAllowed, match="As coach you cannot"):
        make.note(team.patient, team.coach, shown="PROTECTED", protects="SAFEGUARDING", why="Harm.")


def test_one_changes_ones_own_note_and_what_stood_there_stays(team):
    note = make.note(team.patient, team.doctor)
    with acting_as(team.coach), pytest.raises(Refused, match="Only the person who wrote"):
        actions.change_note(note=note, words="Other.", seen=1, by=team.coach, now=make.APRIL)
    with acting_as(team.doctor):
        actions.change_note(note=note, words="Slept badly since April.", seen=1, by=team.doctor, now=make.APRIL)
        with pytest.raises(ChangedMeanwhile):
            actions.change_note(note=note, words="Slept badly since May.", seen=1, by=team.doctor, now=make.APRIL)
        tie = make.tie_of(team.patient, team.doctor)
        one = reads.note_in_view(Note.objects.get(), tie, now=make.APRIL)
    assert (one.words, [earlier.words for earlier in one.earlier]) == (
        "Slept badly since April.",
        ["Slept badly since March."],
    )


def test_a_note_that_is_taken_back_stays_readable_as_such(team, client_for):
    note = make.note(team.patient, team.doctor)
    with acting_as(team.doctor):
        actions.take_back_note(note=note, by=team.doctor, now=make.APRIL)
        with pytest.raises(Refused, match="was taken back"):
            actions.change_note(note=Note.objects.get(), words="x", seen=1, by=team.doctor, now=make.APRIL)
    page = client_for(team.thandi).get(reverse("conversation:notes", args=[team.patient.pk])).content.decode()
    assert "<del>Slept badly since March.</del>" in page


def test_who_is_not_shown_the_story_reads_no_note(team, client_for):
    from concord.team import actions as team_actions

    make.note(team.patient, team.doctor)
    with acting_as(team.thandi):
        team_actions.share_topics(
            tie=make.tie_of(team.patient, team.coach), topics=[Topic.GOALS], by=team.thandi, now=make.APRIL
        )
    assert words_for(team.coach) == set()
    assert client_for(team.coach).get(reverse("conversation:notes", args=[team.patient.pk])).status_code == 403


def test_a_draft_of_a_note_is_kept_and_goes_with_the_note(team, client_for):
    client, address = client_for(team.doctor), reverse("conversation:write_note", args=[team.patient.pk])
    client.post(address, {"words": "Half a thought", "do": "keep", "kind": "VISIT", "shown": "OPEN"})
    assert "Half a thought" in client.get(address).content.decode()
    answer = client.post(
        address,
        {"words": "Half a thought", "do": "write", "kind": "THOUGHT", "shown": "PROTECTED", "protects": "", "why": ""},
    )
    assert answer.status_code == 422
    assert "choose why it is protected" in answer.content.decode()
    client.post(address, {"words": "A whole thought", "do": "write", "kind": "THOUGHT", "shown": "OPEN"})
    with acting_as(team.doctor):
        assert not Draft.objects.exists()
        assert NoteWords.objects.get().words == "A whole thought"
