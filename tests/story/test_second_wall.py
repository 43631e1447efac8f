"""Who goes through the first ten minutes, and what the database shows of a story."""

import pytest

from concord.access.guard import NotAllowed
from concord.story import actions
from concord.story.models import Concern, ConcernChange, Event, EventChange, PossibleCause, Telling
from tests.make import story as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def thandi_acts(team, acting):
    acting(team.thandi)


def test_the_beginning_is_taken_up_where_it_was_left(team, now):
    assert actions.begin_telling(patient=team.patient, by=team.thandi, now=now).reached == "TELLING"
    actions.move_on(patient=team.patient, done="TELLING", by=team.thandi, now=now)
    actions.move_on(patient=team.patient, done="CONCERNS", by=team.thandi, now=now)
    assert actions.move_on(patient=team.patient, done="TELLING", by=team.thandi, now=now).reached == "MEDICINES"
    assert actions.begin_telling(patient=team.patient, by=team.thandi, now=now).reached == "MEDICINES"
    assert actions.move_on(patient=team.patient, done="PAGE", by=team.thandi, now=now).finished_at == now


@pytest.mark.parametrize("who", ["doctor", "coach", "supporter", "stranger"])
def test_the_first_ten_minutes_are_the_patients(team, acting, now, who):
    by = getattr(team, who)
    acting(by)
    with pytest.raises(NotAllowed):
        actions.begin_telling(patient=team.patient, by=by, now=now)
    with pytest.raises(NotAllowed):
        actions.move_on(patient=team.patient, done="TELLING", by=by, now=now)


@pytest.mark.parametrize("who", ["supporter", "stranger", "former", None])
def test_the_database_shows_the_story_to_those_it_is_shared_with(team, acting, who):
    make.whole_story(team.patient, team.thandi, team.doctor)
    acting(getattr(team, who) if who else None)
    for model in (Event, EventChange, Telling, Concern, ConcernChange, PossibleCause):
        assert not model.objects.exists(), model
