"""From an empty installation to a patient on her phone: set-up, record, code, team; in real windows."""

import re

import pytest

from concord.team.secret import setup_token
from tests.browser import DESK, PHONE
from tests.make import team as ways

pytestmark = pytest.mark.journey


def press(window, name, role="button"):
    window.page.get_by_role(role, name=name, exact=True).first.click()


def test_from_nothing_to_a_patient_on_her_phone(visit):
    desk = visit(None, f"/setup/{setup_token()}/", size=DESK)
    desk.check()
    page = desk.page
    page.get_by_label("Your name").fill("Dr Rossi")
    page.get_by_role("radio", name="Doctor").check()
    page.get_by_label("Your e-mail").fill("rossi@example.org")
    page.get_by_label("Password").fill(ways.LONG)
    page.get_by_label("Name of the practice").fill("Practice at the Linden")
    page.get_by_label("Emergency number").fill("999")
    press(desk, "Begin")
    page.wait_for_url("**/mail/")
    desk.check()
    page.goto(page.url.replace("mail/", "patients/new/"))
    page.get_by_label("First name").fill("Thandi")
    page.get_by_label("Year of birth").fill("1984")
    press(desk, "Show the code")
    page.get_by_role("img", name="QR code of the link below").wait_for()
    desk.check()
    link = page.get_by_role("textbox", name="The link").input_value()

    phone = visit(None, re.sub(r"^https?://[^/]+", "", link))
    phone.check()
    press(phone, "Come in")
    phone.page.wait_for_url(lambda url: "/i/" not in url)
    press(phone, "Team", role="link")
    phone.page.get_by_role("heading", name="My team").wait_for()
    phone.check()
    phone.page.goto("/account/")
    phone.page.get_by_role("link", name="Add e-mail and password").click()
    phone.page.get_by_label("Your e-mail").fill("thandi@example.org")
    phone.page.get_by_label("Password").fill(ways.LONG)
    press(phone, "Save")
    phone.page.get_by_text("You can sign in with them on any device.").wait_for()
    phone.check()


@pytest.mark.parametrize("javascript", [True, False])
def test_the_patient_asks_her_daughter_in_and_decides(visit, lived_in, javascript):
    phone = visit(lived_in.thandi, f"/patients/{lived_in.patient.pk}/team/invite/", javascript=javascript)
    page = phone.page
    page.get_by_label("Name", exact=True).fill("Lindiwe")
    page.get_by_role("radio", name="Supporter").check()
    page.get_by_label("Field of work, or who they are").fill("daughter")
    page.get_by_label("My goals").check()
    press(phone, "Make the invitation")
    link = page.get_by_role("textbox", name="The link").input_value()
    other = visit(None, re.sub(r"^https?://[^/]+", "", link), javascript=javascript)
    other.page.get_by_text("You will see: the goals.").wait_for()
    other.page.get_by_label("Your e-mail").fill(f"lindiwe{javascript}@example.org")
    other.page.get_by_label("Password").fill(ways.LONG)
    press(other, "Come in")
    other.page.wait_for_url(lambda url: "/i/" not in url)
    page.goto(f"/patients/{lived_in.patient.pk}/team/")
    page.get_by_role("link", name="Change Lindiwe").first.click()
    page.get_by_label("My goals").uncheck()
    press(phone, "Save")
    page.get_by_text("Sees nothing yet").first.wait_for()


PAGES = {
    "thandi": ["patients/{patient}/team/", "patients/{patient}/team/invite/", "patients/{patient}/team/looked/",
               "patients/{patient}/team/record/", "patients/{patient}/team/colleague/", "account/"],
    "doctor": ["patients/{patient}/team/", "patients/{patient}/team/way-in/", "patients/{patient}/team/leave/", "practice/{practice}/",
               "practice/{practice}/members/", "practice/{practice}/members/invite/", "practice/{practice}/mail/",
               "practice/{practice}/patients/new/", "account/", "account/email/"],
    "nobody": ["accounts/login/", "accounts/login/code/", "accounts/password/reset/", "i/unknown/"],
}  # fmt: skip


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("who", PAGES)
def test_every_page_is_quiet_and_accessible(visit, lived_in, who, size, dark):
    person = getattr(lived_in, who, None)
    window = visit(person, "/accounts/login/" if person is None else "/account/", size=size, dark=dark)
    for address in PAGES[who]:
        window.page.goto("/" + address.format(patient=lived_in.patient.pk, practice=lived_in.practice.pk))
        window.console = [said for said in window.console if "404" not in said]
        window.check(statuses=address != "i/unknown/")
        wide = window.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, address
