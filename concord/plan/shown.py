"""The plan in the words of a page, told to whoever looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.agreement import rules as agreement
from concord.goals import reads as goals
from concord.people.models import CareTie, Patient, Person
from concord.people.roles import Role
from concord.plan import costly, ordered, promised, reads, reasoned, understood
from concord.plan.actions.moving import suggesting
from concord.plan.actions.sizes import smaller_fields
from concord.plan.forms import CostForm
from concord.plan.models import Move, State, Step, StepDay
from concord.plan.rules import moves, proposals
from concord.plan.rules.costs import Costs

LABELS: Mapping[str, Any] = {
    "what": gettext_lazy("what"),
    "mechanism": gettext_lazy("what it does"),
    "should_see": gettext_lazy("what we should see"),
    "should_see_when": gettext_lazy("after how long"),
    "how_sure": gettext_lazy("how sure"),
    "other_ways": gettext_lazy("other ways"),
}
STATES = StepDay.State


def may(tie: CareTie) -> dict[str, bool]:
    """What whoever stands in this tie may do with the plan, for the buttons."""
    wanted = {
        "propose": Permission.PROPOSE_RECOMMENDATION, "answer": Permission.ANSWER_RECOMMENDATION, "step": Permission.WRITE_STEP,
        "mark": Permission.MARK_STEP, "ask": Permission.ASK_QUESTION, "explain": Permission.ANSWER_QUESTION,
        "treatment": Permission.PROPOSE_TREATMENT, "experiment": Permission.DESIGN_EXPERIMENT, "ask_for_help": Permission.ASK_FOR_HELP, "stuck": Permission.CALL_STUCK,
    }  # fmt: skip
    return {**{name: allows(tie, one) for name, one in wanted.items()}, "patient": tie.role == Role.PATIENT}


def plan_page(patient: Patient, viewer: Person, tie: CareTie, today: date) -> dict[str, Any]:
    """Everything on the plan page, in the order in which it matters: what waits for an answer first."""
    lines = goals.goal_lines(patient)
    words = {line.goal: line.words for line in lines}
    found = reads.recommendations(patient, words)
    cards = [step_card(step, tie) for step in reads.steps(patient, today, goals=words)]
    others = [card for card in cards if card["view"].step.owner_id is not None]
    waiting = [view for view in found if view.waits(today)]
    again = reasoned.to_look_again(found, patient, tie)
    for view in found:
        view.again = again.get(view.recommendation.pk)  # type: ignore[attr-defined]
    return {
        "goals": [line for line in lines if line.still_open],
        "waiting": waiting,
        "talk": [view for view in found if view.state == State.YES_BUT],
        **ordered.in_order(found, cards, patient, today),
        "resting": [view for view in found if view.state == State.NOT_NOW and view not in waiting],
        "declined": [view for view in found if view.state == State.DECLINED],
        "over": [view for view in found if view.state in (State.WITHDRAWN, State.ENDED)],
        "my_steps": [one for one in others if one["mine"]],
        "others_steps": [one for one in others if not one["mine"]],
        "questions": reads.open_questions(patient, today=today),
        "today": today, "may": may(tie), "viewer": viewer,
    }  # fmt: skip


def step_card(view: reads.StepInView, tie: CareTie) -> dict[str, Any]:
    step = view.step
    mine = tie.role == Role.PATIENT if step.owner_id is None else step.owner_id == tie.person_id
    runs = bool(step.taken_on_at) and not step.ended_at and not view.paused
    return {
        "view": view, "mine": mine, "taken_on": step.taken_on_at is not None, "who": who_does(step, tie),
        "can_mark": mine and runs and not view.rests and step.start_day <= view.day, "can_shrink": smaller_fields(step) is not None,
        "wrote": step.written_by_id == tie.person_id, "promise": promised.in_short(view), "states": [(s.value, s.label) for s in STATES],
    }  # fmt: skip


def who_does(step: Step, tie: CareTie) -> str:
    if step.owner_id == tie.person_id or (step.owner_id is None and tie.role == Role.PATIENT):
        return _("you")
    return step.owner.called if step.owner else step.patient.called


def recommendation_page(view: reads.InView, viewer: Person, tie: CareTie, today: date) -> dict[str, Any]:
    patient, one = view.recommendation.patient, view.recommendation
    steps = [step_card(step, tie) for step in reads.steps(patient, today, recommendation=one.pk, goals={})]
    before, sources = view.changed_since, reasoned.sources(view.evidence, patient, tie)
    return {
        "view": view, "steps": steps, "may": may(tie), "can": can(view, tie), "today": today,
        "questions": [q for q in reads.open_questions(patient, today=today) if q.question.recommendation_id == one.pk],
        "changes": readable(agreement.changes(before.words, view.words, LABELS)) if before else [],
        "first_look": today + proposals.FIRST_LOOK, "author": _author(view, tie.person_id),
        "sources": sources, "unseen": _unseen_sources(view, len(sources)), "again": reasoned.on_card(view, tie), "cost": costly.on_card(view), "understood": understood.on_card(view, tie, viewer),
    }  # fmt: skip


def can(view: reads.InView, tie: CareTie) -> dict[str, bool]:
    """Which moves this person has here: the table of moves and the guard's permission, both."""
    one, patient = view.recommendation, tie.role == Role.PATIENT
    side = allows(tie, suggesting(one.kind)) and proposals.why_not_change(own=one.own, by_patient=patient) is None
    answers = allows(tie, Permission.ANSWER_RECOMMENDATION)
    free = {kind: moves.why_not_move(view.state, kind) is None for kind in Move.Kind.values}
    return {
        **{kind.lower(): answers and free[kind] for kind in (*moves.ANSWERS, "TAKE_BACK")},
        **{kind.lower(): side and free[kind] for kind in ("CHANGE", "WITHDRAW", "AGAIN")},
        "end": free["END"] and (patient or allows(tie, suggesting(one.kind))),
        "answer": answers and any(free[kind] for kind in moves.ANSWERS),
    }


def _author(view: reads.InView, viewer: int) -> str:
    """“Dr Rossi, doctor, suggested this on 3 May”."""
    one = view.recommendation
    day = date_format(one.proposed_at, "j F")
    if one.proposed_by_id == viewer:
        return (
            _("your own, since %(day)s") % {"day": day}
            if one.own
            else _("you suggested this on %(day)s") % {"day": day}
        )
    if one.own:
        return _("%(who)s’s own, since %(day)s") % {"who": one.proposed_by, "day": day}
    who = {"who": one.proposed_by, "role": str(one.get_proposed_as_display()).lower(), "day": day}
    return _("%(who)s, %(role)s, suggested this on %(day)s") % who


def _unseen_sources(view: reads.InView, seen: int) -> int:
    """How many sources stand in a part of the record that is not shared with whoever looks."""
    named = [line for line in view.words.get("rests_on", "").splitlines() if line]
    return max(len(named) - seen, 0)


def cost_form(costs: Costs, patient: Patient) -> CostForm:
    return CostForm(initial=asdict(costs), currency=patient.practice.currency)


def readable(found: list[agreement.Change]) -> list[dict[str, Any]]:
    return [{"label": LABELS[change.field], "pieces": change.pieces} for change in found]
