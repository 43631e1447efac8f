"""What we think is going on: one page of sentences, each somebody's own, each known, likely or a guess."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from concord.people.models import Patient, Person
from concord.people.roles import Role
from concord.story.limits import MOST_SENTENCE, MOST_WHY
from concord.story.models.causes import PossibleCause
from concord.story.models.events import Event


class Sureness(models.TextChoices):
    KNOWN = "KNOWN", _("known")
    LIKELY = "LIKELY", _("likely")
    GUESS = "GUESS", _("a guess")


class SentenceQuerySet(models.QuerySet["Sentence"]):
    def standing(self) -> Self:
        return self.filter(set_aside_at__isnull=True)

    def in_order(self) -> Self:
        return self.order_by("place", "pk")


class Sentence(models.Model):
    """`words` as its author says them now; `number` counts its wordings. Set aside, never deleted."""

    Sureness = Sureness

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    words = models.CharField(max_length=MOST_SENTENCE)
    sureness = models.CharField(max_length=8, choices=Sureness.choices)
    names_condition = models.BooleanField(default=False)
    place = models.PositiveIntegerField()
    number = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_as = models.CharField(max_length=12, choices=Role.choices)
    written_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    set_aside_at = models.DateTimeField(null=True, blank=True)
    objects = SentenceQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["patient", "place"])]
        constraints = [
            models.CheckConstraint(condition=models.Q(words__regex=r"\S"), name="sentence_has_words"),
            models.CheckConstraint(
                condition=models.Q(sureness__in=Sureness.values), name="sentence_has_a_known_sureness"
            ),
            models.CheckConstraint(
                condition=models.Q(names_condition=False) | models.Q(written_as=Role.DOCTOR),
                name="only_a_clinician_names_a_diagnosis",
            ),
        ]

    def __str__(self) -> str:
        return f"sentence {self.pk}"

    @property
    def is_guess(self) -> bool:
        return self.sureness == Sureness.GUESS


class SentenceChange(models.Model):
    """The sentence as it stood after one change. Added, never rewritten: the page of any earlier day is put together from these."""

    class What(models.TextChoices):
        WRITTEN = "WRITTEN", _("written down")
        REVISED = "REVISED", _("said in other words")
        ACCEPTED = "ACCEPTED", _("took a suggestion")
        MOVED = "MOVED", _("put in another place")
        SET_ASIDE = "SET_ASIDE", _("set aside")
        TAKEN_UP = "TAKEN_UP", _("taken up again")

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    sentence = models.ForeignKey(Sentence, models.PROTECT, related_name="changes")
    what = models.CharField(max_length=10, choices=What.choices)
    number = models.PositiveIntegerField()
    words = models.CharField(max_length=MOST_SENTENCE)
    sureness = models.CharField(max_length=8, choices=Sureness.choices)
    names_condition = models.BooleanField(default=False)
    place = models.PositiveIntegerField()
    stands = models.BooleanField()
    why = models.CharField(max_length=MOST_WHY, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    as_role = models.CharField(max_length=12, choices=Role.choices)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["patient", "sentence"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(what__in=["WRITTEN", "REVISED", "ACCEPTED", "MOVED", "SET_ASIDE", "TAKEN_UP"]),
                name="sentence_change_is_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(what="SET_ASIDE") | models.Q(why__regex=r"\S"), name="what_is_set_aside_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} sentence {self.sentence_id}"


class SentenceLinkQuerySet(models.QuerySet["SentenceLink"]):
    def standing(self) -> Self:
        return self.filter(taken_back_at__isnull=True)


class SentenceLink(models.Model):
    """What a sentence rests on: one event of the story, or one possible cause. A finding's link stands in `findings`."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    sentence = models.ForeignKey(Sentence, models.PROTECT, related_name="links")
    event = models.ForeignKey(Event, models.PROTECT, null=True, blank=True, related_name="+")
    cause = models.ForeignKey(PossibleCause, models.PROTECT, null=True, blank=True, related_name="+")
    given_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    given_as = models.CharField(max_length=12, choices=Role.choices)
    given_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)
    objects = SentenceLinkQuerySet.as_manager()

    class Meta:
        ordering = ["given_at", "pk"]
        indexes = [models.Index(fields=["patient", "sentence"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(event__isnull=True) ^ models.Q(cause__isnull=True),
                name="sentence_rests_on_one_thing_a_link",
            ),
            models.UniqueConstraint(
                fields=["sentence", "event"], condition=models.Q(taken_back_at__isnull=True), name="one_link_an_event"
            ),
            models.UniqueConstraint(
                fields=["sentence", "cause"], condition=models.Q(taken_back_at__isnull=True), name="one_link_a_cause"
            ),
        ]

    def __str__(self) -> str:
        return f"link of sentence {self.sentence_id}"
