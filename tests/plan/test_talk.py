"""A call or a visit instead of more writing; the coach in one tap; a question about a sentence; all one's questions."""

from __future__ import annotations

from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from concord.access.guard import NotAllowed, Refused
from concord.database.acting import acting_as
from concord.people.models import CareTie, Practice
from concord.people.roles import Topic
from concord.plan import actions, reads
from concord.plan.models import Question
from concord.plan.rules import moves
from concord.plan.rules import questions as rules
from concord.team import actions as team_actions
from tests.make import conversation as make_conversation
from tests.make import plan as make
from tests.make import story as make_story

pytestmark = pytest.mark.django_db
SOON = make.APRIL + timedelta(hours=1)


def ask(team, about=None, words="Why?", **more) -> Question:
    with acting_as(team.thandi):
        given = {"words": words, "now": make.APRIL, **more}
        return actions.ask_question(patient=team.patient, about=about, by=team.thandi, **given)


def go_round(team, question: Question, times: int = 1) -> Question:
    for number in range(times):
        with acting_as(team.doctor):
            actions.answer_question(question=question, words=f"So {number}", by=team.doctor, now=SOON)
        with acting_as(team.thandi):
            question = actions.say_understood(
                question=question, understood=False, words=f"No {number}", by=team.thandi, now=SOON
            )
    return question


def want(team, question: Question, way: str, now=SOON, by=None) -> Question:
    by = by or team.thandi
    with acting_as(by):
        return actions.ask_to_talk(question=question, way=way, by=by, now=now)


def shown(client_for, team, who, name, *at, query="") -> str:
    return unescape(client_for(who).get(reverse(name, args=[team.patient.pk, *at]) + query).content.decode())


def test_a_call_is_offered_once_writing_did_not_do_and_the_owner_sees_it_as_such(team, client_for):
    question = ask(team)
    with pytest.raises(Refused, match="did not make it clear"):
        want(team, question, "CALL")
    question = go_round(team, question)
    assert "Please call me" in shown(client_for, team, team.thandi, "plan:question", question.pk)
    assert want(team, question, "CALL").wants == "CALL"
    owner = question.owner
    for said in (shown(client_for, team, owner, "plan:question", question.pk), unescape(client_for(owner).get("/questions/").content.decode())):  # fmt: skip
        assert "asks for a call" in said
    with acting_as(owner):
        actions.arrange_talk(question=question, words="Thursday at ten", by=owner, now=SOON)
    told = shown(client_for, team, team.thandi, "plan:question", question.pk)
    assert "You asked for a call" in told
    assert "Thursday at ten" in told


def test_what_is_late_may_be_talked_about_too(team):
    question = ask(team)
    with pytest.raises(Refused):
        want(team, question, "VISIT", make.APRIL + timedelta(days=2))
    assert want(team, question, "VISIT", make.APRIL + timedelta(days=12)).wants == "VISIT"


def test_tapped_twice_is_one_changed_is_two_and_writing_can_be_enough_after_all(team):
    question = go_round(team, ask(team))
    for way in ("CALL", "CALL", "VISIT", ""):
        question = want(team, question, way)
    assert question.wants == ""
    with acting_as(team.thandi):
        kinds = [turn.kind for turn in question.turns.all()]
    assert kinds[-3:] == ["CALL_WANTED", "VISIT_WANTED", "WRITE_ONLY"]


def test_the_same_time_arranged_twice_is_one_and_another_time_is_another(team):
    question = want(team, go_round(team, ask(team)), "CALL")
    with acting_as(question.owner):
        for words in ("Thursday at ten", " Thursday at ten ", "Friday at nine"):
            actions.arrange_talk(question=question, words=words, by=question.owner, now=SOON)
        said = [turn.words for turn in question.turns.filter(kind="ARRANGED")]
    assert said == ["Thursday at ten", "Friday at nine"]


def test_only_who_asked_wants_only_who_answers_arranges_and_only_what_was_wanted(team):
    question = go_round(team, ask(team))
    with pytest.raises(Refused, match="Only the person who asked"):
        want(team, question, "CALL", by=team.doctor)
    with pytest.raises(Refused, match="Please choose"):
        want(team, question, "PIGEON")
    with acting_as(team.doctor), pytest.raises(Refused, match="Nobody asked"):
        actions.arrange_talk(question=question, words="now", by=team.doctor, now=SOON)
    question = want(team, question, "CALL")
    with acting_as(team.thandi), pytest.raises(NotAllowed):
        actions.arrange_talk(question=question, words="now", by=team.thandi, now=SOON)
    with acting_as(team.doctor), pytest.raises(Refused, match="few words"):
        actions.arrange_talk(question=question, words=" ", by=team.doctor, now=SOON)


