"""Experiments with oneself, designed together: the design with its versions, what was drawn, what the days were, what it said."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from concord.agreement.models import Text, Version
from concord.findings.models import Finding
from concord.measures.models import Measure
from concord.medicines.models import Medicine
from concord.people.models import Patient, Person
from concord.people.roles import Role
from concord.story.models import CauseEvidence, PossibleCause


class Touches(models.TextChoices):
    """What of the body's intake an experiment starts, stops or changes, in either of its two ways."""

    NOTHING = "NOTHING", _("nothing that is swallowed, left out of food or fasted")
    FOOD = "FOOD", _("food or drink: something eaten, drunk, left out or fasted")
    SUPPLEMENT = "SUPPLEMENT", _("a supplement or anything from the chemist without a prescription")
    PRESCRIBED = "PRESCRIBED", _("a prescribed medicine: when or how it is taken")


class Stands(models.TextChoices):
    """Where an experiment stands. Every way from one to another is a row of `rules.experiments.FORWARD`."""

    DESIGNED = "DESIGNED", _("being designed")
    RUNNING = "RUNNING", _("running")
    HELD = "HELD", _("on hold")
    STOPPED = "STOPPED", _("stopped early")
    ANSWERED = "ANSWERED", _("answered")
    LET_GO = "LET_GO", _("let go")


class ExperimentQuerySet(models.QuerySet["Experiment"]):
    def still_open(self) -> Self:
        return self.filter(stands__in=[Stands.DESIGNED, Stands.RUNNING, Stands.HELD])


class Experiment(models.Model):
    """A question that this person's own days can answer: two ways of a day, in blocks whose order chance decides.

    The words are versions of `text`, and so is every number of the design: the columns repeat the newest version, so that an
    edit of anything drops what was agreed. `effect` is the smallest difference worth knowing, `stop_at` a value of the measure
    at which both agreed to stop; both in the measure's unit. `seal` is the SHA-256 of the draw's seed, `zone` the one by whose clock
    its days begin, as the patient's account kept it when chance drew.
    """

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    text = models.OneToOneField(Text, models.PROTECT, related_name="+")
    cause = models.ForeignKey(PossibleCause, models.PROTECT, null=True, blank=True, related_name="+")
    finding = models.ForeignKey(Finding, models.PROTECT, null=True, blank=True, related_name="+")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="+")
    touches = models.CharField(max_length=12, choices=Touches.choices)
    medicine = models.ForeignKey(Medicine, models.PROTECT, null=True, blank=True, related_name="+")
    blocks = models.PositiveSmallIntegerField()
    block_days = models.PositiveSmallIntegerField()
    washout_days = models.PositiveSmallIntegerField(default=0)
    effect = models.FloatField()
    stop_at = models.FloatField(null=True, blank=True)
    first_day = models.DateField()
    last_day = models.DateField()
    chances = models.FloatField()
    stands = models.CharField(max_length=10, choices=Stands.choices, default=Stands.DESIGNED)
    seal = models.CharField(max_length=64, blank=True)
    zone = models.CharField(max_length=64, blank=True)
    evidence = models.ForeignKey(CauseEvidence, models.PROTECT, null=True, blank=True, related_name="+")
    designed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    designed_as = models.CharField(max_length=12, choices=Role.choices)
    designed_at = models.DateTimeField()
    objects = ExperimentQuerySet.as_manager()

    class Meta:
        ordering = ["-designed_at", "-pk"]
        indexes = [models.Index(fields=["patient", "stands"])]
        constraints = [
            models.CheckConstraint(condition=models.Q(touches__in=Touches.values), name="experiment_says_what_it_touches"),
            models.CheckConstraint(condition=models.Q(stands__in=Stands.values), name="experiment_stands_somewhere_known"),
            models.CheckConstraint(
                condition=models.Q(touches="PRESCRIBED", medicine__isnull=False)
                | (~models.Q(touches="PRESCRIBED") & models.Q(medicine__isnull=True)),
                name="what_touches_a_prescription_says_which",
            ),
            models.CheckConstraint(
                condition=models.Q(blocks__gte=2, block_days__gte=1, washout_days__lt=models.F("block_days"), effect__gt=0),
                name="experiment_has_days_to_count",
            ),
            models.CheckConstraint(condition=models.Q(first_day__lte=models.F("last_day")), name="experiment_ends_after_it_begins"),
            models.CheckConstraint(
                condition=models.Q(stands__in=["DESIGNED", "LET_GO"], seal="") | (~models.Q(stands__in=["DESIGNED", "LET_GO"]) & ~models.Q(seal="")),
                name="what_runs_was_drawn_and_sealed",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"experiment {self.pk}"


class ExperimentMove(models.Model):
    """What happened to an experiment. Added, never changed; `version` is the words that it was said about."""

    class Kind(models.TextChoices):
        DESIGN = "DESIGN", _("designed it")
        CHANGE = "CHANGE", _("changed the design")
        YES = "YES", _("yes")
        TAKE_BACK = "TAKE_BACK", _("took the yes back")
        RELEASE = "RELEASE", _("released it")
        NO_RELEASE = "NO_RELEASE", _("took the release back")
        DRAW = "DRAW", _("the order was drawn and sealed")
        HOLD = "HOLD", _("put it on hold, for safety")
        GO_ON = "GO_ON", _("lets it go on")
        STOP = "STOP", _("stopped it")
        ANSWER = "ANSWER", _("opened the answer")
        LET_GO = "LET_GO", _("let it go")
        BRING_BACK = "BRING_BACK", _("brought it back")

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    experiment = models.ForeignKey(Experiment, models.PROTECT, related_name="moves")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    day = models.DateField()
    words = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    as_role = models.CharField(max_length=12, choices=Role.choices)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["patient", "experiment"])]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind="HOLD") | models.Q(words__regex=r"\S"), name="a_hold_says_why"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of experiment {self.experiment_id}"


