"""Effects of slow things (an event, a dose) on a symptom that may itself be drifting.

A linear mixed model: fixed columns, a drift that behaves like a random walk (its Karhunen-Loeve cosines with variances
falling as 1 / k squared), and AR(1) noise with the real gaps. How much carries over and how much drifts are not known
well from one diary, so the answer is averaged over a grid of both, weighted by restricted likelihood (Patterson and
Thompson 1971; averaging as in Rue, Martino and Chopin 2009).
"""

from dataclasses import dataclass

import numpy as np

from concord.connections.ar1 import Products

# The smallest drift is half a noise SD: a diary cannot show that its level stands still, so the interval allows for it.
PHIS = np.tanh(np.linspace(-0.1, 2.1, 13))
DRIFTS = np.array([0.5, 1.0, 2.0, 4.0])  # SD of the drift over the days looked at, in SD of the noise
WAVES = 24
FAINT = 0.002  # grid points with less than this share of the best weight are left out


@dataclass(frozen=True)
class Effects:
    """Estimates and standard errors of the target columns, shape (targets,), and free days for t quantiles."""

    estimate: np.ndarray
    se: np.ndarray
    free: float


def random_walk(days: np.ndarray, length: int) -> tuple[np.ndarray, np.ndarray]:
    """Cosines over `length` days at `days` (n,), and the variance share of each; (n, K) and (K,)."""
    k = np.arange(1, min(WAVES, max(length // 8, 1)) + 1)
    return np.cos(np.pi * k * (days[:, None] + 0.5) / length), 2 / (np.pi * k) ** 2


def effects(fixed: np.ndarray, days: np.ndarray, length: int, symptom: np.ndarray, targets: list[int]) -> Effects:
    """Effect of the fixed columns named by `targets`, averaged over carry-over and drift.

    `fixed` (n, q) on the answered `days` (n,) counted from 0 to `length` - 1, `symptom` (n,).
    """
    waves, share = random_walk(days, length)
    q = fixed.shape[1]
    size = np.sqrt(np.maximum((fixed**2).mean(axis=0), 1e-300))
    unit = float(symptom.std()) or 1.0
    columns = np.hstack([fixed / size, waves, ((symptom - symptom.mean()) / unit)[:, None]])
    grams, logdet = Products(columns, np.diff(days)).at(PHIS)
    grams, height = _grid(grams, logdet, share, q, len(days))
    weight = np.exp(height - height.max())
    keep = weight > FAINT
    estimate, variance, weight = _solve(grams[keep], weight[keep], targets, len(days) - q)
    mean = weight @ estimate
    spread = weight @ (variance + (estimate - mean) ** 2)
    scale = unit / size[targets]
    return Effects(mean * scale, np.sqrt(spread) * scale, float(max(len(days) - q - 4, 1)))


def _grid(grams: np.ndarray, logdet: np.ndarray, share: np.ndarray, q: int, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Every pairing of carry-over and drift: cross-products with the drift's prior, and restricted log likelihood."""
    prior = DRIFTS[:, None] ** 2 * share
    out = np.repeat(grams[:, None], len(DRIFTS), axis=1)
    place = np.arange(q, q + len(share))
    out[:, :, place, place] += 1 / prior
    root = np.diagonal(np.linalg.cholesky(out), axis1=2, axis2=3)
    height = -0.5 * (
        2 * (n - q) * np.log(root[:, :, -1])
        + 2 * np.log(root[:, :, :-1]).sum(axis=2)
        + np.log(prior).sum(axis=1)
        + logdet[:, None]
    )
    return out.reshape(-1, *grams.shape[1:]), height.ravel()


def _solve(
    grams: np.ndarray, weight: np.ndarray, targets: list[int], free: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Estimates and variances (points on the grid, targets) and the normalised weights."""
    inverse = np.linalg.inv(grams[:, :-1, :-1])
    cross = grams[:, :-1, -1]
    slope = np.einsum("gij,gj->gi", inverse, cross)
    noise = (grams[:, -1, -1] - np.einsum("gi,gi->g", slope, cross)) / free
    variance = np.einsum("gii->gi", inverse) * noise[:, None]
    return slope[:, targets], variance[:, targets], weight / weight.sum()
