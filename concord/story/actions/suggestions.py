"""Suggest other words for what somebody wrote; its author accepts them or not. Nobody edits another's words."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from concord.access.guard import leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.people.models import CareTie, Person
from concord.story import rules
from concord.story.actions.causes import keep_cause
from concord.story.actions.events import keep_event, why_not_change
from concord.story.actions.sentences import lock_sentence, say_sentence
from concord.story.limits import MOST_CAUSE, MOST_EVENT, MOST_SENTENCE, MOST_WHY
from concord.story.models import (
    CauseChange,
    Event,
    EventChange,
    PossibleCause,
    Sentence,
    SentenceChange,
    Suggestion,
    SuggestionMove,
)
from concord.story.rules import sentences as sentence_rules
from concord.story.rules import states

Into = Sentence | PossibleCause | Event
Kind = SuggestionMove.Kind
MOST = {Sentence: MOST_SENTENCE, PossibleCause: MOST_CAUSE, Event: MOST_EVENT}
NAMES: dict[type, str] = {Sentence: "sentence", PossibleCause: "cause", Event: "event"}


@transaction.atomic
def suggest_words(*, into: Into, words: str, why: str = "", by: Person, now: datetime) -> Suggestion:
    """Other words for somebody else's, with a reason if wanted. The same suggestion twice is one."""
    tie = require(by, Permission.SUGGEST_WORDS, patient=into.patient)
    refuse_if(rules.why_not_write(words, most=MOST[type(into)]) or rules.why_too_long(why, most=MOST_WHY))
    given = {NAMES[type(into)]: into, "by": by, "words": words.strip()}
    if already := Suggestion.objects.still_open().filter(**given).first():
        return already
    same = words.strip() == into.words
    refuse_if(sentence_rules.why_not_suggest(own=is_author(into, tie), same=same, gone=is_gone(into)))
    suggestion = Suggestion.objects.create(
        patient=into.patient, before=into.words, why=why.strip(), as_role=tie.role, at=now, **given
    )
    _keep(suggestion, Kind.SUGGEST, "", tie=tie, now=now)
    leave_trace("suggested other words", by=by, patient=into.patient, at=now, permission=Permission.SUGGEST_WORDS)
    return suggestion


@transaction.atomic
def accept_suggestion(*, suggestion: Suggestion, seen: str, by: Person, now: datetime) -> Suggestion:
    """Its words take the place of the author's own. `seen` are the words that stood there when the author read both."""
    tie = require(by, Permission.WRITE_STORY, patient=suggestion.patient)
    suggestion = _answering(suggestion, Kind.ACCEPT, tie)
    if suggestion.state == Suggestion.State.ACCEPTED:
        return suggestion  # Tapped twice.
    into = suggestion.into
    if isinstance(into, Sentence):
        into = lock_sentence(into)
    refuse_if(sentence_rules.why_not_suggest(own=False, same=False, gone=is_gone(into)))
    refuse_if(sentence_rules.why_not_seen(seen, stands=into.words))
    _go(suggestion, Kind.ACCEPT, "", tie=tie, now=now)
    _put(suggestion.words, into, tie=tie, now=now)
    return suggestion


@transaction.atomic
def leave_suggestion(*, suggestion: Suggestion, words: str = "", by: Person, now: datetime) -> Suggestion:
    """The author keeps their own words, and may say why. It can still be accepted later."""
    tie = require(by, Permission.WRITE_STORY, patient=suggestion.patient)
    refuse_if(rules.why_too_long(words, most=MOST_WHY))
    suggestion = _answering(suggestion, Kind.NOT_TAKE, tie)
    if suggestion.state == Suggestion.State.NOT_TAKEN:
        return suggestion
    return _go(suggestion, Kind.NOT_TAKE, words, tie=tie, now=now)


@transaction.atomic
def take_back_suggestion(*, suggestion: Suggestion, by: Person, now: datetime) -> Suggestion:
    tie = require(by, Permission.SUGGEST_WORDS, patient=suggestion.patient)
    suggestion = _locked(suggestion)
    theirs, who = suggestion.by_id == by.pk, str(suggestion.by)
    refuse_if(sentence_rules.why_not_take_back_suggestion(theirs=theirs, who=who))
    return _go(suggestion, Kind.TAKE_BACK, "", tie=tie, now=now)


def is_author(into: Into, tie: CareTie) -> bool:
    """Whose words these are: an event that tells what the patient said is the patient's too."""
    if isinstance(into, Event):
        return why_not_change(into, tie) is None
    return into.written_by_id == tie.person_id


def is_gone(into: Into) -> bool:
    return (into.set_aside_at if isinstance(into, Sentence) else into.removed_at) is not None


def _locked(suggestion: Suggestion) -> Suggestion:
    beside = ("patient", "by", "sentence__written_by", "cause__written_by", "event__written_by")
    return Suggestion.objects.select_for_update(of=("self",)).select_related(*beside).get(pk=suggestion.pk)


def _answering(suggestion: Suggestion, kind: str, tie: CareTie) -> Suggestion:
    suggestion = _locked(suggestion)
    into = suggestion.into
    refuse_if(sentence_rules.why_not_answer_suggestion(authors=is_author(into, tie), who=str(into.written_by)))
    if states.SUGGESTION.get(("OPEN", kind)) != suggestion.state:
        refuse_if(states.why_not_settle(suggestion.state, kind))
    return suggestion


def _go(suggestion: Suggestion, kind: str, words: str, *, tie: CareTie, now: datetime) -> Suggestion:
    refuse_if(states.why_not_settle(suggestion.state, kind))
    suggestion.state = states.SUGGESTION[suggestion.state, kind]
    suggestion.save(update_fields=["state"])
    _keep(suggestion, kind, words, tie=tie, now=now)
    leave_trace("settled a suggestion", by=tie.person, patient=suggestion.patient, at=now)
    return suggestion


def _put(words: str, into: Into, *, tie: CareTie, now: datetime) -> None:
    into.words = words
    if isinstance(into, Sentence):
        say_sentence(into, SentenceChange.What.ACCEPTED, tie=tie, now=now)
    elif isinstance(into, PossibleCause):
        into.save(update_fields=["words"])
        keep_cause(into, CauseChange.What.ACCEPTED, who=tie.person, now=now)
    else:
        into.save()
        keep_event(into, EventChange.What.ACCEPTED, who=tie.person, now=now)


def _keep(suggestion: Suggestion, kind: str, words: str, *, tie: CareTie, now: datetime) -> None:
    SuggestionMove.objects.create(
        patient=suggestion.patient, suggestion=suggestion, kind=kind, words=words.strip(), by=tie.person, as_role=tie.role, at=now
    )  # fmt: skip
