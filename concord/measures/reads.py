"""What pages and findings read: one value a day, the measures of a patient, marks, history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery

from concord.measures.models import Choice, CupSize, Daily, Earlier, Episode, Mark, Measure, TestResult, Value
from concord.people.models import Patient, Person

DayValues = dict[int, dict[date, float]]

# Grouped where the rows lie: a year of days leaves the database, not every reading of a device. Measure by measure, so that
# the index of days serves whatever the planner believes about how many rows a patient has.
OF_ONE_MEASURE = (
    "FROM measures_value WHERE patient_id = %s AND measure_id = m.id AND day BETWEEN %s AND %s AND value IS NOT NULL"
)
GROUPED = f"SELECT day, {{way}}(value) AS value {OF_ONE_MEASURE} GROUP BY day"
ONE_A_DAY = {
    Daily.LAST: f"SELECT DISTINCT ON (day) day, value {OF_ONE_MEASURE} ORDER BY day, at DESC, value DESC",
    Daily.SUM: GROUPED.format(way="sum"),
    Daily.MEAN: GROUPED.format(way="avg"),
    Daily.MAX: GROUPED.format(way="max"),
}
BRANCH = "SELECT m.id, d.day, d.value FROM unnest(%s::bigint[]) AS m(id) CROSS JOIN LATERAL ({one}) AS d"


def day_values(patient: Patient, measures: Iterable[Measure], first: date, last: date) -> DayValues:
    """{measure id: {day: value}}, both ends included, in the order of days; unknown days are absent. One query."""
    by_way: dict[str, list[int]] = defaultdict(list)
    found: DayValues = {}
    for measure in measures:
        by_way[measure.daily].append(measure.pk)
        found[measure.pk] = {}
    if not found:
        return found
    parts = " UNION ALL ".join(BRANCH.format(one=ONE_A_DAY[Daily(way)]) for way in by_way)
    given = [one for numbers in by_way.values() for one in (numbers, patient.pk, first, last)]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM ({parts}) one_a_day ORDER BY 1, 2", given)  # noqa: S608  Only our own words.
        for measure_id, day, value in cursor.fetchall():
            found[measure_id][day] = value
    return found


def measures_of(patient: Patient) -> QuerySet[Measure]:
    """The catalogue and the patient's own."""
    return Measure.objects.of(patient)


def catalogue(code: str) -> Measure:
    """A measure of the catalogue by its code."""
    return Measure.objects.catalogue().get(code=code)


def last_day_before(patient: Patient, day: date) -> date | None:
    """The newest day before this one about which there is any number."""
    return Value.objects.standing().filter(patient=patient, day__lt=day).aggregate(newest=Max("day"))["newest"]


def marks(patient: Patient, first: date, last: date) -> QuerySet[Mark]:
    """Those that touch the span of days and whose topic is shared with whoever reads."""
    reaching = Q(until_day__isnull=True) | Q(until_day__gte=first)
    return Mark.objects.filter(reaching, patient=patient, removed_at__isnull=True, from_day__lte=last)


def in_use(patient: Patient) -> QuerySet[Any]:
    """What this patient measures or has measured, with `chosen`, `stopped`, `days`, `last_day` and `last_value`."""
    values = Value.objects.standing().filter(patient=patient, measure=OuterRef("pk")).order_by()
    counted = values.values("measure").annotate(days=Count("day", distinct=True), last=Max("day"))
    newest = values.order_by("-day", "-at")
    choices = Choice.objects.filter(patient=patient, measure=OuterRef("pk"))
    return (
        Measure.objects.of(patient)
        .annotate(
            chosen=Exists(choices.filter(until_at__isnull=True)),
            stopped=Exists(choices.filter(until_at__isnull=False)),
            days=Subquery(counted.values("days")),
            last_day=Subquery(counted.values("last")),
            last_value=Subquery(newest.values("value")[:1]),
        )
        .filter(Q(chosen=True) | Q(patient=patient) | Q(days__gt=0))
    )


def measures_with_values(patient: Patient, first: date, last: date) -> QuerySet[Measure]:
    """Those with at least one value in the span of days, in the order of lists."""
    values = (
        Value.objects.standing().filter(patient=patient, measure=OuterRef("pk"), day__range=(first, last)).order_by()
    )
    return Measure.objects.of(patient).filter(Exists(values))


def measure_of(patient: Patient, measure_id: int) -> Measure | None:
    """One of the catalogue, or of the patient's own; nobody else's."""
    return Measure.objects.of(patient).filter(pk=measure_id).first()


def choosable(patient: Patient) -> QuerySet[Measure]:
    """Everything that could be measured, with `chosen`."""
    chosen = Choice.objects.filter(patient=patient, measure=OuterRef("pk"), until_at__isnull=True)
    return Measure.objects.of(patient).annotate(chosen=Exists(chosen))


def for_attacks(patient: Patient) -> QuerySet[Measure]:
    """What comes in attacks is the patient's own, chosen, or pain."""
    return choosable(patient).filter(Q(patient=patient) | Q(chosen=True) | Q(code="pain"))


def values_of(patient: Patient, measure: Measure) -> QuerySet[Value]:
    """Every value of one measure, the newest day first, those taken back included."""
    return Value.objects.of(patient, measure).select_related("by").order_by("-day", "-at", "key")


def value(patient: Patient, measure: Measure, key: UUID) -> Value | None:
    return values_of(patient, measure).filter(key=key).first()


def episodes(patient: Patient) -> QuerySet[Episode]:
    """All attacks, the newest first, those taken back included."""
    return Episode.objects.filter(patient=patient).select_related("measure", "by")


def test_results(patient: Patient) -> QuerySet[TestResult]:
    """All results, the newest first, those taken back included."""
    return TestResult.objects.filter(patient=patient).select_related("by")


def cup_sizes(patient: Patient) -> QuerySet[CupSize]:
    return CupSize.objects.filter(patient=patient).order_by("-from_day")


def cup_size(patient: Patient, day: date) -> int:
    """Millilitres of one cup on a day; 200 unless chosen."""
    size = cup_sizes(patient).filter(from_day__lte=day).first()
    return size.millilitres if size else 200


@dataclass(frozen=True)
class Before:
    """How an entry stood earlier, and who changed it when."""

    was: dict
    replaced_at: object
    replaced_by: Person | None

    @property
    def day(self) -> date:
        return date.fromisoformat(self.was["day"])


def history(patient: Patient, table: str, row: object) -> list[Before]:
    """How one row stood before, the latest change first."""
    kept = Earlier.objects.filter(patient=patient, table=table, row=str(row)).select_related("replaced_by")
    return [Before(entry.was, entry.replaced_at, entry.replaced_by) for entry in kept]


def last_number(patient: Patient, key: UUID) -> float | None:
    """The value that stood before this one was taken back."""
    return next(
        (before.was["value"] for before in history(patient, "measures_value", key) if before.was["value"] is not None),
        None,
    )
