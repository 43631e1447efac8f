"""Two persons in two windows: understood after “not quite”; a guess into which the coach suggests; a sentence asked about."""

from __future__ import annotations

import pytest

from tests.browser import DESK, PHONE
from tests.make import story as make


@pytest.mark.parametrize(("size", "dark", "javascript"), [(PHONE, False, True), (DESK, True, False)])
def test_what_the_doctor_understood_goes_round_until_it_is_right(visit, site, lived_in, size, dark, javascript):
    writer = lived_in.doctor if javascript else lived_in.therapist
    theirs = visit(writer, f"/patients/{lived_in.patient.pk}/story/understood/new/", size=DESK, javascript=javascript)
    theirs.page.get_by_label("What I understood").fill("Your mornings are bad.")
    theirs.page.get_by_label("And what led up to it").fill("Years of early shifts.")
    theirs.page.get_by_role("button", name="Ask whether that is it").click()
    here = theirs.page.url

    hers = visit(lived_in.thandi, here, size=size, dark=dark, javascript=javascript)
    hers.page.get_by_text("Your mornings are bad.").first.wait_for()
    hers.page.get_by_text("Not quite", exact=True).first.click()
    hers.page.locator("#not_quite_words").fill("Not the mornings. Not knowing which day it will be.")
    hers.page.get_by_role("button", name="Send this").first.click()
    hers.page.get_by_text("Not knowing which day").first.wait_for()
    if javascript:
        hers.check()

    theirs.page.goto(f"/patients/{lived_in.patient.pk}/")
    theirs.page.get_by_text("about what you understood: not quite").wait_for()
    theirs.page.locator(".notice.talk").get_by_role("link", name="open").first.click()
    theirs.page.get_by_role("link", name="Write it anew").click()
    theirs.page.get_by_text("Not knowing which day").wait_for()
    theirs.page.get_by_label("What I understood").fill("You never know in the morning which day it will be.")
    theirs.page.get_by_role("button", name="Ask whether that is it").click()
    if javascript:
        theirs.check()

    hers.page.goto(here)
    hers.page.get_by_role("button", name="Yes, that is it").click()
    hers.page.get_by_text("yes, that is it").first.wait_for()
    theirs.page.reload()
    theirs.page.get_by_text("yes, that is it").first.wait_for()


def test_a_guess_is_said_better_together_and_a_sentence_is_asked_about_in_one_tap(visit, site, lived_in):
    with site.acting(None):
        make.sentence(lived_in.patient, lived_in.doctor, "The nerves of the head are too alert.", "LIKELY")
    here = f"/patients/{lived_in.patient.pk}/story/going-on/"
    hers = visit(lived_in.thandi, here)
    hers.page.get_by_role("link", name="Add a sentence").click()
    hers.page.get_by_label("One sentence, in your own words").fill("short nights press on my head")
    hers.page.get_by_label("a guess").check()
    hers.page.get_by_role("button", name="Save").click()
    hers.page.get_by_text("What does it rest on?").first.wait_for()
    hers.check()

    mia = visit(lived_in.coach, hers.page.url, size=DESK, dark=True)
    mia.page.get_by_role("link", name="Suggest other words").click()
    mia.page.get_by_label("How would you say it?").fill("short nights press on my head the day after")
    mia.page.get_by_role("button", name="Suggest it").click()
    mia.page.get_by_text("you suggest").wait_for()
    mia.check()

    hers.page.reload()
    hers.page.get_by_role("button", name="Take these words").click()
    hers.page.get_by_text("short nights press on my head the day after").first.wait_for()
    hers.page.goto(here)
    hers.page.get_by_role("button", name="Move up").click()
    assert hers.page.locator("article").first.inner_text().startswith("short nights")
    hers.check()
    hers.page.get_by_role("button", name="Bring in my coach").click()
    hers.page.get_by_text("Mia Berg, coach, was brought in").wait_for()
    hers.page.get_by_text("Dr Rossi, doctor, answers by").wait_for()
    hers.check()
    hers.page.goto(f"/patients/{lived_in.patient.pk}/plan/questions/")
    hers.page.get_by_text("The nerves of the head are too alert.").wait_for()
    hers.check()
