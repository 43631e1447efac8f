"""Other words for somebody's goal, laid beside it: its owner takes them or not. Nobody edits another's words."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from concord.agreement.models import Version
from concord.goals.models.goals import Goal
from concord.people.models import Patient, Person
from concord.people.roles import Role


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    def waiting(self) -> Self:
        return self.filter(answered_at__isnull=True)


class Suggestion(models.Model):
    """Words that somebody suggests for a goal, written beside one version of it. Answered once; stays in the history."""

    class Answer(models.TextChoices):
        TAKEN = "TAKEN", _("taken")
        NOT_TAKEN = "NOT_TAKEN", _("not taken")
        TAKEN_BACK = "TAKEN_BACK", _("taken back by who suggested it")

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="suggestions")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    words = models.JSONField()
    note = models.TextField(blank=True)
    suggested_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    as_role = models.CharField(max_length=12, choices=Role.choices)
    suggested_at = models.DateTimeField()
    answer = models.CharField(max_length=12, choices=Answer.choices, blank=True)
    answer_words = models.TextField(blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    objects = SuggestionQuerySet.as_manager()

    class Meta:
        ordering = ["suggested_at", "pk"]
        indexes = [models.Index(fields=["patient", "goal"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True, answer="", answered_by__isnull=True)
                | models.Q(answered_at__isnull=False, answer__gt="", answered_by__isnull=False),
                name="a_suggestion_is_answered_whole",
            ),
            models.UniqueConstraint(
                fields=["goal", "suggested_by"],
                condition=models.Q(answered_at__isnull=True),
                name="one_suggestion_waits_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"suggestion {self.pk}"
