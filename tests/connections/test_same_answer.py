"""The same diary gives the same answer, whatever the order of rows, columns or units; and what is said is what was asked."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from bench.connections.scenarios import EVENT_SCENARIOS, LAG_SCENARIOS, PLAIN
from bench.connections.simulate import patient
from concord.connections import Options, analyse, threads

RECORDED = json.loads((Path(__file__).parent / "recorded_answers.json").read_text())


@pytest.fixture(scope="module")
def made():
    return patient(EVENT_SCENARIOS[0], 42, 365)


@pytest.fixture(scope="module")
def answer(made):
    return analyse(made.days, made.events)


def test_order_of_rows_and_columns_changes_not_a_bit(made, answer):
    rng = np.random.default_rng(0)
    shuffled = made.days.iloc[rng.permutation(len(made.days))]
    shuffled = shuffled[rng.permutation(shuffled.columns)]
    assert analyse(shuffled, made.events.iloc[::-1]).to_dicts() == answer.to_dicts()


def test_another_run_gives_the_same_bits(made, answer):
    assert analyse(made.days, made.events).to_dicts() == answer.to_dicts()


def test_another_unit_changes_only_the_unit(made, answer):
    hours = made.days.assign(**{"pil.sleep": made.days["pil.sleep"] * 60})
    for before, after in zip(answer.tests, analyse(hours, made.events).tests, strict=True):
        scale = 60 if before.cause == "pil.sleep" else 1
        assert after.p == pytest.approx(before.p, rel=1e-6, abs=1e-12)
        assert after.estimate * scale == pytest.approx(before.estimate, rel=1e-6, abs=1e-9)


def test_every_test_made_is_returned_with_its_interval(answer):
    kinds = pd.Series([test["kind"] for test in answer.to_dicts()]).value_counts()
    assert kinds["lag"] == 14 * 6 * 4
    assert kinds["event"] == 12
    assert kinds["dose"] == 12
    for test in answer.tests:
        assert test.low_rep <= test.low < test.estimate < test.high <= test.high_rep
        assert 0 < test.p <= test.q <= 1


def test_change_points_are_off_and_said_so(made, answer):
    assert answer.not_asked == ("change",)
    asked = analyse(made.days, made.events, Options(change_points=True))
    assert sum(test.kind == "change" for test in asked.tests) == 6
    assert asked.not_asked == ()


def test_a_dictionary_of_arrays_is_a_table_too(made, answer):
    plain = {name: made.days[name].to_numpy() for name in made.days}
    assert analyse(plain, made.events).to_dicts() == answer.to_dicts()


def test_a_large_link_is_found_at_its_lag_and_its_size():
    made = patient(PLAIN, 11)
    tests = {(t.cause, t.effect, t.lag): t for t in analyse(made.days).tests if t.kind == "lag"}
    for key, size in made.sizes.items():
        if size == "large":
            assert tests[key].q <= 0.10
            assert tests[key].low_rep <= made.links[key] <= tests[key].high_rep


def test_a_dose_that_works_is_seen_per_whole_step_of_taking():
    rng = np.random.default_rng(12)
    taken = (rng.random(500) < np.repeat(rng.uniform(0.1, 0.95, 20), 25)).astype(float)
    trailing = pd.Series(taken).rolling(14, min_periods=7).mean().fillna(0.5)
    days = pd.DataFrame({"date": pd.date_range("2023-01-01", periods=500), "med.pill": taken})
    days["sym.pain"] = 6 - 3 * trailing + rng.standard_normal(500)
    dose = next(test for test in analyse(days).tests if test.kind == "dose")
    assert dose.low <= -3 <= dose.high
    assert dose.q <= 0.10
    assert dose.lag == 14


@pytest.mark.parametrize("name", RECORDED)
def test_what_this_method_answered_is_answered_still(name):
    """Recorded when the method last changed (connections 3), patient 75,000 of each kind; only the last digits may differ."""
    made = patient(next(kind for kind in (*LAG_SCENARIOS, *EVENT_SCENARIOS) if kind.name == name), 75_000)
    tests = {(t.kind, t.cause, t.effect, t.lag): t for t in analyse(made.days, made.events).tests}
    for kind, cause, effect, lag, *numbers, n in RECORDED[name]:
        now = tests[(kind, cause, effect, lag)]
        assert now.n == n
        assert [now.estimate, now.low, now.high_rep, now.p, now.q] == pytest.approx(numbers, rel=1e-9, abs=1e-10)


def test_one_patient_is_one_thread_and_the_others_are_given_back():
    told, choose = threads._knobs() or pytest.skip("numpy has brought another BLAS")
    before = told()
    choose(2)
    try:
        with threads.one_thread():
            assert told() == 1
        assert told() == 2
    finally:
        choose(before)
