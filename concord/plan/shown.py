"""The plan in the words of a page, told to whoever looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from concord.agreement import rules as agreement
from concord.goals import reads as goals
from concord.people.models import CareTie, Patient, Person
from concord.people.roles import Role
from concord.plan import agreeing, costly, leading, ordered, promised, reads, reasoned, reviewing, understood
from concord.plan.allowed import can, may
from concord.plan.forms import CostForm
from concord.plan.labels import LABELS, pieces_of
from concord.plan.models import OVER_STATES, State, Step, StepDay
from concord.plan.rules import looking, proposals
from concord.plan.rules.costs import Costs
from concord.plan.rules.moves import RESTS_UNTIL_ASKED
from concord.plan.rules.steps import as_read

STATES = StepDay.State


def plan_page(patient: Patient, viewer: Person, tie: CareTie, today: date) -> dict[str, Any]:
    """Everything on the plan page, in the order in which it matters: what waits for an answer first."""
    lines = goals.goal_lines(patient)
    words = {line.goal: line.words for line in lines}
    found = reads.recommendations(patient, words, with_stuck=True)
    cards = [step_card(step, tie) for step in reads.steps(patient, today, goals=words)]
    others = [card for card in cards if card["view"].step.owner_id is not None]
    waiting = [view for view in found if view.waits(today)]
    again = reasoned.to_look_again(found, patient, tie)
    for view in found:
        view.again = again.get(view.recommendation.pk)  # type: ignore[attr-defined]
    stepless = leading.loose_goals(lines, leading.leads_of(found, [card["view"].step for card in cards]), tie)
    resting = [view for view in found if view.state == State.DEFERRED and view not in waiting]
    declined = [view for view in found if view.state == State.DECLINED and view not in waiting]
    over = [view for view in found if view.state in OVER_STATES]
    return {
        "goals": [(line, stepless.get(line.goal)) for line in lines if line.still_open],
        "stuck": _stuck(found, tie), "waiting": waiting,
        "looks": agreeing.looks_due(found, tie, today),
        "talk": [view for view in found if view.state == State.DISCUSSING],
        **ordered.in_order(found, cards, patient, today),
        "resting": resting, "declined": declined, "over": over, "settled": len(resting + declined + over),
        "my_steps": [one for one in others if one["mine"]],
        "others_steps": [one for one in others if not one["mine"]],
        "others_late": sum(_is_late(one) for one in others),
        "questions": reads.open_questions(patient, today=today),
        "today": today, "may": may(tie), "viewer": viewer,
    }  # fmt: skip


def _stuck(found: list[reads.InView], tie: CareTie) -> dict[str, Any] | None:
    """The look at the whole plan that is open, and whether whoever reads has said what comes of it."""
    called = found[0].version.stuck if found else None  # type: ignore[attr-defined]
    if called is None:
        return None
    mine = {"mine": called["by"] == tie.person_id, "said": tie.person_id in called["spoken"]}
    return {**called, **mine, "at": datetime.fromisoformat(called["at"])}


def step_card(view: reads.StepInView, tie: CareTie) -> dict[str, Any]:
    step = view.step
    mine = tie.role == Role.PATIENT if step.owner_id is None else step.owner_id == tie.person_id
    runs = bool(step.taken_on_at) and not step.ended_at and not view.paused
    return {
        "view": view, "mine": mine, "taken_on": step.taken_on_at is not None, "who": who_does(step, tie),
        "can_mark": mine and runs and not view.rests and step.start_day <= view.day, "can_shrink": view.can_be_smaller,
        "wrote": step.written_by_id == tie.person_id, "promise": promised.in_short(view), "states": [(s.value, s.label) for s in STATES],
    }  # fmt: skip


def _is_late(card: dict[str, Any]) -> bool:
    """A promise of somebody else whose day has gone by: worth talking about, so it is said even while the rest is folded."""
    return not card["mine"] and bool(card["promise"] and card["promise"]["worth_talking"])


def day_refused(card: dict[str, Any], typed: Mapping[str, Any]) -> date | None:
    """The day under which a refused note is shown again; none when its form is not on the page."""
    step = card["view"].step
    if not card["mine"] or not card["taken_on"] or step.ended_at:
        return None
    week = (one.day for one in card["view"].week if one.day >= step.start_day)
    return next((day for day in week if day.isoformat() == typed.get("day")), None)


def who_does(step: Step, tie: CareTie) -> str:
    if step.owner_id == tie.person_id or (step.owner_id is None and tie.role == Role.PATIENT):
        return _("you")
    return step.owner.called if step.owner else step.patient.called


def recommendation_page(view: reads.InView, viewer: Person, tie: CareTie, today: date) -> dict[str, Any]:
    patient, one = view.recommendation.patient, view.recommendation
    steps = [step_card(step, tie) for step in reads.steps(patient, today, recommendation=one.pk, goals={})]
    before, sources = view.changed_since, reasoned.sources(view.evidence, patient, tie)
    understood_so_far = understood.on_card(view, tie, viewer)
    looks = reviewing.looks_of(view)
    agreed = agreeing.on_card(view, tie, understood=understood_so_far["view"].standing)
    return {
        "view": view, "steps": steps, "steps_read": as_read(card["view"].step for card in steps), "may": may(tie), "can": can(view, tie), "today": today,
        "questions": [q for q in reads.open_questions(patient, today=today) if q.question.recommendation_id == one.pk],
        "changes": readable(agreement.changes(before.words, view.words, LABELS)) if before else [],
        "first_look": today + proposals.look_after(view.words), "author": _author(view, tie.person_id),
        "sources": sources, "unseen": _unseen_sources(view, len(sources)), "again": reasoned.on_card(view, tie),
        "cost": costly.on_card(view), "understood": understood_so_far,
        "rests": view.state in RESTS_UNTIL_ASKED and not view.waits(today),
        "agreed": agreed, "looks": looks, "look_due": view.to_look_at(today) and looks.of(viewer.pk) is None,
        "outcome": reviewing.outcome(looks, view, patient=agreed["patient"]),
        "hard_week": agreed["patient"] and looking.was_hard(day.state or "" for card in steps for day in card["view"].week),
    }  # fmt: skip


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
    return [{"label": LABELS[change.field], "pieces": pieces_of(change)} for change in found]
