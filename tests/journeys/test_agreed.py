"""From a suggestion to a look that says “it did not help”, by two persons in two windows; words changed after a yes; a no that stands."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from concord.plan import reads
from tests.browser import DESK, PHONE
from tests.make import goals as make_goals
from tests.make import plan as make

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def goal(site, lived_in):
    with site.acting(None):
        return make_goals.written_goal(lived_in.patient, lived_in.thandi, now=timezone.now())


def address(one, more: str = "") -> str:
    return f"/patients/{one.patient_id}/plan/recommendations/{one.pk}/{more}"


def press(window, name: str, role: str = "button") -> None:
    window.page.get_by_role(role, name=name, exact=True).first.click()


def state_of(site, lived_in, one) -> str:
    with site.acting(lived_in.thandi):
        return reads.one_in_view(lived_in.patient, one.pk).state


@pytest.mark.parametrize(("size", "dark", "javascript"), [(PHONE, False, True), (DESK, True, False)])
def test_a_yes_a_look_by_both_and_it_did_not_help(visit, site, lived_in, goal, size, dark, javascript):
    with site.acting(None):
        earlier = timezone.now() - timedelta(days=22)
        one = make.proposed_recommendation(lived_in.patient, goal, lived_in.coach, kind="STRESS", what=f"Breathe slowly {size['width']}", now=earlier)  # fmt: skip
    thandi = visit(lived_in.thandi, address(one), size=size, dark=dark, javascript=javascript)
    thandi.page.get_by_text("call Mia Berg").wait_for()
    press(thandi, "Yes, let’s")
    thandi.page.get_by_text("You said yes.").first.wait_for()
    press(thandi, "Look earlier whether it helps", role="link")
    thandi.page.get_by_label("it did not help").check(force=True)
    thandi.page.get_by_label("not worth the effort").check(force=True)
    thandi.page.get_by_label("In your own words").first.fill("Nice minutes, no difference.")
    press(thandi, "That is how I see it")
    thandi.page.get_by_text("Nobody else has looked yet.").wait_for()

    mia = visit(lived_in.coach, address(one, "look-back/"), size=DESK, dark=not dark, javascript=javascript)
    mia.page.get_by_text("“Nice minutes, no difference.”").wait_for()
    mia.page.get_by_label("it did not help").check(force=True)
    mia.page.get_by_label("can’t tell whether it was worth it").check(force=True)
    press(mia, "That is how I see it")
    mia.page.get_by_text("an honest end").wait_for()

    thandi.page.reload()
    thandi.page.get_by_text("an honest end").wait_for()
    if javascript:
        thandi.check()
        mia.check()
    thandi.page.locator("summary", has_text="Close it").click()
    press(thandi, "Yes, close it")
    thandi.page.get_by_text("closed").first.wait_for()
    assert state_of(site, lived_in, one) == "CLOSED"


def test_treatment_waits_for_what_is_missing_and_says_whose_move_it_is(visit, site, lived_in, goal):
    with site.acting(None):
        one = make.proposed_treatment(lived_in.patient, goal, lived_in.doctor, now=timezone.now())
    thandi = visit(lived_in.thandi, address(one), size=PHONE)
    thandi.page.get_by_text("Loose bowels in one of ten").wait_for()
    thandi.check()
    thandi.page.locator("summary", has_text="Yes, let’s").click()
    thandi.page.get_by_label("What matters to you here, or worries you?").first.fill("My mother's bowels.")
    thandi.page.get_by_role("group", name="How sure are you that you can do it?").first.get_by_label(
        "8", exact=True
    ).check(force=True)
    press(thandi, "Yes, let’s")
    thandi.page.get_by_text("Your yes is kept.").first.wait_for()
    thandi.page.get_by_text("Still missing before it is agreed: what it is for, in your own words.").wait_for()
    thandi.check()
    press(thandi, "Let me say it back", role="link")
    thandi.page.get_by_label("In my own words").fill("One with supper, to sleep sooner.")
    press(thandi, "That is how I understand it")
    mia = visit(lived_in.coach, address(one), size=DESK)
    mia.page.get_by_text("so a doctor suggests it, explains it and agrees to it").wait_for()
    rossi = visit(lived_in.doctor, address(one), size=DESK, dark=True)
    rossi.page.get_by_text("It is your turn.").first.wait_for()
    press(rossi, "I explained it clearly")
    rossi.page.get_by_text("agreed", exact=True).first.wait_for()
    rossi.check()
    assert state_of(site, lived_in, one) == "AGREED"


def test_changed_after_the_yes_asks_again_word_by_word_and_a_spelling_does_not(visit, site, lived_in, goal):
    with site.acting(None):
        one = make.agreed_recommendation(lived_in.patient, goal, lived_in.doctor, lived_in.thandi, now=timezone.now())
    rossi = visit(lived_in.doctor, address(one, "edit/"), size=DESK)
    rossi.page.get_by_label("What does it do?").fill(make.RISE["mechanism"].replace("deeper", "deepest"))
    rossi.page.locator("#reading").get_by_text("This reads like").wait_for()
    rossi.page.get_by_label("I only corrected the spelling; it means the same").check()
    press(rossi, "Save")
    rossi.page.get_by_text("Every yes stays").first.wait_for()
    thandi = visit(lived_in.thandi, address(one), size=PHONE)
    thandi.page.locator("summary", has_text="corrected the spelling").click()
    thandi.check()
    press(thandi, "This changes the meaning for me")
    thandi.page.get_by_text("What changed since the last answer").wait_for()
    thandi.page.locator("ins", has_text="deepest").first.wait_for()
    thandi.page.locator("summary", has_text="No").last.click()
    press(thandi, "No, thank you")
    thandi.page.get_by_text("You said no, and that stands.").first.wait_for()
    rossi.page.goto(address(one).join((site.url, "")))
    assert rossi.page.get_by_role("link", name="Change the words").count() == 0
    assert state_of(site, lived_in, one) == "DECLINED"
