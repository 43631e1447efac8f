""" "I don't get this": ask, answer, say whether it is clear now, hand over. Whoever answers explains; nobody is examined."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from concord.access.guard import allows, leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.conversation.models import Message
from concord.goals.models import Goal
from concord.people.models import CareTie, Patient, Person
from concord.people.roles import Role
from concord.plan.models import Question, Recommendation, Step, Turn
from concord.plan.models.questions import ABOUT
from concord.plan.reads.in_view import in_view
from concord.plan.reads.questions import coach_for, coach_is_in, others_who_could
from concord.plan.reads.team import About, asked_about, away_on, could_answer, first_asked
from concord.plan.rules import moves
from concord.plan.rules import questions as rules
from concord.plan.rules.days import local_day
from concord.story.models import PossibleCause, Sentence

ASK, ANSWER = Permission.ASK_QUESTION, Permission.ANSWER_QUESTION


@transaction.atomic
def ask_question(
    *, patient: Patient, about: About = None, words: str = "", part: str = "", with_coach: bool = False, by: Person, now: datetime
) -> Question:  # fmt: skip
    """One tap is enough: without words it says “I don't get this”. The same tap, or the same words, twice asks once.
    `with_coach` brings the coach in at once, where one sees this part."""
    tie = require(by, ASK, patient=patient)
    refuse_if(rules.why_not_link(about.patient_id if about is not None else None, patient=patient.pk))
    link = {**dict.fromkeys(ABOUT), **_link(about)}
    same = Question.objects.waiting().filter(patient=patient, asked_by=by, part=part, **link)
    if words.strip() or about is None:
        same = same.filter(turns__kind=Turn.Kind.ASKED, turns__words=words.strip())
    if already := same.first():
        return _bring(already, tie=tie, now=now) if with_coach else already
    owner = _owner(patient, about, asker=by, now=now)
    refuse_if(rules.why_not_ask(words, has_owner=owner is not None))
    question = Question.objects.create(
        patient=patient, **link, part=part, in_view=in_view(about, part), asked_by=by, asked_at=now,
        owner_id=owner.person, owner_role=owner.role, answer_by=_answer_by(patient, now),  # type: ignore[union-attr]
    )  # fmt: skip
    _turn(question, Turn.Kind.ASKED, words, tie=tie, now=now)
    leave_trace("asked a question", by=by, patient=patient, at=now, permission=ASK)
    return _bring(question, tie=tie, now=now) if with_coach else question


@transaction.atomic
def add_to_question(*, question: Question, words: str, by: Person, now: datetime) -> Question:
    """Whoever asked says more; after an answer this asks again."""
    tie = require(by, ASK, patient=question.patient)
    refuse_if(rules.why_not_settle(asked_by=question.asked_by_id, by=by.pk) or rules.why_not_say(words, needed=True))
    return _take_turn(question, Turn.Kind.SAID_MORE, words, tie=tie, now=now)


@transaction.atomic
def answer_question(*, question: Question, words: str, by: Person, now: datetime) -> Question:
    """Explain. Anybody in the team who may answer can; the owner has promised to."""
    tie = require(by, ANSWER, patient=question.patient)
    refuse_if(rules.why_not_say(words, needed=True))
    return _take_turn(question, Turn.Kind.ANSWERED, words, tie=tie, now=now)


@transaction.atomic
def say_understood(*, question: Question, understood: bool, words: str = "", by: Person, now: datetime) -> Question:
    """“Now I get it”, or “still not”, which goes round again with a new day to answer."""
    tie = require(by, ASK, patient=question.patient)
    refuse_if(rules.why_not_settle(asked_by=question.asked_by_id, by=by.pk) or rules.why_not_say(words))
    turn = Turn.Kind.GOT_IT if understood else Turn.Kind.STILL_NOT
    return _take_turn(question, turn, words, tie=tie, now=now)


@transaction.atomic
def take_back_question(*, question: Question, by: Person, now: datetime) -> Question:
    """Whoever asked no longer needs an answer."""
    tie = require(by, ASK, patient=question.patient)
    refuse_if(rules.why_not_settle(asked_by=question.asked_by_id, by=by.pk))
    return _take_turn(question, Turn.Kind.TAKEN_BACK, "", tie=tie, now=now)


@transaction.atomic
def hand_over_question(*, question: Question, to: Person, by: Person, now: datetime) -> Question:
    """Its owner gives it to a colleague in the team; the day by which it is answered stays."""
    tie = require(by, ANSWER, patient=question.patient)
    new = next((one for one in could_answer(question.patient, question.about) if one.person == to.pk), None)
    refuse_if(rules.why_not_hand_over(could=new is not None, owner=question.owner_id, by=by.pk, to=to.pk))
    question = _take_turn(question, Turn.Kind.HANDED_OVER, to.called, tie=tie, now=now)
    question.owner, question.owner_role = to, new.role  # type: ignore[union-attr]
    question.save(update_fields=["owner", "owner_role"])
    return question


@transaction.atomic
def bring_in_coach(*, question: Question, by: Person, now: datetime) -> Question:
    """Whoever asked, or whoever answers, adds the coach as another who may answer; the owner stays the owner."""
    tie = require(by, ASK, patient=question.patient)
    mine = question.asked_by_id == by.pk or allows(tie, ANSWER)
    refuse_if(None if mine else rules.why_not_settle(asked_by=question.asked_by_id, by=by.pk))
    already = coach_is_in(question, others_who_could(question))
    refuse_if(rules.why_not_bring_in(anybody=coach_for(question) is not None, already=already))
    return _bring(question, tie=tie, now=now)


@transaction.atomic
def ask_to_talk(*, question: Question, way: str, by: Person, now: datetime) -> Question:
    """Whoever asked would rather have a CALL or a VISIT; empty: writing is enough after all. The owner is shown it as such."""
    tie = require(by, ASK, patient=question.patient)
    refuse_if(rules.why_not_settle(asked_by=question.asked_by_id, by=by.pk))
    question.refresh_from_db(fields=["state", "wants", "answer_by"])
    rounds = question.turns.filter(kind=Turn.Kind.STILL_NOT).count()
    late = rules.overdue(question.answer_by, state=question.state, today=local_day(now, question.patient.practice.zone))
    refuse_if(rules.why_not_want(way, rounds=rounds, late=late))
    if question.wants == way:
        return question  # Tapped twice.
    question = _take_turn(question, rules.WAYS.get(way, Turn.Kind.WRITE_ONLY), "", tie=tie, now=now)
    question.wants = way
    question.save(update_fields=["wants"])
    return question


@transaction.atomic
def arrange_talk(*, question: Question, words: str, by: Person, now: datetime) -> Question:
    """When the call or the visit is, in words. The question stays open: it is answered when it was explained.
    The same words again, with nothing said in between, are the same tap."""
    tie = require(by, ANSWER, patient=question.patient)
    question.refresh_from_db(fields=["wants"])
    refuse_if(rules.why_not_arrange(question.wants) or rules.why_not_say(words, needed=True))
    last = question.turns.last()
    if last is not None and (last.kind, last.words, last.by_id) == (Turn.Kind.ARRANGED, words.strip(), by.pk):
        return question
    return _take_turn(question, Turn.Kind.ARRANGED, words, tie=tie, now=now)


def _bring(question: Question, *, tie: CareTie, now: datetime) -> Question:
    """Add the coach, if one sees what it is about and is not in it yet."""
    coach = coach_for(question)
    if coach is None:
        return question
    question = _take_turn(question, Turn.Kind.BROUGHT_IN, coach.called, tie=tie, now=now)
    question.also, question.also_role = coach, Role.COACH
    question.save(update_fields=["also", "also_role"])
    return question


def _owner(patient: Patient, about: About, *, asker: Person, now: datetime) -> rules.CouldAnswer | None:
    could = could_answer(patient, about)
    away = away_on(local_day(now, patient.practice.zone), [one.person for one in could])
    first = first_asked(patient, asked_about(about))
    return rules.owner_of(could, proposer=_proposer(about), asker=asker.pk, first=first, away=away)


def _take_turn(question: Question, kind: str, words: str, *, tie: CareTie, now: datetime) -> Question:
    question = Question.objects.select_for_update(of=("self",)).select_related("patient__practice").get(pk=question.pk)
    refuse_if(moves.why_not_turn(question.state, kind))
    before, question.state = question.state, moves.TURNS[question.state, kind]
    if question.state == Question.State.WAITING != before:
        question.answer_by = _answer_by(question.patient, now)
    question.save(update_fields=["state", "answer_by"])
    _turn(question, kind, words, tie=tie, now=now)
    leave_trace("took a turn in a question", by=tie.person, patient=question.patient, at=now)
    return question


def _turn(question: Question, kind: str, words: str, *, tie: CareTie, now: datetime) -> None:
    Turn.objects.create(
        patient=question.patient,
        question=question,
        kind=kind,
        words=words.strip(),
        by=tie.person,
        as_role=tie.role,
        at=now,
    )


def _answer_by(patient: Patient, now: datetime) -> date:
    practice = patient.practice
    return rules.answer_by(local_day(now, practice.zone), practice.answer_days)


def _link(about: About) -> dict[str, About]:
    return {asked_about(about).value.lower(): about} if about is not None else {}


def _proposer(about: About) -> int | None:
    if isinstance(about, Recommendation):
        return about.proposed_by_id
    if isinstance(about, Step):
        return about.recommendation.proposed_by_id if about.recommendation else about.written_by_id
    if isinstance(about, Sentence | PossibleCause):
        return about.written_by_id
    if isinstance(about, Message):
        return about.by_id
    return about.begun_by_id if isinstance(about, Goal) else None
