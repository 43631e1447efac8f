# Long because its cases share their helpers and read best side by side.
"""Goals, weeks, connections and plans as pictures: each says what its table says, whatever it is given."""

import math
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.pictures import (
    DESK,
    PHONE,
    Column,
    Dot,
    Estimate,
    FittedAt,
    Level,
    Link,
    Node,
    Place,
    Rating,
    Scale,
    ShownDay,
    State,
    Weekday,
    chains,
    dots_with_line,
    forest,
    fortnight,
    level_steps,
    levels_ladder,
    week_of_pillars,
    weekday_picture,
)
from concord.pictures import Pillar as PillarOf

from . import believable as b
from . import believable_plans as p
from .reading import SVG, assert_sound, by_look, corners, drawings, label_boxes, number, subpaths

NAMED = {"title": "Picture", "description": ""}
NUMBERS = st.one_of(st.none(), st.floats(), st.integers(-5, 20), st.sampled_from([1e308, -1e308, math.nan, math.inf]))
WIDTHS = st.sampled_from([240, PHONE, DESK, 1000])
WORDS = st.text(max_size=60)
DAYS = st.dates(date(2020, 1, 1), date(2027, 1, 1))


def labels(picture) -> list[str]:
    return [box[0] for box in label_boxes(drawings(picture)[0])]


def looks(picture, look) -> list:
    return by_look(drawings(picture)[0], look)


# The ladder of a goal


def ladder(levels=None, places=p.PLACES, **more):
    return levels_ladder(p.LEVELS if levels is None else levels, places, words=p.LADDER, **NAMED | more)


def test_the_best_level_stands_on_top_whatever_order_it_was_given_in():
    assert [row[0] for row in ladder().table.rows] == ["+2", "+1", "0", "−1", "−2"]
    assert [label for label in labels(ladder()) if label in ("+2", "+1", "0", "−1", "−2")] == [
        "+2",
        "+1",
        "0",
        "−1",
        "−2",
    ]


def test_who_says_where_stands_at_the_level_in_words():
    rows = {row[0]: row[2] for row in ladder().table.rows}
    assert rows == {"+2": "", "+1": "", "0": "Dr Rossi: here", "−1": "Thandi: here", "−2": ""}
    assert len(looks(ladder(), "pic-here")) == 2


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_two_at_the_same_level_are_both_named(width):
    picture = ladder(places=[Place(0, "Thandi: here"), Place(0, "Dr Rossi: here"), Place(0, "Mia: here")], width=width)
    assert_sound(picture)
    assert {"Thandi: here", "Dr Rossi: here", "Mia: here"} <= set(labels(picture))


def test_a_difference_is_worth_talking_about_in_words_and_shape():
    picture = ladder(talk="worth talking about")
    assert "worth talking about" in labels(picture)
    assert len(looks(picture, "pic-bar-talk")) == 1


def test_ratings_over_time_are_steps_not_slopes():
    picture = level_steps(p.RATINGS, words=p.RATING, say=b.SAY, last=b.TODAY, **NAMED)
    for element in looks(picture, "pic-view"):
        (line,) = subpaths(element)
        assert all(x1 == x2 or y1 == y2 for (x1, y1), (x2, y2) in zip(line, line[1:], strict=False))
    dashes = [element.get("stroke-dasharray") for element in looks(picture, "pic-view")]
    assert len(set(dashes)) == 2
    assert len(picture.table.rows) == len(p.RATINGS)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.builds(Rating, DAYS, st.integers(-3, 3), st.sampled_from(["Thandi", "Dr Rossi", "Mia", ""])), max_size=12
    ),
    WIDTHS,
)
def test_no_rating_breaks_it(ratings, width):
    assert_sound(level_steps(ratings, words=p.RATING, say=b.SAY, width=width, **NAMED))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.builds(Level, st.integers(-2, 2), WORDS), max_size=5, unique_by=lambda level: level.rank),
    st.lists(st.builds(Place, st.integers(-3, 3), WORDS), max_size=5),
    WIDTHS,
)
def test_no_ladder_breaks_it(levels, places, width):
    assert_sound(ladder(levels, places, width=width))


