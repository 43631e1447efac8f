"""Noise that carries over from day to day: AR(1) with the real gaps, exactly.

For answered days t1 < t2 < ... with gaps g, the whitened row is (v_t - phi^g v_prev) / sqrt(1 - phi^(2g)), the first row
as it stands; the noise then has one variance, the marginal one. phi by restricted maximum likelihood (Patterson and
Thompson 1971) from sums of squares kept per distinct gap, so that one more phi costs no pass over the days.
"""

from dataclasses import dataclass

import numpy as np

GRID = np.array([-0.3, -0.1, 0.1, 0.25, 0.4, 0.55, 0.68, 0.8, 0.88, 0.94, 0.975])
LOWEST, HIGHEST = -0.5, 0.985
SPECK = 1e-10  # of a column's size, added so that a symptom without any noise still has a square root
FINE = np.arange(-4, 5)
STEP = 0.06  # of the fine grid, in units of 1 - phi squared


@dataclass(frozen=True)
class Carry:
    """`phi`, its standard error on the phi scale, and the marginal noise variance at it."""

    phi: float
    se: float
    variance: float


def carried(phi: float, gap: np.ndarray) -> np.ndarray:
    """What is left of the noise after each gap, phi to its power; (n - 1,)."""
    return np.power(phi, gap) if phi >= 0 else np.sign(phi) ** (gap % 2) * np.power(-phi, gap)


def whiten(columns: np.ndarray, gap: np.ndarray, phi: float) -> np.ndarray:
    """Rows of unit-correlated noise. `columns` (n, k) on answered days, `gap` (n - 1) days between them."""
    r = carried(phi, gap)
    unit = 1 / np.sqrt(1 - r * r)
    out = np.empty(columns.shape)
    out[0] = columns[0]
    np.multiply(columns[1:], unit[:, None], out=out[1:])
    out[1:] -= columns[:-1] * (r * unit)[:, None]
    return out


class Products:
    """Cross-products of rows with themselves and with the row before, kept per distinct gap.

    `columns` (n, k): regressors with the symptom last, on answered days; `gap` (n - 1,) days between them.
    """

    def __init__(self, columns: np.ndarray, gap: np.ndarray) -> None:
        self.days, self.width = columns.shape
        often = np.bincount(gap)
        self.gaps = np.flatnonzero(often)
        self.counts = often[self.gaps]
        k = self.width
        # Rows of one gap side by side with the rows before them: one product a gap gives all three sums.
        pairs = np.hstack([columns[1:], columns[:-1]])[np.argsort(gap, kind="stable")]
        both = np.empty((len(self.gaps), 2 * k, 2 * k))
        end = np.cumsum(self.counts).tolist()
        for place, (start, stop) in enumerate(zip([0, *end], end, strict=False)):
            rows = pairs[start:stop]
            np.matmul(rows.T, rows, out=both[place])
        parts = np.empty((1 + 3 * len(self.gaps), k, k))
        np.multiply(columns[0][:, None], columns[0], out=parts[0])
        parts[0].flat[:: k + 1] += SPECK * self.days
        parts[1::3] = both[:, :k, :k]
        np.add(both[:, :k, k:], both[:, k:, :k], out=parts[2::3])
        parts[3::3] = both[:, k:, k:]
        self.parts = parts.reshape(len(parts), -1)

    def at(self, phis: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Whitened cross-products (m, k, k) and log determinant of the noise correlation (m,), for each phi."""
        r = phis[:, None] ** self.gaps
        inverse = 1 / (1 - r * r)
        weights = np.ones((len(phis), len(self.parts)))
        weights[:, 1::3] = inverse
        weights[:, 2::3] = -r * inverse
        weights[:, 3::3] = r * r * inverse
        return (weights @ self.parts).reshape(len(phis), self.width, self.width), -np.log(inverse) @ self.counts

    def restricted_likelihood(self, phis: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """REML log likelihood up to a constant, and the noise variance; two arrays (m,)."""
        grams, logdet = self.at(phis)
        diagonal = np.diagonal(np.linalg.cholesky(grams), axis1=1, axis2=2)
        free = self.days - self.width + 1
        rss = diagonal[:, -1] ** 2
        fixed = 2 * np.log(diagonal[:, :-1]).sum(axis=1)
        return -0.5 * (free * np.log(rss) + fixed + logdet), rss / free


def estimate_carry(columns: np.ndarray, gap: np.ndarray, near: float | None = None) -> Carry:
    """phi by REML: a grid (coarse, then finer; or only around `near`), then the top of a parabola.

    `columns` (n, q + 1) on answered days with the symptom last.
    """
    scale = np.sqrt((columns**2).mean(axis=0))
    products = Products(columns / np.where(scale > 0, scale, 1.0), gap)
    if near is None:
        near = float(GRID[int(np.argmax(products.restricted_likelihood(GRID)[0]))])
    while True:
        reach = STEP * (1 - near**2)
        fine = np.minimum(np.maximum(near + reach * FINE, LOWEST), HIGHEST)
        height, variance = products.restricted_likelihood(fine)
        top = int(np.argmax(height))
        if 0 < top < 8 or not LOWEST < fine[top] < HIGHEST:
            break
        near = float(fine[top])
    top = min(max(top, 1), 7)
    phi, bend = _top_of_parabola(fine[top - 1 : top + 2], height[top - 1 : top + 2])
    se = min(1 / np.sqrt(bend), 0.5) if bend > 0 else 0.5
    return Carry(phi, float(se), float(variance[top]) * float(scale[-1]) ** 2)


def _top_of_parabola(x: np.ndarray, height: np.ndarray) -> tuple[float, float]:
    """Place of the maximum through three points, kept between the outer two, and minus the second derivative."""
    left, right = x[1] - x[0], x[2] - x[1]
    if left <= 0 or right <= 0:
        return float(x[int(np.argmax(height))]), 0.0
    rise, fall = (height[1] - height[0]) / left, (height[2] - height[1]) / right
    bend = 2 * (rise - fall) / (left + right)
    if bend <= 0:
        return float(x[int(np.argmax(height))]), 0.0
    middle = 0.5 * (x[0] + x[1])
    return float(min(max(middle + rise / bend, x[0]), x[2])), float(bend)
