"""What the patient weighed before a yes, and what each side found when both looked whether it helped."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from concord.agreement.models import Version
from concord.people.models import Patient, Person
from concord.people.roles import Role
from concord.plan.models.recommendations import Move, Recommendation


class Weighed(models.Model):
    """What matters to the patient or worries them, and how sure they are that they can do it (0 to 10). Added, never changed.

    `anyway` is their choice to try although they are less sure than seven. The patient's newest row with an answer counts; what a
    professional wrote down stands beside it until the patient has said something themself, and closes no gate.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="weighed")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    worry = models.TextField(blank=True)
    no_worry = models.BooleanField(default=False)
    sure = models.PositiveSmallIntegerField(null=True, blank=True)
    anyway = models.BooleanField(default=False)
    taken_back = models.BooleanField(default=False)
    """A professional takes back what they had written down, and says nothing else."""
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    as_role = models.CharField(max_length=12, choices=Role.choices)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["patient", "recommendation"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sure__isnull=True) | models.Q(sure__lte=10), name="sure_is_0_to_10"
            ),
            models.CheckConstraint(
                condition=models.Q(anyway=False) | models.Q(sure__isnull=False), name="anyway_is_said_about_how_sure"
            ),
            models.CheckConstraint(
                condition=models.Q(no_worry=True, worry="") | models.Q(no_worry=False), name="a_worry_or_none"
            ),
            models.CheckConstraint(
                condition=models.Q(no_worry=True)
                | models.Q(worry__regex=r"\S")
                | models.Q(sure__isnull=False)
                | models.Q(taken_back=True),
                name="what_is_weighed_says_something",
            ),
            models.CheckConstraint(
                condition=models.Q(taken_back=False)
                | models.Q(no_worry=False, worry="", sure__isnull=True) & ~models.Q(as_role=Role.PATIENT),
                name="only_what_was_written_down_is_taken_back",
            ),
            models.CheckConstraint(
                condition=models.Q(as_role=Role.PATIENT)
                | models.Q(as_role__in=[Role.DOCTOR, Role.COACH, Role.THERAPIST], anyway=False),
                name="the_patient_weighs_or_it_is_written_down",
            ),
        ]

    def __str__(self) -> str:
        return f"weighed about recommendation {self.recommendation_id}"

    @property
    def written_down(self) -> bool:
        """A professional wrote down what the patient said."""
        return self.as_role != Role.PATIENT


class ReviewQuerySet(models.QuerySet["Review"]):
    def in_order(self) -> Self:
        return self.order_by("at", "pk")


class Review(models.Model):
    """One person's look whether it helped, in their own words. Added, never changed: who sees it differently later looks again.

    `since` is the move from which on it was lived; a look belongs to that stretch only.
    """

    class Result(models.TextChoices):
        HELPED = "HELPED", _("it helped")
        DID_NOT = "DID_NOT", _("it did not help")
        CANT_TELL = "CANT_TELL", _("can’t tell")

    class Worth(models.TextChoices):
        YES = "YES", _("worth the effort")
        NO = "NO", _("not worth the effort")
        CANT_TELL = "CANT_TELL", _("can’t tell whether it was worth it")

    class Next(models.TextChoices):
        GO_ON = "GO_ON", _("go on")
        CHANGE = "CHANGE", _("change something")
        CLOSE = "CLOSE", _("close it")

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="reviews")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    since = models.ForeignKey(Move, models.PROTECT, related_name="+")
    result = models.CharField(max_length=10, choices=Result.choices)
    worth = models.CharField(max_length=10, choices=Worth.choices)
    next = models.CharField(max_length=8, choices=Next.choices, blank=True)
    words = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    as_role = models.CharField(max_length=12, choices=Role.choices)
    at = models.DateTimeField()
    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["patient", "recommendation"])]
        constraints = [
            models.CheckConstraint(condition=models.Q(result__in=["HELPED", "DID_NOT", "CANT_TELL"]), name="review_has_a_known_result"),
            models.CheckConstraint(condition=models.Q(worth__in=["YES", "NO", "CANT_TELL"]), name="review_says_whether_it_was_worth_it"),
            models.CheckConstraint(condition=models.Q(next__in=["", "GO_ON", "CHANGE", "CLOSE"]), name="review_wishes_a_known_next"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.result} of recommendation {self.recommendation_id}"
