"""One measure over days: what was said is drawn, what was not said is not."""

import math
import time
from datetime import date, timedelta
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.pictures import (
    DESK,
    PHONE,
    Band,
    DayValue,
    GoalLevel,
    Mark,
    Panel,
    Ribbon,
    Say,
    Scale,
    State,
    measure_line,
    small_multiples,
)

from . import believable as b
from .reading import SVG, assert_sound, by_look, drawings, label_boxes, number, subpaths

FIRST = date(2026, 5, 1)
LINES = ("pic-line", "pic-fine-line", "pic-faint-line")
DOTS = ("pic-dots", "pic-small-dots")


def draw(points, **more):
    return measure_line(
        points,
        **{"title": "Headache", "description": "", "words": b.COURSE, "say": b.SAY, "scale": Scale(0, 10)} | more,
    )


def values(*numbers) -> list[DayValue]:
    """One a day from the first; None leaves the day out altogether."""
    return [DayValue(FIRST + timedelta(days=i), v) for i, v in enumerate(numbers) if v is not None]


def pieces(picture, looks) -> list[list[tuple[float, float]]]:
    svg = drawings(picture)[0]
    return [piece for look in looks for element in by_look(svg, look) for piece in subpaths(element)]


def test_a_gap_is_not_bridged():
    assert sorted(len(piece) for piece in pieces(draw(values(1, 2, 3, None, 4, 5)), LINES)) == [2, 3]


def test_a_skipped_day_breaks_the_line_and_stands_hollow():
    points = values(1, 2, 3, 4, 5)
    points[2] = DayValue(points[2].day, None, State.SKIPPED)
    picture = draw(points)
    assert [len(piece) for piece in pieces(picture, LINES)] == [2, 2]
    svg = drawings(picture)[0]
    # One on its day, one in the key.
    assert len(by_look(svg, "pic-skipped")) == 2
    assert "skipped" in [box[0] for box in label_boxes(svg)]


def test_skipped_and_unknown_days_differ_in_shape_not_only_in_colour():
    points = [DayValue(FIRST, None, State.SKIPPED), DayValue(FIRST + timedelta(days=1), None, State.UNKNOWN)]
    svg = drawings(draw(points))[0]
    assert all(number(e, "rx") > 0 for e in by_look(svg, "pic-skipped"))
    assert all(number(e, "rx") == 0 for e in by_look(svg, "pic-unknown"))


def test_a_value_on_a_skipped_day_is_not_drawn():
    assert (
        pieces(
            draw([DayValue(FIRST, 5, State.SKIPPED), DayValue(FIRST + timedelta(days=1), 5, State.SKIPPED)]),
            LINES + DOTS,
        )
        == []
    )


def test_a_day_alone_is_a_dot():
    picture = draw(values(3, None, 4), first=FIRST, last=FIRST + timedelta(days=300))
    assert pieces(picture, LINES) == []
    assert len(pieces(picture, DOTS)) == 2


def test_a_higher_value_stands_higher():
    (line,) = pieces(draw(values(0, 10)), LINES)
    assert line[0][1] > line[1][1]


def test_the_ribbon_has_a_hole_where_days_are_missing():
    days = [Ribbon(p.day, p.value - 1, p.value + 1) for p in values(4, 5, None, 6, 5)]
    assert len(pieces(draw(values(4, 5, None, 6, 5), ribbon=days), ["pic-ribbon"])) == 2


def test_goal_levels_are_joined_as_steps():
    goals = [GoalLevel(6, FIRST, label="six"), GoalLevel(4, FIRST + timedelta(days=5), label="four")]
    lines = pieces(draw(values(*range(10)), goals=goals), ["pic-goal"])
    assert lines[1][0] == pytest.approx(lines[0][-1])
    assert lines[1][0][0] == lines[1][1][0]


def test_the_table_says_what_the_picture_says():
    points = values(1, None, 2.5)
    points.append(DayValue(FIRST + timedelta(days=3), None, State.SKIPPED))
    assert draw(points).table.rows == (("1 May 2026", "1"), ("3 May 2026", "2.5"), ("4 May 2026", "skipped"))


def test_the_table_of_a_year_has_every_day_that_was_given():
    points = b.year_of_days()
    told = {p.day: p for p in points}
    rows = draw(points).table.rows
    assert [row[0] for row in rows] == [b.SAY.day(day) for day in sorted(told)]
    assert [row[1] for row in rows if told[sorted(told)[0]]] == [
        b.SAY.number(told[d].value) if told[d].answered else told[d].state.value.replace("unknown", "not known")
        for d in sorted(told)
    ]


