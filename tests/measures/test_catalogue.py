"""The catalogue in the database is the one in the code, and it says what clinical sources say."""

import pytest

from concord.measures.catalogue import catalogue
from concord.measures.models import Measure

pytestmark = pytest.mark.django_db


def test_the_database_holds_the_catalogue_of_the_code(team, acting):
    acting(team.thandi)
    for row in catalogue():
        held = Measure.objects.catalogue().get(code=row["code"])
        assert {name: getattr(held, name) for name in row} == row
    assert Measure.objects.catalogue().count() == len(catalogue())


def test_every_pillar_has_something_to_measure(team, acting):
    acting(team.thandi)
    assert set(Measure.objects.catalogue().values_list("pillar", flat=True)) == {
        "", "SLEEP", "MOVEMENT", "NUTRITION", "HYDRATION", "STRESS", "RELATIONSHIPS",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("code", "loinc", "unit", "possible", "plausible"),
    [
        ("sleep_hours", "93832-4", "h", (0, 24), (3, 12)),
        ("movement_minutes", "55411-3", "min", (0, 1440), (None, 300)),
        ("steps", "41950-7", "{#}/d", (0, 100_000), (None, 40_000)),
        ("fluid", "75301-2", "mL/d", (0, 10_000), (None, 5000)),
        ("pain", "72514-3", "{score}", (0, 10), (None, None)),
        ("weight", "29463-7", "kg", (20, 500), (35, 250)),
        ("systolic", "8480-6", "mm[Hg]", (70, 250), (80, 200)),
        ("temperature", "8310-5", "Cel", (30, 45), (35, 41)),
    ],
)
def test_codes_units_and_ranges(team, acting, code, loinc, unit, possible, plausible):
    acting(team.thandi)
    held = Measure.objects.catalogue().get(code=code)
    assert (held.loinc, held.unit) == (loinc, unit)
    assert (held.possible_low, held.possible_high) == possible
    assert (held.plausible_low, held.plausible_high) == plausible
