"""Many estimates under each other, each with its interval, around a line where nothing differs."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from .canvas import Canvas, path
from .ladder import diamond
from .lettering import width_of, wrap
from .picture import DESK, Picture, Say, Table
from .plot import draw_value_ticks
from .scales import Scale, usable

EDGE = 8


@dataclass(frozen=True)
class Estimate:
    """`said` is the estimate in words or numbers ("1.1 (0.6 to 1.6)"). Without numbers: "can't tell", and nothing is drawn."""

    label: str
    middle: float | None
    low: float | None
    high: float | None
    said: str = ""
    url: str = ""

    @property
    def numbers(self) -> tuple[float, float, float] | None:
        """Low, middle and high, in that order; None when one of them is not known."""
        low, middle, high = (self.low, self.middle, self.high)
        if not (usable(low) and usable(middle) and usable(high)):
            return None
        low, middle, high = sorted((_tamed(low), _tamed(middle), _tamed(high)))
        return low, middle, high


def _tamed(value: float) -> float:
    return min(max(float(value), -1e150), 1e150)


@dataclass(frozen=True)
class ForestWords:
    """`less` and `more` stand at the two ends of the axis."""

    what: str
    middle: str
    low: str
    high: str
    unknown: str
    nothing: str
    less: str = ""
    more: str = ""


def forest(
    estimates: Sequence[Estimate],
    *,
    title: str,
    description: str,
    words: ForestWords,
    say: Say,
    nothing_at: float = 0.0,
    width: int = DESK,
    name: str | None = None,
    standalone: bool = False,
) -> Picture:
    """Filled when the interval keeps clear of `nothing_at`, hollow when it does not; an arrow where an interval goes on."""
    canvas = Canvas(width, standalone=standalone)
    wide = width >= 560
    left, right = (EDGE + 230, width - EDGE - 170) if wide else (EDGE + 6, width - EDGE - 6)
    scale = _scale(estimates, nothing_at)
    rows = [_row(estimate, width, words) for estimate in estimates]
    bottom = 12.0 + (sum(row.height for row in rows) or 30)

    def x_of(value: float) -> float:
        return left + scale.at(value) * (right - left)

    if estimates:
        canvas.line("pic-zero", x_of(nothing_at), 6, x_of(nothing_at), bottom + 4)
    else:
        canvas.text("pic-quiet", width / 2, 26, words.nothing, size=14, anchor="middle", room=width - 2 * EDGE)
    top = 10.0
    for estimate, row in zip(estimates, rows, strict=True):
        with canvas.link(estimate.url, f"{estimate.label}: {estimate.said or words.unknown}"):
            canvas.rect("pic-hit", EDGE - 4, top, width - 2 * EDGE + 8, row.height - 2, rx=8)
            _draw_name(canvas, row, top, wide)
            _draw_estimate(
                canvas, estimate, x_of, scale, top + (row.height / 2 if wide else row.height - 16), nothing_at
            )
        top += row.height
    if estimates:
        bottom = _draw_axis(canvas, scale, x_of, left, right, bottom, words, say)
    svg = canvas.finish(bottom + 6, title=title, description=description, name=name)
    return Picture(svg, title, description, _table(estimates, words, say))


def _table(estimates: Sequence[Estimate], words: ForestWords, say: Say) -> Table:
    rows = tuple(
        (e.label, *(say.number(v) if usable(v) else words.unknown for v in (e.middle, e.low, e.high)))
        for e in estimates
    )
    return Table((words.what, words.middle, words.low, words.high), rows)


def _scale(estimates: Sequence[Estimate], nothing_at: float) -> Scale:
    """Wide enough for most; one interval a hundred times as wide must not flatten the others, so it gets an arrow."""
    known = [e.numbers for e in estimates if e.numbers]
    reaches = [max(abs(low - nothing_at), abs(high - nothing_at)) for low, _, high in known]
    usual = median(reaches) if reaches else 0.0
    reach = min(max(reaches), usual * 4) if usual > 0 else max([*reaches, 0.0]) or 1.0
    return Scale(nothing_at - reach * 1.05, nothing_at + reach * 1.05).reaching(())


@dataclass(frozen=True)
class Row:
    """The name on one line or more, and the numbers beside it, which take up to `beside` of the width."""

    name: list[str]
    said: str
    beside: float
    height: int


def _row(estimate: Estimate, width: int, words: ForestWords) -> Row:
    said = estimate.said or ("" if estimate.numbers else words.unknown)
    if width >= 560:
        name = wrap(estimate.label, 218, size=14)
        return Row(name, said, 160, 30 if len(name) < 2 else 46)
    room = width - 2 * EDGE
    beside = min(width_of(said, 13), room * 0.55)
    # The line of nothing stands in the middle, also behind the names.
    name = wrap(estimate.label, min(room - beside - 12, room / 2 - 6), size=14, lines=3)
    return Row(name, said, beside, 56 + 17 * max(len(name) - 1, 0))


def _draw_name(canvas: Canvas, row: Row, top: float, wide: bool) -> None:
    first = top + (row.height / 2 + 5 - 8.5 * (len(row.name) - 1) if wide else 18)
    for number, line in enumerate(row.name):
        canvas.text("pic-label", EDGE, first + 17 * number, line, size=14)
    beside = top + row.height / 2 + 5 if wide else first
    canvas.text("pic-quiet", canvas.width - EDGE, beside, row.said, size=13, anchor="end", room=row.beside)


def _draw_estimate(canvas: Canvas, estimate: Estimate, x_of, scale: Scale, y: float, nothing_at: float) -> None:
    if estimate.numbers is None:
        return
    low, middle, high = estimate.numbers
    clear = low > nothing_at or high < nothing_at
    whisker = "pic-whisker" if clear else "pic-whisker-quiet"
    canvas.line(whisker, x_of(low), y, x_of(high), y)
    for value, over, inwards in ((low, low < scale.low, 5), (high, high > scale.high, -5)):
        if over:
            tip = x_of(value)
            canvas.shape("path", whisker, d=path([(tip + inwards, y - 4), (tip, y), (tip + inwards, y + 4)]))
    if scale.low <= middle <= scale.high:
        canvas.shape("path", "pic-diamond" if clear else "pic-diamond-quiet", d=diamond(x_of(middle), y, 6))


def _draw_axis(
    canvas: Canvas, scale: Scale, x_of, left: float, right: float, top: float, words: ForestWords, say: Say
) -> float:
    ticks = [(x_of(value), say.number(value)) for value in scale.ticks(4)]
    draw_value_ticks(canvas, ticks, top + 19, 4, canvas.width - 4)
    half = (right - left) / 2 - 8
    canvas.text("pic-quiet", left, top + 38, words.less, size=12, room=half)
    canvas.text("pic-quiet", right, top + 38, words.more, size=12, anchor="end", room=half)
    return top + (44 if words.less or words.more else 26)
