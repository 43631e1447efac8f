"""The T-score of goal attainment: known answers, the formula by a second hand, what always holds, and what has no score."""

import math

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.goals.rules import attainment_t_score

KNOWN = [
    ([0], [1], 50.00), ([1], [1], 60.00), ([-2], [1], 30.00), ([-1, -1, -1], [1, 1, 1], 36.31), ([1, 0], [1, 1], 56.20),
    ([1, -1], [3, 1], 55.82), ([1, 0, -1], [9, 4, 2], 55.95),
]  # fmt: skip
levels = st.integers(-2, 2)
weights = st.floats(0.01, 100, allow_nan=False)
rated = st.lists(st.tuples(levels, weights), min_size=1, max_size=8)


@pytest.mark.parametrize(("ratings", "weighing", "t"), KNOWN)
def test_the_published_answers(ratings, weighing, t):
    assert round(attainment_t_score(ratings, weighing), 2) == t


@pytest.mark.parametrize(("ratings", "weighing", "t"), KNOWN[:5])
def test_without_weights_all_goals_weigh_the_same(ratings, weighing, t):
    assert round(attainment_t_score(ratings), 2) == t


def by_another_hand(x: list, w: list, rho: float) -> float:
    """As matrices: the sum divided by the spread that it has when any two goals go together by rho."""
    together = numpy.full((len(w), len(w)), rho) + numpy.diag([1 - rho] * len(w))
    return float(50 + 10 * numpy.dot(w, x) / numpy.sqrt(numpy.array(w) @ together @ numpy.array(w)))


@given(rated, st.floats(0, 1))
def test_it_is_the_formula_as_another_hand_writes_it(one, rho):
    x, w = [level for level, _ in one], [weight for _, weight in one]
    assert math.isclose(attainment_t_score(x, w, rho), by_another_hand(x, w, rho), rel_tol=1e-9)


@given(st.lists(st.tuples(st.one_of(st.none(), levels), weights), max_size=8))
def test_a_goal_that_nobody_rated_is_left_out_with_its_weight(one):
    kept = [(x, w) for x, w in one if x is not None]
    all_of_them = attainment_t_score([x for x, _ in one], [w for _, w in one])
    assert all_of_them == (attainment_t_score([x for x, _ in kept], [w for _, w in kept]) if kept else None)


@given(rated)
def test_where_it_was_hoped_is_fifty_and_the_other_way_round_is_as_far_on_the_other_side(one):
    x, w = [level for level, _ in one], [weight for _, weight in one]
    assert attainment_t_score([0] * len(x), w) == 50
    assert math.isclose(attainment_t_score(x, w) + attainment_t_score([-level for level in x], w), 100)


@given(rated, st.integers(0, 7))
def test_a_goal_a_level_better_never_lowers_it(one, place):
    x, w = [level for level, _ in one], [weight for _, weight in one]
    better = [min(2, level + (number == place % len(x))) for number, level in enumerate(x)]
    assert attainment_t_score(better, w) >= attainment_t_score(x, w)


@given(rated, st.floats(0.1, 10))
def test_only_the_proportions_of_the_weights_count(one, times):
    x, w = [level for level, _ in one], [weight for _, weight in one]
    assert math.isclose(attainment_t_score(x, w), attainment_t_score(x, [weight * times for weight in w]), abs_tol=1e-6)


@pytest.mark.parametrize("nothing", [[], [None], [None, None]])
def test_without_any_rating_there_is_no_score(nothing):
    assert attainment_t_score(nothing) is None


@pytest.mark.parametrize(
    ("given_", "says"),
    [
        (([1, 0], [1]), "one weight for each"), (([1], [1, 1]), "one weight for each"), (([1], [0]), "above 0"),
        (([1], [-1]), "above 0"), (([None, 1], [0, 1]), "above 0"), (([1], [math.nan]), "above 0"), (([1], [math.inf]), "above 0"),
        (([3],), "from -2 to"), (([-2.5],), "from -2 to"), ((["1"],), "from -2 to"), (([True],), "from -2 to"),
        (([math.nan],), "from -2 to"), (([1], None, 1.5), "from 0 to 1"), (([1], None, -0.1), "from 0 to 1"),
    ],
)  # fmt: skip
def test_what_has_no_score_is_refused_with_a_sentence(given_, says):
    with pytest.raises(ValueError, match=says):
        attainment_t_score(*given_)


def test_very_large_weights_are_no_trouble():
    assert attainment_t_score([1, 1], [1e300, 1e300]) == attainment_t_score([1, 1])
