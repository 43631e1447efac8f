"""Two persons in two windows, from lists written blind to a goal with two levels, other words laid beside it, and a rating each."""

from __future__ import annotations

import re

import pytest

from tests.browser import DESK, PHONE

FIRST, SECOND = "Play with Lwazi without paying for it", "Fewer headaches"


def named(window, name: str, role: str = "button"):
    """What stands for screen readers only comes after a space that no eye sees."""
    return window.page.get_by_role(role, name=re.compile(re.escape(name).replace(r":\ ", r"\s*:\s*"))).first


def press(window, name: str, role: str = "button") -> None:
    named(window, name, role).click()


def boxes(window):
    return window.page.locator("main textarea")


@pytest.fixture(scope="module")
def of(lived_in) -> str:
    return f"/patients/{lived_in.patient.pk}/goals/"


def test_01_she_writes_by_keyboard_and_moves_a_wish_up(visit, lived_in, of):
    phone = visit(lived_in.thandi, f"{of}what-matters-most/", size=PHONE)
    press(phone, "Write what matters most", role="link")
    boxes(phone).nth(0).fill(SECOND)
    boxes(phone).nth(1).fill(FIRST)
    named(phone, "Up: And second?").focus()
    phone.page.keyboard.press("Enter")
    phone.page.wait_for_url("**moved=1**")
    assert [boxes(phone).nth(place).input_value() for place in (0, 1)] == [FIRST, SECOND]
    phone.check()
    press(phone, "My list is finished")
    phone.page.get_by_text("When one of your team has finished").wait_for()
    phone.check()


def test_02_the_doctor_sees_nothing_of_it_until_hers_is_finished_without_script(visit, lived_in, of):
    desk = visit(lived_in.doctor, f"{of}what-matters-most/", size=DESK, javascript=False)
    desk.page.get_by_text("has finished").first.wait_for()
    assert FIRST not in desk.page.content()
    press(desk, "Write my list", role="link")
    boxes(desk).nth(0).fill("Headache days below eight")
    boxes(desk).nth(1).fill("Sleep")
    press(desk, "My list is finished")
    desk.page.get_by_text(f"{FIRST}").first.wait_for()
    desk.page.get_by_text("is joined with nothing on your list").wait_for()
    press(desk, "Yes, the same")
    desk.page.get_by_role("heading", name="The same", exact=True).wait_for()


def test_03_side_by_side_on_the_phone_in_the_dark_and_the_first_wish_becomes_a_goal(visit, lived_in, of):
    phone = visit(lived_in.thandi, f"{of}what-matters-most/", size=PHONE, dark=True)
    phone.page.get_by_text("What you put first is joined with nothing on the list of Dr Rossi.").wait_for()
    press(phone, "Talk about this: Play with Lwazi")
    phone.page.get_by_text("Thandi Mokoena: talk about this").wait_for()
    phone.check()
    press(phone, "Make this a goal: Play with Lwazi")
    phone.page.get_by_role("heading", name="How is life, and how would you like it?").wait_for()
    phone.page.locator("summary", has_text="Sleep and rest").click()
    for question, number in (("How is it now?", "3"), ("How would you like it?", "7")):
        asked = phone.page.get_by_role("group", name=f"{question} Sleep and rest")
        asked.get_by_role("radio", name=number, exact=True).check(force=True)
    phone.check()
    press(phone, "Next")
    phone.page.get_by_text("Sleep and rest: now 3, and I would like 7").click()
    press(phone, "Next")
    boxes(phone).fill("An hour on the floor with Lwazi")
    press(phone, "Back")
    press(phone, "Next")
    assert boxes(phone).input_value() == "An hour on the floor with Lwazi"
    for _why_and_how_important in range(2):
        press(phone, "Next")
    phone.page.get_by_role("radio", name="9").check(force=True)
    press(phone, "Next")
    phone.page.get_by_role("radio", name="5", exact=True).check(force=True)
    press(phone, "Next")
    phone.page.get_by_text("What would make it a 7?").wait_for()
    phone.check()
    press(phone, "Next")
    boxes(phone).fill("one hour, tired but no headache")
    press(phone, "Go on later")
    press(phone, "Go on writing", role="link")
    phone.page.get_by_role("heading", name="How is it today?").wait_for()
    boxes(phone).fill("half an hour, then bed")
    press(phone, "That is enough: save")
    phone.page.get_by_role("heading", name="An hour on the floor").wait_for()
    phone.check()


def test_04_the_doctor_lays_other_words_beside_it_and_she_takes_them(visit, lived_in, of):
    desk = visit(lived_in.doctor, of, size=DESK, dark=True)
    press(desk, "“An hour on the floor with Lwazi”", role="link")
    press(desk, "Suggest other words", role="link")
    desk.page.get_by_label("What would be good enough?").fill("one hour, tired but no headache next day")
    desk.page.get_by_label("Why do you suggest this?").fill("You told me that the day after is what you fear.")
    press(desk, "Lay these words beside")
    desk.page.get_by_text("You suggested other words").wait_for()
    desk.check()
    phone = visit(lived_in.thandi, desk.page.url.replace(desk.page.url.split("/patients")[0], ""), size=PHONE)
    phone.page.get_by_text("suggests other words").wait_for()
    phone.check()
    press(phone, "Take these words")
    phone.page.get_by_text("one hour, tired but no headache next day").first.wait_for()
    assert "Take these words" not in phone.page.content()


def test_05_each_says_where_it_stands_before_seeing_the_other(visit, lived_in, of):
    phone = visit(lived_in.thandi, of, size=PHONE)
    press(phone, "“An hour on the floor with Lwazi”", role="link")
    phone.page.get_by_text("half an hour, then bed").last.click()
    press(phone, "Write it down")
    phone.page.get_by_text("Thandi Mokoena").first.wait_for()
    here = phone.page.url
    desk = visit(lived_in.doctor, here.replace(here.split("/patients")[0], ""), size=DESK)
    desk.page.get_by_text("Thandi Mokoena has said where this stands.").wait_for()
    assert "Thandi Mokoena: here" not in desk.page.content()
    desk.page.locator(".levels-choice").get_by_text("one hour, tired").click()
    press(desk, "Write it down")
    desk.page.get_by_text("worth talking about").first.wait_for()
    desk.check()
    desk.page.goto(of)
    desk.page.get_by_role("heading", name="Goal attainment").wait_for()
    desk.check()
