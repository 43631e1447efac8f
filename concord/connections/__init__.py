"""Connections: honest answers from one person's days.

A pure library: arrays and frames in, frozen results out. It knows no database, no clock and no other room. One patient is
one thread: BLAS is asked for one thread before numpy is loaded, unless the environment says otherwise.
"""

import os

for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

from concord.connections.analysis import analyse  # noqa: E402
from concord.connections.experiments import Outcome, Plan, analyse_experiment, plan_experiment  # noqa: E402
from concord.connections.options import Options  # noqa: E402
from concord.connections.refusals import InputError  # noqa: E402
from concord.connections.results import Analysis, Fit, NotEnough, Test  # noqa: E402
from concord.connections.watch import Watch  # noqa: E402

__all__ = [
    "Analysis",
    "Fit",
    "InputError",
    "NotEnough",
    "Options",
    "Outcome",
    "Plan",
    "Test",
    "Watch",
    "analyse",
    "analyse_experiment",
    "plan_experiment",
]
