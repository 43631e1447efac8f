"""“Agreed to try until a date”, to its end: what each sees when the day comes, who has looked, and what comes next."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from concord.database.acting import acting_as
from concord.plan import actions
from tests.make import goals as make_goals
from tests.make import plan as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def tried(team):
    """Agreed three weeks ago to try it until yesterday."""
    ago, until = timezone.now() - timedelta(days=22), timezone.localdate() - timedelta(days=1)
    goal = make_goals.written_goal(team.patient, team.thandi)
    one = make.proposed_recommendation(team.patient, goal, team.coach, now=ago)
    make.answered(one, team.thandi, answer="TRY", look_day=until, now=ago)
    return one


def read(client, name, one):
    return unescape(client.get(reverse(f"plan:{name}", args=[one.patient_id, one.pk])).content.decode())


def say(client, one, result, **more):
    address = reverse("plan:say_how_it_went", args=[one.patient_id, one.pk])
    return unescape(client.post(address, {"result": result, "worth": "YES", **more}, follow=True).content.decode())


def test_the_day_that_has_come_is_told_as_past_and_one_look_is_not_both(team, tried, client_for):
    coach = client_for(team.coach)
    assert "we wanted to look on" in read(coach, "look_back", tried)
    said = say(coach, tried, "HELPED")
    assert "Kept. The other side has not looked yet." in said
    assert "What comes next is asked once Thandi has said how it was." in said
    assert "Look whether it helped" not in read(coach, "recommendation", tried), "the coach has looked"
    assert "Look whether it helped" in read(client_for(team.thandi), "recommendation", tried)
    assert "Close it" not in said, "nobody closes it before she has said how it was for her"
    assert "Both looks stand side by side" in say(client_for(team.thandi), tried, "HELPED")


@pytest.mark.parametrize(("wish", "first"), [("CLOSE", "Close it"), ("CHANGE", "Go on, but differently"), ("GO_ON", "Go on with it"), ("", "Go on with it")])  # fmt: skip
def test_what_she_would_like_next_is_the_first_button(team, tried, client_for, wish, first):
    make.looked_back(tried, team.coach, now=timezone.now())
    page = say(client_for(team.thandi), tried, "DID_NOT", next_=wish)
    first_ones = re.findall(r'<(?:summary|a) class="pill primary"[^>]*>([^<]+)<', page)
    assert first_ones == [first]


def test_what_both_have_looked_at_waits_on_her_plan_until_she_says_what_comes_next(team, tried, client_for):
    thandi = client_for(team.thandi)
    plan = reverse("plan:plan", args=[tried.patient_id])
    make.looked_back(tried, team.coach, now=timezone.now())
    say(thandi, tried, "HELPED")
    assert "You have both looked." in thandi.get(plan).content.decode()
    assert "You have both looked." not in client_for(team.coach).get(plan).content.decode()
    with acting_as(team.thandi):
        day = timezone.localdate() + timedelta(days=21)
        actions.go_on(recommendation=tried, look_day=day, seen=1, by=team.thandi, now=timezone.now())
    assert "You have both looked." not in thandi.get(plan).content.decode()


def test_looks_that_differ_are_worth_talking_about_in_the_visit_until_it_goes_on_or_ends(team, tried, client_for):
    screen = reverse("visits:screen", args=[tried.patient_id])
    make.looked_back(tried, team.coach, "HELPED", now=timezone.now())
    doctor = client_for(team.doctor)
    assert "Seen differently" not in doctor.get(screen).content.decode()
    say(client_for(team.thandi), tried, "DID_NOT")
    assert "did it help? Seen differently" in doctor.get(screen).content.decode()
    assert "Thandi Mokoena: it did not help" in doctor.get(screen).content.decode()
    with acting_as(team.thandi):
        actions.end_recommendation(recommendation=tried, by=team.thandi, now=timezone.now())
    assert "Seen differently" not in doctor.get(screen).content.decode()


def test_what_is_closed_says_by_whom_and_asks_nothing_more(team, tried, client_for):
    thandi = client_for(team.thandi)
    with acting_as(team.thandi):
        actions.tell_back(recommendation=tried, words="Same hour.", seen=1, by=team.thandi, now=timezone.now())
    make.looked_back(tried, team.coach, "HELPED", now=timezone.now())
    say(thandi, tried, "DID_NOT")
    thandi.post(reverse("plan:end", args=[tried.patient_id, tried.pk]))
    card, looks = read(thandi, "recommendation", tried), read(thandi, "look_back", tried)
    assert "closed, by you on" in card
    assert "closed, by Thandi Mokoena on" in read(client_for(team.doctor), "recommendation", tried)
    for page in (card, looks):
        assert "You saw it differently." in page
        assert "That is worth talking about" not in page
    assert "in your words" in card, "her own words stay hers when it is over"
    assert "What each of you saw stays here." in looks


def test_a_day_that_is_needed_is_not_called_optional(team, client_for):
    goal = make_goals.written_goal(team.patient, team.thandi)
    one = make.proposed_recommendation(team.patient, goal, team.coach)
    page = read(client_for(team.thandi), "recommendation", one)
    assert "Until which day?" in page
    for name in ("TRY", "NOT_NOW"):
        label = page[page.index(f'for="{name}_look_day"') :]
        assert "optional" not in label[: label.index("</label>")]
