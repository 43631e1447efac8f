"""What professionals write about somebody, open to that person unless it waits for a talk or protects somebody."""

from datetime import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from concord.conversation.models.threads import role_words
from concord.people.models import Patient, Person
from concord.people.roles import Role


class NoteQuerySet(models.QuerySet["Note"]):
    def standing(self) -> Self:
        return self.filter(taken_back_at__isnull=True)


class Note(models.Model):
    """The head of a note. Its words stand in another table, which the wall of the database opens to fewer people."""

    class Kind(models.TextChoices):
        VISIT = "VISIT", _("after a visit")
        CALL = "CALL", _("after a call")
        THOUGHT = "THOUGHT", _("a thought")

    class Shown(models.TextChoices):
        OPEN = "OPEN", _("open: readable at once")
        WAITS = "WAITS", _("sensitive: talk first")
        PROTECTED = "PROTECTED", _("protected: not shown to the patient")

    class Protects(models.TextChoices):
        THIRD_PARTY = "THIRD_PARTY", _("it tells something of somebody else")
        SAFEGUARDING = "SAFEGUARDING", _("reading it could put somebody in danger")

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    shown = models.CharField(max_length=10, choices=Shown.choices, default=Shown.OPEN)
    opens_at = models.DateTimeField(null=True, blank=True)
    protects = models.CharField(max_length=14, choices=Protects.choices, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    as_role = models.CharField(max_length=12, choices=Role.choices)
    detail = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()
    number = models.PositiveSmallIntegerField(default=1)
    """Of the newest words."""
    taken_back_at = models.DateTimeField(null=True, blank=True)
    key = models.UUIDField()
    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["patient", "at"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(shown="WAITS", opens_at__isnull=False) | (~models.Q(shown="WAITS") & models.Q(opens_at__isnull=True)),
                name="a_note_that_waits_says_until_when",
            ),
            models.CheckConstraint(
                condition=models.Q(shown="PROTECTED", protects__in=["THIRD_PARTY", "SAFEGUARDING"]) | (~models.Q(shown="PROTECTED") & models.Q(protects="")),
                name="a_protected_note_says_whom_it_protects",
            ),
            models.UniqueConstraint(fields=["patient", "by", "key"], name="one_note_a_key"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"note {self.pk}"

    @property
    def role_words(self) -> str:
        return role_words(self.as_role, self.detail)

    def waits(self, now: datetime) -> bool:
        return self.opens_at is not None and self.opens_at > now


class NoteWords(models.Model):
    """One version of a note's words; `why` is the reason for waiting or for protecting, and stands with the first."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    note = models.ForeignKey(Note, models.PROTECT, related_name="texts")
    number = models.PositiveSmallIntegerField()
    words = models.TextField()
    why = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["patient", "note"])]
        constraints = [
            models.CheckConstraint(condition=models.Q(words__regex=r"\S"), name="note_has_words"),
            models.UniqueConstraint(fields=["note", "number"], name="one_text_of_a_note_a_number"),
        ]

    def __str__(self) -> str:
        return f"words of note {self.note_id}"
