"""How long an event lasted, drawn along the line of years: sure parts solid, rough edges fading, open ends open."""

from .canvas import Canvas, path
from .life import LifeEvent
from .scales import Days
from .years import Years

_ACROSS = 4.0


def reach(event: LifeEvent, days: Days | Years) -> tuple[float, float]:
    """From where to where an event is drawn, in pixels along the line of years."""
    last = days.last if event.going_on else min(event.last, days.last)
    return days.begin(event.begins.earliest), max(days.end(last), days.begin(event.begins.earliest))


def draw_bar(canvas: Canvas, event: LifeEvent, days: Days | Years, across: float, *, today, down: bool = False) -> None:
    """`across` is the place beside the line of years; `down`: years run downwards."""
    begins, ends = event.begins, event.ends or event.begins
    sure = days.begin(begins.earliest), days.end(begins.latest)
    if not event.lasts:
        if begins.rough:
            _piece(canvas, sure, across, (0.08, 0.55, 0.08), down)
        return
    stop = today if event.going_on else max(ends.earliest, begins.latest)
    if begins.rough:
        _piece(canvas, sure, across, (0.08, 0.7), down)
    solid_from = sure[1] if begins.rough else sure[0]
    solid_to = max(days.end(stop), solid_from)
    _piece(canvas, (solid_from, solid_to), across, (0.7, 0.7), down, round_ends=not (begins.rough or ends.rough))
    if event.going_on:
        _open_end(canvas, max(solid_to, solid_from), across, days, down)
    elif ends.rough:
        _piece(canvas, (solid_to, max(days.end(ends.latest), solid_to)), across, (0.7, 0.08), down)


def _piece(
    canvas: Canvas, along: tuple[float, float], across: float, opacities, down: bool, *, round_ends: bool = False
) -> None:
    length = along[1] - along[0]
    if length < 0.5:
        return
    paint = canvas.fade("pic-fade-down" if down else "pic-fade", opacities)
    place = (
        (across - _ACROSS / 2, along[0], _ACROSS, length) if down else (along[0], across - _ACROSS / 2, length, _ACROSS)
    )
    canvas.rect("pic-faded", *place, rx=_ACROSS / 2 if round_ends else 0, fill=paint)


def _open_end(canvas: Canvas, along: float, across: float, days: Days | Years, down: bool) -> None:
    tip = min(along + 6, days.right)
    head = [(tip - 5, across - 5), (tip, across), (tip - 5, across + 5)]
    canvas.shape("path", "pic-open-end", d=path([(y, x) for x, y in head] if down else head))
