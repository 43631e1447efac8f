"""The trace: who looked or did, allowed or refused. For inquiry and for the patient to read; no feature reads it."""

import uuid

from django.db import models

from concord.people.models import Patient, Person


class Trace(models.Model):
    """One look or act. The key is made here, since reading it back would need the right to read the trace."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField()
    patient = models.ForeignKey(Patient, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    what = models.CharField(max_length=120)
    permission = models.CharField(max_length=40, blank=True)
    allowed = models.BooleanField(default=True)

    class Meta:
        indexes = [models.Index(fields=["patient", "at"])]
        constraints = [models.CheckConstraint(condition=~models.Q(what=""), name="trace_says_what")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.what}"
