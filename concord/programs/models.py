"""What stands on a practice's shelf: entries with versions, the signatures under them, and to whom they were suggested."""

from datetime import timedelta
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from concord.people.models import Patient, Person, Practice
from concord.people.roles import Role
from concord.plan.models import Kind, Recommendation


class Mode(models.TextChoices):
    """How it is lived. Of pacing the software never suggests more."""

    USUAL = "USUAL", _("step by step")
    PACING = "PACING", _("pacing: within one's limits, never more by plan")


class SourceKind(models.TextChoices):
    """What kind of thing the citation is."""

    GUIDELINE = "GUIDELINE", _("guideline")
    REVIEW = "REVIEW", _("review of studies")
    STUDY = "STUDY", _("single study")
    EXPERIENCE = "EXPERIENCE", _("clinical experience")


class ShelfEntry(models.Model):
    """Its words are versions; `current` is the number of the newest. Practice text: it tells of nobody."""

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=14, choices=Kind.choices)
    current = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    off_at = models.DateTimeField(null=True, blank=True)
    off_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["kind", "pk"]
        indexes = [models.Index(fields=["practice", "off_at"])]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="shelf_entry_has_a_known_kind"),
            models.CheckConstraint(
                condition=models.Q(off_at__isnull=True, off_by__isnull=True)
                | models.Q(off_at__isnull=False, off_by__isnull=False),
                name="taken_off_the_shelf_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"shelf entry {self.pk}"


class ShelfVersionQuerySet(models.QuerySet["ShelfVersion"]):
    def current(self) -> Self:
        return self.filter(number=models.F("entry__current"))


class ShelfVersion(models.Model):
    """The words as they stood from one moment on: {field: words}. Never changed once written."""

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="+")
    entry = models.ForeignKey(ShelfEntry, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    words = models.JSONField()
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    objects = ShelfVersionQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["entry", "number"], name="one_shelf_version_a_number")]

    def __str__(self) -> str:
        return f"version {self.number} of shelf entry {self.entry_id}"


class SignatureQuerySet(models.QuerySet["Signature"]):
    def standing(self) -> Self:
        return self.filter(withdrawn_at__isnull=True)


class Signature(models.Model):
    """A clinician of the practice has reviewed one version and answers for it until the next review."""

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="+")
    version = models.ForeignKey(ShelfVersion, models.PROTECT, related_name="signatures")
    signed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    signed_as = models.CharField(max_length=12, choices=Role.choices)
    signed_at = models.DateTimeField()
    signed_day = models.DateField()
    next_review_day = models.DateField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    objects = SignatureQuerySet.as_manager()

    class Meta:
        ordering = ["signed_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(signed_as=Role.DOCTOR), name="a_clinician_signs"),
            models.CheckConstraint(
                condition=models.Q(next_review_day__gt=models.F("signed_day"))
                & models.Q(next_review_day__lte=models.F("signed_day") + timedelta(days=731)),
                name="next_review_within_two_years",
            ),
            models.UniqueConstraint(
                fields=["version"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="one_standing_signature_a_version",
            ),
        ]

    def __str__(self) -> str:
        return f"signature {self.pk}"


class Suggestion(models.Model):
    """A recommendation that came from the shelf: which signed words, and the line that its author wrote for this person."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    recommendation = models.OneToOneField(Recommendation, models.PROTECT, related_name="+")
    entry = models.ForeignKey(ShelfEntry, models.PROTECT, related_name="+")
    signature = models.ForeignKey(Signature, models.PROTECT, related_name="+")
    personal = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["patient", "entry"])]
        constraints = [
            models.CheckConstraint(condition=models.Q(personal__regex=r"\S"), name="suggestion_has_a_personal_line")
        ]

    def __str__(self) -> str:
        return f"suggestion {self.pk}"
