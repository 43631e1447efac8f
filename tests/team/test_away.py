"""I am away: questions go to somebody else meanwhile, and come back in one tap. And who a practice asks first."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from concord.access.guard import NotAllowed, Refused
from concord.database.acting import acting_as
from concord.people.models import Absence
from concord.team import actions

pytestmark = pytest.mark.django_db


def away(team, acting, now, first=0, last=10):
    acting(team.coach)
    days = {"from_day": now.date() + timedelta(days=first), "until_day": now.date() + timedelta(days=last)}
    return actions.say_away(**days, by=team.coach, now=now)


def test_both_days_are_included_and_saying_it_twice_is_saying_it_once(team, acting, now):
    one = away(team, acting, now)
    assert away(team, acting, now) == one
    for day, there in ((0, True), (10, True), (11, False), (-1, False)):
        assert Absence.objects.on(now.date() + timedelta(days=day)).exists() == there


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [(3, 2, "before the first"), (-9, -2, "over already"), (0, 400, "at most a year")],
)
def test_days_that_make_no_sense_are_refused_with_a_sentence(team, acting, now, first, last, sentence):
    with pytest.raises(Refused, match=sentence):
        away(team, acting, now, first, last)


def test_the_database_refuses_an_end_before_the_beginning(team, now):
    with pytest.raises(IntegrityError, match="ends_after_it_begins"), transaction.atomic():
        Absence.objects.create(person=team.coach, from_day=date(2026, 5, 3), until_day=date(2026, 5, 2), said_at=now)


def test_only_whoever_is_away_says_that_they_are_back_and_once(team, acting, now):
    absence = away(team, acting, now)
    with pytest.raises(Refused, match="Only the person"):
        actions.take_back_away(absence=absence, by=team.doctor, now=now)
    actions.take_back_away(absence=absence, by=team.coach, now=now)
    assert not Absence.objects.on(now.date()).exists()
    with pytest.raises(Refused, match="already"):
        actions.take_back_away(absence=absence, by=team.coach, now=now)


def test_the_page_keeps_what_was_typed_and_takes_back_in_one_tap(team, client_for):
    client, page = client_for(team.coach), reverse("team:away")
    today = timezone.localdate()
    wrong = client.post(page, {"from_day": today.isoformat(), "until_day": (today - timedelta(days=3)).isoformat()})
    assert (wrong.status_code, "before the first" in wrong.content.decode()) == (422, True)
    days = {"from_day": today.isoformat(), "until_day": (today + timedelta(days=5)).isoformat()}
    assert client.post(page, days).status_code == 302
    assert "I am here after all" in client.get(page).content.decode()
    absence = Absence.objects.get()
    assert client_for(team.doctor).post(reverse("team:back", args=[absence.pk])).status_code == 404
    assert client.post(reverse("team:back", args=[absence.pk])).status_code == 302
    assert "I am here after all" not in client.get(page).content.decode()


def test_a_practice_chooses_who_is_asked_first(team, acting, client_for, now):
    page = reverse("team:asked_first", args=[team.practice.pk])
    assert client_for(team.doctor).post(page, {"goal": "DOCTOR", "recommendation": "COACH"}).status_code == 302
    team.practice.refresh_from_db()
    assert team.practice.asked_first == {"GOAL": "DOCTOR", "RECOMMENDATION": "COACH"}
    assert client_for(team.doctor).post(page, {"goal": "SUPPORTER"}).status_code == 422
    given = {"practice": team.practice, "now": now}
    with acting_as(team.coach), pytest.raises(NotAllowed):
        actions.choose_asked_first(chosen={}, by=team.coach, **given)
    for chosen in ({"GOAL": "PATIENT"}, {"SONG": "COACH"}):
        with acting_as(team.doctor), pytest.raises(Refused, match="from the list"):
            actions.choose_asked_first(chosen=chosen, by=team.doctor, **given)
