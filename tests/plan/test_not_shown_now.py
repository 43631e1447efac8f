"""What is not shared with somebody, or not shown to the patient, reaches them through no question and through no conversation."""

from __future__ import annotations

from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from concord.access.guard import Refused
from concord.conversation import reads as conversation
from concord.database.acting import acting_as
from concord.findings import actions as findings
from concord.findings.models import Finding, Shown
from concord.findings.reads import told
from concord.findings.rules import patient_sees
from concord.people.roles import Topic
from concord.plan import actions, reads
from concord.plan.models import Question, ThreadAbout
from concord.team import actions as team_actions
from concord.visits.record import of_day
from tests.make import conversation as make_talk
from tests.make import findings as make_findings
from tests.make import goals as make_goals
from tests.make import plan as make
from tests.make import story as make_story

pytestmark = pytest.mark.django_db
MEDICINES = [Topic.MEDICINES, Topic.PLAN]
ALL_BUT_STORY = [topic for topic in Topic if topic != Topic.STORY]


@pytest.fixture
def finding(team) -> Finding:
    now = timezone.now()
    make_findings.days(team.patient, team.thandi, until=now.date(), now=now)
    make_findings.look(team.patient, team.thandi, now=now)
    with acting_as(team.thandi):
        return told(team.patient).first()


@pytest.fixture
def of_a_medicine(team, finding) -> Finding:
    with acting_as(team.thandi):
        Finding.objects.filter(pk=finding.pk).update(topics=MEDICINES)
        finding.refresh_from_db()
    return finding


def share(team, person, topics) -> None:
    with acting_as(team.thandi):
        tie = make_talk.tie_of(team.patient, person)
        team_actions.share_topics(tie=tie, topics=list(topics), by=team.thandi, now=timezone.now())


def show(team, shown: str) -> None:
    with acting_as(team.doctor):
        findings.choose_when_shown(practice=team.practice, shown=shown, by=team.doctor, now=timezone.now())


def read(client, *pages: str) -> str:
    return unescape("".join(client.get(page).content.decode() for page in pages))


def pages_of(team, question: Question, word: str) -> list[str]:
    at = [team.patient.pk]
    return [
        reverse("plan:question", args=[*at, question.pk]), reverse("plan:all_questions", args=at), reverse("plan:plan", args=at),
        f"/patients/{team.patient.pk}/", "/", reverse("find", args=at) + f"?q={word}",
    ]  # fmt: skip


def in_view_of(question: Question, today) -> reads.QuestionInView:
    return reads.question_in_view(reads.question_of(question.patient, question.pk, today=today), today=today)


def test_a_question_about_what_was_noticed_goes_only_to_whom_all_is_shared_that_went_into_it(team, of_a_medicine):
    share(team, team.coach, [Topic.DAYS])
    share(team, team.therapist, [Topic.DAYS, Topic.MEDICINES])
    question = make.question(team.patient, team.thandi, of_a_medicine, now=timezone.now())
    assert question.owner == team.doctor
    with acting_as(team.thandi):
        assert reads.others_who_could(question) == []
        with pytest.raises(Refused, match="No coach in the team sees this part"):
            actions.bring_in_coach(question=question, by=team.thandi, now=timezone.now())
    with acting_as(team.doctor), pytest.raises(Refused, match="somebody in the team who can answer"):
        actions.hand_over_question(question=question, to=team.coach, by=team.doctor, now=timezone.now())


def test_nor_does_anybody_else_stand_in(team, of_a_medicine):
    question, today = make.question(team.patient, team.thandi, of_a_medicine, now=timezone.now()), timezone.localdate()
    assert question.owner == team.coach
    share(team, team.therapist, [Topic.DAYS])
    with acting_as(team.coach):
        team_actions.say_away(from_day=today, until_day=today + timedelta(days=2), by=team.coach, now=timezone.now())
    with acting_as(team.thandi):
        assert in_view_of(question, today).whose == team.doctor
    share(team, team.doctor, [Topic.DAYS])
    with acting_as(team.thandi):
        assert in_view_of(question, today).whose is None


def test_once_the_story_is_kept_back_its_owner_reads_nothing_of_a_question_about_a_cause_and_the_next_answers(
    team, client_for
):
    cause = make_story.cause(team.patient, team.thandi, "zebra evenings")
    question = make.question(team.patient, team.thandi, cause, words="Quagga?", now=timezone.now())
    assert question.owner == team.coach
    coach, thandi, today = client_for(team.coach), client_for(team.thandi), timezone.localdate()
    assert "zebra" in read(coach, *pages_of(team, question, "zebra"))
    share(team, team.coach, ALL_BUT_STORY)
    seen = read(coach, *pages_of(team, question, "zebra")[:-1], "/questions/")
    assert "zebra" not in seen
    assert "uagga" not in seen
    assert "zebra evenings" not in read(coach, pages_of(team, question, "evenings")[-1])
    assert coach.get(pages_of(team, question, "")[0]).status_code == 404
    with acting_as(team.thandi):
        one = in_view_of(question, today)
        assert (one.whose, one.answers.not_shared) == (team.doctor, True)
    assert "This is not shared with Mia Berg now. Dr Rossi answers." in read(thandi, pages_of(team, question, "")[0])
    with acting_as(team.doctor):
        assert len(reads.questions_for(team.doctor, today=today)["mine"]) == 1


