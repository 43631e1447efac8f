"""Which thread is about which thing: threads do not know, so the room above them keeps it."""

from django.db import models

from concord.conversation.models import Thread
from concord.findings.models import Finding
from concord.goals.models import Goal
from concord.measures.models import Measure
from concord.people.models import Patient, Person
from concord.plan.models.recommendations import Recommendation
from concord.plan.models.steps import Step
from concord.story.models import PossibleCause, Sentence

TALKED_ABOUT = ("recommendation", "goal", "step", "measure", "finding", "sentence", "cause")


class ThreadAbout(models.Model):
    """A thread was begun to talk about a thing. There may be more than one, with other people in each."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    thread = models.OneToOneField(Thread, models.PROTECT, related_name="+")
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, null=True, blank=True, related_name="+")
    goal = models.ForeignKey(Goal, models.PROTECT, null=True, blank=True, related_name="+")
    step = models.ForeignKey(Step, models.PROTECT, null=True, blank=True, related_name="+")
    measure = models.ForeignKey(Measure, models.PROTECT, null=True, blank=True, related_name="+")
    finding = models.ForeignKey(Finding, models.PROTECT, null=True, blank=True, related_name="+")
    sentence = models.ForeignKey(Sentence, models.PROTECT, null=True, blank=True, related_name="+")
    cause = models.ForeignKey(PossibleCause, models.PROTECT, null=True, blank=True, related_name="+")
    begun_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["patient", "recommendation"])]
        constraints = [
            models.CheckConstraint(
                condition=models.lookups.Exact(
                    models.Func(*(f"{name}_id" for name in TALKED_ABOUT), function="num_nonnulls", output_field=models.IntegerField()), 1
                ),
                name="a_thread_is_about_one_thing",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"thread {self.thread_id} about something"

    @property
    def about(self) -> Recommendation | Goal | Step | Measure | Finding | Sentence | PossibleCause | None:
        """None where it stands in a part of the record that is not shared with whoever reads."""
        return next((thing for name in TALKED_ABOUT if (thing := getattr(self, name)) is not None), None)
