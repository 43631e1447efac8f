"""One measure in one frame: axis, ribbon, goal levels, line with its gaps, hollow days."""

from collections.abc import Sequence
from dataclasses import dataclass

from .canvas import Canvas, path
from .course import DayValue, GoalLevel, Ribbon, State, runs
from .lettering import width_of
from .picture import Say
from .scales import Days, Scale, next_day, usable

HOLLOW_STRIP = 16
GUTTER = 34


@dataclass(frozen=True)
class Frame:
    days: Days
    scale: Scale
    top: float
    bottom: float

    def y(self, value: float) -> float:
        return self.bottom - self.scale.at(value) * (self.bottom - self.top)


def draw_axis(canvas: Canvas, frame: Frame, say: Say, *, wanted: int) -> None:
    for value in frame.scale.ticks(wanted):
        y = frame.y(value)
        canvas.line("pic-axis", frame.days.left, y, frame.days.right, y)
        canvas.text("pic-quiet", frame.days.left - 8, y + 4, say.number(value), size=11, anchor="end", room=GUTTER - 8)


def draw_day_ticks(canvas: Canvas, days: Days, baseline: float, say: Say) -> None:
    for x, label in days.ticks(say):
        canvas.text("pic-quiet", x, baseline, label, size=11, anchor="middle", room=days.right - days.left)


def draw_value_ticks(
    canvas: Canvas, ticks: Sequence[tuple[float, str]], baseline: float, left: float, right: float
) -> None:
    """Labels in the middle under their ticks, or beside them at an edge; one that would touch the one before is left out."""
    taken = left
    for x, label in ticks:
        canvas.line("pic-axis", x, baseline - 19, x, baseline - 14)
        half = width_of(label, 12) / 2
        middle = min(max(x, left + half), right - half)
        if middle - half >= taken and abs(middle - x) < 24:
            canvas.text("pic-quiet", middle, baseline, label, size=12, anchor="middle")
            taken = middle + half + 8


def draw_ribbon(canvas: Canvas, frame: Frame, ribbon: Sequence[Ribbon]) -> None:
    shown = [r for r in ribbon if usable(r.low) and usable(r.high) and frame.days.shows(r.day)]
    for run in runs(sorted(shown, key=lambda r: r.day)):
        over = [(frame.days.at(r.day), frame.y(r.high)) for r in run]
        under = [(frame.days.at(r.day), frame.y(r.low)) for r in reversed(run)]
        canvas.shape("path", "pic-ribbon", d=path(over + under, closed=True))
        middle = [(frame.days.at(r.day), frame.y(r.middle)) for r in run if usable(r.middle)]
        if len(middle) > 1:
            canvas.shape("path", "pic-fine-line", d=path(middle))


def draw_goals(canvas: Canvas, frame: Frame, goals: Sequence[GoalLevel]) -> list[tuple[str, float, float]]:
    """A stepped line; each level ends where the next begins. Gives back the labels, to be drawn over the values."""
    known = sorted((g for g in goals if usable(g.value)), key=lambda g: g.first)
    labels: list[tuple[str, float, float]] = []
    before = None
    for i, goal in enumerate(known):
        after = known[i + 1].first if i + 1 < len(known) else None
        last = goal.last or after or frame.days.last
        if not frame.days.shows(goal.first, last):
            continue
        left, y = frame.days.begin(goal.first), frame.y(goal.value)
        right = frame.days.begin(after) if after and last >= after else frame.days.end(last)
        joined = before is not None and abs(before[0] - left) < frame.days.step * 1.5
        start: list[tuple[float, float]] = [(left, before[1])] if joined and before else []
        canvas.shape("path", "pic-goal", d=path([*start, (left, y), (right, y)]))
        before = (right, y)
        labels.append((goal.label, right, y))
    return labels


def label_goals(canvas: Canvas, frame: Frame, labels: Sequence[tuple[str, float, float]]) -> None:
    """A label that would touch another is left to the table."""
    taken: list[tuple[float, float, float]] = []
    for label, right, y in labels:
        _label_goal(canvas, frame, label, right, y, taken)


def _label_goal(canvas: Canvas, frame: Frame, label: str, right: float, y: float, taken: list) -> None:
    room = min(right - frame.days.left, 180)
    left = right - min(width_of(label, 11), room)
    for base in (y - 4, y + 12):
        inside = frame.top <= base - 8 and base <= frame.bottom
        clear = all(abs(base - other) >= 13 or right + 6 < low or left - 6 > high for low, high, other in taken)
        if inside and clear:
            canvas.text("pic-label", right, base, label, size=11, anchor="end", room=room)
            taken.append((left, right, base))
            return


def draw_values(canvas: Canvas, frame: Frame, points: Sequence[DayValue]) -> None:
    """Days in a row are joined; a day alone is a dot. Nothing is drawn where nothing was said."""
    answered = [p for p in points if p.answered and frame.days.shows(p.day)]
    lines, dots = [], []
    roomy = frame.days.step >= 6
    for run in runs(answered):
        places = [(frame.days.at(p.day), frame.y(p.value)) for p in run]
        if len(places) > 1:
            lines.append(path(places))
        dots += places if roomy else places if len(places) == 1 else []
    if lines:
        look = "pic-line" if frame.days.step >= 4 else "pic-fine-line" if frame.days.step >= 2 else "pic-faint-line"
        canvas.shape("path", look, d="".join(lines))
    if dots:
        look = "pic-dots" if roomy else "pic-small-dots"
        canvas.shape("path", look, d="".join(path([place, place]) for place in dots))


def draw_hollow(canvas: Canvas, days: Days, points: Sequence[DayValue], y: float) -> bool:
    """Skipped and unknown days on a strip of their own, so that they never look like a value. Tells whether there were any."""
    hollow = [p for p in points if not p.answered and days.shows(p.day)]
    for run in runs(hollow):
        begin = run[0]
        for here, after in zip(run, [*run[1:], None], strict=True):
            if after is None or after.state is not begin.state:
                _pill(canvas, days, begin, here, y)
                begin = after
    return bool(hollow)


def _pill(canvas: Canvas, days: Days, first: DayValue, last: DayValue, y: float) -> None:
    size = min(max(days.step * 0.6, 4.0), 8.0)
    left, right = days.at(first.day) - size / 2, days.at(last.day) + size / 2
    look = "pic-skipped" if first.state is State.SKIPPED else "pic-unknown"
    # Round for skipped, square for unknown: the difference is seen without any colour.
    canvas.rect(look, left, y - size / 2, right - left, size, rx=size / 2 if look == "pic-skipped" else 0)


def days_shown(points: Sequence[DayValue], others, first, last, left: float, right: float) -> Days | None:
    """The days asked for, else all there are; None when there is not one day to show."""
    known = [p.day for p in points] + list(others)
    begin = first or (min(known) if known else last)
    end = last or (max(known) if known else first)
    if begin is None or end is None:
        return None
    if end < begin:
        begin, end = end, begin
    # One day alone would be as wide as the picture: show it among its neighbours.
    return Days(begin, end if end > begin else next_day(end), left, right)
