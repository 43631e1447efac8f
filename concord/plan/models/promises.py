"""What others do for the patient: what help a step needs, who was asked, and what they promised (a step of their own)."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from concord.people.models import Patient, Person
from concord.people.roles import Role
from concord.plan.models.steps import Step


class HelpNeed(models.Model):
    """“What help do you need for this?”, asked once a step; without words, none is needed. Added, never changed."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    step = models.OneToOneField(Step, models.PROTECT, related_name="help_need")
    words = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    as_role = models.CharField(max_length=12, choices=Role.choices)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["patient", "step"])]

    def __str__(self) -> str:
        return f"help for step {self.step_id}"


class AskQuerySet(models.QuerySet["Ask"]):
    def waiting(self) -> Self:
        return self.filter(state=Ask.State.WAITING)


class Ask(models.Model):
    """The patient asks one person of the team for something. A yes makes a step of that person's own: `made`."""

    class State(models.TextChoices):
        WAITING = "WAITING", _("asked, no answer yet")
        YES = "YES", _("yes")
        NO = "NO", _("no")
        TAKEN_BACK = "TAKEN_BACK", _("taken back")

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    words = models.CharField(max_length=300)
    asked = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_role = models.CharField(max_length=12, choices=Role.choices)
    helps = models.ForeignKey(Step, models.PROTECT, null=True, blank=True, related_name="asks")
    by_day = models.DateField(null=True, blank=True)
    times_a_week = models.PositiveSmallIntegerField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    made = models.OneToOneField(Step, models.PROTECT, null=True, blank=True, related_name="asked_as")
    objects = AskQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        indexes = [models.Index(fields=["patient", "state"]), models.Index(fields=["asked", "state"])]
        constraints = [
            models.CheckConstraint(condition=models.Q(words__regex=r"\S"), name="an_ask_has_words"),
            models.CheckConstraint(condition=models.Q(state__in=["WAITING", "YES", "NO", "TAKEN_BACK"]), name="ask_has_a_known_state"),
            models.CheckConstraint(
                condition=models.Q(by_day__isnull=True) ^ models.Q(times_a_week__isnull=True), name="an_ask_is_once_or_each_week"
            ),
            models.CheckConstraint(
                condition=models.Q(times_a_week__isnull=True) | models.Q(times_a_week__gte=1, times_a_week__lte=7),
                name="an_ask_is_1_to_7_times_a_week",
            ),
            models.CheckConstraint(
                condition=models.Q(state="YES", made__isnull=False) | (~models.Q(state="YES") & models.Q(made__isnull=True)),
                name="a_yes_makes_a_promise",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"ask {self.pk}"
