"""The whole way by two people in two windows: from an empty record to an agreed step, a lived evening and its line on Progress."""

from __future__ import annotations

import pytest

from tests.browser import DESK, PHONE

pytestmark = pytest.mark.journey
WHAT = "Get up at half past six every day"
GOAL = "Play with Lwazi without paying for it next day"
HEAD = "the pressing in my head"


def press(window, name: str, role: str = "button") -> None:
    window.page.get_by_role(role, name=name, exact=True).first.click()


def heading(window, words: str):
    window.page.get_by_role("heading", name=words).first.wait_for()
    return window


@pytest.fixture(scope="module")
def of(lived_in) -> str:
    return f"/patients/{lived_in.patient.pk}/"


def test_01_she_tells_her_story_and_what_bothers_her(visit, lived_in, of):
    phone = visit(lived_in.thandi, f"{of}story/tell/", size=PHONE)
    phone.page.get_by_label("My story").fill(
        "At about age 12 I had glandular fever. Since 2015 my head hurts nearly every day."
    )
    press(phone, "Save")
    phone.page.wait_for_url(lambda url: not url.endswith("/tell/"))
    phone.page.goto(f"{of}story/concerns/new/")
    phone.page.get_by_label("What bothers you most?").fill(HEAD)
    phone.page.get_by_label("What is one thing that it keeps you from doing?").fill("playing with Lwazi")
    press(phone, "Save")
    phone.page.get_by_text(HEAD).first.wait_for()
    phone.check()


def test_02_she_writes_a_goal_one_question_a_screen(visit, lived_in, of):
    phone = visit(lived_in.thandi, f"{of}goals/write/", size=PHONE)
    phone.check()
    press(phone, "I know my goal already", role="link")
    phone.page.get_by_label("What would you like?").fill(GOAL)
    answers = {"good enough": "one hour, tired but no headache", "today": "half an hour, then bed"}
    for _screen in range(6):
        press(phone, "Next")
        question = phone.page.locator("h1").inner_text()
        words = next((words for key, words in answers.items() if key in question), None)
        if words:
            phone.page.locator("main textarea").first.fill(words)
        if "today" in question:
            break
    press(phone, "That is enough: save")
    heading(phone, GOAL).check()


def test_03_both_say_yes_to_the_same_words(visit, lived_in, of):
    desk = visit(lived_in.doctor, f"{of}goals/", size=DESK)
    press(desk, f"“{GOAL}”", role="link")
    press(desk, "Yes, this is our goal")
    desk.page.get_by_role("button", name="Take back my yes").wait_for()
    desk.check()
    phone = visit(lived_in.thandi, f"{of}goals/")
    phone.page.get_by_text("Dr Rossi").first.wait_for()
    phone.check()


def test_04_the_doctor_suggests_with_a_because(visit, lived_in, of):
    desk = visit(lived_in.doctor, f"{of}plan/propose/", size=DESK)
    page = desk.page
    page.get_by_label("What do you suggest?").fill(WHAT)
    page.get_by_label("Sleep", exact=True).check(force=True)
    page.get_by_label(f"“{GOAL}”").check(force=True)
    page.get_by_label("What does it do?").fill(
        "The same rise time every day lets tiredness build up, so that sleep gets deeper."
    )
    page.get_by_label("What should we see if it helps?").fill("One or two fewer mornings with a headache")
    page.get_by_label("After how long?").fill("two to three weeks")
    page.get_by_label("studies", exact=True).check(force=True)
    page.get_by_label("How sure are you?").fill("Good studies for sleep; for the headache it is our guess.")
    press(desk, "Suggest it")
    heading(desk, WHAT).check()


def test_05_without_a_because_nothing_is_lost_and_nothing_is_sent(visit, lived_in, of):
    desk = visit(lived_in.doctor, f"{of}plan/propose/", size=DESK, javascript=False)
    desk.page.get_by_label("What do you suggest?").fill("Walk after lunch")
    press(desk, "Suggest it")
    assert desk.page.get_by_label("What do you suggest?").input_value() == "Walk after lunch"


def test_06_she_asks_and_the_doctor_answers(visit, lived_in, of):
    phone = visit(lived_in.thandi, f"{of}plan/", size=PHONE)
    press(phone, WHAT, role="link")
    press(phone, "I don’t get this")
    phone.page.get_by_role("button", name="Add this").wait_for()
    phone.page.locator("main textarea").first.fill("Also on Sundays?")
    press(phone, "Add this")
    phone.page.get_by_text("Also on Sundays?").first.wait_for()
    phone.check()
    desk = visit(lived_in.doctor, "/questions/", size=DESK)
    desk.page.get_by_text("Also on Sundays?").first.wait_for()
    desk.check()
    desk.page.get_by_role("link", name="Also on Sundays?").first.click()
    desk.page.locator("main textarea").first.fill("Yes, that is the point: the clock in you knows no Sunday.")
    press(desk, "Answer")
    desk.page.get_by_text("knows no Sunday").first.wait_for()
    phone.page.reload()
    phone.page.get_by_role("button", name="Now I get it").click()
    phone.page.get_by_text("Now I get it").first.wait_for()


