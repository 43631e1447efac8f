"""A sentence of what we think is going on rests on something that was noticed in the days: seen by those who see both."""

from __future__ import annotations

from html import unescape

import pytest
from django.urls import reverse

from concord.access.guard import NotAllowed, Refused
from concord.database.acting import acting_as
from concord.findings import actions, reads
from concord.findings.models import Finding, PracticeShows, SentenceSupport
from concord.people.models import CareTie
from concord.people.roles import Topic
from tests.make import findings as make
from tests.make import story as make_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def lived(team):
    return make.lived_in(team.patient, team.thandi)


@pytest.fixture
def sentence(team):
    return make_story.sentence(team.patient, team.thandi, "the nights")


def rest(sentence, finding, by) -> SentenceSupport:
    with acting_as(by):
        return actions.rest_sentence_on(sentence=sentence, finding=finding, by=by, now=make.NOW)


def shown(client_for, team, who, sentence) -> str:
    return unescape(client_for(who).get(reverse("sentence", args=[team.patient.pk, sentence.pk])).content.decode())


def test_the_link_keeps_how_the_finding_stood_and_the_same_twice_is_one(team, lived, sentence):
    finding = make.of_nights(lived)
    link = rest(sentence, finding, team.doctor)
    assert (link.stood, link.given_by) == (finding.state, team.doctor)
    assert rest(sentence, finding, team.doctor) == link


def test_what_never_stood_out_and_what_is_set_aside_carries_nothing(team, lived, sentence):
    with acting_as(team.thandi):
        dull = Finding.objects.filter(patient=team.patient, tier="").first()
    with pytest.raises(Refused, match="did not stand out"):
        rest(sentence, dull, team.doctor)
    with pytest.raises(NotAllowed):
        rest(sentence, make.of_nights(lived), team.coach)


def test_whoever_made_it_or_wrote_the_sentence_takes_it_away(team, lived, sentence):
    link = rest(sentence, make.of_nights(lived), team.doctor)
    with acting_as(team.therapist), pytest.raises(Refused, match="made this link"):
        actions.take_finding_from(support=link, by=team.therapist, now=make.NOW)
    with acting_as(team.thandi):
        actions.take_finding_from(support=link, by=team.thandi, now=make.NOW)
        assert not reads.sentence_supports(team.patient).exists()
        assert reads.sentence_supports(team.patient, taken_back=True).count() == 1


def test_it_is_chosen_on_a_page_and_shown_under_the_sentence(team, lived, sentence, client_for):
    at = reverse("findings:link_sentence", args=[team.patient.pk, sentence.pk])
    client = client_for(team.doctor)
    assert "the pressing in my head" in unescape(client.get(at).content.decode())
    assert client.post(at, {"finding": "999999"}).status_code == 422
    assert client.post(at, {"finding": make.of_nights(lived).pk}).status_code == 302
    assert "noticed in the days" in shown(client_for, team, team.doctor, sentence)
    link = SentenceSupport
    with acting_as(team.doctor):
        link = SentenceSupport.objects.get()
    away = reverse("findings:unlink_sentence", args=[team.patient.pk, link.pk])
    assert client.post(away).status_code == 302
    assert "noticed in the days" not in shown(client_for, team, team.doctor, sentence).replace("Link something that was noticed in the days", "")  # fmt: skip


def test_when_the_finding_has_changed_since_the_page_says_so(team, lived, sentence, client_for):
    finding = make.of_nights(lived)
    rest(sentence, finding, team.doctor)
    assert "Worth talking about" not in shown(client_for, team, team.thandi, sentence)
    with acting_as(team.thandi):
        Finding.objects.filter(pk=finding.pk).update(less_clear=True)
    assert "Worth talking about" in shown(client_for, team, team.thandi, sentence)


def test_whoever_sees_the_story_and_not_the_days_sees_the_sentence_without_it(
    team, lived, sentence, client_for, acting
):
    rest(sentence, make.of_nights(lived), team.doctor)
    acting(team.thandi)
    CareTie.objects.filter(person=team.coach).update(topics=[Topic.STORY])
    told = shown(client_for, team, team.coach, sentence)
    assert "the nights" in told
    assert "noticed in the days" not in told
    for topics, seen in (([Topic.DAYS], 0), ([Topic.STORY], 0), ([Topic.STORY, Topic.DAYS], 1)):
        acting(team.thandi)
        CareTie.objects.filter(person=team.coach).update(topics=topics)
        with acting_as(team.coach):
            assert SentenceSupport.objects.count() == seen


def test_what_the_practice_does_not_show_yet_is_not_told_to_the_patient_here_either(team, lived, sentence, client_for):
    rest(sentence, make.of_nights(lived), team.doctor)
    with acting_as(team.doctor):
        PracticeShows.objects.create(practice=team.practice, shown="NOT_AT_ALL", by=team.doctor, at=make.NOW)
    named = "When"
    assert "noticed in the days" in shown(client_for, team, team.doctor, sentence)
    hers = shown(client_for, team, team.thandi, sentence).replace("Link something that was noticed in the days", "")
    assert "noticed in the days" not in hers, named
