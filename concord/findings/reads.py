"""What a look gathers, and what the pages of findings show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from concord.findings import rules
from concord.findings.models import (
    ChosenUse,
    Finding,
    PracticeShows,
    Run,
    SentenceSupport,
    Shown,
    Support,
    Tier,
    Turn,
    WatchState,
    WhetherItHelped,
)
from concord.findings.series import Series, gather
from concord.measures.models import Episode, Measure, Value
from concord.measures.reads import day_values, marks, measures_of, measures_with_values
from concord.measures.rules import EARLIEST
from concord.people.models import Patient, Practice


def who_looks(patient_id: int | None = None) -> list[tuple[int, int]]:
    """(patient, person whose sight a job has). Without a patient: of all about whom something new was written down."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT patient_id, person_id FROM who_looks_at_days(%s)", [patient_id])
        return cursor.fetchall()


def series(patient: Patient, *, until: date) -> Series:
    """Everything that the acting person may see, up to a day."""
    measures = list(measures_with_values(patient, EARLIEST, until))
    values = {key: days for key, days in day_values(patient, measures, EARLIEST, until).items() if days}
    chosen = chosen_uses(patient)
    uses = {
        measure.pk: (chosen.get(measure.pk, rules.usual_use(measure)), measure.input_kind)
        for measure in measures
        if measure.pk in values
    }
    return gather(values, uses, list(marks(patient, EARLIEST, until)))


def chosen_uses(patient: Patient) -> dict[int, str]:
    return dict(ChosenUse.objects.filter(patient=patient).values_list("measure_id", "used_as"))


def ends_chosen(patient: Patient) -> dict[int, date]:
    """{measure: until when the team wants to look}."""
    chosen = ChosenUse.objects.filter(patient=patient, until_day__isnull=False)
    return {one.measure_id: one.until_day for one in chosen if one.until_day is not None}


def used_measures(patient: Patient, *, until: date) -> list[tuple[Measure, str]]:
    """Every measure with values, and how it is used."""
    chosen = chosen_uses(patient)
    found = measures_with_values(patient, EARLIEST, until)
    return [(measure, chosen.get(measure.pk, rules.usual_use(measure))) for measure in found]


def measure_with_values(patient: Patient, measure_id: int) -> Measure | None:
    return measures_of(patient).filter(pk=measure_id).first()


def latest_run(patient: Patient) -> Run | None:
    """With `failed_at`: what `failed_look` says, in the same query."""
    failed = WatchState.objects.filter(patient=OuterRef("patient")).values("failed_at")[:1]
    return Run.objects.filter(patient=patient).annotate(failed_at=Subquery(failed)).first()


def failed_look(patient: Patient) -> datetime | None:
    """When the last look did not come to its end; None when it did. Only for those who may see all that it rests on."""
    return WatchState.objects.filter(patient=patient).values_list("failed_at", flat=True).first()


def every_question(patient: Patient, run: Run) -> QuerySet[Finding]:
    """Those of one run that the acting person may see."""
    return Finding.objects.filter(patient=patient, run=run).with_names()


def told(patient: Patient) -> QuerySet[Finding]:
    """What was noticed once, also where the latest run no longer asked: held up first, then by the day it was noticed, then
    in the order of the measures."""
    found = Finding.objects.filter(patient=patient).told().with_names()
    return found.order_by(
        "tier", "-noticed_day", "effect_measure__place", "effect_measure", "cause_measure", "cause_mark", "lag", "pk"
    )


def of_marks(patient: Patient) -> QuerySet[Finding]:
    """Before and after, the newest mark first."""
    found = Finding.objects.filter(patient=patient, cause_mark__isnull=False).with_names()
    return found.order_by("-cause_mark__from_day", "cause_mark", "mark_ended", "effect_measure__place", "pk")


def waiting(patient: Patient, run: Run) -> QuerySet[Finding]:
    """Of pairs of which nothing could be asked yet, at no delay."""
    cause = Q(cause_measure=OuterRef("cause_measure")) | Q(cause_mark=OuterRef("cause_mark"))
    pair = {"effect_measure": OuterRef("effect_measure"), "mark_ended": OuterRef("mark_ended")}
    asked = Finding.objects.filter(cause, patient=patient, run=run, reason="", **pair)
    return every_question(patient, run).exclude(reason="").filter(~Exists(asked), tier="")


