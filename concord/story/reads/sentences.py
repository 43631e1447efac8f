"""What we think is going on, as it stands and as it stood; suggestions; what professionals understood."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, JSONObject
from django.utils.dateparse import parse_datetime

from concord.agreement.rules import Piece, difference
from concord.people.models import CareTie, Patient
from concord.people.roles import Role
from concord.story.models import (
    Concern,
    Event,
    PossibleCause,
    Retelling,
    RetellingTurn,
    Retold,
    Sentence,
    SentenceChange,
    SentenceLink,
    Suggestion,
    SuggestionMove,
    Sureness,
)
from concord.story.models.suggestions import INTO


def sentences(patient: Patient) -> QuerySet[Sentence]:
    """Those that stand, in their order, each with what it rests on and how many suggestions wait; two queries."""
    links = SentenceLink.objects.standing().filter(patient=patient).select_related("event", "cause")
    waiting = Suggestion.objects.still_open().filter(sentence=OuterRef("pk")).order_by().values("sentence")
    many = Subquery(waiting.annotate(many=Count("pk")).values("many"))
    found = Sentence.objects.filter(patient=patient).standing().in_order().select_related("written_by")
    return found.prefetch_related(Prefetch("links", links)).annotate(suggested=Coalesce(many, Value(0)))


@dataclass
class InShort:
    """What the Story page and the Overview show, as plain rows."""

    concerns: list[dict[str, Any]]
    sentences: list[dict[str, Any]]
    retellings: list[dict[str, Any]]


def in_short(patient: Patient) -> InShort:
    """What bothers most, the sentences that stand, and the retellings with what was answered last, in one query: for pages that
    show much else."""
    concerns = Concern.objects.filter(patient=OuterRef("pk")).active()
    sentences = Sentence.objects.filter(patient=OuterRef("pk")).standing().in_order()
    row = Patient.objects.filter(pk=patient.pk).values_list(
        ArraySubquery(concerns.values(row=JSONObject(words="words", keeps_me_from="keeps_me_from"))),
        ArraySubquery(sentences.values(row=JSONObject(pk="pk", words="words", sureness="sureness", who="written_by__called"))),
        retellings_of_each(),
    )  # fmt: skip
    found_concerns, found_sentences, found_retellings = row.get()
    for one in found_sentences:
        one |= {"is_guess": one["sureness"] == Sureness.GUESS, "sure": Sureness(one["sureness"]).label}
    return InShort(found_concerns, found_sentences, in_words(found_retellings))


def retellings_of_each() -> ArraySubquery:
    """A column of a query of patients: what professionals understood, as rows, with what was answered last; what waits for an
    answer comes first."""
    said = RetellingTurn.objects.filter(retelling=OuterRef("pk"), kind__in=["YES", "NOT_QUITE", "MISSED"])
    waits_first = Case(When(state=Retold.WAITING, then=0), default=1)
    retold = Retelling.objects.filter(patient=OuterRef("pk")).still_there().order_by(waits_first, "written_at", "pk")
    row = JSONObject(
        pk="pk", understood="understood", state="state", said="said", written_by="written_by_id", who="written_by__called",
        role="written_as", concern="concern__words",
    )  # fmt: skip
    return ArraySubquery(
        retold.annotate(said=Subquery(said.order_by("-at", "-pk").values("words")[:1])).values(row=row)
    )


def in_words(retellings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**one, "stands": Retold(one["state"]).label, "as_role": Role(one["role"]).label} for one in retellings]


def turn_of(person: int, retellings: list[dict[str, Any]], *, own: bool) -> list[dict[str, Any]]:
    """Those whose turn it is this person's: the patient's to answer, or their author's to write anew."""
    if own:
        return [one for one in retellings if one["state"] == Retold.WAITING]
    again = (Retold.NOT_QUITE, Retold.MISSED)
    return [one for one in retellings if one["state"] in again and one["written_by"] == person]


def set_aside(patient: Patient) -> QuerySet[Sentence]:
    """The newest first, each with why."""
    why = SentenceChange.objects.filter(sentence=OuterRef("pk"), what=SentenceChange.What.SET_ASIDE).order_by("-at")
    found = Sentence.objects.filter(patient=patient, set_aside_at__isnull=False).select_related("written_by")
    return found.annotate(why=Subquery(why.values("why")[:1])).order_by("-set_aside_at", "-pk")


def sentence(patient: Patient, pk: int) -> Sentence | None:
    """Also one that is set aside: its page offers to take it up again. With it, whether its author is still in the team."""
    here = CareTie.objects.still_open().filter(patient=OuterRef("patient"), person=OuterRef("written_by"))
    found = Sentence.objects.filter(patient=patient, pk=pk).select_related("written_by", "patient__practice")
    return found.annotate(author_here=Exists(here)).first()


