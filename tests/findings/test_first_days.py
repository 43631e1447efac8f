"""Before there is anything to find: the pages of connections on the first days of a diary."""

import pytest
from django.urls import reverse

from tests.make import findings as make

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
