"""Whether a recommendation is understood: what was explained, what was told back, and how the explainer judges their explaining."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from concord.agreement.models import Version
from concord.people.models import Patient, Person
from concord.people.roles import Role
from concord.plan.models.recommendations import Recommendation


class Understood(models.TextChoices):
    """Where the understanding of one version stands. Every way from one to another is a row of `rules.understanding.ALLOWED`."""

    NOT_EXPLAINED = "NOT_EXPLAINED", _("not explained yet")
    EXPLAINED = "EXPLAINED", _("explained, not told back yet")
    TOLD_BACK = "TOLD_BACK", _("told back")
    EXPLAIN_AGAIN = "EXPLAIN_AGAIN", _("will be explained again")
    CONFIRMED = "CONFIRMED", _("understood together")


class UnderstandingQuerySet(models.QuerySet["Understanding"]):
    def in_order(self) -> Self:
        return self.order_by("at", "pk")

    def standing(self) -> Self:
        """What nobody took back."""
        return self.filter(taken_back_by__isnull=True).exclude(kind="TAKE_BACK")


class Understanding(models.Model):
    """One move towards understanding, about one version of the words. Added, never changed; the newest says where it stands.

    What somebody took back stays as well: `takes_back` points at it, and `state` is then what it was before that.
    """

    class Kind(models.TextChoices):
        EXPLAIN = "EXPLAIN", _("explained it")
        TELL_BACK = "TELL_BACK", _("told it back")
        CLEAR = "CLEAR", _("“I explained it clearly”")
        AGAIN = "AGAIN", _("“I will explain it again”")
        TAKE_BACK = "TAKE_BACK", _("took that back")

    class How(models.TextChoices):
        TALK = "TALK", _("in a talk")
        TEXT = "TEXT", _("in writing")
        PICTURE = "PICTURE", _("with a picture")
        FILM = "FILM", _("with a film")

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="understandings")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=14, choices=Understood.choices)
    how = models.CharField(max_length=8, choices=How.choices, blank=True)
    link = models.URLField(max_length=500, blank=True)
    words = models.TextField(blank=True)
    takes_back = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="taken_back_by")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    as_role = models.CharField(max_length=12, choices=Role.choices)
    at = models.DateTimeField()
    objects = UnderstandingQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["patient", "recommendation"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=Understood.values), name="understanding_has_a_known_state"
            ),
            models.CheckConstraint(
                condition=models.Q(kind="EXPLAIN", how__in=["TALK", "TEXT", "PICTURE", "FILM"])
                | (~models.Q(kind="EXPLAIN") & models.Q(how="", link="")),
                name="only_an_explanation_says_how",
            ),
            models.CheckConstraint(
                condition=models.Q(link="") | models.Q(link__regex=r"^https?://"),
                name="an_explanation_links_to_an_address",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="TELL_BACK") | models.Q(words__regex=r"\S"), name="what_is_told_back_has_words"
            ),
            models.CheckConstraint(
                condition=models.Q(kind="TAKE_BACK", takes_back__isnull=False)
                | (~models.Q(kind="TAKE_BACK") & models.Q(takes_back__isnull=True)),
                name="what_takes_back_says_what",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of recommendation {self.recommendation_id}"

    @property
    def written_down(self) -> bool:
        """A professional wrote down what the patient said."""
        return self.kind == self.Kind.TELL_BACK and self.as_role != Role.PATIENT
