"""A step is what one person does, on some days; each of its days holds what they said about it."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from concord.goals.models import Goal
from concord.people.models import Patient, Person
from concord.people.roles import Role
from concord.plan.models.recommendations import Recommendation


class StepQuerySet(models.QuerySet["Step"]):
    def still_open(self) -> Self:
        return self.filter(ended_at__isnull=True)

    def begun_by(self, day) -> Self:
        return self.filter(start_day__lte=day)


class Step(models.Model):
    """`owner` empty means the patient, also before they can sign in. `days` is a mask, Monday 1 to Sunday 64.

    A step that somebody else wrote is only suggested until its owner has taken it on.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="steps")
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, null=True, blank=True, related_name="steps")
    goal = models.ForeignKey(Goal, models.PROTECT, null=True, blank=True, related_name="steps")
    words = models.CharField(_("what"), max_length=300)
    cue = models.CharField(_("when or where"), max_length=200, blank=True)
    smallest = models.CharField(_("smallest version"), max_length=200, blank=True)
    days = models.PositiveSmallIntegerField(null=True, blank=True)
    times_a_week = models.PositiveSmallIntegerField(null=True, blank=True)
    by_day = models.DateField(null=True, blank=True)
    owner = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    helps = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="helped_by")
    """The step of the patient's that this one, somebody else's, is a help for."""
    owner_role = models.CharField(max_length=12, choices=Role.choices)
    start_day = models.DateField()
    review_day = models.DateField(null=True, blank=True)
    is_small = models.BooleanField(default=False)
    paused_from = models.DateField(null=True, blank=True)
    paused_until = models.DateField(null=True, blank=True)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_as = models.CharField(max_length=12, choices=Role.choices)
    written_at = models.DateTimeField()
    taken_on_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_day = models.DateField(null=True, blank=True)
    objects = StepQuerySet.as_manager()

    class Meta:
        ordering = ["start_day", "pk"]
        indexes = [models.Index(fields=["patient", "ended_at"]), models.Index(fields=["owner", "ended_at"])]
        constraints = [
            models.CheckConstraint(condition=models.Q(words__regex=r"\S"), name="step_has_words"),
            models.CheckConstraint(
                condition=models.lookups.Exact(
                    models.Func("days", "times_a_week", "by_day", function="num_nonnulls", output_field=models.IntegerField()), 1
                ),
                name="step_has_one_rhythm",
            ),
            models.CheckConstraint(
                condition=models.Q(days__isnull=True) | models.Q(days__gte=1, days__lte=127), name="step_has_some_days"
            ),
            models.CheckConstraint(
                condition=models.Q(times_a_week__isnull=True) | models.Q(times_a_week__gte=1, times_a_week__lte=7),
                name="step_is_1_to_7_times_a_week",
            ),
            models.CheckConstraint(
                condition=models.Q(owner__isnull=True, owner_role=Role.PATIENT)
                | (models.Q(owner__isnull=False) & ~models.Q(owner_role=Role.PATIENT)),
                name="step_without_an_owner_is_the_patients",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True, ended_day__isnull=True)
                | models.Q(ended_at__isnull=False, ended_day__isnull=False),
                name="step_that_ended_has_its_day",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"step {self.pk}"

    @property
    def words_now(self) -> str:
        """The size that is asked for now: the smallest version after somebody said that it was too much."""
        return self.smallest if self.is_small and self.smallest else self.words


class StepChange(models.Model):
    """What happened to a step, with its fields as they were before, so that it can be undone. Added, never changed."""

    class Kind(models.TextChoices):
        WRITTEN = "WRITTEN", _("written")
        TAKEN_ON = "TAKEN_ON", _("taken on")
        EDITED = "EDITED", _("changed")
        SMALLER = "SMALLER", _("made smaller")
        USUAL = "USUAL", _("back to the usual size")
        PAUSED = "PAUSED", _("paused")
        RESUMED = "RESUMED", _("taken up again")
        ENDED = "ENDED", _("ended")
        UNDONE = "UNDONE", _("undone")

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    step = models.ForeignKey(Step, models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    before = models.JSONField(default=dict)
    words = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    as_role = models.CharField(max_length=12, choices=Role.choices)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["patient", "step"])]

    def __str__(self) -> str:
        return f"{self.kind} of step {self.step_id}"


class StepDayQuerySet(models.QuerySet["StepDay"]):
    def standing(self) -> Self:
        return self.filter(replaced_at__isnull=True)


class StepDay(models.Model):
    """What somebody said about their step on one day. No row means that nobody knows, which is not the same as not done."""

    class State(models.TextChoices):
        DONE = "DONE", _("done")
        PARTLY = "PARTLY", _("partly")
        NOT = "NOT", _("not today")
        SKIPPED = "SKIPPED", _("skipped")

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    step = models.ForeignKey(Step, models.PROTECT, related_name="marked")
    day = models.DateField()
    state = models.CharField(max_length=8, choices=State.choices)
    note = models.CharField(max_length=500, blank=True)
    marked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    marked_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)
    objects = StepDayQuerySet.as_manager()

    class Meta:
        ordering = ["day", "pk"]
        indexes = [models.Index(fields=["patient", "day"])]
        constraints = [
            models.UniqueConstraint(
                fields=["step", "day"], condition=models.Q(replaced_at__isnull=True), name="one_state_a_step_and_day"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["DONE", "PARTLY", "NOT", "SKIPPED"]), name="step_day_has_a_known_state"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} on {self.day}"
