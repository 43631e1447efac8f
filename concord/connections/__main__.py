"""`python -m concord.connections DAYS.csv [MORE.csv ...] [--events E.csv] [--json]`."""

import argparse
import json
import os
import sys
from collections.abc import Sequence

from concord.connections import Analysis, InputError, Options, analyse
from concord.connections.files import read_table
from concord.connections.table import written


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when every file was read, 2 when one could not be."""
    chosen = _parser().parse_args(arguments)
    options = Options(alpha=chosen.alpha, change_points=chosen.changes)
    try:
        events = read_table(chosen.events) if chosen.events else None
    except InputError as error:
        print(f"{chosen.events}: {error}", file=sys.stderr)
        return 2
    worst, told = 0, {}
    for number, name in enumerate(chosen.days, start=1):
        if len(chosen.days) > 1:
            print(f"[{number}/{len(chosen.days)}] {name}", file=sys.stderr, flush=True)
        try:
            answer = analyse(read_table(name), events, options)
        except InputError as error:
            worst = 2
            told[name] = {"error": str(error)}
            print(f"{name}: {error}", file=sys.stderr)
            continue
        if chosen.json:
            told[name] = _plain(answer)
        else:
            print(written(answer, title=name, everything=chosen.all))
    if chosen.json:
        print(json.dumps(told if len(chosen.days) > 1 else told[chosen.days[0]], indent=1, allow_nan=False))
    return worst


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m concord.connections",
        description="Honest answers from one person's days.",
        epilog="Rows are counted from the first one below the names of the columns.",
    )
    parser.add_argument("days", nargs="+", help="CSV with a date column and pil., flag., med., wear. and sym. columns")
    parser.add_argument("--events", help="CSV with date and label")
    parser.add_argument("--json", action="store_true", help="every test as JSON")
    parser.add_argument("--all", action="store_true", help="every test in the table, not only what is reported")
    parser.add_argument("--alpha", type=float, default=Options.alpha, help="false discovery rate (default 0.10)")
    parser.add_argument(
        "--changes", action="store_true", help="also scan for a change on an unknown day (its false alarms are high)"
    )
    return parser


def _plain(answer: Analysis) -> dict:
    return {
        "tests": answer.to_dicts(),
        "not_enough": answer.not_enough_dicts(),
        "days": answer.days,
        "not_asked": list(answer.not_asked),
    }


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:  # whoever was reading has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    sys.exit(code)