# Days side by side


def two_weeks(days=None, **more):
    return fortnight(
        p.two_weeks() if days is None else days, words=p.DAY, say=b.SAY, **{"scale": Scale(0, 10)} | NAMED | more
    )


def test_unanswered_days_are_hollow_and_bars_are_as_high_as_the_value():
    picture = two_weeks(
        [ShownDay(b.TODAY, 10), ShownDay(b.TODAY - timedelta(days=1), 5), ShownDay(b.TODAY - timedelta(days=2))]
    )
    low, high = (number(bar, "height") for bar in looks(picture, "pic-bar"))
    assert low < high
    assert len(looks(picture, "pic-unknown")) == 1


def test_a_day_worth_talking_about_has_a_mark_not_only_a_colour():
    bars, marks = [], []
    for element in looks(two_weeks(), "pic-bar-talk"):
        (bars if element.tag == f"{SVG}rect" else marks).append(element)
    assert len(bars) == len(marks) == 2
    assert [row[2] for row in two_weeks().table.rows].count("worth talking about") == 2


def test_the_table_of_a_fortnight_says_each_day():
    rows = two_weeks().table.rows
    assert len(rows) == 14
    assert rows[0] == ("9 November 2026", "6.5", "")
    assert rows[5][1] == "skipped"
    assert rows[13][1] == "not known"


def test_the_week_of_pillars_has_a_cell_for_each_day_even_those_not_given():
    days = [ShownDay(b.TODAY, 7), ShownDay(b.TODAY - timedelta(days=2), 3, True)]
    other = [ShownDay(b.TODAY - timedelta(days=1), None, state=State.SKIPPED)]
    picture = week_of_pillars(
        [PillarOf("Sleep", days, Scale(0, 10)), PillarOf("Food", other, Scale(0, 10))], words=p.DAY, say=b.SAY, **NAMED
    )
    assert picture.table.rows == (
        ("Sleep", "3 (worth talking about)", "not known", "7"),
        ("Food", "not known", "skipped", "not known"),
    )


SHOWN = st.builds(
    ShownDay, st.dates(date(2026, 11, 9), date(2026, 11, 22)), NUMBERS, st.booleans(), st.sampled_from(State)
)


@settings(max_examples=80, deadline=None)
@given(st.lists(SHOWN, max_size=14), st.lists(st.lists(SHOWN, max_size=7), max_size=6), WIDTHS)
def test_no_week_breaks_it(days, weeks, width):
    assert_sound(two_weeks(days, width=width))
    assert_sound(two_weeks(days, scale=None))
    pillars = [PillarOf("Sleep", week, Scale(0, 10)) for week in weeks]
    assert_sound(week_of_pillars(pillars, words=p.DAY, say=b.SAY, width=width, **NAMED))


@settings(max_examples=80, deadline=None)
@given(st.lists(st.builds(Weekday, WORDS, NUMBERS, NUMBERS, NUMBERS, st.integers(0, 9999)), max_size=7), WIDTHS)
def test_no_weekday_breaks_it(weekdays, width):
    assert_sound(weekday_picture(weekdays, words=p.WEEKDAY, say=b.SAY, width=width, **NAMED))


def test_a_weekday_nobody_answered_is_hollow():
    picture = weekday_picture(p.weekdays(), words=p.WEEKDAY, say=b.SAY, scale=Scale(0, 10), **NAMED)
    assert len(looks(picture, "pic-unknown")) == 1
    assert picture.table.rows[-1] == ("Sun", "not known", "not known", "not known", "0")


# Connections


def cloud(dots, line=(), **more):
    return dots_with_line(dots, line, words=p.DOTS, say=b.SAY, **NAMED | more)


