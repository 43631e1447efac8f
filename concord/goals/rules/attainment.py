"""Goal attainment scaling: one number for professionals from the levels of several goals. The patient reads words instead.

T = 50 + 10·Σ(wᵢxᵢ) / √[(1−ρ)·Σwᵢ² + ρ·(Σwᵢ)²], with ρ = 0.3 as its authors chose (Kiresuk and Sherman 1968). A journal article of
2009 printed it wrongly; this is the form that its erratum gives, as in the practical guide by Turner-Stokes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

LOWEST, HIGHEST = -2, 2
AT_THE_START = -1
"""Where a goal stands when it is written: level −1 is today, as in the profiles of Patient-Centred Outcomes (HL7)."""
ALIKE = 0.3


def attainment_t_score(
    ratings: Sequence[float | None], weights: Sequence[float] | None = None, rho: float = ALIKE
) -> float | None:
    """50 when every goal is where it was hoped. Goals without a rating (None) are left out with their weight.

    None when no goal is rated. Raises ValueError, with a sentence, for what has no score.
    """
    weights = [1.0] * len(ratings) if weights is None else weights
    if len(weights) != len(ratings):
        raise ValueError(
            f"There are {len(ratings)} ratings and {len(weights)} weights: give one weight for each rating."
        )
    if not (_is_a_number(rho) and 0 <= rho <= 1):
        raise ValueError("rho says how alike the goals are expected to be: a number from 0 to 1.")
    if not all(_is_a_number(weight) and weight > 0 for weight in weights):
        raise ValueError("A weight is a number above 0. Leave a goal out by giving None as its rating.")
    if not all(x is None or (_is_a_number(x) and LOWEST <= x <= HIGHEST) for x in ratings):
        raise ValueError("A rating is a level from -2 to +2, or None where nobody has rated the goal.")
    rated = [(float(x), float(weight)) for x, weight in zip(ratings, weights, strict=True) if x is not None]
    return _t_score(rated, rho) if rated else None


def _t_score(rated: Sequence[tuple[float, float]], rho: float) -> float:
    heaviest = max(weight for _x, weight in rated)
    # Only the proportions of the weights count; divided by the heaviest, none of them is too large to be squared.
    shares = [(x, weight / heaviest) for x, weight in rated]
    total = sum(weight for _x, weight in shares)
    spread = math.sqrt((1 - rho) * sum(weight * weight for _x, weight in shares) + rho * total * total)
    return 50 + 10 * sum(x * weight for x, weight in shares) / spread


def _is_a_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
