"""An evening: the patient answers Today on the phone, by keyboard, without script, on a bad day, in a flare, in another zone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.browser import DESK, PHONE
from tests.make import plan, story

pytestmark = pytest.mark.journey
HEAD = "the pressing in my head"


@pytest.fixture(scope="module")
def thandi(site, lived_in):
    """She has said what bothers her, and has one step of her own."""
    with site.acting(lived_in.thandi):
        story.concern(lived_in.patient, lived_in.thandi, HEAD)
        plan.step(lived_in.patient, lived_in.thandi, words="Walk ten minutes", cue="after I put the kettle on")
    return lived_in.thandi


@pytest.fixture
def today(lived_in):
    return f"/patients/{lived_in.patient.pk}/today/"


def answer(page, words: str, number: int):
    return page.get_by_role("group", name=words).get_by_label(str(number), exact=True)


def saved(page) -> None:
    """What the person sees at the top; the same words are read out to screen readers."""
    page.locator("#saved").get_by_text("saved · in Concord").wait_for()


@pytest.mark.parametrize(("size", "dark"), [(PHONE, False), (PHONE, True), (DESK, False), (DESK, True)])
def test_the_page_is_calm_and_right(visit, thandi, today, size, dark):
    window = visit(thandi, "/", size=size, dark=dark)
    assert window.page.url.endswith(today), "a patient lands on Today"
    assert "Thandi" in window.page.get_by_role("heading", level=1).inner_text()
    window.check()


def test_one_tap_saves_and_says_so(visit, thandi, today):
    window = visit(thandi, today)
    answer(window.page, HEAD, 6).check(force=True)
    saved(window.page)
    window.page.reload()
    assert answer(window.page, HEAD, 6).is_checked()
    window.check()


def test_a_changed_mind_is_saved_too_and_back_again(visit, thandi, today):
    window = visit(thandi, today)
    for number in (5, 3, 5):
        with window.page.expect_response(lambda answer: answer.request.method == "POST") as sent:
            answer(window.page, HEAD, number).check(force=True)
        assert sent.value.status == 200
        saved(window.page)
    window.page.reload()
    assert answer(window.page, HEAD, 5).is_checked()


def test_on_a_slow_line_the_last_of_many_taps_is_the_one_that_is_kept(visit, thandi, today):
    window = visit(thandi, today)
    slow = {"offline": False, "latency": 900, "downloadThroughput": -1, "uploadThroughput": -1}
    window.page.context.new_cdp_session(window.page).send("Network.emulateNetworkConditions", slow)
    for number in (7, 4, 1, 8):
        answer(window.page, HEAD, number).check(force=True)
        window.page.wait_for_timeout(220)  # Longer than it waits before it sends, shorter than the line needs.
    with window.page.expect_response(lambda answer: answer.request.method == "POST"):
        pass
    saved(window.page)
    window.page.wait_for_load_state("networkidle")
    window.page.reload()
    assert answer(window.page, HEAD, 8).is_checked()


def test_an_old_page_on_the_tablet_does_not_undo_the_phone(visit, thandi, today):
    phone, tablet = visit(thandi, today), visit(thandi, today, size=DESK)
    with phone.page.expect_response(lambda answer: answer.request.method == "POST"):
        answer(phone.page, HEAD, 2).check(force=True)
    with tablet.page.expect_response(lambda answer: answer.request.method == "POST"):
        tablet.page.get_by_role("radiogroup", name="Walk ten minutes").get_by_label("done").check(force=True)
    phone.page.reload()
    assert answer(phone.page, HEAD, 2).is_checked()
    assert phone.page.get_by_role("radiogroup", name="Walk ten minutes").get_by_label("done").is_checked()


def test_the_whole_evening_by_keyboard(visit, thandi, today):
    window = visit(thandi, today, size=DESK)
    page = window.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Skip to the page"
    for _tab in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name || ''").startswith("m"):
            break
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.keyboard.press("ArrowRight")
    saved(page)
    assert page.evaluate("document.activeElement.matches(':focus-visible')")


def test_the_evening_without_script(visit, thandi, today):
    window = visit(thandi, today, javascript=False)
    answer(window.page, HEAD, 4).check(force=True)
    window.page.get_by_role("button", name="Save").click()
    window.page.get_by_text("Saved.").wait_for()
    assert answer(window.page, HEAD, 4).is_checked()
    assert not window.faults


def test_a_bad_day_is_one_tap_and_can_be_taken_back(visit, thandi, today):
    window = visit(thandi, today)
    window.page.get_by_role("button", name="A bad day. That’s all.").click()
    window.page.get_by_text("Rest well").wait_for()
    window.check()
    window.page.get_by_role("button", name="It was not a bad day").click()
    window.page.get_by_role("button", name="A bad day. That’s all.").wait_for()


def test_yesterday_can_be_filled_in(visit, thandi, today):
    window = visit(thandi, today)
    window.page.get_by_role("link", name="fill it in").click()
    window.page.get_by_role("heading", level=1, name="Yesterday").wait_for()
    with window.page.expect_response(lambda answer: answer.request.method == "POST"):
        answer(window.page, HEAD, 7).check(force=True)
    window.page.get_by_role("link", name="back to today").click()
    window.page.get_by_role("heading", name="Good").wait_for()
    assert not window.page.get_by_text("Yesterday is still open").count()


def test_a_day_too_old_says_so_and_shows_today(visit, thandi, today):
    from django.utils import timezone

    old = timezone.now().date() - timedelta(days=30)
    window = visit(thandi, f"{today}?day={old}")
    window.page.get_by_text("up to 2 days late").wait_for()
    window.check()


def test_a_note_with_everything_in_it_comes_back_as_it_was(visit, thandi, today):
    typed = "<b>oh</b> {{ no }} & “so” \u202eright to left\u202c 😀"
    window = visit(thandi, today, javascript=False)
    window.page.get_by_text("Add a word about the day").click()
    window.page.get_by_label("A word about today").fill(typed)
    window.page.get_by_role("button", name="Save").click()
    window.page.get_by_text("Saved.").wait_for()
    assert window.page.get_by_label("A word about today").input_value() == typed
    days = visit(thandi, today.replace("today", "days"))
    days.page.get_by_text(typed).wait_for()
    days.check()


def test_a_flare_quiets_the_page_and_ends_when_she_says(visit, thandi, today):
    window = visit(thandi, today)
    window.page.get_by_text("I am in a flare").click()
    window.page.get_by_role("button", name="Quiet the next seven days").click()
    window.page.get_by_role("heading", name="Quiet days").wait_for()
    window.page.get_by_role("button", name="Let my team know").click()
    window.page.get_by_text("Your team can see").wait_for()
    window.check()
    window.page.get_by_role("button", name="End the quiet days").click()
    window.page.get_by_text("The quiet days have ended").wait_for()


def test_what_is_asked_can_be_chosen(visit, thandi, today):
    window = visit(thandi, today)
    window.page.get_by_role("link", name="what I am asked").click()
    window.check()
    window.page.get_by_label("Energy", exact=True).check(force=True)
    window.page.get_by_role("button", name="Save").click()
    window.page.get_by_text("Today will ask about these").wait_for()
    window.page.goto(today)
    assert window.page.get_by_role("group", name="energy").count() == 1


def test_today_is_today_where_the_phone_is(chrome, site, thandi, today):
    from tests.browser import session_of

    context = chrome.new_context(viewport=PHONE, timezone_id="Pacific/Kiritimati", base_url=site.url)
    context.add_cookies([{"name": "concord", "value": session_of(thandi), "url": site.url}])
    page = context.new_page()
    page.goto(today)
    page.wait_for_load_state("networkidle")
    page.goto(today)
    device = page.evaluate("new Date().toLocaleDateString('en-CA')")
    assert page.locator("[data-today]").get_attribute("data-today") == device
    context.close()


@pytest.mark.parametrize("javascript", [True, False])
def test_the_key_enter_saves_and_never_says_that_the_day_was_bad(visit, thandi, today, javascript):
    page = visit(thandi, today, size=DESK, javascript=javascript).page
    answer(page, HEAD, 4).check()
    with page.expect_response(lambda said: said.request.method == "POST"):
        answer(page, HEAD, 4).press("Enter")
    page.goto(page.url.removesuffix("bad-day/"))
    assert answer(page, HEAD, 4).is_checked()
    assert page.get_by_role("button", name="A bad day. That’s all.").is_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_too_much_is_one_tap_and_one_stays_where_one_was(site, visit, thandi, lived_in, today, javascript):
    with site.acting(thandi):
        plan.step(lived_in.patient, thandi, words=f"Stretch, script {javascript}", smallest=f"One stretch {javascript}")
    window = visit(thandi, today, size=PHONE, javascript=javascript)
    window.page.locator("button", has_text=f"Stretch, script {javascript}").click()
    window.page.get_by_text("Made smaller.").wait_for()
    assert window.page.url.endswith("/today/")
    window.page.get_by_text(f"One stretch {javascript}").first.wait_for()
    if javascript:
        window.check()