class Draw(models.Model):
    """The seed of the order. The database shows it to nobody before the last day is over, at `opens_at`."""

    experiment = models.OneToOneField(Experiment, models.PROTECT, primary_key=True, related_name="+")
    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    seed = models.BigIntegerField()
    opens_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["patient"])]

    def __str__(self) -> str:
        return f"draw of experiment {self.experiment_id}"


class DrawnDay(models.Model):
    """Which way a day is lived: A, as usual, or B, the other way; and whether it counts (the first days of a block may not). The
    database shows a day's row to nobody before that day has come: `opens_at`, fixed when chance drew."""

    pk = models.CompositePrimaryKey("experiment_id", "day")
    experiment = models.ForeignKey(Experiment, models.PROTECT, related_name="+")
    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    day = models.DateField()
    opens_at = models.DateTimeField()
    letter = models.CharField(max_length=1)
    counts = models.BooleanField()

    class Meta:
        ordering = ["day"]
        indexes = [models.Index(fields=["patient", "experiment", "day"])]
        constraints = [
            models.CheckConstraint(condition=models.Q(letter__in=["A", "B"]), name="a_drawn_day_has_a_letter")
        ]

    def __str__(self) -> str:
        return f"{self.letter} on {self.day}"


class DayLived(models.Model):
    """Whether a day went as drawn. Added, never changed: the newest of a day counts; no row means that nobody knows."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    experiment = models.ForeignKey(Experiment, models.PROTECT, related_name="lived")
    day = models.DateField()
    as_planned = models.BooleanField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["day", "at", "pk"]
        indexes = [models.Index(fields=["patient", "experiment", "day"])]

    def __str__(self) -> str:
        return f"{self.day} of experiment {self.experiment_id}"


class ExperimentAnswer(models.Model):
    """What an experiment said, once and for all, with everything that it was worked out from (`inputs`)."""

    class Says(models.TextChoices):
        HIGHER = "HIGHER", _("higher with the new way")
        LOWER = "LOWER", _("lower with the new way")
        CANT_TELL = "CANT_TELL", _("can’t tell")

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    experiment = models.OneToOneField(Experiment, models.PROTECT, related_name="answer")
    says = models.CharField(max_length=10, choices=Says.choices)
    estimate = models.FloatField(null=True, blank=True)
    low = models.FloatField(null=True, blank=True)
    high = models.FloatField(null=True, blank=True)
    p = models.FloatField(null=True, blank=True)
    pairs = models.PositiveSmallIntegerField()
    days_used = models.PositiveSmallIntegerField()
    days_missing = models.PositiveSmallIntegerField()
    followed = models.FloatField(null=True, blank=True)
    not_enough = models.CharField(max_length=24, blank=True)
    limits = models.JSONField(default=list)
    inputs = models.JSONField()
    method = models.CharField(max_length=40)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["patient"])]
        constraints = [
            models.CheckConstraint(condition=models.Q(says__in=["HIGHER", "LOWER", "CANT_TELL"]), name="an_answer_says_something_known"),
            models.CheckConstraint(
                condition=models.Q(says="CANT_TELL") | models.Q(estimate__isnull=False, low__isnull=False, high__isnull=False, p__isnull=False),
                name="a_clear_answer_has_its_numbers",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"answer of experiment {self.experiment_id}"