def links_of(of: Sentence) -> QuerySet[SentenceLink]:
    standing = SentenceLink.objects.standing().filter(patient=of.patient, sentence=of)
    return standing.select_related("event", "cause", "given_by")


def link(of: Sentence, pk: int) -> SentenceLink | None:
    found = SentenceLink.objects.filter(patient=of.patient, sentence=of, pk=pk)
    return found.select_related("patient", "sentence", "given_by").first()


@dataclass
class Changed:
    """One row of a sentence's history; `pieces` tell what it changed word by word."""

    change: SentenceChange
    pieces: list[Piece] = field(default_factory=list)


def sentence_changes(of: Sentence) -> list[Changed]:
    """The newest first; where it was put says nothing about the words and is left out."""
    rows = SentenceChange.objects.filter(patient=of.patient, sentence=of).exclude(what=SentenceChange.What.MOVED)
    told, before = [], ""
    for row in rows.select_related("by"):
        told.append(Changed(row, difference(before, row.words) if before and before != row.words else []))
        before = row.words
    return told[::-1]


@dataclass(frozen=True)
class ThenStood:
    """A sentence as it stood at the end of an earlier day."""

    change: SentenceChange
    links: list[SentenceLink]


def sentences_on(patient: Patient, day: date) -> list[ThenStood]:
    """The page as it stood when that day had ended where the practice is; two queries."""
    ended = datetime.combine(day + timedelta(days=1), time.min, ZoneInfo(patient.practice.zone))
    rows = SentenceChange.objects.filter(patient=patient, at__lt=ended).order_by("sentence", "-at", "-pk")
    newest = rows.distinct("sentence").select_related("sentence__written_by")
    stood = sorted((row for row in newest if row.stands), key=lambda row: (row.place, row.sentence_id))
    then = Q(taken_back_at__isnull=True) | Q(taken_back_at__gte=ended)
    links = SentenceLink.objects.filter(then, patient=patient, given_at__lt=ended).select_related("event", "cause")
    by_sentence: dict[int, list[SentenceLink]] = {}
    for one in links:
        by_sentence.setdefault(one.sentence_id, []).append(one)
    return [ThenStood(row, by_sentence.get(row.sentence_id, [])) for row in stood]


@dataclass(frozen=True)
class Moved:
    """One move of a suggestion, in the words of a page."""

    kind: str
    words: str
    who: str
    at: datetime | None


@dataclass
class Suggested:
    """A suggestion beside the words that stand there now, word by word, with what was said about it."""

    suggestion: Suggestion
    stands: str
    moves: list[Moved]

    @property
    def pieces(self) -> list[Piece]:
        still = self.suggestion.state in (Suggestion.State.OPEN, Suggestion.State.NOT_TAKEN)
        return difference(self.stands if still else self.suggestion.before, self.suggestion.words)

    @property
    def answer(self) -> Moved | None:
        return self.moves[-1] if len(self.moves) > 1 else None


def suggestions_into(into: Sentence | PossibleCause | Event) -> list[Suggested]:
    """Oldest first; one query."""
    name = {Sentence: "sentence", PossibleCause: "cause", Event: "event"}[type(into)]
    moves = SuggestionMove.objects.filter(suggestion=OuterRef("pk")).order_by("at", "pk")
    row = JSONObject(kind="kind", words="words", who="by__called", at="at")
    found = Suggestion.objects.filter(patient=into.patient, **{name: into}).select_related("by")
    told = found.annotate(way=ArraySubquery(moves.values(row=row)))
    return [Suggested(one, into.words, [_moved(**move) for move in one.way]) for one in told]


def _moved(kind: str, words: str, who: str, at: str) -> Moved:
    return Moved(kind, words, who, parse_datetime(at))


def suggestion(patient: Patient, pk: int) -> Suggestion | None:
    beside = [f"{name}__written_by" for name in INTO]
    return Suggestion.objects.filter(patient=patient, pk=pk).select_related("patient", "by", *beside).first()


def retelling(patient: Patient, pk: int) -> Retelling | None:
    found = Retelling.objects.filter(patient=patient, pk=pk)
    return found.select_related("written_by", "concern", "patient").first()


@dataclass
class RetoldTurn:
    """One turn; of a new wording also what changed in it."""

    turn: RetellingTurn
    understood: list[Piece] = field(default_factory=list)
    led_up_to: list[Piece] = field(default_factory=list)


def retelling_turns(of: Retelling) -> list[RetoldTurn]:
    """Oldest first."""
    told: list[RetoldTurn] = []
    before: RetellingTurn | None = None
    for turn in RetellingTurn.objects.filter(patient=of.patient, retelling=of).select_related("by"):
        one = RetoldTurn(turn)
        if turn.is_wording:
            if before is not None:
                one.understood = difference(before.understood, turn.understood)
                one.led_up_to = difference(before.led_up_to, turn.led_up_to)
            before = turn
        told.append(one)
    return told
