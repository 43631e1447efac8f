"""A doctor's way: Monday's page, two taps from the shelf, the visit screen, what was agreed copied; the patient reads it on the phone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.browser import DESK, PHONE
from tests.make import goals as make_goals
from tests.make import plan as make_plan
from tests.make import programs as make_programs
from tests.make import visits as make


@pytest.fixture(scope="module")
def partnership(site, lived_in):
    now = timezone.now()
    with site.acting(None):
        goal = make_goals.agreed_goal(lived_in.patient, lived_in.thandi, lived_in.doctor, now=now - timedelta(days=40))
        make_programs.signed(lived_in.practice, lived_in.doctor, "caffeine", now=now - timedelta(days=30))
        rise = make_plan.proposed_recommendation(lived_in.patient, goal, lived_in.doctor, now=now - timedelta(days=6))
        make_plan.question(
            lived_in.patient, lived_in.thandi, rise, words="Why not sleep in?", now=now - timedelta(days=5)
        )
        make.wish(lived_in.patient, lived_in.thandi, "Is it the weather?", now=now)
        return goal


@pytest.mark.parametrize("javascript", [True, False])
def test_monday_the_shelf_and_the_visit(visit, lived_in, partnership, javascript):
    doctor = visit(lived_in.doctor, "/", size=DESK, dark=not javascript, javascript=javascript)
    page = doctor.page
    if javascript:
        page.get_by_placeholder("Your answer, in your own words").fill(
            "Because sleep comes at a steady hour, like hunger."
        )
        page.get_by_role("button", name="Answer").click()
        page.get_by_text("Your answer is there.").wait_for()
        doctor.check()
    page.goto(f"/patients/{lived_in.patient.pk}/shelf/")
    # The first tap chooses, the second suggests.
    page.get_by_role("link", name="No coffee, black tea or cola after two in the afternoon").click()
    if javascript:
        page.get_by_label("Your line for this person").fill("Your four cups after lunch.")
        doctor.check()
        page.get_by_role("button", name="Suggest", exact=True).click()
        page.get_by_text("Your four cups after lunch.").first.wait_for()
    else:
        page.get_by_text("This stands in the plan already.").wait_for()
    page.get_by_role("link", name="Visit", exact=True).click()
    if javascript:
        page.get_by_role("listitem").filter(has_text="Is it the weather?").first.wait_for()
        doctor.check()
    page.get_by_text("After the visit: write down that it was held").click()
    if javascript:
        page.get_by_label("“Is it the weather?”").check()
        doctor.check()
    page.get_by_role("button", name="The visit was held").click()
    record = page.get_by_label("What was agreed today, as plain text")
    assert "- No coffee, black tea or cola after two in the afternoon" in record.input_value()
    assert "“Is it the weather?”" in record.input_value()
    assert page.get_by_role("button", name="Copy for my record").is_visible() == javascript
    if javascript:
        doctor.check()


def test_the_patient_reads_the_visit_and_the_agreement_on_the_phone(visit, lived_in, partnership):
    thandi = visit(lived_in.thandi, f"/patients/{lived_in.patient.pk}/plan/", size=PHONE)
    page = thandi.page
    page.get_by_role("link", name="For the next visit").click()
    page.get_by_label("What do you want to speak about?").fill("My mother says it is the moon")
    page.get_by_role("button", name="Add it").click()
    page.get_by_text("It stands first on the page for your next visit.").wait_for()
    thandi.check()
    page.goto(f"/patients/{lived_in.patient.pk}/agreement/")
    page.get_by_text("This is not a contract and no promise of result.").wait_for()
    thandi.check()
    answer = page.request.get(page.get_by_role("link", name="As a PDF").get_attribute("href"))
    assert answer.body().startswith(b"%PDF-")
