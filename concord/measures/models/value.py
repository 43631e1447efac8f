"""What was measured, what is dated beside it, and how every row stood before it was changed."""

from __future__ import annotations

from typing import Self

from django.db import models

from concord.measures.models.measure import Measure
from concord.measures.models.words import MarkKind, Source, known
from concord.people.models import Patient, Person


class ValueQuerySet(models.QuerySet["Value"]):
    def standing(self) -> Self:
        """Not taken back."""
        return self.filter(value__isnull=False)

    def of(self, patient: Patient, measure: Measure) -> Self:
        return self.filter(patient=patient, measure=measure)


class Value(models.Model):
    """One measured value. Its day is the one that the person lived and chose; it is never derived from the instant.

    `key` is made from the sender's own key (`rules.key_of`), so that sending twice has one effect. A value that was
    taken back stays as a row without a value.
    """

    pk = models.CompositePrimaryKey("patient_id", "key")
    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+", db_index=False)
    key = models.UUIDField()
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    at = models.DateTimeField()
    zone = models.CharField(max_length=64)
    value = models.FloatField(null=True)
    source = models.CharField(max_length=8, choices=Source.choices)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField()
    objects = ValueQuerySet.as_manager()

    class Meta:
        # Holds all that a line of days needs: the rows of one patient lie scattered among everybody's, day by day.
        indexes = [
            models.Index(
                fields=["patient", "measure", "day"], include=["at", "value"], name="values_of_a_patient_by_day"
            )
        ]
        constraints = [
            models.CheckConstraint(condition=known("source", Source), name="source_is_known"),
            # Infinity and NaN sort above every number in PostgreSQL.
            models.CheckConstraint(
                condition=models.Q(value__isnull=True) | models.Q(value__gt=-1e15, value__lt=1e15),
                name="value_is_a_number",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value} on {self.day}"


class Mark(models.Model):
    """Something dated that is not a number: a step began, a medicine stopped, an event. Its room keeps it up to date by key."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+", db_index=False)
    key = models.UUIDField()
    kind = models.CharField(max_length=8, choices=MarkKind.choices)
    words = models.TextField()
    from_day = models.DateField()
    until_day = models.DateField(null=True, blank=True)
    look_day = models.DateField(null=True, blank=True)
    """The day agreed for looking whether it helped; most marks have none."""
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["from_day", "pk"]
        indexes = [models.Index(fields=["patient", "from_day"], name="marks_of_a_patient_by_day")]
        constraints = [
            models.UniqueConstraint(fields=["patient", "key"], name="one_mark_a_key"),
            models.CheckConstraint(condition=known("kind", MarkKind), name="kind_of_mark_is_known"),
            models.CheckConstraint(condition=~models.Q(words=""), name="mark_has_words"),
            models.CheckConstraint(
                condition=models.Q(until_day__isnull=True) | models.Q(until_day__gte=models.F("from_day")),
                name="mark_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} from {self.from_day}"


class Earlier(models.Model):
    """How a row stood before it was changed. Written by a trigger on each table, so that no path forgets it."""

    patient = models.ForeignKey(Patient, models.PROTECT, null=True, related_name="+", db_index=False)
    table = models.CharField(max_length=40)
    row = models.CharField(max_length=40)
    was = models.JSONField()
    replaced_at = models.DateTimeField()
    replaced_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        ordering = ["-replaced_at", "-pk"]
        indexes = [models.Index(fields=["patient", "table", "row"], name="history_of_a_row")]

    def __str__(self) -> str:
        return f"{self.table} {self.row} until {self.replaced_at}"
