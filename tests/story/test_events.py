"""Events: whose words they are, every change kept, nothing that lies ahead."""

import pytest
from django.db import ProgrammingError, transaction

from concord.access.guard import NotAllowed, Refused
from concord.access.models import Trace
from concord.measures.models import Mark
from concord.people.models import CareTie
from concord.people.roles import Topic
from concord.story import actions, reads
from concord.story.models import ConcernChange, Event, EventChange, Telling
from tests.make import story as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def thandi_acts(team, acting):
    acting(team.thandi)


def test_an_event_keeps_the_words_of_its_time(team):
    event = make.event(team.patient, team.thandi, when="about age 12")
    assert (event.began_words, event.began_first.year, event.began_last.year) == ("about age 12", 1996, 1997)
    assert event.when == "about age 12"


@pytest.mark.parametrize("who", ["supporter", "stranger", "former"])
def test_who_may_not_write_in_the_story_is_told_so(team, acting, now, who):
    by = getattr(team, who)
    acting(by)
    with pytest.raises(NotAllowed):
        actions.add_event(patient=team.patient, kind="OTHER", words="x", by=by, now=now)


def test_who_may_no_longer_write_does_not_change_even_own_words(team, acting, now):
    event = make.event(team.patient, team.coach, "moved to a quieter street", "MOVE", "2024")
    CareTie.objects.filter(person=team.coach.pk).update(topics=[Topic.MEDICINES])
    first = event.changes.get()
    acting(team.coach)
    for act in (
        lambda: actions.edit_event(event=event, kind="MOVE", words="moved", by=team.coach, now=now),
        lambda: actions.remove_event(event=event, by=team.coach, now=now),
        lambda: actions.restore_event(event=event, by=team.coach, now=now),
        lambda: actions.undo_event(event=event, to=first, by=team.coach, now=now),
        lambda: actions.say_role(event=event, role_in_story="SET_OFF", by=team.coach, now=now),
    ):
        with pytest.raises(NotAllowed, match="write in the story"):
            act()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"words": " "}, "write something"),
        ({"words": "x" * 2001}, "room for 2000"),
        ({"when": "2099"}, "has not come yet"),
        ({"when": "12"}, "an age"),
    ],
)
def test_a_change_that_cannot_be_is_refused_like_a_new_entry(team, now, changed, sentence):
    event = make.event(team.patient, team.thandi)
    with pytest.raises(Refused, match=sentence):
        actions.edit_event(event=event, by=team.thandi, now=now, **{"kind": "OTHER", "words": "fever", **changed})


def test_a_coach_writes_events_but_no_condition(team, acting, now):
    acting(team.coach)
    event = make.event(team.patient, team.coach, "moved to a quieter street", "MOVE", "2024")
    with pytest.raises(NotAllowed, match="write down a condition"):
        actions.add_event(patient=team.patient, kind="CONDITION", words="coeliac disease", by=team.coach, now=now)
    with pytest.raises(NotAllowed, match="write down a condition"):
        actions.edit_event(event=event, kind="CONDITION", words="coeliac disease", by=team.coach, now=now)
    assert not Event.objects.filter(kind="CONDITION").exists()


def test_a_coach_cannot_put_back_an_entry_that_was_a_condition(team, acting, now):
    event = make.event(team.patient, team.coach, "moved", "MOVE")
    acting(team.coach)
    EventChange.objects.create(
        patient=team.patient, event=event, what="CHANGED", by=team.coach, at=now,
        as_it_stood={**event.changes.get().as_it_stood, "kind": "CONDITION"},
    )  # fmt: skip
    with pytest.raises(NotAllowed, match="write down a condition"):
        actions.undo_event(event=event, to=event.changes.last(), by=team.coach, now=now)


def test_nobody_changes_anothers_words(team, acting, now):
    event = make.event(team.patient, team.thandi)
    acting(team.doctor)
    for act in (
        lambda: actions.edit_event(event=event, kind="INFECTION", words="mono", by=team.doctor, now=now),
        lambda: actions.remove_event(event=event, by=team.doctor, now=now),
        lambda: actions.undo_event(event=event, to=event.changes.get(), by=team.doctor, now=now),
    ):
        with pytest.raises(Refused, match="words of Thandi Mokoena"):
            act()


def test_the_patients_own_words_stay_the_patients_whoever_wrote_them_down(team, acting, now):
    hers = make.event(team.patient, team.doctor, "fell off a horse", "INJURY", said_by="PATIENT")
    his = make.event(team.patient, team.doctor, "scar on the left knee", "INJURY")
    assert hers.who_says_so == "said by Thandi, written down by Dr Rossi"
    assert his.who_says_so == "said by Dr Rossi"
    acting(team.thandi)
    changed = actions.edit_event(event=hers, kind="INJURY", words="fell off a pony", by=team.thandi, now=now)
    assert changed.words == "fell off a pony"
    with pytest.raises(Refused, match="add how you see it"):
        actions.edit_event(event=his, kind="INJURY", words="no scar", by=team.thandi, now=now)


def test_somebody_else_needs_a_name(team, acting, now):
    acting(team.doctor)
    with pytest.raises(Refused, match="who says so"):
        actions.add_event(patient=team.patient, kind="TEST", words="x", said_by="OTHER", by=team.doctor, now=now)


