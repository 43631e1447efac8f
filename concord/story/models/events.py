"""What happened in a life: rough dates, whose words, and every change kept."""

from typing import Self

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from concord.people.models import Patient, Person
from concord.people.roles import Role
from concord.story.dates import Period, Rough
from concord.story.limits import MOST_WHEN, MOST_WHO
from concord.story.models.telling import Telling


class Kind(models.TextChoices):
    CONDITION = "CONDITION", gettext_lazy("Condition")
    SYMPTOM = "SYMPTOM", gettext_lazy("A symptom began")
    MEDICINE = "MEDICINE", gettext_lazy("Medicine")
    PROCEDURE = "PROCEDURE", gettext_lazy("Operation or treatment")
    INFECTION = "INFECTION", gettext_lazy("Infection")
    INJURY = "INJURY", gettext_lazy("Injury")
    LIFE_EVENT = "LIFE_EVENT", gettext_lazy("Something in life")
    MOVE = "MOVE", gettext_lazy("Moved home")
    WORK = "WORK", gettext_lazy("Work")
    PREGNANCY = "PREGNANCY", gettext_lazy("Pregnancy")
    FAMILY_HISTORY = "FAMILY_HISTORY", gettext_lazy("In the family")
    EXPOSURE = "EXPOSURE", gettext_lazy("Something around me")
    TEST = "TEST", gettext_lazy("Test")
    OTHER = "OTHER", gettext_lazy("Something else")


class RoleInStory(models.TextChoices):
    """What the event did, as the person sees it; nobody else fills this in."""

    LAID_GROUND = "LAID_GROUND", gettext_lazy("It laid the ground")
    SET_OFF = "SET_OFF", gettext_lazy("It set things off")
    KEEPS_GOING = "KEEPS_GOING", gettext_lazy("It keeps things going")


class SaidBy(models.TextChoices):
    PATIENT = "PATIENT", gettext_lazy("The patient says so")
    WRITER = "WRITER", gettext_lazy("I say so")
    OTHER = "OTHER", gettext_lazy("Somebody else says so")


class EventQuerySet(models.QuerySet["Event"]):
    def still_there(self) -> Self:
        return self.filter(removed_at__isnull=True)

    def in_order(self) -> Self:
        """As a life is told; what has no date comes last."""
        return self.order_by(models.F("began_first").asc(nulls_last=True), "began_last", "pk")


class Event(models.Model):
    """One thing that happened. The same day twice in `began_first` and `began_last` is a sure date."""

    Kind, RoleInStory, SaidBy = Kind, RoleInStory, SaidBy

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    words = models.TextField()
    began_first = models.DateField(null=True, blank=True)
    began_last = models.DateField(null=True, blank=True)
    began_words = models.CharField(max_length=MOST_WHEN, blank=True)
    ended_first = models.DateField(null=True, blank=True)
    ended_last = models.DateField(null=True, blank=True)
    ended_words = models.CharField(max_length=MOST_WHEN, blank=True)
    still_going = models.BooleanField(default=False)
    role_in_story = models.CharField(max_length=12, choices=RoleInStory.choices, blank=True)
    said_by = models.CharField(max_length=8, choices=SaidBy.choices)
    said_by_words = models.CharField(max_length=MOST_WHO, blank=True)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_as = models.CharField(max_length=12, choices=Role.choices)
    written_at = models.DateTimeField()
    telling = models.ForeignKey(Telling, models.PROTECT, null=True, blank=True, related_name="+")
    piece = models.TextField(blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    objects = EventQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["patient", "began_first"])]
        constraints = [
            models.CheckConstraint(condition=~models.Q(words=""), name="event_has_words"),
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="event_has_a_known_kind"),
            models.CheckConstraint(
                condition=models.Q(role_in_story__in=["", *RoleInStory.values]), name="event_has_a_known_role"
            ),
            models.CheckConstraint(condition=models.Q(said_by__in=SaidBy.values), name="event_says_who_says_so"),
            models.CheckConstraint(
                condition=models.Q(began_first__isnull=True, began_last__isnull=True)
                | models.Q(began_first__lte=models.F("began_last")),
                name="event_begins_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_first__isnull=True, ended_last__isnull=True)
                | models.Q(ended_first__lte=models.F("ended_last")),
                name="event_ends_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(still_going=False) | models.Q(ended_first__isnull=True),
                name="event_still_going_has_no_end",
            ),
            models.CheckConstraint(
                condition=~models.Q(said_by="OTHER") | ~models.Q(said_by_words=""), name="somebody_else_has_a_name"
            ),
        ]

    def __str__(self) -> str:
        return f"event {self.pk}"

    @property
    def period(self) -> Period:
        began = ended = None
        if self.began_first and self.began_last:
            began = Rough(self.began_first, self.began_last, self.began_words)
        if self.ended_first and self.ended_last:
            ended = Rough(self.ended_first, self.ended_last, self.ended_words)
        return Period(began, ended, self.still_going)

    @property
    def when(self) -> str:
        """The time as people say it; empty when nobody said."""
        return self.period.said

    @property
    def who_says_so(self) -> str:
        """Whose word this is, and who wrote it down if that was somebody else."""
        writer = str(self.written_by)
        if self.said_by == SaidBy.WRITER or (self.said_by == SaidBy.PATIENT and self.written_as == Role.PATIENT):
            return _("said by %(who)s") % {"who": writer}
        who = self.patient.called if self.said_by == SaidBy.PATIENT else self.said_by_words
        return _("said by %(who)s, written down by %(writer)s") % {"who": who, "writer": writer}


class EventChange(models.Model):
    """The event as it stood after one change. Rows are added, never rewritten; undo adds another."""

    class What(models.TextChoices):
        ADDED = "ADDED", gettext_lazy("Written down")
        CHANGED = "CHANGED", gettext_lazy("Changed")
        UNDONE = "UNDONE", gettext_lazy("Put back as it was")
        REMOVED = "REMOVED", gettext_lazy("Taken out")
        RESTORED = "RESTORED", gettext_lazy("Brought back")
        ACCEPTED = "ACCEPTED", gettext_lazy("Took a suggestion")

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    event = models.ForeignKey(Event, models.PROTECT, related_name="changes")
    what = models.CharField(max_length=8, choices=What.choices)
    as_it_stood = models.JSONField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["patient", "event"])]
        constraints = [models.CheckConstraint(condition=models.Q(what__in=["ADDED", "CHANGED", "UNDONE", "REMOVED", "RESTORED", "ACCEPTED"]), name="event_change_is_known")]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.what} {self.event_id}"
