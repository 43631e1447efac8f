"""Which days can be answered, anywhere on earth; pure rules."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.checkins import rules

ZONES = [
    "Australia/Lord_Howe",
    "Pacific/Kiritimati",
    "Pacific/Apia",
    "Pacific/Pago_Pago",
    "Europe/London",
    "America/St_Johns",
    "UTC",
]
INSTANTS = st.datetimes(min_value=datetime(2011, 12, 25), max_value=datetime(2032, 3, 5), timezones=st.just(UTC))


@given(INSTANTS, st.sampled_from(ZONES))
def test_the_day_somebody_lives_can_always_be_answered(now, zone):
    lived = now.astimezone(ZoneInfo(zone)).date()
    assert rules.why_not_answer(lived, now=now) is None


@given(INSTANTS, st.sampled_from(ZONES), st.integers(1, rules.DAYS_TO_CATCH_UP))
def test_yesterday_and_the_day_before_can_be_filled_in(now, zone, back):
    lived = now.astimezone(ZoneInfo(zone)).date()
    assert rules.why_not_answer(lived - timedelta(days=back), now=now) is None


@given(INSTANTS, st.integers(2, 4000))
def test_a_day_that_has_not_begun_anywhere_is_refused(now, ahead):
    assert "not come yet" in rules.why_not_answer(now.date() + timedelta(days=ahead), now=now)


@given(INSTANTS, st.integers(5, 4000))
def test_a_day_long_past_is_refused_kindly(now, back):
    sentence = rules.why_not_answer(now.date() - timedelta(days=back), now=now)
    assert "up to 2 days late" in sentence
    assert "no harm" in sentence


def test_samoa_never_lived_the_thirtieth_of_december_2011_but_others_did():
    now = datetime(2011, 12, 30, 11, 0, tzinfo=UTC)
    assert now.astimezone(ZoneInfo("Pacific/Apia")).date() == date(2011, 12, 31)
    assert rules.why_not_answer(date(2011, 12, 31), now=now) is None
    assert rules.why_not_answer(date(2011, 12, 30), now=now) is None


def test_the_first_and_the_last_day_on_earth():
    now = datetime(2026, 2, 28, 10, 0, tzinfo=UTC)
    assert rules.latest_day_on_earth(now) == date(2026, 3, 1)
    assert rules.earliest_day_on_earth(now) == date(2026, 2, 27)


@pytest.mark.parametrize(
    ("count", "refused"), [(0, False), (rules.MOST_QUESTIONS, False), (rules.MOST_QUESTIONS + 1, True)]
)
def test_fewest_questions_win(count, refused):
    assert (rules.why_not_choose(range(count)) is not None) == refused


def test_a_measure_named_twice_counts_once():
    assert rules.why_not_choose([1] * 50) is None


def test_a_long_note_is_refused_with_its_length():
    assert "4001" in rules.why_not_note("x" * 4001)
    assert rules.why_not_note("x" * 4000) is None


def test_a_second_flare_is_refused_while_the_first_is_quiet():
    assert rules.why_not_call_flare(already=True)
    assert rules.why_not_call_flare(already=False) is None


def test_three_days_are_offered_newest_first():
    assert rules.days_to_offer(date(2026, 3, 1)) == [date(2026, 3, 1), date(2026, 2, 28), date(2026, 2, 27)]


@pytest.mark.parametrize(
    ("hour", "words"),
    [(3, "Good morning"), (11, "Good morning"), (12, "Good afternoon"), (18, "Good evening"), (23, "Good evening")],
)
def test_the_greeting_fits_the_hour(hour, words):
    assert rules.greeting(hour) == words
