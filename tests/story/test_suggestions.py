"""Nobody edits another's words: suggest, accept or not, history. Every way that the table allows, and no other."""

from __future__ import annotations

import pytest

from concord.access.guard import NotAllowed, Refused
from concord.database.acting import acting_as
from concord.story import actions
from concord.story.models import Event, PossibleCause, Sentence, Suggestion
from concord.story.reads import sentences as reads
from concord.story.rules import states
from tests.make import story as make

pytestmark = pytest.mark.django_db
MINE, THEIRS = "short nights press on my head", "short nights, most of the time"


@pytest.fixture
def sentence(team):
    return make.sentence(team.patient, team.thandi, MINE)


@pytest.fixture
def suggestion(team, sentence):
    return make.suggestion(sentence, team.doctor, THEIRS, why="not at your sister’s")


def take(suggestion: Suggestion, move: str, team, now, *, seen: str = MINE) -> Suggestion:
    """As whoever may take this move would."""
    by = team.doctor if move == "TAKE_BACK" else team.thandi
    given = {"suggestion": suggestion, "by": by, "now": now}
    with acting_as(by):
        if move == "ACCEPT":
            return actions.accept_suggestion(seen=seen, **given)
        if move == "NOT_TAKE":
            return actions.leave_suggestion(words="I say it my way", **given)
        return actions.take_back_suggestion(**given)


WAYS = {"OPEN": (), "ACCEPTED": ("ACCEPT",), "NOT_TAKEN": ("NOT_TAKE",), "TAKEN_BACK": ("TAKE_BACK",)}
SAME_TAP = {("ACCEPTED", "ACCEPT"), ("NOT_TAKEN", "NOT_TAKE")}


@pytest.mark.parametrize("state", WAYS)
@pytest.mark.parametrize("move", ["ACCEPT", "NOT_TAKE", "TAKE_BACK"])
def test_every_way_of_the_table_can_be_gone_and_no_other(team, suggestion, now, state, move):
    for step in WAYS[state]:
        suggestion = take(suggestion, step, team, now)
    assert suggestion.state == state
    if (state, move) in states.SUGGESTION:
        assert take(suggestion, move, team, now).state == states.SUGGESTION[state, move]
    elif (state, move) in SAME_TAP:
        assert take(suggestion, move, team, now, seen=THEIRS).state == state
    else:
        with pytest.raises(Refused):
            take(suggestion, move, team, now)


def test_what_is_accepted_becomes_the_authors_words_and_its_history_says_so(team, sentence, suggestion, now):
    take(suggestion, "ACCEPT", team, now)
    with acting_as(team.thandi):
        kept = reads.sentence(team.patient, sentence.pk)
        assert (kept.words, kept.written_by, kept.number) == (THEIRS, team.thandi, 2)
        assert reads.sentence_changes(kept)[0].change.what == "ACCEPTED"
        told = reads.suggestions_into(kept)[0]
        assert [piece.words for piece in told.pieces if piece.kind == "new"] == ["nights, most of the time"]
        assert told.answer.who == "Thandi Mokoena"


def test_what_is_not_taken_changes_nothing_and_can_be_taken_after_all(team, sentence, suggestion, now):
    take(suggestion, "NOT_TAKE", team, now)
    with acting_as(team.thandi):
        sentence.refresh_from_db()
    assert sentence.words == MINE
    take(suggestion, "ACCEPT", team, now)
    with acting_as(team.thandi):
        assert [move.kind for move in reads.suggestions_into(sentence)[0].moves] == ["SUGGEST", "NOT_TAKE", "ACCEPT"]


def test_an_answer_belongs_to_the_words_that_were_read(team, sentence, suggestion, now):
    with acting_as(team.thandi):
        given = {"words": "changed meanwhile", "sureness": "GUESS", "seen": 1, "by": team.thandi, "now": now}
        actions.revise_sentence(sentence=sentence, **given)
    with pytest.raises(Refused, match="changed since"):
        take(suggestion, "ACCEPT", team, now)
    assert take(suggestion, "ACCEPT", team, now, seen="changed meanwhile").state == "ACCEPTED"