def take(team, question: Question, turn: str) -> Question:
    """As whoever may take this turn would."""
    hers = {"SAID_MORE", "GOT_IT", "STILL_NOT", "TAKEN_BACK", "CALL_WANTED", "VISIT_WANTED", "WRITE_ONLY"}
    by = team.thandi if turn in hers else question.owner
    given = {"question": question, "by": by, "now": make.APRIL + timedelta(days=20)}
    ways = {"CALL_WANTED": "CALL", "VISIT_WANTED": "VISIT", "WRITE_ONLY": ""}
    with acting_as(by):
        if turn in ways:
            return actions.ask_to_talk(way=ways[turn], **given)
        if turn in ("GOT_IT", "STILL_NOT"):
            return actions.say_understood(understood=turn == "GOT_IT", **given)
        if turn == "HANDED_OVER":
            to = next(one for one, _role in reads.others_who_could(question) if one != by)
            return actions.hand_over_question(to=to, **given)
        words = {} if turn in ("TAKEN_BACK", "BROUGHT_IN") else {"words": "so"}
        act = {
            "SAID_MORE": actions.add_to_question, "ANSWERED": actions.answer_question, "TAKEN_BACK": actions.take_back_question,
            "ARRANGED": actions.arrange_talk, "BROUGHT_IN": actions.bring_in_coach,
        }[turn]  # fmt: skip
        return act(**words, **given)


WAYS = {"WAITING": (), "ANSWERED": ("ANSWERED",), "UNDERSTOOD": ("ANSWERED", "GOT_IT"), "TAKEN_BACK": ("TAKEN_BACK",)}
TURNS = sorted({turn for _state, turn in moves.TURNS} - {"ASKED"})


@pytest.mark.parametrize("state", WAYS)
@pytest.mark.parametrize("turn", TURNS)
def test_every_turn_of_the_table_can_be_taken_and_no_other(team, state, turn):
    with acting_as(team.doctor):
        Practice.objects.filter(pk=team.practice.pk).update(asked_first={"OTHER": "DOCTOR"})
    team.patient.practice.refresh_from_db()
    question = ask(team)
    for before in {"WRITE_ONLY": ("CALL_WANTED",), "ARRANGED": ("CALL_WANTED",)}.get(turn, ()):
        question = take(team, question, before)
    for step in WAYS[state]:
        question = take(team, question, step)
    assert question.state == state
    if (state, turn) in moves.TURNS:
        assert take(team, question, turn).state == moves.TURNS[state, turn]
    else:
        with pytest.raises(Refused):
            take(team, question, turn)


@pytest.mark.parametrize(("rounds", "late", "allowed"), [(0, False, False), (1, False, True), (0, True, True)])
def test_when_a_call_is_offered(rounds, late, allowed):
    assert (rules.why_not_want("CALL", rounds=rounds, late=late) is None) is allowed


def test_the_coach_comes_in_with_the_same_tap_that_asks(team, client_for):
    sentence = make_story.sentence(team.patient, team.doctor, "the nights")
    at = reverse("plan:ask", args=[team.patient.pk])
    client_for(team.thandi).post(at, {"about": f"sentence {sentence.pk}", "coach": "on"})
    with acting_as(team.thandi):
        question = Question.objects.get()
        assert (question.owner, question.also) == (team.doctor, team.coach)
    client_for(team.thandi).post(at, {"about": f"sentence {sentence.pk}", "coach": "on"})
    with acting_as(team.thandi):
        assert [turn.kind for turn in Question.objects.get().turns.all()] == ["ASKED", "BROUGHT_IN"]


def test_without_a_coach_nobody_is_offered_one(team, client_for, acting):
    sentence = make_story.sentence(team.patient, team.doctor, "the nights")
    assert "Bring in my coach" in shown(client_for, team, team.thandi, "sentence", sentence.pk)
    assert "Bring in my coach" not in shown(client_for, team, team.therapist, "sentence", sentence.pk)
    acting(team.thandi)
    tie = CareTie.objects.still_open().between(team.coach, team.patient).get()
    team_actions.end_tie(tie=tie, by=team.thandi, now=make.APRIL)
    assert "Bring in my coach" not in shown(client_for, team, team.thandi, "sentence", sentence.pk)
    assert ask(team, sentence, with_coach=True).also is None


def test_a_sentence_is_asked_about_with_its_words_in_view_and_goes_to_who_the_practice_chose(team):
    sentence = make_story.sentence(team.patient, team.doctor, "the nights")
    question = ask(team, sentence)
    assert (question.owner, question.in_view, question.about) == (team.doctor, "the nights", sentence)
    with acting_as(team.doctor):
        Practice.objects.filter(pk=team.practice.pk).update(asked_first={"SENTENCE": "COACH"})
    team.patient.practice.refresh_from_db()
    assert ask(team, make_story.sentence(team.patient, team.doctor, "the neck")).owner == team.coach


def test_a_question_about_a_sentence_is_shared_as_the_story_is(team, acting):
    question = ask(team, make_story.sentence(team.patient, team.doctor, "the nights"))
    for topics, seen in (([Topic.PLAN], 0), ([Topic.STORY], 1)):
        acting(team.thandi)
        CareTie.objects.filter(person=team.therapist).update(topics=topics)
        with acting_as(team.therapist):
            assert Question.objects.filter(pk=question.pk).count() == seen


