"""Before and after a dated event: the mean change of each symptom over the days from it."""

import numpy as np

from concord.connections.design import independent
from concord.connections.drifting import Effects, effects

LONG = 500  # days up to which the whole diary is used for every event
LOOK_BACK, LOOK_ON = 300, 120  # days around the event otherwise


def segment(start: int, length: int) -> tuple[int, int]:
    """First and last-but-one day of the stretch an event is judged on."""
    if length <= LONG:
        return 0, length
    return max(0, start - LOOK_BACK), min(length, start + LOOK_ON)


def event_effect(symptom: np.ndarray, weekday: np.ndarray, start: int, others: list[int], after: int) -> Effects:
    """Effect of the event on day `start` and its standard error; `others`: days of other events.

    Returns an `Effects` of one target, in points. The level is free again `after` days on.
    """
    first, last = segment(start, len(symptom))
    used = np.flatnonzero(np.isfinite(symptom[first:last])) + first
    fixed = [np.ones(len(used)), (used >= start) & (used < start + after), used >= start + after]
    for other in others:
        fixed += [(used >= other) & (used < other + after), used >= other + after]
    week = (weekday[used][:, None] == np.arange(1, 7)).astype(float)
    columns = np.column_stack([*fixed, week]).astype(float)
    return effects(independent(columns, 1e-6), used - first, last - first, symptom[used], [1])
