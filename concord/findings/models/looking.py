"""Runs of the engine, the questions they asked, what became of the answers, and what practices chose about showing them."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from concord.measures.models import Mark, Measure
from concord.people.models import Patient, Person, Practice
from concord.people.roles import Topic
from concord.story.models import CauseEvidence, Sentence

KEY_LENGTH = 160


class Use(models.TextChoices):
    """How a measure enters the questions."""

    FEELING = "FEELING", _("how I am: something that we would like to understand")
    INFLUENCE = "INFLUENCE", _("what may go with it: something that I do or that happens")
    MEDICINE = "MEDICINE", _("medicines taken")
    NOT_ASKED = "NOT_ASKED", _("left out")


class Kind(models.TextChoices):
    LAG = "LAG", _("from day to day")
    EVENT = "EVENT", _("before and after")
    DOSE = "DOSE", _("how much of two weeks")


class Tier(models.TextChoices):
    NOTICED = "NOTICED", _("noticed")
    HELD_UP = "HELD_UP", _("held up")


class State(models.TextChoices):
    """Where a question stands, as pages say it."""

    HELD_UP = "HELD_UP", _("held up")
    LESS_CLEAR = "LESS_CLEAR", _("held up, less clear lately")
    NOTICED = "NOTICED", _("noticed")
    FADED = "FADED", _("faded")
    CANT_TELL = "CANT_TELL", _("can’t tell")
    WAITING = "WAITING", _("not enough days yet")


class ChosenUse(models.Model):
    """Somebody of the team said how a measure is to be used, and until when; without one, the rule decides and no end is set."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+", db_index=False)
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="+", db_index=False)
    used_as = models.CharField(max_length=12, choices=Use.choices)
    until_day = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["patient", "measure"], name="one_use_a_measure"),
            models.CheckConstraint(condition=models.Q(used_as__in=Use.values), name="use_is_known"),
        ]

    def __str__(self) -> str:
        return f"measure {self.measure_id} as {self.used_as}"


class Run(models.Model):
    """One look at all days so far. What it looked at and what it answered stand in its `Record`."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    method = models.CharField(max_length=40)
    fingerprint = models.CharField(max_length=64)
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)
    days = models.PositiveIntegerField()
    asked = models.PositiveIntegerField()  # tests made
    waiting = models.PositiveIntegerField()  # questions that could not be asked yet
    left_out = models.JSONField(default=list)  # [[measure id or null, reason], ...]
    fits = models.JSONField(default=list)  # one dict a feeling: how its model stood
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)  # whose sight it was made with

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["patient", "-at"], name="runs_of_a_patient")]

    def __str__(self) -> str:
        return f"run {self.pk} of {self.at}"


class Record(models.Model):
    """Everything that is needed to make a run again, as JSON text so that every bit of a number stays."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+", db_index=False)
    run = models.OneToOneField(Run, models.PROTECT, related_name="record")
    topics = ArrayField(models.CharField(max_length=12, choices=Topic.choices), default=list)
    inputs = models.TextField()
    options = models.TextField()
    watch_before = models.TextField(blank=True)
    answers = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["patient"], name="records_of_a_patient")]

    def __str__(self) -> str:
        return f"record of run {self.run_id}"


class WatchState(models.Model):
    """What looking again and again remembers; see `concord.connections.Watch`. `failed_at`: when a look last did not come to its end, if
    none has since."""

    patient = models.OneToOneField(Patient, models.PROTECT, related_name="+")
    topics = ArrayField(models.CharField(max_length=12, choices=Topic.choices), default=list)
    state = models.TextField(blank=True)
    at = models.DateTimeField()
    failed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"watch of {self.at}"


class FindingQuerySet(models.QuerySet["Finding"]):
    def told(self) -> Self:
        """Noticed once, whatever came of it."""
        return self.exclude(tier="")

    def with_names(self) -> Self:
        return self.select_related("effect_measure", "cause_measure", "cause_mark", "other_measure", "looked_by")

    def shown_to_patients(self) -> Self:
        """What their practice lets patients see: the rule `patient_sees`, for the database."""
        newest = PracticeShows.objects.filter(practice=OuterRef("patient__practice")).order_by("-at", "-pk")
        chosen = self.annotate(shown_when=Coalesce(Subquery(newest.values("shown")[:1]), models.Value(Shown.AT_ONCE)))
        looked = models.Q(shown_when=Shown.AFTER_A_LOOK, looked_at__isnull=False)
        return chosen.filter(models.Q(shown_when=Shown.AT_ONCE) | looked)


