"""The second wall around a yes: what the database itself refuses, with every Python guard out of the way."""

import pytest
from django.db import ProgrammingError, transaction

from concord.agreement.models import Acknowledgement, Version
from concord.database.acting import acting_as
from concord.plan import actions
from tests.make import goals as make_goals
from tests.make import plan as make
from tests.make.plan import APRIL

pytestmark = pytest.mark.django_db


@pytest.fixture
def taken_back(team):
    """A suggestion of the coach that the patient had said yes to."""
    goal = make_goals.agreed_goal(team.patient, team.thandi, team.doctor)
    one = make.agreed_recommendation(team.patient, goal, team.coach, team.thandi)
    with acting_as(team.thandi):
        actions.take_back_answer(recommendation=one, by=team.thandi, now=APRIL)
    return one


def hers(one, team):
    return Acknowledgement.objects.filter(version__text=one.text, person=team.thandi)


@pytest.mark.parametrize("who", ["coach", "thandi"])
def test_a_yes_that_was_taken_back_is_never_made_standing_again(team, taken_back, who):
    with acting_as(getattr(team, who)):
        key = hers(taken_back, team).get().pk
        with pytest.raises(ProgrammingError, match="stays taken back"), transaction.atomic():
            Acknowledgement.objects.filter(pk=key).update(withdrawn_at=None)
        later = make.APRIL.replace(year=2027)
        Acknowledgement.objects.filter(pk=key).update(withdrawn_at=later)
        assert hers(taken_back, team).get().withdrawn_at != later


def test_a_yes_that_was_taken_back_is_not_carried_onto_other_words(team, taken_back):
    with acting_as(team.coach):
        old = hers(taken_back, team).get()
        words = {**make.RISE, "what": "Run a marathon"}
        actions.revise_recommendation(recommendation=taken_back, words=words, seen=1, by=team.coach, now=APRIL)
        made_up = {
            "patient": team.patient,
            "topic": "PLAN",
            "person": team.thandi,
            "as_role": "PATIENT",
            "given_at": APRIL,
        }
        with pytest.raises(ProgrammingError, match="only a standing yes"), transaction.atomic():
            Acknowledgement.objects.create(version=Version.objects.get(text=taken_back.text, number=2), carried_from=old, **made_up)  # fmt: skip
