"""Whether a question can be asked of these days yet, and how many more it needs."""

import math

import numpy as np

from concord.connections.options import Options
from concord.connections.results import NotEnough

Why = tuple[str, int | None]  # reason, and how many more days (None where days alone would not help)


def away_from_usual(exposures: np.ndarray) -> np.ndarray:
    """Days on which each exposure was answered and differed from its most common value; bool (days, m)."""
    out = np.isfinite(exposures)
    for k in range(exposures.shape[1]):
        answered = exposures[out[:, k], k]
        if answered.size:
            out[:, k] &= exposures[:, k] != _most_common(answered)[0]
    return out


def varied_days(values: np.ndarray) -> int:
    """Days away from the most common value, of a series without gaps."""
    return int(values.size - _most_common(values)[1]) if values.size else 0


def _most_common(values: np.ndarray) -> tuple[float, int]:
    """The most common value (the smallest of several) and how often it stands; at least one value."""
    ordered = np.sort(values)
    ends = np.append(np.flatnonzero(ordered[1:] != ordered[:-1]), ordered.size - 1)
    counts = np.diff(ends, prepend=-1)
    top = int(counts.argmax())
    return float(ordered[ends[top]]), int(counts[top])


def more_days(have: int, need: int, length: int) -> int | None:
    """Days until `need` are reached at the rate seen so far; None when nothing of the kind was ever seen."""
    if have <= 0 or length <= 0:
        return None
    return max(math.ceil((need - have) * length / have), 1)


def lags_allowed(together: np.ndarray, away: np.ndarray, options: Options) -> np.ndarray:
    """Which of many tests can be made; `why_not_lag` says for one what is missing."""
    return (together >= options.fewest_days) & (away >= options.fewest_days_each_way)


def why_not_lag(together: int, away: int, length: int, options: Options) -> Why | None:
    """Reason and days still needed, or None when the test can be made."""
    if together < options.fewest_days:
        days = more_days(together, options.fewest_days, length)
        return ("few_days" if together else "never_answered"), days
    if away < options.fewest_days_each_way:
        return ("few_each_way" if away else "no_variation"), more_days(away, options.fewest_days_each_way, length)
    return None


def why_not_symptom(values: np.ndarray, length: int, options: Options) -> Why | None:
    """The same for the symptom itself; `values`: its answers."""
    if len(values) < options.fewest_days:
        return ("few_days" if len(values) else "never_answered"), more_days(len(values), options.fewest_days, length)
    away = varied_days(values)
    if away < options.fewest_days_each_way:
        return ("few_each_way" if away else "no_variation"), more_days(away, options.fewest_days_each_way, length)
    return None


def why_not_event(answered: np.ndarray, start: int, others: list[int], length: int, options: Options) -> Why | None:
    """Reason and days still needed for an event on day `start`; `answered`: day indices of the symptom's answers."""
    if not 0 < start < length:
        return "event_outside", None
    least = options.fewest_days_around_event
    before = int(((answered >= start - options.days_before_event) & (answered < start)).sum())
    after = int(((answered >= start) & (answered < start + options.days_after_event)).sum())
    if before < least:
        return "few_days_before", None
    if after < least:
        if length - start >= options.days_after_event:
            return "few_days_after", None
        return "few_days_after", more_days(after, least, length - start) or least
    if any(abs(start - other) < least for other in others):
        return "event_too_near", None
    return None


def refuse(kind: str, cause: str, effect: str, lag: int, why: Why, other: str | None = None) -> NotEnough:
    """A question that must wait, in the form results carry."""
    return NotEnough(kind, cause, effect, int(lag), why[0], why[1], other)
