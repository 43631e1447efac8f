"""Many small regressions on one set of cross-products, solved together.

Each target is one column; its controls are other columns of the same matrix. Frisch-Waugh-Lovell: the slope is that of
the symptom on what its controls leave of the target.
"""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Batch:
    """`sets` (u, K): the different sets of controls, column numbers, padded with p; `which` (p,): the set of each target;
    `inverse` (u, K, K) of their cross-products; `alone` (u, K): slopes of the controls without the target; `slope` (p,);
    `own` (p,): sum of squares of the target that its controls leave; `weights` (p, K): controls' part in the target."""

    sets: np.ndarray
    which: np.ndarray
    inverse: np.ndarray
    alone: np.ndarray
    slope: np.ndarray
    own: np.ndarray
    weights: np.ndarray


def solve(cross: np.ndarray, controls: np.ndarray) -> Batch:
    """`cross` (p + 1, p + 1) with the symptom last; `controls` (p, K); one solve for every set of controls."""
    p, k = controls.shape
    sets, which = _sets(controls)
    padded = np.zeros((p + 1, p + 1))
    padded[:p, :p] = cross[:p, :p]
    small = padded[sets[:, :, None], sets[:, None, :]]
    place = np.arange(k)
    small[:, place, place] = np.where(sets == p, 1.0, small[:, place, place] * (1 + 1e-9) + 1e-9)
    inverse = np.linalg.inv(small)
    with_target = padded[sets[which], np.arange(p)[:, None]]
    with_symptom = np.append(cross[:p, p], 0.0)[sets]
    weights = (with_target[:, None] @ inverse[which])[:, 0]
    alone = (with_symptom[:, None] @ inverse)[:, 0]
    own = np.maximum(np.diag(cross)[:p] - (weights * with_target).sum(axis=1), 0.0)
    top = cross[:p, p] - (weights * with_symptom[which]).sum(axis=1)
    slope = np.where(own > 1e-9, top / np.where(own > 1e-9, own, 1.0), 0.0)
    return Batch(sets, which, inverse, alone, slope, own, weights)


def _sets(controls: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The different rows of `controls`, whatever the order within a row, and which of them each row is."""
    rows = np.sort(controls, axis=1)
    found: dict[bytes, int] = {}
    which = np.array([found.setdefault(row.tobytes(), len(found)) for row in rows])
    return np.frombuffer(b"".join(found), dtype=rows.dtype).reshape(len(found), -1), which


def standard_errors(projected: np.ndarray, batch: Batch, leverage: np.ndarray, noise: float) -> np.ndarray:
    """The larger of the usual standard error and HC3 (MacKinnon and White 1985), shape (p,).

    `projected` (n, p + 1): whitened columns and symptom without the calendar; `leverage` (n,): the calendar's;
    `noise`: variance from the unselected model. Leverage and what is left of the symptom are worked out once a set of controls.
    """
    x, y = np.ascontiguousarray(projected[:, :-1].T), projected[:, -1]
    p = len(x)
    held = np.vstack([x, np.zeros((1, x.shape[1]))])[batch.sets]
    reach = np.einsum("ukn,ukn->un", batch.inverse @ held, held) + leverage
    left = y - (batch.alone[:, None] @ held)[:, 0]
    part = np.zeros((p, p + 1))
    part[np.arange(p)[:, None], batch.sets[batch.which]] = batch.weights
    needed = np.unique(batch.sets[batch.sets < p])
    target = x - part[:, needed] @ x[needed]
    own = np.where(batch.own > 1e-9, batch.own, 1.0)
    room = 1 - np.minimum(reach[batch.which] + target**2 / own[:, None], 0.95)
    missed = target * (left[batch.which] - batch.slope[:, None] * target) / room
    meat = np.einsum("pn,pn->p", missed, missed)
    return np.sqrt(np.maximum(noise / own, meat / own**2))
