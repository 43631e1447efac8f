"""Pages of what bothers most and of what might lie behind it."""

import pytest
from django.urls import reverse

from concord.story.models import Concern, PossibleCause
from tests.make import story as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def thandi_acts(team, acting):
    acting(team.thandi)


def text(answer) -> str:
    return answer.content.decode()


def test_concerns_are_named_replaced_closed_and_brought_back(team, page, send):
    send(team.thandi, "story:name_concern", words=make.HEAD, keeps_me_from="playing", level="7")
    concern = Concern.objects.get()
    send(team.thandi, "story:replace_concern", concern.pk, words="a band around my head")
    newer = Concern.objects.get(words="a band around my head")
    send(team.thandi, "story:keeps_from", newer.pk, keeps_me_from="reading")
    shown = text(page(team.doctor, "story:concerns"))
    for words in (make.HEAD, "a band around my head", "reading", "Said anew in other words"):
        assert words in shown
    send(team.thandi, "story:close_concern", newer.pk)
    assert not Concern.objects.active().exists()
    send(team.thandi, "story:bring_back_concern", newer.pk)
    assert Concern.objects.active().get() == newer


def test_a_fourth_concern_finds_the_way_to_replace_one(team, page, send):
    for words in ("one", "two", "three"):
        make.concern(team.patient, team.thandi, words)
    assert "You can replace one of them" in text(page(team.thandi, "story:name_concern"))
    answer = send(team.thandi, "story:name_concern", words="four")
    assert answer.status_code == 422
    assert "You can replace one of them" in text(answer)


def test_eleven_on_a_scale_to_ten_comes_back(team, send):
    answer = send(team.thandi, "story:name_concern", words="pain", level="11")
    assert answer.status_code == 422
    assert 'value="pain"' in text(answer)


def test_a_possible_cause_is_written_weighed_and_set_aside(team, page, send):
    event = make.event(team.patient, team.thandi)
    send(team.thandi, "story:write_cause", words="short nights")
    cause = PossibleCause.objects.get()
    send(team.doctor, "story:add_evidence", cause.pk, side="AGAINST", words="also on holiday", event=event.pk)
    send(team.doctor, "story:set_cause_status", cause.pk, status="SET_ASIDE", why="It made no difference.")
    shown = text(page(team.thandi, "story:cause", cause.pk))
    for words in (
        "short nights",
        "also on holiday",
        "Set aside",
        "glandular fever",
        "a guess by Thandi Mokoena, patient",
    ):
        assert words in shown
    send(team.doctor, "story:take_back_evidence", cause.pk, cause.evidence.get().pk)
    assert "also on holiday" not in text(page(team.thandi, "story:cause", cause.pk))
    send(team.thandi, "story:revise_cause", cause.pk, words="too short nights", seen="1")
    send(team.thandi, "story:remove_cause", cause.pk)
    assert "short nights" not in text(page(team.thandi, "story:story"))
    send(team.thandi, "story:restore_cause", cause.pk)
    assert "too short nights" in text(page(team.thandi, "story:story"))


def test_evidence_that_says_nothing_comes_back(team, send):
    cause = make.cause(team.patient, team.thandi)
    answer = send(team.thandi, "story:add_evidence", cause.pk, side="FOR", words="")
    assert answer.status_code == 422
    assert "say what speaks for it" in text(answer)


def test_another_patients_event_and_concern_are_not_on_offer(team, send, acting):
    from tests.make.people import record

    other = record(team.practice, team.doctor, "Jonas")
    elsewhere = make.event(other, team.doctor, "secret of Jonas")
    cause = make.cause(team.patient, team.doctor)
    answer = send(team.doctor, "story:add_evidence", cause.pk, side="FOR", words="x", event=elsewhere.pk)
    assert answer.status_code == 422
    assert "secret of Jonas" not in text(answer)
    assert not cause.evidence.exists()
    hers = make.concern(team.patient, team.thandi)
    answer = send(team.doctor, "story:revise_cause", cause.pk, words="x", concern=hers.pk, seen="1")
    assert answer.status_code == 302


def test_the_page_of_a_possible_cause_stays_cheap(team, client_for, django_assert_max_num_queries):
    cause = make.cause(team.patient, team.thandi)
    for number in range(20):
        make.evidence(cause, team.thandi, f"reason {number}")
    client, address = client_for(team.doctor), reverse("story:cause", args=[team.patient.pk, cause.pk])
    with django_assert_max_num_queries(12):
        assert client.get(address).status_code == 200
