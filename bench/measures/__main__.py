"""A million values through `load diary` and `record_many`, against a COPY as admin into an identical table.

    python -m bench.measures [--values 1000000] [--rounds 3]

Everything runs on a cluster of its own, durable like a real one, and the ways take turns, so that only ratios are told.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from statistics import median

from bench.measures import big_diary, ground
from concord.database.cluster import temporary_cluster

LEAST = 1 / 3
MOST_MEGABYTES = 200


def main() -> int:
    told = arguments()
    with temporary_cluster(durable=True) as cluster, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ground.build(cluster)
        diary = big_diary.write(folder, told.values)
        from bench.measures import ways

        ground.settle(diary)
        rows = ways.write_rows_for_copy(diary, folder)
        rounds = [one_round(ways, cluster, diary, rows) for __ in range(told.rounds)]
    return tell(rounds, diary.values)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--values", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    return parser.parse_args()


def one_round(ways, cluster, diary, rows) -> dict[str, float]:
    seconds = {"COPY": ways.copy_as_admin(cluster, rows, diary.values)}
    ground.empty(cluster)
    seconds["record_many"] = ways.record_many(diary)
    ground.empty(cluster)
    seconds["load diary"], seconds["megabytes"] = ways.load_diary(cluster, diary)
    seconds["load again"], __ = ways.load_diary(cluster, diary)
    return seconds


def tell(rounds: list[dict[str, float]], values: int) -> int:
    copy = median(one["COPY"] for one in rounds)
    print(f"{values} values, median of {len(rounds)} rounds; speed of COPY as admin into an identical table = 1")
    worst = 1.0
    for way in ("record_many", "load diary", "load again"):
        ratios = [one["COPY"] / one[way] for one in rounds]
        speed = copy / median(one[way] for one in rounds)
        worst = min(worst, speed) if way != "load again" else worst
        print(f"  {way:12} {speed:.2f}   (rounds: {', '.join(f'{ratio:.2f}' for ratio in ratios)})")
    most = max(one["megabytes"] for one in rounds)
    print(f"  memory of the loading process at its peak: {most:.0f} MB")
    met = worst >= LEAST and most < MOST_MEGABYTES
    print(f"bar: at least {LEAST:.2f} of COPY's speed in under {MOST_MEGABYTES} MB: {'met' if met else 'NOT met'}")
    return 0 if met else 1


if __name__ == "__main__":
    os.environ.setdefault("CONCORD_POOL", "0")
    sys.exit(main())
