"""An invented diary of the size wanted: fifty columns, and as many days as that takes."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

COLUMNS = 50
FIRST = date(1960, 1, 1)


@dataclass(frozen=True)
class BigDiary:
    file: Path
    chart: Path
    days: int

    @property
    def values(self) -> int:
        return self.days * COLUMNS


def write(folder: Path, values: int) -> BigDiary:
    days = min(values // COLUMNS, 24_000)
    chance, names = random.Random(1), [f"item_{n:02}" for n in range(COLUMNS)]
    file, chart = folder / "diary.csv", folder / "map.toml"
    with file.open("w", encoding="utf-8") as out:
        out.write(",".join(["date", *names]) + "\n")
        for n in range(days):
            cells = (f"{chance.uniform(0, 10):.3f}" for __ in names)
            out.write(f"{FIRST + timedelta(days=n)},{','.join(cells)}\n")
    columns = "".join(f'[columns.{name}]\nown = {{ called = "{name}", low = 0, high = 10 }}\n' for name in names)
    chart.write_text(f'name = "big"\nzone = "Europe/London"\n[date]\ncolumn = "date"\n{columns}', encoding="utf-8")
    return BigDiary(file, chart, days)
