"""A goal with its versioned words, the concerns it is for, its history, and where each side says it stands."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from concord.agreement.models import Text, Version
from concord.people.models import Patient, Person
from concord.people.roles import Role
from concord.story.models import Concern

LEVELS = (-2, -1, 0, 1, 2)


class GoalQuerySet(models.QuerySet["Goal"]):
    def still_open(self) -> Self:
        return self.filter(ended_at__isnull=True)


class Goal(models.Model):
    """What the patient wants. Its words, levels and the date to look again are versions of `text`."""

    class Ending(models.TextChoices):
        REACHED = "REACHED", _("reached")
        NO_LONGER = "NO_LONGER", _("no longer wanted")
        REPLACED = "REPLACED", _("replaced by another goal")

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="goals")
    text = models.OneToOneField(Text, models.PROTECT, related_name="goal")
    concerns = models.ManyToManyField(Concern, through="GoalConcern", related_name="+")
    look_day = models.DateField(_("day to look again"), null=True, blank=True)
    begun_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    begun_as = models.CharField(max_length=12, choices=Role.choices)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_as = models.CharField(max_length=12, choices=Ending.choices, blank=True)
    ended_words = models.TextField(blank=True)
    objects = GoalQuerySet.as_manager()

    class Meta:
        ordering = ["begun_at", "pk"]
        indexes = [models.Index(fields=["patient", "ended_at"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True, ended_as="") | models.Q(ended_at__isnull=False, ended_as__gt=""),
                name="goal_that_ended_says_how",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"goal {self.pk}"


class GoalConcern(models.Model):
    """The goal is for this concern. A link, not words: it may come and go without anybody's yes falling."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    goal = models.ForeignKey(Goal, models.CASCADE, related_name="+")
    concern = models.ForeignKey(Concern, models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["patient", "goal"])]
        constraints = [models.UniqueConstraint(fields=["goal", "concern"], name="one_link_a_goal_and_concern")]

    def __str__(self) -> str:
        return f"goal {self.goal_id} for concern {self.concern_id}"


class GoalMove(models.Model):
    """What happened to a goal beside its words: begun, ended, taken up again. Added, never changed."""

    class Kind(models.TextChoices):
        BEGUN = "BEGUN", _("written")
        ENDED = "ENDED", _("ended")
        REOPENED = "REOPENED", _("taken up again")

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="moves")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    ended_as = models.CharField(max_length=12, choices=Goal.Ending.choices, blank=True)
    words = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["patient", "goal"])]

    def __str__(self) -> str:
        return f"{self.kind} of goal {self.goal_id}"


class RatingQuerySet(models.QuerySet["Rating"]):
    def standing(self) -> Self:
        return self.filter(taken_back_at__isnull=True)


class Rating(models.Model):
    """Where one person says the goal stood on a day, from -2 to +2, in the words of one version. Added; at most taken back."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="ratings")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    level = models.SmallIntegerField()
    day = models.DateField()
    words = models.TextField(blank=True)
    rated_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    as_role = models.CharField(max_length=12, choices=Role.choices)
    rated_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)
    objects = RatingQuerySet.as_manager()

    class Meta:
        ordering = ["day", "pk"]
        indexes = [models.Index(fields=["patient", "goal", "day"])]
        constraints = [
            models.CheckConstraint(condition=models.Q(level__gte=-2, level__lte=2), name="level_is_one_of_five"),
            models.UniqueConstraint(
                fields=["goal", "rated_by", "day"],
                condition=models.Q(taken_back_at__isnull=True),
                name="one_rating_a_person_and_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.level:+d} on {self.day}"

    @property
    def sign(self) -> str:
        return f"+{self.level}" if self.level > 0 else str(self.level).replace("-", "−")


class GoalDraft(models.Model):
    """A goal that one person has begun to write and not yet saved. Only its author sees it."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    words = models.JSONField(default=dict)
    concerns = models.JSONField(default=list)
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["patient", "person"], name="one_goal_draft_a_person")]

    def __str__(self) -> str:
        return f"draft {self.pk}"
