"""Tomorrow's letter of a sealed draw stays sealed, whatever zone a device tells: the day of the patient's own account opens it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from concord.database.acting import acting_as
from concord.plan.reads import experiment_today
from concord.plan.reads import experiments as reads
from tests.make import experiments as make

pytestmark = pytest.mark.django_db
EAST, WEST = "Pacific/Kiritimati", "Etc/GMT+12"


@pytest.fixture
def running(team):
    head = make.head(team.patient, team.thandi, until=timezone.now().date() - timedelta(days=1))
    return make.running(team.patient, team.doctor, team.thandi, head, first_in=0)


def keep_zone(team, zone):
    team.thandi.zone = zone
    team.thandi.save(update_fields=["zone"])


def evening_before(day, zone="UTC"):
    return datetime(day.year, day.month, day.day, 20, tzinfo=ZoneInfo(zone)) - timedelta(days=1)


def test_a_forged_zone_opens_no_letter_before_its_day(team, running):
    keep_zone(team, "UTC")
    day = running.first_day
    with acting_as(team.thandi):
        before = experiment_today(team.patient, day, now=evening_before(day))
        assert (before.drawn, before.way) == (None, "")
        assert reads.experiment_in_view(team.patient, running.pk, day, now=evening_before(day)).days == []
        on_it = experiment_today(team.patient, day, now=evening_before(day) + timedelta(hours=5))
        assert on_it.way in (make.WORDS["usual"], make.WORDS["instead"])
        assert (
            len(
                reads.experiment_in_view(
                    team.patient, running.pk, day, now=evening_before(day) + timedelta(hours=5)
                ).days
            )
            == 1
        )


def test_whoever_lives_in_the_east_reads_it_on_their_own_morning(team, running):
    keep_zone(team, EAST)
    day = running.first_day
    with acting_as(team.thandi):
        assert experiment_today(team.patient, day, now=evening_before(day)).drawn
    with acting_as(team.doctor):
        assert experiment_today(team.patient, day, now=evening_before(day)).drawn, (
            "the patient's account counts, whoever looks"
        )


def test_a_cookie_that_tells_another_zone_changes_nothing_on_the_pages(team, running, client_for):
    keep_zone(team, WEST)
    client = client_for(team.thandi)
    client.cookies["zone"] = EAST
    there = timezone.now().astimezone(ZoneInfo(EAST)).date()
    for address in (
        reverse("plan:experiment", args=[team.patient.pk, running.pk]),
        reverse("checkins:today", args=[team.patient.pk]) + f"?day={there}",
    ):
        page = client.get(address).content.decode()
        assert "still sealed" in page
