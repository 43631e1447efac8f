"""“What I understood, and what led up to it”: a professional retells, the patient says whether that is it."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from concord.people.models import Patient, Person
from concord.people.roles import PROFESSIONALS, Role
from concord.story.limits import MOST_UNDERSTOOD
from concord.story.models.concerns import Concern


class Retold(models.TextChoices):
    """Where a retelling stands. Every way from one to another is a row of `rules.RETELLING`."""

    WAITING = "WAITING", _("waits for an answer")
    NOT_QUITE = "NOT_QUITE", _("not quite")
    MISSED = "MISSED", _("something is missing")
    YES = "YES", _("yes, that is it")
    LET_GO = "LET_GO", _("taken back")


class RetellingQuerySet(models.QuerySet["Retelling"]):
    def still_there(self) -> Self:
        return self.exclude(state=Retold.LET_GO)


class Retelling(models.Model):
    """One professional's understanding of this person, or of one concern. `understood` and `led_up_to` repeat the newest wording."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    concern = models.ForeignKey(Concern, models.PROTECT, null=True, blank=True, related_name="+")
    understood = models.CharField(max_length=MOST_UNDERSTOOD)
    led_up_to = models.CharField(max_length=MOST_UNDERSTOOD, blank=True)
    number = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=10, choices=Retold.choices, default=Retold.WAITING)
    written_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    written_as = models.CharField(max_length=12, choices=Role.choices)
    written_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    objects = RetellingQuerySet.as_manager()

    class Meta:
        ordering = ["written_at", "pk"]
        indexes = [models.Index(fields=["patient", "state"])]
        constraints = [
            models.CheckConstraint(condition=models.Q(understood__regex=r"\S"), name="retelling_has_words"),
            models.CheckConstraint(condition=models.Q(state__in=Retold.values), name="retelling_has_a_known_state"),
            models.CheckConstraint(
                condition=models.Q(written_as__in=PROFESSIONALS), name="a_professional_says_what_they_understood"
            ),
            models.UniqueConstraint(
                fields=["patient", "written_by", "concern"], nulls_distinct=False, name="one_retelling_a_person_and_topic"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"retelling {self.pk}"


class RetellingTurn(models.Model):
    """One turn: written, written anew, answered by the patient. Added, never changed; the wordings are the turns that have one."""

    class Kind(models.TextChoices):
        WRITE = "WRITE", _("wrote what they understood")
        REWRITE = "REWRITE", _("wrote it anew")
        YES = "YES", _("yes, that is it")
        NOT_QUITE = "NOT_QUITE", _("not quite")
        MISSED = "MISSED", _("you missed something")
        TAKE_BACK = "TAKE_BACK", _("took the answer back")
        LET_GO = "LET_GO", _("took it back")

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    retelling = models.ForeignKey(Retelling, models.PROTECT, related_name="turns")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    number = models.PositiveIntegerField()
    understood = models.CharField(max_length=MOST_UNDERSTOOD, blank=True)
    led_up_to = models.CharField(max_length=MOST_UNDERSTOOD, blank=True)
    words = models.CharField(max_length=MOST_UNDERSTOOD, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    as_role = models.CharField(max_length=12, choices=Role.choices)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["patient", "retelling"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["WRITE", "REWRITE"], understood__regex=r"\S")
                | (~models.Q(kind__in=["WRITE", "REWRITE"]) & models.Q(understood="", led_up_to="")),
                name="only_a_wording_says_what_was_understood",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind__in=["NOT_QUITE", "MISSED"]) | models.Q(words__regex=r"\S"),
                name="what_is_not_quite_right_is_said",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of retelling {self.retelling_id}"

    @property
    def is_wording(self) -> bool:
        return self.kind in (self.Kind.WRITE, self.Kind.REWRITE)
