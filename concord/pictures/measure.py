"""One measure over days, and several that share their days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .canvas import Canvas
from .course import Band, CourseWords, DayValue, GoalLevel, Mark, Ribbon, State, also_on, in_order, table_of
from .headings import arrange, draw_behind, draw_names
from .lettering import width_of
from .picture import DESK, Picture, Say
from .plot import (
    GUTTER,
    HOLLOW_STRIP,
    Frame,
    days_shown,
    draw_axis,
    draw_day_ticks,
    draw_goals,
    draw_hollow,
    draw_ribbon,
    draw_values,
    label_goals,
)
from .scales import Days, Scale, scale_of

EDGE = 6
WIDE = 560


@dataclass(frozen=True)
class Panel:
    """One measure of several. `scale` None: taken from the values."""

    title: str
    points: Sequence[DayValue]
    scale: Scale | None = None
    goals: Sequence[GoalLevel] = ()
    ribbon: Sequence[Ribbon] = ()

    def scale_shown(self) -> Scale:
        values = [p.value for p in self.points if p.answered]
        values += [g.value for g in self.goals] + [v for r in self.ribbon for v in (r.low, r.high)]
        return self.scale.reaching(values) if self.scale else scale_of(values)


def measure_line(
    points: Sequence[DayValue],
    *,
    title: str,
    description: str,
    words: CourseWords,
    say: Say,
    scale: Scale | None = None,
    first: date | None = None,
    last: date | None = None,
    bands: Sequence[Band] = (),
    marks: Sequence[Mark] = (),
    goals: Sequence[GoalLevel] = (),
    ribbon: Sequence[Ribbon] = (),
    width: int = DESK,
    name: str | None = None,
    standalone: bool = False,
) -> Picture:
    """A line with gaps where days are missing, hollow marks for skipped and unknown days, bands, marks and goal levels."""
    panel = Panel(words.value, in_order(points), scale, goals, ribbon)
    course = _Course([panel], words, say, first, last, bands, marks, 200 if width >= WIDE else 160, named=False)
    return _draw(course, title, description, Canvas(width, standalone=standalone), name)


def small_multiples(
    panels: Sequence[Panel],
    *,
    title: str,
    description: str,
    words: CourseWords,
    say: Say,
    first: date | None = None,
    last: date | None = None,
    bands: Sequence[Band] = (),
    marks: Sequence[Mark] = (),
    width: int = DESK,
    name: str | None = None,
    standalone: bool = False,
) -> Picture:
    """The same for several measures under each other, over the same days, with the bands through all of them."""
    ordered = [Panel(p.title, in_order(p.points), p.scale, p.goals, p.ribbon) for p in panels]
    course = _Course(ordered, words, say, first, last, bands, marks, 84 if width >= WIDE else 76, named=True)
    return _draw(course, title, description, Canvas(width, standalone=standalone), name)


@dataclass(frozen=True)
class _Course:
    """All that is told over the same days. `height` is that of one plot; `named`: each plot has its title above it."""

    panels: Sequence[Panel]
    words: CourseWords
    say: Say
    first: date | None
    last: date | None
    bands: Sequence[Band]
    marks: Sequence[Mark]
    height: float
    named: bool


def _draw(course: _Course, title: str, description: str, canvas: Canvas, name: str | None) -> Picture:
    words, panels = course.words, course.panels
    told = also_on(course.bands, course.marks, [g for p in panels for g in p.goals], words, course.say)
    points = [point for panel in panels for point in panel.points]
    days = days_shown(points, told, course.first, course.last, EDGE + GUTTER, canvas.width - EDGE)
    if days is None or not panels:
        canvas.text("pic-quiet", canvas.width / 2, 34, words.nothing, size=14, anchor="middle", room=canvas.width - 12)
        bottom = 60.0
    else:
        bottom = _draw_panels(canvas, course, days)
    svg = canvas.finish(bottom, title=title, description=description, name=name)
    table = table_of([(p.title, p.points) for p in panels], told, words, course.say)
    return Picture(svg, title, description, table)


def _draw_panels(canvas: Canvas, course: _Course, days: Days) -> float:
    """Draws all of them and gives back how far down the picture reaches."""
    headings = arrange(course.bands, course.marks, days, most=6 if canvas.width >= WIDE else 5)
    top = y = headings.height + 6
    frames = []
    for panel in course.panels:
        strip = HOLLOW_STRIP if any(not p.answered and days.shows(p.day) for p in panel.points) else 0
        plot_top = y + (22 if course.named else 6)
        frames.append((Frame(days, panel.scale_shown(), plot_top, plot_top + course.height), strip))
        y = plot_top + course.height + strip + 8
    draw_behind(canvas, headings, days, top, y - 2)
    for panel, (frame, strip) in zip(course.panels, frames, strict=True):
        if course.named:
            canvas.text("pic-strong", EDGE, frame.top - 9, panel.title, size=13, room=days.right - EDGE)
        _draw_panel(canvas, panel, frame, strip, course.say)
    draw_names(canvas, headings, top, days, course.words)
    draw_day_ticks(canvas, days, y + 12, course.say)
    shown = [p for panel in course.panels for p in panel.points if days.shows(p.day)]
    return _draw_key(canvas, course.panels, shown, course.words, y + 22)


def _draw_panel(canvas: Canvas, panel: Panel, frame: Frame, strip: float, say: Say) -> None:
    draw_axis(canvas, frame, say, wanted=max(int((frame.bottom - frame.top) / 42), 2))
    draw_ribbon(canvas, frame, panel.ribbon)
    labels = draw_goals(canvas, frame, panel.goals)
    draw_values(canvas, frame, panel.points)
    label_goals(canvas, frame, labels)
    if strip:
        draw_hollow(canvas, frame.days, panel.points, frame.bottom + strip / 2 + 3)


def _draw_key(canvas: Canvas, panels, shown, words: CourseWords, top: float) -> float:
    """What the hollow marks and the ribbon mean, only where there are any."""
    hollow = [p for p in shown if not p.answered]
    signs = [("pic-skipped", words.skipped)] if any(p.state is State.SKIPPED for p in hollow) else []
    signs += [("pic-unknown", words.unknown)] if any(p.state is not State.SKIPPED for p in hollow) else []
    signs += [("pic-ribbon", words.ribbon)] if words.ribbon and any(p.ribbon for p in panels) else []
    x, y = float(EDGE + GUTTER), top
    for look, label in signs:
        wide = min(18 + width_of(label, 12) + 18, canvas.width - EDGE - GUTTER)
        if x > EDGE + GUTTER and x + wide > canvas.width:
            x, y = EDGE + GUTTER, y + 20
        canvas.rect(look, x, y + 3, 10, 8, rx=4 if look == "pic-skipped" else 0)
        canvas.text("pic-quiet", x + 16, y + 11, label, size=12, room=canvas.width - x - 16)
        x += wide
    return y + (22 if signs else 0)
