"""A recommendation with its versioned because, what speaks for it, and every move that it has made."""

from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from concord.agreement.models import Text, Version
from concord.findings.models import Finding, Run
from concord.findings.models import State as Stands
from concord.goals.models import Goal
from concord.measures.models import Measure
from concord.people.models import Patient, Person
from concord.people.roles import Role
from concord.story.models import Event, PossibleCause


class Kind(models.TextChoices):
    """The six pillars; then what is treatment, whatever its author calls it."""

    SLEEP = "SLEEP", _("Sleep")
    MOVEMENT = "MOVEMENT", _("Movement")
    NUTRITION = "NUTRITION", _("Food")
    HYDRATION = "HYDRATION", _("Drinking")
    STRESS = "STRESS", _("Stress and recovery")
    RELATIONSHIPS = "RELATIONSHIPS", _("Relationships")
    MEDICINE = "MEDICINE", _("Medicine")
    SUPPLEMENT = "SUPPLEMENT", _("Supplement")
    DIET = "DIET", _("Fasting, or leaving a food out")
    PROCEDURE = "PROCEDURE", _("Something applied, injected or done")
    TEST = "TEST", _("Test")
    REFERRAL = "REFERRAL", _("Referral to somebody else")


class StandsOn(models.TextChoices):
    """What kind of source a because stands on most."""

    STUDY = "STUDY", _("studies")
    GUIDELINE = "GUIDELINE", _("a guideline")
    EXPERIENCE = "EXPERIENCE", _("experience with other people")
    OWN_DATA = "OWN_DATA", _("your own days")
    GUESS = "GUESS", _("a guess")


class State(models.TextChoices):
    """Where a recommendation stands. Every way from one to another is a row of `rules.moves.WAYS`."""

    PROPOSED = "PROPOSED", _("waiting for an answer")
    DISCUSSING = "DISCUSSING", _("being talked about")
    AGREED = "AGREED", _("agreed")
    TRYING = "TRYING", _("agreed to try until a day")
    DEFERRED = "DEFERRED", _("not now")
    DECLINED = "DECLINED", _("no")
    REVIEWED = "REVIEWED", _("looked at by both")
    WITHDRAWN = "WITHDRAWN", _("taken back by its author")
    CLOSED = "CLOSED", _("closed")


AGREED_STATES = (State.AGREED, State.TRYING, State.REVIEWED)
"""What is lived by now: the steps under it run, and both look whether it helps."""
OVER_STATES = (State.WITHDRAWN, State.CLOSED)


class RecommendationQuerySet(models.QuerySet["Recommendation"]):
    def still_open(self) -> Self:
        return self.exclude(state__in=OVER_STATES)

    def agreed(self) -> Self:
        return self.filter(state__in=AGREED_STATES)

    def asked_again(self, day: date) -> Self:
        """Not now, or no, until a day that has come."""
        return self.filter(state__in=[State.DEFERRED, State.DECLINED], look_day__lte=day)

    def to_look_at(self, day: date) -> Self:
        """Agreed, the day to look together has come, and not both have looked."""
        return self.filter(state__in=[State.AGREED, State.TRYING], look_day__lte=day)


