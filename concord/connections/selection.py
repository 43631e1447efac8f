"""Which other exposures a test holds: those that move the symptom, and those that move with the exposure asked about.

Double selection (Belloni, Chernozhukov and Hansen 2014), on the cross-products of the whitened columns.
"""

import numpy as np

SPECK = 1e-14  # of a symptom's sum of squares: what is left of it is rounding


def moves_symptom(cross: np.ndarray, allowed: np.ndarray, free: int, t_least: float, most: int) -> list[int]:
    """Forward selection: columns that add to the symptom (last column), strongest first, until |t| < `t_least`.

    `cross` (p + 1, p + 1) after the calendar was swept out; `free`: days minus calendar columns.
    """
    work = cross.copy()
    p = len(work) - 1
    start = cross.diagonal()[:p]
    enough = np.where(start > 0, 0.05 * start, np.inf)
    chosen: list[int] = []
    while len(chosen) < min(most, free - 10):
        size = work.diagonal()[:p]
        usable = allowed & (size > enough)
        gain = np.where(usable, work[:p, p] ** 2 / np.where(usable, size, 1.0), 0.0)
        best = int(np.argmax(gain))
        # A symptom that one column says to the last bit leaves nothing, or less by rounding: that column is held all the more.
        rest = max(work[p, p] - gain[best], SPECK * cross[p, p])
        if gain[best] <= 0 or gain[best] * (free - len(chosen) - 1) < t_least**2 * rest:
            break
        chosen.append(best)
        allowed = allowed.copy()
        allowed[best] = False
        column = work[:, best].copy()
        work -= column[:, None] * (column / column[best])
    return chosen


def moves_with(correlation: np.ndarray, symptom_set: list[int], r_least: float, most: int) -> np.ndarray:
    """Columns to hold for each test: (p, K) indices, padded with p.

    The symptom's own set always, then those correlated with the target beyond `r_least`, strongest first, up to `most`.
    """
    p = len(correlation)
    rank = np.abs(correlation)
    rank = np.where(rank >= r_least, rank, 0.0)
    rank[:, symptom_set] = 2.0
    np.fill_diagonal(rank, 0.0)
    width = min(most, p)
    np.negative(rank, out=rank)
    order = np.argsort(rank, axis=1, kind="stable")[:, :width]
    picked = np.take_along_axis(rank, order, axis=1) < 0
    width = max(int(picked.sum(axis=1).max(initial=0)), 1)
    return np.where(picked, order, p)[:, :width]
