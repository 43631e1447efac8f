"""Pictures of findings: the days as dots with the line, the weeks around a mark, many estimates, the days of the week."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from statistics import mean, quantiles

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from concord.findings import sizes, words
from concord.findings.models import Finding, Kind
from concord.measures.models import Measure
from concord.pictures import (
    CourseWords,
    DayValue,
    Dot,
    DotWords,
    Estimate,
    FittedAt,
    ForestWords,
    Grain,
    Mark,
    Picture,
    Ribbon,
    Say,
    Scale,
    Weekday,
    WeekdayWords,
    dots_with_line,
    forest,
    in_both_sizes,
    measure_line,
    plain_number,
    weekday_picture,
)

Days = Mapping[date, float]
BEFORE, AFTER = 60, 42


def say() -> Say:
    return Say(day=lambda day: date_format(day, "j F Y"), tick=_tick, number=plain_number)


def _tick(day: date, grain: Grain) -> str:
    shape = {Grain.DAY: "j M", Grain.MONTH: "M", Grain.MONTH_AND_YEAR: "M Y", Grain.YEAR: "Y"}[grain]
    return date_format(day, shape)


def picture(finding: Finding, causes: Days, effects: Days) -> Picture | None:
    """The picture that fits the kind of question; None where the days behind it are gone."""
    if finding.kind == Kind.LAG and finding.cause_measure is not None:
        return _dots(finding, finding.cause_measure, causes, effects)
    if finding.kind == Kind.EVENT:
        return _around_a_mark(finding, effects)
    return None


def _dots(finding: Finding, cause: Measure, causes: Days, effects: Days) -> Picture | None:
    """Each day a dot. The line goes through the middle of the days with the slope that is left when other things are held."""
    later = timedelta(days=finding.lag)
    pairs = [(value, effects[day + later], day + later) for day, value in causes.items() if day + later in effects]
    if len(pairs) < 2:
        return None
    dots = [Dot(x, y, date_format(day, "j F Y")) for x, y, day in pairs]
    up = cause_words(finding.effect_measure)
    given = DotWords(across=cause_words(cause), up=up, nothing=_("No day with both."), dot=_("day"))
    return in_both_sizes(
        dots_with_line, dots, _line(finding, pairs), name=f"finding-{finding.pk}", title=words.label(finding),
        description=words.plain(words.sentence(finding)), words=given, say=say(), across=_scale(cause, longest=10), up=_scale(finding.effect_measure),
    )  # fmt: skip


def _line(finding: Finding, pairs: Sequence[tuple[float, float, date]]) -> list[FittedAt]:
    if finding.estimate is None or finding.low is None or finding.high is None:
        return []
    low, high = (finding.low_shown, finding.high_shown) if finding.tier else (finding.low, finding.high)
    x_mean, y_mean = mean(pair[0] for pair in pairs), mean(pair[1] for pair in pairs)
    start, end = min(pair[0] for pair in pairs), max(pair[0] for pair in pairs)
    line = []
    for x in (start, x_mean, end):
        ends = sorted(y_mean + slope * (x - x_mean) for slope in (low or 0.0, high or 0.0))
        line.append(FittedAt(x, y_mean + finding.estimate * (x - x_mean), *ends))
    return line


def _around_a_mark(finding: Finding, effects: Days) -> Picture | None:
    day = mark_day(finding)
    first, last = day - timedelta(days=BEFORE), day + timedelta(days=AFTER)
    points = [DayValue(each, value) for each, value in effects.items() if first <= each < last]
    if not points:
        return None
    return in_both_sizes(
        measure_line, points, name=f"finding-{finding.pk}", title=words.label(finding), description=words.plain(words.sentence(finding)),
        words=course_words(cause_words(finding.effect_measure)), say=say(), scale=_scale(finding.effect_measure), first=first, last=last,
        marks=[Mark(_mark_said(finding), day)], ribbon=_after(finding, effects, day),
    )  # fmt: skip


def _after(finding: Finding, effects: Days, day: date) -> list[Ribbon]:
    """Where the six weeks after lie by the estimate, counted from the usual of the weeks before."""
    before = [value for each, value in effects.items() if day - timedelta(days=BEFORE) <= each < day]
    found = sizes.size(finding)
    if not before or found is None:
        return []
    usual = mean(before)
    return [
        Ribbon(day + timedelta(days=n), usual + found.low, usual + found.high, usual + found.middle)
        for n in range(AFTER)
    ]


def mark_day(finding: Finding) -> date:
    mark = finding.cause_mark
    assert mark is not None
    return mark.until_day + timedelta(days=1) if finding.mark_ended and mark.until_day else mark.from_day


def _mark_said(finding: Finding) -> str:
    mark = finding.cause_mark
    assert mark is not None
    return _("%(what)s ended") % {"what": mark.words} if finding.mark_ended else mark.words


def all_estimates(findings: Sequence[Finding]) -> Picture:
    """One row a test, its plain 95 % interval between the cause's own low and high."""
    rows = []
    for finding in findings:
        found = sizes.size(finding, as_reported=False)
        said = f"{sizes.rounded(found.middle, like=found.middle)} ({sizes.rounded(found.low, like=found.middle)} {_('to')} {sizes.rounded(found.high, like=found.middle)})" if found else ""  # fmt: skip
        label = f"{finding.lag} d · {words.label(finding)}" if finding.kind == Kind.LAG else words.label(finding)
        middle, low, high = (found.middle, found.low, found.high) if found else (None, None, None)
        rows.append(Estimate(label, middle, low, high, said))
    return in_both_sizes(
        forest, rows, name="every-test", title=_("Estimates with 95 % intervals"),
        description=_("Points of the effect between the cause’s own lower and upper quartile."),
        words=ForestWords(
            what=_("question"), middle=_("estimate"), low=_("low"), high=_("high"), unknown=_("can’t tell"), nothing=_("No test fits."),
            less=_("lower"), more=_("higher"),
        ),
        say=say(),
    )  # fmt: skip


