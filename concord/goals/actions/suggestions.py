"""Lay other words beside somebody's goal; its owner takes them or not. Nobody edits another's words."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from concord.access.guard import leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.agreement import actions as agreement
from concord.agreement.models import Version
from concord.database.queue import stand_in_queue
from concord.goals import rules
from concord.goals.models import Goal, Suggestion
from concord.goals.reads import suggestions as reads
from concord.goals.rules import suggestions as whose
from concord.goals.rules.writing import same_words, whole
from concord.people.models import Person

WRITE, YES = Permission.WRITE_GOAL, Permission.ACKNOWLEDGE_GOAL
Answer = Suggestion.Answer


@transaction.atomic
def suggest_words(
    *, goal: Goal, words: dict[str, str], seen: int, look_day: date | None = None, note: str = "", by: Person, now: datetime
) -> Suggestion:  # fmt: skip
    """Words beside version `seen`. Another suggestion by the same person takes the place of their waiting one. Raises ChangedMeanwhile."""
    tie = require(by, WRITE, patient=goal.patient)
    refuse_if(rules.why_not_write(words) or rules.why_not_say(note))
    newest = agreement.current_version(goal.text)
    mine = whole(words, look_day)
    if newest.number != seen:
        base = Version.objects.filter(text=goal.text, number=seen).first()
        raise agreement.ChangedMeanwhile(newest=newest, yours=mine, base=base)
    may_edit, ended = reads.owns(goal, tie), goal.ended_at is not None
    refuse_if(whose.why_not_suggest(newest.words, mine, may_edit=may_edit, ended=ended))
    stand_in_queue("suggestion", goal.pk, by.pk)
    before = Suggestion.objects.waiting().select_for_update().filter(goal=goal, suggested_by=by).first()
    if before is not None and (before.words, before.note, before.version_id) == (mine, note, newest.pk):
        return before
    if before is not None:
        _answer(before, Answer.TAKEN_BACK, by=by, now=now)
    leave_trace("suggested words for a goal", by=by, patient=goal.patient, at=now, permission=WRITE)
    return Suggestion.objects.create(
        patient=goal.patient, goal=goal, version=newest, words=mine, note=note, suggested_by=by, as_role=tie.role, suggested_at=now
    )  # fmt: skip


@transaction.atomic
def answer_suggestion(
    *, suggestion: Suggestion, take: bool, seen: int, words: str = "", by: Person, now: datetime
) -> Version | None:
    """Taken, what it changes becomes a new version, written by its owner; not taken, nothing changes. Raises ChangedMeanwhile."""
    goal = suggestion.goal
    tie = require(by, WRITE, patient=goal.patient)
    refuse_if(rules.why_not_say(words))
    suggestion = Suggestion.objects.select_for_update(of=("self",)).select_related("version").get(pk=suggestion.pk)
    refuse_if(
        whose.why_not_answer(answered=suggestion.answered_at is not None, owner=reads.owns(goal, tie))
        or rules.why_not_change(ended=goal.ended_at is not None)
    )
    version = _take(goal, suggestion, seen=seen, by=by, now=now) if take else None
    _answer(suggestion, Answer.TAKEN if take else Answer.NOT_TAKEN, words=words, by=by, now=now)
    leave_trace("answered a suggestion", by=by, patient=goal.patient, at=now, permission=WRITE)
    return version


@transaction.atomic
def take_back_suggestion(*, suggestion: Suggestion, by: Person, now: datetime) -> None:
    """Whoever suggested words takes them back; they stay in the history."""
    require(by, WRITE, patient=suggestion.patient)
    suggestion = Suggestion.objects.select_for_update().get(pk=suggestion.pk)
    answered, theirs = suggestion.answered_at is not None, suggestion.suggested_by_id == by.pk
    refuse_if(whose.why_not_take_suggestion_back(answered=answered, theirs=theirs))
    _answer(suggestion, Answer.TAKEN_BACK, by=by, now=now)
    leave_trace("took a suggestion back", by=by, patient=suggestion.patient, at=now, permission=WRITE)


def _take(goal: Goal, suggestion: Suggestion, *, seen: int, by: Person, now: datetime) -> Version | None:
    newest = agreement.current_version(goal.text)
    taken = reads.if_taken(suggestion, newest.words)
    if same_words(taken, newest.words):
        return None
    version = agreement.revise_text(text=goal.text, seen=seen, words=taken, permission=WRITE, by=by, now=now)
    Goal.objects.filter(pk=goal.pk).update(look_day=taken.get("look_day") or None)
    agreement.acknowledge(text=goal.text, number=version.number, permission=YES, by=by, now=now)
    return version


def _answer(suggestion: Suggestion, answer: str, *, words: str = "", by: Person, now: datetime) -> None:
    Suggestion.objects.filter(pk=suggestion.pk).update(
        answer=answer, answer_words=words, answered_by=by, answered_at=now
    )
