"""Choosing a diary's measures: who may, and only what the catalogue has."""

import pytest

from concord.access.guard import NotAllowed, Refused
from concord.devices import actions
from concord.measures.models import Choice

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["supporter", "stranger", "former"])
def test_only_who_may_choose_measures_brings_a_diary(team, acting, now, who):
    person = getattr(team, who)
    acting(person)
    with pytest.raises(NotAllowed):
        actions.choose_measures(patient=team.patient, wanted={}, by=person, now=now)


def test_a_code_that_the_catalogue_lacks_is_named_and_nothing_is_chosen(team, acting, now):
    acting(team.doctor)
    with pytest.raises(Refused, match="does not have: moonlight"):
        actions.choose_measures(patient=team.patient, wanted={"pain": None, "moonlight": None}, by=team.doctor, now=now)
    assert not Choice.objects.exists()
