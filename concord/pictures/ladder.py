"""The levels of a goal: what each looks like and who says where we are; and how that moved over time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .canvas import Canvas, path
from .lettering import clean, width_of, wrap
from .life import Symbol
from .picture import DESK, Picture, Say, Table
from .plot import draw_day_ticks
from .scales import Days, next_day
from .stacking import spread
from .symbols import draw_symbol

EDGE = 8
LINE = 21
RANK = 46
SYMBOLS = (Symbol.CIRCLE, Symbol.BOX, Symbol.DIAMOND, Symbol.DELTA, Symbol.STAR, Symbol.RING)
_DASHES = ("", "6 4", "2 4", "10 4 2 4", "4 2", "1 5")


@dataclass(frozen=True)
class Level:
    """One rung: +2 .. −2, in the words of whoever wrote it."""

    rank: int
    words: str = ""


@dataclass(frozen=True)
class Place:
    """Somebody says that we are here; `label` is the whole note, such as "Thandi: here"."""

    rank: int
    label: str


@dataclass(frozen=True)
class LadderWords:
    level: str
    words: str
    who: str
    nothing: str


@dataclass(frozen=True)
class Rating:
    day: date
    rank: int
    who: str


@dataclass(frozen=True)
class RatingWords:
    day: str
    who: str
    level: str
    nothing: str


def signed(rank: int) -> str:
    return f"{rank:+d}".replace("-", "−") if rank else "0"


def levels_ladder(
    levels: Sequence[Level],
    places: Sequence[Place] = (),
    *,
    title: str,
    description: str,
    words: LadderWords,
    talk: str = "",
    width: int = DESK,
    name: str | None = None,
    standalone: bool = False,
) -> Picture:
    """Best on top. `talk` is the amber note when two see it differently; the caller knows when to say it."""
    canvas = Canvas(width, standalone=standalone)
    rungs = sorted(levels, key=lambda level: -level.rank)
    y = 4.0
    for level in rungs:
        y = _draw_rung(canvas, level, [p.label for p in places if p.rank == level.rank], y)
    if not rungs:
        canvas.text("pic-quiet", width / 2, 34, words.nothing, size=14, anchor="middle", room=width - 2 * EDGE)
        y = 60.0
    if clean(talk):
        y = _draw_talk(canvas, talk, y + 8)
    rows = tuple((signed(r.rank), r.words, "; ".join(p.label for p in places if p.rank == r.rank)) for r in rungs)
    svg = canvas.finish(y + 4, title=title, description=description, name=name)
    return Picture(svg, title, description, Table((words.level, words.words, words.who), rows))


def _draw_rung(canvas: Canvas, level: Level, who: list[str], top: float) -> float:
    left, right = EDGE + RANK, canvas.width - EDGE
    beside = canvas.width >= 560
    room = (right - left - 24) * (0.62 if beside and who else 1)
    lines = wrap(level.words, room, size=16, lines=3) or [""]
    notes = [line for note in who for line in wrap(note, right - left - 44 if not beside else 226, size=13, lines=2)]
    tall = len(lines) * LINE + 15
    tall = max(tall, len(notes) * 19 + 15) if beside else tall + len(notes) * 19
    if who:
        canvas.rect("pic-here", left, top + 2, right - left, tall - 4, rx=10)
        canvas.rect("pic-bar", left, top + 9, 3, tall - 18, rx=1.5)
    canvas.text(
        "pic-strong-plain" if who else "pic-rank", EDGE + RANK - 12, top + 24, signed(level.rank), size=16, anchor="end"
    )
    for number, line in enumerate(lines):
        canvas.text("pic-words-plain", left + 14, top + 24 + number * LINE, line, size=16)
    for number, note in enumerate(notes):
        x, base = (right - 14, top + 23) if beside else (left + 14, top + 22 + len(lines) * LINE)
        canvas.text("pic-act-plain", x, base + number * 19, note, size=13, anchor="end" if beside else "start")
    return top + tall


def _draw_talk(canvas: Canvas, talk: str, top: float) -> float:
    lines = wrap(talk, canvas.width - 2 * EDGE - 44, size=14, lines=3)
    wide = max((width_of(line, 14) for line in lines), default=0) + 44
    canvas.rect("pic-talk-soft", EDGE, top, min(wide, canvas.width - 2 * EDGE), len(lines) * 20 + 14, rx=17)
    canvas.shape("path", "pic-bar-talk", d=diamond(EDGE + 17, top + 17, 5))
    for number, line in enumerate(lines):
        canvas.text("pic-talk-label", EDGE + 30, top + 22 + number * 20, line, size=14)
    return top + len(lines) * 20 + 14


def diamond(x: float, y: float, r: float) -> str:
    return path([(x, y - r), (x + r, y), (x, y + r), (x - r, y)], closed=True)


def level_steps(
    ratings: Sequence[Rating],
    *,
    title: str,
    description: str,
    words: RatingWords,
    say: Say,
    first: date | None = None,
    last: date | None = None,
    width: int = DESK,
    name: str | None = None,
    standalone: bool = False,
) -> Picture:
    """Each person's view as a stepped line from one rating to the next, told apart by symbol and dash, named at its end."""
    canvas = Canvas(width, standalone=standalone)
    told = sorted(ratings, key=lambda r: (r.day, r.who))
    table = Table((words.day, words.who, words.level), tuple((say.day(r.day), r.who, signed(r.rank)) for r in told))
    if not told:
        canvas.text("pic-quiet", width / 2, 34, words.nothing, size=14, anchor="middle", room=width - 2 * EDGE)
        return Picture(canvas.finish(60, title=title, description=description, name=name), title, description, table)
    people = list(dict.fromkeys(r.who for r in told))
    names = min(max(width_of(who, 13) for who in people) + 12, width * 0.3)
    begin, end = first or told[0].day, last or told[-1].day
    days = Days(min(begin, end), max(end, next_day(begin)), EDGE + 34, width - EDGE - names)
    bottom = _draw_views(canvas, told, people, days, say)
    return Picture(canvas.finish(bottom, title=title, description=description, name=name), title, description, table)


