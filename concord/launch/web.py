"""The web server: gunicorn with threads, on a socket handed over or on its own address."""

import multiprocessing
import os
import sys
from pathlib import Path

from concord.launch.up import address

THREADS = 8


def serve(arguments: list[str]) -> None:
    """Becomes gunicorn. No line of access log: an address names a record, so it stays out of every file."""
    handed = arguments[1] if arguments[:1] == ["--socket"] else None
    host, number = address()
    bind = f"fd://{handed}" if handed else f"{f'[{host}]' if ':' in host else host}:{number}"
    shared_memory = Path("/dev/shm")  # noqa: S108  A heartbeat file on a slow disk gets workers killed.
    sys.argv = [
        "gunicorn", "concord.web.wsgi:application", "--bind", bind, "--worker-class", "gthread",
        "--workers", os.environ.get("CONCORD_WEB_WORKERS") or str(min(4, 1 + multiprocessing.cpu_count())),
        "--threads", str(THREADS), "--timeout", "60", "--graceful-timeout", "15", "--keep-alive", "5",
        "--log-level", "warning", "--max-requests", "5000", "--max-requests-jitter", "500", "--no-control-socket",
        "--forwarded-allow-ips", os.environ.get("CONCORD_PROXY") or "127.0.0.1,::1",
        *(["--worker-tmp-dir", str(shared_memory)] if os.access(shared_memory, os.W_OK) else []),
    ]  # fmt: skip
    from gunicorn.app.wsgiapp import run

    run()
