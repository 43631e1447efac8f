"""Dose: a symptom on how much of the last two weeks a medicine was taken, in the drifting model."""

from dataclasses import dataclass

import numpy as np

from concord.connections import design, enough
from concord.connections.drifting import effects
from concord.connections.enough import Why
from concord.connections.options import Options

LEAST_SPREAD = 0.02  # SD of the trailing mean, as a share of the most in a day, below which nothing can be learnt
OWN_SHARE = 0.05


@dataclass(frozen=True)
class Dose:
    """Points per +1.0 of the trailing mean, its standard error, free days and days used."""

    estimate: float
    se: float
    free: float
    n: int


def trailing_means(taken: np.ndarray, window: int) -> np.ndarray:
    """Mean of the answers of the last `window` days, today included; NaN with fewer than half of them. (days, m)."""
    seen = np.isfinite(taken)
    zero = np.zeros((1, taken.shape[1]))
    total = np.vstack([zero, np.cumsum(np.where(seen, taken, 0.0), axis=0)])
    count = np.vstack([zero, np.cumsum(seen, axis=0)])
    start = np.maximum(np.arange(1, len(taken) + 1) - window, 0)
    answered = count[1:] - count[start]
    return np.where(answered * 2 >= window, (total[1:] - total[start]) / np.maximum(answered, 1), np.nan)


def most_in_a_day(taken: np.ndarray) -> np.ndarray:
    """(m,)"""
    return np.abs(np.where(np.isfinite(taken), taken, 0.0)).max(axis=0, initial=0.0)


def dose_effects(
    symptom: np.ndarray,
    means: np.ndarray,
    most: np.ndarray,
    other_things: np.ndarray,
    weekday: np.ndarray,
    options: Options,
) -> list:
    """For each medicine a `Dose`, or a (reason, more days) pair. All medicines that can be asked are held together.

    `means` (days, m): of the last days; `most` (m,): the most that was taken in a day. The symptom itself can be asked about
    (`enough.why_not_symptom`).
    """
    length = len(symptom)
    answered = np.isfinite(symptom)
    out: list = [_why_not(means[answered, k], most[k], length, options) for k in range(means.shape[1])]
    asked = [k for k, reason in enumerate(out) if reason is None]
    if not asked:
        return out
    used = np.flatnonzero(answered)
    week = (weekday[used][:, None] == np.arange(1, 7)).astype(float)
    fixed = design.independent(np.column_stack([np.ones(len(used)), week, other_things[used]]))
    known = np.isfinite(means[used])
    taken = np.where(known, means[used], 0.0)
    taken = np.where(known, taken - taken.sum(axis=0) / np.maximum(known.sum(axis=0), 1), 0.0)
    apart = design.own_shares(taken[:, asked], fixed) >= OWN_SHARE
    for k in (k for k, good in zip(asked, apart, strict=True) if not good):
        out[k] = ("inseparable", None)
    asked = [k for k in asked if out[k] is None]
    if asked:
        columns = np.hstack([fixed, taken[:, asked]])
        targets = list(range(fixed.shape[1], columns.shape[1]))
        found = effects(columns, used, length, symptom[used], targets)
        for k, estimate, se in zip(asked, found.estimate, found.se, strict=True):
            out[k] = Dose(float(estimate), float(se), found.free, int(known[:, k].sum()))
    return out


def _why_not(mean: np.ndarray, most: float, length: int, options: Options) -> Why | None:
    known = mean[np.isfinite(mean)]
    have = len(known)
    if have < options.fewest_days:
        return ("few_days" if have else "never_answered"), enough.more_days(have, options.fewest_days, length)
    if float(known.std()) < LEAST_SPREAD * most or not most:
        return "no_variation", None
    return None
