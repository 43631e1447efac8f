"""The facts that the gates look at, read for one recommendation as the database has them now."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, Value, When

from concord.agreement.models import Acknowledgement, Version
from concord.goals.models import Goal
from concord.people.models import CareTie
from concord.people.roles import Role
from concord.plan.models import Recommendation, Understanding, Weighed
from concord.plan.reads.understanding import meaning_since, standing_moves
from concord.plan.rules.gates import STANDS, WAITS, Facts


def facts_of(recommendation: Recommendation, version: Version) -> Facts:
    """For the actions: everything read afresh."""
    tie = CareTie.objects.still_open().filter(patient=recommendation.patient, person=OuterRef("person"))
    given = Acknowledgement.objects.filter(version=version, withdrawn_at__isnull=True).annotate(here=Exists(tie))
    since = meaning_since(recommendation)
    weighed = Weighed.objects.filter(recommendation=recommendation, version__number__gte=since)
    stands = _open_goals().filter(recommendations=recommendation).values_list("how", flat=True).first()
    return facts(
        recommendation, version, yes=given, weighed=weighed, understood=standing_moves(recommendation),
        goal_stands=stands or "",
    )  # fmt: skip


def how_goal_stands(goal: OuterRef) -> Subquery:
    """For a query of what is for that goal: STANDS, WAITS, or null where it is not open."""
    return Subquery(_open_goals().filter(pk=goal).values("how"))


def _open_goals() -> QuerySet[Any]:
    """Each with `how` it stands: an own goal STANDS at once, another one from the patient's first yes to it; until then it WAITS."""
    said = Acknowledgement.objects.filter(version__text=OuterRef("text"), as_role=Role.PATIENT)
    theirs = Case(When(Q(begun_as=Role.PATIENT) | Exists(said), then=Value(STANDS)), default=Value(WAITS))
    return Goal.objects.filter(ended_at__isnull=True).annotate(how=theirs)


def facts(
    recommendation: Recommendation, version: Version, *, yes: Iterable[Acknowledgement], weighed: Iterable[Weighed],
    understood: Iterable[Understanding], goal_stands: str,
) -> Facts:  # fmt: skip
    """`yes` are to this version, each with `here`; `weighed` and `understood` are about today's meaning, oldest first; of
    what was weighed only the patient's own words count. Before something is agreed, a yes of somebody who has
    left the team does not carry it; what is agreed stays so when its author leaves."""
    roles = {one.as_role for one in yes if recommendation.is_agreed or one.here}  # type: ignore[attr-defined]
    weighed, understood = [one for one in weighed if not one.written_down], list(understood)
    judged = [move.kind for move in understood if move.kind in ("CLEAR", "AGAIN")]
    worries = [one for one in weighed if one.no_worry or one.worry]
    sure = [one for one in weighed if one.sure is not None]
    return Facts(
        kind=recommendation.kind, own=recommendation.own, words=version.words, has_goal=goal_stands == STANDS,
        goal_waits=goal_stands == WAITS,
        worry_said=bool(worries), told_back=any(move.kind == "TELL_BACK" for move in understood),
        explained_clearly=judged[-1:] == ["CLEAR"],
        sure=sure[-1].sure if sure else None, anyway=bool(sure) and sure[-1].anyway,
        patient_yes=Role.PATIENT in roles, author_yes=bool(roles - {Role.PATIENT}), doctor_yes=Role.DOCTOR in roles,
    )  # fmt: skip
