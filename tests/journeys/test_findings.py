"""Connections in a real browser: on the phone, at the desk, light and dark, without script."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from concord.findings.models import Finding
from tests.browser import DESK, PHONE
from tests.make import findings as make
from tests.make import story

pytestmark = pytest.mark.journey
SHOTS = Path("/tmp/shots")


@pytest.fixture(scope="module")
def lived(lived_in, site):
    with site.acting(lived_in.thandi):
        made = make.lived_in(lived_in.patient, lived_in.thandi)
        make.mark(lived_in.patient, lived_in.thandi, "EVENT", "a week at the sea with my sister, three short nights, no pressing at all", days_ago=95)  # fmt: skip
        for called in (
            "how wound up I am when the light goes out",
            "reading the same page four times",
            "being turned down like a gas flame",
        ):
            felt = make.make.own_measure(lived_in.patient, lived_in.thandi, called, better="DOWN")
            make.make.days_of(
                lived_in.patient, lived_in.thandi, felt, [n % 7 for n in range(50)], until=make.TODAY, now=make.NOW
            )
        make.look(lived_in.patient, lived_in.thandi)
        story.cause(lived_in.patient, lived_in.thandi, "short nights")
        now = timezone.now()
        make.make.days_of(lived_in.patient, lived_in.thandi, made.head, [4, 5, 6, 7, 5, 3, 8, 4, 6], until=now.date() - timedelta(days=1), now=now)  # fmt: skip
        finding = make.of_nights(made)
    return made, finding


PAGES = ["", "weeks/", "before-and-after/", "measures/", "{}/"]


@pytest.mark.parametrize(
    ("who", "size", "dark"),
    [("thandi", PHONE, True), ("thandi", DESK, False), ("doctor", DESK, True), ("doctor", PHONE, False)],
)
def test_every_page_reads_well_on_every_screen(lived, lived_in, visit, size, dark, who):
    made, finding = lived
    pages = [*PAGES, f"measures/{made.head.pk}/", *(["every-test/"] if who == "doctor" else [])]
    window = visit(getattr(lived_in, who), size=size, dark=dark)
    for page in pages:
        window.page.goto(f"/patients/{made.patient.pk}/connections/{page.format(finding.pk)}")
        if SHOTS.is_dir():
            name = f"f-{who}-{'phone' if size is PHONE else 'desk'}-{'dark' if dark else 'light'}-{page.strip('/').replace('/', '-') or 'cards'}.png"
            window.page.screenshot(path=str(SHOTS / name.replace("{}", "one")), full_page=True)
        window.check()
        assert window.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page


def test_the_practice_chooses_what_patients_see(lived_in, visit):
    window = visit(lived_in.doctor, f"/practice/{lived_in.practice.pk}/connections/", size=DESK)
    window.page.get_by_label("after a professional of the team has looked at it").check()
    window.page.get_by_role("button", name="Save").click()
    window.page.get_by_text("Saved.").wait_for()
    if SHOTS.is_dir():
        window.page.screenshot(path=str(SHOTS / "f-practice.png"), full_page=True)
    window.check()


def test_a_professional_looks_first_and_then_the_patient_sees_it(lived, lived_in, visit, site):
    path = f"/patients/{lived_in.patient.pk}/connections/"
    waiting = visit(lived_in.thandi, path, size=PHONE)
    assert waiting.page.get_by_text("A professional of your team looks at").count() == 1
    assert waiting.page.get_by_role("article").count() == 0
    desk = visit(lived_in.doctor, path, size=DESK, javascript=False)
    desk.page.get_by_role("button", name="I have looked at them").click()
    assert desk.page.get_by_text("Marked as looked at").count() == 1
    seen = visit(lived_in.thandi, path, size=PHONE)
    assert seen.page.get_by_role("article").count() >= 1


def test_a_connection_goes_beside_a_possible_cause(lived, lived_in, visit, site):
    made, finding = lived
    window = visit(lived_in.doctor, f"/patients/{made.patient.pk}/connections/{finding.pk}/", size=DESK)
    window.page.get_by_label("short nights").check()
    window.page.get_by_role("button", name="Put it there").click()
    window.page.get_by_text("It stands beside the possible cause now").wait_for()
    window.check()
    with site.acting(lived_in.thandi):
        assert Finding.objects.get(pk=finding.pk).supports.count() == 1
