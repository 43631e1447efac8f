"""Tomorrow's letter of a sealed draw stays sealed, whatever zone a device tells: the day of the patient's own account opens it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from concord.database.acting import acting_as
from concord.plan.reads import experiment_today
from concord.plan.reads import experiments as reads
from tests.make import experiments as make

pytestmark = pytest.mark.django_db
EAST, WEST = "Pacific/Kiritimati", "Etc/GMT+12"


@pytest.fixture
def head(team):
    return make.head(team.patient, team.thandi, until=timezone.now().date() - timedelta(days=1))


def drawn(team, head, zone, *, first_in=0):
    keep_zone(team, zone)
    return make.running(team.patient, team.doctor, team.thandi, head, first_in=first_in)


def keep_zone(team, zone):
    team.thandi.zone = zone
    team.thandi.save(update_fields=["zone"])


def evening_before(day, zone="UTC"):
    return datetime(day.year, day.month, day.day, 20, tzinfo=ZoneInfo(zone)) - timedelta(days=1)


def test_a_forged_zone_opens_no_letter_before_its_day(team, head):
    experiment = drawn(team, head, "UTC")
    day = experiment.first_day
    with acting_as(team.thandi):
        before = experiment_today(team.patient, day, now=evening_before(day))
        assert (before.drawn, before.way) == (None, "")
        assert reads.experiment_in_view(team.patient, experiment.pk, day, now=evening_before(day)).days == []
        morning = evening_before(day) + timedelta(hours=5)
        on_it = experiment_today(team.patient, day, now=morning)
        assert on_it.way in (make.WORDS["usual"], make.WORDS["instead"])
        assert len(reads.experiment_in_view(team.patient, experiment.pk, day, now=morning).days) == 1


def test_an_account_set_to_the_first_zone_of_the_earth_after_the_draw_opens_nothing_earlier(team, head):
    experiment = drawn(team, head, "Africa/Johannesburg")
    keep_zone(team, EAST)
    day = experiment.first_day
    midnight = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo("Africa/Johannesburg"))
    with acting_as(team.thandi):
        assert experiment_today(team.patient, day, now=midnight - timedelta(minutes=1)).drawn is None
        assert experiment_today(team.patient, day, now=midnight).drawn is not None


def test_the_database_itself_keeps_to_the_clock_of_the_draw(team, head):
    """Its own clock is the real one, so the zone is chosen in which tomorrow has not begun yet, though elsewhere it may have."""
    experiment = drawn(team, head, WEST)
    keep_zone(team, EAST)
    there = timezone.now().astimezone(ZoneInfo(WEST)).date()
    with acting_as(team.thandi), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM plan_drawnday WHERE day > %s", [there])
        assert cursor.fetchone() == (0,)
        experiment.zone = EAST
        experiment.save(update_fields=["zone"])
        cursor.execute("SELECT count(*) FROM plan_drawnday WHERE day > %s", [there])
        assert cursor.fetchone() == (0,), (
            "what the experiment says of its clock is for reading; its days keep their moments"
        )
        with pytest.raises(ProgrammingError), transaction.atomic():
            cursor.execute("UPDATE plan_drawnday SET opens_at = now()")


def test_whoever_lives_in_the_east_reads_it_on_their_own_morning(team, head):
    experiment = drawn(team, head, EAST)
    day = experiment.first_day
    with acting_as(team.thandi):
        assert experiment_today(team.patient, day, now=evening_before(day)).drawn
    with acting_as(team.doctor):
        assert experiment_today(team.patient, day, now=evening_before(day)).drawn, (
            "the patient's account counts, whoever looks"
        )


def test_a_cookie_that_tells_another_zone_changes_nothing_on_the_pages(team, head, client_for):
    experiment = drawn(team, head, WEST)
    client = client_for(team.thandi)
    client.cookies["zone"] = EAST
    there = timezone.now().astimezone(ZoneInfo(EAST)).date()
    for address in (
        reverse("plan:experiment", args=[team.patient.pk, experiment.pk]),
        reverse("checkins:today", args=[team.patient.pk]) + f"?day={there}",
    ):
        page = client.get(address).content.decode()
        assert "still sealed" in page
        assert "by the clocks of GMT+12" in page


def test_both_read_by_whose_clock_a_day_begins_before_they_say_yes(team, head, client_for):
    keep_zone(team, "Africa/Johannesburg")
    experiment = make.designed(team.patient, team.doctor, head)
    for person in (team.thandi, team.doctor):
        page = (
            client_for(person).get(reverse("plan:experiment", args=[team.patient.pk, experiment.pk])).content.decode()
        )
        assert "at midnight by the clocks of Johannesburg" in page
