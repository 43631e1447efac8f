"""A finding as evidence, and “I have looked, it still holds” when the ground of a because has changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from concord.access.guard import leave_trace, refuse_if, require
from concord.agreement import actions as agreement
from concord.agreement.models import Version
from concord.findings.actions.keeping import stood
from concord.findings.models import Finding
from concord.findings.rules import why_not_give as why_not_give_state
from concord.people.models import Person
from concord.people.roles import Role
from concord.plan.actions.moving import locked, suggesting
from concord.plan.models import Evidence, Recommendation, StillHolds
from concord.plan.reads.reasons import changed_reasons, fingerprint
from concord.plan.rules import proposals
from concord.plan.rules import reasons as rules


@transaction.atomic
def say_still_holds(
    *, recommendation: Recommendation, seen: str, words: str = "", by: Person, now: datetime
) -> StillHolds:
    """Its author's side has looked at what changed and stands by the because. `seen` names the changes that the page showed."""
    permission = suggesting(recommendation.kind)
    tie = require(by, permission, patient=recommendation.patient)
    recommendation = locked(recommendation)
    refuse_if(rules.why_not_stand_by(own=recommendation.own, by_patient=tie.role == Role.PATIENT))
    changes = changed_reasons(recommendation.patient, recommendation.pk)
    version = agreement.current_version(recommendation.text)
    said = StillHolds.objects.filter(recommendation=recommendation, version=version, by=by, seen=seen).last()
    if said is not None and not changes:
        return said  # Tapped twice.
    refuse_if(rules.why_not_say_still_holds(seen, current=fingerprint(changes) if changes else "", words=words))
    holds = StillHolds.objects.create(
        patient=recommendation.patient, recommendation=recommendation, version=version, seen=seen, words=words.strip(),
        about=sorted({change.key for change in changes}), by=by, as_role=tie.role, at=now,
    )  # fmt: skip
    leave_trace("said that a reason still holds", by=by, patient=recommendation.patient, at=now, permission=permission)
    return holds


def how_it_stands(finding: Finding | None) -> dict[str, Any]:
    """With a finding its run and where it stands there; with anything else nothing."""
    if finding is None:
        return {}
    now = stood(finding)
    return {"run": now["run"], "stood": now["stood"]}


def hidden_from_me(version: Version) -> list[tuple[str, Evidence]]:
    """The sources of a version that stand in a part of the record which whoever writes does not see: they stay."""
    rests_on = Evidence.objects.filter(version=version).select_related(*proposals.LINKS)
    hidden = [one for one in rests_on if not one.is_shown]
    return [(f"{name}:{pk}", one) for one in hidden for name in proposals.LINKS if (pk := getattr(one, f"{name}_id"))]


def why_not_give(evidence: Iterable[Mapping[str, Any]], *, before: Version | None = None) -> str | None:
    """What never stood out is no reason; what this because rests on already may stay, whatever became of it."""
    kept = set(Evidence.objects.filter(version=before).values_list("finding_id", flat=True)) if before else set()
    given = [source["finding"] for source in evidence if source.get("finding")]
    fresh = [one for one in given if one.pk not in kept]
    return next((sentence for one in fresh if (sentence := why_not_give_state(one.state))), None)
