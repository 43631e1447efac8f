"""A value belongs to the day that the person lived and chose, wherever on earth, whatever the clocks did."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from concord.measures import actions, reads, rules
from concord.measures.models import Value
from tests.make import measures as make

ZONES = sorted(available_timezones() - {"Factory", "localtime"})
HARD = [
    "Australia/Lord_Howe",
    "Pacific/Kiritimati",
    "Pacific/Apia",
    "Pacific/Pago_Pago",
    "America/St_Johns",
    "Asia/Kathmandu",
    "Etc/GMT+12",
]
instants = st.datetimes(datetime(1960, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC))
zones = st.sampled_from(HARD) | st.sampled_from(ZONES)

LORD_HOWE_SPRING = datetime(2025, 10, 4, 15, 30, tzinfo=UTC)  # clocks go on by half an hour
SAMOA_LEAPS = datetime(2011, 12, 30, 10, 0, tzinfo=UTC)  # the moment after 29 December 23:59 is 31 December 00:00
LEAP_DAY = datetime(2024, 2, 29, 11, 0, tzinfo=UTC)


@settings(max_examples=3000, deadline=None)
@given(instants, zones)
@example(LORD_HOWE_SPRING, "Australia/Lord_Howe")
@example(SAMOA_LEAPS, "Pacific/Apia")
@example(LEAP_DAY, "Pacific/Kiritimati")
@example(datetime(2026, 1, 1, 10, 0, tzinfo=UTC), "Pacific/Kiritimati")
@example(datetime(2026, 1, 1, 11, 59, tzinfo=UTC), "Etc/GMT+12")
def test_today_can_be_written_down_everywhere(now, zone):
    lived = now.astimezone(ZoneInfo(zone)).date()
    assert rules.why_not_record(lived, now) is None
    assert rules.why_not_zone(zone) is None


@settings(max_examples=1000, deadline=None)
@given(instants)
@example(SAMOA_LEAPS)
def test_the_newest_day_is_the_one_on_kiritimati(now):
    newest = max(
        now.astimezone(ZoneInfo(zone)).date()
        for zone in ("Pacific/Kiritimati", "Pacific/Apia", "UTC", "Etc/GMT+12", "Etc/GMT-14")
    )
    assert rules.latest_day(now) == newest
    assert rules.why_not_record(newest + timedelta(days=1), now)


def test_a_day_that_samoa_never_had_is_kept_when_somebody_chose_it():
    """They travelled: on 30 December 2011 they were elsewhere, and their device says Apia now."""
    assert rules.why_not_record(date(2011, 12, 30), datetime(2012, 1, 2, tzinfo=UTC)) is None


@pytest.mark.parametrize("day", [date(1899, 12, 31), date(1, 1, 1)])
def test_a_day_too_long_ago_is_refused(day, now):
    assert "too long ago" in rules.why_not_record(day, now)


@pytest.mark.django_db
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_the_chosen_day_is_stored_as_it_was_chosen(team, acting, data):
    acting(team.thandi)
    now = data.draw(instants)
    zone, back = data.draw(zones), data.draw(st.integers(0, 400))
    day = now.astimezone(ZoneInfo(zone)).date() - timedelta(days=back)
    pain = make.measure("pain")
    key = f"{now.isoformat()}{zone}{back}"
    actions.record(
        patient=team.patient,
        measure=pain,
        value=3,
        day=day,
        zone=zone,
        source="CHECKIN",
        key=key,
        by=team.thandi,
        now=now,
    )
    held = Value.objects.get(key=rules.key_of(key))
    assert (held.day, held.zone, held.at) == (day, zone, now)


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_the_chosen_day_comes_through_the_bulk_way_too(team, acting, data):
    acting(team.thandi)
    pain = make.measure("pain")
    lived = data.draw(st.lists(st.tuples(instants, zones), min_size=1, max_size=20, unique=True))
    rows = [(pain.pk, at.astimezone(ZoneInfo(zone)).date(), at, zone, 3.0, f"{at}{zone}") for at, zone in lived]
    actions.record_many(
        patient=team.patient, rows=rows, source="DEVICE", by=team.thandi, now=datetime(2060, 1, 2, tzinfo=UTC)
    )
    for __, day, at, zone, ___, key in rows:
        held = Value.objects.get(key=rules.key_of(key))
        assert (held.day, held.zone, held.at) == (day, zone, at)


@pytest.mark.django_db
def test_a_flight_over_the_date_line_gives_each_lived_day_once(team, acting):
    """Auckland to Honolulu: Monday comes twice. Two answers for Monday, one value a day, no Tuesday invented."""
    acting(team.thandi)
    pain = make.measure("pain")
    monday = date(2026, 3, 2)
    for at, zone, value in (
        (datetime(2026, 3, 2, 5, tzinfo=UTC), "Pacific/Auckland", 2),
        (datetime(2026, 3, 3, 4, tzinfo=UTC), "Pacific/Honolulu", 6),
    ):
        assert at.astimezone(ZoneInfo(zone)).date() == monday
        actions.record(patient=team.patient, measure=pain, value=value, day=monday, zone=zone, at=at, source="CHECKIN", key=zone,
                       by=team.thandi, now=at)  # fmt: skip
    found = reads.day_values(team.patient, [pain], date(2026, 3, 1), date(2026, 3, 4))[pain.pk]
    assert found == {monday: 4.0}
