"""Lagged associations: the symptom today on one exposure some days earlier, other things held.

One whitened regression per symptom (see `ar1.py`); every test of that symptom is then a small solve on the same
cross-products, done in one batch (see `batch.py`).
"""

from dataclasses import dataclass

import numpy as np

from concord.connections import ar1, batch, design, rhythms, selection
from concord.connections.frame import Diary

T_SYMPTOM = 2.8  # |t| at which an exposure is held because it moves the symptom, among up to MANY columns
MANY = 56  # fourteen exposures at four lags, on which the 2.8 was tuned
T_TARGET = 5.5  # correlation with the target, in standard errors, at which an exposure is held
MOST_HELD = 14
LEAST_FREE = 60  # free days below which the noise is not taken from the model with every exposure
SPECK = 1e-12  # of a symptom's sum of squares
OWN_SHARE = 0.02  # below this share of variation of its own, a target cannot be told apart


@dataclass(frozen=True)
class Columns:
    """Exposure columns of one patient, every exposure at every lag.

    `values` (days, p): filled deviations in SD; `seen` (days, p): was it answered; `unit` (p,): the SD;
    `cause` (p,): which exposure; `lag` (p,): days earlier. `calendar` (days, 7 + waves): level, weekday and slow drift.
    """

    values: np.ndarray
    seen: np.ndarray
    unit: np.ndarray
    cause: np.ndarray
    lag: np.ndarray
    calendar: np.ndarray


@dataclass(frozen=True)
class Slopes:
    """Answers for one symptom: arrays (p,) in points per unit; NaN where the test could not be made.

    `free`: degrees of freedom of the noise. `twin` (p,): the column each target moves with most. `rhythms`: days a round.
    """

    estimate: np.ndarray
    se: np.ndarray
    free: int
    twin: np.ndarray
    carry: ar1.Carry
    held: list[int]
    residual_autocorrelation: float
    rhythms: tuple[float, ...]


def lagged_columns(diary: Diary, lags: tuple[int, ...]) -> Columns:
    """Every exposure at every lag, cause by cause."""
    weekday = diary.weekday()
    filled, spread = design.fill_gaps(diary.exposures, weekday)
    seen = np.isfinite(diary.exposures)
    m = filled.shape[1]
    values, known = design.each_lag(filled, lags), design.each_lag(seen, lags)
    unit, cause = np.repeat(spread, len(lags)), np.repeat(np.arange(m), len(lags))
    calendar = design.calendar_columns(weekday, np.arange(len(filled)))
    return Columns(values, known, unit, cause, np.tile(np.array(lags), m), calendar)


