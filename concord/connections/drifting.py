"""Effects of slow things (an event, a dose) on a symptom that may itself be drifting.

A linear mixed model: fixed columns, a drift that behaves like a random walk (its Karhunen-Loeve cosines with variances
falling as 1 / k squared), and AR(1) noise with the real gaps. How much carries over and how much drifts are not known
well from one diary, so the answer is averaged over a grid of both, weighted by restricted likelihood (Patterson and
Thompson 1971; averaging as in Rue, Martino and Chopin 2009).
"""

from dataclasses import dataclass
from functools import lru_cache

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
    waves, share = _waves(length)
    return waves[days], share


@lru_cache(maxsize=4)
def _waves(length: int) -> tuple[np.ndarray, np.ndarray]:
    """The same on every day; every symptom of a diary asks for it."""
    k = np.arange(1, min(WAVES, max(length // 8, 1)) + 1)
    waves, share = np.cos(np.pi * k * (np.arange(length)[:, None] + 0.5) / length), 2 / (np.pi * k) ** 2
    waves.setflags(write=False)
    share.setflags(write=False)
    return waves, share


def effects(fixed: np.ndarray, days: np.ndarray, length: int, symptom: np.ndarray, targets: list[int]) -> Effects:
    """Effect of the fixed columns named by `targets`, averaged over carry-over and drift.

    `fixed` (n, q) on the answered `days` (n,) counted from 0 to `length` - 1, `symptom` (n,).
    """
    waves, share = random_walk(days, length)
    q, asked = fixed.shape[1], len(targets)
    size = np.sqrt(np.maximum((fixed**2).sum(axis=0) / len(fixed), 1e-300))
    deviation = symptom - symptom.sum() / len(symptom)
    unit = float(np.sqrt(deviation @ deviation / len(symptom))) or 1.0
    scaled = fixed / size
    held = scaled[:, [k for k in range(q) if k not in targets]]
    # Targets and symptom last: what is wanted then stands in the last corner of the root.
    columns = np.hstack([held, waves, scaled[:, targets], (deviation / unit)[:, None]])
    grams, logdet = Products(columns, np.diff(days)).at(PHIS)
    corner, height = _grid(grams, logdet, share, q - asked, asked, len(days))
    weight = np.exp(height - height.max())
    keep = weight > FAINT
    estimate, variance = _read_corner(corner[keep], len(days) - q)
    weight = weight[keep] / weight[keep].sum()
    mean = weight @ estimate
    spread = weight @ (variance + (estimate - mean) ** 2)
    scale = unit / size[targets]
    return Effects(mean * scale, np.sqrt(spread) * scale, float(max(len(days) - q - 4, 1)))


def _grid(
    grams: np.ndarray, logdet: np.ndarray, share: np.ndarray, held: int, asked: int, n: int
) -> tuple[np.ndarray, np.ndarray]:
    """Every pairing of carry-over and drift: the root's last corner (targets and symptom), and restricted log likelihood.

    The `held` columns come first and know no drift, so that they are swept out once for each carry-over.
    """
    root = np.linalg.cholesky(grams[:, :held, :held])
    across = np.linalg.inv(root) @ grams[:, :held, held:]
    left = grams[:, held:, held:] - across.transpose(0, 2, 1) @ across
    swept = np.log(np.diagonal(root, axis1=1, axis2=2)).sum(axis=1)
    prior = DRIFTS[:, None] ** 2 * share
    out = np.repeat(left[:, None], len(DRIFTS), axis=1)
    place = np.arange(len(share))
    out[:, :, place, place] += 1 / prior
    root = np.linalg.cholesky(out)
    logs = np.log(np.diagonal(root, axis1=2, axis2=3))
    height = -0.5 * (
        2 * (n - held - asked) * logs[:, :, -1]
        + 2 * (logs[:, :, :-1].sum(axis=2) + swept[:, None])
        + np.log(prior).sum(axis=1)
        + logdet[:, None]
    )
    corner = root[:, :, len(share) :, len(share) :]
    return corner.reshape(-1, asked + 1, asked + 1), height.ravel()


def _read_corner(corner: np.ndarray, free: float) -> tuple[np.ndarray, np.ndarray]:
    """Estimates and variances of the targets, (points on the grid, targets), from the root's last corner."""
    inverse = np.linalg.inv(corner[:, :-1, :-1])
    estimate = (corner[:, -1:, :-1] @ inverse)[:, 0]
    noise = corner[:, -1, -1] ** 2 / free
    return estimate, (inverse**2).sum(axis=1) * noise[:, None]
