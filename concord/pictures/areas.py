"""Parts of life, each on a line from 0 to 10: how it is now, how it should be, and how it was before."""

from collections.abc import Sequence
from dataclasses import dataclass

from .canvas import Canvas
from .lettering import wrap
from .life import Symbol
from .picture import DESK, Picture, Table
from .symbols import draw_symbol

EDGE = 12
ROW = 46
TOP = 34


@dataclass(frozen=True)
class LifeArea:
    """`now` and `wanted` from 0 to 10, or None where nothing was said; `before` are earlier answers to how it is."""

    label: str
    now: float | None
    wanted: float | None
    before: tuple[float, ...] = ()


@dataclass(frozen=True)
class AreaWords:
    area: str
    now: str
    wanted: str
    before: str
    unknown: str


def now_and_wanted(
    areas: Sequence[LifeArea], *, title: str, description: str, words: AreaWords, width: int = DESK, name: str | None = None,
    standalone: bool = False,
) -> Picture:  # fmt: skip
    """A filled dot is now, a diamond is wanted, small dots are before. On a phone the label stands above its line."""
    canvas = Canvas(width, standalone=standalone)
    beside = width >= 560
    left, right = (width * 0.38 if beside else EDGE + 4), width - EDGE - 6
    row = ROW if beside else ROW + 14
    _key(canvas, words, left)
    for number, area in enumerate(areas):
        y = TOP + number * row + (24 if beside else 38)
        for line, said in enumerate(wrap(area.label, (left - 28) if beside else right - left, size=15, lines=1)):
            canvas.text("pic-label", EDGE, (y + 5 if beside else y - 16) + line * 18, said, size=15)
        _draw_area(canvas, area, left, right, y)
    rows = tuple(
        (a.label, _said(a.now, words), _said(a.wanted, words), ", ".join(f"{b:g}" for b in a.before)) for a in areas
    )
    svg = canvas.finish(TOP + len(areas) * row + 16, title=title, description=description, name=name)
    return Picture(svg, title, description, Table((words.area, words.now, words.wanted, words.before), rows))


def _key(canvas: Canvas, words: AreaWords, left: float) -> None:
    x = left
    for symbol, said in ((Symbol.CIRCLE, words.now), (Symbol.DIAMOND, words.wanted), (Symbol.RING, words.before)):
        draw_symbol(canvas, symbol, x + 5, 16, 4 if symbol is Symbol.RING else 5)
        canvas.text("pic-quiet", x + 16, 20, said, size=13)
        x += 34 + 8 * len(said)


def _draw_area(canvas: Canvas, area: LifeArea, left: float, right: float, y: float) -> None:
    def at(value: float) -> float:
        return left + (right - left) * min(max(value, 0), 10) / 10

    canvas.line("pic-axis", left, y, right, y)
    for end in (0, 10):
        canvas.text("pic-quiet", at(end), y + 18, f"{end}", size=11, anchor="middle")
    if area.now is not None and area.wanted is not None and area.now != area.wanted:
        canvas.line("pic-line", at(area.now), y, at(area.wanted), y)
    for value in area.before:
        draw_symbol(canvas, Symbol.RING, at(value), y, 4)
    if area.wanted is not None:
        draw_symbol(canvas, Symbol.DIAMOND, at(area.wanted), y, 7)
    if area.now is not None:
        draw_symbol(canvas, Symbol.CIRCLE, at(area.now), y, 6)


def _said(value: float | None, words: AreaWords) -> str:
    return words.unknown if value is None else f"{value:g}"
