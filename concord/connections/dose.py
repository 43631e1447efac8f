"""Dose: a symptom on how much of the last two weeks a medicine was taken, in the drifting model."""

from dataclasses import dataclass

import numpy as np

from concord.connections import design, enough
from concord.connections.drifting import effects
from concord.connections.enough import Why
from concord.connections.options import Options

LEAST_SPREAD = 0.02  # SD of the trailing mean below which there is nothing to learn from
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


def dose_effects(
    symptom: np.ndarray, means: np.ndarray, other_things: np.ndarray, weekday: np.ndarray, options: Options
) -> list:
    """For each medicine a `Dose`, or a (reason, more days) pair. All medicines that can be asked are held together."""
    length = len(symptom)
    answered = np.isfinite(symptom)
    why = enough.why_not_symptom(symptom[answered], length, options)
    out: list = [why or _why_not(means[answered, k], length, options) for k in range(means.shape[1])]
    used = np.flatnonzero(answered)
    week = (weekday[used][:, None] == np.arange(1, 7)).astype(float)
    fixed = design.independent(np.column_stack([np.ones(len(used)), week, other_things[used]]))
    filled = np.where(np.isfinite(means), means, 0.0)
    asked = [k for k, reason in enumerate(out) if reason is None]
    centre = {k: float(np.nanmean(means[used, k])) for k in asked}
    column = {k: np.where(np.isfinite(means[used, k]), filled[used, k] - centre[k], 0.0) for k in asked}
    for k in list(asked):
        others = np.column_stack([fixed, *(column[o] for o in asked if o != k)])
        if design.own_share(column[k], others) < OWN_SHARE:
            out[k] = ("inseparable", None)
    asked = [k for k in asked if out[k] is None]
    if asked:
        columns = np.column_stack([fixed, *(column[k] for k in asked)])
        targets = list(range(fixed.shape[1], columns.shape[1]))
        found = effects(columns, used, length, symptom[used], targets)
        for k, estimate, se in zip(asked, found.estimate, found.se, strict=True):
            out[k] = Dose(float(estimate), float(se), found.free, int(np.isfinite(means[used, k]).sum()))
    return out


def _why_not(mean: np.ndarray, length: int, options: Options) -> Why | None:
    have = int(np.isfinite(mean).sum())
    if have < options.fewest_days:
        return ("few_days" if have else "never_answered"), enough.more_days(have, options.fewest_days, length)
    if float(np.nanstd(mean)) < LEAST_SPREAD:
        return "no_variation", None
    return None