def test_whom_the_story_is_not_shown_can_neither_ask_about_it_nor_is_asked(team, client_for, acting):
    sentence = make_story.sentence(team.patient, team.thandi, "the nights")
    acting(team.thandi)
    CareTie.objects.filter(person=team.coach).update(topics=[Topic.PLAN])
    at = reverse("plan:ask", args=[team.patient.pk])
    assert client_for(team.coach).post(at, {"about": f"sentence {sentence.pk}"}).status_code == 404
    with acting_as(team.thandi):
        found = [one.person for one in reads.team.could_answer(team.patient, sentence)]
    assert team.coach.pk not in found


def test_all_questions_stand_on_one_page_and_can_be_looked_through(team, client_for):
    waiting, answered, settled = (ask(team, words=words) for words in ("About the kettle", "About eels", "About swans"))
    for one in (answered, settled):
        with acting_as(team.doctor):
            actions.answer_question(question=one, words="Because of the lake.", by=team.doctor, now=SOON)
    with acting_as(team.thandi):
        actions.say_understood(question=settled, understood=True, by=team.thandi, now=SOON)
    everything = shown(client_for, team, team.thandi, "plan:all_questions")
    places = [everything.index(words) for words in ("Waiting for an answer", "kettle", "is it clear now", "eels", "Settled", "swans")]  # fmt: skip
    assert places == sorted(places)
    found = shown(client_for, team, team.thandi, "plan:all_questions", query="?q=lake")
    assert ("eels" in found, "swans" in found, "kettle" in found) == (True, True, False)
    assert waiting


def test_all_questions_need_few_queries_however_many(team, client_for):
    for number in range(40):
        question = ask(team, words=f"Question {number}")
        if number % 2:
            with acting_as(team.thandi):
                actions.take_back_question(question=question, by=team.thandi, now=SOON)
    with acting_as(team.coach):
        today = timezone.localdate()
        team_actions.say_away(from_day=today, until_day=today + timedelta(days=9), by=team.coach, now=timezone.now())
    for who in (team.thandi, team.doctor):
        client = client_for(who)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("plan:all_questions", args=[team.patient.pk])).status_code == 200
        assert len([one for one in queries if "SAVEPOINT" not in one["sql"]]) <= 12


def test_a_message_is_asked_about_in_one_tap_and_only_who_is_in_its_conversation_is_asked(team, client_for):
    thread = make_conversation.thread(team.patient, team.thandi, team.therapist)
    message = make_conversation.said(thread, team.therapist, "Mind your neck.")
    at = reverse("plan:ask", args=[team.patient.pk])
    page = shown(client_for, team, team.thandi, "conversation:thread", thread.pk)
    assert f'value="message {message.pk}"' in page
    client_for(team.thandi).post(at, {"about": f"message {message.pk}"})
    with acting_as(team.thandi):
        question = Question.objects.get()
        assert (question.owner, question.in_view) == (team.therapist, "Mind your neck.")
        assert [one.person for one in reads.team.could_answer(team.patient, message)] == [team.therapist.pk]
    assert "Mind your neck." in shown(client_for, team, team.therapist, "plan:question", question.pk)
    for who, seen in ((team.coach, 0), (team.doctor, 0), (team.therapist, 1)):
        with acting_as(who):
            assert Question.objects.count() == seen
    assert client_for(team.coach).post(at, {"about": f"message {message.pk}"}).status_code == 404
    assert client_for(team.coach).get(reverse("plan:question", args=[team.patient.pk, question.pk])).status_code == 404


def test_while_somebody_is_away_only_who_reads_the_conversation_stands_in(team):
    thread = make_conversation.thread(team.patient, team.thandi, team.therapist, team.coach)
    question = ask(team, make_conversation.said(thread, team.therapist, "Mind your neck."))
    today = timezone.localdate()
    with acting_as(team.therapist):
        team_actions.say_away(
            from_day=today, until_day=today + timedelta(days=3), by=team.therapist, now=timezone.now()
        )
    with acting_as(team.thandi):
        one = reads.question_in_view(reads.question_of(team.patient, question.pk, today=today), today=today)
        assert (one.whose, one.stands_in) == (team.coach, True)
        assert [person for person, _role in reads.others_who_could(question)] == [team.coach]


def test_a_correction_of_the_patients_own_idea_is_nobody_elses_to_object_to(team):
    own = make.proposed_recommendation(team.patient, None, team.thandi, what="Sing in the evening")
    with acting_as(team.thandi):
        words = {**make.RISE, "what": "Sing in the evening", "should_see": make.RISE["should_see"] + "!"}
        actions.correct_spelling(recommendation=own, words=words, seen=1, by=team.thandi, now=make.APRIL)
    with acting_as(team.doctor), pytest.raises(Refused, match="their own idea"):
        actions.say_it_changes_meaning(recommendation=own, by=team.doctor, now=make.APRIL)
