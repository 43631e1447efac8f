"""What somebody takes, as they say it, with everything that happened to each entry."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from concord.people.models import Patient, Person
from concord.people.roles import Role
from concord.story.dates import Period, Rough

MOST_NAME = 120
MOST_WORDS = 300
MOST_WHEN = 80


class Kind(models.TextChoices):
    MEDICINE = "MEDICINE", _("Medicine")
    SUPPLEMENT = "SUPPLEMENT", _("Supplement")


class MedicineQuerySet(models.QuerySet["Medicine"]):
    def still_there(self) -> Self:
        return self.filter(removed_at__isnull=True)

    def taken_now(self) -> Self:
        return self.still_there().filter(stopped_day__isnull=True)


class Medicine(models.Model):
    """One entry of the list. `spell` counts how often it was begun: stopped and started again is the second spell."""

    Kind = Kind

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    called = models.CharField(max_length=MOST_NAME)
    how_taken = models.CharField(max_length=MOST_WORDS, blank=True)
    what_for = models.CharField(max_length=MOST_WORDS, blank=True)
    chosen_by_words = models.CharField(max_length=MOST_NAME, blank=True)
    prescriber = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    """The doctor of the team who prescribes it, chosen as a person: the words beside it give nobody a right."""
    as_needed = models.BooleanField(default=False)
    spell = models.PositiveSmallIntegerField(default=1)
    since_first = models.DateField(null=True, blank=True)
    since_last = models.DateField(null=True, blank=True)
    since_words = models.CharField(max_length=MOST_WHEN, blank=True)
    stopped_day = models.DateField(null=True, blank=True)
    stopped_words = models.CharField(max_length=MOST_WORDS, blank=True)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_as = models.CharField(max_length=12, choices=Role.choices)
    written_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)
    objects = MedicineQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["patient", "stopped_day"])]
        constraints = [
            models.CheckConstraint(condition=~models.Q(called=""), name="medicine_has_a_name"),
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="medicine_is_of_a_known_kind"),
            models.CheckConstraint(
                condition=models.Q(since_first__isnull=True, since_last__isnull=True)
                | models.Q(since_first__lte=models.F("since_last")),
                name="medicine_begins_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(stopped_day__isnull=True)
                | models.Q(since_first__isnull=True)
                | models.Q(stopped_day__gte=models.F("since_first")),
                name="medicine_stops_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return self.called

    @property
    def since(self) -> Rough | None:
        if self.since_first and self.since_last:
            return Rough(self.since_first, self.since_last, self.since_words)
        return None

    @property
    def when(self) -> str:
        """“since spring 2021”, or “spring 2021 to 3 May 2024”."""
        stopped = Rough(self.stopped_day, self.stopped_day) if self.stopped_day else None
        return Period(self.since, stopped, still_going=stopped is None and self.since is not None).said


class MedicineChange(models.Model):
    """The entry as it stood after one change. Rows are added, never rewritten."""

    class What(models.TextChoices):
        ADDED = "ADDED", _("Written down")
        CHANGED = "CHANGED", _("Changed")
        STOPPED = "STOPPED", _("Stopped")
        RESTARTED = "RESTARTED", _("Started again")
        REMOVED = "REMOVED", _("Taken off the list")
        RESTORED = "RESTORED", _("Put back on the list")

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    medicine = models.ForeignKey(Medicine, models.PROTECT, related_name="changes")
    what = models.CharField(max_length=12, choices=What.choices)
    as_it_stood = models.JSONField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["patient", "medicine"])]

    def __str__(self) -> str:
        return f"{self.what} {self.medicine_id}"
