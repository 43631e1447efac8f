"""Many questions at once: Benjamini-Hochberg q-values, weighted, and false-coverage-adjusted intervals."""

import numpy as np
from scipy.special import stdtrit


def q_values(p: np.ndarray, weight: np.ndarray | None = None) -> np.ndarray:
    """Benjamini-Hochberg adjusted p (Benjamini and Hochberg 1995): the smallest rate at which each is reported.

    `weight`, mean 1, says how much of the rate each question may use up (Genovese, Roeder and Wasserman 2006).
    """
    p = np.asarray(p, float)
    if not p.size:
        return p.copy()
    weighed = p if weight is None else np.minimum(p / weight, 1.0)
    order = np.argsort(weighed, kind="stable")
    stepped = weighed[order] * p.size / np.arange(1, p.size + 1)
    out = np.empty(p.size)
    out[order] = np.minimum(np.minimum.accumulate(stepped[::-1])[::-1], 1.0)
    return np.maximum(out, p)  # rounding may leave the last one a bit below, a large weight more than that


def shares(weight: np.ndarray) -> np.ndarray:
    """The weights with a mean of 1."""
    return weight * (len(weight) / weight.sum()) if weight.size else weight


def shown_level(reported: int, tests: int, weight: np.ndarray | float = 1.0, level: float = 0.05) -> np.ndarray | float:
    """Miss rate for intervals shown after selection: R * level / m times the weight (Benjamini and Yekutieli 2005), at most level."""
    return np.minimum(level * max(reported, 1) / max(tests, 1) * np.asarray(weight), level)


def half_width(se: np.ndarray, df: np.ndarray, miss: np.ndarray | float = 0.05) -> np.ndarray:
    """Half-width of a t interval that misses with probability `miss`; df differ by symptom only, so each quantile is asked once."""
    asked = np.empty(len(df), complex)
    asked.real, asked.imag = df, 1 - np.asarray(miss) / 2
    different, which = np.unique(asked, return_inverse=True)
    return se * stdtrit(different.real, different.imag)[which]
