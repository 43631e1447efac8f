"""Many questions at once: Benjamini-Hochberg q-values and false-coverage-adjusted intervals."""

import numpy as np
from scipy.special import stdtrit


def q_values(p: np.ndarray) -> np.ndarray:
    """Benjamini-Hochberg adjusted p (Benjamini and Hochberg 1995): the smallest rate at which each is reported."""
    p = np.asarray(p, float)
    if not p.size:
        return p.copy()
    order = np.argsort(p, kind="stable")
    stepped = p[order] * p.size / np.arange(1, p.size + 1)
    out = np.empty(p.size)
    out[order] = np.minimum(np.minimum.accumulate(stepped[::-1])[::-1], 1.0)
    return np.maximum(out, p)  # rounding may leave the last one a bit below


def shown_level(reported: int, tests: int, level: float = 0.05) -> float:
    """Miss rate for intervals shown after selection: R * level / m (Benjamini and Yekutieli 2005)."""
    return level * max(reported, 1) / max(tests, 1)


def half_width(se: np.ndarray, df: np.ndarray, miss: float = 0.05) -> np.ndarray:
    """Half-width of a t interval that misses with probability `miss`."""
    return se * stdtrit(df, 1 - miss / 2)
