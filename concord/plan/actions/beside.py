"""What other professionals say beside a recommendation. The patient sees each of it; their answer stays as it is."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from concord.access.guard import leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.agreement import actions as agreement
from concord.agreement.models import Acknowledgement
from concord.people.models import Person
from concord.people.roles import Role
from concord.plan.actions.moving import agreeing, locked, remark
from concord.plan.actions.settling import settle
from concord.plan.models import Move, Recommendation
from concord.plan.rules import beside, moves, proposals

SUGGEST = Permission.PROPOSE_RECOMMENDATION
Kind = Move.Kind


@transaction.atomic
def see_differently(*, recommendation: Recommendation, words: str, by: Person, now: datetime) -> Move:
    """Another professional says that they see it differently, and how. Saying it in other words replaces what was said."""
    tie = require(by, SUGGEST, patient=recommendation.patient)
    recommendation = locked(recommendation)
    newest = agreement.current_version(recommendation.text)
    said_yes = Acknowledgement.objects.filter(version=newest, person=by, withdrawn_at__isnull=True).exists()
    wrote = newest.written_by_id == by.pk
    refuse_if(beside.why_not_differ(words, patient=tie.role == Role.PATIENT, wrote=wrote, said_yes=said_yes))
    refuse_if(proposals.why_not_say(words))
    refuse_if(moves.why_not_move(recommendation.state, Kind.DIFFER))
    last = _last_said(recommendation, by, Kind.DIFFER, Kind.DIFFER_NOT)
    if last is not None and (last.kind, last.words) == (Kind.DIFFER, words.strip()):
        return last
    said = remark(recommendation, Kind.DIFFER, tie=tie, now=now, words=words.strip())
    leave_trace("saw a recommendation differently", by=by, patient=recommendation.patient, at=now, permission=SUGGEST)
    return said


@transaction.atomic
def differ_no_longer(*, recommendation: Recommendation, by: Person, now: datetime) -> Move:
    tie = require(by, SUGGEST, patient=recommendation.patient)
    recommendation = locked(recommendation)
    last = _last_said(recommendation, by, Kind.DIFFER, Kind.DIFFER_NOT)
    refuse_if(beside.why_not_no_longer(said=last is not None and last.kind == Kind.DIFFER))
    refuse_if(moves.why_not_move(recommendation.state, Kind.DIFFER_NOT))
    leave_trace("no longer differed", by=by, patient=recommendation.patient, at=now, permission=SUGGEST)
    return remark(recommendation, Kind.DIFFER_NOT, tie=tie, now=now)


@transaction.atomic
def say_yes_too(*, recommendation: Recommendation, seen: int, by: Person, now: datetime) -> Acknowledgement:
    """Another professional has looked at exactly these words and stands behind them; of treatment, a doctor."""
    permission = agreeing(recommendation.kind)
    tie = require(by, permission, patient=recommendation.patient)
    recommendation = locked(recommendation)
    newest = agreement.current_version(recommendation.text)
    patient, wrote = tie.role == Role.PATIENT, newest.written_by_id == by.pk
    differed = _last_said(recommendation, by, Kind.DIFFER, Kind.DIFFER_NOT)
    differs = differed is not None and differed.kind == Kind.DIFFER
    refuse_if(
        beside.why_not_say_yes_too(patient=patient, wrote=wrote, differs=differs, seen=seen, current=newest.number)
    )
    refuse_if(moves.why_not_move(recommendation.state, Kind.YES_TOO))
    last = _last_said(recommendation, by, Kind.YES_TOO, Kind.YES_TOO_NOT)
    given = agreement.acknowledge(text=recommendation.text, number=newest.number, permission=permission, by=by, now=now)
    if last is None or last.kind == Kind.YES_TOO_NOT or last.version_id != newest.pk:
        remark(recommendation, Kind.YES_TOO, tie=tie, now=now, version=newest)
        settle(recommendation, tie=tie, now=now)
    leave_trace("said yes as well", by=by, patient=recommendation.patient, at=now, permission=permission)
    return given


@transaction.atomic
def take_yes_too_back(*, recommendation: Recommendation, by: Person, now: datetime) -> Move:
    permission = agreeing(recommendation.kind)
    tie = require(by, permission, patient=recommendation.patient)
    recommendation = locked(recommendation)
    last = _last_said(recommendation, by, Kind.YES_TOO, Kind.YES_TOO_NOT)
    refuse_if(beside.why_not_no_longer(said=last is not None and last.kind == Kind.YES_TOO))
    refuse_if(moves.why_not_move(recommendation.state, Kind.YES_TOO_NOT))
    agreement.withdraw_acknowledgement(text=recommendation.text, permission=permission, by=by, now=now)
    said = remark(recommendation, Kind.YES_TOO_NOT, tie=tie, now=now)
    settle(recommendation, tie=tie, now=now)
    leave_trace("took a yes back", by=by, patient=recommendation.patient, at=now, permission=permission)
    return said


def _last_said(recommendation: Recommendation, by: Person, *kinds: str) -> Move | None:
    return Move.objects.filter(recommendation=recommendation, by=by, kind__in=kinds).order_by("at", "pk").last()
