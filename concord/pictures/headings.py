"""Bands and marks over a plot: named above it in rows that never overlap, seen through it as soft strips."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .canvas import Canvas, path
from .course import Band, BandKind, CourseWords, Mark
from .lettering import width_of
from .scales import Days
from .stacking import bunch, stack

ROW = 22
SIZE = 12


@dataclass(frozen=True)
class _Heading:
    of: Band | Mark
    x1: float
    x2: float
    text_x: float
    room: float

    @property
    def extent(self) -> tuple[float, float]:
        text_right = self.text_x + min(width_of(self.of.label, SIZE), self.room)
        return min(self.x1, self.text_x), max(self.x2, text_right)


def _first(one: Band | Mark) -> date:
    return one.first if isinstance(one, Band) else one.day


def _heading(one: Band | Mark, days: Days) -> _Heading:
    room = min((days.right - days.left) * 0.46, 230)
    if isinstance(one, Band):
        x1, x2, indent = days.begin(one.first), days.end(one.last or days.last), 0
    else:
        x1 = x2 = days.at(one.day)
        indent = 8
    width = min(width_of(one.label, SIZE), room)
    text_x = max(min(x1 + indent, days.right - width), days.left)
    return _Heading(one, x1, max(x2, x1 + 3), text_x, room)


@dataclass(frozen=True)
class Headings:
    placed: tuple[tuple[int, _Heading], ...]
    left_over: tuple[_Heading, ...]
    rows: int

    @property
    def height(self) -> float:
        return self.rows * ROW + (4 if self.rows else 0)


def arrange(bands: Sequence[Band], marks: Sequence[Mark], days: Days, *, most: int) -> Headings:
    shown = [b for b in bands if days.shows(b.first, b.last or date.max)] + [m for m in marks if days.shows(m.day)]
    # Marks take the rows nearest the plot, so that their lines cross few names.
    shown.sort(key=lambda one: (isinstance(one, Band), _first(one)))
    all_of_them = [_heading(one, days) for one in shown]
    rows = stack([h.extent for h in all_of_them], rows=most)
    placed = tuple((row, h) for row, h in zip(rows, all_of_them, strict=True) if row is not None)
    left_over = tuple(h for row, h in zip(rows, all_of_them, strict=True) if row is None)
    used = max((row for row, _ in placed), default=-1) + 1
    return Headings(placed, left_over, used + (1 if left_over else 0))


def draw_behind(canvas: Canvas, headings: Headings, days: Days, top: float, bottom: float) -> None:
    whole = 0.98 * (days.right - days.left)
    everything = [h for _, h in headings.placed] + list(headings.left_over)
    for h in everything:
        # What went on all the time sets no days apart: its strip above says so, and tinting the whole plot would say nothing.
        if isinstance(h.of, Band) and h.x2 - h.x1 < whole:
            look = "pic-band-step" if h.of.kind is BandKind.STEP else "pic-band-event"
            canvas.rect(look, h.x1, top, max(h.x2 - h.x1, 1), bottom - top)
    for h in everything:
        if isinstance(h.of, Mark):
            canvas.line("pic-mark", h.x1, top, h.x1, bottom)


def draw_names(canvas: Canvas, headings: Headings, bottom: float, days: Days, words: CourseWords) -> None:
    """Row 0 is the one nearest the plot."""
    for row, h in headings.placed:
        base = bottom - row * ROW
        if isinstance(h.of, Band):
            look = "pic-span-step" if h.of.kind is BandKind.STEP else "pic-span-event"
            canvas.line(look, h.x1, base - 3.5, max(h.x2, h.x1 + 3), base - 3.5)
        else:
            canvas.line("pic-mark", h.x1, base - 14, h.x1, bottom)
            canvas.shape("path", "pic-mark-head", d=_diamond(h.x1, base - 14))
        canvas.text("pic-label", h.text_x, base - 10, h.of.label, size=SIZE, room=h.room)
    base = bottom - (headings.rows - 1) * ROW
    half = 22
    for x, some in bunch(
        [(min(max(h.x1, days.left + half), days.right - half), h) for h in headings.left_over], apart=54
    ):
        canvas.text("pic-act", x, base - 10, words.more.format(count=len(some)), size=SIZE, anchor="middle", room=50)


def _diamond(x: float, y: float, r: float = 4) -> str:
    return path([(x, y - r), (x + r, y), (x, y + r), (x - r, y)], closed=True)
