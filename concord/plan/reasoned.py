"""What a because rests on and what of it has changed, in the words of a page, told to whoever looks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.findings import reads as findings
from concord.findings import words as finding_words
from concord.findings.cards import for_patient
from concord.findings.models import Finding, State
from concord.people.models import CareTie, Patient
from concord.people.roles import Role
from concord.plan import reads
from concord.plan.actions.moving import suggesting
from concord.plan.models import Evidence
from concord.plan.reads.reasons import ReasonChanged, by_recommendation, fingerprint, with_findings
from concord.plan.rules import reasons as rules
from concord.story.models import PossibleCause


def shown_findings(found: Iterable[Finding | None], patient: Patient, tie: CareTie) -> set[int]:
    """Which of these whoever looks is shown: of what the practice holds back, a patient is told that it stands there, not what."""
    there = [one for one in found if one is not None]
    if tie.role == Role.SUPPORTER or not there:
        return set()
    if tie.role != Role.PATIENT:
        return {one.pk for one in there}
    return {one.pk for one in for_patient(there, findings.shown_in(patient.practice), own=True)}


def sources(evidence: Sequence[Evidence], patient: Patient, tie: CareTie) -> list[dict[str, str]]:
    seen = shown_findings((one.finding for one in evidence), patient, tie)
    return [source_words(one) for one in evidence if not one.finding_id or one.finding_id in seen]


def source_words(source: Evidence) -> dict[str, str]:
    if source.event_id:
        return {"kind": _("from the story"), "words": source.event.words, "url": ""}  # type: ignore[union-attr]
    if source.cause_id:
        return {"kind": _("possible cause"), "words": source.cause.words, "url": ""}  # type: ignore[union-attr]
    if source.measure_id:
        return {"kind": _("measured"), "words": source.measure.called, "url": ""}  # type: ignore[union-attr]
    if source.finding is not None:
        page = reverse("findings:finding", args=[source.patient_id, source.finding_id])
        then = _("when it was given: %(stood)s") % {"stood": source.get_stood_display()}
        return {"kind": _("seen in the days"), "words": says(source.finding), "inside": page, "then": then, "url": ""}
    return {"kind": _("source"), "words": source.source or "", "url": source.url}


def findings_to_choose(patient: Patient, tie: CareTie) -> list[Finding]:
    """What whoever writes is shown and what stands out in the days; faded ones only where they are kept from before."""
    if not allows(tie, Permission.SEE_FINDINGS):
        return []
    told = list(findings.told(patient))
    seen = shown_findings(told, patient, tie)
    return [one for one in told if one.pk in seen]


def says(finding: Finding) -> str:
    return finding_words.plain(finding_words.sentence(finding))


def to_look_again(views: Iterable[reads.InView], patient: Patient, tie: CareTie) -> dict[int, dict[str, Any]]:
    """{recommendation: what has changed in words, and what the form sends back}."""
    changes = with_findings([change for view in views for change in view.changes])
    seen = shown_findings((change.finding for change in changes), patient, tie)
    told = [change for change in changes if change.kind != "finding" or change.thing in seen]
    return {
        recommendation: {"changes": [change_words(change) for change in theirs], "seen": fingerprint(theirs)}
        for recommendation, theirs in by_recommendation(told).items()
    }


def on_card(view: reads.InView, tie: CareTie) -> dict[str, Any] | None:
    """For the recommendation's own page, with who may stand by it; None when nothing has changed."""
    one = view.recommendation
    found = to_look_again([view], one.patient, tie).get(one.pk)
    if found is None:
        return None
    by_patient = tie.role == Role.PATIENT
    stands = allows(tie, suggesting(one.kind)) and rules.why_not_stand_by(own=one.own, by_patient=by_patient) is None
    return {**found, "stands_by": stands}


def change_words(change: ReasonChanged) -> dict[str, str]:
    """One change in a sentence of ours, with the words of people apart from it."""
    was, now = change.was, change.now
    if change.kind == "cause_status":
        return _said(_("possible cause"), _status(was, now), now.split(" ", 1)[1])
    if change.kind == "finding":
        stood = {"was": State(was).label, "now": State(now).label}
        return _said(_("seen in the days"), _("It was: %(was)s. Now it is: %(now)s.") % stood, says(change.finding))  # type: ignore[arg-type]
    return {
        "goal": _said(_("the goal"), _("It is said in other words now."), now, was),
        "goal_ended": _said(_("the goal"), _("This goal has ended."), was),
        "cause": _said(_("possible cause"), _("It is said in other words now."), now, was),
        "cause_removed": _said(_("possible cause"), _("It was taken out of the story."), was),
        "event": _said(_("from the story"), _("It was written anew, in other words or with another date."), now, was),
        "event_removed": _said(_("from the story"), _("It was taken out of the story."), was),
        "measure": _said(_("measured"), _("It is asked in other words now."), now, was),
        "measure_stopped": _said(_("measured"), _("It is no longer measured."), was),
    }[change.kind]


def _status(was: str, now: str) -> str:
    labels = dict(PossibleCause.Status.choices)
    given = {"was": str(labels[was]).lower(), "now": str(labels[now.split(" ", 1)[0]]).lower()}
    return _("It was “%(was)s”, and now it is “%(now)s”.") % given


def _said(kind: str, sentence: str, words: str, was: str = "") -> dict[str, str]:
    return {"kind": kind, "sentence": sentence, "words": words, "was": was if was != words else ""}
