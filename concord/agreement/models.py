"""A text that people agree to: every version stays, and an acknowledgement belongs to exactly one version."""

from typing import Self

from django.db import models

from concord.people.models import Patient, Person
from concord.people.roles import Role, Topic

SHARED_TOPICS = [(Topic.GOALS.value, Topic.GOALS.label), (Topic.PLAN.value, Topic.PLAN.label)]


class Text(models.Model):
    """Something with words that change over time. The owning room points here; the newest version is `current`."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    topic = models.CharField(max_length=12, choices=SHARED_TOPICS)
    current = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["patient", "topic"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(topic__in=[Topic.GOALS, Topic.PLAN]), name="text_has_a_shared_topic"
            ),
            models.CheckConstraint(condition=models.Q(current__gte=1), name="versions_count_from_one"),
        ]

    def __str__(self) -> str:
        return f"text {self.pk}, version {self.current}"


class VersionQuerySet(models.QuerySet["Version"]):
    def current(self) -> Self:
        return self.filter(number=models.F("text__current"))


class Version(models.Model):
    """The words as they stood from one moment on: {field: words}. Never changed once written."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    topic = models.CharField(max_length=12, choices=SHARED_TOPICS)
    text = models.ForeignKey(Text, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    words = models.JSONField()
    spelling_only = models.BooleanField(default=False)
    """Its author says that only the spelling was corrected: the yes to the version before was carried over."""
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["patient", "text"])]
        constraints = [models.UniqueConstraint(fields=["text", "number"], name="one_version_a_number")]

    def __str__(self) -> str:
        return f"version {self.number} of text {self.text_id}"


class AcknowledgementQuerySet(models.QuerySet["Acknowledgement"]):
    def standing(self) -> Self:
        """Given to the newest version and not taken back."""
        return self.filter(withdrawn_at__isnull=True, version__number=models.F("version__text__current"))


class Acknowledgement(models.Model):
    """One person said yes to one version, in one role. Silence is never one."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    topic = models.CharField(max_length=12, choices=SHARED_TOPICS)
    version = models.ForeignKey(Version, models.PROTECT, related_name="acknowledgements")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    as_role = models.CharField(max_length=12, choices=Role.choices)
    given_at = models.DateTimeField()
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    """The yes to the same words before a spelling correction; `given_at` is when that was given."""
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    objects = AcknowledgementQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["patient", "version"])]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "person"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="one_acknowledgement_a_person_and_version",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} to {self.version}"
