"""`python -m bench.connections`: run parts of the benchmark, keep their figures, write the page.

Figures stay in figures.json beside this file, so that a long run can be done in pieces:
    python -m bench.connections --parts lags,events --patients 200
    python -m bench.connections --page-only
"""

import os

for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"

import argparse  # noqa: E402
import json  # noqa: E402
import time  # noqa: E402
from pathlib import Path  # noqa: E402

from bench.connections import report, run  # noqa: E402
from bench.connections.scenarios import LAG_SCENARIOS, WATCH_NULLS  # noqa: E402

HERE = Path(__file__).parent
FIGURES = HERE / "figures.json"
PAGE = HERE.parent.parent / "docs" / "made" / "connections-bench.md"
SHORT = ("plain", "null", "strong carry-over", "35 % missing not at random", "everything at once")
LONG = ("plain", "strong carry-over")
WATCHED = (
    "plain",
    "strong carry-over",
    "35 % missing not at random",
    "weekly and trend",
    "everything at once",
    "other dynamics",
)


def pieces(part: str, patients: int):
    """Name and call of each piece of a part, small enough to be kept one by one."""
    if part == "lags":
        return [(f"lags/{k.name}", lambda k=k: run.lags(patients, names=(k.name,))[k.name]) for k in LAG_SCENARIOS]
    if part == "short":
        return [(f"short/{n}", lambda n=n: run.lags(patients, 90, (n,))[n]) for n in SHORT]
    if part == "long":
        return [(f"long/{n}", lambda n=n: run.lags(patients, 1000, (n,))[n]) for n in LONG]
    if part == "watch-nulls":
        return [(f"watch-nulls/{k.name}", lambda k=k: run.watch_nulls(patients, names=(k.name,))) for k in WATCH_NULLS]
    if part == "watch-daily":
        return [("watch-daily/null", lambda: run.watch_nulls(patients, 1, names=("null",)))]
    if part == "watch-links":
        return [(f"watch-links/{n}", lambda n=n: run.watch_links(patients, names=(n,))[n]) for n in WATCHED]
    if part == "speed":
        return [("speed", run.speed)]
    if part == "pcmci":
        from bench.connections import pcmci

        return [(f"pcmci/{n}", lambda n=n: pcmci.compare(patients, n)) for n in pcmci.NAMES]
    call = {"events": run.events, "experiments": run.experiments, "changes": run.changes}[part]
    return [(part, lambda: call(patients))]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.connections", description=__doc__)
    parser.add_argument("--parts", default="lags,short,long,events,watch-nulls,watch-links,experiments,changes,speed")
    parser.add_argument("--patients", type=int, default=200)
    parser.add_argument("--named", default="", help="only pieces whose name contains this")
    parser.add_argument("--page-only", action="store_true")
    chosen = parser.parse_args()
    figures = json.loads(FIGURES.read_text()) if FIGURES.exists() else {}
    for part in [] if chosen.page_only else chosen.parts.split(","):
        for name, call in pieces(part, chosen.patients):
            if chosen.named not in name:
                continue
            start = time.time()
            figures[name] = call()
            # Another run may have kept other pieces meanwhile.
            kept = json.loads(FIGURES.read_text()) if FIGURES.exists() else {}
            figures = {**kept, name: figures[name]}
            FIGURES.write_text(json.dumps(figures, indent=1, sort_keys=True) + "\n")
            print(f"{name}: {time.time() - start:.0f} s", flush=True)
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(report.page(json.loads(FIGURES.read_text())))  # in the kept order


if __name__ == "__main__":
    main()
