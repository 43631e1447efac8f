"""The first ten minutes, and the page they end with."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from concord.medicines.models import Medicine
from concord.people.models import CareTie
from concord.people.roles import Topic
from concord.story.models import Beginning, Concern, Telling
from tests.make import medicines as make_medicines
from tests.make import story as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def thandi_acts(team, acting):
    acting(team.thandi)


@pytest.fixture
def thandi(team, client_for):
    client = client_for(team.thandi)

    class Window:
        def at(self, name, query=""):
            return client.get(reverse(name, args=[team.patient.pk]) + query)

        def send(self, name, query="", **body):
            return client.post(reverse(name, args=[team.patient.pk]) + query, body, follow=True)

    return Window()


def text(answer) -> str:
    return answer.content.decode()


def test_the_first_ten_minutes_go_from_the_story_to_the_page(team, thandi):
    assert "Welcome, Thandi" in text(thandi.at("story:welcome"))
    assert "1 of 4" in text(thandi.send("story:welcome"))
    assert "2 of 4" in text(thandi.send("story:tell", "?welcome=1", words=make.TOLD, seen=0))
    again = text(thandi.send("story:name_concern", "?welcome=1", words=make.HEAD, keeps_me_from="playing", level=7))
    assert "Is there something else?" in again
    assert "That is all, go on" in again
    assert "3 of 4" in text(thandi.send("story:move_on", done="CONCERNS"))
    assert "Anything else?" in text(
        thandi.send("medicines:add_medicine", "?welcome=1", called="Magnesium", kind="SUPPLEMENT")
    )
    ends = text(thandi.send("story:move_on", done="MEDICINES"))
    for words in (
        "4 of 4",
        "What I want my doctor to know",
        make.HEAD,
        "playing",
        "I was a healthy child.",
        "Magnesium",
        ">7<",
    ):
        assert words in ends
    assert "My story" in text(thandi.send("story:move_on", done="PAGE"))
    assert Beginning.objects.get().finished_at
    assert "Open my page for the doctor" in text(thandi.at("story:welcome"))


def test_every_part_can_be_left_out(team, thandi):
    thandi.send("story:welcome")
    for part, following in (
        ("TELLING", "2 of 4"),
        ("CONCERNS", "3 of 4"),
        ("MEDICINES", "4 of 4"),
        ("PAGE", "My story"),
    ):
        assert following in text(thandi.send("story:move_on", done=part))
    assert not Telling.objects.exists()
    assert not Concern.objects.exists()
    assert not Medicine.objects.exists()


def test_it_is_taken_up_where_it_was_left(team, thandi):
    thandi.send("story:welcome")
    thandi.send("story:move_on", done="TELLING")
    assert "Go on with: What bothers me most" in text(thandi.at("story:welcome"))
    assert "2 of 4" in text(thandi.send("story:welcome"))


def test_a_part_that_does_not_exist_is_not_found(team, thandi):
    assert thandi.send("story:move_on", done="<script>").status_code == 404
    assert thandi.send("story:move_on").status_code == 404


def test_what_was_typed_stays_when_a_part_refuses(team, thandi):
    answer = thandi.send("story:name_concern", "?welcome=1", words="x" * 200)
    assert "There is room for 120" in text(answer)
    assert "x" * 200 in text(answer)
    assert "2 of 4" in text(answer)


@pytest.mark.parametrize("who", ["doctor", "coach", "therapist", "supporter"])
def test_nobody_else_goes_through_the_patients_first_ten_minutes(team, client_for, who):
    assert client_for(getattr(team, who)).get(reverse("story:welcome", args=[team.patient.pk])).status_code == 403
    assert client_for(team.stranger).get(reverse("story:welcome", args=[team.patient.pk])).status_code == 404


# ── What I want my doctor to know ───────────────────────────────────────────────────────────────────────────────────


def test_the_page_invites_when_it_is_empty(team, thandi):
    assert "This page fills itself" in text(thandi.at("know"))


def test_the_page_ends_the_story_with_a_whole_sentence_where_it_is_long(team, thandi):
    make.telling(team.patient, team.thandi, "It hurts on every day. " * 90)
    shown = text(thandi.at("know"))
    assert "It hurts on every day. …" in shown
    assert "the whole story stands in Concord" in shown


def test_the_page_keeps_to_what_fits_and_says_so(team, thandi):
    for number in range(25):
        make.event(team.patient, team.thandi, f"thing {number}", "OTHER", str(2000 + number))
        make_medicines.medicine(team.patient, team.thandi, f"tablet {number}")
    make.event(team.patient, team.thandi, "the fall", "INJURY", "1999", role_in_story="SET_OFF")
    shown = text(thandi.at("know"))
    assert "the fall" in shown
    assert "thing 24" in shown
    assert "thing 3<" not in shown
    assert "18 more stand in Concord" in shown
    assert "15 more stand in Concord" in shown


@time_machine.travel(datetime(2026, 3, 22, 9, tzinfo=UTC), tick=False)
def test_a_number_stands_beside_its_concern_with_its_day(team, thandi):
    make.concern(team.patient, team.thandi, level=0)
    make.concern(team.patient, team.thandi, "tired")
    shown = text(thandi.at("know"))
    assert '<strong class="figure">0</strong> of 10 <span class="quiet">20 March</span>' in shown
    assert shown.count("of 10") == 1


def test_the_page_shows_only_what_is_shared_with_its_reader(team, client_for):
    make.concern(team.patient, team.thandi, level=7)
    make_medicines.medicine(team.patient, team.thandi)
    CareTie.objects.filter(person=team.coach).update(topics=[Topic.STORY])
    shown = text(client_for(team.coach).get(reverse("know", args=[team.patient.pk])))
    assert make.HEAD in shown
    assert "Amitriptyline" not in shown
    assert "of 10" not in shown


def test_the_page_stays_cheap(team, client_for):
    make.whole_story(team.patient, team.thandi, team.doctor)
    make_medicines.whole_list(team.patient, team.thandi, team.doctor)
    for who in (team.thandi, team.doctor):
        client = client_for(who)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("know", args=[team.patient.pk])).status_code == 200
        # In a test the request's own transaction is a savepoint.
        asked = [query["sql"] for query in queries if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]
        assert len(asked) <= 12, asked
