"""What Today weighs on the wire: the first visit with an empty cache, and the next one. Real server, real browser.

    python -m bench.wire

Bars: the first visit under 120 kB, later ones under 15 kB.
"""

from __future__ import annotations

import os
import sys
import tempfile
from typing import Any

from bench.measures import ground as database
from concord.database.cluster import DATABASE, temporary_cluster

MOST_FIRST, MOST_LATER = 120_000, 15_000


def main() -> int:
    with temporary_cluster(durable=True) as cluster, tempfile.TemporaryDirectory() as static:
        os.environ.update(CONCORD_STATIC_ROOT=static, DJANGO_ALLOW_ASYNC_UNSAFE="1")
        database.build(cluster)
        database.django("collectstatic", "--noinput", "-v0")
        import django

        django.setup()
        from bench.pages.ground import Ground, probed

        ground = Ground(cluster, probed())
        ground.grow(patients=2, days=60)
        first, later, requests = weigh(ground.team)
    print(f"Today, database {DATABASE}: first visit {first} bytes in {requests} requests, later visits {later} bytes")
    good = first <= MOST_FIRST and later <= MOST_LATER
    print(f"bars: {MOST_FIRST} and {MOST_LATER}: {'met' if good else 'NOT met'}")
    return 0 if good else 1


def weigh(team: Any) -> tuple[int, int, int]:
    from django.test.testcases import LiveServerThread
    from playwright.sync_api import sync_playwright

    from tests.browser import FLAGS, PHONE, AsItIs, chromium, session_of

    server = LiveServerThread("localhost", AsItIs)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    url = f"http://localhost:{server.port}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        context = browser.new_context(viewport=PHONE, base_url=url)
        context.add_cookies([{"name": "concord", "value": session_of(team.thandi), "url": url}])
        page = context.new_page()
        weights: list[float] = []
        wire = context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.on("Network.loadingFinished", lambda done: weights.append(done["encodedDataLength"]))
        page.goto(f"/patients/{team.patient.pk}/today/", wait_until="networkidle")
        first, requests = sum(weights), len(weights)
        weights.clear()
        page.goto(f"/patients/{team.patient.pk}/today/", wait_until="networkidle")
        later = sum(weights)
        browser.close()
    server.terminate()
    return int(first), int(later), requests


if __name__ == "__main__":
    os.environ.setdefault("CONCORD_POOL", "0")
    sys.exit(main())
