"""Somebody has looked at a because whose ground has changed, and says that it still holds."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from concord.agreement.models import Version
from concord.people.models import Patient, Person
from concord.people.roles import Role
from concord.plan.models.recommendations import Recommendation


class StillHolds(models.Model):
    """Said of one version, with what had changed (`about`: “goal:3”, “finding:7”) at that moment. Added, never changed."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="still_holds")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    about = ArrayField(models.CharField(max_length=40))
    seen = models.CharField(max_length=32)
    words = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    as_role = models.CharField(max_length=12, choices=Role.choices)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["patient", "recommendation"])]
        constraints = [
            models.CheckConstraint(condition=models.Q(about__len__gt=0), name="what_still_holds_had_changed"),
        ]

    def __str__(self) -> str:
        return f"recommendation {self.recommendation_id} still holds"
