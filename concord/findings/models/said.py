"""What people say about a before and after: whether it helped is theirs to say, each for themself."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from concord.measures.models import Mark
from concord.people.models import Patient, Person
from concord.people.roles import Role, Topic

WORDS_LENGTH = 300


class Helped(models.TextChoices):
    HELPED = "HELPED", _("it helped")
    DID_NOT = "DID_NOT", _("it did not")
    CANT_TELL = "CANT_TELL", _("can’t tell")


class WhetherItHelped(models.Model):
    """One person about one dated step, medicine or event, or about its end. Added, never changed: the newest of each counts."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+", db_index=False)
    mark = models.ForeignKey(Mark, models.PROTECT, related_name="+", db_index=False)
    mark_ended = models.BooleanField(default=False)
    says = models.CharField(max_length=10, choices=Helped.choices)
    words = models.CharField(max_length=WORDS_LENGTH, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    as_role = models.CharField(max_length=12, choices=Role.choices)
    at = models.DateTimeField()
    topics = ArrayField(models.CharField(max_length=12, choices=Topic.choices), default=list)

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["patient", "mark"], name="what_is_said_of_a_mark")]
        constraints = [
            models.CheckConstraint(condition=models.Q(says__in=Helped.values), name="what_is_said_of_it_is_known")
        ]

    def __str__(self) -> str:
        return f"{self.says} of mark {self.mark_id}"
