"""Many small regressions on one set of cross-products, solved together.

Each target is one column; its controls are other columns of the same matrix. Frisch-Waugh-Lovell: the slope is that of
the symptom on what its controls leave of the target.
"""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Batch:
    """`controls` (p, K) column numbers, padded with p; `inverse` (p, K, K) of their cross-products; `slope` (p,);
    `own` (p,): sum of squares of the target that its controls leave; `weights` (p, K): controls' part in the target;
    `held_slopes` (p, K): slopes of the controls."""

    controls: np.ndarray
    inverse: np.ndarray
    slope: np.ndarray
    own: np.ndarray
    weights: np.ndarray
    held_slopes: np.ndarray


def solve(cross: np.ndarray, controls: np.ndarray) -> Batch:
    """`cross` (p + 1, p + 1) with the symptom last; one solve for every column as target."""
    p, k = controls.shape
    padded = np.zeros((p + 1, p + 1))
    padded[:p, :p] = cross[:p, :p]
    padded[p, p] = 1.0
    small = padded[controls[:, :, None], controls[:, None, :]]
    extra = controls == p
    small[extra[:, :, None] | extra[:, None, :]] = 0.0
    place = np.arange(k)
    small[:, place, place] = np.where(extra, 1.0, small[:, place, place] * (1 + 1e-9) + 1e-9)
    inverse = np.linalg.inv(small)
    with_target = padded[controls, np.arange(p)[:, None]]
    with_symptom = np.append(cross[:p, p], 0.0)[controls]
    weights = np.einsum("pij,pj->pi", inverse, with_target)
    alone = np.einsum("pij,pj->pi", inverse, with_symptom)
    own = np.maximum(np.diag(cross)[:p] - (weights * with_target).sum(axis=1), 0.0)
    top = cross[:p, p] - (weights * with_symptom).sum(axis=1)
    slope = np.where(own > 1e-9, top / np.where(own > 1e-9, own, 1.0), 0.0)
    return Batch(controls, inverse, slope, own, weights, alone - slope[:, None] * weights)


def standard_errors(projected: np.ndarray, batch: Batch, leverage: np.ndarray, noise: float) -> np.ndarray:
    """The larger of the usual standard error and HC3 (MacKinnon and White 1985), shape (p,).

    `projected` (n, p + 1): whitened columns and symptom without the calendar; `leverage` (n,): the calendar's;
    `noise`: variance from the unselected model.
    """
    x, y = np.ascontiguousarray(projected[:, :-1].T), projected[:, -1]
    p = len(x)
    rows = np.repeat(np.arange(p), batch.controls.shape[1])
    part = np.eye(p, p + 1)
    part[rows, batch.controls.ravel()] -= batch.weights.ravel()
    target = part[:, :p] @ x
    fitted = np.zeros((p, p + 1))
    fitted[rows, batch.controls.ravel()] = batch.held_slopes.ravel()
    fitted[np.arange(p), np.arange(p)] = batch.slope
    residual = y - fitted[:, :p] @ x
    own = np.where(batch.own > 1e-9, batch.own, 1.0)
    reach = _reach(x, batch) + target**2 / own[:, None] + leverage
    meat = ((target * residual / (1 - np.minimum(reach, 0.95))) ** 2).sum(axis=1)
    return np.sqrt(np.maximum(noise / own, meat / own**2))


def _reach(x: np.ndarray, batch: Batch) -> np.ndarray:
    """Leverage of each target's controls on each day, (p, n); targets with the same controls share the work.

    `x` (p, n): the whitened columns, one a row.
    """
    _, first, same = np.unique(batch.controls, axis=0, return_index=True, return_inverse=True)
    held = np.vstack([x, np.zeros((1, x.shape[1]))])[batch.controls[first]]
    return np.einsum("ukn,ukn->un", batch.inverse[first] @ held, held)[same.ravel()]
