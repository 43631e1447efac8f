"""A link that holds for two hundred days and then ends: the looks themselves say so, and whatever rests on it is told."""

from html import unescape

import pytest
from django.urls import reverse

from concord.database.acting import acting_as
from concord.findings import actions
from concord.findings.models import State, Turn
from concord.plan import reads as plan_reads
from tests.make import findings as make
from tests.make import goals as make_goals
from tests.make import plan as make_plan
from tests.make import story as make_story

pytestmark = pytest.mark.django_db


def rested_on(team, finding):
    """As soon as it is told: a possible cause, a sentence of the story and a recommendation rest on it."""
    cause, sentence = (
        make_story.cause(team.patient, team.thandi),
        make_story.sentence(team.patient, team.thandi, "the nights"),
    )
    goal = make_goals.written_goal(team.patient, team.thandi)
    with acting_as(team.thandi):
        actions.give_as_evidence(
            finding=finding, cause=cause, side="FOR", words="It fits.", by=team.thandi, now=make.NOW
        )
        actions.rest_sentence_on(sentence=sentence, finding=finding, by=team.thandi, now=make.NOW)
    one = make_plan.proposed_recommendation(
        team.patient, goal, team.doctor, evidence=[{"finding": finding}], now=make.NOW
    )
    return cause, sentence, one


def pages_of(team, client_for, finding, cause, sentence, one) -> dict[str, str]:
    patient = team.patient.pk
    addresses = {
        "cards": reverse("findings:connections", args=[patient]),
        "finding": reverse("findings:finding", args=[patient, finding.pk]),
        "cause": reverse("findings:of_cause", args=[patient, cause.pk]),
        "sentence": reverse("sentence", args=[patient, sentence.pk]),
        "recommendation": reverse("plan:recommendation", args=[patient, one.pk]),
    }
    client = client_for(team.doctor)
    return {name: unescape(client.get(address).content.decode()) for name, address in addresses.items()}


def turns(team, finding) -> list[str]:
    with acting_as(team.thandi):
        return [turn.became for turn in Turn.objects.filter(patient=team.patient, finding=finding)]


def test_what_held_up_becomes_less_clear_by_itself_and_all_that_rests_on_it_is_told(team, client_for):
    made = make.days(team.patient, team.thandi, length=420, effect=-0.35, seed=12, holds=200)
    for ago in (310, 220):
        make.look_as_on(ago, team.patient, team.thandi)
    finding = make.of_nights(made)
    assert finding.state == State.HELD_UP
    rests = rested_on(team, finding)
    before = pages_of(team, client_for, finding, *rests)
    assert "Less clear lately" not in before["cards"]
    assert not any("look again" in page or "Worth talking about" in page for page in before.values())
    make.look_as_on(120, team.patient, team.thandi)
    assert make.of_nights(made).state == State.LESS_CLEAR
    assert turns(team, finding) == ["NOTICED", "HELD_UP", "LESS_CLEAR"]
    after = pages_of(team, client_for, finding, *rests)
    assert "Less clear lately" in after["cards"]
    assert "Lately it is less clear" in after["finding"]
    assert "Worth talking about" in after["finding"]
    assert "then it was: held up. Now: held up, less clear lately." in after["cause"]
    assert "this has changed: look again" in after["cause"]
    assert "Worth talking about" in after["sentence"]
    with acting_as(team.doctor):
        [change] = plan_reads.changed_reasons(team.patient, rests[2].pk)
    assert "less clear" in after["recommendation"], change


def test_what_was_only_noticed_fades_by_itself_and_stays_among_what_was_told(team, client_for):
    made = make.days(team.patient, team.thandi, length=330, effect=-0.3, seed=11, holds=200)
    make.look_as_on(130, team.patient, team.thandi)
    finding = make.of_nights(made)
    assert finding.state == State.NOTICED
    rests = rested_on(team, finding)
    make.look_as_on(0, team.patient, team.thandi)
    assert make.of_nights(made).state == State.FADED
    assert turns(team, finding) == ["NOTICED", "FADED"]
    after = pages_of(team, client_for, finding, *rests)
    assert "Noticed once, and faded" in after["cards"]
    assert "The days since do not bear it out" in after["finding"]
    assert "then it was: noticed. Now: faded." in after["cause"]
    assert "Worth talking about" in after["sentence"]
    assert "faded" in after["recommendation"]
