"""What bothers most: the patient's own frozen words, up to three."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, transaction

from concord.access.guard import NotAllowed, Refused
from concord.measures.models import Measure, Value
from concord.people.models import CareTie
from concord.people.roles import Topic
from concord.story import actions, reads
from concord.story.models import Concern
from tests.make import story as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def thandi_acts(team, acting):
    acting(team.thandi)


def test_a_concern_has_its_own_measure_and_first_value(team):
    concern = make.concern(team.patient, team.thandi, level=7, keeps_me_from="playing with Lwazi")
    assert (concern.measure.called, concern.measure.patient, concern.rank) == (make.HEAD, team.patient, 1)
    assert (concern.measure.low_words, concern.measure.better) == ("not at all", "DOWN")
    assert [value.value for value in Value.objects.filter(measure=concern.measure)] == [7]


def test_a_fourth_concern_is_refused_with_a_way_on(team):
    for words in ("one", "two", "three"):
        make.concern(team.patient, team.thandi, words)
    with pytest.raises(Refused, match="replace one of them"):
        make.concern(team.patient, team.thandi, "four")
    assert Measure.objects.filter(patient=team.patient).count() == 3


@pytest.mark.parametrize("who", ["doctor", "coach", "therapist", "supporter", "stranger"])
def test_only_the_patient_says_what_bothers_most(team, acting, now, who):
    concern, by = make.concern(team.patient, team.thandi), getattr(team, who)
    acting(by)
    for act in (
        lambda: actions.name_concern(patient=team.patient, words="x", by=by, now=now),
        lambda: actions.replace_concern(concern=concern, words="x", by=by, now=now),
        lambda: actions.close_concern(concern=concern, by=by, now=now),
        lambda: actions.bring_back_concern(concern=concern, by=by, now=now),
        lambda: actions.say_what_it_keeps_from(concern=concern, keeps_me_from="x", by=by, now=now),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_concerns_words_are_frozen_by_the_database(team):
    concern = make.concern(team.patient, team.thandi)
    for frozen in ({"words": "other"}, {"measure": None}):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Concern.objects.filter(pk=concern.pk).update(**frozen)


def test_a_replaced_concern_keeps_its_words_and_its_line(team, now):
    old = make.concern(team.patient, team.thandi)
    new = actions.replace_concern(concern=old, words="a band around my head", level=5, by=team.thandi, now=now)
    old.refresh_from_db()
    assert (old.words, old.became, old.replaced_by, old.until_at) == (make.HEAD, "REPLACED", new, now)
    assert new.rank == old.rank
    assert new.measure != old.measure
    with pytest.raises(Refused, match="not among your three"):
        actions.replace_concern(concern=old, words="again", by=team.thandi, now=now)


def test_a_concern_that_no_longer_bothers_comes_back_with_its_line(team, now):
    concern = make.concern(team.patient, team.thandi)
    actions.close_concern(concern=concern, by=team.thandi, now=now)
    assert list(reads.active_concerns(team.patient)) == []
    with pytest.raises(Refused, match="bring it back"):
        actions.close_concern(concern=concern, by=team.thandi, now=now)
    back = actions.bring_back_concern(concern=concern, by=team.thandi, now=now + timedelta(days=3))
    assert list(reads.active_concerns(team.patient)) == [back]
    with pytest.raises(Refused, match="already"):
        actions.bring_back_concern(concern=concern, by=team.thandi, now=now)
    assert back.changes.count() == 3


def test_a_concern_comes_back_only_where_there_is_room(team, now):
    concern = make.concern(team.patient, team.thandi)
    actions.close_concern(concern=concern, by=team.thandi, now=now)
    for words in ("one", "two", "three"):
        make.concern(team.patient, team.thandi, words)
    with pytest.raises(Refused, match="replace one of them"):
        actions.bring_back_concern(concern=concern, by=team.thandi, now=now)


def test_a_concern_that_comes_back_takes_a_free_place(team, now):
    concern = make.concern(team.patient, team.thandi)
    actions.close_concern(concern=concern, by=team.thandi, now=now)
    make.concern(team.patient, team.thandi, "another")
    assert actions.bring_back_concern(concern=concern, by=team.thandi, now=now).rank == 2


def test_what_a_concern_keeps_from_may_change_within_its_room(team, now):
    concern = make.concern(team.patient, team.thandi)
    actions.say_what_it_keeps_from(concern=concern, keeps_me_from="reading", by=team.thandi, now=now)
    assert Concern.objects.get().keeps_me_from == "reading"
    with pytest.raises(Refused, match="room for 200"):
        actions.say_what_it_keeps_from(concern=concern, keeps_me_from="x" * 201, by=team.thandi, now=now)
    for refused in ({"words": " "}, {"words": "x" * 121}, {"words": "x", "keeps_me_from": "x" * 201}):
        with pytest.raises(Refused):
            actions.name_concern(patient=team.patient, by=team.thandi, now=now, **refused)


def test_eleven_is_not_on_the_scale(team):
    with pytest.raises(Refused, match="0 to 10"):
        make.concern(team.patient, team.thandi, level=11)


def test_somebody_who_is_shown_the_story_but_not_the_days_still_sees_the_concerns(team, acting):
    concern = make.concern(team.patient, team.thandi)
    CareTie.objects.filter(person=team.coach.pk).update(topics=[Topic.STORY])
    acting(team.coach)
    assert list(reads.active_concerns(team.patient)) == [concern]
