"""When each thing of the plan is done: now, next, later, waiting for something, or only if another has not helped."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from concord.people.models import Patient, Person
from concord.people.roles import Role
from concord.plan.models.recommendations import Recommendation
from concord.plan.models.steps import Step


class Place(models.TextChoices):
    NOW = "NOW", _("now")
    NEXT = "NEXT", _("next")
    LATER = "LATER", _("later")
    WAITING = "WAITING", _("waiting for something")
    IF_NOT = "IF_NOT", _("if something else does not help")


class WaitsFor(models.TextChoices):
    RESULT = "RESULT", _("a result")
    REFERRAL = "REFERRAL", _("a referral")
    DAY = "DAY", _("a day")


def of_one_thing() -> models.CheckConstraint:
    """A recommendation with its steps, or a step that stands alone."""
    return models.CheckConstraint(
        condition=models.Q(recommendation__isnull=True) ^ models.Q(step__isnull=True), name="%(class)s_is_of_one_thing"
    )


class Placing(models.Model):
    """Somebody has put one thing into its place. The newest counts; what was never placed is done now. Added, never changed."""

    Place, WaitsFor = Place, WaitsFor

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, null=True, blank=True, related_name="placings")
    step = models.ForeignKey(Step, models.PROTECT, null=True, blank=True, related_name="placings")
    place = models.CharField(max_length=8, choices=Place.choices)
    waits_for = models.CharField(max_length=8, choices=WaitsFor.choices, blank=True)
    words = models.CharField(max_length=200, blank=True)
    until_day = models.DateField(null=True, blank=True)
    after = models.ForeignKey(Recommendation, models.PROTECT, null=True, blank=True, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    as_role = models.CharField(max_length=12, choices=Role.choices)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["patient", "recommendation"]), models.Index(fields=["patient", "step"])]
        constraints = [
            of_one_thing(),
            models.CheckConstraint(condition=models.Q(place__in=Place.values), name="place_is_known"),
            models.CheckConstraint(
                condition=models.Q(place="WAITING", waits_for__in=WaitsFor.values)
                | (~models.Q(place="WAITING") & models.Q(waits_for="")),
                name="what_waits_says_for_what",
            ),
            models.CheckConstraint(
                condition=~models.Q(waits_for="DAY") | models.Q(until_day__isnull=False),
                name="what_waits_for_a_day_has_one",
            ),
            models.CheckConstraint(
                condition=models.Q(place="IF_NOT", after__isnull=False)
                | (~models.Q(place="IF_NOT") & models.Q(after__isnull=True)),
                name="if_not_says_if_what",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} since {self.at}"