def test_07_she_says_yes_and_takes_a_step_on(visit, lived_in, of):
    phone = visit(lived_in.thandi, f"{of}plan/", size=PHONE)
    press(phone, WHAT, role="link")
    press(phone, "Yes, let’s")
    phone.page.get_by_role("link", name="Add a step").wait_for()
    phone.check()
    press(phone, "Add a step", role="link")
    phone.page.get_by_label("What is the step?").fill("Alarm at 6:30")
    phone.page.get_by_label("When or where exactly?").fill("on the chest of drawers")
    press(phone, "Save")
    phone.page.get_by_text("Alarm at 6:30").first.wait_for()
    phone.check()


def test_08_the_evening_and_the_line_on_progress(visit, lived_in, of):
    phone = visit(lived_in.thandi, "/", size=PHONE)
    phone.page.get_by_role("radiogroup", name="Alarm at 6:30").get_by_label("done").check(force=True)
    phone.page.get_by_role("group", name=HEAD).get_by_label("6", exact=True).check(force=True)
    phone.page.locator("#saved").get_by_text("saved · in Concord").wait_for()
    for person, size, dark in ((lived_in.thandi, PHONE, True), (lived_in.doctor, DESK, False)):
        window = visit(person, f"{of}progress/", size=size, dark=dark)
        heading(window, HEAD)
        window.page.locator("figcaption").get_by_text("Answered on 1 of 91 days.").first.wait_for()
        window.check()


def test_09_the_desk_shows_it_at_a_glance(visit, lived_in, of):
    desk = visit(lived_in.doctor, "/", size=DESK)
    press(desk, "Thandi", role="link")
    heading(desk, "At a glance")
    for words in (GOAL, HEAD, "Alarm at 6:30"):
        desk.page.get_by_text(words).first.wait_for()
    desk.page.locator("figcaption").get_by_text("1 of 14 days answered.").wait_for()
    desk.check()


def test_10_the_coach_sees_the_plan_and_reads_why_some_things_are_not_hers(visit, lived_in, of):
    desk = visit(lived_in.coach, f"{of}plan/propose/", size=DESK)
    assert desk.page.get_by_label("Medicine", exact=True).is_disabled()
    assert desk.page.get_by_text("doctor", exact=False).count()
    desk.check()


def test_11_the_supporter_sees_what_was_ticked_and_nothing_else(visit, lived_in, of):
    phone = visit(lived_in.supporter, "/", size=PHONE)
    phone.page.get_by_text(GOAL).first.wait_for()
    for hidden in (HEAD, "Alarm at 6:30", "glandular"):
        assert not phone.page.get_by_text(hidden).count()
    assert phone.page.get_by_role("link", name="Plan").count() == 0
    phone.check()
    assert visit(lived_in.supporter, f"{of}plan/").page.get_by_text("not shared with you").count()


def test_12_a_stranger_finds_nothing(visit, lived_in, of):
    window = visit(lived_in.stranger, of, size=DESK)
    assert window.faults
    assert not window.page.get_by_text("Thandi").count()


def test_13_her_phone_and_her_desk_change_one_goal_and_see_both_texts(visit, lived_in, of):
    """The words of her goal are hers alone, and she has it open twice."""
    phone, desk = (visit(lived_in.thandi, f"{of}goals/", size=size) for size in (PHONE, DESK))
    for window in (phone, desk):
        press(window, f"“{GOAL}”", role="link")
        press(window, "Change the words", role="link")
        window.page.get_by_label("Why does it matter to you?").wait_for()
    phone.page.get_by_label("Why does it matter to you?").fill("He grows up so fast.")
    press(phone, "Save")
    phone.page.get_by_text("He grows up so fast.").first.wait_for()
    desk.page.get_by_label("Why does it matter to you?").fill("Because I miss it.")
    press(desk, "Save")
    desk.page.get_by_text("Because I miss it.").first.wait_for()
    desk.page.get_by_text("He grows up so fast.").first.wait_for()
    assert any("409" in fault for fault in desk.faults)


@pytest.mark.parametrize(
    ("who", "size", "dark"),
    [("thandi", PHONE, True), ("thandi", DESK, False), ("doctor", DESK, True), ("doctor", PHONE, False)],
)
def test_14_every_page_of_what_was_lived_is_right_in_light_and_dark(visit, lived_in, of, who, size, dark):
    """Follows the links of the plan, the goals, the story and the medicines one level deep."""
    window = visit(getattr(lived_in, who), f"{of}plan/", size=size, dark=dark)
    seen, waiting = set(), [f"{of}plan/", f"{of}goals/", f"{of}story/", f"{of}medicines/", f"{of}know/", f"{of}days/"]
    for path in [*waiting]:
        window.page.goto(path)
        links = window.page.locator("main a[href]").evaluate_all(
            "links => links.map(link => link.getAttribute('href').split('#')[0])"
        )
        waiting += [link for link in links if link.startswith(of) and "?" not in link]
    for path in waiting:
        if path in seen:
            continue
        seen.add(path)
        window.page.goto(path)
        window.check()
        wide = window.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, path
    assert len(seen) > 12
