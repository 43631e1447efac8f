"""The phone drawing of a life: years downwards, every event a row that a thumb can hit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from .bars import draw_bar, reach
from .canvas import Canvas
from .lettering import wrap
from .life import Lane, LifeEvent, LifeWords, spoken
from .picture import Say
from .scales import Days
from .stacking import spread, stack
from .symbols import draw_role, draw_symbol
from .years import Years

ROW = 48
MOST_ROWS = 40
AXIS = 46
TRACK = 9
MOST_TRACKS = 4
EDGE = 8
TOP = 10


@dataclass(frozen=True)
class _Row:
    """One event, or several that share a "+3"."""

    events: tuple[LifeEvent, ...]

    @property
    def day(self) -> date:
        return self.events[0].begins.earliest if self.events[0].lasts else self.events[0].middle


def draw_lifeline(
    canvas: Canvas,
    told: Sequence[LifeEvent],
    lanes: dict[str, Lane],
    window: tuple[date, date],
    words: LifeWords,
    say: Say,
    today: date,
    more_url: Callable[[date, date], str] | None,
) -> float:
    rows = _rows(told)
    height = max(len(rows) * ROW, 300)
    even = Days(*window, TOP, TOP + height)
    wanted = [even.at(min(max(row.day, even.first), even.last)) for row in rows]
    places = spread(wanted, apart=ROW, low=TOP + ROW / 2, high=TOP + height - ROW / 2)
    years = Years.through(even, [(row.day, y - 5) for row, y in zip(rows, places, strict=True)])
    left = AXIS + 8 + _draw_tracks(canvas, rows, years, min(today, window[1])) * TRACK
    _draw_years(canvas, years, say, today)
    for row, y in zip(rows, places, strict=True):
        canvas.line("pic-lead", AXIS, y - 5, left + 10, y - 5)
        if len(row.events) == 1:
            _draw_event(canvas, row.events[0], y, left + 18, lanes, words)
        else:
            _draw_more(canvas, row.events, y, left + 18, words, more_url)
    return TOP + height + 14


def _rows(told: Sequence[LifeEvent]) -> list[_Row]:
    """In order of time. When there are too many, those with a role or that last stay, then others spread evenly."""
    order = sorted(told, key=lambda e: _Row((e,)).day)
    if len(order) <= MOST_ROWS:
        return [_Row((event,)) for event in order]
    weight = sorted(range(len(order)), key=lambda i: (order[i].role is None, not order[i].lasts, _evenly(i)))
    most = MOST_ROWS
    while True:
        rows = _gathered(order, set(weight[:most]))
        if len(rows) <= MOST_ROWS or most == 0:
            return rows
        most -= max((len(rows) - MOST_ROWS) // 3, 1)


def _evenly(number: int) -> int:
    """Bits turned round: 0, half, a quarter, three quarters ... so that any first part is spread over the whole."""
    return int(f"{number:016b}"[::-1], 2)


def _gathered(order: Sequence[LifeEvent], kept: set[int]) -> list[_Row]:
    rows: list[_Row] = []
    gathered: list[LifeEvent] = []
    for number, event in enumerate(order):
        if number not in kept:
            gathered.append(event)
            continue
        rows += [_Row(tuple(gathered))] if gathered else []
        gathered = []
        rows.append(_Row((event,)))
    return rows + ([_Row(tuple(gathered))] if gathered else [])


def _draw_tracks(canvas: Canvas, rows: Sequence[_Row], years: Years, today: date) -> int:
    """How long things lasted, as bars beside the line. Gives back how many tracks they took."""
    alone = [row.events[0] for row in rows if len(row.events) == 1]
    lasting = [event for event in alone if event.lasts or event.begins.rough]
    numbers = stack([reach(event, years) for event in lasting], rows=MOST_TRACKS, gap=6)
    for event, number in zip(lasting, numbers, strict=True):
        if number is not None:
            draw_bar(canvas, event, years, AXIS + 8 + number * TRACK, today=today, down=True)
    return max((n for n in numbers if n is not None), default=-1) + 1


def _draw_years(canvas: Canvas, years: Years, say: Say, today: date) -> None:
    canvas.line("pic-rule", AXIS, years.left, AXIS, years.right)
    for y, label in years.ticks(say, apart=22):
        canvas.line("pic-rule", AXIS - 4, y, AXIS, y)
        canvas.text("pic-quiet", AXIS - 8, y + 4, label, size=12, anchor="end", room=AXIS - 10)
    if years.first <= today <= years.last:
        canvas.line("pic-mark", AXIS - 4, years.at(today), AXIS + 8 + MOST_TRACKS * TRACK, years.at(today))


def _draw_event(canvas: Canvas, event: LifeEvent, y: float, x: float, lanes: dict[str, Lane], words: LifeWords) -> None:
    lane = lanes.get(event.kind)
    with canvas.link(event.url, spoken(event, lanes, words)):
        canvas.rect("pic-hit", x - 8, y - ROW / 2 + 2, canvas.width - x + 4, ROW - 4, rx=10)
        if lane:
            draw_symbol(canvas, lane.symbol, x + 2, y - 5, 6)
        text_x = x + 16
        if event.role:
            draw_role(canvas, event.role, text_x + 5, y - 5)
            text_x += 17
        canvas.text("pic-words", text_x, y, event.words, size=15, room=canvas.width - EDGE - text_x)
        when = " · ".join(part for part in (event.said, words.going_on if event.going_on else "") if part)
        for line in wrap(when, canvas.width - EDGE - x - 16, size=12, lines=1):
            canvas.text("pic-quiet", x + 16, y + 16, line, size=12)


def _draw_more(canvas: Canvas, events, y: float, x: float, words: LifeWords, more_url) -> None:
    first, last = min(e.begins.earliest for e in events), max(e.begins.latest for e in events)
    label = words.more.format(count=len(events))
    with canvas.link(more_url(first, last) if more_url else "", label):
        canvas.rect("pic-more", x - 6, y - 23, 76, 36, rx=18)
        canvas.text("pic-act", x + 32, y, label, size=13, anchor="middle", room=66)
