"""How a patient's answers are scored: right pair and right lag; carried-over lags neutral; hidden-driver pairs apart."""

from dataclasses import dataclass, field

import numpy as np

ALPHA = 0.10


@dataclass
class Score:
    """One patient's counts. Lists hold 0/1 for each test so that shares can be pooled."""

    reported: int = 0
    false: int = 0
    hidden_reported: int = 0
    true_covered: list = field(default_factory=list)
    null_covered: list = field(default_factory=list)
    shown_covered: list = field(default_factory=list)
    found: dict = field(default_factory=dict)
    null_p: list = field(default_factory=list)
    true_p: dict = field(default_factory=dict)


def score_lags(patient, tests) -> Score:
    """Every lag test against the truth; a link that could not be tested counts as not found."""
    score, seen = Score(), {}
    for test in tests:
        key = (test.cause, test.effect, test.lag)
        if test.kind != "lag" or key in patient.neutral:
            continue
        if key[:2] in patient.hidden:
            score.hidden_reported += test.q <= ALPHA
            continue
        truth = patient.links.get(key, 0.0)
        seen[key] = test
        (score.true_covered if truth else score.null_covered).append(test.low <= truth <= test.high)
        if not truth:
            score.null_p.append(test.p)
        if test.q <= ALPHA:
            score.reported += 1
            score.false += truth == 0
            score.shown_covered.append(test.low_rep <= truth <= test.high_rep)
    for key, size in patient.sizes.items():
        if key[:2] in patient.hidden:
            continue
        test = seen.get(key)
        score.found.setdefault(size, []).append(test is not None and test.q <= ALPHA)
        score.true_p.setdefault(size, []).append(1.0 if test is None else test.p)
    return score


def share(values) -> tuple[float | None, float | None, int]:
    """Mean, standard error, how many; no mean of nothing."""
    values = np.asarray(values, float)
    if not values.size:
        return (None, None, 0)
    return float(values.mean()), float(values.std(ddof=0) / np.sqrt(values.size)), int(values.size)


def summarise(scores: list[Score]) -> dict:
    """Figures of one scenario, each [mean, standard error, count]."""

    def pool(name):
        return [value for score in scores for value in getattr(score, name)]

    def found(size):
        return [value for score in scores for value in score.found.get(size, [])]

    return {
        "fdr": share([s.false / max(s.reported, 1) for s in scores]),
        "any_false": share([s.false > 0 for s in scores]),
        "true_coverage": share(pool("true_covered")),
        "null_coverage": share(pool("null_covered")),
        "shown_coverage": share(pool("shown_covered")),
        "small": share(found("small")),
        "medium": share(found("medium")),
        "large": share(found("large")),
        "reported": share([s.reported for s in scores]),
    }


def power_at(scores: list[Score], rate: float) -> dict:
    """Power of each size at the p threshold where the mean false discovery proportion is `rate`."""
    grid = np.geomspace(1e-7, 0.05, 120)
    best = grid[0]
    for threshold in grid:
        shares = []
        for score in scores:
            false = sum(p <= threshold for p in score.null_p)
            right = sum(p <= threshold for ps in score.true_p.values() for p in ps)
            shares.append(false / max(false + right, 1))
        if np.mean(shares) <= rate:
            best = threshold
    sizes = ("small", "medium", "large")
    return {size: share([p <= best for s in scores for p in s.true_p.get(size, [])]) for size in sizes}
