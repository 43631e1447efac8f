"""From the shelf into a plan, through the plan's own action: there is no second way to write one."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from concord.access.guard import leave_trace, refuse_if, require
from concord.goals.models import Goal
from concord.people.models import Patient, Person
from concord.plan import actions as plan
from concord.plan.actions.moving import suggesting
from concord.plan.models import Recommendation
from concord.plan.rules.days import local_day
from concord.programs import rules
from concord.programs.models import ShelfEntry, Signature, Suggestion
from concord.programs.reads import on_shelf, open_suggestion


@transaction.atomic
def suggest_from_shelf(
    *, patient: Patient, entry: ShelfEntry, goal: Goal | None, personal: str, by: Person, now: datetime
) -> Recommendation:
    """Suggest the signed words with one line of one's own. The same tap twice suggests once."""
    permission = suggesting(entry.kind)
    require(by, permission, patient=patient)
    refuse_if(rules.why_not_of_here(patient.practice_id, entry.practice_id))
    today = local_day(now, patient.practice.zone)
    already = open_suggestion(patient, entry)
    if already is not None and (already.by_id, already.personal) == (by.pk, personal.strip()):
        return already.recommendation
    found = on_shelf(entry)
    refuse_if(found.why_not_in_force(today))
    refuse_if(rules.why_not_suggest(personal, has_goal=goal is not None, already=already is not None))
    signature: Signature = found.signature  # type: ignore[assignment]
    words = rules.words_for_plan(signature.version.words, personal=personal, no_more=_no_more())
    recommendation = plan.propose_recommendation(
        patient=patient, goal=goal, kind=entry.kind, words=words, evidence=_sources(signature), by=by, now=now
    )
    Suggestion.objects.create(
        patient=patient, recommendation=recommendation, entry=entry, signature=signature, personal=personal.strip(),
        by=by, at=now,
    )  # fmt: skip
    leave_trace("suggested from the shelf", by=by, patient=patient, at=now, permission=permission)
    return recommendation


def _no_more() -> str:
    return _(
        "This is about staying within your limits. Nobody plans more for you; only you say when there is room for it."
    )


def _sources(signature: Signature) -> list[dict[str, str]]:
    """What the words rest on, and who of the practice answers for them."""
    words = signature.version.words
    reviewed = _("Reviewed for %(practice)s by %(who)s on %(day)s") % {
        "practice": signature.practice.called,
        "who": signature.signed_by.called,
        "day": date_format(signature.signed_day, "j F Y"),
    }
    return [{"source": words["citation"][:300], "url": words.get("url", "")}, {"source": reviewed[:300], "url": ""}]
