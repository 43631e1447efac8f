"""The whole plan as chains, from what is done through what that changes to what is wanted; with what hangs loose said first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.goals import reads as goals
from concord.goals.reads import GoalLine
from concord.people.models import CareTie, Patient
from concord.pictures import ChainWords, Column, Link, Node, Picture
from concord.pictures import chains as draw
from concord.plan import reads, reasoned
from concord.plan.leading import LooseEnd, leads_of, loose_goals
from concord.plan.models import State
from concord.plan.reads.leading import STANDING
from concord.plan.rules import chains as rules

WIDE = 640  # what a sheet on a desk has room for


@dataclass
class Chain:
    """One goal with everything that leads to it; without a goal: what leads nowhere."""

    goal: GoalLine | None
    concerns: str = ""
    views: list[reads.InView] = field(default_factory=list)
    steps: list[reads.StepInView] = field(default_factory=list)
    """Steps that stand for the goal by themselves."""


def page(patient: Patient, tie: CareTie, today: date) -> dict[str, Any]:
    lines = goals.goal_lines(patient) if allows(tie, Permission.SEE_GOALS) else []
    words = {line.goal: line.words for line in lines}
    views = [view for view in reads.recommendations(patient, words) if view.state in STANDING]
    steps = reads.steps(patient, today, goals=words)
    again = reasoned.to_look_again(views, patient, tie)
    for view in views:
        view.again, view.steps = again.get(view.recommendation.pk), _under(view, steps)  # type: ignore[attr-defined]
    chains = _chains(lines, views, steps, goals.concerns_of(patient) if lines else {})
    stepless = loose_goals(lines, leads_of(views, [one.step for one in steps]), tie)
    return {
        "chains": [chain for chain in chains if chain.goal], "loose": _loose(chains, stepless, patient),
        "picture": _picture(chains, patient), "sees_goals": bool(lines) or allows(tie, Permission.SEE_GOALS),
    }  # fmt: skip


def _under(view: reads.InView, steps: Sequence[reads.StepInView]) -> list[reads.StepInView]:
    """Its steps, and what others promised as a help for one of them."""
    own = {one.step.pk for one in steps if one.step.recommendation_id == view.recommendation.pk}
    return [one for one in steps if one.step.pk in own or one.step.helps_id in own]


def _chains(
    lines: Sequence[GoalLine], views: Sequence[reads.InView], steps: Sequence[reads.StepInView], concerns: dict[int, str]
) -> list[Chain]:  # fmt: skip
    """Open goals, ended ones to which something still leads, and at last what leads to none."""
    there = {view.recommendation.pk for view in views}
    under = {one.step.pk for view in views for one in view.steps}  # type: ignore[attr-defined]
    alone = [one for one in steps if one.step.recommendation_id not in there and one.step.pk not in under]
    found = [
        Chain(line, concerns.get(line.goal, ""), [v for v in views if v.recommendation.goal_id == line.goal],
              [one for one in alone if one.step.goal_id == line.goal])
        for line in lines
    ]  # fmt: skip
    known = {line.goal for line in lines}
    nowhere = Chain(
        None,
        "",
        [v for v in views if v.recommendation.goal_id not in known],
        [one for one in alone if one.step.goal_id not in known and rules.step_is_loose(others=bool(one.step.owner_id))],
    )
    led = [chain for chain in found if (chain.goal and chain.goal.still_open) or chain.views or chain.steps]
    return [*led, nowhere]


def _loose(chains: Sequence[Chain], stepless: dict[int, LooseEnd], patient: Patient) -> list[LooseEnd]:
    """In plain sentences, each with a way to tie it. What somebody promised is a help, and stands for itself."""
    ends: list[LooseEnd] = []
    for chain in chains:
        goal = chain.goal
        if goal and goal.goal in stepless:
            ends.append(stepless[goal.goal])
        if goal and not goal.still_open:
            ends += [
                LooseEnd(
                    view.what, _("The goal that this is for has ended."), _view_url(patient, view), _("Look at it")
                )
                for view in chain.views
            ]
        if goal is None:
            ends += [
                LooseEnd(view.what, _("This is for no goal."), _view_url(patient, view), _("Look at it"))
                for view in chain.views
            ]
            ends += [
                LooseEnd(one.words, _("This step is for no goal."), reverse("plan:step", args=[patient.pk, one.step.pk]), _("Look at it"))
                for one in chain.steps
            ]  # fmt: skip
    return ends


def _goal_url(patient: Patient, goal: GoalLine) -> str:
    return reverse("goals:goal", args=[patient.pk, goal.goal])


def _view_url(patient: Patient, view: reads.InView) -> str:
    return reverse("plan:recommendation", args=[patient.pk, view.recommendation.pk])


def _picture(chains: Sequence[Chain], patient: Patient) -> Picture | None:
    nodes: list[Node] = []
    links: list[Link] = []
    for chain in chains:
        aim = _aim(chain, patient)
        if aim:
            nodes.append(aim)
        for view in chain.views:
            _add_view(view, aim, nodes, links, patient)
        for one in chain.steps:
            nodes.append(_step(one, patient))
            if aim:
                links.append(Link(nodes[-1].key, aim.key))
    if not nodes:
        return None
    title = _("The plan as chains")
    described = _(
        "From each step through what it belongs to and what that does to the goal. What stands alone leads nowhere."
    )
    return draw(nodes, links, title=title, description=described, words=chain_words(), width=WIDE, name="plan-chains")


def _aim(chain: Chain, patient: Patient) -> Node | None:
    if chain.goal is None:
        return None
    label = f"“{chain.goal.words}”" + ("" if chain.goal.still_open else f" ({_('ended')})")
    if chain.concerns:
        label += f" · {_('for')} “{chain.concerns}”"
    return Node(f"goal {chain.goal.goal}", label, Column.AIM, _goal_url(patient, chain.goal))


def _add_view(view: reads.InView, aim: Node | None, nodes: list[Node], links: list[Link], patient: Patient) -> None:
    pk, guess = view.recommendation.pk, view.is_guess
    marks = {
        State.PROPOSED: f"· {_('asked')}",
        State.DISCUSSING: f"· {_('yes, but')}",
        State.DEFERRED: f"· {_('not now')}",
    }
    label = f"{view.what} {marks.get(State(view.state), '✓')}"
    if view.again:  # type: ignore[attr-defined]
        label += f" · {_('look again')}"
    nodes.append(Node(f"recommendation {pk}", label, Column.RECOMMENDATION, _view_url(patient, view)))
    nodes.append(Node(f"because {pk}", view.words.get("mechanism", ""), Column.MECHANISM, _view_url(patient, view)))
    links.append(Link(f"recommendation {pk}", f"because {pk}", guess))
    if aim:
        links.append(Link(f"because {pk}", aim.key, guess))
    for one in view.steps:  # type: ignore[attr-defined]
        nodes.append(_step(one, patient))
        links.append(Link(nodes[-1].key, f"recommendation {pk}"))


def _step(one: reads.StepInView, patient: Patient) -> Node:
    who = f" ({one.step.owner})" if one.step.owner else ""
    url = reverse("plan:step", args=[patient.pk, one.step.pk])
    return Node(f"step {one.step.pk}", f"{one.words}{who}", Column.STEP, url)


def chain_words() -> ChainWords:
    return ChainWords(
        columns=(_("What is done"), _("What it belongs to"), _("What that does"), _("What we both want")), source=_("from"),
        target=_("leads to"), how_sure=_("how sure"), guess=_("a guess"), known=_("there is something to it"),
        alone=_("leads nowhere"), nothing=_("There is no plan yet."),
    )  # fmt: skip
