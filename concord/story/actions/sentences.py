"""Write, revise, order, link and set aside the sentences of “what we think is going on”. Nobody edits another's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from concord.access.guard import leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.agreement.actions import ChangedMeanwhile
from concord.people.models import CareTie, Patient, Person
from concord.people.roles import Role
from concord.story import rules
from concord.story.limits import MOST_SENTENCE, MOST_WHY
from concord.story.models import Event, PossibleCause, Sentence, SentenceChange, SentenceLink
from concord.story.rules import sentences as sentence_rules

What = SentenceChange.What
WRITE = Permission.WRITE_SENTENCE


@dataclass(frozen=True)
class Wording:
    """What the page for two texts shows of one of them."""

    words: dict[str, str]
    number: int
    written_by: Person


class WordingChanged(ChangedMeanwhile):
    """The words were changed in another window first. Carries both, so that nothing typed is lost."""

    def __init__(self, *, newest: Wording, yours: dict[str, str], base: Wording | None = None) -> None:
        Exception.__init__(self, "changed meanwhile")
        self.newest: Any = newest
        self.yours: Any = yours
        self.base: Any = base


@transaction.atomic
def write_sentence(
    *, patient: Patient, words: str, sureness: str, names_condition: bool = False, by: Person, now: datetime
) -> Sentence:
    """At the end of the page, in its author's name. The same sentence of the same author twice stands once."""
    tie = require(by, WRITE, patient=patient)
    _require_clinician(names_condition, patient=patient, by=by)
    refuse_if(_why_not_words(words, sureness))
    everything = _locked(patient)
    same = everything.standing().filter(written_by=by, words=words.strip()).first()
    if same is not None:
        return same
    last = everything.aggregate(last=Max("place"))["last"] or 0
    sentence = Sentence.objects.create(
        patient=patient, words=words.strip(), sureness=sureness, names_condition=names_condition, place=last + 1, written_by=by,
        written_as=tie.role, written_at=now, changed_at=now,
    )  # fmt: skip
    _keep(sentence, What.WRITTEN, tie=tie, now=now)
    leave_trace("wrote a sentence of what we think", by=by, patient=patient, at=now, permission=WRITE)
    return sentence


@transaction.atomic
def revise_sentence(
    *, sentence: Sentence, words: str, sureness: str, names_condition: bool = False, seen: int, by: Person, now: datetime
) -> Sentence:  # fmt: skip
    """Its author says it in other words, or is more or less sure. Raises WordingChanged when number `seen` is not the newest."""
    tie = require(by, WRITE, patient=sentence.patient)
    _require_clinician(names_condition, patient=sentence.patient, by=by)
    sentence = lock_sentence(sentence)
    refuse_if(why_not_change_sentence(sentence, tie) or _why_not_words(words, sureness))
    refuse_if(sentence_rules.why_not_while_set_aside(sentence.set_aside_at is not None))
    typed = (words.strip(), sureness, names_condition)
    if typed == (sentence.words, sentence.sureness, sentence.names_condition):
        return sentence
    if sentence.number != seen:
        raise WordingChanged(newest=_wording(sentence), yours={"words": words}, base=_wording_of(sentence, seen))
    sentence.words, sentence.sureness, sentence.names_condition = typed
    say_sentence(sentence, What.REVISED, tie=tie, now=now)
    return sentence


@transaction.atomic
def move_sentence(*, sentence: Sentence, up: bool, by: Person, now: datetime) -> Sentence:
    """One place up or down. The order belongs to all who write here, and says nothing about what is likelier."""
    tie = require(by, WRITE, patient=sentence.patient)
    rows = list(_locked(sentence.patient).standing().in_order())
    here = next((one for one in rows if one.pk == sentence.pk), None)
    refuse_if(sentence_rules.why_not_while_set_aside(here is None))
    assert here is not None  # noqa: S101 - refused just above
    refuse_if(sentence_rules.why_not_move([one.pk for one in rows], here.pk, up=up))
    other = rows[rows.index(here) + (-1 if up else 1)]
    here.place, other.place = other.place, here.place
    for one in (here, other):
        one.save(update_fields=["place"])
        _keep(one, What.MOVED, tie=tie, now=now)
    leave_trace("put a sentence elsewhere", by=by, patient=sentence.patient, at=now, permission=WRITE)
    return here


@transaction.atomic
def set_aside_sentence(*, sentence: Sentence, why: str, by: Person, now: datetime) -> Sentence:
    """It leaves the page with a reason, and stays in the history. Nothing is deleted."""
    tie = require(by, WRITE, patient=sentence.patient)
    sentence = lock_sentence(sentence)
    refuse_if(why_not_set_aside(sentence, tie))
    refuse_if(sentence_rules.why_not_say_why(why) or rules.why_too_long(why, most=MOST_WHY))
    sentence.set_aside_at = now
    say_sentence(sentence, What.SET_ASIDE, tie=tie, now=now, why=why.strip())
    return sentence


@transaction.atomic
def take_up_sentence(*, sentence: Sentence, by: Person, now: datetime) -> Sentence:
    tie = require(by, WRITE, patient=sentence.patient)
    sentence = lock_sentence(sentence)
    theirs, who = sentence.written_by_id == by.pk, str(sentence.written_by)
    set_aside = sentence.set_aside_at is not None
    refuse_if(sentence_rules.why_not_take_up(theirs=theirs, set_aside=set_aside, who=who))
    sentence.set_aside_at = None
    say_sentence(sentence, What.TAKEN_UP, tie=tie, now=now)
    return sentence


