"""What Today shows: the questions in force with the day's answers, the steps due, and which days are still open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from concord.checkins import rules
from concord.checkins.models import Checkin, Flare, Question
from concord.conversation.reads import count_of_new
from concord.measures.models import Measure
from concord.measures.reads import day_values, measures_of
from concord.people.models import Patient, Person
from concord.plan.reads import ExperimentInView, compare_with_stop, experiment_today, steps_due
from concord.story.reads import active_concerns

FORTNIGHT = 14


@dataclass(frozen=True)
class Asked:
    """One question of the day: the measure behind it, whether the words are the person's own, and the answer so far."""

    measure: Measure
    own_words: bool
    value: float | None


@dataclass(frozen=True)
class OpenDay:
    """A day on offer: `answered` when anything was said about it."""

    day: date
    answered: bool
    shown: bool


@dataclass(frozen=True)
class Today:
    """Everything that the page shows about one day."""

    day: date
    asked: list[Asked]
    steps: list[Any]
    checkin: Checkin | None
    flare: Flare | None
    days: list[OpenDay]
    opened: date = date.min
    """The day on which the record was opened: no day before it was ever asked about."""
    experiment: ExperimentInView | None = None
    watched: Mapping[date, float] = field(default_factory=dict)
    """What the experiment watches, on this day and the one before."""
    new_messages: int = 0

    @property
    def not_asked(self) -> Measure | None:
        """What the experiment watches, while nobody asks about it and no number of it came by itself either."""
        if self.experiment is None or self.experiment.over or self.watched:
            return None
        measure = self.experiment.experiment.measure
        return None if measure.pk in {one.measure.pk for one in self.asked} else measure

    @property
    def still_open(self) -> OpenDay | None:
        """Yesterday, while today is shown and nothing was said about yesterday."""
        yesterday = self.days[1] if len(self.days) > 1 and self.days[0].shown else None
        return yesterday if yesterday and not yesterday.answered and yesterday.day >= self.opened else None


def questions_in_force(patient: Patient) -> list[tuple[Measure, bool]]:
    """Concerns first, in the person's own words, then what was chosen besides; a measure is asked once. One query."""
    concerns, questions = active_concerns(patient), Question.objects.in_force().filter(patient=patient)
    asked = Measure.objects.filter(Q(pk__in=concerns.values("measure")) | Q(pk__in=questions.values("measure")))
    of_this = {"measure": OuterRef("pk")}
    placed = asked.annotate(
        concern_rank=Subquery(concerns.filter(**of_this).values("rank")[:1]),
        asked_place=Subquery(questions.filter(**of_this).values("position")[:1]),
        asked_by=Subquery(questions.filter(**of_this).values("pk")[:1]),
    )
    in_order = placed.order_by(F("concern_rank").asc(nulls_last=True), "asked_place", "asked_by")
    return [(measure, measure.concern_rank is not None) for measure in in_order]


def today(patient: Patient, *, day: date, newest: date, viewer: Person, now: datetime) -> Today:
    """`day` is the day to show, `newest` the day that it is where the patient is."""
    flare, new_messages = _quiet_and_new(patient, day, viewer)
    measures, experiment = questions_in_force(patient), experiment_today(patient, day, now=now)
    wanted = [measure for measure, _ in measures] + ([experiment.experiment.measure] if experiment else [])
    values = day_values(patient, wanted, day - timedelta(days=1), day)
    if experiment is not None and not experiment.over:
        compare_with_stop(experiment, values[experiment.experiment.measure_id])
    offered = rules.days_to_offer(newest)
    said = {
        checkin.day: checkin
        for checkin in Checkin.objects.filter(patient=patient, day__gte=min(offered[-1], day), day__lte=newest)
    }
    return Today(
        day=day,
        asked=[Asked(measure, own, values.get(measure.pk, {}).get(day)) for measure, own in measures],
        steps=steps_due(patient, day),
        checkin=said.get(day),
        flare=flare,
        opened=timezone.localtime(patient.opened_at).date(),
        days=[OpenDay(each, _is_answered(said.get(each)), each == day) for each in offered],
        experiment=experiment,
        watched=values[experiment.experiment.measure_id] if experiment else {},
        new_messages=new_messages,
    )


