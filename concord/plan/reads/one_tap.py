"""Whether a step that somebody else suggests may be had by one tap: its words beside what is agreed above it, and beside the list of what is taken."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.agreement.models import Version
from concord.people.models import CareTie
from concord.people.roles import Role
from concord.plan.models import Recommendation, Step
from concord.plan.reads.listed import names_on_the_list
from concord.plan.rules import proposals, under
from concord.plan.rules.steps import LONGEST


def why_not_name(said: Mapping[str, str], recommendation: Recommendation | None, tie: CareTie) -> str | None:
    """A step that somebody else suggests to the patient is no way past the gates: it names no treatment, unless it stands under one that
    names it too, and whoever writes it may suggest treatment."""
    if tie.role == Role.PATIENT:
        return None
    above = _above(recommendation) if allows(tie, Permission.PROPOSE_TREATMENT) else None
    return under.why_not_suggest_step(said.values(), above=above, taken=names_on_the_list(tie.patient))


def why_not_one_tap(step: Step, tie: CareTie, said: Mapping[str, Any] | None = None) -> str | None:
    """The same, asked again at the tap that lets it run: the words above may have changed since, and the patient sees the whole list of what
    is taken. `said` are the words that would stand, if not today's."""
    if step.owner_id is not None or step.written_as == Role.PATIENT:
        return None
    texts = [(said or vars(step))[field] for field in LONGEST]
    taken, to_patient = names_on_the_list(step.patient), tie.role == Role.PATIENT
    return under.why_not_suggest_step(texts, above=_above(step.recommendation), taken=taken, to_patient=to_patient)


def _above(recommendation: Recommendation | None) -> list[str] | None:
    """What the treatment above a step names, in its newest words; None where it is no treatment."""
    if recommendation is None or not proposals.is_treatment(recommendation.kind):
        return None
    words = Version.objects.current().filter(text=recommendation.text_id).values_list("words", flat=True).first()
    return [(words or {}).get(field, "") for field in ("what", "who_does")]
