"""Today, Progress, Story, Overview and My people at 100 and 10,000 patients, with one and three years of days.

    python -m bench.pages [--patients 10000] [--requests 60]

Each page is asked in process through the whole stack (middleware, row-level security, templates). What is told are ratios: of each
page's p95 to the p95 of the cheapest page at the same size, each in the calmest of five rounds, and of the largest to the smallest
practice. Bar: at most 1.5 for growth.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from statistics import quantiles
from time import perf_counter
from typing import Any

from bench.measures import ground as database
from concord.database.cluster import temporary_cluster

MOST_GROWTH, MOST_QUERIES = 1.5, 12
ROUNDS = 5
YEAR = 365


def main() -> int:
    told = arguments()
    with temporary_cluster(durable=True) as cluster, tempfile.TemporaryDirectory() as static:
        os.environ["CONCORD_STATIC_ROOT"] = static
        database.build(cluster)
        database.django("collectstatic", "--noinput", "-v0")
        import django

        django.setup()
        from bench.pages.ground import Ground, probed

        ground = Ground(cluster, probed())
        table: dict[str, dict[str, tuple[float, int]]] = {}
        for patients, days in [(100, YEAR), (100, 3 * YEAR), (told.patients, 3 * YEAR)]:
            ground.grow(patients=patients, days=days)
            table[f"{patients} patients, {days // YEAR} y"] = least_of_rounds(ground.team, told.requests)
    return tell(table)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--patients", type=int, default=10_000)
    parser.add_argument("--requests", type=int, default=60)
    return parser.parse_args()


def least_of_rounds(team: Any, requests: int) -> dict[str, tuple[float, int]]:
    """{page: (its p95 in the calmest round, queries)}: whatever else the machine does can only add."""
    rounds = [one_round(team, requests) for _round in range(ROUNDS)]
    return {page: min(taken[page] for taken in rounds) for page in rounds[0]}


def one_round(team: Any, requests: int) -> dict[str, tuple[float, int]]:
    """{page: (p95 in seconds, queries)}; the pages take turns, so that a noisy second hits them all."""
    pages = clients(team)
    for client, path in pages.values():
        assert client.get(path).status_code == 200, path
    seconds: dict[str, list[float]] = {name: [] for name in pages}
    for _turn in range(requests):
        for name, (client, path) in pages.items():
            began = perf_counter()
            client.get(path)
            seconds[name].append(perf_counter() - began)
    return {name: (quantiles(taken, n=20)[-1], queries(*pages[name])) for name, taken in seconds.items()}


def clients(team: Any) -> dict[str, tuple[Any, str]]:
    from django.test import Client

    thandi, doctor = Client(headers={"host": "localhost"}), Client(headers={"host": "localhost"})
    thandi.force_login(team.thandi)
    doctor.force_login(team.doctor)
    of = f"/patients/{team.patient.pk}/"
    return {
        "sign-in": (Client(headers={"host": "localhost"}), "/accounts/login/"),
        "Today": (thandi, f"{of}today/"),
        "Progress": (thandi, f"{of}progress/"),
        "Progress, 3 years": (thandi, f"{of}progress/?span=three"),
        "Story": (thandi, f"{of}story/"),
        "Plan": (thandi, f"{of}plan/"),
        "Overview": (doctor, of),
        "My people": (doctor, "/"),
    }


def queries(client: Any, path: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as caught:
        client.get(path)
    return sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")) for query in caught)


def tell(table: dict[str, dict[str, tuple[float, int]]]) -> int:
    first, last = list(table)[0], list(table)[-1]
    print(f"{'page':20}" + "".join(f"{stage:>26}" for stage in table) + f"{'growth':>9}{'queries':>9}")
    good = True
    for page in table[first]:
        ratios = {stage: row[page][0] / row["sign-in"][0] for stage, row in table.items()}
        same_span = list(table)[1]
        growth = ratios[last] / ratios[same_span]
        asked = table[last][page][1]
        good &= (growth <= MOST_GROWTH or page == "sign-in") and asked <= MOST_QUERIES
        print(f"{page:20}" + "".join(f"{ratio:>26.2f}" for ratio in ratios.values()) + f"{growth:>9.2f}{asked:>9}")
    print(
        f"each figure: p95 of the page / p95 of the sign-in page, each in its calmest of {ROUNDS} rounds; growth: last column / the one before it"
    )
    print(f"bars: growth at most {MOST_GROWTH}, queries at most {MOST_QUERIES}: {'met' if good else 'NOT met'}")
    return 0 if good else 1


if __name__ == "__main__":
    os.environ.setdefault("CONCORD_POOL", "0")
    sys.exit(main())