def _quiet_and_new(patient: Patient, day: date, viewer: Person) -> tuple[Flare | None, int]:
    """The flare that makes this day a quiet one, and how many messages are new to whoever looks: one query."""
    told = JSONObject(pk="pk", until_day="until_day", team_told_at="team_told_at")
    flares = Flare.objects.on_day(day).filter(patient=patient).order_by("pk").values(told=told)
    asked = Patient.objects.filter(pk=patient.pk).values_list(Subquery(flares[:1]), count_of_new(viewer, patient))
    found, new_messages = asked.get()
    if found is None:
        return None, new_messages
    told_at = found["team_told_at"] and parse_datetime(found["team_told_at"])
    return Flare(pk=found["pk"], until_day=date.fromisoformat(found["until_day"]), team_told_at=told_at), new_messages


def questions_to_choose(patient: Patient) -> tuple[list[Measure], list[str], list[Measure]]:
    """What can be asked besides the concerns, which of it is in force (by key), and the concerns that are asked anyway."""
    concerns = [concern.measure for concern in active_concerns(patient).select_related("measure")]
    asked_anyway = {measure.pk for measure in concerns}
    offered = [measure for measure in measures_of(patient) if measure.pk not in asked_anyway]
    in_force = Question.objects.in_force().filter(patient=patient).values_list("measure_id", flat=True)
    return offered, [str(key) for key in in_force], concerns


def flare_now(patient: Patient, day: date) -> Flare | None:
    return Flare.objects.on_day(day).filter(patient=patient).first()


@dataclass(frozen=True)
class LivedDay:
    """One day as it was told: what was answered, in the order of the questions, and whether it can still be changed."""

    day: date
    checkin: Checkin | None
    answers: list[tuple[Measure, float]]
    can_change: bool


@dataclass(frozen=True)
class Shelf:
    """Two weeks of lived days, newest first, and the last day of the two weeks before."""

    days: list[LivedDay]
    earlier_until: date | None


def days_back(patient: Patient, *, last: date, newest: date) -> Shelf:
    """The fortnight that ends on `last`; days without a word are shown as unknown, not as missed."""
    last = min(last, newest)
    said = latest_checkins(patient, before=last, days=FORTNIGHT)
    asked_once = {key for checkin in said.values() for key in checkin.answered}
    measures = [measure for measure in measures_of(patient) if measure.pk in asked_once]
    first = last - timedelta(days=FORTNIGHT - 1)
    values = day_values(patient, measures, first, last)
    lived = [
        LivedDay(
            day=day,
            checkin=said.get(day),
            answers=[(measure, values[measure.pk][day]) for measure in measures if day in values.get(measure.pk, {})],
            can_change=day in rules.days_to_offer(newest),
        )
        for day in (last - timedelta(days=back) for back in range(FORTNIGHT))
    ]
    earlier = Checkin.objects.filter(patient=patient, day__lt=first).exists()
    return Shelf(lived, first - timedelta(days=1) if earlier else None)


def latest_checkins(patient: Patient, *, before: date, days: int) -> dict[date, Checkin]:
    """The check-ins of the last `days` days up to and including `before`."""
    since = before - timedelta(days=days - 1)
    return {
        checkin.day: checkin for checkin in Checkin.objects.filter(patient=patient, day__gte=since, day__lte=before)
    }


def notes(patient: Patient, first: date, last: date) -> QuerySet[Checkin]:
    """The days of a span about which a word was written, the newest first."""
    return Checkin.objects.filter(patient=patient, day__gte=first, day__lte=last).exclude(note="").order_by("-day")


def _is_answered(checkin: Checkin | None) -> bool:
    return checkin is not None and bool(checkin.answered or checkin.bad_day or checkin.note)
