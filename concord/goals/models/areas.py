"""How parts of a person's life are now and how they would like them; and how ready they feel for one goal. Kept over time."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from concord.people.models import Patient, Person


class LifeArea(models.TextChoices):
    """Parts of life, in everyday words; the last one is for a word of one's own."""

    SLEEP = "SLEEP", _("Sleep and rest")
    ENERGY = "ENERGY", _("Energy for the day")
    BODY = "BODY", _("My body, moving about")
    FOOD = "FOOD", _("Eating and drinking")
    MOOD = "MOOD", _("Mood and worries")
    PEOPLE = "PEOPLE", _("People close to me")
    WORK = "WORK", _("Work, or what I do all day")
    HOME = "HOME", _("Home and money")
    JOY = "JOY", _("Things I enjoy")
    SENSE = "SENSE", _("What gives my life sense")
    OTHER = "OTHER", _("Something else")


class LifeAreaRating(models.Model):
    """One part of life on a day: how it is and how it should be, each 0 to 10, either may be open. Added, never changed."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    area = models.CharField(max_length=8, choices=LifeArea.choices)
    called = models.TextField(blank=True)
    now = models.SmallIntegerField(null=True, blank=True)
    wanted = models.SmallIntegerField(null=True, blank=True)
    day = models.DateField()
    said_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        ordering = ["said_at", "pk"]
        indexes = [models.Index(fields=["patient", "said_at"])]
        constraints = [
            models.CheckConstraint(
                condition=(models.Q(now__isnull=True) | models.Q(now__gte=0, now__lte=10))
                & (models.Q(wanted__isnull=True) | models.Q(wanted__gte=0, wanted__lte=10)),
                name="life_is_rated_from_0_to_10",
            ),
            models.CheckConstraint(condition=models.Q(called="") | models.Q(area="OTHER"), name="only_something_else_has_a_name"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.area} on {self.day}"

    @property
    def name(self) -> str:
        return self.called or str(self.get_area_display())


class Readiness(models.Model):
    """How important a goal is to the patient right now and how confident they are, each 0 to 10. Added, never changed."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    goal = models.ForeignKey("goals.Goal", models.PROTECT, related_name="readiness")
    importance = models.SmallIntegerField(null=True, blank=True)
    confidence = models.SmallIntegerField(null=True, blank=True)
    said_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        ordering = ["said_at", "pk"]
        indexes = [models.Index(fields=["patient", "goal"])]
        constraints = [
            models.CheckConstraint(
                condition=(models.Q(importance__isnull=True) | models.Q(importance__gte=0, importance__lte=10))
                & (models.Q(confidence__isnull=True) | models.Q(confidence__gte=0, confidence__lte=10)),
                name="readiness_is_from_0_to_10",
            ),
            models.CheckConstraint(
                condition=models.Q(importance__isnull=False) | models.Q(confidence__isnull=False), name="readiness_says_something"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"readiness for goal {self.goal_id}"
