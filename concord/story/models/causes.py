"""Possible causes: guesses that somebody authored, with what speaks for and against them. Never ranked, never computed."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from concord.measures.models import Measure
from concord.people.models import Patient, Person
from concord.people.roles import Role
from concord.story.limits import MOST_CAUSE, MOST_EVIDENCE, MOST_WHY
from concord.story.models.concerns import Concern
from concord.story.models.events import Event


class Status(models.TextChoices):
    WONDERING = "WONDERING", _("We wonder")
    TRIED = "TRIED", _("Being tried")
    FITS = "FITS", _("Fits so far")
    SET_ASIDE = "SET_ASIDE", _("Set aside")


class PossibleCauseQuerySet(models.QuerySet["PossibleCause"]):
    def still_there(self) -> Self:
        return self.filter(removed_at__isnull=True)


class PossibleCause(models.Model):
    """A guess in its author's words. In the order of writing: an order by likelihood would be a diagnosis."""

    Status = Status

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    words = models.CharField(max_length=MOST_CAUSE)
    concern = models.ForeignKey(Concern, models.PROTECT, null=True, blank=True, related_name="+")
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.WONDERING)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_as = models.CharField(max_length=12, choices=Role.choices)
    written_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)
    objects = PossibleCauseQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["patient", "written_at"])]
        constraints = [
            models.CheckConstraint(condition=~models.Q(words=""), name="cause_has_words"),
            models.CheckConstraint(condition=models.Q(status__in=Status.values), name="cause_has_a_known_status"),
        ]

    def __str__(self) -> str:
        return f"cause {self.pk}"


class CauseEvidenceQuerySet(models.QuerySet["CauseEvidence"]):
    def standing(self) -> Self:
        return self.filter(taken_back_at__isnull=True)


class CauseEvidence(models.Model):
    """One thing that speaks for or against a possible cause: words, an event or a measure of this patient."""

    class Side(models.TextChoices):
        FOR = "FOR", _("Speaks for it")
        AGAINST = "AGAINST", _("Speaks against it")

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    cause = models.ForeignKey(PossibleCause, models.PROTECT, related_name="evidence")
    side = models.CharField(max_length=8, choices=Side.choices)
    words = models.CharField(max_length=MOST_EVIDENCE, blank=True)
    event = models.ForeignKey(Event, models.PROTECT, null=True, blank=True, related_name="+")
    measure = models.ForeignKey(Measure, models.PROTECT, null=True, blank=True, related_name="+")
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    given_as = models.CharField(max_length=12, choices=Role.choices)
    given_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)
    objects = CauseEvidenceQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["patient", "cause"])]
        constraints = [
            models.CheckConstraint(condition=models.Q(side__in=["FOR", "AGAINST"]), name="evidence_is_for_or_against"),
            models.CheckConstraint(
                condition=~models.Q(words="") | models.Q(event__isnull=False) | models.Q(measure__isnull=False),
                name="evidence_says_something",
            ),
            models.CheckConstraint(
                condition=models.Q(event__isnull=True) | models.Q(measure__isnull=True),
                name="evidence_points_at_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.side} {self.cause_id}"


class CauseChangeQuerySet(models.QuerySet["CauseChange"]):
    def of_words(self) -> Self:
        """Each wording in its order: the first is number 1."""
        wordings = [CauseChange.What.WRITTEN, CauseChange.What.REVISED, CauseChange.What.ACCEPTED]
        return self.filter(what__in=wordings).order_by("at", "pk")


class CauseChange(models.Model):
    """What happened to a possible cause: the words or the status as they stood afterwards. Added, never rewritten."""

    class What(models.TextChoices):
        WRITTEN = "WRITTEN", _("Written down")
        REVISED = "REVISED", _("Said in other words")
        STATUS = "STATUS", _("Status changed")
        REMOVED = "REMOVED", _("Taken out")
        RESTORED = "RESTORED", _("Brought back")
        ACCEPTED = "ACCEPTED", _("Took a suggestion")

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    cause = models.ForeignKey(PossibleCause, models.PROTECT, related_name="changes")
    what = models.CharField(max_length=8, choices=What.choices)
    words = models.CharField(max_length=MOST_CAUSE)
    status = models.CharField(max_length=12, choices=Status.choices)
    why = models.CharField(max_length=MOST_WHY, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    objects = CauseChangeQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["patient", "cause"])]

    def __str__(self) -> str:
        return f"{self.what} {self.cause_id}"