def finding(patient: Patient, pk: int) -> Finding | None:
    return (
        Finding.objects.filter(patient=patient, pk=pk).with_names().select_related("run", "patient__practice").first()
    )


def not_looked_at(patient: Patient) -> QuerySet[Finding]:
    """What was noticed, and every before and after that has an answer, also “can’t tell”."""
    shown = Q(cause_mark__isnull=False, estimate__isnull=False) | ~Q(tier="")
    return Finding.objects.filter(shown, patient=patient, looked_at__isnull=True)


def turns(of: Finding) -> QuerySet[Turn]:
    return Turn.objects.filter(patient=of.patient, finding=of)


def said_of_marks(patient: Patient, marks: Iterable[int]) -> dict[tuple[int, bool], list[WhetherItHelped]]:
    """{(mark, of its end): the newest word of each person, in the order in which they first spoke}; one query."""
    newest: dict[tuple[int, bool, int], WhetherItHelped] = {}
    found = WhetherItHelped.objects.filter(patient=patient, mark__in=list(marks)).select_related("by")
    for one in found:
        newest[one.mark_id, one.mark_ended, one.by_id] = one
    by_mark: dict[tuple[int, bool], list[WhetherItHelped]] = {}
    for (mark, ended, _by), one in newest.items():
        by_mark.setdefault((mark, ended), []).append(one)
    return by_mark


def supports(of: Finding) -> QuerySet[Support]:
    """Only those whose evidence stands and is shown to the acting person."""
    found = Support.objects.filter(patient=of.patient, finding=of, evidence__taken_back_at__isnull=True)
    return found.select_related("evidence__cause", "evidence__given_by").order_by("pk")


def supports_of_cause(patient: Patient, cause_id: int) -> list[Support]:
    """What the days were given for or against one possible cause; only what is shown to the acting person. One query."""
    found = Support.objects.filter(patient=patient, evidence__cause=cause_id, evidence__taken_back_at__isnull=True)
    named = ("cause_measure", "cause_mark", "effect_measure", "other_measure")
    return list(found.select_related("evidence__given_by", *(f"finding__{name}" for name in named)).order_by("pk"))


def sentence_supports(patient: Patient, *, taken_back: bool = False) -> QuerySet[SentenceSupport]:
    """Which sentences rest on which findings, each with all that its words need; only what is shown to the acting person."""
    found = SentenceSupport.objects.filter(patient=patient)
    found = found if taken_back else found.filter(taken_back_at__isnull=True)
    finding = ("cause_measure", "cause_mark", "effect_measure", "other_measure")
    return found.select_related("given_by", *(f"finding__{name}" for name in finding))


def sentence_support(patient: Patient, pk: int) -> SentenceSupport | None:
    found = SentenceSupport.objects.filter(patient=patient, pk=pk)
    return found.select_related("patient", "sentence", "given_by").first()


def shown_in(practice: Practice) -> Shown:
    chosen = PracticeShows.objects.filter(practice=practice).first()
    return Shown(chosen.shown) if chosen else Shown.AT_ONCE


def held_up(patient: Patient) -> int:
    return Finding.objects.filter(patient=patient, tier=Tier.HELD_UP).count()


def days_with_values(patient: Patient, first: date, last: date) -> set[date]:
    days = Value.objects.standing().filter(patient=patient, day__range=(first, last))
    return set(days.values_list("day", flat=True).distinct())


def has_days(patient: Patient) -> bool:
    return Value.objects.standing().filter(patient=patient).exists()


def attacks(patient: Patient, first: date, last: date) -> list[Episode]:
    found = Episode.objects.filter(patient=patient, day__range=(first, last), removed_at__isnull=True)
    return list(found.select_related("measure").order_by("day"))


def names(patient: Patient, keys: Sequence[int]) -> dict[int, Measure]:
    return {measure.pk: measure for measure in measures_of(patient).filter(pk__in=keys)}
