"""`python -m concord.connections DAYS.csv [MORE.csv ...] [--events E.csv] [--json]`."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from concord.connections import Analysis, InputError, Options, analyse
from concord.connections.table import written


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when every file was read, 2 when one could not be."""
    chosen = _parser().parse_args(arguments)
    options = Options(alpha=chosen.alpha, change_points=chosen.changes)
    worst, answers = 0, {}
    for number, name in enumerate(chosen.days, start=1):
        if len(chosen.days) > 1:
            print(f"[{number}/{len(chosen.days)}] {name}", file=sys.stderr, flush=True)
        try:
            answers[name] = analyse(_table(name), _table(chosen.events) if chosen.events else None, options)
        except InputError as error:
            worst = 2
            print(f"{name}: {error}", file=sys.stderr)
            continue
        if not chosen.json:
            print(written(answers[name], title=name, everything=chosen.all))
    if chosen.json:
        plain = {name: _plain(answer) for name, answer in answers.items()}
        print(json.dumps(next(iter(plain.values()), None) if len(chosen.days) == 1 else plain, indent=1))
    return worst


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m concord.connections", description="Honest answers from one person's days."
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


def _table(name: str) -> pd.DataFrame:
    if not Path(name).is_file():
        raise InputError(f"There is no file called {name}.")
    try:
        return pd.read_csv(name)
    except (ValueError, UnicodeDecodeError) as error:
        raise InputError(f"{name} cannot be read as a table: {error}.") from error


def _plain(answer: Analysis) -> dict:
    return {
        "tests": answer.to_dicts(),
        "not_enough": answer.not_enough_dicts(),
        "days": answer.days,
        "not_asked": list(answer.not_asked),
    }


if __name__ == "__main__":
    sys.exit(main())
