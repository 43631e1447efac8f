"""Days side by side: a fortnight as bars, a week of six pillars, what each weekday is like."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from .canvas import Canvas
from .course import State
from .ladder import diamond
from .lettering import width_of, wrap
from .picture import DESK, Picture, Say, Table
from .plot import Frame
from .scales import Days, Scale, scale_of, usable

EDGE = 8


@dataclass(frozen=True)
class ShownDay:
    """`value` None: hollow. `talk`: worth talking about, which is said with colour and a mark."""

    day: date
    value: float | None = None
    talk: bool = False
    state: State = State.ANSWERED

    @property
    def answered(self) -> bool:
        return self.state is State.ANSWERED and usable(self.value)


@dataclass(frozen=True)
class DayWords:
    """`initial` names a column in one or two letters; without it the columns have no names."""

    day: str
    value: str
    note: str
    talk: str
    skipped: str
    unknown: str
    initial: Callable[[date], str] | None = None


def said(day: ShownDay, words: DayWords, say: Say) -> str:
    if day.answered and day.value is not None:
        return say.number(day.value)
    return words.skipped if day.state is State.SKIPPED else words.unknown


def fortnight(
    days: Sequence[ShownDay],
    *,
    title: str,
    description: str,
    words: DayWords,
    say: Say,
    scale: Scale | None = None,
    width: int = 252,
    name: str | None = None,
    standalone: bool = False,
) -> Picture:
    """A bar a day, as high as the value; hollow when nobody said; amber with a mark on top when worth talking about."""
    canvas = Canvas(width, standalone=standalone)
    told = sorted(days, key=lambda d: d.day)
    values = [d.value for d in told if d.answered]
    height = scale.reaching(values) if scale else scale_of([0, *values])
    step = (width - 4) / max(len(told), 1)
    bar = min(step * 0.7, 22.0)
    for number, day in enumerate(told):
        x = 2 + (number + 0.5) * step
        _draw_bar(
            canvas, day, x, bar, 12 + (height.at(day.value) if day.answered and day.value is not None else 0) * 42
        )
        if words.initial and step >= 12:
            canvas.text("pic-quiet", x, 86, words.initial(day.day), size=11, anchor="middle", room=step)
    svg = canvas.finish(92 if words.initial else 74, title=title, description=description, name=name)
    rows = tuple((say.day(d.day), said(d, words, say), words.talk if d.talk else "") for d in told)
    return Picture(svg, title, description, Table((words.day, words.value, words.note), rows))


def _draw_bar(canvas: Canvas, day: ShownDay, x: float, bar: float, tall: float, bottom: float = 70) -> None:
    if not day.answered:
        look, size = ("pic-skipped", 5.0) if day.state is State.SKIPPED else ("pic-unknown", 2.0)
        canvas.rect(look, x - bar / 2 + 0.6, bottom - bar, bar - 1.2, bar - 1.2, rx=min(size, bar / 2))
        tall = bar
    else:
        canvas.rect(
            "pic-bar-talk" if day.talk else "pic-bar", x - bar / 2, bottom - tall, bar, tall, rx=min(4, bar / 2)
        )
    if day.talk:
        canvas.shape("path", "pic-bar-talk", d=diamond(x, bottom - tall - 8, 4))


@dataclass(frozen=True)
class Pillar:
    """One part of health over a week; `scale` says what full is."""

    label: str
    days: Sequence[ShownDay]
    scale: Scale


def week_of_pillars(
    pillars: Sequence[Pillar],
    *,
    title: str,
    description: str,
    words: DayWords,
    say: Say,
    width: int = DESK,
    name: str | None = None,
    standalone: bool = False,
) -> Picture:
    """A row a pillar, a column a day; a ring filled as far as the value goes. On a desk the value stands beside it."""
    canvas = Canvas(width, standalone=standalone)
    columns = sorted({day.day for pillar in pillars for day in pillar.days})
    left = 112 if width < 560 else 168
    step = (width - left - 4) / max(len(columns), 1)
    for number, column in enumerate(columns):
        if words.initial:
            canvas.text(
                "pic-quiet",
                left + (number + 0.5) * step,
                16,
                words.initial(column),
                size=12,
                anchor="middle",
                room=step,
            )
    for number, pillar in enumerate(pillars):
        _draw_pillar(canvas, pillar, columns, left, step, 26 + number * 44, say)
    svg = canvas.finish(30 + max(len(pillars), 1) * 44, title=title, description=description, name=name)
    headers = (words.value, *(say.day(column) for column in columns))
    return Picture(svg, title, description, Table(headers, tuple(_pillar_row(p, columns, words, say) for p in pillars)))


def _pillar_row(pillar: Pillar, columns: Sequence[date], words: DayWords, say: Say) -> tuple[str, ...]:
    by_day = {day.day: day for day in pillar.days}
    cells = [by_day.get(column, ShownDay(column, state=State.UNKNOWN)) for column in columns]
    return pillar.label, *(f"{said(c, words, say)} ({words.talk})" if c.talk else said(c, words, say) for c in cells)


def _draw_pillar(canvas: Canvas, pillar: Pillar, columns, left: float, step: float, top: float, say: Say) -> None:
    canvas.line("pic-axis", EDGE, top, canvas.width - EDGE, top)
    lines = wrap(pillar.label, left - EDGE - 6, size=14, lines=2)
    for number, line in enumerate(lines):
        canvas.text("pic-label", EDGE, top + 27 - (len(lines) - 1) * 8 + number * 17, line, size=14)
    by_day = {day.day: day for day in pillar.days}
    roomy = step >= 58
    for number, column in enumerate(columns):
        day = by_day.get(column, ShownDay(column, state=State.UNKNOWN))
        x = left + (number + 0.5) * step - (14 if roomy else 0)
        _draw_ring(canvas, day, pillar.scale.reaching(()), x, top + 22, min(12.0, step * 0.36))
        if roomy and day.answered and day.value is not None:
            canvas.text("pic-quiet", x + 17, top + 26, say.number(day.value), size=13, room=step / 2)


def _draw_ring(canvas: Canvas, day: ShownDay, scale: Scale, x: float, y: float, r: float) -> None:
    if not day.answered:
        if day.state is State.SKIPPED:
            canvas.shape("circle", "pic-skipped", cx=x, cy=y, r=r * 0.7)
        else:
            canvas.rect("pic-unknown", x - r * 0.6, y - r * 0.6, r * 1.2, r * 1.2, rx=1)
        return
    canvas.shape("circle", "pic-ring-talk" if day.talk else "pic-ring", cx=x, cy=y, r=r)
    # The area, not the radius, says how much.
    inner = (r - 2.5) * scale.at(day.value if day.value is not None else scale.low) ** 0.5
    if inner > 0.5:
        canvas.shape("circle", "pic-bar-talk" if day.talk else "pic-bar", cx=x, cy=y, r=inner)
    if day.talk:
        canvas.shape("path", "pic-bar-talk", d=diamond(x + r * 0.85, y - r * 0.85, 4))


@dataclass(frozen=True)
class Weekday:
    """The usual value on one weekday, the range most days lie in, and on how many days it rests."""

    label: str
    middle: float | None = None
    low: float | None = None
    high: float | None = None
    days: int = 0


@dataclass(frozen=True)
class WeekdayWords:
    """`rests_on` holds {count}."""

    weekday: str
    middle: str
    low: str
    high: str
    days: str
    unknown: str
    rests_on: str = "{count}"


def weekday_picture(
    weekdays: Sequence[Weekday],
    *,
    title: str,
    description: str,
    words: WeekdayWords,
    say: Say,
    scale: Scale | None = None,
    width: int = DESK,
    name: str | None = None,
    standalone: bool = False,
) -> Picture:
    """Describes, infers nothing: for each weekday its middle, its range, and the number of days behind it."""
    canvas = Canvas(width, standalone=standalone)
    values = [v for w in weekdays for v in (w.middle, w.low, w.high) if usable(v)]
    ground = scale.reaching(values) if scale else scale_of(values)
    any_day = date(2001, 1, 1)
    frame = Frame(Days(any_day, any_day, 42, width - EDGE), ground, 12, 132 if width < 560 else 152)
    for value in ground.ticks(3):
        canvas.line("pic-axis", 42, frame.y(value), width - EDGE, frame.y(value))
        canvas.text("pic-quiet", 34, frame.y(value) + 4, say.number(value), size=12, anchor="end", room=32)
    step = (width - EDGE - 42) / max(len(weekdays), 1)
    for number, weekday in enumerate(weekdays):
        _draw_weekday(canvas, weekday, 42 + (number + 0.5) * step, step, frame, words)
    svg = canvas.finish(frame.bottom + 46, title=title, description=description, name=name)
    headers = (words.weekday, words.middle, words.low, words.high, words.days)
    rows = tuple(
        (w.label, *(say.number(v) if usable(v) else words.unknown for v in (w.middle, w.low, w.high)), str(w.days))
        for w in weekdays
    )
    return Picture(svg, title, description, Table(headers, rows))


def _draw_weekday(canvas: Canvas, weekday: Weekday, x: float, step: float, frame: Frame, words: WeekdayWords) -> None:
    bar = min(step * 0.5, 34.0)
    if usable(weekday.low) and usable(weekday.high):
        top, bottom = frame.y(max(weekday.low, weekday.high)), frame.y(min(weekday.low, weekday.high))
        canvas.rect("pic-ribbon", x - bar / 2, top, bar, max(bottom - top, 2), rx=min(6, bar / 2))
    if usable(weekday.middle):
        canvas.line("pic-middle", x - bar / 2, frame.y(weekday.middle), x + bar / 2, frame.y(weekday.middle))
    else:
        canvas.rect("pic-unknown", x - 5, frame.bottom - 12, 10, 10)
    canvas.text("pic-label", x, frame.bottom + 20, weekday.label, size=13, anchor="middle", room=step - 4)
    rests_on = words.rests_on.format(count=weekday.days)
    if width_of(rests_on, 11) > step - 4:
        rests_on = str(weekday.days)
    canvas.text("pic-quiet", x, frame.bottom + 37, rests_on, size=11, anchor="middle", room=step - 4)
