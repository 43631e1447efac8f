"""A goal to which no step leads, in kind words, with the one next thing to do for whoever looks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.goals.reads import GoalInView, GoalLine
from concord.people.models import CareTie
from concord.people.roles import Role
from concord.plan.models import Step
from concord.plan.reads import InView
from concord.plan.reads.leading import STANDING, Lead, by_goal, leads
from concord.plan.rules.chains import Next, next_for_goal, why_next


@dataclass(frozen=True)
class LooseEnd:
    """Something that hangs loose, said in a sentence, and where it can be tied."""

    words: str
    sentence: str
    url: str
    action: str = ""


def without_step(views: Iterable[GoalInView], tie: CareTie) -> dict[int, LooseEnd]:
    """{goal: what to say of it} for the page of goals; nothing for whom the plan is not shared with. One query."""
    if not allows(tie, Permission.SEE_PLAN):
        return {}
    lines = [GoalLine(view.goal.pk, view.says, view.goal.ended_at is None, view.taken_on) for view in views]
    return loose_goals(lines, leads(tie.patient), tie)


def leads_of(views: Iterable[InView], steps: Collection[Step]) -> list[Lead]:
    """The same from what a page of the plan has read anyway."""
    under = {one.recommendation_id for one in steps} | {one.helps.recommendation_id for one in steps if one.helps}
    found = [
        Lead(one.goal_id, one.pk in under, view.state, one.pk, view.what)
        for view in views
        if (one := view.recommendation).goal_id and view.state in STANDING
    ]
    return found + [Lead(one.goal_id, True) for one in steps if one.goal_id]


def loose_goals(lines: Sequence[GoalLine], found: Iterable[Lead], tie: CareTie) -> dict[int, LooseEnd]:
    led, loose = by_goal(found), {}
    for line in lines:
        here = led.get(line.goal, [])
        kind = next_for_goal(
            still_open=line.still_open, taken_on=line.taken_on, steps=any(one.has_step for one in here),
            states={one.state for one in here},
        )  # fmt: skip
        if kind is not None:
            loose[line.goal] = _said(line, kind, next((one for one in here if one.state in why_next(kind)), None), tie)
    return loose


def _said(line: GoalLine, kind: Next, lead: Lead | None, tie: CareTie) -> LooseEnd:
    patient, own = tie.patient_id, tie.role == Role.PATIENT
    named = {"what": lead.what, "who": tie.patient.called} if lead else {}
    if lead is None or kind is Next.RESTS:
        rests = _("“%(what)s” rests for now, and nothing else leads to this goal yet.")
        return LooseEnd(line.words, rests % named if lead else _("Nothing leads to this goal yet."), *_begin(line, tie))
    page = reverse("plan:recommendation", args=[patient, lead.recommendation])
    if kind is Next.STEP:
        sentence = _("“%(what)s” is agreed. What is the first small step?") % named
        if allows(tie, Permission.WRITE_STEP):
            return LooseEnd(line.words, sentence, reverse("plan:write_step_for", args=[patient, lead.recommendation]), _("Write the step"))  # fmt: skip
        return LooseEnd(line.words, sentence, page, _("Look at it"))
    if kind is Next.TALK:
        return LooseEnd(line.words, _("You are still talking about “%(what)s”, and there is no step yet.") % named, page, _("Look at it"))  # fmt: skip
    if own:
        return LooseEnd(line.words, _("“%(what)s” is suggested, and waits for your answer.") % named, page, _("Look and answer"))  # fmt: skip
    return LooseEnd(line.words, _("“%(what)s” is suggested, and waits for the answer of %(who)s.") % named, page, _("Look at it"))  # fmt: skip


def _begin(line: GoalLine, tie: CareTie) -> tuple[str, str]:
    """Where a first thing can be thought of: the patient writes a step of their own, a professional suggests something."""
    patient = tie.patient_id
    if tie.role == Role.PATIENT and allows(tie, Permission.WRITE_STEP):
        return f"{reverse('plan:write_step', args=[patient])}?goal={line.goal}", _("Write a first small step")
    if allows(tie, Permission.PROPOSE_RECOMMENDATION):
        return f"{reverse('plan:propose', args=[patient])}?goal={line.goal}", _("Suggest something for it")
    return reverse("goals:goal", args=[patient, line.goal]), _("Look at the goal")
