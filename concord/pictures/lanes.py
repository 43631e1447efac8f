"""The desk drawing of a life: years across, a lane for each kind."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from .bars import draw_bar, reach
from .canvas import Canvas
from .lettering import width_of, wrap
from .life import Lane, LifeEvent, LifeWords, spoken
from .picture import Say
from .scales import Days
from .stacking import bunch, stack
from .symbols import draw_role, draw_symbol

ROW = 30
LEFT = 132
EDGE = 12
HEAD = 26
MOST_ROWS = 24
SIZE = 13
LONGEST = 250
CHIP = 46


@dataclass(frozen=True)
class _Place:
    event: LifeEvent
    x: float
    label_x: float
    anchor: str
    room: float
    extent: tuple[float, float]


def draw_lanes(
    canvas: Canvas,
    told: Sequence[LifeEvent],
    lanes: dict[str, Lane],
    window: tuple[date, date],
    words: LifeWords,
    say: Say,
    today: date,
    more_url: Callable[[date, date], str] | None,
) -> float:
    days = Days(*window, LEFT, canvas.width - EDGE)
    kinds = [k for k in lanes if any(e.kind == k for e in told)]
    kinds += [k for k in dict.fromkeys(e.kind for e in told) if k not in lanes]
    laid_out = [(lanes.get(kind), _rows(told, kind, days, MOST_ROWS)) for kind in kinds]
    laid_out = _shared_out(laid_out)
    top = HEAD
    backs, y = [], float(top)
    for _, (rows, left_over) in laid_out:
        height = max(len(rows) + bool(left_over), 1) * ROW + 10
        backs.append((y, height))
        y += height
    _draw_years(canvas, days, top, y, say, today)
    for (lane, (rows, left_over)), (lane_top, height) in zip(laid_out, backs, strict=True):
        _draw_lane_name(canvas, lane, lane_top, height)
        # Oldest first, so that the keyboard goes through a lane as time did.
        in_time = sorted(
            ((p, n) for n, row in enumerate(rows) for p in row), key=lambda pair: pair[0].event.begins.earliest
        )
        for place, number in in_time:
            _draw_event(canvas, place, lane, lane_top + 5 + (number + 0.5) * ROW, days, lanes, words, today)
        _draw_more(canvas, left_over, lane_top + 5 + (len(rows) + 0.5) * ROW, days, words, more_url)
    return y + 4


def _place(event: LifeEvent, days: Days) -> _Place:
    left, right = reach(event, days)
    x = min(max(days.at(event.middle) if not event.lasts else left + 5, days.left + 6), days.right - 6)
    lead = 12 + (16 if event.role else 0)
    wanted = min(width_of(event.words, SIZE), LONGEST)
    if x + lead + wanted <= days.right:
        return _Place(event, x, x + lead, "start", wanted, (min(left, x - 8), max(right, x + lead + wanted)))
    # No room before the end of the years: the label stands on the other side of its symbol.
    wanted = min(wanted, x - lead - days.left)
    return _Place(event, x, x - lead, "end", wanted, (min(left, x - lead - wanted), max(right, x + 8)))


def _rows(told: Sequence[LifeEvent], kind: str, days: Days, most: int):
    """Rows of places, and the events that no row had room for. What has a role or lasts is placed first."""
    places = [_place(e, days) for e in told if e.kind == kind]
    places.sort(key=lambda p: (p.event.role is None, not p.event.lasts))
    numbers = stack([p.extent for p in places], rows=most, gap=12)
    used = max((n for n in numbers if n is not None), default=-1) + 1
    rows = [[p for p, n in zip(places, numbers, strict=True) if n == row] for row in range(used)]
    left_over = [p for p, n in zip(places, numbers, strict=True) if n is None]
    return rows, left_over


def _shared_out(laid_out: list) -> list:
    """When all rows together are too many, the tallest lanes give up theirs first."""
    allowed = [len(rows) for _, (rows, _) in laid_out]
    while sum(allowed) > MOST_ROWS and max(allowed) > 1:
        allowed[allowed.index(max(allowed))] -= 1
    return [
        (lane, (rows[:most], left_over + [p for row in rows[most:] for p in row]))
        for (lane, (rows, left_over)), most in zip(laid_out, allowed, strict=True)
    ]


def _draw_years(canvas: Canvas, days: Days, top: float, bottom: float, say: Say, today: date) -> None:
    for x, label in days.ticks(say, size=12):
        canvas.line("pic-axis", x, top - 6, x, bottom)
        canvas.text("pic-quiet", x, top - 12, label, size=12, anchor="middle", room=days.right - days.left)
    if days.shows(today):
        canvas.line("pic-mark", days.at(today), top, days.at(today), bottom)


def _draw_lane_name(canvas: Canvas, lane: Lane | None, top: float, height: float) -> None:
    canvas.line("pic-axis", EDGE, top, canvas.width - EDGE, top)
    if lane is None:
        return
    lines = wrap(lane.label, LEFT - EDGE - 28, size=13, lines=2 if height >= 40 else 1)
    middle = top + 5 + ROW / 2
    draw_symbol(canvas, lane.symbol, EDGE + 7, middle)
    for number, line in enumerate(lines):
        canvas.text("pic-quiet", EDGE + 20, middle + 4 + number * 15 - (len(lines) - 1) * 6, line, size=13)


def _draw_event(
    canvas: Canvas, place: _Place, lane, y: float, days: Days, lanes, words: LifeWords, today: date
) -> None:
    event = place.event
    with canvas.link(event.url, spoken(event, lanes, words)):
        left, right = place.extent
        canvas.rect("pic-hit", left - 3, y - 14, min(right - left + 6, canvas.width - left), 28, rx=8)
        draw_bar(canvas, event, days, y + 9, today=min(today, days.last))
        if lane:
            draw_symbol(canvas, lane.symbol, place.x, y - 2)
        if event.role:
            draw_role(canvas, event.role, place.x + (18 if place.anchor == "start" else -18), y - 2)
        canvas.text("pic-words", place.label_x, y + 2, event.words, size=SIZE, anchor=place.anchor, room=place.room)


def _draw_more(canvas: Canvas, left_over, y: float, days: Days, words: LifeWords, more_url) -> None:
    half = CHIP / 2
    inside = [(min(max(p.x, days.left + half), days.right - half), p.event) for p in left_over]
    for x, events in bunch(inside, apart=CHIP + 4):
        address = (
            more_url(min(e.begins.earliest for e in events), max(e.begins.latest for e in events)) if more_url else ""
        )
        label = words.more.format(count=len(events))
        with canvas.link(address, label):
            canvas.rect("pic-more", x - half, y - 12, CHIP, 24, rx=12)
            canvas.text("pic-act", x, y + 4, label, size=12, anchor="middle", room=CHIP - 8)
