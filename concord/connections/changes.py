"""Did something change about here? A scan for one level shift on an unknown day.

The largest |t| of a step over all days that leave a month on each side, in the whitened domain; its p by simulating the same
scan on noise (sup-t, Andrews 1993). Autocorrelation is underestimated when the drift is real, so false alarms exceed
their bar: the question is off unless `Options.change_points` turns it on.
"""

from dataclasses import dataclass

import numpy as np

from concord.connections import ar1, design

EDGE = 28  # answered days left on each side
DRAWS = 999
SEED = 20121


@dataclass(frozen=True)
class Shift:
    """`day`: index of the first day of the new level; the rest in points."""

    day: int
    estimate: float
    se: float
    free: float
    p: float


def level_shift(symptom: np.ndarray, weekday: np.ndarray) -> Shift:
    """The likeliest level shift of one symptom and its scan-wide p."""
    used = np.flatnonzero(np.isfinite(symptom))
    edge = min(EDGE, len(used) // 4)
    starts = used[edge : len(used) - edge]
    week = (weekday[used][:, None] == np.arange(1, 7)).astype(float)
    base = design.independent(np.column_stack([np.ones(len(used)), week]))
    y = symptom[used] - symptom[used].mean()
    gap = np.diff(used)
    steps = (used[:, None] >= starts).astype(float)
    carry = ar1.estimate_carry(np.column_stack([base, y]), gap)
    white = ar1.whiten(np.column_stack([base, steps, y]), gap, min(carry.phi + carry.se, ar1.HIGHEST))
    ortho, _ = np.linalg.qr(white[:, : base.shape[1]])
    rest = white[:, base.shape[1] :]
    rest = rest - ortho @ (ortho.T @ rest)
    steps, y = rest[:, :-1], rest[:, -1]
    size = np.sqrt((steps**2).sum(axis=0))
    free = len(used) - base.shape[1] - 1
    t = _scan(steps / size, y[:, None], free)[:, 0]
    best = int(np.argmax(np.abs(t)))
    noise = np.random.default_rng(SEED).standard_normal((len(used), DRAWS))
    null = np.abs(_scan(steps / size, noise - ortho @ (ortho.T @ noise), free)).max(axis=0)
    p = (1 + int((null >= abs(t[best])).sum())) / (1 + DRAWS)
    estimate = float(steps[:, best] @ y / size[best] ** 2)
    se = abs(estimate / t[best]) if t[best] else float(np.sqrt(y @ y / free) / size[best])
    return Shift(int(starts[best]), estimate, float(se), float(free), p)


def _scan(steps: np.ndarray, series: np.ndarray, free: float) -> np.ndarray:
    """t of every step (rows) for every series (columns)."""
    cross = steps.T @ series
    left = np.maximum((series**2).sum(axis=0) - cross**2, 1e-12)
    return cross / np.sqrt(left / free)