class Recommendation(models.Model):
    """What is suggested and why. The words are versions of `text`; `reason` repeats the newest mechanism, so that the database
    itself can refuse a recommendation without one."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="recommendations")
    text = models.OneToOneField(Text, models.PROTECT, related_name="recommendation")
    kind = models.CharField(max_length=14, choices=Kind.choices)
    goal = models.ForeignKey(Goal, models.PROTECT, null=True, blank=True, related_name="recommendations")
    cause = models.ForeignKey(PossibleCause, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    reason = models.TextField()
    look_day = models.DateField(_("day to look again"), null=True, blank=True)
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_as = models.CharField(max_length=12, choices=Role.choices)
    proposed_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    objects = RecommendationQuerySet.as_manager()

    class Meta:
        ordering = ["proposed_at", "pk"]
        indexes = [models.Index(fields=["patient", "state"])]
        constraints = [
            models.CheckConstraint(condition=models.Q(reason__regex=r"\S"), name="recommendation_has_a_reason"),
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="recommendation_has_a_known_kind"),
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="recommendation_has_a_known_state"),
            models.CheckConstraint(
                condition=models.Q(goal__isnull=False) | models.Q(proposed_as=Role.PATIENT),
                name="recommendation_serves_a_goal_or_is_the_patients_own",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind__in=["MEDICINE", "SUPPLEMENT", "DIET", "PROCEDURE", "TEST", "REFERRAL"])
                | models.Q(proposed_as=Role.DOCTOR),
                name="treatment_comes_from_a_doctor",
            ),
        ]

    def __str__(self) -> str:
        return f"recommendation {self.pk}"

    @property
    def own(self) -> bool:
        """The patient suggested this to themself."""
        return self.proposed_as == Role.PATIENT

    @property
    def is_agreed(self) -> bool:
        return self.state in AGREED_STATES


class Evidence(models.Model):
    """What one version of the because rests on: exactly one of an event, a possible cause, a measure, a finding, or a source in words.

    A finding is kept with the run on which it stood and how it `stood` there, so that a later change can be told."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="evidence")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    event = models.ForeignKey(Event, models.PROTECT, null=True, blank=True, related_name="+")
    cause = models.ForeignKey(PossibleCause, models.PROTECT, null=True, blank=True, related_name="+")
    measure = models.ForeignKey(Measure, models.PROTECT, null=True, blank=True, related_name="+")
    finding = models.ForeignKey(Finding, models.PROTECT, null=True, blank=True, related_name="+")
    run = models.ForeignKey(Run, models.PROTECT, null=True, blank=True, related_name="+")
    stood = models.CharField(max_length=12, choices=Stands.choices, blank=True)
    source = models.CharField(max_length=300, null=True, blank=True)
    url = models.URLField(max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["patient", "recommendation"])]
        constraints = [
            models.CheckConstraint(
                condition=models.lookups.Exact(
                    models.Func("event_id", "cause_id", "measure_id", "finding_id", "source", function="num_nonnulls", output_field=models.IntegerField()), 1
                ),
                name="evidence_rests_on_exactly_one_thing",
            ),
            models.CheckConstraint(
                condition=models.Q(source__isnull=True) | models.Q(source__regex=r"\S"), name="a_source_has_words"
            ),
            models.CheckConstraint(
                condition=models.Q(url="") | models.Q(source__isnull=False, url__regex=r"^https?://"),
                name="an_address_belongs_to_a_source",
            ),
            models.CheckConstraint(
                condition=models.Q(finding__isnull=True, run__isnull=True, stood="")
                | models.Q(finding__isnull=False, run__isnull=False, stood__in=Stands.values),
                name="a_finding_says_how_it_stood",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"evidence {self.pk}"

    @property
    def is_shown(self) -> bool:
        """False when it points into a part of the record that is not shared with whoever reads."""
        return bool(self.source or self.event or self.cause or self.measure or self.finding)


class Move(models.Model):
    """What happened to a recommendation, in the words of whoever did it. Added, never changed."""

    class Kind(models.TextChoices):
        PROPOSE = "PROPOSE", _("suggested")
        CHANGE = "CHANGE", _("changed the words")
        SPELLING = "SPELLING", _("corrected the spelling")
        OBJECT = "OBJECT", _("said that the correction changes the meaning")
        YES = "YES", _("yes")
        TRY = "TRY", _("yes, to try it until a day")
        YES_SO_FAR = "YES_SO_FAR", _("yes, while something is still missing")
        SETTLE = "SETTLE", _("the last missing thing is there: agreed")
        SETTLE_TRY = "SETTLE_TRY", _("the last missing thing is there: agreed to try")
        UNSETTLE = "UNSETTLE", _("something is missing again")
        YES_BUT = "YES_BUT", _("yes, but")
        NOT_NOW = "NOT_NOW", _("not now")
        NO = "NO", _("no")
        TAKE_BACK = "TAKE_BACK", _("took the answer back")
        LOOK = "LOOK", _("looked whether it helped")
        REVIEW = "REVIEW", _("looked whether it helped, so that both have now")
        GO_ON = "GO_ON", _("go on")
        DIFFER = "DIFFER", _("sees this differently")
        DIFFER_NOT = "DIFFER_NOT", _("no longer sees this differently")
        YES_TOO = "YES_TOO", _("has looked at it and says yes as well")
        YES_TOO_NOT = "YES_TOO_NOT", _("took that yes back")
        WITHDRAW = "WITHDRAW", _("took the suggestion back")
        END = "END", _("closed it")
        AGAIN = "AGAIN", _("suggested again")

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="moves")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices)
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    words = models.TextField(blank=True)
    look_day = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    as_role = models.CharField(max_length=12, choices=Role.choices)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["patient", "recommendation"])]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind__in=["YES_BUT", "DIFFER"]) | models.Q(words__regex=r"\S"),
                name="yes_but_says_what",
            ),
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="move_leads_to_a_known_state"),
            models.CheckConstraint(
                condition=~models.Q(kind__in=["NOT_NOW", "TRY", "SETTLE_TRY"]) | models.Q(look_day__isnull=False),
                name="what_has_an_end_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of recommendation {self.recommendation_id}"
