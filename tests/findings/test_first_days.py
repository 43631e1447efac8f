"""Before there is anything to find: the pages of connections on the first days of a diary."""

import pytest
from django.urls import reverse

from concord.findings import words
from concord.findings.models import Finding
from concord.measures.models import Measure
from tests.make import findings as make
from tests.make import measures as numbers

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (0, "Once some days are written down"),
        (3, "3 days so far, up to 3 May 2026: too few to ask anything of them yet. From the seventh day on"),
        (9, "9 days so far, up to 3 May 2026: too few to ask anything of them yet."),
    ],
)
def test_the_first_days_say_what_there_is_and_nothing_of_no_questions(team, client_for, length, said):
    if length:
        make.days(team.patient, team.thandi, length=length, seed=11)
    make.look(team.patient, team.thandi)
    for person in (team.thandi, team.doctor):
        page = client_for(person).get(reverse("findings:connections", args=[team.patient.pk])).content.decode()
        assert said in " ".join(page.split())
        assert "0 questions" not in page


def test_the_weeks_before_the_seventh_day_lead_to_today_and_stand_in_the_place_of_the_plan(team, client_for):
    page = client_for(team.thandi).get(reverse("weeks", args=[team.patient.pk])).content.decode()
    assert "From the seventh day on" in page
    assert "Answer today" in page
    assert page.count('aria-current="page"') == 2, "the place at the bottom, and the page of connections"
    assert "Answer today" not in client_for(team.doctor).get(reverse("weeks", args=[team.patient.pk])).content.decode()


def test_days_at_which_nobody_has_looked_can_be_looked_at_now(team, client_for):
    make.days(team.patient, team.thandi, length=30)
    where = reverse("findings:connections", args=[team.patient.pk])
    for person in (team.thandi, team.doctor):
        page = client_for(person).get(where).content.decode()
        assert "Nobody has looked at these days yet" in page
        assert "Look now" in page
    client = client_for(team.thandi)
    assert (
        "Concord is looking"
        in client.post(reverse("findings:look_again", args=[team.patient.pk]), follow=True).content.decode()
    )


def test_more_than_two_years_of_waiting_is_no_number(team):
    assert words.more_days(
        Finding(reason="few_each_way", more_days=2700, effect_measure=Measure(called="head"))
    ).endswith("more than two more years.")
    assert "about 42 more days" in words.more_days(
        Finding(reason="few_days", more_days=42, effect_measure=Measure(called="head"))
    )


def test_two_hundred_measures_stand_on_pages_and_a_grid_that_ends(team, client_for, acting):
    acting(team.thandi)
    head = numbers.own_measure(team.patient, team.thandi, "head", better="DOWN")
    numbers.days_of(team.patient, team.thandi, head, [number % 7 for number in range(60)])
    for number in range(35):
        thing = numbers.own_measure(team.patient, team.thandi, f"thing {number}", better="NEITHER", input_kind="NUMBER")
        numbers.days_of(team.patient, team.thandi, thing, [(day * (number + 3)) % 11 for day in range(60)])
    make.look(team.patient, team.thandi)
    uses = client_for(team.thandi).get(reverse("findings:uses", args=[team.patient.pk])).content.decode()
    assert "page 1 of 2" in uses
    assert uses.count(">change<") == 20
    grid = client_for(team.doctor).get(reverse("findings:every_test", args=[team.patient.pk])).content.decode()
    assert "and 5 others. Choose above to see them" in grid
