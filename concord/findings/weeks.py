"""Your weeks: what the days were, from the seventh day on. It describes and infers nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median

from django.utils.translation import ngettext

from concord.findings import cycle, drawing, reads, rules
from concord.measures.models import Measure
from concord.measures.reads import day_values, marks
from concord.people.models import Patient
from concord.pictures import Picture, plain_number

WEEKS = 12
MOST_SHOWN = 6
BLEEDING = "bleeding"
HARD = 0.7  # of the way from the good end of a scale to the other


@dataclass(frozen=True)
class Described:
    """One feeling over the weeks."""

    measure: Measure
    sentence: str
    picture: Picture


@dataclass(frozen=True)
class Cycle:
    """How often one began in these weeks, and each feeling in its four parts: (measure, parts)."""

    begun: int
    rows: list[tuple[Measure, list[cycle.Part]]]


@dataclass(frozen=True)
class Weeks:
    first: date
    last: date
    answered: int
    still_needed: int
    feelings: list[Described] = field(default_factory=list)
    others: list[Measure] = field(default_factory=list)
    attacks: list[tuple[Measure, int]] = field(default_factory=list)
    began: list[str] = field(default_factory=list)
    cycle: Cycle | None = None

    @property
    def length(self) -> int:
        return (self.last - self.first).days + 1


def weeks(patient: Patient, *, last: date) -> Weeks:
    """The twelve weeks up to a day, or as many as there are."""
    since = last - timedelta(days=7 * WEEKS - 1)
    answered = sorted(reads.days_with_values(patient, since, last))
    first = answered[0] if answered else last
    if len(answered) < rules.DAYS_TO_DESCRIBE:
        return Weeks(first, last, len(answered), rules.DAYS_TO_DESCRIBE - len(answered))
    used = reads.used_measures(patient, until=last)
    feelings = [measure for measure, use in used if use == "FEELING"]
    shown = feelings[:MOST_SHOWN]
    bleeding = [measure for measure, use in used if measure.code == BLEEDING and use != "NOT_ASKED"]
    days = day_values(patient, [*shown, *bleeding], cycle.back_from(first) if bleeding else first, last)
    bled = days[bleeding[0].pk] if bleeding else {}
    days = {key: {day: value for day, value in told.items() if day >= first} for key, told in days.items()}
    attacks = Counter(episode.measure for episode in reads.attacks(patient, first, last))
    began = [mark.words for mark in marks(patient, first, last) if mark.from_day >= first and mark.kind != "GOAL"]
    return Weeks(
        first, last, len(answered), 0, [_described(measure, days[measure.pk]) for measure in shown if days[measure.pk]],
        feelings[MOST_SHOWN:], attacks.most_common(), began, _by_cycle(shown, days, bled, first),
    )  # fmt: skip


def _by_cycle(
    shown: list[Measure], days: Mapping[int, Mapping[date, float]], bled: Mapping[date, float], first: date
) -> Cycle | None:
    """For whoever writes bleeding down and has not left it out of what is looked at; from the second beginning on."""
    begun = cycle.beginnings(bled)
    if len(begun) < cycle.FEWEST_BEGINNINGS:
        return None
    rows = [(measure, cycle.parts(days[measure.pk], begun)) for measure in shown if days[measure.pk]]
    return Cycle(sum(day >= first for day in begun), rows) if rows else None


def _described(measure: Measure, days: Mapping[date, float]) -> Described:
    return Described(measure, in_a_sentence(measure, days), drawing.by_weekday(measure, days))


def in_a_sentence(measure: Measure, days: Mapping[date, float]) -> str:
    """Days written down, the middle, and how many were hard: at or beyond seven tenths of the scale."""
    said = ngettext("Written down on %(n)s day, in the middle %(middle)s.", "Written down on %(n)s days, in the middle %(middle)s.", len(days)) % {
        "n": len(days), "middle": plain_number(median(days.values())),
    }  # fmt: skip
    return f"{said} {_hard(measure, days)}".strip()


def _hard(measure: Measure, days: Mapping[date, float]) -> str:
    low, high = measure.possible_low, measure.possible_high
    if low is None or high is None or measure.better not in ("UP", "DOWN"):
        return ""
    if measure.better == "DOWN":
        limit = low + HARD * (high - low)
        hard = sum(value >= limit for value in days.values())
        return ngettext("%(n)s day at %(limit)s or more.", "%(n)s days at %(limit)s or more.", hard) % {"n": hard, "limit": plain_number(limit)}  # fmt: skip
    limit = high - HARD * (high - low)
    hard = sum(value <= limit for value in days.values())
    return ngettext("%(n)s day at %(limit)s or less.", "%(n)s days at %(limit)s or less.", hard) % {"n": hard, "limit": plain_number(limit)}  # fmt: skip
