"""Where each side says that a goal stands: a rating belongs to a look, and within a look nobody sees another's before their own."""

from typing import Self

from django.db import models

from concord.agreement.models import Version
from concord.goals.models.goals import Goal
from concord.people.models import Patient, Person
from concord.people.roles import Role


class RatingQuerySet(models.QuerySet["Rating"]):
    def standing(self) -> Self:
        return self.filter(taken_back_at__isnull=True)


class Rating(models.Model):
    """Where one person says the goal stood on a day, from -2 to +2, in the words of one version. Added; at most taken back.

    `look_day` is the first day of the look to which it belongs. Row-level security shows it to others who have given
    theirs in the same look or a later one, and to everybody once a later look has begun; nobody begins one within three weeks of another.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="ratings")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    level = models.SmallIntegerField()
    day = models.DateField()
    look_day = models.DateField()
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
            models.UniqueConstraint(
                fields=["goal", "rated_by", "look_day"],
                condition=models.Q(taken_back_at__isnull=True),
                name="one_rating_a_person_and_look",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.level:+d} on {self.day}"

    @property
    def sign(self) -> str:
        return f"+{self.level}" if self.level > 0 else str(self.level).replace("-", "−")


class RatingGivenQuerySet(models.QuerySet["RatingGiven"]):
    def standing(self) -> Self:
        return self.filter(taken_back_at__isnull=True)


class RatingGiven(models.Model):
    """That somebody has said where a goal stands in a look, without what they said: this is no secret. Added; at most taken back."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="+")
    look_day = models.DateField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    # Always there; "may be null" lets a page read it beside this row where the database hides it: see the constraint.
    rating = models.OneToOneField(Rating, models.PROTECT, null=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    objects = RatingGivenQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["patient", "goal", "look_day"])]
        constraints = [
            models.CheckConstraint(condition=models.Q(rating__isnull=False), name="who_has_given_gave_a_rating")
        ]

    def __str__(self) -> str:
        return f"{self.person} in the look of {self.look_day}"


class RaterAsked(models.Model):
    """The patient asked a supporter to say, too, where the goals stand."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["patient", "until_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "person"], condition=models.Q(until_at__isnull=True), name="a_rater_is_asked_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} asked by patient {self.patient_id}"
