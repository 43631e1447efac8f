"""Other words for what somebody wrote, offered to its author: nobody edits another's words."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from concord.people.models import Patient, Person
from concord.people.roles import Role
from concord.story.limits import MOST_SUGGESTED, MOST_WHY
from concord.story.models.causes import PossibleCause
from concord.story.models.events import Event
from concord.story.models.sentences import Sentence

INTO = ("sentence", "cause", "event")


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    def still_open(self) -> Self:
        return self.filter(state=Suggestion.State.OPEN)


class Suggestion(models.Model):
    """`words` in place of `before`, the words that stood there when it was made. Its way is kept in its moves."""

    class State(models.TextChoices):
        OPEN = "OPEN", _("waits for its author")
        ACCEPTED = "ACCEPTED", _("accepted")
        NOT_TAKEN = "NOT_TAKEN", _("not taken")
        TAKEN_BACK = "TAKEN_BACK", _("taken back")

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    sentence = models.ForeignKey(Sentence, models.PROTECT, null=True, blank=True, related_name="suggestions")
    cause = models.ForeignKey(PossibleCause, models.PROTECT, null=True, blank=True, related_name="suggestions")
    event = models.ForeignKey(Event, models.PROTECT, null=True, blank=True, related_name="suggestions")
    before = models.CharField(max_length=MOST_SUGGESTED)
    words = models.CharField(max_length=MOST_SUGGESTED)
    why = models.CharField(max_length=MOST_WHY, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    as_role = models.CharField(max_length=12, choices=Role.choices)
    at = models.DateTimeField()
    objects = SuggestionQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["patient", "state"])]
        constraints = [
            models.CheckConstraint(condition=models.Q(words__regex=r"\S"), name="suggestion_has_words"),
            models.CheckConstraint(
                condition=models.Q(state__in=["OPEN", "ACCEPTED", "NOT_TAKEN", "TAKEN_BACK"]),
                name="suggestion_has_a_known_state",
            ),
            models.CheckConstraint(
                condition=models.lookups.Exact(
                    models.Func("sentence_id", "cause_id", "event_id", function="num_nonnulls", output_field=models.IntegerField()), 1
                ),
                name="suggestion_is_made_into_one_thing",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"suggestion {self.pk}"

    @property
    def into(self) -> Sentence | PossibleCause | Event:
        return self.sentence or self.cause or self.event  # type: ignore[return-value]


class SuggestionMove(models.Model):
    """What became of a suggestion. Added, never rewritten."""

    class Kind(models.TextChoices):
        SUGGEST = "SUGGEST", _("suggested")
        ACCEPT = "ACCEPT", _("accepted")
        NOT_TAKE = "NOT_TAKE", _("not taken")
        TAKE_BACK = "TAKE_BACK", _("taken back")

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    suggestion = models.ForeignKey(Suggestion, models.PROTECT, related_name="moves")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    words = models.CharField(max_length=MOST_WHY, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    as_role = models.CharField(max_length=12, choices=Role.choices)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["patient", "suggestion"])]

    def __str__(self) -> str:
        return f"{self.kind} suggestion {self.suggestion_id}"
