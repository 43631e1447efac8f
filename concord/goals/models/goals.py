"""A goal with its versioned words, the concerns it is for, its history, and drafts of goals that are still being written."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from concord.agreement.models import Text
from concord.goals.models.areas import LifeArea
from concord.people.models import Patient, Person
from concord.people.roles import Role
from concord.story.models import Concern


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
    area = models.CharField(_("part of life"), max_length=8, choices=LifeArea.choices, blank=True)
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
