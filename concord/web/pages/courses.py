"""The courses of a person's measures over a span of days: pictures, one plain sentence each, and what went on meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from concord.checkins.models import Checkin
from concord.checkins.reads import questions_in_force
from concord.measures.models import Measure
from concord.measures.reads import day_values, marks, measures_with_values
from concord.people.models import Patient
from concord.pictures import (
    Band,
    BandKind,
    DayValue,
    Mark,
    Picture,
    Say,
    Scale,
    State,
    in_both_sizes,
    measure_line,
    plain_number,
)
from concord.web.pages.wording import course_words, say

MOST_ON_A_PAGE = 8
MOST_BANDS = 6


@dataclass(frozen=True)
class Course:
    """One measure over the span: its picture, and what can be said in a sentence."""

    measure: Measure
    own_words: bool
    picture: Picture
    sentence: str

    @property
    def asked_as(self) -> str:
        """What a question about it points at."""
        return f"measure {self.measure.pk}"


@dataclass(frozen=True)
class Courses:
    """A page of courses, and the measures that stand on other pages."""

    shown: list[Course]
    others: list[Measure]
    first: date
    last: date
    bad_days: int
    days_answered: int


def courses(patient: Patient, *, first: date, last: date, only: int | None = None, start: int = 0) -> Courses:
    """Concerns first, then what Today asks, then everything else with values; `only` picks one measure by its key."""
    asked = {measure.pk: (measure, own) for measure, own in questions_in_force(patient)}
    for measure in measures_with_values(patient, first, last):
        asked.setdefault(measure.pk, (measure, False))
    picked = [pair for key, pair in asked.items() if only in (None, key)][start : start + MOST_ON_A_PAGE]
    keys = {measure.pk for measure, _own in picked}
    values = day_values(patient, [measure for measure, _own in picked], first, last)
    said = dict(Checkin.objects.filter(patient=patient, day__range=(first, last)).values_list("day", "bad_day"))
    bad = {day for day, was_bad in said.items() if was_bad}
    bands, points = _meanwhile(patient, first, last)
    tell = say()
    drawn = [
        _course(measure, own, values.get(measure.pk, {}), bad, bands, points, tell, first, last)
        for measure, own in picked
    ]
    others = [measure for key, (measure, _own) in asked.items() if key not in keys]
    return Courses(drawn, others, first, last, len(bad), len(said))


def _course(
    measure: Measure, own: bool, values: Mapping[date, float], bad: set[date], bands: list[Band], points: list[Mark], tell: Say, first: date,
    last: date,
) -> Course:  # fmt: skip
    days = [DayValue(day, value) for day, value in values.items()]
    days += [DayValue(day, None, State.UNKNOWN) for day in bad if day not in values]
    sentence = in_a_sentence(measure, values, first=first, last=last)
    picture = in_both_sizes(
        measure_line, days, name=f"measure-{measure.pk}", title=measure.called, description=sentence,
        words=course_words(measure.unit_words or measure.called), say=tell, scale=_scale(measure), first=first, last=last,
        bands=bands, marks=points,
    )  # fmt: skip
    return Course(measure, own, picture, sentence)


def in_a_sentence(measure: Measure, values: Mapping[date, float], *, first: date, last: date) -> str:
    """What the picture shows, without a judgement: days answered, the middle, the span, and the first against the last four weeks."""
    length = (last - first).days + 1
    if not values:
        return _("Nothing was written down in these %(days)s days.") % {"days": length}
    unit = f" {measure.unit_words}" if measure.unit_words else ""
    said = ngettext(
        "Answered on %(answered)s of %(days)s days.", "Answered on %(answered)s of %(days)s days.", len(values)
    ) % {"answered": len(values), "days": length}
    middle = _("A usual day: %(middle)s%(unit)s; lowest %(low)s, highest %(high)s.") % {
        "middle": plain_number(median(values.values())), "unit": unit,
        "low": plain_number(min(values.values())), "high": plain_number(max(values.values())),
    }  # fmt: skip
    return " ".join(filter(None, [said, middle, _early_and_late(values, first=first, last=last)]))


FOUR_WEEKS = timedelta(days=28)
ENOUGH_DAYS = 10


def _early_and_late(values: Mapping[date, float], *, first: date, last: date) -> str:
    """Own rule: only when both ends have at least ten answered days, and only as a description."""
    if last - first < 2 * FOUR_WEEKS:
        return ""
    early = [value for day, value in values.items() if day < first + FOUR_WEEKS]
    late = [value for day, value in values.items() if day > last - FOUR_WEEKS]
    if min(len(early), len(late)) < ENOUGH_DAYS:
        return ""
    return _("A usual day in the first four weeks: %(early)s. In the last four: %(late)s.") % {
        "early": plain_number(median(early)),
        "late": plain_number(median(late)),
    }


def _scale(measure: Measure) -> Scale | None:
    if (
        measure.possible_low is None
        or measure.possible_high is None
        or measure.possible_high - measure.possible_low > MOST_SHOWN_WHOLE
    ):
        return None
    return Scale(measure.possible_low, measure.possible_high)


MOST_SHOWN_WHOLE = 20


def _meanwhile(patient: Patient, first: date, last: date) -> tuple[list[Band], list[Mark]]:
    """What went on: steps, medicines and events with a length as bands, those of a day as marks; the newest first when there are many."""
    found = sorted(marks(patient, first, last), key=lambda mark: mark.from_day, reverse=True)
    kinds = {"STEP": BandKind.STEP}
    bands = [
        Band(mark.words, max(mark.from_day, first), mark.until_day, kinds.get(mark.kind, BandKind.EVENT))
        for mark in found
        if mark.until_day != mark.from_day
    ]
    points = [Mark(mark.words, mark.from_day) for mark in found if mark.until_day == mark.from_day]
    return bands[:MOST_BANDS], points[:MOST_BANDS]
