"""A small, fixed-seed version of the benchmark, with generous limits; the stated figures are in docs/made."""

import json
from pathlib import Path

import numpy as np
import pytest

from bench.connections import report, run
from bench.connections.scenarios import LAG_SCENARIOS, STRONG_NULL
from bench.connections.score import score_lags
from bench.connections.simulate import patient
from concord.connections import analyse

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def everyone():
    """Two patients of every lag scenario with links."""
    return [
        score_lags(made, analyse(made.days, made.events).tests)
        for number, kind in enumerate(LAG_SCENARIOS)
        if kind.links
        for made in [patient(kind, 70_000 + 10 * number + k) for k in range(2)]
    ]


def test_about_one_in_ten_findings_is_chance_not_more(everyone):
    assert np.mean([score.false / max(score.reported, 1) for score in everyone]) <= 0.15


def test_intervals_hold_the_truth_about_nineteen_times_in_twenty(everyone):
    assert 0.90 <= np.mean([hit for score in everyone for hit in score.true_covered]) <= 0.99
    assert 0.94 <= np.mean([hit for score in everyone for hit in score.null_covered]) <= 0.98
    assert np.mean([hit for score in everyone for hit in score.shown_covered]) >= 0.88


def test_large_links_are_found_and_medium_ones_mostly(everyone):
    assert np.mean([hit for score in everyone for hit in score.found["large"]]) >= 0.93
    assert np.mean([hit for score in everyone for hit in score.found["medium"]]) >= 0.80


def test_a_diary_in_which_nothing_is_linked_mostly_stays_silent():
    alarms = [
        any(t.q <= 0.10 for t in analyse(patient(STRONG_NULL, 71_000 + k).days).tests if t.kind == "lag")
        for k in range(12)
    ]
    assert sum(alarms) <= 4


def test_short_diaries_are_silent_rather_than_guessing():
    figures = run.lags(10, 90, ("plain",), seed=72_000)["plain"]
    assert figures["fdr"][0] <= 0.25


def test_events_are_covered_and_rarely_invented():
    figures = run.events(3, seed=73_000)
    assert np.mean([figure["coverage"][0] for figure in figures.values()]) >= 0.88
    assert np.mean([figure["false"][0] for figure in figures.values()]) <= 0.08
    assert np.mean([figure["power"][0] for figure in figures.values()]) >= 0.20


def test_the_interval_of_an_experiment_holds_the_truth():
    figures = run.experiments(20, seed=74_000)
    assert np.mean([figure["coverage"][0] for figure in figures.values()]) >= 0.93


def test_time_grows_with_days_no_faster_than_the_days():
    spent = run._cpu
    year, five = patient(LAG_SCENARIOS[0], 1, 365).days, patient(LAG_SCENARIOS[0], 1, 1825).days
    assert spent(lambda: analyse(five), 3)["least_ms"] < 12 * spent(lambda: analyse(year), 3)["least_ms"]


def test_the_page_of_figures_is_the_one_the_figures_give():
    figures = json.loads((ROOT / "bench/connections/figures.json").read_text())
    assert (ROOT / "docs/made/connections-bench.md").read_text() == report.page(figures)
