"""What a goal needs, and when it can be looked at, rated, ended and taken up again."""

from datetime import UTC, date, datetime, timedelta

import pytest

from concord.goals import rules

NOW = datetime(2026, 5, 3, 18, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ({}, "your own words"),
        ({"words": " "}, "your own words"),
        ({"words": "play"}, "good enough"),
        ({"words": "play", "level_0": "\n"}, "good enough"),
        ({"words": "play", "level_0": "one hour"}, None),
    ],
)
def test_a_goal_needs_its_words_and_what_is_good_enough(words, says):
    sentence = rules.why_not_write(words)
    assert sentence is None if says is None else says in sentence


def test_a_goal_is_asked_for_in_this_order_and_the_worst_level_comes_last_of_the_levels():
    assert rules.PARTS == (
        "matters", "areas", "area", "words", "why", "importance", "confidence", "barriers", "level_0", "level_m1", "level_p1", "level_p2",
        "level_m2", "look",
    )  # fmt: skip


def test_a_professional_is_not_asked_what_only_the_patient_can_say():
    assert set(rules.PARTS) - set(rules.parts_for(patients=False)) == {"areas", "importance", "confidence"}
    assert rules.parts_for(patients=True) == rules.PARTS


@pytest.mark.parametrize("parts", [rules.PARTS, rules.parts_for(patients=False)])
def test_every_part_leads_to_the_next_and_back(parts):
    assert [rules.part_beside(part, 1, parts) for part in parts] == [*parts[1:], None]
    assert [rules.part_beside(part, -1, parts) for part in parts] == [None, *parts[:-1]]


def test_where_one_is_is_said_by_chapters():
    assert rules.where_in("why") == ("goal", 2, 2, 5)
    assert rules.where_in("why", rules.parts_for(patients=False)) == ("goal", 2, 2, 3)
    assert rules.where_in("look") == ("look", 4, 1, 1)


@pytest.mark.parametrize(
    ("day", "allowed"),
    [
        (None, True),
        (date(2026, 6, 1), True),
        (date(2026, 5, 2), True),
        (date(2026, 4, 1), False),
        (date(2030, 1, 1), False),
        (date.max, False),
    ],
)
def test_we_look_again_on_a_day_still_to_come_within_two_years(day, allowed):
    assert (rules.why_not_look(day, now=NOW) is None) == allowed


@pytest.mark.parametrize(
    ("level", "day", "says"),
    [
        (0, date(2026, 5, 3), None),
        (-2, date(2026, 4, 1), None),
        (3, date(2026, 5, 3), "five levels"),
        (0, date(2026, 5, 5), "not come yet"),
        (0, date(2026, 3, 30), "not been written"),
    ],
)
def test_a_rating_is_one_of_five_levels_on_a_day_of_the_goal(level, day, says):
    sentence = rules.why_not_rate(level, day, begun_at=datetime(2026, 4, 1, 9, tzinfo=UTC), ended=False, now=NOW)
    assert sentence is None if says is None else says in sentence


def test_a_day_that_has_begun_on_kiritimati_can_be_rated():
    evening = datetime(2026, 5, 3, 10, 30, tzinfo=UTC)
    assert (
        rules.why_not_rate(0, date(2026, 5, 4), begun_at=evening - timedelta(days=9), ended=False, now=evening) is None
    )


def test_an_ended_goal_is_taken_up_before_it_is_changed_or_rated():
    assert "take it up again" in rules.why_not_change(ended=True)
    assert "take it up again" in rules.why_not_rate(0, NOW.date(), begun_at=NOW, ended=True, now=NOW)
    assert rules.why_not_reopen(ended=False)
    assert rules.why_not_reopen(ended=True) is None


@pytest.mark.parametrize(
    ("how", "ended", "allowed"),
    [("REACHED", False, True), ("REACHED", True, False), ("", False, False), ("WON", False, False)],
)
def test_a_goal_ends_once_and_says_how(how, ended, allowed):
    assert (rules.why_not_end(how, "", ended=ended, kinds=["REACHED"]) is None) == allowed


@pytest.mark.parametrize(
    ("patients", "others", "apart"), [(None, [2], 0), (-1, [], 0), (-1, [0], 1), (0, [-2, 1], 2), (1, [1], 0)]
)
def test_the_sides_are_apart_by_the_widest_gap(patients, others, apart):
    assert rules.apart(patients, others) == apart
