""" "I don't get this": one tap, an owner, a day, an answer, and only who asked says whether it is clear now."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.urls import reverse

from concord.access.guard import NotAllowed, Refused
from concord.access.models import Trace
from concord.people.roles import Topic
from concord.plan import actions, reads
from concord.plan.models import Question, Turn
from tests.make import goals as make_goals
from tests.make import plan as make
from tests.make.people import member, record, tie

pytestmark = pytest.mark.django_db


@pytest.fixture
def goal(team):
    return make_goals.written_goal(team.patient, team.thandi)


@pytest.fixture
def recommendation(team, goal):
    return make.proposed_recommendation(team.patient, goal, team.therapist)


@pytest.fixture
def question(team, recommendation, now):
    return make.question(team.patient, team.thandi, recommendation, words="Why at weekends?", now=now)


def test_the_proposer_owns_the_question_and_the_promised_day_is_in_working_days(team, question):
    assert question.owner == team.therapist
    assert question.answer_by == date(2026, 5, 6), "three working days after Sunday the third of May"
    assert question.in_view == make.RISE["what"]


def test_alone_the_coach_is_asked_first(team, now):
    assert make.question(team.patient, team.thandi, words="What is a flare?", now=now).owner == team.coach


def test_a_step_asks_who_proposed_what_is_above_it_and_a_goal_of_ones_own_asks_the_coach(
    team, goal, recommendation, now
):
    step = make.step(team.patient, team.therapist, recommendation=recommendation)
    assert make.question(team.patient, team.thandi, step, now=now).owner == team.therapist
    about_goal = make.question(team.patient, team.thandi, goal, part="level_0", now=now)
    assert about_goal.owner == team.coach
    assert about_goal.in_view == make_goals.LWAZI["level_0"]


def test_whoever_does_not_see_what_it_is_about_is_not_asked(team, recommendation, acting, now):
    blind = member(team.practice, "Blind coach", "COACH")
    other = record(team.practice, team.doctor, "Jonas")
    tie(other, blind, "COACH", by=team.doctor, topics=[Topic.DAYS])
    acting(team.doctor)
    from concord.plan.reads.team import could_answer

    assert blind.pk in {one.person for one in could_answer(other, None)}
    assert blind.pk not in {one.person for one in could_answer(other, recommendation)}


def test_one_tap_is_enough_and_the_same_tap_twice_asks_once(team, recommendation, acting, now):
    first = make.question(team.patient, team.thandi, recommendation, now=now)
    assert make.question(team.patient, team.thandi, recommendation, now=now) == first
    acting(team.thandi)
    assert Question.objects.count() == 1


def test_it_goes_round_until_who_asked_gets_it(team, question, acting, now):
    acting(team.therapist)
    actions.answer_question(question=question, words="A weekend is jet lag.", by=team.therapist, now=now)
    acting(team.thandi)
    later = now + timedelta(days=5)
    actions.say_understood(question=question, understood=False, words="What is jet lag?", by=team.thandi, now=later)
    question.refresh_from_db()
    assert (question.state, question.answer_by) == ("WAITING", date(2026, 5, 13))
    acting(team.doctor)
    actions.answer_question(question=question, words="Like flying to another country.", by=team.doctor, now=later)
    acting(team.thandi)
    actions.say_understood(question=question, understood=True, by=team.thandi, now=later)
    question.refresh_from_db()
    assert question.state == "UNDERSTOOD"
    kinds = ["ASKED", "ANSWERED", "STILL_NOT", "ANSWERED", "GOT_IT"]
    assert [turn.kind for turn in question.turns.all()] == kinds
    actions.say_understood(question=question, understood=False, by=team.thandi, now=later)
    question.refresh_from_db()
    assert question.state == "WAITING", "still not, after all"


def test_only_who_asked_says_that_it_is_clear(team, question, acting, now):
    acting(team.therapist)
    actions.answer_question(question=question, words="Jet lag.", by=team.therapist, now=now)
    for act in (
        lambda: actions.say_understood(question=question, understood=True, by=team.therapist, now=now),
        lambda: actions.add_to_question(question=question, words="x", by=team.therapist, now=now),
        lambda: actions.take_back_question(question=question, by=team.therapist, now=now),
    ):
        with pytest.raises(Refused, match="Only the person who asked"):
            act()


def test_an_empty_answer_is_none(team, question, acting, now):
    acting(team.therapist)
    with pytest.raises(Refused, match="a few words"):
        actions.answer_question(question=question, words="  ", by=team.therapist, now=now)
    with pytest.raises(IntegrityError, match="an_answer_has_words"), transaction.atomic():
        Turn.objects.create(
            patient=team.patient,
            question=question,
            kind="ANSWERED",
            words=" ",
            by=team.therapist,
            as_role="THERAPIST",
            at=now,
        )


def test_what_is_not_answered_is_neither_clear_nor_unclear(team, question, acting, now):
    acting(team.thandi)
    with pytest.raises(Refused, match="not been answered yet"):
        actions.say_understood(question=question, understood=True, by=team.thandi, now=now)
    actions.take_back_question(question=question, by=team.thandi, now=now)
    with pytest.raises(Refused, match="taken back"):
        actions.add_to_question(question=question, words="more", by=team.thandi, now=now)


def test_saying_more_after_an_answer_asks_again(team, question, acting, now):
    acting(team.therapist)
    actions.answer_question(question=question, words="Jet lag.", by=team.therapist, now=now)
    acting(team.thandi)
    actions.add_to_question(question=question, words="And on holidays?", by=team.thandi, now=now)
    [one] = reads.open_questions(team.patient, today=now.date())
    assert (one.question.state, one.said) == ("WAITING", "And on holidays?")


def test_an_owner_hands_over_to_somebody_in_the_team_only(team, question, acting, now):
    acting(team.coach)
    with pytest.raises(Refused, match="Only the person who owns"):
        actions.hand_over_question(question=question, to=team.doctor, by=team.coach, now=now)
    acting(team.therapist)
    for nobody in (team.stranger, team.supporter, team.thandi, team.therapist):
        with pytest.raises(Refused, match="somebody in the team"):
            actions.hand_over_question(question=question, to=nobody, by=team.therapist, now=now)
    actions.hand_over_question(question=question, to=team.doctor, by=team.therapist, now=now)
    question.refresh_from_db()
    assert (question.owner, question.answer_by) == (team.doctor, date(2026, 5, 6))


def test_overdue_is_seen_by_both(team, question, acting, now):
    for person in (team.thandi, team.therapist):
        acting(person)
        assert [one.overdue for one in reads.open_questions(team.patient, today=date(2026, 5, 7))] == [True]
        assert [one.overdue for one in reads.open_questions(team.patient, today=date(2026, 5, 6))] == [False]


def test_somebody_in_whose_team_nobody_can_answer_is_told_what_to_do(team, acting, now):
    lonely = record(team.practice, team.doctor, "Jonas")
    with pytest.raises(Refused, match="Nobody who could answer"):
        make.question(lonely, team.doctor, words="Hello?", now=now)


def test_a_thing_of_another_record_is_refused(team, recommendation, acting, now):
    other = record(team.practice, team.doctor, "Jonas")
    acting(team.doctor)
    with pytest.raises(Refused, match="another record"):
        actions.ask_question(patient=other, about=recommendation, by=team.doctor, now=now)


def test_professionals_see_their_questions_across_people_and_leave_a_trace_in_each_record(
    team, question, client_for, acting
):
    jonas = record(team.practice, team.doctor, "Jonas")
    tie(jonas, team.therapist, "THERAPIST", by=team.doctor)
    tie(jonas, team.coach, "PATIENT", by=team.doctor)
    make.question(jonas, team.coach, words="What about me?")
    page = client_for(team.doctor).get(reverse("plan:questions")).content.decode()
    assert "What about me?" in page
    page = client_for(team.therapist).get(reverse("plan:questions")).content.decode()
    assert "Why at weekends?" in page
    acting(team.thandi)
    assert Trace.objects.filter(person=team.therapist, permission="ANSWER_QUESTION", what="looked").exists()
    assert "weekends" not in client_for(team.stranger).get(reverse("plan:questions")).content.decode()
    assert "What about me?" not in client_for(team.thandi).get(reverse("plan:questions")).content.decode()


@pytest.mark.parametrize("who", ["supporter", "stranger", "former"])
def test_who_stands_outside_neither_asks_nor_answers(team, question, now, who):
    person = getattr(team, who)
    by = {"question": question, "by": person, "now": now}
    for act in (
        lambda: make.question(team.patient, person, words="x"),
        lambda: actions.answer_question(words="x", **by),
        lambda: actions.add_to_question(words="x", **by),
        lambda: actions.say_understood(understood=True, **by),
        lambda: actions.take_back_question(**by),
        lambda: actions.hand_over_question(to=team.doctor, **by),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_supporter_who_sees_only_goals_sees_no_question(team, question, acting):
    acting(team.supporter)
    assert (Question.objects.count(), Turn.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda: Turn.objects.update(words="other"),
        lambda: Turn.objects.all()._raw_delete("default"),
        lambda: Question.objects.update(in_view="other"),
    ],
)
def test_the_database_lets_nobody_rewrite_what_was_asked(team, question, acting, rewrite):
    acting(team.thandi)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        rewrite()
