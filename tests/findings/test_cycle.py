"""The weeks by the days of a cycle, for whoever keeps one."""

from datetime import date, timedelta

from concord.findings import cycle

FIRST = date(2026, 1, 5)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def bleeding(*spells: int) -> dict:
    return {day(start + more): 2.0 for start in spells for more in range(4)} | {day(14): 0.0}


def test_a_cycle_begins_with_bleeding_after_ten_days_without():
    assert cycle.beginnings(bleeding(0, 28, 57)) == [day(0), day(28), day(57)]


def test_spotting_within_ten_days_begins_none():
    assert cycle.beginnings(bleeding(0) | {day(9): 1.0}) == [day(0)]


def test_a_day_is_counted_from_the_latest_beginning_and_not_before_the_first():
    begun = [day(0), day(28)]
    assert [cycle.day_of_cycle(one, begun) for one in (day(-1), day(0), day(27), day(28), day(28 + 60))] == [None, 1, 28, 1, None]  # fmt: skip


def test_a_part_with_fewer_than_three_days_says_nothing():
    told = cycle.parts({day(0): 4.0, day(1): 6.0, day(28): 8.0, day(7): 1.0}, [day(0), day(28)])
    assert [(one.days, one.middle) for one in told] == [(3, 6.0), (1, None), (0, None), (0, None)]


def test_nobody_has_a_cycle_without_bleeding():
    assert cycle.beginnings({day(0): 0.0}) == []
