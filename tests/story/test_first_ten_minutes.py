"""The first ten minutes in a real browser: on a phone, without script, and on paper."""

import re

import pytest
from django.utils import timezone

from concord.team import actions as team
from tests.browser import DESK, PHONE
from tests.make import medicines as make_medicines
from tests.make import people as make_people
from tests.make import story as make

pytestmark = pytest.mark.journey


def go_through(page) -> None:
    """As a patient does who has just come in: tells, names, lists, and ends with a page in her hand."""
    page.get_by_role("button", name="Begin").click()
    page.get_by_label("My story, as I would tell it to a friend").fill(make.TOLD)
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_label("What bothers you most?").fill(make.HEAD)
    page.get_by_label("What is one thing that it keeps you from doing?").fill("playing with Lwazi")
    page.get_by_role("group", name="How much did it trouble you today?").get_by_text("7", exact=True).click()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="That is all, go on").click()
    page.get_by_label("What is it called?").fill("Magnesium")
    page.get_by_role("radio", name="Supplement").check()
    page.get_by_role("button", name="Put it on the list").click()
    page.get_by_role("button", name="That is all, go on").click()
    assert page.get_by_role("heading", name="What I want my doctor to know").is_visible()
    for words in (make.HEAD, "playing with Lwazi", "I was a healthy child.", "Magnesium"):
        assert page.get_by_text(words).first.is_visible(), words


def test_a_patient_tells_her_story_on_a_phone(site, lived_in, visit):
    start = f"/patients/{lived_in.patient.pk}/story/welcome/"
    window = visit(lived_in.thandi, start)
    window.check()
    go_through(window.page)
    window.check()
    window.page.get_by_role("button", name="Done").click()
    window.check()
    by_night = visit(lived_in.thandi, start, dark=True)
    by_night.check()
    by_night.page.get_by_role("link", name="Open my page for the doctor").click()
    by_night.check()


def test_from_the_code_on_the_doctors_screen_to_a_page_in_her_hand(site, lived_in, visit):
    """Nobody else does anything: not a line of what she reads here needs her team."""
    with site.acting(lived_in.doctor):
        jo = make_people.record(lived_in.practice, lived_in.doctor, "Jo", 1990)
        invited = team.invite_patient(patient=jo, way="QR", by=lived_in.doctor, now=timezone.now())
    window = visit(None, f"/i/{invited.secret}/")
    window.page.get_by_role("button", name="Come in").click()
    assert window.page.get_by_role("heading", name="Welcome, Jo").is_visible()
    window.check()
    window.page.get_by_role("link", name="Not now").click()
    assert window.page.get_by_role("heading", name="Begin with your own words").is_visible()
    window.check()
    window.page.goto("/")
    assert window.page.url.endswith("/today/"), "the way in is offered once, then it is Today's"
    window.page.get_by_role("link", name="Begin", exact=True).click()
    go_through(window.page)


def test_she_skips_every_part_without_script(site, visit):
    other = another_patient(site)
    window = visit(other.thandi, f"/patients/{other.patient.pk}/story/welcome/", javascript=False)
    window.page.get_by_role("button", name="Begin").click()
    for skip in ("Skip this for now", "Skip this for now", "I take nothing, or skip this", "Done"):
        window.page.get_by_role("button", name=skip).click()
    assert window.page.get_by_role("heading", name="My story").first.is_visible()
    assert not window.faults


def test_she_tells_everything_without_script(site, visit):
    other = another_patient(site)
    window = visit(other.thandi, f"/patients/{other.patient.pk}/story/welcome/", javascript=False)
    go_through(window.page)
    assert not window.faults


def test_a_full_page_for_the_doctor_fits_one_sheet(site, visit):
    other = another_patient(site)
    with site.acting(None):
        make.telling(other.patient, other.thandi, "It hurts on nearly every day, and then I lie down. " * 40)
        for words in (
            "the pressing in my head on most mornings",
            "so tired that I sit down on the stairs",
            "I forget words",
        ):
            make.concern(
                other.patient, other.thandi, words, keeps_me_from="playing with Lwazi for a whole afternoon", level=6
            )
        for number in range(20):
            make.event(
                other.patient,
                other.thandi,
                f"event {number}: something long enough for a whole line of words",
                "OTHER",
                str(2000 + number),
            )
            make_medicines.medicine(other.patient, other.thandi, f"Medicine {number}", since="2019")
    window = visit(other.thandi, f"/patients/{other.patient.pk}/know/")
    printed = window.page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", printed)) == 1


@pytest.mark.parametrize(("size", "dark"), [(PHONE, False), (DESK, True)])
def test_the_story_is_looked_at_by_years_and_kinds_from_the_keyboard(site, visit, size, dark):
    other = another_patient(site)
    with site.acting(None):
        make.whole_story(other.patient, other.thandi, other.doctor)
    window = visit(other.thandi, f"/patients/{other.patient.pk}/story/", size=size, dark=dark)
    page = window.page
    page.get_by_text("Look closer: years and kinds").press("Enter")
    page.get_by_role("link", name="Work", exact=True).press("Enter")
    assert page.get_by_text("lost my job at the bakery").last.is_visible()
    assert not page.locator("#main ol.timeline").get_by_text("glandular fever").count()
    page.get_by_role("link", name="2010–19").press("Enter")
    assert "from=2010" in page.url
    assert "kind=WORK" in page.url
    assert not window.console


def another_patient(site):
    from tests.make.people import whole_team

    with site.acting(None):
        return whole_team()
