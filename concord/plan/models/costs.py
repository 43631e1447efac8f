"""What a thing of the plan costs: minutes a week, money a month, tablets a day."""

from django.db import models

from concord.people.models import Patient, Person
from concord.people.roles import Role
from concord.plan.models.order import of_one_thing
from concord.plan.models.recommendations import Recommendation
from concord.plan.models.steps import Step


class Cost(models.Model):
    """As somebody knew it at a moment; the newest counts. Empty is “nobody has said”, and 0 is nothing. Added, never changed."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, null=True, blank=True, related_name="costs")
    step = models.ForeignKey(Step, models.PROTECT, null=True, blank=True, related_name="costs")
    minutes_a_week = models.PositiveIntegerField(null=True, blank=True)
    money_a_month = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    tablets_a_day = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    as_role = models.CharField(max_length=12, choices=Role.choices)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["patient", "recommendation"]), models.Index(fields=["patient", "step"])]
        constraints = [
            of_one_thing(),
            models.CheckConstraint(
                condition=models.Q(minutes_a_week__isnull=True) | models.Q(minutes_a_week__lte=10080),
                name="a_week_has_10080_minutes",
            ),
            models.CheckConstraint(
                condition=models.Q(money_a_month__isnull=True) | models.Q(money_a_month__gte=0),
                name="money_is_not_negative",
            ),
            models.CheckConstraint(
                condition=models.Q(tablets_a_day__isnull=True) | models.Q(tablets_a_day__gte=0, tablets_a_day__lte=100),
                name="tablets_are_0_to_100_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"cost since {self.at}"