def test_only_the_author_answers_and_only_who_suggests_takes_back(team, suggestion, now):
    with acting_as(team.therapist), pytest.raises(Refused, match="wrote the words"):
        actions.accept_suggestion(suggestion=suggestion, seen=MINE, by=team.therapist, now=now)
    with acting_as(team.doctor), pytest.raises(Refused, match="wrote the words"):
        actions.leave_suggestion(suggestion=suggestion, by=team.doctor, now=now)
    with acting_as(team.thandi), pytest.raises(Refused, match="suggested this"):
        actions.take_back_suggestion(suggestion=suggestion, by=team.thandi, now=now)


def test_a_coach_suggests_into_possible_causes_sentences_and_events_and_a_supporter_into_nothing(team, now):
    event, cause = make.event(team.patient, team.thandi), make.cause(team.patient, team.thandi)
    for into in (event, cause, make.sentence(team.patient, team.thandi)):
        made = make.suggestion(into, team.coach, "in other words")
        with acting_as(team.thandi):
            actions.accept_suggestion(suggestion=made, seen=into.words, by=team.thandi, now=now)
            into.refresh_from_db()
            assert (into.words, into.written_by) == ("in other words", team.thandi)
            assert into.changes.order_by("-pk").first().what == "ACCEPTED"
        with pytest.raises(NotAllowed):
            make.suggestion(into, team.supporter)


def test_the_patient_suggests_into_what_professionals_wrote(team, now):
    for into in (make.cause(team.patient, team.doctor), make.sentence(team.patient, team.doctor, "the neck")):
        made = make.suggestion(into, team.thandi, "the neck, on work days")
        with acting_as(team.doctor):
            actions.accept_suggestion(suggestion=made, seen=into.words, by=team.doctor, now=now)


def test_what_the_patient_said_is_the_patients_also_where_somebody_else_wrote_it_down(team, now):
    event = make.event(team.patient, team.doctor, "a fall at seventeen", said_by="PATIENT")
    made = make.suggestion(event, team.coach, "a fall at sixteen")
    with acting_as(team.thandi):
        actions.accept_suggestion(suggestion=made, seen=event.words, by=team.thandi, now=now)
        with pytest.raises(Refused, match="your own words"):
            actions.suggest_words(into=event, words="x", by=team.thandi, now=now)


def test_ones_own_the_same_words_and_what_is_gone_are_no_place_for_a_suggestion(team, sentence, now):
    with pytest.raises(Refused, match="your own words"):
        make.suggestion(sentence, team.thandi)
    with pytest.raises(Refused, match="change something"):
        make.suggestion(sentence, team.doctor, MINE)
    with acting_as(team.thandi):
        actions.set_aside_sentence(sentence=sentence, why="no", by=team.thandi, now=now)
        sentence.refresh_from_db()
    with pytest.raises(Refused, match="not stand there"):
        make.suggestion(sentence, team.doctor)


def test_the_same_suggestion_twice_is_one(team, sentence, suggestion):
    assert make.suggestion(sentence, team.doctor, THEIRS) == suggestion
    with acting_as(team.thandi):
        assert [one.suggested for one in reads.sentences(team.patient)] == [1]


@pytest.mark.parametrize(("model", "room"), [(Sentence, 500), (PossibleCause, 500), (Event, 2000)])
def test_there_is_as_much_room_as_in_what_it_is_made_into(team, model, room):
    makers = {Sentence: make.sentence, PossibleCause: make.cause, Event: make.event}
    into = makers[model](team.patient, team.thandi)
    with pytest.raises(Refused, match="shorter"):
        make.suggestion(into, team.doctor, "x" * (room + 1))
    assert make.suggestion(into, team.doctor, "x" * room)
