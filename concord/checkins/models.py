"""Which questions a patient is asked each day, which days were answered, and when a flare asks for quiet."""

from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from concord.measures.models import Measure
from concord.people.models import Patient, Person


class QuestionQuerySet(models.QuerySet["Question"]):
    def in_force(self) -> Self:
        return self.filter(until_at__isnull=True).order_by("position", "pk")


class Question(models.Model):
    """A measure that Today asks about, from one moment until another. Fewest wins: a rule limits how many are in force."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="questions_asked")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    chosen_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)
    objects = QuestionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["patient", "until_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "measure"], condition=models.Q(until_at__isnull=True), name="one_question_a_measure"
            )
        ]

    def __str__(self) -> str:
        return f"question about measure {self.measure_id}"


class Checkin(models.Model):
    """One day that the patient answered, by the day they lived and not by the server's clock."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="checkins")
    day = models.DateField()
    zone = models.CharField(max_length=64)
    answered = ArrayField(models.BigIntegerField(), default=list, blank=True)
    bad_day = models.BooleanField(default=False)
    note = models.TextField(_("a word about the day"), max_length=4000, blank=True)
    first_at = models.DateTimeField()
    latest_at = models.DateTimeField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["patient", "day"], name="one_checkin_a_day")]

    def __str__(self) -> str:
        return f"check-in of {self.day}"


class NoteVersion(models.Model):
    """What the note of a day said before it was changed."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    checkin = models.ForeignKey(Checkin, models.PROTECT, related_name="earlier_notes")
    note = models.TextField(max_length=4000)
    replaced_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["patient", "checkin"])]

    def __str__(self) -> str:
        return f"an earlier note of check-in {self.checkin_id}"


class FlareQuerySet(models.QuerySet["Flare"]):
    def on_day(self, day: date) -> Self:
        return self.filter(began_day__lte=day, until_day__gte=day, ended_at__isnull=True)


class Flare(models.Model):
    """Seven quiet days: smallest steps, no reminders. The coach is told only if the patient wishes."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="flares")
    began_day = models.DateField()
    until_day = models.DateField()
    team_told_at = models.DateTimeField(null=True, blank=True)
    called_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    called_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    objects = FlareQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["patient", "began_day"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_day__gte=models.F("began_day")), name="flare_ends_after_it_began"
            )
        ]

    def __str__(self) -> str:
        return f"flare from {self.began_day}"
