"""`make bench`: every benchmark, one after the other, each in a process of its own. Figures are ratios within one run."""

import subprocess
import sys

EACH = [
    "bench.measures",
    "bench.checkin",
    "bench.pages",
    "bench.conversation",
    "bench.wire",
    "bench.findings",
    "bench.connections.against",
    "bench.connections",
]

if __name__ == "__main__":
    worst = 0
    for name in sys.argv[1:] or EACH:
        print(f"\n== {name}", flush=True)
        worst = max(worst, subprocess.run([sys.executable, "-m", name], check=False).returncode)
    sys.exit(worst)
