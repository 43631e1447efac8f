"""What one measure was on days when another was so and so: each day a dot, the fitted line, its interval."""

from collections.abc import Sequence
from dataclasses import dataclass

from .canvas import Canvas, path
from .picture import DESK, Picture, Say, Table
from .plot import draw_value_ticks
from .scales import Scale, scale_of, usable

LEFT, EDGE = 38, 10


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    said: str = ""


@dataclass(frozen=True)
class FittedAt:
    """The line at one place, with the interval around it."""

    x: float
    middle: float
    low: float
    high: float


@dataclass(frozen=True)
class DotWords:
    """`across` and `up` name the two measures; with `dot` set, the table has a first column saying which day a dot is."""

    across: str
    up: str
    nothing: str
    dot: str = ""
    unknown: str = "–"


def dots_with_line(
    dots: Sequence[Dot],
    line: Sequence[FittedAt] = (),
    *,
    title: str,
    description: str,
    words: DotWords,
    say: Say,
    across: Scale | None = None,
    up: Scale | None = None,
    width: int = DESK,
    name: str | None = None,
    standalone: bool = False,
) -> Picture:
    """Days on the very same place are moved a little aside, so that each can be counted."""
    canvas = Canvas(width, standalone=standalone)
    drawn = [d for d in dots if usable(d.x) and usable(d.y)]
    fitted = sorted((f for f in line if all(map(usable, (f.x, f.middle, f.low, f.high)))), key=lambda f: f.x)
    if not drawn:
        canvas.text("pic-quiet", width / 2, 34, words.nothing, size=14, anchor="middle", room=width - 2 * EDGE)
        bottom = 60.0
    else:
        xs = _scale(across, [d.x for d in drawn] + [f.x for f in fitted])
        ys = _scale(up, [d.y for d in drawn] + [v for f in fitted for v in (f.low, f.high)])
        bottom = _draw_plot(canvas, drawn, fitted, xs, ys, words, say)
    svg = canvas.finish(bottom, title=title, description=description, name=name)
    named = ((words.dot,) if words.dot else ()) + (words.across, words.up)
    rows = tuple(
        ((d.said,) if words.dot else ()) + tuple(say.number(v) if usable(v) else words.unknown for v in (d.x, d.y))
        for d in dots
    )
    return Picture(svg, title, description, Table(named, rows))


def _scale(given: Scale | None, values: list[float]) -> Scale:
    return given.reaching(values) if given else scale_of(values)


def _draw_plot(canvas: Canvas, drawn, fitted, xs: Scale, ys: Scale, words: DotWords, say: Say) -> float:
    tall = 150.0 if canvas.width < 560 else 220.0
    right, bottom = canvas.width - EDGE, 28.0 + tall

    def place(x: float, y: float) -> tuple[float, float]:
        return LEFT + xs.at(x) * (right - LEFT), bottom - ys.at(y) * tall

    canvas.text("pic-quiet", EDGE - 4, 14, words.up, size=12, room=canvas.width - 2 * EDGE)
    for value in ys.ticks(3 if tall < 200 else 5):
        y = place(xs.low, value)[1]
        canvas.line("pic-axis", LEFT, y, right, y)
        canvas.text("pic-quiet", LEFT - 8, y + 4, say.number(value), size=12, anchor="end", room=LEFT - 10)
    ticks = [(place(v, ys.low)[0], say.number(v)) for v in xs.ticks(4 if canvas.width < 560 else 6)]
    draw_value_ticks(canvas, ticks, bottom + 19, 4, canvas.width - 4)
    if len(fitted) > 1:
        over, under = [place(f.x, f.high) for f in fitted], [place(f.x, f.low) for f in reversed(fitted)]
        canvas.shape("path", "pic-ribbon", d=path(over + under, closed=True))
    canvas.shape(
        "path", "pic-cloud", d="".join(path([p, p]) for p in _apart([place(d.x, d.y) for d in drawn], LEFT, right))
    )
    if len(fitted) > 1:
        canvas.shape("path", "pic-line", d=path([place(f.x, f.middle) for f in fitted]))
    canvas.text("pic-quiet", right, bottom + 36, words.across, size=12, anchor="end", room=canvas.width - 2 * EDGE)
    return bottom + 46


def _apart(places: list[tuple[float, float]], left: float, right: float) -> list[tuple[float, float]]:
    seen: dict[tuple[int, int], int] = {}
    moved = []
    for x, y in places:
        key = (round(x), round(y))
        count = seen.get(key, 0)
        seen[key] = count + 1
        aside = (count % 9 + 1) // 2 * 6.2 * (1 if count % 2 else -1)
        moved.append((min(max(x + aside, left), right), y))
    return moved
