"""What comes round in a symptom is held, so that two things that come round alike are not taken for a link."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from bench.connections.scenarios import PLAIN
from bench.connections.simulate import patient
from concord.connections import analyse, ar1, rhythms

CYCLE = replace(PLAIN, name="null, a cycle of weeks", rounds=0.8, links=False)
PEOPLE = 12


def noise(rng, days: int, phi: float = 0.5) -> np.ndarray:
    out = rng.standard_normal(days)
    for t in range(1, days):
        out[t] = phi * out[t - 1] + np.sqrt(1 - phi**2) * out[t]
    return out


def answered(rng, days: int = 365) -> np.ndarray:
    return np.flatnonzero(rng.random(days) > 0.15)


@pytest.mark.parametrize("days_a_round", [9.0, 14.0, 27.3, 70.0])
def test_a_rhythm_is_found_at_its_length_through_the_gaps(days_a_round):
    rng = np.random.default_rng(1)
    used = answered(rng)
    symptom = (noise(rng, 365) + np.sin(2 * np.pi * np.arange(365) / days_a_round))[used]
    waves, rounds = rhythms.find(np.ones((len(used), 1)), symptom, used, 0.5)
    assert rounds[0] == pytest.approx(days_a_round, rel=0.03)
    assert waves.shape[0] == len(used)
    left = symptom - waves @ np.linalg.lstsq(waves, symptom, rcond=None)[0]
    assert left.std() < 1.1 < symptom.std()


def test_the_height_of_a_wave_is_what_a_regression_says_of_it():
    """Against numpy's least squares: twice the height is the share of the squares that cosine and sine explain, in noise."""
    rng = np.random.default_rng(2)
    used = answered(rng, 200)
    gap, phi = np.diff(used), 0.4
    symptom = (noise(rng, 200, phi) + 0.8 * np.cos(2 * np.pi * np.arange(200) / 21))[used]
    white = ar1.whiten(np.column_stack([symptom, np.ones(len(used))]), gap, phi)
    turns = rhythms._places(int(used[-1] - used[0]) + 1)[0]
    height = rhythms.heights(white, used, np.diff(used), phi)
    rest, spread = rhythms._left(white)
    for place in (int(np.argmax(height)), 40, 90, 200):
        angle = 2 * np.pi * turns[place] * used
        wave = ar1.whiten(np.column_stack([np.ones(len(used)), np.cos(angle), np.sin(angle)]), gap, phi)
        explained = float(rest @ wave @ np.linalg.lstsq(wave, rest, rcond=None)[0]) / spread / 2
        assert height[place] == pytest.approx(explained, rel=0.1, abs=0.02)
    assert 1 / turns[np.argmax(height)] == pytest.approx(21, rel=0.05)
    assert height.max() > rhythms.LEAST_POWER


def test_a_rota_in_steps_needs_its_overtones_and_is_one_rhythm():
    rng = np.random.default_rng(3)
    used = answered(rng)
    symptom = (noise(rng, 365, 0.2) + np.sign(np.sin(2 * np.pi * (np.arange(365) + 0.5) / 10)))[used]
    waves, rounds = rhythms.find(np.ones((len(used), 1)), symptom, used, 0.2)
    assert rounds[0] == pytest.approx(10, rel=0.02)
    assert waves.shape[1] >= 4
    assert not any(abs(one - 10 / 3) < 0.2 for one in rounds)


def test_noise_alone_seldom_has_a_rhythm():
    rng = np.random.default_rng(4)
    found = [rhythms.find(np.ones((365, 1)), noise(rng, 365), np.arange(365), 0.5)[1] for _ in range(200)]
    assert sum(bool(one) for one in found) < 60


def test_in_a_person_with_a_cycle_nothing_is_made_of_it(monkeypatch):
    people = [patient(CYCLE, seed).days for seed in range(200, 200 + PEOPLE)]

    def told() -> int:
        return sum(any(test.kind == "lag" for test in analyse(days).reported) for days in people)

    assert told() <= 3
    monkeypatch.setattr(rhythms, "find", lambda _base, _symptom, used, _phi: (np.zeros((len(used), 0)), ()))
    assert told() >= 8


def test_what_was_held_is_told():
    days = patient(CYCLE, 7).days
    rounds = [one for fit in analyse(days).fits for one in fit.rhythms]
    assert any(18 < one < 40 for one in rounds)


@pytest.mark.parametrize("every", [2, 7, 14])
def test_answers_on_few_and_even_days_do_no_harm(every):
    rng = np.random.default_rng(5)
    days = pd.DataFrame({"date": pd.date_range("2024-01-01", periods=700), "pil.sleep": rng.normal(7, 1, 700)})
    days["sym.pain"] = np.where(np.arange(700) % every == 0, rng.normal(5, 1, 700), np.nan)
    for test in analyse(days).tests:
        assert np.isfinite([test.estimate, test.low, test.high, test.p]).all()