@transaction.atomic
def link_sentence(
    *, sentence: Sentence, event: Event | None = None, cause: PossibleCause | None = None, by: Person, now: datetime
) -> SentenceLink:
    """Say what it rests on: one event of the story or one possible cause of this record."""
    tie = require(by, WRITE, patient=sentence.patient)
    sentence = lock_sentence(sentence)
    refuse_if(sentence_rules.why_not_while_set_aside(sentence.set_aside_at is not None))
    links = [one for one in (event, cause) if one is not None]
    refuse_if(rules.why_not_same_record(all(one.patient_id == sentence.patient_id for one in links)))
    already = SentenceLink.objects.standing().filter(sentence=sentence, event=event, cause=cause).exists()
    refuse_if(sentence_rules.why_not_link_sentence(links=len(links), already=already))
    link = SentenceLink.objects.create(
        patient=sentence.patient, sentence=sentence, event=event, cause=cause, given_by=by, given_as=tie.role, given_at=now
    )  # fmt: skip
    leave_trace("linked a sentence", by=by, patient=sentence.patient, at=now, permission=WRITE)
    return link


@transaction.atomic
def unlink_sentence(*, link: SentenceLink, by: Person, now: datetime) -> SentenceLink:
    """Whoever made the link, or whose sentence it is, takes it away; that it stood there is kept."""
    require(by, WRITE, patient=link.patient)
    allowed = by.pk in (link.given_by_id, link.sentence.written_by_id)
    taken_back, who = link.taken_back_at is not None, str(link.given_by)
    refuse_if(sentence_rules.why_not_unlink(allowed=allowed, taken_back=taken_back, who=who))
    link.taken_back_at = now
    link.save(update_fields=["taken_back_at"])
    leave_trace("took a link away", by=by, patient=link.patient, at=now, permission=WRITE)
    return link


def why_not_change_sentence(sentence: Sentence, tie: CareTie) -> str | None:
    """The rule with this sentence's facts, for the action and for the page."""
    theirs = sentence.written_by_id == tie.person_id
    return sentence_rules.why_not_change_sentence(theirs=theirs, who=str(sentence.written_by))


def why_not_set_aside(sentence: Sentence, tie: CareTie) -> str | None:
    theirs = sentence.written_by_id == tie.person_id
    here = getattr(sentence, "author_here", None)  # A page has read it with the sentence.
    if here is None and not theirs:
        here = CareTie.objects.still_open().between(sentence.written_by, sentence.patient).exists()
    left = not theirs and not here
    return sentence_rules.why_not_set_aside(
        theirs=theirs, author_left=left, patients=sentence.written_as == Role.PATIENT, already=sentence.set_aside_at is not None,
        who=str(sentence.written_by),
    )  # fmt: skip


def lock_sentence(sentence: Sentence) -> Sentence:
    """As the database has it now; whoever else changes it waits."""
    found = Sentence.objects.select_for_update(of=("self",)).select_related("patient", "written_by")
    return found.get(pk=sentence.pk)


def say_sentence(sentence: Sentence, what: str, *, tie: CareTie, now: datetime, why: str = "") -> None:
    """Keep what was just changed, as one more row of the history."""
    sentence.changed_at = now
    if what in (What.REVISED, What.ACCEPTED):
        sentence.number += 1
    fields = ["words", "sureness", "names_condition", "number", "changed_at", "set_aside_at"]
    sentence.save(update_fields=fields)
    _keep(sentence, what, tie=tie, now=now, why=why)
    leave_trace("changed what we think", by=tie.person, patient=sentence.patient, at=now, permission=WRITE)


def _locked(patient: Patient) -> Any:
    Patient.objects.select_for_update(no_key=True).get(pk=patient.pk)
    return Sentence.objects.filter(patient=patient)


def _require_clinician(names_condition: bool, *, patient: Patient, by: Person) -> None:
    if names_condition:
        tie = require(by, Permission.NAME_CONDITION, patient=patient)
        refuse_if(sentence_rules.why_not_name_diagnosis(Role(tie.role), names=True))


def _why_not_words(words: str, sureness: str) -> str | None:
    return rules.why_not_write(words, most=MOST_SENTENCE) or sentence_rules.why_not_sure(sureness)


def _wording(sentence: Sentence) -> Wording:
    return Wording({"words": sentence.words}, sentence.number, sentence.written_by)


def _wording_of(sentence: Sentence, number: int) -> Wording | None:
    then = SentenceChange.objects.filter(sentence=sentence, number=number).first()
    return Wording({"words": then.words}, number, sentence.written_by) if then else None


def _keep(sentence: Sentence, what: str, *, tie: CareTie, now: datetime, why: str = "") -> None:
    SentenceChange.objects.create(
        patient=sentence.patient, sentence=sentence, what=what, number=sentence.number, words=sentence.words,
        sureness=sentence.sureness, names_condition=sentence.names_condition, place=sentence.place,
        stands=sentence.set_aside_at is None, why=why, by=tie.person, as_role=tie.role, at=now,
    )  # fmt: skip
