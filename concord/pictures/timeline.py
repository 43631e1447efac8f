"""A life story by year: lanes across a desk, one line down a phone."""

from collections.abc import Callable, Sequence
from datetime import date

from .canvas import Canvas
from .lanes import draw_lanes
from .lettering import width_of
from .life import Lane, LifeEvent, LifeWords, Role, table_of, told_in
from .lifeline import draw_lifeline
from .picture import DESK, Picture, Say
from .symbols import draw_role

WIDE_ENOUGH = 560


def timeline(
    events: Sequence[LifeEvent],
    *,
    lanes: Sequence[Lane],
    title: str,
    description: str,
    words: LifeWords,
    say: Say,
    today: date,
    first: date | None = None,
    last: date | None = None,
    more_url: Callable[[date, date], str] | None = None,
    width: int = DESK,
    name: str | None = None,
    standalone: bool = False,
) -> Picture:
    """`first` and `last` zoom. What finds no room is behind a "+3" that leads to `more_url(first, last)` of those events."""
    canvas = Canvas(width, standalone=standalone)
    told = told_in(events, first, last)
    by_kind = {lane.kind: lane for lane in lanes}
    if not told:
        canvas.text("pic-quiet", width / 2, 34, words.nothing, size=14, anchor="middle", room=width - 12)
        bottom = 60.0
    else:
        window = _window(told, first, last, today)
        draw = draw_lanes if width >= WIDE_ENOUGH else draw_lifeline
        bottom = draw(canvas, told, by_kind, window, words, say, today, more_url)
        bottom = _draw_key(canvas, told, words, bottom)
    svg = canvas.finish(bottom, title=title, description=description, name=name)
    return Picture(svg, title, description, table_of(told, by_kind, words))


def _window(told: Sequence[LifeEvent], first: date | None, last: date | None, today: date) -> tuple[date, date]:
    """Whole years, so that every event has its year's tick before it."""
    ends = [e.begins.latest if e.going_on else e.last for e in told] + (
        [today] if any(e.going_on for e in told) else []
    )
    begin = first or date(min(e.begins.earliest for e in told).year, 1, 1)
    end = last or max(ends)
    if end <= begin:
        end = begin
    if last is None and end.year < date.max.year:
        end = max(end, date(end.year, 12, 31))
    return begin, end


def _draw_key(canvas: Canvas, told: Sequence[LifeEvent], words: LifeWords, top: float) -> float:
    x, y = 12.0, top + 12
    used = {event.role for event in told}
    for role in (role for role in Role if role in used):
        label = words.roles.get(role, "")
        wide = min(34 + width_of(label, 12), canvas.width - 12)
        if x > 12 and x + wide > canvas.width:
            x, y = 12.0, y + 22
        draw_role(canvas, role, x + 5, y)
        canvas.text("pic-quiet", x + 17, y + 4, label, size=12, room=canvas.width - x - 17)
        x += wide
    return y + 12 if used - {None} else top
