"""Write what matters most, blind; open the lists when both sides have finished; join what means the same; mark what to talk about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from concord.access.guard import leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.database.queue import stand_in_queue
from concord.goals.models import Priority, PriorityList, PriorityPair, PriorityRound, PriorityTalk
from concord.goals.rules import priorities as rules
from concord.people.models import CareTie, Patient, Person
from concord.people.roles import Role

SET = Permission.SET_PRIORITIES


@transaction.atomic
def keep_priorities(*, patient: Patient, words: Sequence[str], by: Person, now: datetime) -> PriorityList:
    """Keep one's own list as it is so far, in its order. Nobody else can read it."""
    tie = require(by, SET, patient=patient)
    refuse_if(rules.why_not_keep_wishes(words))
    mine = _my_list(tie, now)
    if _written(mine) != rules.cleaned(words):
        refuse_if(rules.why_not_write_wishes(finished=mine.finished_at is not None))
        _write(mine, words)
    return mine


@transaction.atomic
def finish_priorities(*, patient: Patient, words: Sequence[str], by: Person, now: datetime) -> PriorityList:
    """One's own list is as it shall be. When the patient and a professional have finished, both can read both."""
    tie = require(by, SET, patient=patient)
    refuse_if(rules.why_not_keep_wishes(words) or rules.why_not_finish_list(words))
    mine = _my_list(tie, now)
    waiting = PriorityRound.objects.select_for_update().filter(pk=mine.round_id, revealed_at__isnull=True).first()
    if mine.finished_at is not None and _written(mine) == rules.cleaned(words):
        return mine
    refuse_if(rules.why_not_write_wishes(finished=mine.finished_at is not None))
    if _written(mine) != rules.cleaned(words):
        _write(mine, words)
    PriorityList.objects.filter(pk=mine.pk).update(finished_at=now)
    mine.finished_at = now
    if waiting is not None:
        _open(waiting, now)
    leave_trace("finished a list of what matters most", by=by, patient=patient, at=now, permission=SET)
    return mine


@transaction.atomic
def take_list_back(*, patient: Patient, by: Person, now: datetime) -> None:
    """Write on: possible until the other side has finished, too."""
    require(by, SET, patient=patient)
    newest = _newest_round(patient)
    waiting = (
        PriorityRound.objects.select_for_update()
        .filter(pk=newest.pk if newest else 0, revealed_at__isnull=True)
        .first()
    )
    mine = PriorityList.objects.filter(round=newest, person=by).first()
    finished = mine is not None and mine.finished_at is not None
    refuse_if(rules.why_not_take_list_back(finished=finished, opened=waiting is None))
    PriorityList.objects.filter(round=waiting, person=by).update(finished_at=None)
    leave_trace("took a finished list back", by=by, patient=patient, at=now, permission=SET)


@transaction.atomic
def begin_round(*, patient: Patient, by: Person, now: datetime) -> PriorityRound:
    """Write anew what matters most. Earlier rounds stay, and can be read."""
    require(by, SET, patient=patient)
    newest = _newest_round(patient)
    refuse_if(rules.why_not_begin_round(waiting=newest is not None and newest.revealed_at is None))
    leave_trace("began a round of what matters most", by=by, patient=patient, at=now, permission=SET)
    return _first_round(patient, by, now)


@transaction.atomic
def join_priorities(*, one: Priority, other: Priority, by: Person, now: datetime) -> PriorityPair:
    """Say that a wish of the patient and one of a professional mean the same."""
    require(by, SET, patient=one.patient)
    stand_in_queue("pair", one.patient_id)
    standing = PriorityPair.objects.standing()
    if found := standing.filter(one=one, other=other).first():
        return found
    taken = standing.filter(one=one).values_list("other__in_list", flat=True)
    refuse_if(rules.why_not_join(_side(one), _side(other), taken=taken))
    refuse_if(rules.why_not_join_again(taken=standing.filter(other=other).exists()))
    leave_trace("joined two wishes", by=by, patient=one.patient, at=now, permission=SET)
    return PriorityPair.objects.create(patient=one.patient, one=one, other=other, joined_by=by, joined_at=now)


@transaction.atomic
def part_priorities(*, pair: PriorityPair, by: Person, now: datetime) -> None:
    """They do not mean the same after all."""
    require(by, SET, patient=pair.patient)
    if PriorityPair.objects.standing().filter(pk=pair.pk).update(parted_at=now):
        leave_trace("parted two wishes", by=by, patient=pair.patient, at=now, permission=SET)


@transaction.atomic
def mark_for_talk(*, priority: Priority, by: Person, now: datetime) -> PriorityTalk:
    """Somebody would like to talk about this wish, whoever wrote it."""
    require(by, SET, patient=priority.patient)
    talk, first = PriorityTalk.objects.get_or_create(
        priority=priority, talked_at=None, defaults={"patient": priority.patient, "asked_by": by, "asked_at": now}
    )
    if first:
        leave_trace("asked to talk about a wish", by=by, patient=priority.patient, at=now, permission=SET)
    return talk


@transaction.atomic
def say_talked(*, priority: Priority, by: Person, now: datetime) -> None:
    """It was talked about; the mark goes, and stays in the history."""
    require(by, SET, patient=priority.patient)
    if PriorityTalk.objects.still_open().filter(priority=priority).update(talked_at=now):
        leave_trace("talked about a wish", by=by, patient=priority.patient, at=now, permission=SET)


def _newest_round(patient: Patient) -> PriorityRound | None:
    return PriorityRound.objects.filter(patient=patient).order_by("-pk").first()


def _first_round(patient: Patient, by: Person, now: datetime) -> PriorityRound:
    """Of two who begin at once, both get the same."""
    return PriorityRound.objects.get_or_create(
        patient=patient, revealed_at=None, defaults={"begun_by": by, "begun_at": now}
    )[0]


def _my_list(tie: CareTie, now: datetime) -> PriorityList:
    newest = _newest_round(tie.patient) or _first_round(tie.patient, tie.person, now)
    mine, _begun = PriorityList.objects.get_or_create(
        round=newest, person=tie.person, defaults={"patient": tie.patient, "as_role": tie.role, "begun_at": now}
    )
    # Finished in an opened round it cannot change any more, so the database lets nobody lock it.
    locked = PriorityList.objects.select_for_update().filter(pk=mine.pk).first()
    return locked or PriorityList.objects.get(pk=mine.pk)


def _written(mine: PriorityList) -> list[str]:
    return list(Priority.objects.filter(in_list=mine).order_by("place").values_list("words", flat=True))


def _write(mine: PriorityList, words: Sequence[str]) -> None:
    Priority.objects.filter(in_list=mine).delete()
    Priority.objects.bulk_create(
        Priority(patient=mine.patient, in_list=mine, place=place, words=one)
        for place, one in enumerate(rules.cleaned(words), start=1)
    )


def _open(waiting: PriorityRound, now: datetime) -> None:
    roles = PriorityList.objects.filter(round=waiting, finished_at__isnull=False).values_list("as_role", flat=True)
    if Role.PATIENT in roles and any(role != Role.PATIENT for role in roles):
        PriorityRound.objects.filter(pk=waiting.pk).update(revealed_at=now)


def _side(priority: Priority) -> rules.Side:
    mine = priority.in_list
    return rules.Side(mine.round_id, mine.as_role == Role.PATIENT, mine.pk)
