"""Versions are added and never rewritten, a yes belongs to one version, and of two who write at once one is told."""

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from concord.access.guard import NotAllowed, Refused
from concord.access.permissions import Permission
from concord.agreement import actions, reads
from concord.agreement.models import Acknowledgement, Text, Version
from concord.people.models import Patient
from concord.people.roles import Topic
from tests.make.people import record

pytestmark = pytest.mark.django_db
WRITE, YES = Permission.WRITE_GOAL, Permission.ACKNOWLEDGE_GOAL


@pytest.fixture
def text(team, acting, now):
    acting(team.thandi)
    return actions.begin_text(
        patient=team.patient,
        topic=Topic.GOALS,
        words={"words": "walk", "why": ""},
        permission=WRITE,
        by=team.thandi,
        now=now,
    )


def revise(text, by, now, seen=1, **words):
    return actions.revise_text(
        text=text, seen=seen, words={"words": "walk", "why": "", **words}, permission=WRITE, by=by, now=now
    )


def test_a_new_version_drops_every_yes(team, text, acting, now):
    for person in (team.thandi, team.doctor):
        acting(person)
        actions.acknowledge(text=text, number=1, permission=YES, by=person, now=now)
    assert len(reads.standing([text.pk])[text.pk]) == 2
    revise(text, team.doctor, now, words="walk far")
    assert reads.standing([text.pk]) == {}
    assert Acknowledgement.objects.filter(withdrawn_at__isnull=True).count() == 2, "they stay on record"


def test_of_two_who_write_at_once_the_second_is_told_and_loses_nothing(team, text, acting, now):
    revise(text, team.thandi, now, words="walk far")
    acting(team.doctor)
    with pytest.raises(actions.ChangedMeanwhile) as told:
        revise(text, team.doctor, now, why="for the heart")
    assert told.value.newest.words == {"words": "walk far", "why": ""}
    assert told.value.yours == {"words": "walk", "why": "for the heart"}
    assert told.value.together == {"words": "walk far", "why": "for the heart"}
    assert Version.objects.count() == 2


def test_nothing_changed_makes_no_version(team, text, now):
    with pytest.raises(Refused, match="Nothing was changed"):
        revise(text, team.thandi, now)


def test_a_yes_to_old_words_is_refused(team, text, now):
    revise(text, team.thandi, now, words="walk far")
    with pytest.raises(Refused, match="have changed since you read them"):
        actions.acknowledge(text=text, number=1, permission=YES, by=team.thandi, now=now)


def test_saying_yes_twice_has_one_effect(team, text, now):
    first = actions.acknowledge(text=text, number=1, permission=YES, by=team.thandi, now=now)
    assert actions.acknowledge(text=text, number=1, permission=YES, by=team.thandi, now=now) == first


def test_a_yes_can_be_taken_back_and_given_again(team, text, now):
    actions.acknowledge(text=text, number=1, permission=YES, by=team.thandi, now=now)
    assert actions.withdraw_acknowledgement(text=text, permission=YES, by=team.thandi, now=now) == 1
    assert reads.standing([text.pk]) == {}
    assert actions.withdraw_acknowledgement(text=text, permission=YES, by=team.thandi, now=now) == 0
    actions.acknowledge(text=text, number=1, permission=YES, by=team.thandi, now=now)
    assert len(reads.standing([text.pk])[text.pk]) == 1


def test_nobody_takes_back_anothers_yes(team, text, acting, now):
    actions.acknowledge(text=text, number=1, permission=YES, by=team.thandi, now=now)
    acting(team.doctor)
    assert actions.withdraw_acknowledgement(text=text, permission=YES, by=team.doctor, now=now) == 0


def test_asking_afresh_takes_back_the_others_yes_only(team, text, acting, now):
    for person in (team.thandi, team.doctor):
        acting(person)
        actions.acknowledge(text=text, number=1, permission=YES, by=person, now=now)
    assert actions.ask_afresh(text=text, permission=WRITE, by=team.doctor, now=now) == 1
    assert [one.person for one in reads.standing([text.pk])[text.pk]] == [team.doctor]


def test_whoever_has_left_is_shown_as_having_left(team, text, acting, now):
    acting(team.coach)
    actions.acknowledge(text=text, number=1, permission=YES, by=team.coach, now=now)
    acting(team.doctor)
    asked = [tie for tie in reads.partners_asked(team.patient, YES) if tie.person_id != team.coach.pk]
    partners = reads.who_said_yes(asked, reads.standing([text.pk])[text.pk])
    assert [(one.person, one.left) for one in partners][-1] == (team.coach, True)
    assert partners[0].person == team.thandi, "the patient stands first"


@pytest.mark.parametrize("who", ["supporter", "stranger", "former"])
def test_who_may_not_write_cannot_revise_acknowledge_or_take_back(team, text, now, who):
    person = getattr(team, who)
    for act in (
        lambda: revise(text, person, now, words="x"),
        lambda: actions.acknowledge(text=text, number=1, permission=YES, by=person, now=now),
        lambda: actions.withdraw_acknowledgement(text=text, permission=YES, by=person, now=now),
        lambda: actions.ask_afresh(text=text, permission=WRITE, by=person, now=now),
        lambda: actions.begin_text(patient=team.patient, topic=Topic.GOALS, words={"w": "x"}, permission=WRITE, by=person, now=now),
    ):  # fmt: skip
        with pytest.raises(NotAllowed):
            act()


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda: Version.objects.update(words={"words": "other"}),
        lambda: Version.objects.all()._raw_delete("default"),
        lambda: Acknowledgement.objects.update(given_at=None),
        lambda: Acknowledgement.objects.all()._raw_delete("default"),
        lambda: Text.objects.update(topic="PLAN"),
    ],
)
def test_the_database_lets_nobody_rewrite_what_was_said(team, text, now, rewrite):
    actions.acknowledge(text=text, number=1, permission=YES, by=team.thandi, now=now)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        rewrite()


def test_a_version_cannot_belong_to_another_record_than_its_text(team, text, acting, now):
    other = record(team.practice, team.doctor, "Jonas")
    acting(team.doctor)
    assert Patient.objects.count() == 2
    with pytest.raises(IntegrityError, match="version_belongs_to_its_text"), transaction.atomic():
        Version.objects.create(
            patient=other,
            topic=Topic.GOALS,
            text=text,
            number=2,
            words={"w": "x"},
            written_by=team.doctor,
            written_at=now,
        )
    with pytest.raises(IntegrityError, match="version_belongs_to_its_text"), transaction.atomic():
        Version.objects.create(
            patient=team.patient,
            topic=Topic.PLAN,
            text=text,
            number=2,
            words={"w": "x"},
            written_by=team.doctor,
            written_at=now,
        )


def test_every_version_keeps_who_said_yes_to_it(team, text, now):
    actions.acknowledge(text=text, number=1, permission=YES, by=team.thandi, now=now)
    revise(text, team.thandi, now, words="walk far")
    newest, oldest = reads.history(text)
    assert (newest.number, newest.yes) == (2, [])
    assert [one.person for one in oldest.yes] == [team.thandi]
