"""Possible causes: authored, weighed, set aside; never ranked, never a coach's."""

import pytest

from concord.access.guard import NotAllowed, Refused
from concord.story import actions, reads
from concord.story.models import PossibleCause
from tests.make import story as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def thandi_acts(team, acting):
    acting(team.thandi)


@pytest.mark.parametrize("who", ["thandi", "doctor", "therapist"])
def test_patient_doctor_and_therapist_may_write_a_possible_cause(team, acting, who):
    acting(getattr(team, who))
    assert make.cause(team.patient, getattr(team, who)).status == "WONDERING"


@pytest.mark.parametrize("who", ["coach", "supporter", "stranger"])
def test_a_coach_touches_no_possible_cause(team, acting, now, who):
    cause, by = make.cause(team.patient, team.thandi), getattr(team, who)
    evidence = make.evidence(cause, team.thandi)
    acting(by)
    for act in (
        lambda: actions.write_cause(patient=team.patient, words="x", by=by, now=now),
        lambda: actions.revise_cause(cause=cause, words="x", seen=1, by=by, now=now),
        lambda: actions.set_cause_status(cause=cause, status="FITS", why="it keeps coming true", by=by, now=now),
        lambda: actions.remove_cause(cause=cause, by=by, now=now),
        lambda: actions.restore_cause(cause=cause, by=by, now=now),
        lambda: actions.add_evidence(cause=cause, side="FOR", words="x", by=by, now=now),
        lambda: actions.take_back_evidence(evidence=evidence, by=by, now=now),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_only_its_author_changes_the_words_of_a_possible_cause(team, acting, now):
    cause = make.cause(team.patient, team.doctor)
    with pytest.raises(Refused, match="words of Dr Rossi"):
        actions.revise_cause(cause=cause, words="no", seen=1, by=team.thandi, now=now)
    with pytest.raises(Refused, match="words of Dr Rossi"):
        actions.remove_cause(cause=cause, by=team.thandi, now=now)
    acting(team.doctor)
    actions.revise_cause(cause=cause, words="too little sleep", seen=1, by=team.doctor, now=now)
    acting(team.thandi)
    actions.set_cause_status(
        cause=cause, status="SET_ASIDE", why="three good weeks in the rain", by=team.thandi, now=now
    )
    told = [(change.what, change.words, change.status, change.by) for change in reads.cause_changes(cause)]
    assert told[0] == ("STATUS", "too little sleep", "SET_ASIDE", team.thandi)
    assert [what for what, *__ in told] == ["STATUS", "REVISED", "WRITTEN"]


def test_a_status_must_be_one_of_the_four_and_new(team, now):
    cause = make.cause(team.patient, team.thandi)
    for status, sentence in (("PROVEN", "one of the four"), ("WONDERING", "already")):
        with pytest.raises(Refused, match=sentence):
            actions.set_cause_status(cause=cause, status=status, why="so it seems", by=team.thandi, now=now)


def test_evidence_says_something_and_points_at_one_thing(team, now):
    cause, event = make.cause(team.patient, team.thandi), make.event(team.patient, team.thandi)
    measure = make.concern(team.patient, team.thandi).measure
    for given, sentence in (({"words": " "}, "say what speaks"), ({"event": event, "measure": measure}, "not both")):
        with pytest.raises(Refused, match=sentence):
            actions.add_evidence(cause=cause, side="FOR", by=team.thandi, now=now, **given)
    actions.add_evidence(cause=cause, side="AGAINST", measure=measure, by=team.thandi, now=now)
    assert cause.evidence.count() == 1


def test_evidence_from_another_record_is_refused(team, acting, now):
    from tests.make.people import record

    other = record(team.practice, team.doctor, "Jonas")
    elsewhere = make.event(other, team.doctor)
    cause = make.cause(team.patient, team.doctor)
    acting(team.doctor)
    with pytest.raises(Refused, match="not part of this story"):
        actions.add_evidence(cause=cause, side="FOR", event=elsewhere, by=team.doctor, now=now)
    with pytest.raises(Refused, match="not part of this story"):
        actions.write_cause(
            patient=other, words="x", concern=make.concern(team.patient, team.thandi), by=team.doctor, now=now
        )


def test_a_possible_cause_stands_behind_a_trouble_of_the_same_record(team, acting, now):
    from tests.make.people import record

    concern = make.concern(team.patient, team.thandi)
    elsewhere = make.cause(record(team.practice, team.doctor, "Jonas"), team.doctor)
    acting(team.doctor)
    with pytest.raises(Refused, match="not part of this story"):
        actions.revise_cause(cause=elsewhere, words="x", concern=concern, seen=1, by=team.doctor, now=now)


def test_only_who_gave_a_reason_takes_it_back(team, acting, now):
    cause = make.cause(team.patient, team.thandi)
    evidence = make.evidence(cause, team.doctor)
    with pytest.raises(Refused, match="Dr Rossi wrote this"):
        actions.take_back_evidence(evidence=evidence, by=team.thandi, now=now)
    acting(team.doctor)
    actions.take_back_evidence(evidence=evidence, by=team.doctor, now=now)
    assert list(reads.evidence_of(cause)) == []
    with pytest.raises(Refused, match="already"):
        actions.take_back_evidence(evidence=evidence, by=team.doctor, now=now)


def test_a_possible_cause_taken_out_can_come_back(team, now):
    cause = make.cause(team.patient, team.thandi)
    with pytest.raises(Refused, match="already"):
        actions.restore_cause(cause=cause, by=team.thandi, now=now)
    actions.remove_cause(cause=cause, by=team.thandi, now=now)
    assert list(reads.causes(team.patient)) == []
    with pytest.raises(Refused, match="already"):
        actions.remove_cause(cause=cause, by=team.thandi, now=now)
    actions.restore_cause(cause=cause, by=team.thandi, now=now)
    assert list(reads.causes(team.patient)) == [cause]


def test_causes_stand_in_the_order_of_writing_whatever_their_status(team, now):
    for words in ("zinc", "air", "milk"):
        make.cause(team.patient, team.thandi, words)
    actions.set_cause_status(
        cause=PossibleCause.objects.get(words="milk"),
        status="FITS",
        why="it keeps coming true",
        by=team.thandi,
        now=now,
    )
    assert [cause.words for cause in reads.causes(team.patient)] == ["zinc", "air", "milk"]