def test_each_day_is_a_dot_of_its_own_even_on_the_same_place():
    places = [
        piece[0]
        for element in looks(cloud([Dot(1, 1), Dot(1, 1), Dot(1, 1), Dot(2, 2)]), "pic-cloud")
        for piece in subpaths(element)
    ]
    assert len(places) == len(set(places)) == 4


def test_the_table_of_dots_has_every_day():
    rows = cloud(p.dots(), p.fitted()).table.rows
    assert rows == tuple((d.said, b.SAY.number(d.x), b.SAY.number(d.y)) for d in p.dots())


@pytest.mark.parametrize("width", [240, PHONE, DESK])
def test_endless_numbers_on_the_axis_leave_each_other_room(width):
    assert_sound(cloud([Dot(681818181772728.0, 0.0)], width=width))
    assert_sound(cloud([Dot(-123456.7, 0.0), Dot(99999.9, 1e9)], width=width))


def test_the_line_lies_within_its_interval():
    picture = cloud(p.dots(), p.fitted())
    (line,) = subpaths(looks(picture, "pic-line")[0])
    (band,) = subpaths(looks(picture, "pic-ribbon")[0])
    half = len(band) // 2
    for (x, y), (x_high, y_high), (x_low, y_low) in zip(line, band[:half], reversed(band[half:]), strict=True):
        assert x == x_high == x_low
        assert y_high <= y <= y_low


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.builds(Dot, NUMBERS, NUMBERS), max_size=30),
    st.lists(st.builds(FittedAt, NUMBERS, NUMBERS, NUMBERS, NUMBERS), max_size=8),
    WIDTHS,
)
def test_no_dot_breaks_it(dots, line, width):
    assert_sound(cloud(dots, line, width=width))


def estimates(told=None, **more):
    return forest(p.estimates() if told is None else told, words=p.FOREST, say=b.SAY, **NAMED | more)


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_what_cannot_be_told_is_hollow_and_what_is_clear_is_filled(width):
    picture = estimates(width=width)
    assert len(looks(picture, "pic-diamond")) == 2
    assert len(looks(picture, "pic-diamond-quiet")) == 3
    assert "can't tell" in labels(picture)


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_long_name_goes_on_below_and_the_numbers_beside_it_stay_whole(width):
    long = "1 d · Hours of sleep → how wound up I am in bed"
    said = labels(estimates([Estimate(long, -0.29, -0.51, -0.07, "−0.29 (−0.51 to −0.07)")], width=width))
    assert "−0.29 (−0.51 to −0.07)" in said
    assert not any(line.endswith("…") for line in said)


def test_one_endless_interval_does_not_flatten_the_others():
    picture = estimates()
    first = looks(picture, "pic-whisker")[0]
    left, right = corners(first)
    assert right[0] - left[0] > 15


def test_the_table_of_estimates_has_every_number():
    assert estimates().table.rows[0] == ("Short night, next day", "1.1", "0.6", "1.6")
    assert estimates().table.rows[-1] == ("Red wine", "can't tell", "can't tell", "can't tell")


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.builds(Estimate, WORDS, NUMBERS, NUMBERS, NUMBERS, WORDS, st.sampled_from(["", "/c/1/"])), max_size=12),
    st.sampled_from([0.0, 1.0, -3.0, 1e150]),
    WIDTHS,
)
def test_no_estimate_breaks_it(told, nothing_at, width):
    assert_sound(estimates(told, nothing_at=nothing_at, width=width))


# The plan as chains


