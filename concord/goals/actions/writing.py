"""Write, change, agree to and end goals. Whoever writes words has thereby said yes to them; everybody else says it themselves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from concord.access.guard import leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.agreement import actions as agreement
from concord.agreement.models import Acknowledgement, Version
from concord.goals import rules
from concord.goals.actions.areas import say_readiness
from concord.goals.models import Goal, GoalConcern, GoalDraft, GoalMove
from concord.goals.reads import suggestions as whose_words
from concord.goals.rules import suggestions as whose
from concord.goals.rules.writing import same_words, whole
from concord.people.models import CareTie, Patient, Person
from concord.people.roles import Role, Topic
from concord.story.models import Concern

WRITE, YES = Permission.WRITE_GOAL, Permission.ACKNOWLEDGE_GOAL


@transaction.atomic
def write_goal(
    *, patient: Patient, words: dict[str, str], concerns: Iterable[Concern] = (), look_day: date | None = None, area: str = "",
    importance: int | None = None, confidence: int | None = None, by: Person, now: datetime,
) -> Goal:  # fmt: skip
    """Begin a goal with its first version; the author's draft of it is no longer needed. By a professional it is a proposal."""
    tie = require(by, WRITE, patient=patient)
    refuse_if(rules.why_not_write(words) or rules.why_not_look(look_day, now=now))
    concerns = list(concerns)
    refuse_if(rules.why_not_link((concern.patient_id for concern in concerns), patient=patient.pk))
    text = agreement.begin_text(
        patient=patient, topic=Topic.GOALS, words=whole(words, look_day), permission=WRITE, by=by, now=now
    )
    goal = Goal.objects.create(
        patient=patient, text=text, look_day=look_day, area=area, begun_by=by, begun_as=tie.role, begun_at=now
    )
    _link(goal, concerns)
    GoalMove.objects.create(patient=patient, goal=goal, kind=GoalMove.Kind.BEGUN, by=by, at=now)
    agreement.acknowledge(text=text, number=1, permission=YES, by=by, now=now)
    if (importance, confidence) != (None, None):
        say_readiness(goal=goal, importance=importance, confidence=confidence, by=by, now=now)
    GoalDraft.objects.filter(patient=patient, person=by).delete()
    leave_trace("wrote a goal", by=by, patient=patient, at=now, permission=WRITE)
    return goal


@transaction.atomic
def edit_goal(
    *, goal: Goal, words: dict[str, str], seen: int, look_day: date | None = None,
    concerns: Iterable[Concern] | None = None, area: str | None = None, by: Person, now: datetime,
) -> Version | None:  # fmt: skip
    """Write a new version on top of `seen`; the others' yes falls. `concerns` None leaves them. Raises ChangedMeanwhile.

    None when only the concerns or the part of life changed: links are not words, so nobody's yes falls for them.
    """
    tie = require(by, WRITE, patient=goal.patient)
    refuse_if(_why_not_mine(goal, tie))
    refuse_if(rules.why_not_change(ended=goal.ended_at is not None) or rules.why_not_write(words))
    refuse_if(rules.why_not_look(look_day if look_day != goal.look_day else None, now=now))
    linked = _linked(goal, concerns, area)
    newest = agreement.current_version(goal.text)
    new = whole(words, look_day)
    new = newest.words if same_words(newest.words, new) else new
    if linked and newest.number == seen and newest.words == new:
        leave_trace("changed what a goal is for", by=by, patient=goal.patient, at=now, permission=WRITE)
        return None
    version = agreement.revise_text(text=goal.text, seen=seen, words=new, permission=WRITE, by=by, now=now)
    Goal.objects.filter(pk=goal.pk).update(look_day=look_day)
    goal.look_day = look_day
    agreement.acknowledge(text=goal.text, number=version.number, permission=YES, by=by, now=now)
    return version


@transaction.atomic
def acknowledge_goal(*, goal: Goal, seen: int, by: Person, now: datetime) -> Acknowledgement:
    """Say yes to version `seen`, which must be the newest."""
    require(by, YES, patient=goal.patient)
    refuse_if(rules.why_not_change(ended=goal.ended_at is not None))
    return agreement.acknowledge(text=goal.text, number=seen, permission=YES, by=by, now=now)


@transaction.atomic
def withdraw(*, goal: Goal, by: Person, now: datetime) -> int:
    """Take back one's own yes, at any time."""
    require(by, YES, patient=goal.patient)
    return agreement.withdraw_acknowledgement(text=goal.text, permission=YES, by=by, now=now)


