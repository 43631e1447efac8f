"""Promises in the words of a page, told to whoever looks: kindly, and never counted up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.people.models import CareTie, Patient, Person
from concord.people.roles import Role
from concord.plan import reads
from concord.plan.models import Ask
from concord.plan.rules import promises as rules


def page(patient: Patient, viewer: Person, tie: CareTie, today: date) -> dict[str, Any]:
    """The patient sees all of it; a supporter without the plan only their own, as row-level security gives it."""
    own = tie.role == Role.PATIENT
    sees_plan = allows(tie, Permission.SEE_PLAN)
    found = reads.promises_in(patient, today=today, owner=None if sees_plan else viewer)
    asks = reads.asks_in(patient, asked=None if own else viewer)
    cards = [card(view, viewer) for view in found]
    return {
        "mine": [one for one in cards if one["mine"]], "others": [one for one in cards if not one["mine"]],
        "asks": [ask for ask in asks if ask.state == Ask.State.WAITING],
        "answered": [ask for ask in asks if ask.state == Ask.State.NO], "own": own, "today": today,
        "may_ask": allows(tie, Permission.ASK_FOR_HELP), "may_promise": allows(tie, Permission.WRITE_STEP) and not own,
        "sees_plan": sees_plan,
    }  # fmt: skip


def has_form(given: dict[str, Any], *, typed_in: str = "", typed_at: int = 0, **_typed: Any) -> bool:
    """Whether the page holds the form in which a refused answer was typed; what is over by now has none any more."""
    if typed_in == "answer_ask":
        return not given["own"] and any(ask.pk == typed_at for ask in given["asks"])
    mine = next((one for one in given["mine"] if one["step"].pk == typed_at and one["open"]), None)
    return mine is not None and (typed_in != "move_promise" or mine["step"].by_day is not None)


def across(viewer: Person, today: date) -> dict[str, Any]:
    return {
        "promises": [card(view, viewer) for view in reads.promised_by(viewer, today=today)],
        "asks": reads.asks_of(viewer), "today": today,
    }  # fmt: skip


def card(view: reads.PromiseInView, viewer: Person) -> dict[str, Any]:
    state = view.state
    return {
        "view": view, "step": view.step, "patient": view.step.patient, "mine": view.step.owner_id == viewer.pk, "state": state,
        "said": said(view), "worth_talking": state == rules.NOT_YET, "open": view.is_open,
    }  # fmt: skip


def cards(views: Sequence[reads.PromiseInView], viewer: Person) -> list[dict[str, Any]]:
    return [card(view, viewer) for view in views]


def said(view: reads.PromiseInView) -> str:
    """“kept on 3 May”, “moved to 9 May; first for 3 May”, “for 3 May; not yet”."""
    by, done = view.step.by_day, view.done_day
    day = date_format(by, "j F") if by else ""
    first = date_format(view.days_before[0], "j F") if view.days_before else ""
    return {
        rules.KEPT: _("kept on %(day)s") % {"day": date_format(done, "j F") if done else ""},
        rules.OPEN: _("by %(day)s") % {"day": day},
        rules.MOVED: _("moved to %(day)s; first it was %(first)s") % {"day": day, "first": first},
        rules.NOT_YET: _("it was for %(day)s, and is not done yet") % {"day": day},
        rules.LET_GO: _("let go of"),
        rules.EACH_WEEK: view.when,
    }[view.state]


def in_short(view: reads.StepInView) -> dict[str, Any] | None:
    """For a row of the plan: how somebody else's step for one day stands; its moves are told on the page of promises."""
    if view.step.owner_id is None or view.step.by_day is None:
        return None
    one = reads.PromiseInView(view.step, view.day, view.step.said, [])  # type: ignore[attr-defined]
    return {"said": said(one), "worth_talking": one.state == rules.NOT_YET}
