"""The Story page: what each reader sees, near and far, and that 200 events cost no more than two."""

import pytest
from django.urls import reverse

from concord.people.models import CareTie
from concord.people.roles import Topic
from tests.make import story as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def thandi_acts(team, acting):
    acting(team.thandi)


def text(answer) -> str:
    return answer.content.decode()


def test_an_empty_story_invites(team, page):
    shown = text(page(team.thandi, "story:story"))
    for words in ("Tell it as you would tell a friend", "What bothers you most?", "A life has a line", "No guess yet"):
        assert words in shown


def test_an_empty_story_offers_a_professional_nothing_that_is_the_patients(team, page):
    shown = text(page(team.doctor, "story:story"))
    assert "This is for the patient to say" in shown
    assert reverse("story:name_concern", args=[team.patient.pk]) not in shown


def test_the_whole_story_stands_on_one_page(team, page):
    make.whole_story(team.patient, team.thandi, team.doctor)
    shown = text(page(team.thandi, "story:story"))
    for words in (make.HEAD, "playing with Lwazi", "glandular fever", "since 2015", "short nights", "<svg", "Show as a table",
                  "said by letter from the hospital, written down by Dr Rossi"):  # fmt: skip
        assert words in shown


def test_a_professional_reads_who_said_what_beside_the_story(team, page):
    make.event(team.patient, team.doctor, "fell off a horse", "INJURY", "2001", said_by="PATIENT")
    assert "Who said what" in text(page(team.doctor, "story:story"))
    assert "Who said what" not in text(page(team.thandi, "story:story"))


def test_a_coach_reads_why_coaches_write_no_possible_cause(team, page):
    shown = text(page(team.coach, "story:story"))
    assert "comes close to naming an illness" in shown
    assert reverse("story:write_cause", args=[team.patient.pk]) not in shown
    assert page(team.coach, "story:write_cause").status_code == 403


def test_the_timeline_is_looked_at_by_years_and_by_kind(team, page):
    make.event(team.patient, team.thandi, "measles", "INFECTION", "1990")
    make.event(team.patient, team.thandi, "new job", "WORK", "2012")
    make.event(team.patient, team.thandi, "wondering", "OTHER", "")
    rows = lambda query: text(page(team.thandi, "story:story", query=query)).split('id="events"')[1]  # noqa: E731
    assert all(words in rows("") for words in ("measles", "new job", "wondering"))
    near = rows("?from=2010&to=2019")
    assert "new job" in near
    assert "measles" not in near
    assert "wondering" not in near
    only = rows("?kind=INFECTION")
    assert "measles" in only
    assert "new job" not in only
    assert "Nothing of this kind in these years" in rows("?kind=WORK&to=1999")


@pytest.mark.parametrize(
    "query", ["?from=99999&to=x", "?from=²&to=-5", "?from=2019&to=2010", "?kind=<script>", "?from=0000", "?to=1850"]
)
def test_an_odd_address_of_the_timeline_still_answers(team, page, query):
    make.event(team.patient, team.thandi)
    answer = page(team.thandi, "story:story", query=query)
    assert answer.status_code == 200
    assert "kind=<script>" not in text(answer)


def test_200_events_cost_no_more_queries(team, client_for, acting, now, django_assert_max_num_queries):
    make.whole_story(team.patient, team.thandi, team.doctor)
    for number in range(200):
        make.event(team.patient, team.thandi, f"thing {number}", "LIFE_EVENT", str(1986 + number % 40))
    for who in (team.thandi, team.doctor):
        client = client_for(who)
        address = reverse("story:story", args=[team.patient.pk])
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200


@pytest.mark.parametrize("name", ["story:story", "story:concerns", "story:versions", "story:removed", "know"])
def test_a_supporter_without_the_story_is_told_so_and_a_stranger_finds_nothing(team, page, name):
    assert page(team.supporter, name).status_code == 403
    assert page(team.stranger, name).status_code == 404


def test_a_supporter_with_the_story_reads_and_does_not_write(team, page, acting):
    make.whole_story(team.patient, team.thandi, team.doctor)
    CareTie.objects.filter(person=team.supporter).update(topics=[Topic.STORY])
    shown = text(page(team.supporter, "story:story"))
    assert make.HEAD in shown
    assert reverse("story:add_event", args=[team.patient.pk]) not in shown
    assert reverse("story:tell", args=[team.patient.pk]) not in shown
    assert page(team.supporter, "story:add_event").status_code == 403
