"""Patients whose truth is known. One call, one patient; everything comes from the seed."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from scipy.signal import lfilter
from scipy.special import ndtri

from bench.connections.scenarios import Scenario

EXPOSURES = (
    "pil.sleep",
    "pil.movement",
    "pil.food",
    "pil.stress",
    "pil.people",
    "pil.daylight",
    "flag.alcohol",
    "flag.late_meal",
    "flag.nap",
    "med.morning",
    "med.evening",
    "wear.steps",
    "wear.heart_rate",
    "wear.deep_sleep",
)
SYMPTOMS = ("sym.headache", "sym.fatigue", "sym.pain", "sym.nausea", "sym.mood", "sym.fog")
CENTRE = np.array([7, 30, 5, 4, 3, 60, 0, 0, 0, 0, 0, 7000, 64, 80.0])
SPREAD = np.array([1.1, 18, 1.6, 1.8, 1.3, 35, 1, 1, 1, 1, 1, 2600, 5, 22.0])
SHARE_YES = {6: 0.35, 7: 0.30, 8: 0.25, 9: 0.85, 10: 0.75}
SIZES = {"small": 0.20, "medium": 0.35, "large": 0.55}
LAGS = 4
WARM_UP = 60
NOISE_SD = 1.4  # points
EVENT_DAYS = 42


@dataclass
class Patient:
    """One simulated diary with what is true in it.

    `links`: (cause, effect, lag) -> points per unit. `sizes`: the same keys -> small, medium or large.
    `neutral`: keys that are neither right nor wrong (carried-over lags). `hidden`: pairs that share an
    unmeasured cause. `changes`: (event label, effect) -> mean change over 42 days, in points.
    """

    days: pd.DataFrame
    events: pd.DataFrame
    links: dict = field(default_factory=dict)
    sizes: dict = field(default_factory=dict)
    neutral: set = field(default_factory=set)
    hidden: set = field(default_factory=set)
    changes: dict = field(default_factory=dict)


@dataclass(frozen=True)
class _Driver:
    """A common cause: which exposures follow it, and the symptoms it moves."""

    followers: tuple = ()
    moved: tuple = ()


def patient(kind: Scenario, seed: int, days: int = 365) -> Patient:
    """A patient of this kind. Same seed, same patient."""
    rng = np.random.default_rng([seed, 20])
    total = days + WARM_UP
    links = _draw_links(kind, rng)
    driver = _draw_driver(kind, rng)
    exposures, symptoms = _live(kind, rng, total, links, driver)
    exposures, symptoms = exposures[WARM_UP:], symptoms[WARM_UP:]
    dates = pd.date_range("2023-01-02", periods=days)
    events, changes = _add_events(kind, rng, dates, symptoms)
    if kind.whole_numbers:
        symptoms = np.round(symptoms)
    symptoms = np.clip(symptoms, 0, 10)
    exposures, symptoms = _lose_answers(kind, rng, exposures, symptoms)
    frame = pd.DataFrame(np.hstack([exposures, symptoms]), columns=[*EXPOSURES, *SYMPTOMS])
    frame.insert(0, "date", dates)
    made = Patient(frame, events, changes=changes)
    _write_truth(kind, made, links, driver)
    return made


def _draw_links(kind, rng):
    """Six links on different pairs, two of each size: (exposure, symptom, lag, size name, signed size)."""
    if not kind.links:
        return []
    pairs = rng.choice(len(EXPOSURES) * len(SYMPTOMS), size=6, replace=False)
    return [
        (int(pair) // 6, int(pair) % 6, int(rng.integers(LAGS)), size, SIZES[size] * rng.choice([-1, 1]))
        for pair, size in zip(pairs, ["small", "medium", "large"] * 2, strict=True)
    ]


def _draw_driver(kind, rng):
    """Measured: the stress column itself drives two others. Hidden: nobody wrote it down."""
    if kind.driver == "none":
        return _Driver()
    followers = tuple(int(i) for i in rng.choice([0, 1, 2, 11, 12], size=2, replace=False))
    return _Driver(followers, tuple(int(j) for j in rng.choice(6, size=2, replace=False)))


def _live(kind, rng, total, links, driver):
    """Run the days. Returns exposures in their units, symptoms in points."""
    count, effects = len(EXPOSURES), len(SYMPTOMS)
    rho, phi = rng.uniform(*kind.exposure_ar, count), rng.uniform(*kind.ar, effects)
    shared = lfilter([np.sqrt(1 - 0.25)], [1, -0.5], rng.standard_normal(total))
    own = rng.standard_normal((total, count)) * np.sqrt(1 - rho**2)
    shocks = _shocks(kind, rng, total, effects)
    scale = np.sqrt((1 + 2 * phi * kind.arma + kind.arma**2) / (1 - phi**2))
    steady = _calendar(kind, rng, total, effects)
    rhythm = _calendar(kind, rng, total, count) * 0.8
    if kind.rounds:
        turn = _rounds(rng, total)
        steady = steady + kind.rounds * np.sin(turn + rng.uniform(0, 6, effects))
        rhythm[:, :8] += kind.rounds * np.sin(turn + rng.uniform(0, 6, 8))
    fed = (
        {int(i): int(j) for i, j in zip(rng.choice(6, 3, replace=False), rng.choice(6, 3, replace=False), strict=True)}
        if kind.feedback
        else {}
    )
    state, noise = np.zeros(count), np.zeros(effects)
    seen = np.zeros((total, count))
    felt = np.zeros((total, effects))
    mean, sd = _long_run(kind)
    for t in range(total):
        state = rho * state + own[t]
        level = 0.9 * state + np.sqrt(1 - 0.81) * shared[t] * (np.arange(count) % 3 == 0)
        level = level + rhythm[t]
        if driver.followers:
            source = shared[t] * 1.2 if kind.driver == "hidden" else level[3]
            level[list(driver.followers)] = 0.7 * level[list(driver.followers)] + 0.7 * source
        for i, j in fed.items():
            level[i] += kind.feedback * felt[t - 1, j] if t else 0
        seen[t] = _as_answered(kind, level)
        push = np.zeros(effects)
        for i, j, lag, _, size in links:
            if t >= lag:
                push[j] += size * (seen[t - lag, i] - mean[i]) / sd[i]
        for j in driver.moved:
            push[j] += 0.4 * (shared[t] if kind.driver == "hidden" else seen[t, 3] - mean[3])
        if kind.recursion:
            previous = felt[t - 1] - steady[t - 1] if t else 0
            felt[t] = phi * previous + shocks[t] * np.sqrt(1 - phi**2) + push + steady[t]
        else:
            noise = phi * noise + (shocks[t] + kind.arma * (shocks[t - 1] if t else 0)) / scale
            felt[t] = noise + push + steady[t]
    return CENTRE + SPREAD * seen, 4.8 + NOISE_SD * felt


def _as_answered(kind, level):
    """Latent levels (SD) as they would be written: flags and medicines 0/1, a few mostly zero."""
    out = level.copy()
    for i in SHARE_YES:
        out[i] = float(level[i] > _CUT[i])
    if kind.zero_inflated:
        for i in (1, 4, 5):
            out[i] = max(0.0, level[i] - 0.7) * 2
    return out


_CUT = {i: float(-ndtri(share)) for i, share in SHARE_YES.items()}


def _long_run(kind):
    """Mean and SD of each answered exposure over a long quiet life, so that sizes mean SDs."""
    draw = np.random.default_rng(7).standard_normal((4000, len(EXPOSURES)))
    seen = np.array([_as_answered(kind, row) for row in draw]) if kind not in _LONG_RUN else None
    if seen is not None:
        _LONG_RUN[kind] = (seen.mean(axis=0), seen.std(axis=0))
    return _LONG_RUN[kind]


_LONG_RUN: dict = {}


def _shocks(kind, rng, total, effects):
    """Daily shocks of unit variance, (days, symptoms)."""
    shocks = rng.standard_normal((total, effects))
    if kind.heavy_tails:
        shocks = rng.standard_t(5, (total, effects)) / np.sqrt(5 / 3)
    if kind.uneven_noise:
        wave = np.sin(np.arange(total)[:, None] / rng.uniform(8, 40, effects) + rng.uniform(0, 6, effects))
        spread = np.exp(0.6 * wave)
        shocks = shocks * spread / np.sqrt(np.mean(spread**2, axis=0))
    return shocks


def _calendar(kind, rng, total, columns):
    """Weekday rhythm plus drift in SD, (days, columns)."""
    time = np.arange(total)
    week = kind.weekly * rng.standard_normal((7, columns))
    out = week[time % 7]
    if kind.drift == "trend":
        slope = rng.uniform(-1, 1, columns) * (time[:, None] / total - 0.5)
        wave = np.sin(2 * np.pi * time[:, None] / rng.uniform(150, 500, columns) + rng.uniform(0, 6, columns))
        out = out + kind.drift_size * (1.5 * slope + 0.7 * wave)
    if kind.drift == "walk":
        out = out + kind.drift_size * np.cumsum(rng.standard_normal((total, columns)), axis=0) / np.sqrt(total)
    return out


def _rounds(rng, total):
    """The angle of one person's cycle on each day, (days, 1); rounds differ by about two and a half days."""
    usual = rng.uniform(21, 35)
    lengths = np.round(np.clip(rng.normal(usual, 2.5, total // 15), 15, 50)).astype(int)
    return 2 * np.pi * np.cumsum(np.repeat(1 / lengths, lengths))[:total, None]


def _add_events(kind, rng, dates, symptoms):
    """Step changes from dated events, on about a third of the symptoms; returns events and the truth."""
    if not kind.events:
        return pd.DataFrame({"date": [], "label": []}), {}
    room = (len(dates) - 130 - EVENT_DAYS) // kind.events
    starts = [int(130 + k * room + rng.integers(max(room - EVENT_DAYS, 1))) for k in range(kind.events)]
    changes = {}
    for k, start in enumerate(starts):
        for j, name in enumerate(SYMPTOMS):
            size = kind.event_size * NOISE_SD * rng.choice([-1, 1]) if rng.random() < 1 / 3 else 0.0
            symptoms[start:, j] += size
            changes[(f"event {k + 1}", name)] = size
    labels = [f"event {k + 1}" for k in range(len(starts))]
    return pd.DataFrame({"date": dates[starts], "label": labels}), changes


def _lose_answers(kind, rng, exposures, symptoms):
    """Blank cells, whole runs of days, or days that were bad days; copies come back."""
    exposures, symptoms = exposures.copy(), symptoms.copy()
    total = len(symptoms)
    if kind.gaps == "cells":
        whole = rng.random(total) < kind.missing / 2
        rest = kind.missing / 2 / (1 - kind.missing / 2)
        exposures[rng.random(exposures.shape) < rest] = np.nan
        symptoms[rng.random(symptoms.shape) < rest] = np.nan
    elif kind.gaps == "blocks":
        whole = np.zeros(total, bool)
        while whole.mean() < kind.missing:
            start = int(rng.integers(total))
            whole[start : start + int(rng.integers(3, 21))] = True
    else:
        bad = (symptoms - symptoms.mean(axis=0)) / symptoms.std(axis=0)
        mood = lfilter([1], [1, -0.5], rng.standard_normal(total))
        push = bad.mean(axis=1) * np.sqrt(6) + 0.5 * mood
        whole = rng.random(total) < _logistic(push + _level_for(push, kind.missing))
    exposures[whole], symptoms[whole] = np.nan, np.nan
    return exposures, symptoms


def _logistic(value):
    return 1 / (1 + np.exp(-value))


def _level_for(push, share):
    """The constant that makes the mean chance of losing a day the share asked for."""
    low, high = -10.0, 10.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if _logistic(push + middle).mean() < share else (low, middle)
    return middle


def _write_truth(kind, made, links, driver):
    """Fill in what is true, per unit of the exposure, and which tests are neither right nor wrong."""
    _, sd = _long_run(kind)
    for i, j, lag, size, amount in links:
        key = (EXPOSURES[i], SYMPTOMS[j], lag)
        made.links[key] = amount * NOISE_SD / (sd[i] * SPREAD[i])
        made.sizes[key] = size
        if kind.recursion:
            made.neutral |= {(EXPOSURES[i], SYMPTOMS[j], later) for later in range(lag + 1, LAGS)}
    for j in driver.moved:
        if kind.driver == "measured":
            key = (EXPOSURES[3], SYMPTOMS[j], 0)
            made.links[key] = made.links.get(key, 0) + 0.4 * NOISE_SD / SPREAD[3]
            made.sizes[key] = "driver"
        else:
            near = [i for i in range(len(EXPOSURES)) if i % 3 == 0 or i in driver.followers]
            made.hidden |= {(EXPOSURES[i], SYMPTOMS[j]) for i in near}
