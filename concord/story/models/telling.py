"""The free box: what somebody tells in their own words, every version of it kept."""

from typing import Self

from django.db import models

from concord.people.models import Patient, Person
from concord.people.roles import Role


class TellingQuerySet(models.QuerySet["Telling"]):
    def newest(self) -> Self:
        """One a teller: nobody writes in another's box."""
        return self.order_by("written_by", "-number").distinct("written_by")

    def of(self, patient: Patient, person: Person) -> Self:
        return self.filter(patient=patient, written_by=person).order_by("-number")


class Telling(models.Model):
    """One version of one person's free text about one patient. Never changed once written."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    words = models.TextField(blank=True)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_as = models.CharField(max_length=12, choices=Role.choices)
    written_at = models.DateTimeField()
    objects = TellingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["patient", "written_by", "number"], name="one_telling_a_number"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="tellings_count_from_one"),
        ]

    def __str__(self) -> str:
        return f"telling {self.number}"
