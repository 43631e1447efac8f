"""The engine's numbers against another hand: statsmodels, dense matrices and full enumeration."""

import itertools

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from scipy.optimize import minimize_scalar
from scipy.stats import t as student
from statsmodels.stats.multitest import multipletests

from bench.connections.scenarios import EVENT_SCENARIOS
from bench.connections.simulate import patient
from concord.connections import analyse, ar1, batch, changes, design, drifting, lags, multiple, randomisation
from concord.connections.frame import read_diary


def gappy_series(phi=0.6, days=200, answered=150, seed=0):
    rng = np.random.default_rng(seed)
    noise = np.zeros(days)
    for t in range(1, days):
        noise[t] = phi * noise[t - 1] + rng.standard_normal()
    keep = np.sort(rng.choice(days, answered, replace=False))
    x = np.column_stack([np.ones(answered), rng.standard_normal((answered, 3))])
    return x, x @ [1.0, 2.0, 0.0, -1.0] + noise[keep], keep


def test_whitening_a_gappy_diary_is_the_generalised_least_squares_of_statsmodels():
    x, y, keep = gappy_series()
    phi = 0.55
    white = ar1.whiten(np.column_stack([x, y]), np.diff(keep), phi)
    ours = sm.OLS(white[:, -1], white[:, :-1]).fit()
    theirs = sm.GLS(y, x, sigma=phi ** np.abs(keep[:, None] - keep)).fit()
    np.testing.assert_allclose(ours.params, theirs.params, rtol=1e-9)
    np.testing.assert_allclose(ours.bse, theirs.bse, rtol=1e-9)


@pytest.mark.parametrize("phi", [0.0, 0.3, 0.6, 0.9])
def test_the_carry_over_is_the_top_of_the_restricted_likelihood(phi):
    x, y, keep = gappy_series(phi, seed=int(10 * phi))
    n, q = x.shape

    def dense(value):
        v = np.power(value, np.abs(keep[:, None] - keep))
        solved = np.linalg.solve(v, np.column_stack([x, y]))
        fixed = x.T @ solved[:, :-1]
        rest = y @ solved[:, -1] - (x.T @ solved[:, -1]) @ np.linalg.solve(fixed, x.T @ solved[:, -1])
        return 0.5 * ((n - q) * np.log(rest) + np.linalg.slogdet(fixed)[1] + np.linalg.slogdet(v)[1])

    best = minimize_scalar(dense, bounds=(1e-6, 0.98), method="bounded", options={"xatol": 1e-7}).x
    found = ar1.estimate_carry(np.column_stack([x, y]), np.diff(keep))
    assert found.phi == pytest.approx(best, abs=0.004) or (best < 1e-3 and found.phi < 0.02)


def test_every_slope_and_hc3_error_of_the_batch_is_that_of_statsmodels():
    rng = np.random.default_rng(3)
    n, q, p = 140, 4, 9
    base = np.column_stack([np.ones(n), rng.standard_normal((n, q - 1))])
    x = rng.standard_normal((n, p)) + 0.5 * rng.standard_normal((n, 1))
    y = x[:, 2] * 0.5 + rng.standard_normal(n) * (1 + x[:, 0] ** 2)
    rows = lags._rows(np.column_stack([base, x, y]), q, np.ones(n - 1, int), 0.0)
    projected, leverage = lags._without_calendar(rows)
    cross = rows.cross
    controls = np.array([[(k + 1) % p, (k + 4) % p, p] if k % 2 else [(k + 2) % p, p, p] for k in range(p)])
    solved = batch.solve(cross, controls)
    ours = batch.standard_errors(projected, solved, leverage, noise=0.0)
    for k in range(p):
        held = [c for c in controls[k] if c < p]
        model = sm.OLS(y, np.column_stack([base, x[:, held], x[:, k]])).fit()
        assert solved.slope[k] == pytest.approx(model.params[-1], rel=1e-6)
        assert ours[k] == pytest.approx(model.HC3_se[-1], rel=1e-6)


def test_the_noise_of_the_unselected_model_is_the_floor():
    rng = np.random.default_rng(4)
    projected = rng.standard_normal((80, 4))
    solved = batch.solve(projected.T @ projected, np.full((3, 1), 3))
    wide = batch.standard_errors(projected, solved, np.zeros(80), noise=100.0)
    np.testing.assert_allclose(wide, np.sqrt(100.0 / solved.own))


def test_q_values_are_those_of_statsmodels():
    p = np.random.default_rng(5).random(200) ** 3
    np.testing.assert_allclose(multiple.q_values(p), multipletests(p, method="fdr_bh")[1], rtol=1e-12)


def test_everything_asked_of_one_person_is_counted_together():
    """Against statsmodels, with what each kind may use up: a mark or a medicine five times what one delay of a measure may."""
    made = patient(EVENT_SCENARIOS[0], 42)
    tests = analyse(made.days, made.events).tests
    p = np.array([test.p for test in tests])
    weight = np.array([1.0 if test.kind == "lag" else 5.0 for test in tests])
    weight /= weight.mean()
    wanted = np.maximum(multipletests(np.minimum(p / weight, 1), method="fdr_bh")[1], p)
    np.testing.assert_allclose([test.q for test in tests], wanted, rtol=1e-12)
    reported = (wanted <= 0.10).sum()
    miss = np.minimum(0.05 * max(reported, 1) / len(tests) * weight, 0.05)
    event = next(k for k, test in enumerate(tests) if test.kind == "event")
    test, free = tests[event], 1e9
    assert (test.high_rep - test.estimate) / test.se > student.ppf(1 - miss[event] / 2, free)