def slopes(symptom: np.ndarray, columns: Columns, allowed: np.ndarray) -> Slopes:
    """All tests of one symptom. `symptom` (days,), NaN = no answer; `allowed` (p,): tests with enough data."""
    used = np.flatnonzero(np.isfinite(symptom))
    waves = design.drift_waves(len(symptom), len(used))
    base = design.independent(columns.calendar[used, : 7 + waves])
    y = symptom[used] - symptom[used].mean()
    size = float(np.abs(y).max())
    gap = np.diff(used)
    base, first, rounds = _calendar(base, y[:, None] / size, used, gap)
    exposures = columns.values[used]
    if not allowed.all():
        exposures[:, ~allowed] = 0.0
    everything = np.hstack([base, exposures, y[:, None] / size])
    q, most = base.shape[1], min(12, len(used) // 15)
    carry, rows = _carry(everything, q, gap, allowed, most, first)
    answer = _answer(rows, allowed, most)
    scale = size / np.where(columns.unit > 0, columns.unit, 1.0)
    carry = ar1.Carry(carry.phi, carry.se, carry.variance * size**2)
    return Slopes(
        answer.slope * scale,
        answer.se * scale,
        answer.free,
        answer.twin,
        carry,
        answer.held,
        _next_day(answer.residual, gap),
        rounds,
    )


def _calendar(
    base: np.ndarray, y: np.ndarray, used: np.ndarray, gap: np.ndarray
) -> tuple[np.ndarray, ar1.Carry, tuple[float, ...]]:
    """The calendar with the rhythms that this symptom has, phi with those alone, and days a round of each."""
    first = ar1.estimate_carry(np.hstack([base, y]), gap)
    waves, rounds = rhythms.find(base, y[:, 0], used, first.phi)
    if not rounds:
        return base, first, ()
    base = design.independent(np.hstack([base, waves]))
    return base, ar1.estimate_carry(np.hstack([base, y]), gap, first.phi), rounds


@dataclass(frozen=True)
class _Rows:
    """Whitened rows of the calendar (n, q), of the exposures and the symptom (n, p + 1), and what the calendar leaves of the
    latter's cross-products (p + 1, p + 1). `out` (q, q) turns the calendar into columns of length one at right angles, and
    `share` (q, p + 1) is what those say of the rest."""

    calendar: np.ndarray
    rest: np.ndarray
    cross: np.ndarray
    out: np.ndarray
    share: np.ndarray


def _rows(everything: np.ndarray, q: int, gap: np.ndarray, phi: float) -> _Rows:
    white = ar1.whiten(everything, gap, phi)
    gram = white.T @ white
    calendar = gram[:q, :q].copy()
    calendar.flat[:: q + 1] *= 1 + SPECK  # so that a calendar on few days still has a root
    out = np.linalg.inv(np.linalg.cholesky(calendar))
    share = out @ gram[:q, q:]
    return _Rows(white[:, :q], white[:, q:], gram[q:, q:] - share.T @ share, out, share)


def _carry(
    everything: np.ndarray, q: int, gap: np.ndarray, allowed: np.ndarray, most: int, first: ar1.Carry
) -> tuple[ar1.Carry, _Rows]:
    """phi again with the exposures that move the symptom at the phi of the calendar alone; and the rows whitened by it."""
    rows = _rows(everything, q, gap, first.phi)
    held = selection.moves_symptom(rows.cross, allowed, len(everything) - q, _t_symptom(allowed), most)
    if not held:
        return first, rows
    columns = [*range(q), *(q + k for k in held), everything.shape[1] - 1]
    carry = ar1.estimate_carry(everything[:, columns], gap, first.phi)
    return carry, _rows(everything, q, gap, carry.phi)


def _t_symptom(allowed: np.ndarray) -> float:
    """The bar rises with the number of columns as the largest of so many chance values does."""
    asked = max(int(allowed.sum()), MANY)
    return float(T_SYMPTOM + np.sqrt(2 * np.log(asked)) - np.sqrt(2 * np.log(MANY)))


@dataclass(frozen=True)
class _Answer:
    slope: np.ndarray
    se: np.ndarray
    free: int
    twin: np.ndarray
    residual: np.ndarray
    held: list[int]


def _answer(rows: _Rows, allowed: np.ndarray, most: int) -> _Answer:
    """Every test on the whitened columns; slopes in the columns' own scale."""
    projected, leverage = _without_calendar(rows)
    cross, q = rows.cross, len(rows.out)
    n, p = len(projected), projected.shape[1] - 1
    held = selection.moves_symptom(cross, allowed, n - q, _t_symptom(allowed), most)
    power = cross.diagonal()[:p]
    size = np.where(allowed & (power > 1e-9 * n), power, np.inf)
    root = np.sqrt(size)
    correlation = cross[:p, :p] / root / root[:, None]
    widest = int(np.clip(n // 12, 2, MOST_HELD))
    controls = selection.moves_with(correlation, held, T_TARGET / np.sqrt(max(n - q, 1)), widest)
    noise, free = _noise_variance(cross, allowed & np.isfinite(size), held, n, q)
    solved = batch.solve(cross, controls)
    good = np.isfinite(size) & (solved.own > OWN_SHARE * size)
    se = batch.standard_errors(projected, solved, leverage, noise)
    np.fill_diagonal(correlation, 0.0)
    residual = projected[:, p] - projected[:, held] @ np.linalg.solve(cross[np.ix_(held, held)], cross[held, p])
    return _Answer(
        np.where(good, solved.slope, np.nan),
        np.where(good, se, np.nan),
        free,
        np.abs(correlation).argmax(axis=1),
        residual,
        held,
    )


def _without_calendar(rows: _Rows) -> tuple[np.ndarray, np.ndarray]:
    """Exposures and symptom with the calendar regressed out, each column in one piece, and the calendar's leverage on each day."""
    ortho = rows.calendar @ rows.out.T
    return np.subtract(rows.rest.T, rows.share.T @ ortho.T, order="C").T, (ortho * ortho).sum(axis=1)


def _noise_variance(cross: np.ndarray, allowed: np.ndarray, held: list[int], n: int, q: int) -> tuple[float, int]:
    """Whitened noise variance and its degrees of freedom, from the model with every exposure where days allow.

    In a short diary only the surest third of what moves the symptom counts as known; the rest stays in the noise.
    """
    pick = np.flatnonzero(allowed)
    if n - q - len(pick) < LEAST_FREE:
        pick = np.array(held[: len(held) // 3], int)
    free = max(n - q - len(pick), 1)
    part = np.append(pick, len(cross) - 1)
    gram = cross[np.ix_(part, part)] if len(part) < len(cross) else cross.copy()
    total = float(gram[-1, -1])
    gram.flat[:: len(part) + 1] += 1e-9 * n
    gram[-1, -1] = total * (1 + SPECK)  # so that a symptom without any noise still has a root
    left = float(np.linalg.cholesky(gram)[-1, -1]) ** 2 - SPECK * total if total > 0 else 0.0
    return max(left, SPECK * total) / free, free


def _next_day(residual: np.ndarray, gap: np.ndarray) -> float:
    """Correlation of whitened residuals of neighbouring days; near 0 when the carry-over was right."""
    pair = gap == 1
    power = float((residual**2).mean())
    if pair.sum() < 10 or power <= 0:
        return 0.0
    return float((residual[1:] * residual[:-1])[pair].mean() / power)