def test_every_change_is_kept_and_can_be_undone(team, now):
    event = make.event(team.patient, team.thandi, "fever", when="2003")
    actions.edit_event(event=event, kind="INJURY", words="a fall", when="spring 2004", by=team.thandi, now=now)
    actions.remove_event(event=event, by=team.thandi, now=now)
    assert list(reads.events(team.patient)) == []
    assert list(reads.removed_events(team.patient)) == [event]
    actions.restore_event(event=event, by=team.thandi, now=now)
    first = event.changes.order_by("pk").first()
    actions.undo_event(event=event, to=first, by=team.thandi, now=now)
    event = Event.objects.get(pk=event.pk)
    assert (event.words, event.kind, event.when, event.began_first.year) == ("fever", "INFECTION", "2003", 2003)
    kept = list(event.changes.order_by("pk").values_list("what", flat=True))
    assert kept == ["ADDED", "CHANGED", "REMOVED", "RESTORED", "UNDONE"]


def test_an_undo_takes_only_the_same_events_history(team, now):
    one, other = make.event(team.patient, team.thandi), make.event(team.patient, team.thandi, "another")
    with pytest.raises(Refused, match="not part of this story"):
        actions.undo_event(event=one, to=other.changes.get(), by=team.thandi, now=now)


def test_taking_out_twice_and_bringing_back_twice_are_refused_kindly(team, now):
    event = make.event(team.patient, team.thandi)
    with pytest.raises(Refused, match="already"):
        actions.restore_event(event=event, by=team.thandi, now=now)
    actions.remove_event(event=event, by=team.thandi, now=now)
    with pytest.raises(Refused, match="bring it back"):
        actions.remove_event(event=event, by=team.thandi, now=now)


def test_what_lies_ahead_is_no_part_of_the_story(team, now):
    with pytest.raises(Refused, match="has not come yet"):
        make.event(team.patient, team.thandi, when="June 2026", now=now)
    make.event(team.patient, team.thandi, when="May 2026", now=now)


def test_a_day_that_has_come_somewhere_on_earth_has_come(team, now):
    make.event(team.patient, team.thandi, when="4 May 2026", now=now)
    with pytest.raises(Refused):
        make.event(team.patient, team.thandi, when="5 May 2026", now=now)


def test_before_birth_only_the_family_has_a_story(team):
    with pytest.raises(Refused, match="In the family"):
        make.event(team.patient, team.thandi, when="1950")
    make.event(team.patient, team.thandi, "grandmother's headaches", "FAMILY_HISTORY", "1950")


def test_nothing_ends_before_it_began(team):
    with pytest.raises(Refused, match="“2015” comes before “2019”"):
        make.event(team.patient, team.thandi, when="2019", until="2015")
    make.event(team.patient, team.thandi, when="2019", until="spring 2019")


def test_overlapping_events_are_fine(team):
    for words in ("night work", "second job", "night work again"):
        make.event(team.patient, team.thandi, words, "WORK", "2014 to 2018")
    assert reads.events(team.patient).count() == 3


def test_unclear_words_for_a_time_become_a_question(team):
    with pytest.raises(Refused, match="Did you mean 25 March 2019"):
        make.event(team.patient, team.thandi, when="3/25/2019")


@pytest.mark.parametrize(("words", "sentence"), [("  ", "write something"), ("a\0b", "cannot be kept"), ("x" * 2001, "room for 2000")])  # fmt: skip
def test_words_that_cannot_be_kept_are_refused_with_a_sentence(team, words, sentence):
    with pytest.raises(Refused, match=sentence):
        make.event(team.patient, team.thandi, words)


def test_only_what_is_known_to_about_a_month_is_marked_in_charts(team, now):
    sure = make.event(team.patient, team.thandi, "fell", "INJURY", "3 March 2026")
    make.event(team.patient, team.thandi, "a rough year", "LIFE_EVENT", "2025")
    assert list(Mark.objects.filter(removed_at=None).values_list("words", flat=True)) == ["fell"]
    actions.remove_event(event=sure, by=team.thandi, now=now)
    assert not Mark.objects.filter(removed_at=None).exists()
    actions.restore_event(event=sure, by=team.thandi, now=now)
    assert Mark.objects.filter(removed_at=None).count() == 1


def test_only_the_patient_says_what_an_event_did(team, acting, now):
    event = make.event(team.patient, team.doctor, "operation on the nose", "PROCEDURE", "2009")
    acting(team.doctor)
    with pytest.raises(Refused, match="for the patient to say"):
        actions.say_role(event=event, role_in_story="SET_OFF", by=team.doctor, now=now)
    acting(team.thandi)
    assert actions.say_role(event=event, role_in_story="SET_OFF", by=team.thandi, now=now).role_in_story == "SET_OFF"


def test_history_cannot_be_rewritten(team):
    make.event(team.patient, team.thandi)
    make.telling(team.patient, team.thandi)
    for model, words in (
        (EventChange, {"what": "REMOVED"}),
        (Telling, {"words": "no"}),
        (ConcernChange, {"words": "no"}),
    ):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            model.objects.update(**words)


def test_every_action_leaves_a_trace(team):
    make.event(team.patient, team.thandi)
    assert Trace.objects.filter(what="wrote an event", person=team.thandi, permission="WRITE_STORY").exists()