def test_shown_intervals_follow_benjamini_and_yekutieli():
    assert multiple.shown_level(reported=90, tests=100, weight=5.0) == 0.05
    assert multiple.shown_level(reported=5, tests=100) == pytest.approx(0.05 * 5 / 100)
    assert multiple.shown_level(reported=0, tests=100) == pytest.approx(0.05 / 100)


def test_leaving_out_the_calendar_is_regressing_on_it():
    columns = np.random.default_rng(6).standard_normal((60, 7))
    rows = lags._rows(columns, 3, np.ones(59, int), 0.0)
    rest = sm.OLS(columns[:, 3:], columns[:, :3]).fit().resid
    np.testing.assert_allclose(rows.cross, rest.T @ rest, atol=1e-8)
    np.testing.assert_allclose(lags._without_calendar(rows)[0], rest, atol=1e-9)


def test_what_is_filled_in_is_the_expectation_between_its_neighbours():
    days = np.arange(7)
    rho = 0.7
    cov = rho ** np.abs(days[:, None] - days)
    seen = np.array([True, False, False, True, False, True, False])
    values = np.where(seen, np.array([1.0, 0, 0, -0.5, 0, 2.0, 0]), 0.0)
    expected = cov[:, seen] @ np.linalg.solve(cov[np.ix_(seen, seen)], values[seen])
    filled = design._bridge(values[:, None], seen[:, None], np.array([rho]))[:, 0]
    np.testing.assert_allclose(filled[~seen], expected[~seen], atol=1e-9)


def test_the_drifting_model_is_a_mixed_model_done_with_dense_matrices(monkeypatch):
    x, y, keep = gappy_series(0.4, seed=8)
    monkeypatch.setattr(drifting, "PHIS", np.array([0.4]))
    monkeypatch.setattr(drifting, "DRIFTS", np.array([1.0]))
    found = drifting.effects(x, keep, 200, y, [1, 3])
    waves, share = drifting.random_walk(keep, 200)
    v = 0.4 ** np.abs(keep[:, None] - keep) + (waves * share) @ waves.T
    theirs = sm.GLS(y, x, sigma=v).fit()
    np.testing.assert_allclose(found.estimate, theirs.params[[1, 3]], rtol=1e-6)
    np.testing.assert_allclose(found.se, theirs.bse[[1, 3]], rtol=1e-6)


@pytest.mark.parametrize("pairs", [5, 6, 8])
def test_an_experiment_is_exact_by_listing_every_schedule(pairs):
    rng = np.random.default_rng(pairs)
    differences, weights = rng.standard_normal(pairs) + 0.4, rng.uniform(0.5, 2.0, pairs)
    real = abs((weights * differences).sum())
    listed = [abs((weights * differences * signs).sum()) for signs in itertools.product([1, -1], repeat=pairs)]
    expected = np.mean([value >= real - 1e-9 for value in listed])
    assert randomisation.p_value(differences, weights) == pytest.approx(expected)


@pytest.mark.parametrize("seed", range(6))
def test_the_interval_of_an_experiment_is_every_effect_not_refuted(seed):
    rng = np.random.default_rng(seed)
    differences, weights = rng.standard_normal(7), rng.uniform(0.5, 2.0, 7)
    low, high = randomisation.interval(differences, weights, 0.05)
    tiny = 1e-7
    assert (
        randomisation.p_value(differences, weights, low - tiny)
        <= 0.05
        < randomisation.p_value(differences, weights, low + tiny)
    )
    assert (
        randomisation.p_value(differences, weights, high + tiny)
        <= 0.05
        < randomisation.p_value(differences, weights, high - tiny)
    )


def test_under_no_effect_no_more_than_one_schedule_in_twenty_is_called():
    noise = np.random.default_rng(9).standard_normal(6)
    called = [
        randomisation.p_value(noise * signs, np.ones(6)) <= 0.05 for signs in itertools.product([1, -1], repeat=6)
    ]
    assert np.mean(called) <= 0.05


def test_a_slope_without_gaps_or_other_links_is_generalised_least_squares():
    rng = np.random.default_rng(10)
    n = 300
    days = pd.DataFrame({"date": pd.date_range("2024-01-01", periods=n), "pil.walk": rng.standard_normal(n)})
    noise = np.zeros(n)
    for t in range(1, n):
        noise[t] = 0.5 * noise[t - 1] + rng.standard_normal()
    days["sym.pain"] = 5 + 0.8 * days["pil.walk"] + noise
    diary = read_diary(days)
    columns = lags.lagged_columns(diary, (0,))
    found = lags.slopes(diary.symptoms[:, 0], columns, np.array([True]))
    base = design.calendar_columns(diary.weekday(), np.arange(n))
    x = np.column_stack([base, days["pil.walk"]])
    theirs = sm.GLS(
        days["sym.pain"].to_numpy(), x, sigma=found.carry.phi ** np.abs(np.arange(n)[:, None] - np.arange(n))
    ).fit()
    assert found.estimate[0] == pytest.approx(theirs.params[-1], rel=1e-6)
    assert found.se[0] >= theirs.bse[-1] * (1 - 1e-6)


def test_the_scan_for_a_change_finds_a_large_shift():
    rng = np.random.default_rng(11)
    symptom = rng.standard_normal(200) + 3.0 * (np.arange(200) >= 120)
    shift = changes.level_shift(symptom, np.arange(200) % 7)
    assert abs(shift.day - 120) <= 3
    assert shift.estimate == pytest.approx(3.0, abs=0.6)