def test_the_table_tells_bands_marks_and_goals_too():
    picture = draw(
        values(1),
        bands=[Band("Magnesium", FIRST, FIRST + timedelta(days=2))],
        marks=[Mark("New job", FIRST + timedelta(days=1))],
        goals=[GoalLevel(3, FIRST)],
    )
    assert picture.table.headers[-1] == "What else"
    assert picture.table.rows == (
        ("1 May 2026", "1", "Magnesium began; goal: 3"),
        ("2 May 2026", "no entry", "New job"),
        ("3 May 2026", "no entry", "Magnesium ended"),
    )


def test_names_of_many_bands_never_touch_and_the_rest_is_counted():
    bands = [
        Band(f"A step with a rather long name {i}", FIRST + timedelta(days=i), FIRST + timedelta(days=i + 30))
        for i in range(40)
    ]
    for width in (PHONE, DESK):
        picture = draw(values(*range(10)), bands=bands, last=FIRST + timedelta(days=90), width=width)
        assert_sound(picture)
        labels = [box[0] for box in label_boxes(drawings(picture)[0])]
        named = sum(label.startswith("A step") for label in labels)
        counted = sum(int(label[1:].split()[0]) for label in labels if label.startswith("+"))
        assert named + counted == 40


def test_measures_together_share_their_days():
    panels = [Panel("Headache", values(1, 2)), Panel("Sleep", values(None, None, 7))]
    picture = small_multiples(panels, title="", description="", words=b.COURSE, say=b.SAY)
    assert picture.table.headers == ("Day", "Headache", "Sleep")
    assert picture.table.rows[0] == ("1 May 2026", "1", "no entry")
    assert picture.table.rows[2] == ("3 May 2026", "no entry", "7")
    (line,), (dot,) = (
        pieces(picture, LINES),
        [p for p in pieces(picture, DOTS) if p[0][1] > pieces(picture, LINES)[0][0][1]],
    )
    assert dot[0][0] > line[1][0]


NUMBERS = st.one_of(
    st.none(), st.floats(), st.integers(-10, 10), st.sampled_from([1e308, -1e308, 5e-324, math.nan, math.inf])
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 4000), NUMBERS, st.sampled_from(State)), max_size=40),
    st.one_of(st.none(), st.tuples(NUMBERS, NUMBERS)),
    st.sampled_from([200, PHONE, DESK, 1200]),
)
def test_no_number_breaks_it(days, scale, width):
    points = [DayValue(FIRST + timedelta(days=day), value, state) for day, value, state in days]
    given = Scale(*scale) if scale and None not in scale else None
    assert_sound(
        draw(
            points,
            scale=given,
            width=width,
            bands=b.bands(),
            marks=b.marks(),
            goals=[GoalLevel(math.nan, FIRST), *b.goals()],
        )
    )
    assert_sound(
        small_multiples(
            [Panel("x", points), Panel("y", [])], title="", description="", words=b.COURSE, say=b.SAY, width=width
        )
    )


@pytest.mark.parametrize(
    "points",
    [
        [],
        values(5),
        values(*[5] * 30),
        [DayValue(FIRST), DayValue(FIRST + timedelta(days=1))],
        values(1e300, -1e300),
        values(0.0, 5e-324),
        values(1e-160, -1e-200),
    ],
)
def test_little_or_odd_data_is_drawn_quietly(points):
    assert_sound(draw(points))
    assert_sound(draw(points, scale=None))


@pytest.mark.parametrize(
    ("first", "last"),
    [(date.min, date.min), (date.max, date.max), (date(1960, 1, 1), date(2026, 1, 1)), (FIRST, date(2020, 1, 1))],
)
def test_any_window_can_be_asked_for(first, last):
    for width in (PHONE, DESK):
        assert_sound(draw(values(1, 2), first=first, last=last, width=width))


def test_the_days_on_the_axis_are_said_as_the_caller_says_them():
    svg = drawings(draw(values(*range(10)), width=DESK))[0]
    assert {"1 May", "10 May"} & {box[0] for box in label_boxes(svg)}


def test_a_year_is_drawn_in_a_blink():
    points = b.year_of_days(gaps=False)
    assert len(points) == 365
    # How a date is said is the caller's work, so it is not counted here.
    say = Say(day=lru_cache(maxsize=None)(b.SAY.day), tick=b.SAY.tick)
    took = []
    for _ in range(20):
        began = time.process_time()
        draw(points, say=say, bands=b.bands(), marks=b.marks(), goals=b.goals())
        took.append(time.process_time() - began)
    # The best of many rounds: the machine may be busy with something else.
    assert min(took) < 0.005


def test_a_year_is_light():
    assert len(draw(b.year_of_days(gaps=False)).svg.encode()) < 8_000


def test_no_link_means_an_image():
    assert drawings(draw(values(1)))[0].get("role") == "img"
    assert not list(drawings(draw(values(1)))[0].iter(f"{SVG}a"))
