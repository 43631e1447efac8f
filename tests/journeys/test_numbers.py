"""Numbers in a real browser: on the phone and at the desk, light and dark, and a value's whole way without script."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from concord.measures import actions
from tests.browser import DESK, PHONE
from tests.make import measures as make

pytestmark = pytest.mark.journey
SHOTS = Path(os.environ.get("CONCORD_SHOTS", "no shots wanted"))


@pytest.fixture(scope="module")
def measured(lived_in, site):
    with site.acting(lived_in.thandi):
        now, given = timezone.now(), {"patient": lived_in.patient, "by": lived_in.thandi, "now": timezone.now()}
        own = make.own_measure(lived_in.patient, lived_in.thandi, "My head", low_words="clear", high_words="bursting")
        make.days_of(lived_in.patient, lived_in.thandi, own, [4, 5, 6, 7, 5, 3, 8] * 10, until=now.date(), now=now)
        held = make.value(lived_in.patient, lived_in.thandi, own, 6, day=now.date(), now=now)
        actions.correct_value(key=held.key, value=7, day=now.date(), **given)
        actions.choose_cup_size(millilitres=250, from_day=now.date(), **given)
        attack = actions.record_episode(
            measure=own, began_at=now - timedelta(hours=3), ended_at=None, strength=6, day=now.date(), zone="Europe/London",
            words="left side, with light", key="a", **given,
        )  # fmt: skip
        result = actions.record_test_result(
            called="Ferritin", day=now.date(), value=12.5, unit_words="µg/L", reference_low=30, reference_high=300, lab="City",
            key="r", **given,
        )  # fmt: skip
    return {"own": own.pk, "key": held.key, "attack": attack.pk, "result": result.pk}


PAGES = [
    "numbers/", "numbers/choose/", "numbers/own/", "numbers/cup/", "numbers/{own}/", "numbers/{own}/write/", "numbers/{own}/words/",
    "numbers/{own}/values/{key}/", "attacks/", "attacks/write/", "attacks/{attack}/", "tests/", "tests/write/", "tests/{result}/",
]  # fmt: skip


@pytest.mark.parametrize(
    ("who", "size", "dark"),
    [("thandi", PHONE, False), ("thandi", PHONE, True), ("doctor", DESK, False), ("doctor", DESK, True)],
)
def test_every_page_reads_well_on_every_screen(measured, lived_in, visit, who, size, dark):
    window = visit(getattr(lived_in, who), size=size, dark=dark)
    for page in PAGES:
        window.page.goto(f"/patients/{lived_in.patient.pk}/{page.format(**measured)}")
        if SHOTS.is_dir():
            name = f"{who}-{'dark' if dark else 'light'}-{page.strip('/').replace('/', '-')}.png"
            window.page.screenshot(path=str(SHOTS / name), full_page=True)
        window.check()
        assert window.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page


@pytest.mark.parametrize("script", [True, False])
def test_thandi_writes_a_value_down_changes_it_and_takes_it_back(measured, lived_in, visit, script):
    address = f"/patients/{lived_in.patient.pk}/numbers/{measured['own']}/"
    window = visit(lived_in.thandi, address + "write/", size=PHONE, javascript=script)
    page = window.page
    page.locator('label:has(input[name="value"][value="9"])').click()
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Written down.").wait_for()
    page.get_by_role("row").filter(has_text="9").get_by_role("link", name="change").first.click()
    page.locator('label:has(input[name="value"][value="2"])').click()
    page.get_by_role("button", name="Save the change").click()
    page.get_by_text("Changed.").wait_for()
    page.get_by_role("row").filter(has_text="by hand").get_by_role("link", name="change").first.click()
    page.get_by_role("button", name="Take it back").click()
    page.get_by_text("How it was before").wait_for()
    page.get_by_role("button", name="Bring it back").click()
    page.get_by_text("It is back.").wait_for()
    if script:
        window.check()
    assert not window.faults
