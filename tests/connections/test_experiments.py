"""Experiments: what cannot answer is refused, what was not followed is said."""

import math
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from concord.connections import InputError, analyse_experiment, plan_experiment


def plan(**changed):
    return plan_experiment(**{"effect": 1.0, "noise_sd": 1.0, "blocks": 12, "block_days": 5, "seed": 4, **changed})


def test_eight_blocks_can_never_reach_a_result_and_the_planner_says_how_many_can():
    refused = plan(blocks=8)
    assert refused.refused == "too_few_blocks"
    assert refused.smallest_p == 0.125
    assert refused.blocks_needed == 12
    assert refused.schedule == ()


def test_an_effect_too_small_to_see_is_refused_with_how_many_blocks_it_would_take():
    refused = plan(effect=0.15)
    assert refused.refused == "too_little_power"
    assert refused.blocks_needed is None or refused.blocks_needed > 12


def test_each_pair_holds_one_block_of_each_and_the_seed_draws_it():
    letters = "".join(plan(washout_days=1).schedule)
    assert letters == "".join(plan(washout_days=1).schedule)
    for pair in range(6):
        span = letters[pair * 10 : pair * 10 + 10]
        assert (span.count("A"), span.count("B"), span.count("-")) == (4, 4, 2)


def test_more_and_shorter_blocks_have_the_better_chance():
    assert plan(blocks=12, block_days=5).power < plan(blocks=20, block_days=3).power


def test_an_effect_is_found_with_an_interval_that_holds_it():
    design = plan(blocks=20, block_days=3)
    b = np.array(design.schedule) == "B"
    outcome = analyse_experiment(design, 5 + 1.5 * b + np.random.default_rng(1).normal(0, 1, design.days))
    assert outcome.answer == "higher"
    assert outcome.low <= 1.5 <= outcome.high


def test_a_schedule_that_was_not_followed_gives_no_number():
    design = plan()
    other = ["A" if letter == "B" else "B" for letter in design.schedule]
    outcome = analyse_experiment(design, np.arange(60.0), followed=other)
    assert outcome.not_enough == "schedule_not_followed"
    assert outcome.estimate is None


def test_a_schedule_partly_followed_is_analysed_as_drawn_and_said():
    design = plan()
    done = [None if day % 2 else letter for day, letter in enumerate(design.schedule)]
    done[0] = done[2] = done[4] = done[10] = "A" if design.schedule[0] == "B" else "B"
    values = np.random.default_rng(2).normal(0, 1, 60)
    outcome = analyse_experiment(design, values, followed=done)
    assert outcome.estimate == analyse_experiment(design, values).estimate
    assert ("schedule_partly_followed" in outcome.limits) == (outcome.followed < 0.9)


def test_too_few_answered_pairs_give_no_number():
    values = np.full(60, np.nan)
    values[:30] = 1.0
    assert analyse_experiment(plan(), values).not_enough == "too_few_pairs"


def test_an_outcome_that_never_varies_gives_no_number():
    assert analyse_experiment(plan(), np.ones(60)).not_enough == "no_variation"


@pytest.mark.parametrize(
    "changed",
    [
        {"blocks": 7},
        {"blocks": 0},
        {"effect": 0},
        {"noise_sd": 0},
        {"noise_sd": np.nan},
        {"washout_days": 5},
        {"carry_over": 1.0},
        {"answered": 0},
        {"effect": "large"},
        {"effect": None},
        {"noise_sd": 1e300},
        {"blocks": float("nan")},
        {"blocks": "12"},
        {"block_days": 2.5},
        {"block_days": 61},
        {"least_power": 2},
        {"seed": -1},
        {"seed": "x"},
    ],
)
def test_designs_that_make_no_sense_are_refused_in_a_sentence(changed):
    with pytest.raises(InputError) as caught:
        plan(**changed)
    assert str(caught.value).endswith(".")


def test_a_whole_number_written_with_a_point_is_a_whole_number():
    assert plan(blocks=12.0, block_days=5.0) == plan()


def test_more_blocks_than_any_plan_may_have_are_not_offered():
    assert plan(level=1e-12).blocks_needed is None
    assert plan(answered=1e-9).blocks_needed is None


@pytest.mark.parametrize("given", [None, 3, "1" * 60, {0: 1.0}, ["lots"] * 60, [[1]] * 60, [1j] * 60, [1e200] * 60])
def test_an_outcome_that_is_no_list_of_numbers_is_refused_in_a_sentence(given):
    with pytest.raises(InputError, match=r"\.$"):
        analyse_experiment(plan(), given)


def test_an_outcome_may_say_nothing_in_any_way():
    values = np.random.default_rng(5).normal(5, 1, 60)
    said = analyse_experiment(plan(), [math.nan if k < 4 else v for k, v in enumerate(values)])
    for nothing in (None, pd.NA):
        assert analyse_experiment(plan(), [nothing if k < 4 else v for k, v in enumerate(values)]) == said
    assert analyse_experiment(plan(), np.ma.masked_array(values, np.arange(60) < 4)) == said
    assert said.days_missing == 4


@pytest.mark.parametrize("done", [["a"] * 60, ["C"] * 60, [1] * 60, "A" * 60, 3])
def test_what_was_done_is_a_or_b_or_nothing(done):
    with pytest.raises(InputError, match="What was done"):
        analyse_experiment(plan(), np.arange(60.0), followed=done)


def test_only_a_whole_plan_is_analysed():
    design = plan()
    for odd in (None, "ABAB", replace(design, schedule=design.schedule[:30])):
        with pytest.raises(InputError):
            analyse_experiment(odd, np.arange(30.0))


def test_an_outcome_of_another_length_is_refused():
    with pytest.raises(InputError, match="60 days and the outcome 59"):
        analyse_experiment(plan(), np.zeros(59))
