"""A professional writes what they understood; the patient says yes, not quite, or what is missing. It goes round until yes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from concord.access.guard import leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.people.models import CareTie, Patient, Person
from concord.story import rules
from concord.story.actions.sentences import Wording, WordingChanged
from concord.story.limits import MOST_UNDERSTOOD
from concord.story.models import Concern, Retelling, RetellingTurn, Retold
from concord.story.rules import retellings as retelling_rules
from concord.story.rules import states

Kind = RetellingTurn.Kind
RETELL, ANSWER = Permission.RETELL, Permission.ANSWER_RETELLING


@transaction.atomic
def write_retelling(
    *, patient: Patient, understood: str, led_up_to: str = "", concern: Concern | None = None, by: Person, now: datetime
) -> Retelling:
    """“What I understood”, of this person or of one concern, and what led up to it. It waits for the patient's answer."""
    tie = require(by, RETELL, patient=patient)
    refuse_if(rules.why_not_same_record(concern is None or concern.patient_id == patient.pk))
    refuse_if(_why_not_words(understood, led_up_to))
    Patient.objects.select_for_update(no_key=True).get(pk=patient.pk)
    already = Retelling.objects.filter(patient=patient, written_by=by, concern=concern).first()
    if already is not None and _is_the_same(already, understood, led_up_to) and already.state != Retold.LET_GO:
        return already
    refuse_if(retelling_rules.why_not_write_again(already is not None))
    retelling = Retelling.objects.create(
        patient=patient, concern=concern, understood=understood.strip(), led_up_to=led_up_to.strip(), written_by=by,
        written_as=tie.role, written_at=now, moved_at=now,
    )  # fmt: skip
    _keep(retelling, Kind.WRITE, tie=tie, now=now)
    leave_trace("wrote what they understood", by=by, patient=patient, at=now, permission=RETELL)
    return retelling


@transaction.atomic
def rewrite_retelling(
    *, retelling: Retelling, understood: str, led_up_to: str = "", seen: int, by: Person, now: datetime
) -> Retelling:
    """Its author understood more: new words, which need their own yes. Raises WordingChanged when `seen` is not the newest."""
    tie = require(by, RETELL, patient=retelling.patient)
    retelling = _locked(retelling)
    refuse_if(retelling_rules.why_not_rewrite(theirs=retelling.written_by_id == by.pk, who=str(retelling.written_by)))
    refuse_if(_why_not_words(understood, led_up_to))
    same = _is_the_same(retelling, understood, led_up_to)
    if retelling.number != seen:
        if same:
            return retelling  # Sent twice.
        raise _changed(retelling, seen, understood, led_up_to)
    refuse_if(retelling_rules.why_not_unchanged(same=same and retelling.state != Retold.LET_GO))
    retelling.understood, retelling.led_up_to = understood.strip(), led_up_to.strip()
    retelling.number += 1
    return _go(retelling, Kind.REWRITE, "", tie=tie, now=now)


@transaction.atomic
def answer_retelling(
    *, retelling: Retelling, answer: str, words: str = "", seen: int, by: Person, now: datetime
) -> Retelling:
    """YES, NOT_QUITE or MISSED to wording `seen`, in the patient's own words. The same answer twice has one effect."""
    tie = require(by, ANSWER, patient=retelling.patient)
    retelling = _locked(retelling)
    refuse_if(retelling_rules.why_not_answer_with(answer, words) or rules.why_too_long(words, most=MOST_UNDERSTOOD))
    refuse_if(retelling_rules.why_not_answer_wording(seen, current=retelling.number))
    last = RetellingTurn.objects.filter(retelling=retelling).last()
    if last is not None and (last.kind, last.words) == (answer, words.strip()):
        return retelling
    return _go(retelling, answer, words, tie=tie, now=now)


@transaction.atomic
def take_back_retelling_answer(*, retelling: Retelling, by: Person, now: datetime) -> Retelling:
    """The patient's answer is undone: it waits again, and what was said stays in its history."""
    tie = require(by, ANSWER, patient=retelling.patient)
    return _go(_locked(retelling), Kind.TAKE_BACK, "", tie=tie, now=now)


@transaction.atomic
def let_go_retelling(*, retelling: Retelling, by: Person, now: datetime) -> Retelling:
    """Its author takes it back; nobody is asked about it any more. They can write it anew."""
    tie = require(by, RETELL, patient=retelling.patient)
    retelling = _locked(retelling)
    refuse_if(retelling_rules.why_not_rewrite(theirs=retelling.written_by_id == by.pk, who=str(retelling.written_by)))
    return _go(retelling, Kind.LET_GO, "", tie=tie, now=now)


def _locked(retelling: Retelling) -> Retelling:
    found = Retelling.objects.select_for_update(of=("self",)).select_related("patient", "written_by", "concern")
    return found.get(pk=retelling.pk)


def _why_not_words(understood: str, led_up_to: str) -> str | None:
    return rules.why_not_write(understood, most=MOST_UNDERSTOOD) or rules.why_too_long(led_up_to, most=MOST_UNDERSTOOD)


def _is_the_same(retelling: Retelling, understood: str, led_up_to: str) -> bool:
    return (retelling.understood, retelling.led_up_to) == (understood.strip(), led_up_to.strip())


def _changed(retelling: Retelling, seen: int, understood: str, led_up_to: str) -> WordingChanged:
    then = RetellingTurn.objects.filter(retelling=retelling, number=seen, kind__in=[Kind.WRITE, Kind.REWRITE]).first()
    base = _wording(then, retelling.written_by) if then else None
    yours = {"understood": understood, "led_up_to": led_up_to}
    return WordingChanged(newest=_wording(retelling, retelling.written_by), yours=yours, base=base)


def _wording(of: Retelling | RetellingTurn, written_by: Person) -> Wording:
    return Wording({"understood": of.understood, "led_up_to": of.led_up_to}, of.number, written_by)


def _go(retelling: Retelling, kind: str, words: str, *, tie: CareTie, now: datetime) -> Retelling:
    refuse_if(states.why_not_retell(retelling.state, kind))
    retelling.state, retelling.moved_at = states.RETELLING[retelling.state, kind], now
    retelling.save(update_fields=["understood", "led_up_to", "number", "state", "moved_at"])
    _keep(retelling, kind, words, tie=tie, now=now)
    leave_trace("took a turn about what was understood", by=tie.person, patient=retelling.patient, at=now)
    return retelling


def _keep(retelling: Retelling, kind: str, words: str = "", *, tie: CareTie, now: datetime) -> None:
    wording = kind in (Kind.WRITE, Kind.REWRITE)
    RetellingTurn.objects.create(
        patient=retelling.patient, retelling=retelling, kind=kind, number=retelling.number,
        understood=retelling.understood if wording else "", led_up_to=retelling.led_up_to if wording else "",
        words=words.strip(), by=tie.person, as_role=tie.role, at=now,
    )  # fmt: skip
