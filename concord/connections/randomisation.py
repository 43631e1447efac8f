"""The exact test of a paired, randomised experiment, and its interval by turning the test round.

In each pair of blocks a coin decided which came first. Under a sharp effect of d points, swapping the order of a pair changes
the sign of (its difference - d) and nothing else, so all 2^k schedules are listed and compared (Fisher 1935). Large k: a fixed
sample of schedules, the real one counted in (Phipson and Smyth 2010).
"""

import numpy as np

MOST_LISTED = 16  # pairs up to which every schedule is listed
DRAWS = 65_535
SEED = 1935


def swaps(pairs: int) -> np.ndarray:
    """Which pairs are swapped, one row a schedule, the real one (none swapped) first; bool (schedules, pairs)."""
    if pairs <= MOST_LISTED:
        return (np.arange(2**pairs)[:, None] >> np.arange(pairs)) % 2 == 1
    drawn = np.random.default_rng(SEED).random((DRAWS, pairs)) < 0.5
    return np.vstack([np.zeros((1, pairs), bool), drawn])


def p_value(differences: np.ndarray, weights: np.ndarray, effect: float = 0.0) -> float:
    """Share of schedules whose weighted sum is at least as far from zero as the real one's. Two-sided."""
    shifted = weights * (np.asarray(differences, float) - effect)
    total = shifted.sum()
    others = total - 2 * swaps(len(shifted)) @ shifted
    near = 1e-9 * np.abs(shifted).sum()
    return float((np.abs(others) >= abs(total) - near).mean())


def interval(differences: np.ndarray, weights: np.ndarray, level: float = 0.05) -> tuple[float, float]:
    """Effects not refuted at `level`. Exact: the ends are weighted means of subsets of pairs.

    For an effect below the estimate, a schedule is at least as extreme when the weighted mean of the swapped pairs, or of the
    pairs not swapped, lies at or below it; so the lower end is an order statistic of those means, and the upper end by symmetry.
    """
    differences, weights = np.asarray(differences, float), np.asarray(weights, float)
    chosen = swaps(len(differences))
    return _lower_end(differences, weights, chosen, level), -_lower_end(-differences, weights, chosen, level)


def _lower_end(differences: np.ndarray, weights: np.ndarray, chosen: np.ndarray, level: float) -> float:
    """Smallest effect at which more than `level` of the schedules are at least as extreme as the real one."""
    size = chosen @ weights
    other = weights.sum() - size
    total = chosen @ (weights * differences)
    rest = (weights * differences).sum() - total
    both = chosen.any(axis=1) & ~chosen.all(axis=1)
    size, other = np.where(both, size, 1.0), np.where(both, other, 1.0)
    # Swapping none or all of the pairs is always as extreme.
    counts_from = np.where(both, np.minimum(total / size, rest / other), -np.inf)
    needed = int(np.floor(level * len(chosen) + 1e-9)) + 1
    return float(np.partition(counts_from, needed - 1)[needed - 1])
