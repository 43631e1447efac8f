"""What help a step needs, whom the patient asks, and what somebody promises: a step of their own in the same plan."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from concord.access.guard import leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.people.models import CareTie, Patient, Person
from concord.plan.actions.steps import change, is_mine, locked, written
from concord.plan.models import Ask, HelpNeed, Step, StepChange, StepDay
from concord.plan.rules import promises as rules
from concord.plan.rules import proposals
from concord.plan.rules.days import local_day

ASK, KEEP = Permission.ASK_FOR_HELP, Permission.KEEP_PROMISE


@transaction.atomic
def say_what_helps(*, step: Step, words: str = "", by: Person, now: datetime) -> HelpNeed:
    """“What help do you need for this?” is asked once a step. Without words: none."""
    tie = require(by, Permission.WRITE_STEP, patient=step.patient)
    step = locked(step)
    before = HelpNeed.objects.filter(step=step).first()
    if before is not None and before.words == words.strip() and before.by_id == by.pk:
        return before
    refuse_if(rules.why_not_say_help(mine=is_mine(step, tie), said=before is not None, ended=step.ended_at is not None))
    refuse_if(proposals.why_not_say(words))
    need = HelpNeed.objects.create(
        patient=step.patient, step=step, words=words.strip(), by=by, as_role=tie.role, at=now
    )
    leave_trace("said what help a step needs", by=by, patient=step.patient, at=now, permission=Permission.WRITE_STEP)
    return need


@transaction.atomic
def ask_for_help(
    *, patient: Patient, asked: Person, words: str, by_day: date | None = None, times_a_week: int | None = None,
    helps: Step | None = None, by: Person, now: datetime,
) -> Ask:  # fmt: skip
    """The patient asks one person of the team for one thing. The same ask twice while it waits has one effect."""
    require(by, ASK, patient=patient)
    theirs = CareTie.objects.still_open().between(asked, patient).first()
    refuse_if(
        rules.why_not_ask(
            words,
            here=theirs is not None,
            themself=asked.pk == by.pk,
            now=now,
            by_day=by_day,
            times_a_week=times_a_week,
        )
    )
    refuse_if(proposals.why_not_link([helps.patient_id] if helps else [], patient=patient.pk))
    given = {
        "patient": patient,
        "asked": asked,
        "words": words.strip(),
        "helps": helps,
        "by_day": by_day,
        "times_a_week": times_a_week,
    }
    before = Ask.objects.waiting().filter(asked_by=by, **given).first()
    if before is not None:
        return before
    ask = Ask.objects.create(**given, asked_role=theirs.role, asked_by=by, asked_at=now)  # type: ignore[union-attr]
    leave_trace("asked somebody for help", by=by, patient=patient, at=now, permission=ASK)
    return ask


@transaction.atomic
def answer_ask(*, ask: Ask, yes: bool, words: str = "", by: Person, now: datetime) -> Ask:
    """Whoever was asked says yes or no, in their own words. A yes is a step of theirs, and they are the one who marks it."""
    tie = require(by, KEEP, patient=ask.patient)
    ask = _locked(ask)
    if ask.asked_id == by.pk and (ask.state, ask.answer) == (Ask.State.YES if yes else Ask.State.NO, words.strip()):
        return ask  # Tapped twice.
    waiting, gone = ask.state == Ask.State.WAITING, ask.state == Ask.State.TAKEN_BACK
    refuse_if(rules.why_not_answer(waiting=waiting, theirs=ask.asked_id == by.pk, taken_back=gone))
    refuse_if(proposals.why_not_say(words))
    ask.state, ask.answer, ask.answered_at = Ask.State.YES if yes else Ask.State.NO, words.strip(), now
    if yes:
        ask.made = _promise(ask, tie=tie, now=now)
    ask.save(update_fields=["state", "answer", "answered_at", "made"])
    leave_trace("answered what was asked", by=by, patient=ask.patient, at=now, permission=KEEP)
    return ask


@transaction.atomic
def take_back_ask(*, ask: Ask, by: Person, now: datetime) -> Ask:
    """It is no longer asked."""
    require(by, ASK, patient=ask.patient)
    ask = _locked(ask)
    if ask.state == Ask.State.TAKEN_BACK:
        return ask
    refuse_if(rules.why_not_take_back(waiting=ask.state == Ask.State.WAITING))
    ask.state = Ask.State.TAKEN_BACK
    ask.save(update_fields=["state"])
    leave_trace("took an ask back", by=by, patient=ask.patient, at=now, permission=ASK)
    return ask


@transaction.atomic
def move_promise(*, step: Step, by_day: date, words: str = "", by: Person, now: datetime) -> Step:
    """Another day, with a word why. The patient sees both days."""
    tie = require(by, KEEP, patient=step.patient)
    step = locked(step)
    done = StepDay.objects.standing().filter(step=step, state=StepDay.State.DONE).exists()
    mine = step.owner_id == by.pk
    refuse_if(rules.why_not_move(mine=mine, by_day=step.by_day, done=done, ended=step.ended_at is not None))
    refuse_if(rules.why_not_by(by_day, now=now) or proposals.why_not_say(words))
    if by_day == step.by_day:
        return step
    start = {"start_day": by_day} if by_day < step.start_day else {}
    return change(step, StepChange.Kind.EDITED, {"by_day": by_day, **start}, tie=tie, now=now, words=words.strip())


def _promise(ask: Ask, *, tie: CareTie, now: datetime) -> Step:
    today = local_day(now, tie.person.zone)
    helps = ask.helps
    start = min(today, ask.by_day) if ask.by_day else today
    return written(
        tie=tie, now=now, patient=ask.patient, words=ask.words, by_day=ask.by_day, times_a_week=ask.times_a_week,
        owner=tie.person, owner_role=tie.role, helps_id=ask.helps_id, start_day=start, taken_on_at=now,
        recommendation=helps.recommendation if helps else None, goal=helps.goal if helps else None,
    )  # fmt: skip


def _locked(ask: Ask) -> Ask:
    found = Ask.objects.select_for_update(of=("self",)).select_related(
        "patient", "helps__recommendation", "helps__goal", "asked"
    )
    return found.get(pk=ask.pk)
