"""A visit that was held, who was there, what the patient wanted to speak about, and when somebody last looked."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from concord.people.models import Patient, Person
from concord.people.roles import Role


class VisitQuerySet(models.QuerySet["Visit"]):
    def standing(self) -> Self:
        return self.filter(taken_back_at__isnull=True)


class Visit(models.Model):
    """Somebody noted that a visit was held. Corrected by a new row that `replaces` this one; never changed."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    day = models.DateField(_("day of the visit"))
    words = models.TextField(blank=True)
    noted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    noted_as = models.CharField(max_length=12, choices=Role.choices)
    noted_at = models.DateTimeField()
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-pk"]
        indexes = [models.Index(fields=["patient", "day"])]
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "day", "noted_by"],
                condition=models.Q(taken_back_at__isnull=True),
                name="one_visit_a_day_and_person",
            ),
        ]

    def __str__(self) -> str:
        return f"visit on {self.day}"


class Present(models.Model):
    """Who was there, in the role in which they stood beside the patient; without a person it was the patient before they could sign in."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="present")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    as_role = models.CharField(max_length=12, choices=Role.choices)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["patient", "visit"])]
        constraints = [
            models.UniqueConstraint(fields=["visit", "person"], name="a_person_is_there_once"),
            models.CheckConstraint(
                condition=models.Q(person__isnull=False) | models.Q(as_role=Role.PATIENT), name="somebody_was_there"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} at visit {self.visit_id}"


class WishQuerySet(models.QuerySet["Wish"]):
    def open(self) -> Self:
        return self.filter(spoken_in__isnull=True, removed_at__isnull=True)


class Wish(models.Model):
    """One of up to three things that the patient wants to speak about next time, in their own words, which stay as written."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    spoken_in = models.ForeignKey(Visit, models.PROTECT, null=True, blank=True, related_name="wishes")
    removed_at = models.DateTimeField(null=True, blank=True)
    objects = WishQuerySet.as_manager()

    class Meta:
        ordering = ["place", "pk"]
        indexes = [models.Index(fields=["patient", "spoken_in"])]
        constraints = [
            models.CheckConstraint(condition=models.Q(words__regex=r"\S"), name="wish_has_words"),
            models.CheckConstraint(condition=models.Q(place__gte=1, place__lte=3), name="up_to_three_wishes"),
            models.UniqueConstraint(
                fields=["patient", "place"],
                condition=models.Q(spoken_in__isnull=True, removed_at__isnull=True),
                name="one_open_wish_a_place",
            ),
        ]

    def __str__(self) -> str:
        return f"wish {self.pk}"


class Look(models.Model):
    """Somebody says that they have looked through: from here their next visit screen counts what is new. Only they see it."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["patient", "person", "at"])]

    def __str__(self) -> str:
        return f"look of {self.person_id} at {self.at}"