@transaction.atomic
def end_goal(*, goal: Goal, how: str, words: str = "", by: Person, now: datetime) -> None:
    """The goal is over: reached, no longer wanted, or replaced. Nothing of it is removed."""
    require(by, WRITE, patient=goal.patient)
    goal = Goal.objects.select_for_update().get(pk=goal.pk)
    refuse_if(rules.why_not_end(how, words, ended=goal.ended_at is not None, kinds=Goal.Ending.values))
    goal.ended_at, goal.ended_as, goal.ended_words = now, how, words
    goal.save(update_fields=["ended_at", "ended_as", "ended_words"])
    GoalMove.objects.create(
        patient=goal.patient, goal=goal, kind=GoalMove.Kind.ENDED, ended_as=how, words=words, by=by, at=now
    )
    leave_trace("ended a goal", by=by, patient=goal.patient, at=now, permission=WRITE)


@transaction.atomic
def reopen_goal(*, goal: Goal, by: Person, now: datetime) -> None:
    """Take an ended goal up again, in the words that it had. Every yes but one's own is asked afresh: it was to a goal that was not over."""
    require(by, WRITE, patient=goal.patient)
    goal = Goal.objects.select_for_update().get(pk=goal.pk)
    refuse_if(rules.why_not_reopen(ended=goal.ended_at is not None))
    goal.ended_at, goal.ended_as, goal.ended_words = None, "", ""
    goal.save(update_fields=["ended_at", "ended_as", "ended_words"])
    agreement.ask_afresh(text=goal.text, permission=WRITE, by=by, now=now)
    GoalMove.objects.create(patient=goal.patient, goal=goal, kind=GoalMove.Kind.REOPENED, by=by, at=now)
    leave_trace("took up a goal again", by=by, patient=goal.patient, at=now, permission=WRITE)


@transaction.atomic
def keep_draft(
    *, patient: Patient, words: dict[str, str], concerns: Iterable[int] | None = None, by: Person, now: datetime
) -> GoalDraft:
    """Keep what was typed so far beside what was kept earlier, so that writing can go on later, also on another device."""
    require(by, WRITE, patient=patient)
    refuse_if(next(filter(None, map(rules.why_not_say, words.values())), None))
    draft, _first = GoalDraft.objects.select_for_update().get_or_create(
        patient=patient, person=by, defaults={"kept_at": now}
    )
    draft.words = {**draft.words, **words}
    draft.concerns = draft.concerns if concerns is None else list(concerns)
    draft.kept_at = now
    draft.save()
    return draft


@transaction.atomic
def forget_draft(*, patient: Patient, by: Person, now: datetime) -> None:
    """Throw one's own draft away."""
    require(by, WRITE, patient=patient)
    GoalDraft.objects.filter(patient=patient, person=by).delete()
    leave_trace("forgot a draft", by=by, patient=patient, at=now)


def _why_not_mine(goal: Goal, tie: CareTie) -> str | None:
    """The rule with this goal's facts."""
    author, patient = goal.begun_by_id == tie.person_id, tie.role == Role.PATIENT
    taken_on = not patient and whose_words.taken_on(goal)
    return whose.why_not_edit(patient=patient, author=author, taken_on=taken_on)


def _linked(goal: Goal, concerns: Iterable[Concern] | None, area: str | None) -> bool:
    """Whether anything changed that is not words."""
    moved = area is not None and area != goal.area
    if moved:
        Goal.objects.filter(pk=goal.pk).update(area=area)
    return (concerns is not None and _relink(goal, list(concerns))) or moved


def _link(goal: Goal, concerns: list[Concern]) -> None:
    GoalConcern.objects.bulk_create(
        GoalConcern(patient=goal.patient, goal=goal, concern=concern) for concern in concerns
    )


def _relink(goal: Goal, concerns: list[Concern]) -> bool:
    """Whether anything changed."""
    refuse_if(rules.why_not_link((concern.patient_id for concern in concerns), patient=goal.patient_id))
    before = set(GoalConcern.objects.filter(goal=goal).values_list("concern_id", flat=True))
    wanted = {concern.pk for concern in concerns}
    if before == wanted:
        return False
    GoalConcern.objects.filter(goal=goal).exclude(concern__in=wanted).delete()
    _link(goal, [concern for concern in concerns if concern.pk not in before])
    return True
