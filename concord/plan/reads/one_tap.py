"""Whether a step that somebody else suggests may be had by one tap: its words beside what is agreed above it, and beside the list of what is taken."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.dateparse import parse_date

from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.agreement.models import Version
from concord.people.models import CareTie
from concord.people.roles import Role
from concord.plan.models import Recommendation, Step
from concord.plan.reads.listed import names_on_the_list
from concord.plan.rules import proposals, under
from concord.plan.rules.steps import LONGEST, Rhythm
from concord.plan.words import when_words


def why_not_name(
    said: Mapping[str, str], rhythm: Rhythm, recommendation: Recommendation | None, tie: CareTie
) -> str | None:
    """A step that somebody else suggests to the patient is no way past the gates: it names no treatment, unless it stands under one that
    names it too, and whoever writes it may suggest treatment."""
    if tie.role == Role.PATIENT:
        return None
    return under.why_not_suggest_step(
        said.values(), above=_above(recommendation), taken=names_on_the_list(tie.patient), rhythm=rhythm, rhythm_words=when_words(rhythm),
        may_treat=allows(tie, Permission.PROPOSE_TREATMENT),
    )  # fmt: skip


def why_not_one_tap(step: Step, tie: CareTie, said: Mapping[str, Any] | None = None) -> str | None:
    """The same, asked again at the tap that lets it run: the words above may have changed since, and the patient sees the whole list of what
    is taken. `said` are the words that would stand, if not today's."""
    if step.owner_id is not None or step.written_as == Role.PATIENT:
        return None
    wanted = said or vars(step)
    rhythm = rhythm_of(wanted)
    return under.why_not_suggest_step(
        [wanted[field] for field in LONGEST], above=_above(step.recommendation), taken=names_on_the_list(step.patient), rhythm=rhythm,
        rhythm_words=when_words(rhythm), to_patient=tie.role == Role.PATIENT,
    )  # fmt: skip


def rhythm_of(wanted: Mapping[str, Any]) -> Rhythm:
    """Of a step, or of how it was before, in which a day is written down."""
    by_day = wanted["by_day"]
    return Rhythm(wanted["days"], wanted["times_a_week"], parse_date(by_day) if isinstance(by_day, str) else by_day)


def _above(recommendation: Recommendation | None) -> list[str] | None:
    """What the treatment above a step names, in its newest words; None where it is no treatment."""
    if recommendation is None or not proposals.is_treatment(recommendation.kind):
        return None
    words = Version.objects.current().filter(text=recommendation.text_id).values_list("words", flat=True).first()
    return [(words or {}).get(field, "") for field in ("what", "who_does")]
