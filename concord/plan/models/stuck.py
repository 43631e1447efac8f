"""“We are stuck”: a look at the whole plan that either side calls, and what each side says that comes of it."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from concord.people.models import Patient, Person
from concord.people.roles import Role


class Outcome(models.TextChoices):
    GO_ON = "GO_ON", _("We go on as it is")
    CHANGE_GOAL = "CHANGE_GOAL", _("We change the goal")
    CHANGE_PLAN = "CHANGE_PLAN", _("We change the plan")
    REST = "REST", _("We rest for a while")
    ASK_ELSE = "ASK_ELSE", _("We ask somebody else")


class StuckQuerySet(models.QuerySet["Stuck"]):
    def still_open(self) -> Self:
        return self.filter(closed_at__isnull=True)


class Stuck(models.Model):
    """One such look. It is over when the patient and a professional have said what comes of it, or whoever called it takes it back."""

    Outcome = Outcome

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    words = models.TextField(blank=True)
    called_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    called_as = models.CharField(max_length=12, choices=Role.choices)
    called_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    taken_back = models.BooleanField(default=False)
    objects = StuckQuerySet.as_manager()

    class Meta:
        ordering = ["-called_at", "-pk"]
        indexes = [models.Index(fields=["patient", "closed_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["patient"],
                condition=models.Q(closed_at__isnull=True),
                name="one_look_at_the_whole_plan_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(taken_back=False) | models.Q(closed_at__isnull=False),
                name="what_is_taken_back_is_over",
            ),
        ]

    def __str__(self) -> str:
        return f"stuck since {self.called_at}"


class StuckSaid(models.Model):
    """What one person says that comes of it, in their own words; their newest counts. Added, never changed."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    stuck = models.ForeignKey(Stuck, models.PROTECT, related_name="said")
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    words = models.TextField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    as_role = models.CharField(max_length=12, choices=Role.choices)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["patient", "stuck"])]
        constraints = [
            models.CheckConstraint(condition=models.Q(words__regex=r"\S"), name="what_comes_of_it_has_words"),
            models.CheckConstraint(condition=models.Q(outcome__in=Outcome.values), name="outcome_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} of {self.stuck_id}"
