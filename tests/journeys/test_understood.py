"""Two persons in two windows: told back and explained again; a question that goes round twice while its owner is away."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from concord.plan import reads
from concord.team import actions as team_actions
from tests.browser import DESK, PHONE
from tests.make import goals as make_goals
from tests.make import plan as make


@pytest.fixture(scope="module")
def suggested(site, lived_in):
    with site.acting(None):
        goal = make_goals.written_goal(lived_in.patient, lived_in.thandi, now=timezone.now())
        return make.proposed_recommendation(lived_in.patient, goal, lived_in.coach, now=timezone.now())


def address(one) -> str:
    return f"/patients/{one.patient_id}/plan/recommendations/{one.pk}/"


@pytest.mark.parametrize(("size", "javascript"), [(PHONE, True), (DESK, False)])
def test_told_back_and_explained_again_until_both_mean_the_same(visit, site, lived_in, suggested, size, javascript):
    thandi = visit(lived_in.thandi, address(suggested), size=size, javascript=javascript)
    thandi.page.get_by_role("link", name="Let me say it back").or_(
        thandi.page.get_by_role("link", name="Say it in other words")
    ).click()
    thandi.page.get_by_label("In my own words").fill("I must sleep less.")
    thandi.page.get_by_role("button", name="That is how I understand it").click()
    thandi.page.get_by_text("“I must sleep less.”").first.wait_for()

    mia = visit(lived_in.coach, address(suggested), size=DESK, dark=True, javascript=javascript)
    mia.page.get_by_role("button", name="I will explain it again").click()
    mia.page.get_by_text("“I will explain it again.”").first.wait_for()
    mia.page.get_by_role("link", name="I have explained it").click()
    mia.page.get_by_label("What did you say?").fill("Not less. Always at the same time.")
    mia.page.get_by_role("button", name="I have explained it").click()

    thandi.page.reload()
    thandi.page.get_by_text("Not less. Always at the same time.").wait_for()
    thandi.page.get_by_role("link", name="Let me say it back").or_(
        thandi.page.get_by_role("link", name="Say it in other words")
    ).click()
    thandi.page.get_by_label("In my own words").fill("Same time each day, so I get tired at night.")
    thandi.page.get_by_role("button", name="That is how I understand it").click()

    mia.page.reload()
    mia.page.get_by_role("button", name="I explained it clearly").click()
    thandi.page.reload()
    thandi.page.get_by_text("understood together").first.wait_for()
    for one in (thandi, mia):
        if javascript:
            one.check()
    with site.acting(lived_in.thandi):
        assert reads.understanding_of(lived_in.patient)[suggested.pk] == "CONFIRMED"


def test_a_question_goes_round_twice_and_while_the_owner_is_away_the_next_answers(visit, site, lived_in, suggested):
    thandi = visit(lived_in.thandi, address(suggested))
    thandi.page.get_by_role("button", name="I don’t get this: what it does").click()
    thandi.page.get_by_text("Mia Berg, coach, answers by").wait_for()
    thandi.page.get_by_text(make.RISE["mechanism"][:30]).first.wait_for()
    here = thandi.page.url

    with site.acting(lived_in.coach):
        today = timezone.localdate()
        team_actions.say_away(
            from_day=today, until_day=today + timedelta(days=4), by=lived_in.coach, now=timezone.now()
        )
    thandi.page.reload()
    thandi.page.get_by_text("Dr Rossi stands in and answers.").wait_for()
    thandi.check()

    doctor = visit(lived_in.doctor, "/questions/", size=DESK)
    doctor.page.get_by_text("you stand in for Mia Berg").wait_for()
    for words, clear in (("Like hunger.", False), ("It adds up.", False), ("A steady hour.", True)):
        doctor.page.goto(here)
        doctor.page.get_by_label("In your own words").first.fill(words)
        doctor.page.get_by_role("button", name="Answer", exact=True).click()
        thandi.page.goto(here)
        if clear:
            thandi.page.get_by_role("button", name="Now I get it").click()
        else:
            thandi.page.get_by_text("Still not", exact=True).last.click()
            thandi.page.get_by_label("What is still unclear?").fill("And on Sundays?")
            thandi.page.get_by_role("button", name="Ask again").click()
            thandi.page.get_by_text("or ask there for a visit").wait_for()
            thandi.check()
            if words == "It adds up.":
                thandi.page.get_by_role("button", name="Please call me").click()
                thandi.page.get_by_text("You asked for a call.").wait_for()
                doctor.page.goto(here)
                doctor.page.get_by_text("asks for a call").first.wait_for()
                doctor.page.get_by_label("When, and who calls whom?").fill("Tonight at six.")
                doctor.page.get_by_role("button", name="That is when we talk").click()
                doctor.check()
    thandi.page.get_by_text("now I get it").first.wait_for()
    doctor.check()
