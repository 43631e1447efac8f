"""An experiment from its design to the day that it asks for, by two people; and what one of last winter said."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from concord.plan.models import Experiment
from tests.browser import DESK, PHONE
from tests.make import experiments as make

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def over(site, lived_in):
    """One of last winter whose answer nobody has opened; the next begins afterwards."""
    with site.acting(None):
        head = make.head(lived_in.patient, lived_in.thandi, until=timezone.localdate())
        return make.over(lived_in.patient, lived_in.doctor, lived_in.thandi, head)


def test_designed_at_the_desk_agreed_on_the_phone_and_lived_the_same_day(visit, site, lived_in, over):
    home = f"/patients/{lived_in.patient.pk}/plan/experiments/"
    desk = visit(lived_in.doctor, f"{home}design/", size=DESK, dark=True)
    page = desk.page
    page.get_by_label("What do we want to know?").fill("Does an hour outside calm my head?")
    page.get_by_label("One way: as usual").fill("mornings as they are")
    page.get_by_label("The other way").fill("half an hour outside before nine")
    page.get_by_label("nothing that is swallowed").check()
    page.get_by_label("Which difference would matter to you?").fill("0.3")
    page.get_by_label("Days in a block").fill("3")
    page.get_by_text("would make them even").or_(page.get_by_text("Not even 80 blocks")).first.wait_for()
    page.get_by_label("Which difference would matter to you?").fill("3")
    page.get_by_label("Blocks (even)").fill("16")
    page.get_by_text("more than 9 in 10").or_(page.get_by_text("about 9 in 10")).first.wait_for()
    page.get_by_label("First day").fill(timezone.localdate().isoformat())
    page.get_by_label("What makes us stop at once?").fill("Dizzy outside")
    desk.check()
    page.get_by_role("button", name="Put it on the table").click()
    page.get_by_text("You have said yes to it").wait_for()
    desk.check()

    phone = visit(lived_in.thandi, urlsplit(page.url).path, size=PHONE)
    phone.check()
    phone.page.get_by_role("button", name="Yes, let’s try it").click()
    phone.page.get_by_text("day 1 of 48").wait_for()
    phone.page.goto(f"/patients/{lived_in.patient.pk}/today/")
    phone.page.get_by_role("button", name="like this").click()
    phone.page.get_by_role("button", name="✓ like this").wait_for()
    phone.check()
    with site.acting(lived_in.thandi):
        assert Experiment.objects.exclude(pk=over.pk).get().stands == "RUNNING"


@pytest.mark.parametrize(("size", "dark", "javascript"), [(PHONE, True, True), (DESK, False, False)])
def test_the_answer_is_opened_once_and_reads_well(visit, lived_in, over, size, dark, javascript):
    path = f"/patients/{lived_in.patient.pk}/plan/experiments/{over.pk}/"
    window = visit(lived_in.thandi, path, size=size, dark=dark, javascript=javascript)
    button = window.page.get_by_role("button", name="Open the answer")
    if button.count():
        button.click()
    window.page.get_by_text("This is about one person in these weeks").wait_for()
    assert window.page.get_by_text("caused").first.is_visible()
    if javascript:
        window.check()