@pytest.mark.parametrize("kind", ["step", "recommendation", "goal", "cause", "sentence", "finding"])
def test_the_second_wall_hides_a_question_from_its_owner_with_what_it_is_about(team, finding, kind):
    goal = make_goals.written_goal(team.patient, team.thandi)
    about, topic = {
        "step": lambda: (make.step(team.patient, team.thandi), Topic.PLAN),
        "recommendation": lambda: (make.proposed_recommendation(team.patient, goal, team.coach), Topic.PLAN),
        "goal": lambda: (goal, Topic.GOALS),
        "cause": lambda: (make_story.cause(team.patient, team.thandi), Topic.STORY),
        "sentence": lambda: (make_story.sentence(team.patient, team.thandi, "so"), Topic.STORY),
        "finding": lambda: (finding, Topic.DAYS),
    }[kind]()
    question = make.question(team.patient, team.thandi, about, now=timezone.now())
    assert question.owner == team.coach
    share(team, team.coach, [one for one in Topic if one != topic])
    with acting_as(team.coach):
        assert not Question.objects.exists()
    with acting_as(team.thandi):
        assert in_view_of(question, timezone.localdate()).answers.not_shared


def test_a_question_about_nothing_in_particular_stays_with_its_owner_whatever_is_shared(team):
    question = make.question(team.patient, team.thandi, words="And now?", now=timezone.now())
    share(team, team.coach, [Topic.DAYS])
    with acting_as(team.coach):
        assert [one.question for one in reads.questions_for(team.coach, today=timezone.localdate())["mine"]] == [
            question
        ]


@pytest.mark.parametrize("chosen", Shown.values)
@pytest.mark.parametrize("looked", [False, True])
def test_the_database_shows_a_patient_what_the_rule_shows(team, finding, chosen, looked):
    show(team, "AT_ONCE")
    show(team, chosen)
    at = timezone.now() if looked else None
    with acting_as(team.doctor):
        Finding.objects.filter(pk=finding.pk).update(looked_at=at)
        sees = Finding.objects.shown_to_patients().filter(pk=finding.pk).exists()
    assert sees is patient_sees(chosen, looked_at=at)


@pytest.mark.parametrize("chosen", ["NOT_AT_ALL", "AFTER_A_LOOK"])
def test_a_professionals_question_tells_the_patient_nothing_of_what_the_practice_does_not_show(
    team, finding, client_for, chosen
):
    show(team, chosen)
    question = make.question(team.patient, team.doctor, finding, now=timezone.now())
    with acting_as(team.coach):
        actions.answer_question(question=question, words="It may be chance.", by=team.coach, now=timezone.now())
    thandi, doctor = client_for(team.thandi), client_for(team.doctor)
    words, pages = question.in_view[:30], pages_of(team, question, "pressing")
    assert words in read(doctor, pages[0])
    for page in (*pages[:-1], reverse("plan:all_questions", args=[team.patient.pk]) + "?q=pressing"):
        assert words not in read(thandi, page), page
    assert "What it is about is not shown here now." in read(thandi, pages[0])
    assert "short night" not in read(thandi, pages[-1])
    assert words not in read(thandi, reverse("find", args=[team.patient.pk]) + "?q=chance")
    assert words in read(doctor, reverse("find", args=[team.patient.pk]) + "?q=chance")
    for person, told_words in ((team.thandi, ""), (team.doctor, question.in_view)):
        with acting_as(person):
            day = of_day(make_talk.tie_of(team.patient, person), team.patient, timezone.localdate())
        assert [one.what for one in day.answers] == [told_words]
    if chosen == "AFTER_A_LOOK":
        with acting_as(team.doctor):
            findings.say_looked(patient=team.patient, findings=[finding], by=team.doctor, now=timezone.now())
        assert words in read(thandi, pages[0])


def test_nobody_begins_a_talk_about_it_before_it_is_shown(team, finding, client_for):
    show(team, "NOT_AT_ALL")
    write = reverse("plan:write_about_thing", args=[team.patient.pk])
    answer = client_for(team.doctor).post(write, {"about": f"finding {finding.pk}"})
    assert answer.status_code == 403
    assert "talk about it in person" in unescape(answer.content.decode())
    given = {"patient": team.patient, "about": finding, "by": team.doctor, "now": timezone.now()}
    with acting_as(team.doctor):
        with pytest.raises(Refused, match="does not show this to Thandi"):
            actions.write_about(**given)
        assert not ThreadAbout.objects.exists()
    show(team, "AT_ONCE")
    with acting_as(team.doctor):
        assert actions.write_about(**given).called == "About something noticed in the days"


@pytest.mark.parametrize(
    ("kind", "called"),
    [("goal", "About a goal"), ("recommendation", "About a suggestion"), ("step", "About a step"), ("cause", "About a possible cause")],
)  # fmt: skip
def test_the_name_of_a_talk_tells_nothing_of_what_it_is_about(team, client_for, kind, called):
    goal = make_goals.written_goal(team.patient, team.thandi)
    about, topic = {
        "goal": lambda: (goal, Topic.GOALS),
        "recommendation": lambda: (make.proposed_recommendation(team.patient, goal, team.coach), Topic.PLAN),
        "step": lambda: (make.step(team.patient, team.thandi), Topic.PLAN),
        "cause": lambda: (make_story.cause(team.patient, team.thandi, "zebra evenings"), Topic.STORY),
    }[kind]()
    with acting_as(team.thandi):
        thread = actions.write_about(patient=team.patient, about=about, by=team.thandi, now=make.APRIL)
    make_talk.said(thread, team.thandi, "Shall we?")
    share(team, team.coach, [one for one in Topic if one != topic])
    with acting_as(team.coach):
        assert [row.called for row in conversation.threads_of(team.patient, team.coach)] == [called]
    page = read(client_for(team.coach), reverse("conversation:thread", args=[team.patient.pk, thread.pk]))
    assert f"<h1>{called}</h1>" in page
    assert "zebra" not in page
