"""The pictures of the README, taken in the demo: `make pictures` keeps them, every other run only proves that they can be taken.

Each is checked as every page is: a quiet console, no failed answer, nothing for axe to find.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from concord.people.models import CareTie, Person
from concord.people.roles import Role
from tests.browser import DESK, PHONE, Site, serving

pytestmark = pytest.mark.journey
KEEPS = os.environ.get("CONCORD_PICTURES") == "1"
FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"
THANDI, ROSSI = "Thandi Mokoena", "Rossi"
WANTED = [
    ("today-phone", THANDI, "today/", PHONE, False),
    ("today-dark-phone", THANDI, "today/", PHONE, True),
    ("plan-phone", THANDI, "plan/", PHONE, False),
    ("story-phone", THANDI, "story/", PHONE, False),
    ("going-on-phone", THANDI, "story/going-on/", PHONE, False),
    ("what-matters-phone", THANDI, "goals/what-matters-most/", PHONE, False),
    ("connections-phone", THANDI, "connections/", PHONE, False),
    ("overview-desk", ROSSI, "", DESK, False),
    ("visit-desk", ROSSI, "visit/", DESK, False),
    ("agreement-desk", ROSSI, "agreement/", DESK, False),
    ("progress-desk", ROSSI, "progress/?span=quarter", DESK, False),
    ("story-desk", ROSSI, "story/", DESK, False),
    ("people-desk", ROSSI, None, DESK, False),
]


@pytest.fixture(scope="module")
def site(request: pytest.FixtureRequest, assets: None) -> Iterator[Site]:
    """The filled demo of the other tests; for pictures that are kept, one that was filled just now, so that its days are fresh."""
    request.getfixturevalue("filled_now" if KEEPS else "filled")
    with serving() as served:
        yield served


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    if not KEEPS:
        return tmp_path
    FOLDER.mkdir(exist_ok=True)
    return FOLDER


def record_of(site: Site, called: str) -> str:
    person = Person.objects.get(called=called)
    with site.acting(person):
        return f"/patients/{CareTie.objects.get(person=person, role=Role.PATIENT).patient_id}/"


@pytest.mark.parametrize(("name", "who", "path", "size", "dark"), WANTED, ids=[wanted[0] for wanted in WANTED])
def test_a_picture_is_taken(site, visit, folder, name, who, path, size, dark):
    person = Person.objects.get(called__endswith=who)
    window = visit(person, "/" if path is None else record_of(site, THANDI) + path, size=size, dark=dark)
    window.check()
    picture = folder / f"{name}.png"
    window.page.screenshot(path=picture)
    assert picture.stat().st_size > 10_000


def test_the_recommendation_of_the_readme(site, visit, folder):
    person = Person.objects.get(called=THANDI)
    window = visit(person, record_of(site, THANDI) + "plan/")
    window.page.locator("main a[href*='/recommendations/']").first.click()
    window.page.get_by_role("heading", name="Because").wait_for()
    window.check()
    picture = folder / "recommendation-phone.png"
    window.page.screenshot(path=picture)
    assert picture.stat().st_size > 10_000
