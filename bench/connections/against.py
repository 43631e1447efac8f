"""CPU of the engine beside what others do and what is least: `python -m bench.connections.against`.

One run, one thread, the same simulated people for all, patient after patient. PCMCI and PCMCI+ need tigramite (`make bench`
brings it); without it they are left out, and that is said.
"""

import os

for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"

import argparse  # noqa: E402
import importlib.util  # noqa: E402

import numpy as np  # noqa: E402

from bench.connections import pcmci  # noqa: E402
from bench.connections.scenarios import LAG_SCENARIOS  # noqa: E402
from bench.connections.simulate import patient  # noqa: E402
from concord.connections.frame import read_diary  # noqa: E402

SEED = 90_000
KINDS = ("plain", "strong carry-over", "35 % missing not at random", "everything at once")


def ways() -> dict:
    columns = np.random.default_rng(1).standard_normal((330, 70))
    found = {
        "a whole look (lags and doses)": pcmci._ours,
        "our lags alone": pcmci._lags_alone,
        "reading the diary": read_diary,
        "one QR for each symptom": lambda _days: [np.linalg.qr(columns) for _ in range(6)],
        "plain correlation, p < .05": pcmci._correlation,
    }
    if importlib.util.find_spec("tigramite"):
        found |= {"PCMCI+": pcmci._pcmci_plus, "PCMCI": pcmci._pcmci}
    return found


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.connections.against", description=__doc__)
    parser.add_argument("--patients", type=int, default=5, help="of each kind")
    chosen = parser.parse_args()
    asked = ways()
    for kind in (kind for kind in LAG_SCENARIOS if kind.name in KINDS):
        people = [patient(kind, SEED + k) for k in range(chosen.patients)]
        for ask in asked.values():
            ask(people[0].days)
        spent = {name: 1000 * float(np.median(pcmci.timed(ask, people)[1])) for name, ask in asked.items()}
        whole, lags = spent["a whole look (lags and doses)"], spent["our lags alone"]
        print(f"\n{kind.name}: 365 days x 20, {chosen.patients} people, median CPU of one thread")
        print(f"{'':32}{'ms':>9}{'x whole look':>14}{'x our lags':>12}")
        for name, ms in spent.items():
            print(f"{name:32}{ms:9.1f}{ms / whole:14.1f}{ms / lags:12.1f}", flush=True)
    if "PCMCI+" not in asked:
        print("\nPCMCI and PCMCI+ are left out: tigramite is not installed (`make bench` brings it).")


if __name__ == "__main__":
    main()
