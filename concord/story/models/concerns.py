"""What bothers the patient most: own words, frozen, each with its own 0-10 measure."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from concord.measures.models import Measure
from concord.people.models import Patient, Person
from concord.story.limits import MOST_CONCERN, MOST_KEEPS_FROM

MOST_ACTIVE = 3


class Became(models.TextChoices):
    """What became of a concern that is no longer one of the three."""

    REPLACED = "REPLACED", _("Said anew in other words")
    NO_LONGER = "NO_LONGER", _("No longer bothers me most")


class ConcernQuerySet(models.QuerySet["Concern"]):
    def active(self) -> Self:
        return self.filter(until_at__isnull=True).order_by("rank")


class Concern(models.Model):
    """The database lets nobody change `words` or `measure`: a series of answers is about the same words to its end."""

    Became = Became

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    words = models.CharField(max_length=MOST_CONCERN)
    keeps_me_from = models.CharField(max_length=MOST_KEEPS_FROM, blank=True)
    measure = models.OneToOneField(Measure, models.PROTECT, related_name="+")
    rank = models.PositiveSmallIntegerField()
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)
    became = models.CharField(max_length=12, choices=Became.choices, blank=True)
    replaced_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    objects = ConcernQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["patient", "until_at"])]
        constraints = [
            models.CheckConstraint(condition=~models.Q(words=""), name="concern_has_words"),
            models.CheckConstraint(condition=models.Q(rank__gte=1, rank__lte=MOST_ACTIVE), name="concerns_are_up_to_three"),
            models.UniqueConstraint(
                fields=["patient", "rank"], condition=models.Q(until_at__isnull=True), name="one_active_concern_a_place"
            ),
            models.CheckConstraint(
                condition=models.Q(until_at__isnull=True, became="")
                | models.Q(until_at__isnull=False, became__in=Became.values),
                name="concern_that_ended_became_something",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"concern {self.pk}"


class ConcernChange(models.Model):
    """What happened to a concern, added and never rewritten."""

    class What(models.TextChoices):
        NAMED = "NAMED", _("Named")
        KEEPS_FROM = "KEEPS_FROM", _("Said what it keeps me from")
        REPLACED = "REPLACED", _("Said anew in other words")
        CLOSED = "CLOSED", _("No longer bothers me most")
        BROUGHT_BACK = "BROUGHT_BACK", _("Brought back")

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    concern = models.ForeignKey(Concern, models.PROTECT, related_name="changes")
    what = models.CharField(max_length=12, choices=What.choices)
    words = models.CharField(max_length=MOST_KEEPS_FROM, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["patient", "concern"])]

    def __str__(self) -> str:
        return f"{self.what} {self.concern_id}"