def plan(nodes=None, links=None, **more):
    return chains(
        p.NODES if nodes is None else nodes, p.LINKS if links is None else links, words=p.CHAIN, **NAMED | more
    )


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_guess_is_dashed_and_what_leads_nowhere_stands_alone(width):
    picture = plan(width=width)
    assert len(looks(picture, "pic-chain")) == 4
    assert len(looks(picture, "pic-chain-guess")) == 2
    assert len(looks(picture, "pic-box-loose")) == 1
    assert ("write three lines at night", "", "on no chain") in picture.table.rows
    assert ("calmer nerves (guess)", "the pressing in my head", "a guess") in picture.table.rows


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_links_touch_their_boxes_and_pass_through_none(width):
    picture = plan(width=width)
    boxes = [corners(e) for look in ("pic-box", "pic-box-goal", "pic-box-loose") for e in looks(picture, look)]
    for look in ("pic-chain", "pic-chain-guess"):
        for element in looks(picture, look):
            for piece in subpaths(element):
                for x, y in piece:
                    assert not any(x1 + 1 < x < x2 - 1 and y1 + 1 < y < y2 - 1 for (x1, y1), (x2, y2) in boxes)
    rights, lefts = {x2 for _, (x2, _) in boxes}, {x1 for (x1, _), _ in boxes}
    for element in looks(picture, "pic-chain"):
        (x, _), *_, (end, _) = subpaths(element)[0]
        assert any(abs(x - right) < 0.2 for right in rights)
        assert any(abs(end - left) < 0.2 for left in lefts)


def test_a_fourth_column_stands_between_steps_and_mechanisms():
    nodes = [Node("a", "walk", Column.STEP), Node("b", "ten minutes a day", Column.RECOMMENDATION), Node("c", "calmer", Column.MECHANISM),
             Node("d", "play", Column.AIM)]  # fmt: skip
    words = replace(p.CHAIN, columns=("steps", "what we try", "what it does", "what we want"))
    picture = chains(nodes, [Link("a", "b"), Link("b", "c", True), Link("a", "d")], words=words, **NAMED)
    boxes = [corners(e) for look in ("pic-box", "pic-box-goal") for e in looks(picture, look)]
    assert [round(x1) for (x1, _y1), _end in boxes] == sorted({round(x1) for (x1, _y1), _end in boxes})
    assert ("ten minutes a day", "calmer", "a guess") in picture.table.rows


def test_a_step_stands_beside_what_it_belongs_to_also_where_the_other_columns_are_fuller():
    long = "what it does, in many words that need several lines in a narrow box"
    nodes = [Node(f"step {i}", "walk", Column.STEP) for i in (0, 3)]
    nodes += [Node(f"why {i}", long, Column.MECHANISM) for i in range(4)] + [Node("goal", "play", Column.AIM)]
    links = [*(Link(f"step {i}", f"why {i}") for i in (0, 3)), *(Link(f"why {i}", "goal") for i in range(4))]
    picture = plan(nodes, links, width=DESK)
    for element in looks(picture, "pic-chain")[:2]:
        (_, from_y), *_, (_, to_y) = subpaths(element)[0]
        assert abs(from_y - to_y) < 1


def test_boxes_do_not_cover_each_other():
    nodes = [Node(f"{c}{i}", "some words " * (i % 5), column) for c, column in enumerate(Column) for i in range(9)]
    links = [Link(f"0{i}", f"1{(i * 4) % 9}") for i in range(9)] + [
        Link(f"1{i}", f"2{i // 3}", i % 2 == 0) for i in range(9)
    ]
    for width in (PHONE, DESK):
        picture = plan(nodes, links, width=width)
        assert_sound(picture)
        boxes = [corners(e) for look in ("pic-box", "pic-box-goal", "pic-box-loose") for e in looks(picture, look)]
        assert len(boxes) == 9 * len(Column)
        for i, (a, b_) in enumerate(boxes):
            for c, d in boxes[i + 1 :]:
                assert b_[0] <= c[0] or d[0] <= a[0] or b_[1] <= c[1] or d[1] <= a[1]


KEYS = st.sampled_from("abcdefgh")


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.builds(Node, KEYS, WORDS, st.sampled_from(Column), st.sampled_from(["", "/plan/1/"])), max_size=8),
    st.lists(st.builds(Link, KEYS, KEYS, st.booleans()), max_size=20),
    WIDTHS,
)
def test_no_plan_breaks_it(nodes, links, width):
    assert_sound(plan(nodes, links, width=width))
