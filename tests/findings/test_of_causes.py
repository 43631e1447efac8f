"""A finding beside a possible cause: the page of the cause says how it stood, how it stands, and that it has changed."""

import pytest
from django.urls import reverse

from concord.database.acting import acting_as
from concord.findings import actions, reads
from concord.findings.models import Finding
from concord.people.models import CareTie
from concord.people.roles import Topic
from concord.team import actions as team_actions
from tests.make import findings as make
from tests.make import story

pytestmark = pytest.mark.django_db
CHANGED = "this has changed: look again"


@pytest.fixture
def given(team):
    make.lived_in(team.patient, team.thandi)
    with acting_as(team.thandi):
        found = next(one for one in reads.told(team.patient) if one.state == "HELD_UP")
        cause = story.cause(team.patient, team.thandi, "short nights")
        actions.give_as_evidence(finding=found, cause=cause, side="FOR", words="It fits.", by=team.thandi, now=make.NOW)
    return found, cause


def page(client, team, cause, **headers):
    return client.get(reverse("findings:of_cause", args=[team.patient.pk, cause.pk]), headers=headers)


def test_the_page_of_a_cause_fetches_what_the_days_say_of_it(team, given, client_for):
    found, cause = given
    for person in (team.thandi, team.doctor, team.coach):
        client = client_for(person)
        whole = client.get(reverse("story:cause", args=[team.patient.pk, cause.pk])).content.decode()
        assert reverse("findings:of_cause", args=[team.patient.pk, cause.pk]) in whole
        rows = page(client, team, cause, HX_Request="true").content.decode()
        assert "<html" not in rows
        assert "then it was: held up. Now: held up." in rows
        assert CHANGED not in rows
        assert (
            reverse("findings:finding", args=[team.patient.pk, found.pk]) in page(client, team, cause).content.decode()
        )


def test_a_finding_that_is_less_clear_lately_asks_to_look_again(team, given, client_for):
    found, cause = given
    with acting_as(team.thandi):
        Finding.objects.filter(patient=team.patient, pk=found.pk).update(less_clear=True)
    rows = page(client_for(team.doctor), team, cause).content.decode()
    assert "then it was: held up. Now: held up, less clear lately." in rows
    assert CHANGED in rows


def test_what_was_taken_back_stands_beside_it_no_more(team, given, client_for):
    from concord.story.actions import take_back_evidence

    _found, cause = given
    with acting_as(team.thandi):
        [support] = reads.supports_of_cause(team.patient, cause.pk)
        take_back_evidence(evidence=support.evidence, by=team.thandi, now=make.NOW)
    assert "Nothing from the days stands beside it" in page(client_for(team.thandi), team, cause).content.decode()


def test_whoever_is_not_shown_the_story_finds_no_cause_there(team, given, client_for):
    _found, cause = given
    with acting_as(team.thandi):
        tie = CareTie.objects.still_open().between(team.coach, team.patient).get()
        team_actions.share_topics(tie=tie, topics=[Topic.DAYS], by=team.thandi, now=make.NOW)
    assert page(client_for(team.coach), team, cause).status_code in (403, 404)
    assert page(client_for(team.stranger), team, cause).status_code == 404