class Finding(models.Model):
    """One question with its latest answer. `estimate` is in points of the effect: for one unit of the cause (LAG), the
    mean over 42 days (EVENT), for taking all instead of none (DOSE). `low_shown` to `high_shown` stands beside a shown
    finding and allows for having chosen it. `usual_low` and `usual_high` are the cause's own quartiles."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+", db_index=False)
    key = models.CharField(max_length=KEY_LENGTH)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    cause_measure = models.ForeignKey(Measure, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    cause_mark = models.ForeignKey(Mark, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    mark_ended = models.BooleanField(default=False)
    effect_measure = models.ForeignKey(Measure, models.PROTECT, related_name="+", db_index=False)
    lag = models.PositiveSmallIntegerField()
    estimate = models.FloatField(null=True, blank=True)
    low = models.FloatField(null=True, blank=True)
    high = models.FloatField(null=True, blank=True)
    low_shown = models.FloatField(null=True, blank=True)
    high_shown = models.FloatField(null=True, blank=True)
    p = models.FloatField(null=True, blank=True)
    q = models.FloatField(null=True, blank=True)
    q_now = models.FloatField(null=True, blank=True)
    n = models.PositiveIntegerField(default=0)
    usual_low = models.FloatField(null=True, blank=True)
    usual_high = models.FloatField(null=True, blank=True)
    tier = models.CharField(max_length=8, choices=Tier.choices, blank=True)
    noticed_day = models.DateField(null=True, blank=True)
    held_day = models.DateField(null=True, blank=True)
    less_clear = models.BooleanField(default=False)
    reason = models.CharField(max_length=24, blank=True)
    more_days = models.PositiveIntegerField(null=True, blank=True)
    other_measure = models.ForeignKey(Measure, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    topics = ArrayField(models.CharField(max_length=12, choices=Topic.choices), default=list)
    looked_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    looked_at = models.DateTimeField(null=True, blank=True)
    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["patient", "run"], name="findings_of_a_run")]
        constraints = [
            models.UniqueConstraint(fields=["patient", "key"], name="one_finding_a_question"),
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="kind_of_finding_is_known"),
            models.CheckConstraint(condition=models.Q(tier__in=["", *Tier.values]), name="tier_is_known"),
            models.CheckConstraint(
                condition=models.Q(cause_measure__isnull=True) ^ models.Q(cause_mark__isnull=True),
                name="finding_has_one_cause",
            ),
            models.CheckConstraint(
                condition=models.Q(estimate__isnull=False, low__isnull=False, high__isnull=False) | ~models.Q(reason=""),
                name="finding_has_an_answer_or_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(tier="") | models.Q(noticed_day__isnull=False), name="what_is_told_was_noticed_on_a_day"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"finding {self.pk}"

    @property
    def state(self) -> State:
        if self.estimate is None:
            return State.FADED if self.tier else State.WAITING
        if self.tier == Tier.HELD_UP:
            return State.LESS_CLEAR if self.less_clear else State.HELD_UP
        if self.tier == Tier.NOTICED:
            return State.FADED if self.less_clear else State.NOTICED
        return State.CANT_TELL


class Turn(models.Model):
    """What became of a finding at a run: added, never rewritten."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+", db_index=False)
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="turns")
    run = models.ForeignKey(Run, models.PROTECT, related_name="+", db_index=False)
    became = models.CharField(max_length=12, choices=State.choices)
    at = models.DateTimeField()
    estimate = models.FloatField(null=True, blank=True)
    topics = ArrayField(models.CharField(max_length=12, choices=Topic.choices), default=list)

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["patient", "finding"], name="turns_of_a_finding")]

    def __str__(self) -> str:
        return f"{self.became} at {self.at}"


class Support(models.Model):
    """A finding was given as evidence about a possible cause, as it stood at that run."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+", db_index=False)
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="supports")
    evidence = models.OneToOneField(CauseEvidence, models.PROTECT, related_name="+")
    run = models.ForeignKey(Run, models.PROTECT, related_name="+", db_index=False)
    stood = models.CharField(max_length=12, choices=State.choices)
    topics = ArrayField(models.CharField(max_length=12, choices=Topic.choices), default=list)

    class Meta:
        indexes = [models.Index(fields=["patient", "finding"], name="supports_of_a_finding")]

    def __str__(self) -> str:
        return f"support {self.pk}"


class SentenceSupport(models.Model):
    """A sentence of “what we think is going on” rests on a finding, as it stood when the link was made."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+", db_index=False)
    sentence = models.ForeignKey(Sentence, models.PROTECT, related_name="+", db_index=False)
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="+", db_index=False)
    run = models.ForeignKey(Run, models.PROTECT, related_name="+", db_index=False)
    stood = models.CharField(max_length=12, choices=State.choices)
    topics = ArrayField(models.CharField(max_length=12, choices=Topic.choices), default=list)
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    given_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["given_at", "pk"]
        indexes = [models.Index(fields=["patient", "sentence"], name="findings_of_a_sentence")]
        constraints = [
            models.UniqueConstraint(
                fields=["sentence", "finding"], condition=models.Q(taken_back_at=None), name="one_link_a_finding"
            )
        ]

    def __str__(self) -> str:
        return f"sentence {self.sentence_id} on finding {self.finding_id}"


class Shown(models.TextChoices):
    """When patients of a practice see findings."""

    AT_ONCE = "AT_ONCE", _("as soon as Concord has noticed something")
    AFTER_A_LOOK = "AFTER_A_LOOK", _("after a professional of the team has looked at it")
    NOT_AT_ALL = "NOT_AT_ALL", _("not in Concord; the team talks about it in person")


class PracticeShows(models.Model):
    """One choice of a practice, from a moment on; the newest counts. Without one, patients see findings at once."""

    practice = models.ForeignKey(Practice, models.PROTECT, related_name="+")
    shown = models.CharField(max_length=12, choices=Shown.choices)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(shown__in=Shown.values), name="way_of_showing_is_known")
        ]

    def __str__(self) -> str:
        return f"{self.shown} from {self.at}"
