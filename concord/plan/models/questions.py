""" "I don't get this": a question with the part in view, an owner and a day by which it is answered."""

from typing import Self

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _

from concord.conversation.models import Message
from concord.findings.models import Finding
from concord.goals.models import Goal
from concord.measures.models import Measure
from concord.people.models import Patient, Person
from concord.people.roles import Role
from concord.plan.models.recommendations import Recommendation
from concord.plan.models.steps import Step
from concord.story.models import PossibleCause, Sentence

ABOUT = ("recommendation", "step", "goal", "measure", "finding", "sentence", "message", "cause")
ABOUT_IDS = [f"{name}_id" for name in ABOUT]


class IsOwn(models.Func):
    """Whether whoever acts is this patient."""

    template = "%(expressions)s = ANY ((SELECT own_patients())::bigint[])"
    output_field = models.BooleanField()


def in_sight(of: str = "") -> Q:
    """What stood in view may be read: it was no message, or one that the reader sees and that was not taken back; and nothing
    noticed in the days, or something that its practice shows to whoever looks. `of`: the way to the question."""
    said = Q(**{f"{of}message": None}) | Q(
        **{f"{of}message__sent_at__isnull": False, f"{of}message__taken_back_at": None}
    )
    shown = Exists(Finding.objects.shown_to_patients().filter(pk=OuterRef(f"{of}finding")))
    return said & (Q(**{f"{of}finding": None}) | ~Q(IsOwn(F(f"{of}patient"))) | Q(shown))


def words_in_sight(of: str = "") -> Case:
    """What stood in view when it was asked, as long as it may be read; else nothing."""
    return Case(When(in_sight(of), then=f"{of}in_view"), default=Value(""), output_field=models.TextField())


class Wants(models.TextChoices):
    """How whoever asked would rather have it explained, when writing did not do."""

    CALL = "CALL", _("asks for a call")
    VISIT = "VISIT", _("asks for a visit")


class QuestionQuerySet(models.QuerySet["Question"]):
    def still_open(self) -> Self:
        return self.filter(state__in=[Question.State.WAITING, Question.State.ANSWERED])

    def waiting(self) -> Self:
        return self.filter(state=Question.State.WAITING)

    def in_sight(self) -> Self:
        """Those of which the reader is shown what they are about: see `in_sight`."""
        return self.filter(in_sight())

    def with_shown(self) -> Self:
        """Each with `shown`, the words that stood in view, where they may be read."""
        return self.annotate(shown=words_in_sight())


class Question(models.Model):
    """`in_view` are the words that stood there when it was asked; `owner` has to answer until the end of `answer_by`.
    `also` was brought in and may answer as well."""

    class State(models.TextChoices):
        WAITING = "WAITING", _("waiting for an answer")
        ANSWERED = "ANSWERED", _("answered")
        UNDERSTOOD = "UNDERSTOOD", _("now I get it")
        TAKEN_BACK = "TAKEN_BACK", _("taken back")

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="questions")
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, null=True, blank=True, related_name="questions")
    step = models.ForeignKey(Step, models.PROTECT, null=True, blank=True, related_name="questions")
    goal = models.ForeignKey(Goal, models.PROTECT, null=True, blank=True, related_name="questions")
    measure = models.ForeignKey(Measure, models.PROTECT, null=True, blank=True, related_name="+")
    finding = models.ForeignKey(Finding, models.PROTECT, null=True, blank=True, related_name="+")
    sentence = models.ForeignKey(Sentence, models.PROTECT, null=True, blank=True, related_name="+")
    message = models.ForeignKey(Message, models.PROTECT, null=True, blank=True, related_name="+")
    cause = models.ForeignKey(PossibleCause, models.PROTECT, null=True, blank=True, related_name="+")
    part = models.CharField(max_length=40, blank=True)
    in_view = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+")
    owner_role = models.CharField(max_length=12, choices=Role.choices)
    also = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    also_role = models.CharField(max_length=12, choices=Role.choices, blank=True)
    answer_by = models.DateField()
    wants = models.CharField(max_length=6, choices=Wants.choices, blank=True)
    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["answer_by", "pk"]
        indexes = [models.Index(fields=["patient", "state"]), models.Index(fields=["owner", "state"])]
        constraints = [
            models.CheckConstraint(
                condition=models.lookups.LessThanOrEqual(
                    models.Func(*ABOUT_IDS, function="num_nonnulls", output_field=models.IntegerField()), 1
                ),
                name="question_is_about_one_thing_at_most",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["WAITING", "ANSWERED", "UNDERSTOOD", "TAKEN_BACK"]), name="question_has_a_known_state"
            ),
            models.CheckConstraint(condition=models.Q(wants__in=["", *Wants.values]), name="question_asks_for_a_known_way"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"question {self.pk}"

    @property
    def about(self) -> Recommendation | Step | Goal | Measure | Finding | Sentence | Message | PossibleCause | None:
        return next((thing for name in ABOUT if (thing := getattr(self, name)) is not None), None)

    @property
    def still_open(self) -> bool:
        return self.state in (Question.State.WAITING, Question.State.ANSWERED)


class Turn(models.Model):
    """One turn of a question: asked, said more, answered, now I get it, still not. Added, never changed."""

    class Kind(models.TextChoices):
        ASKED = "ASKED", _("asked")
        SAID_MORE = "SAID_MORE", _("said more")
        ANSWERED = "ANSWERED", _("answered")
        GOT_IT = "GOT_IT", _("now I get it")
        STILL_NOT = "STILL_NOT", _("still not")
        HANDED_OVER = "HANDED_OVER", _("handed over")
        BROUGHT_IN = "BROUGHT_IN", _("brought in")
        TAKEN_BACK = "TAKEN_BACK", _("taken back")
        CALL_WANTED = "CALL_WANTED", _("asked for a call")
        VISIT_WANTED = "VISIT_WANTED", _("asked for a visit")
        WRITE_ONLY = "WRITE_ONLY", _("writing is enough after all")
        ARRANGED = "ARRANGED", _("arranged a time to talk")

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    question = models.ForeignKey(Question, models.PROTECT, related_name="turns")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    words = models.TextField(blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    as_role = models.CharField(max_length=12, choices=Role.choices)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["patient", "question"])]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind__in=["ANSWERED", "ARRANGED"]) | models.Q(words__regex=r"\S"),
                name="an_answer_has_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of question {self.question_id}"
