"""Which thread is about which goal or recommendation: threads do not know, so the room above them keeps it."""

from django.db import models

from concord.conversation.models import Thread
from concord.goals.models import Goal
from concord.people.models import Patient, Person
from concord.plan.models.recommendations import Recommendation


class ThreadAbout(models.Model):
    """A thread was begun to talk about a thing. There may be more than one, with other people in each."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    thread = models.OneToOneField(Thread, models.PROTECT, related_name="+")
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, null=True, blank=True, related_name="+")
    goal = models.ForeignKey(Goal, models.PROTECT, null=True, blank=True, related_name="+")
    begun_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["patient", "recommendation"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(recommendation__isnull=False, goal__isnull=True) | models.Q(recommendation__isnull=True, goal__isnull=False),
                name="a_thread_is_about_one_thing",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"thread {self.thread_id} about something"
