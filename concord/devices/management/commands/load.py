"""`load diary FILE.csv --map MAP.toml --patient WHO`: bring a diary in. A dry run needs neither patient nor database."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import DatabaseError
from django.urls import reverse
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from concord.access.guard import NotAllowed, Refused
from concord.devices.diary.chart import Chart, read_chart
from concord.devices.diary.lines import Advance
from concord.devices.diary.reading import Day, days
from concord.devices.diary.refusal import CannotRead
from concord.devices.diary.report import Report, is_report

EXAMPLE = """Example, first tried out and then done:

  python -m concord load diary my.csv --map my.toml --dry-run
  python -m concord load diary my.csv --map my.toml --patient "Thandi 1984" --as dr.rossi@example.org

docs/examples/kossakowski.toml is a map in which every key is explained.
"""


class Command(BaseCommand):
    help = "Bring in data from a file. What could not be taken is said with its line, column and reason."
    requires_system_checks: list[str] = []  # noqa: RUF012

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.epilog = EXAMPLE
        ways = parser.add_subparsers(dest="what", required=True, metavar="diary")
        diary = ways.add_parser("diary", help="a daily diary in a CSV file")
        diary.add_argument("file", help="the CSV file: one line a day, the first line names the columns")
        diary.add_argument("--map", required=True, help="the TOML file that says which column goes into which measure")
        diary.add_argument(
            "--patient", metavar="WHO", help='the number of the record, or first name and birth year: "Thandi 1984"'
        )
        diary.add_argument("--as", dest="by", metavar="EMAIL", help="who brings it in; else the only administrator")
        diary.add_argument("--dry-run", action="store_true", help="read everything, write nothing")
        diary.add_argument("--report", metavar="FILE", help="write down every row and cell that was not taken")

    def handle(self, *args: object, **told: str) -> None:
        try:
            self._diary(told)
        except (CannotRead, Refused, NotAllowed) as refusal:
            raise SystemExit(refusal.sentence) from refusal
        except DatabaseError as error:
            first = str(error).strip().splitlines()[0]
            raise SystemExit(
                f"The database does not answer as it should ({first}). Run `python -m concord setup`."
            ) from error

    def _diary(self, told: dict) -> None:
        chart, path = read_chart(told["map"]), Path(told["file"])
        if not told["dry_run"] and not told["patient"]:
            raise CannotRead("Whose diary is it? Say --patient, or try it out with --dry-run.")
        if not path.is_file():
            raise CannotRead(f"{path} is not a file." if path.exists() else f"There is no file {path}.")
        with _report(told["report"], kept=(told["file"], told["map"])) as report, _bar(path.stat().st_size) as advance:
            read = days(str(path), chart, report, now=timezone.now(), advance=advance)
            last_lines = self._try_out(read) if told["dry_run"] else self._load(read, chart, told)
        for line in (*report.lines(), *_not_taken(report, told["report"]), *last_lines):
            self.stdout.write(line)

    def _try_out(self, read: Iterator[Day]) -> list[str]:
        found = values = 0
        for day in read:
            found += 1
            values += len(day.values)
        return [f"{found} days, {values} values would be taken"]

    def _load(self, read: Iterator[Day], chart: Chart, told: dict) -> list[str]:
        from concord.devices import loading, reads

        by = reads.person_by_email(told["by"]) if told["by"] else reads.only_administrator()
        done = loading.load(read, chart, who=told["patient"], by=by, now=timezone.now())
        return [
            *_where_to_look(done.patient, done.last_day),
            f"{done.new} new, {done.same} there already, {done.replaced} changed",
            f"{done.days} days, {done.values} values taken",
        ]


def _where_to_look(patient: int, last_day: date | None) -> list[str]:
    """An old diary is not among the last months, which the page shows first."""
    if last_day is None:
        return []
    shown = reverse("progress", args=[patient]) + f"?span=year&until={last_day.isoformat()}"
    return [f"To look at: {settings.SITE_URL}{shown}"]


def _report(path: str | None, *, kept: tuple[str, ...]) -> Report:
    """Written over only where an earlier report lies: whatever else is there stays."""
    try:
        is_read = path and Path(path).resolve() in [Path(one).resolve() for one in kept]
        if path and Path(path).exists() and (is_read or not is_report(path)):
            raise CannotRead(f"{path} is there already, and is no earlier report. Choose another name for --report.")
        return Report(path)
    except OSError as error:
        raise CannotRead(f"The report cannot be written to {path}: {error.strerror}.") from error


def _not_taken(report: Report, path: str | None) -> list[str]:
    if not report.rows and not report.cells:
        return []
    where = f"; all of them are in {path}" if path else "; --report FILE writes all of them down"
    return [f"Not taken: {report.rows} rows and {report.cells} cells{where}"]


@contextmanager
def _bar(size: int) -> Iterator[Advance]:
    """Shown on a screen only; a log keeps the last lines."""
    console = Console(stderr=True)
    looks = (TextColumn("reading"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*looks, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("reading", total=size)
        yield lambda read: progress.advance(task, read)
