"""The invented days keep to their own truth table, roughly, and hold no connection that is not in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from statistics import fmean

import numpy as np
import pytest

from concord.demo import persons
from concord.demo.days import Course, Doing, Gaps, Lived, Turn, days, strangers, truths

LAST = date(2026, 5, 12)
YEARS = 6 * 365
WITH_DAYS = [one for one in persons.ALL if one.COURSE is not None]


def slope(lived: list[Lived], course: Course, cause: str, effect: str, lag: int) -> float:
    """How much higher `effect` is for one unit of `cause`, all else that pulls or is kept from yesterday held."""
    pulls = {(truth.cause, truth.lag) for truth in truths(course) if truth.effect == effect} | {(cause, lag)}
    wanted = [(cause, lag), *sorted(pulls - {(cause, lag)})]
    reach = max(lag for _cause, lag in wanted) + 1
    rows = [
        [1.0, float(lived[n].day.weekday() >= 5), lived[n - 1].true[effect], lived[n].ago / YEARS]
        + [lived[n - lag].true[cause] for cause, lag in wanted]
        + [lived[n - lag - 1].true[cause] for cause, lag in wanted]
        for n in range(reach, len(lived))
    ]
    seen = [lived[n].true[effect] for n in range(reach, len(lived))]
    return float(np.linalg.lstsq(np.array(rows), np.array(seen), rcond=None)[0][4])


@pytest.mark.parametrize("one", WITH_DAYS, ids=lambda one: one.CALLED)
def test_what_is_true_can_be_found_again(one):
    lived = days(one.COURSE, LAST, length=YEARS)
    assert truths(one.COURSE)
    for truth in truths(one.COURSE):
        found = slope(lived, one.COURSE, truth.cause, truth.effect, truth.lag)
        assert found * truth.size > 0, truth
        assert 0.5 < found / truth.size < 1.5, (truth, found)


@pytest.mark.parametrize("one", WITH_DAYS, ids=lambda one: one.CALLED)
def test_strangers_stay_strangers(one):
    lived = days(one.COURSE, LAST, length=YEARS)
    apart = strangers(one.COURSE)
    assert apart
    for cause, effect in apart[:: max(1, len(apart) // 12)]:
        values = [[day.true[name] for day in lived] for name in (cause, effect)]
        assert abs(np.corrcoef(values[0][:-1], values[1][1:])[0, 1]) < 0.12, (cause, effect)


def test_a_step_that_helps_helps_slowly():
    thandi = persons.thandi.COURSE
    head = {day.ago: day.true["head"] for day in days(thandi, LAST)}
    before, after = fmean(head[ago] for ago in range(230, 330)), fmean(head[ago] for ago in range(100))
    assert 1.5 < before - after < 5


def test_bad_days_are_missing_more_often():
    amira = persons.amira.COURSE
    lived = days(replace(amira, lines=tuple(replace(line, since=YEARS) for line in amira.lines)), LAST, length=YEARS)
    silent = {hard: fmean(not day.told for day in lived if day.hard is hard) for hard in (True, False)}
    assert silent[True] > 1.5 * silent[False]
    assert any(day.bad for day in lived)
    assert all(day.hard for day in lived if day.bad)


def test_weekends_differ_where_they_should():
    lived = days(persons.jonas.COURSE, LAST, length=YEARS)
    standing = {
        weekend: fmean(day.true["standing"] for day in lived if (day.day.weekday() >= 5) is weekend)
        for weekend in (True, False)
    }
    assert standing[True] < standing[False] - 1


def test_piet_has_been_quiet_for_two_weeks():
    lived = days(persons.piet.COURSE, LAST)
    assert not any(day.told or day.marks for day in lived if day.ago <= 14)
    assert any(day.told for day in lived if 15 < day.ago < 20)


def test_the_same_twice_and_another_for_another():
    first, again = (days(persons.hugh.COURSE, LAST) for _ in range(2))
    assert first == again
    other = Course(
        "somebody else", persons.hugh.COURSE.lines, persons.hugh.COURSE.gaps, (Doing("stand"), Doing("radio"))
    )
    assert [day.true for day in days(other, LAST)] != [day.true for day in first]


def test_every_value_is_possible():
    for one in WITH_DAYS:
        lines = {line.name: line for line in one.COURSE.lines}
        for day in days(one.COURSE, LAST):
            assert all(lines[name].low <= value <= lines[name].high for name, value in day.told.items())


def test_a_turn_grows_and_goes_again():
    turn = Turn("a cold", ago=30, change=3, over=5, until=10)
    assert [turn.share(ago) for ago in (31, 30, 26, 20, 10, 6, 0)] == pytest.approx([0, 0.2, 1, 1, 0.8, 0, 0])
    assert Turn("for good", ago=30, change=1, over=10).share(0) == 1


def test_nothing_at_all_is_told_after_falling_quiet():
    course = Course("quiet", persons.hugh.COURSE.lines, Gaps("hip", 8, quiet_since=40), (Doing("stand"),))
    assert not any(day.told for day in days(course, LAST) if day.ago <= 40)
