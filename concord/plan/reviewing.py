"""Looking back in the words of a page: both looks side by side, and what whoever looks may do next."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.people.models import CareTie
from concord.people.roles import Role
from concord.plan import reads
from concord.plan.allowed import can
from concord.plan.models import Review
from concord.plan.rules import moves, proposals
from concord.plan.rules.looking import Together


def page(view: reads.InView, tie: CareTie, today: date) -> dict[str, Any]:
    one, patient = view.recommendation, tie.role == Role.PATIENT
    looks = looks_of(view)
    mine = looks.of(tie.person_id)
    look_day = one.look_day
    return {
        "view": view, "looks": looks, "mine": mine, "patients": patient, "today": today, "can": can(view, tie),
        "wish": mine.next if mine else "", "speaks_first": not patient and not one.own and looks.patients is None,
        "closed": view.state in moves.OVER, "looks_here": moves.why_not_move(view.state, "LOOK") is None, "may_look": allows(tie, Permission.LOOK_BACK),
        "due": look_day is not None and look_day <= today, "outcome": outcome(looks, view, patient=patient),
        "next_look": today + proposals.look_after(view.words),
        "mine_before": {"result": mine.result, "worth": mine.worth, "words": mine.words, "next_": mine.next} if mine else {},
    }  # fmt: skip


def looks_of(view: reads.InView) -> reads.Looks:
    agreed = [move.pk for move in view.moves if move.kind in moves.AGREEING]
    return reads.looks_since(view.said.looks, agreed[-1] if agreed else None)


def outcome(looks: reads.Looks, view: reads.InView, *, patient: bool) -> dict[str, str] | None:
    """What both looks say beside each other; None while nobody has looked. A “did not help” is an honest end. What is over is no
    longer asked about."""
    together, who = looks.together, view.recommendation.patient.called
    if view.state in moves.OVER and together in (Together.ONE_SIDE, Together.APART):
        return {"kind": "same", "words": _("You saw it differently.")} if together == Together.APART else None
    if together == Together.NONE:
        return None
    if together == Together.ONE_SIDE:
        return {"kind": "waits", "words": _waits(looks, patient=patient, who=who)}
    return {
        Together.HELPED: {"kind": "same", "words": _("You both say that it helped.")},
        Together.DID_NOT: {"kind": "same", "words": _("You both say that it did not help. That is worth knowing, and an honest end.")},
        Together.CANT_TELL: {"kind": "same", "words": _("Neither of you can tell. More days, or another way, may show more.")},
        Together.APART: {"kind": "talk", "words": _("You see it differently. That is worth talking about.")},
    }[together]  # fmt: skip


def _waits(looks: reads.Looks, *, patient: bool, who: str) -> str:
    if looks.patients is None:
        return (
            _("You have not said yet how it was for you.")
            if patient
            else _("%(who)s has not said yet how it was.") % {"who": who}
        )
    return _("Nobody else has looked yet. Silence says nothing about it.")


def short(review: Review) -> str:
    """“it did not help · worth the effort”."""
    return f"{review.get_result_display()} · {review.get_worth_display()}"
