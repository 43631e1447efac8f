"""Where the understanding of each recommendation stands, of many in one query and of one with its whole way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BigIntegerField, Max, OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce, JSONObject

from concord.agreement.models import Version
from concord.people.models import Patient, Person
from concord.people.roles import Role
from concord.plan.models import Move, Recommendation, Understanding, Understood
from concord.plan.rules import understanding as rules

MEANS = (Move.Kind.PROPOSE, Move.Kind.CHANGE, Move.Kind.OBJECT)
"""The moves with which a version got another meaning; see `rules.understanding.meaning_since`."""


@dataclass(frozen=True)
class ToldBack:
    """Words that were told back and that nobody has answered yet, across patients."""

    patient: int
    recommendation: int
    kind: str
    what: str
    words: str
    version: int
    at: datetime


def told_back(patients: Iterable[int], *, to: Person) -> list[ToldBack]:
    """What waits for this person to say whether they explained it clearly; one query."""
    others = Recommendation.objects.still_open().filter(patient__in=list(patients))
    said = Understanding.objects.standing().filter(patient=OuterRef("patient"), recommendation=OuterRef("pk"))
    ways = said.order_by("-at", "-pk")
    newest = Version.objects.current().filter(text=OuterRef("text"))
    explained = Coalesce(
        Subquery(ways.filter(kind="EXPLAIN").values("by")[:1]), "proposed_by_id", output_field=BigIntegerField()
    )
    waiting = _where_it_stands(others).annotate(
        told=Subquery(ways.filter(kind="TELL_BACK").values("words")[:1]), explainer=explained,
        told_at=Subquery(ways.filter(kind="TELL_BACK").values("at")[:1]),
        what=Subquery(newest.values(says=KT("words__what"))),
    )  # fmt: skip
    rows = waiting.filter(stands=Understood.TOLD_BACK, explainer=to.pk).order_by("pk")
    return [
        ToldBack(*row) for row in rows.values_list("patient_id", "pk", "kind", "what", "told", "text__current", "told_at")
    ]  # fmt: skip


def understanding_of(patient: Patient) -> dict[int, str]:
    """{recommendation's id: state of understanding}, in one query. What the patient suggested to themself is left out."""
    return understanding_in(list(_rows(patient)))


def understanding_rows(patient: Patient) -> ArraySubquery:
    """The same as a column of a query that is asked anyway; `understanding_in` reads it."""
    return ArraySubquery(_rows(patient))


def understanding_in(rows: Iterable[dict[str, Any]]) -> dict[int, str]:
    return {one["pk"]: one["stands"] or Understood.NOT_EXPLAINED.value for one in rows}


def _rows(patient: Patient) -> QuerySet[Any, dict[str, Any]]:
    found = _where_it_stands(Recommendation.objects.filter(patient=patient))
    return found.values_list(JSONObject(pk="pk", stands="stands"), flat=True)


def _where_it_stands(found: QuerySet[Recommendation]) -> QuerySet[Any]:
    """Each with `stands`: the state of understanding of today's meaning."""
    others = found.exclude(proposed_as=Role.PATIENT)
    changes = Move.objects.filter(recommendation=OuterRef("recommendation"), kind__in=MEANS).order_by(
        "-version__number"
    )
    moves = Understanding.objects.filter(patient=OuterRef("patient"), recommendation=OuterRef("pk"))
    counting = moves.filter(version__number__gte=Subquery(changes.values("version__number")[:1]))
    newest = counting.order_by("-at", "-pk").values("state")[:1]
    return others.annotate(stands=Subquery(newest))


def standing_moves(recommendation: Recommendation) -> list[Understanding]:
    """The moves about today's meaning that nobody took back, oldest first."""
    return [move for move in moves_of(recommendation) if move.counts and not move.was_taken_back]  # type: ignore[attr-defined]


def written_down_by(
    person: int, standing: Sequence[Understanding]
) -> tuple[Understanding | None, Understanding | None]:
    """The newest words told back that this person wrote down and that stand, and the judgement of an explanation that rests on them."""
    after: Understanding | None = None
    for move in reversed(standing):
        if move.written_down and move.by_id == person:
            return move, after if after is not None and rules.rests_on(after.kind) else None
        after = move
    return None, None


def moves_of(recommendation: Recommendation, since: int | None = None) -> list[Understanding]:
    """The whole way, oldest first; `counts` is false for what was said about words of another meaning, before version `since`."""
    if since is None:
        since = meaning_since(recommendation)
    found = list(_of(recommendation))
    gone = {move.takes_back_id for move in found if move.takes_back_id}
    for move in found:
        move.counts = move.version.number >= since  # type: ignore[attr-defined]
        move.gone = move.pk in gone  # type: ignore[attr-defined]
        move.never_said = move.gone and move.written_down  # type: ignore[attr-defined]
        move.was_taken_back = move.gone or move.kind == Understanding.Kind.TAKE_BACK  # type: ignore[attr-defined]
    return found


def meaning_since(recommendation: Recommendation) -> int:
    """The first version that means what the newest means."""
    changes = Move.objects.filter(recommendation=recommendation, kind__in=MEANS)
    return changes.aggregate(since=Max("version__number"))["since"] or 1


def _of(recommendation: Recommendation) -> QuerySet[Understanding]:
    found = Understanding.objects.filter(patient=recommendation.patient, recommendation=recommendation)
    return found.in_order().select_related("by", "version")


@dataclass
class UnderstandingInView:
    """One recommendation's understanding as its card and its page show it."""

    recommendation: Recommendation
    moves: list[Understanding] = field(default_factory=list)

    @property
    def standing(self) -> list[Understanding]:
        return [move for move in self.moves if move.counts and not move.was_taken_back]  # type: ignore[attr-defined]

    @property
    def state(self) -> Understood:
        return Understood(rules.where(move.kind for move in self.standing))

    @property
    def explained(self) -> Understanding | None:
        return self._last("EXPLAIN")

    @property
    def told(self) -> Understanding | None:
        return self._last("TELL_BACK")

    @property
    def judged(self) -> Understanding | None:
        """The explainer's judgement of their explaining, while it is the last word."""
        last = self.last
        return last if last is not None and last.kind in ("CLEAR", "AGAIN") else None

    @property
    def last(self) -> Understanding | None:
        return self.standing[-1] if self.standing else None

    @property
    def asked_again(self) -> bool:
        """Something was understood, and then the words changed their meaning."""
        return not self.standing and any(not move.counts for move in self.moves)  # type: ignore[attr-defined]

    def _last(self, kind: str) -> Understanding | None:
        found = [move for move in self.standing if move.kind == kind]
        return found[-1] if found else None


def understanding_in_view(recommendation: Recommendation, moves: Iterable[Move]) -> UnderstandingInView:
    """With the recommendation's own moves given, which tell since when the words mean what they mean; one query."""
    since = rules.meaning_since((move.kind, move.version.number) for move in moves)
    return UnderstandingInView(recommendation, moves_of(recommendation, since))