def by_weekday(measure: Measure, days: Days) -> Picture:
    """Describes: for each weekday the middle, the range of most days, and how many days lie behind it."""
    rows = []
    for number in range(7):
        values = sorted(value for day, value in days.items() if day.weekday() == number)
        label = date_format(date(2001, 1, 1 + number), "D")
        if len(values) < 2:
            rows.append(Weekday(label, values[0] if values else None, None, None, len(values)))
            continue
        low, middle, high = quantiles(values, n=4, method="inclusive")
        rows.append(Weekday(label, middle, low, high, len(values)))
    return in_both_sizes(
        weekday_picture, rows, name=f"weekday-{measure.pk}", title=measure.called,
        description=ngettext("%(n)s day, by weekday.", "%(n)s days, by weekday.", len(days)) % {"n": len(days)},
        words=WeekdayWords(
            weekday=_("weekday"), middle=_("middle"), low=_("most from"), high=_("most to"), days=_("days"), unknown=_("unknown"),
            rests_on=_("{count} d"),
        ),
        say=say(), scale=_scale(measure),
    )  # fmt: skip


def cause_words(measure: Measure) -> str:
    return f"{measure.called} ({measure.unit_words})" if measure.unit_words else measure.called


def _scale(measure: Measure, *, longest: int = 20) -> Scale | None:
    """All that is possible where that is little; else the days themselves say how far it reaches."""
    low, high = measure.possible_low, measure.possible_high
    return Scale(low, high) if low is not None and high is not None and high - low <= longest else None


def course_words(value: str) -> CourseWords:
    return CourseWords(
        day=_("day"), value=value, also=_("what else happened"), skipped=_("left out on purpose"), unknown=_("unknown"), missing=_("unknown"),
        nothing=_("Nothing was written down in these days."), begins=_("{what} begins"), ends=_("{what} ends"), goal=_("we aim at {what}"),
    )  # fmt: skip
