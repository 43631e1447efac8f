"""What every drawing gives back, and how dates and numbers are said in it."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum

PHONE = 330
DESK = 720


@dataclass(frozen=True)
class Table:
    """The text twin of a picture. Cells are plain text: the page escapes them."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Picture:
    """`svg` is safe to put into a page as it is; title and description are plain text."""

    svg: str
    title: str
    description: str
    table: Table


class Grain(Enum):
    """How finely a tick on the line of time is meant."""

    DAY = "day"
    MONTH = "month"
    MONTH_AND_YEAR = "month and year"
    YEAR = "year"


def plain_number(value: float) -> str:
    if not math.isfinite(value):
        return "–"
    if value and not 1e-3 <= abs(value) < 1e6:
        return f"{value:.2g}".replace("-", "−")
    return f"{value:.2f}".rstrip("0").rstrip(".").replace("-", "−")


@dataclass(frozen=True)
class Say:
    """The caller's language: a whole date ("3 May 2026"), a date on an axis, a number."""

    day: Callable[[date], str]
    tick: Callable[[date, Grain], str]
    number: Callable[[float], str] = plain_number


def in_both_sizes(draw: Callable[..., Picture], *given, name: str, **named) -> Picture:
    """The phone and the desk drawing side by side; pictures.css shows the one that fits, print takes the desk one."""
    phone = draw(*given, name=f"{name}-phone", width=PHONE, **named)
    desk = draw(*given, name=f"{name}-desk", width=DESK, **named)
    svg = f'<div class="pic-phone">{phone.svg}</div><div class="pic-desk">{desk.svg}</div>'
    return Picture(svg, desk.title, desk.description, desk.table)