def _draw_views(canvas: Canvas, told: Sequence[Rating], people: list[str], days: Days, say: Say) -> float:
    top, tall = 16.0, 34.0
    high, low = max(2, *(r.rank for r in told)), min(-2, *(r.rank for r in told))
    tall = min(tall, 400 / (high - low))
    every = max((high - low) // 8, 1)
    for rank in range(low, high + 1, every):
        y = top + (high - rank) * tall
        canvas.line("pic-zero" if rank == 0 else "pic-axis", days.left, y, days.right, y)
        canvas.text("pic-quiet", days.left - 10, y + 4, signed(rank), size=13, anchor="end", room=days.left - 12)
    ends = []
    for number, who in enumerate(people):
        # Two who agree would hide each other: each line stands a hair beside the rank.
        beside = (number - (len(people) - 1) / 2) * min(4, 16 / len(people))
        places = [
            (days.at(r.day), top + (high - r.rank) * tall + beside) for r in told if r.who == who and days.shows(r.day)
        ]
        if places:
            _draw_view(canvas, places, number, days.right)
            ends.append((places[-1][1], number, who))
    ends.sort()
    bottom = top + (high - low) * tall
    for (_, number, who), y in zip(ends, spread([e[0] for e in ends], apart=17, low=top, high=bottom), strict=True):
        draw_symbol(canvas, SYMBOLS[number % len(SYMBOLS)], days.right, y, 5)
        canvas.text("pic-label", days.right + 11, y + 4, who, size=13, room=canvas.width - EDGE - days.right - 11)
    draw_day_ticks(canvas, days, bottom + 24, say)
    return bottom + 34


def _draw_view(canvas: Canvas, places: list[tuple[float, float]], number: int, right: float) -> None:
    corners = [places[0]]
    for x, y in places[1:]:
        corners += [(x, corners[-1][1]), (x, y)]
    corners.append((right, corners[-1][1]))
    dash = _DASHES[number % len(_DASHES)]
    canvas.shape("path", "pic-view", d=path(corners), **({"stroke_dasharray": dash} if dash else {}))
    for x, y in places:
        draw_symbol(canvas, SYMBOLS[number % len(SYMBOLS)], x, y, 4.5)
