"""What is typed on the pages of goals and plan: the whole way by form, two who edit at once, and nothing typed lost."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from concord.database.acting import acting_as
from concord.goals import reads as goals
from concord.goals import rules
from concord.goals.models import Goal, GoalDraft
from concord.people.models import CareTie
from concord.people.roles import Topic
from concord.plan import reads
from concord.plan.models import Question, Recommendation, Step
from concord.team import actions as team_actions
from tests.make import goals as make_goals
from tests.make import plan as make
from tests.make import story
from tests.make.people import person, record, tie

pytestmark = pytest.mark.django_db
TYPED = {
    "what": "Up at 7",
    "mechanism": "It builds sleep.",
    "should_see": "less ache",
    "should_see_when": "in two weeks",
    "how_sure": "a guess",
    "stands_on": "GUESS",
}


@pytest.fixture
def at(team):
    return lambda name, *args: reverse(name, args=[team.patient.pk, *args])


@pytest.fixture
def goal(team):
    return make_goals.written_goal(team.patient, team.thandi, now=timezone.now() - timedelta(days=3))


def test_a_goal_is_written_question_by_question_and_left_and_taken_up_again(team, client_for, at, acting):
    client = client_for(team.thandi)
    assert client.get(at("goals:write")).url == at("goals:write_part", "matters")
    for part in ("words", "why", "level_0"):
        after = at("goals:write_part", rules.part_beside(part, 1))
        assert client.post(at("goals:write_part", part), {part: f"my {part}", "on": "1"}).url == after
    client.post(at("goals:write_part", "level_m1"), {"level_m1": "as now", "later": "1"})
    elsewhere = client_for(team.thandi)
    assert "my words" in elsewhere.get(at("goals:goals")).content.decode()
    assert elsewhere.get(at("goals:write")).url == at("goals:write_part", "matters"), "what was left out is offered"
    answer = elsewhere.post(at("goals:write_part", "level_p1"), {"level_p1": "more", "finish": "1"})
    acting(team.thandi)
    [view] = goals.goals(team.patient)
    assert answer.url == at("goals:goal", view.goal.pk)
    assert (view.words["words"], view.words["level_0"], view.words["level_p1"], view.words["level_m2"]) == (
        "my words",
        "my level_0",
        "more",
        "",
    )
    assert not GoalDraft.objects.exists()


def test_finishing_too_early_leads_back_to_what_is_still_needed(team, client_for, at):
    client = client_for(team.thandi)
    assert client.post(at("goals:write_part", "words"), {"words": "play", "finish": "1"}).url == at(
        "goals:write_part", "level_0"
    )
    with acting_as(team.thandi):
        assert not Goal.objects.exists()


@pytest.fixture
def proposal(team):
    """A goal that a professional wrote and that is not the patient's yet: its author changes its words."""
    return make_goals.written_goal(team.patient, team.doctor, now=timezone.now() - timedelta(days=3))


def test_two_who_edit_a_goal_at_once_see_both_texts_and_can_go_three_ways(team, client_for, at, goal, acting):
    """She has it open on the phone and on the tablet: her own words are nobody else's to change."""
    phone, thandi = client_for(team.thandi), client_for(team.thandi)
    typed = {**make_goals.LWAZI, "look_day": "", "seen": "1"}
    assert phone.post(at("goals:edit", goal.pk), {**typed, "why": "THEIRS he is four"}).status_code == 302
    answer = thandi.post(at("goals:edit", goal.pk), {**typed, "why": "MINE he is four", "level_p1": "MINE alone"})
    page = answer.content.decode()
    assert answer.status_code == 409
    for words in ("THEIRS", "MINE he is four", "MINE alone", "Keep mine", "Keep theirs", "Save both together"):
        assert words in page
    mine = {**typed, "why": "MINE he is four", "level_p1": "MINE alone", "seen": "2"}
    assert thandi.post(at("goals:edit", goal.pk), mine).status_code == 302
    acting(team.thandi)
    assert goals.goal_in_view(team.patient, goal.pk).words["why"] == "MINE he is four"
    assert len(goals.versions_of(goal)) == 3, "theirs stays in the history"


def test_two_who_change_different_lines_get_them_put_together(team, client_for, at, proposal):
    typed = {**make_goals.LWAZI, "look_day": "", "seen": "1"}
    client_for(team.doctor).post(at("goals:edit", proposal.pk), {**typed, "why": "THEIRS"})
    answer = client_for(team.doctor).post(at("goals:edit", proposal.pk), {**typed, "level_p1": "MINE"})
    form = answer.context["form"]
    assert (form["why"].value(), form["level_p1"].value(), form["seen"].value()) == ("THEIRS", "MINE", "2")


def test_two_professionals_who_change_a_recommendation_at_once_see_both_texts(team, client_for, at, goal):
    recommendation = make.proposed_recommendation(team.patient, goal, team.doctor)
    typed = {**make.RISE, "seen": "1"}
    address = at("plan:edit", recommendation.pk)
    assert client_for(team.coach).post(address, {**typed, "what": "THEIRS at seven"}).status_code == 302
    answer = client_for(team.doctor).post(address, {**typed, "mechanism": "MINE because"})
    assert answer.status_code == 409
    assert "THEIRS at seven" in answer.content.decode()
    assert "MINE because" in answer.content.decode()


def test_a_recommendation_is_suggested_answered_and_becomes_a_step_by_form(team, client_for, at, goal, acting):
    doctor, thandi = client_for(team.doctor), client_for(team.thandi)
    assert doctor.post(at("plan:propose"), {**TYPED, "kind": "SLEEP", "goal": goal.pk}).status_code == 302
    acting(team.thandi)
    [view] = reads.recommendations(team.patient)
    answer = thandi.post(at("plan:answer", view.recommendation.pk), {"answer": "YES", "seen": "1"})
    assert answer.status_code == 302
    today = timezone.localdate()
    typed = {"words": "Up at 7", "rhythm": "DAYS", "weekdays": [1, 2, 4], "start_day": today.isoformat()}
    assert thandi.post(at("plan:write_step_for", view.recommendation.pk), typed).status_code == 302
    acting(team.thandi)
    step = Step.objects.get()
    assert (step.days, step.goal_id) == (7, goal.pk)
    back = {"day": today.isoformat(), "state": "DONE", "back": at("plan:plan")}
    assert thandi.post(at("plan:mark", step.pk), back).url == at("plan:plan")
    assert thandi.post(at("plan:mark", step.pk), {**back, "back": "//evil.example/"}).url == at("plan:step", step.pk)


def test_what_was_typed_is_still_there_when_something_is_missing(team, client_for, at, goal):
    answer = client_for(team.doctor).post(
        at("plan:propose"), {**TYPED, "how_sure": "", "kind": "SLEEP", "goal": goal.pk}
    )
    assert answer.status_code == 422
    assert "It builds sleep." in answer.content.decode()
    recommendation = make.proposed_recommendation(team.patient, goal, team.doctor)
    refused = {"answer": "NOT_NOW", "seen": "1", "look_day": "2001-01-01", "words": "my mother is ill"}
    answer = client_for(team.thandi).post(at("plan:answer", recommendation.pk), refused)
    assert answer.status_code == 422
    assert "lies in the past" in answer.content.decode()
    assert "my mother is ill" in answer.content.decode()


def test_an_answer_to_words_that_changed_meanwhile_is_refused_on_the_page_with_the_new_words(
    team, client_for, at, goal, acting
):
    recommendation = make.proposed_recommendation(team.patient, goal, team.doctor)
    client_for(team.coach).post(at("plan:edit", recommendation.pk), {**make.RISE, "what": "Up at seven", "seen": "1"})
    answer = client_for(team.thandi).post(at("plan:answer", recommendation.pk), {"answer": "YES", "seen": "1"})
    assert answer.status_code == 422
    assert "have changed since you read them" in answer.content.decode()
    assert "Up at seven" in answer.content.decode()


def test_a_coach_sees_why_treatment_cannot_be_chosen_and_cannot_send_it_either(team, client_for, at, goal, acting):
    coach = client_for(team.coach)
    page = coach.get(at("plan:propose")).content.decode()
    assert "only a doctor can suggest" in page
    assert page.count("disabled") == 6
    answer = coach.post(at("plan:propose"), {**TYPED, "kind": "SUPPLEMENT", "goal": goal.pk})
    assert answer.status_code == 422
    assert "only a doctor can suggest it" in answer.content.decode()
    assert "disabled" not in client_for(team.doctor).get(at("plan:propose")).content.decode()
    assert "MEDICINE" not in client_for(team.thandi).get(at("plan:propose")).content.decode()
    acting(team.doctor)
    assert not Recommendation.objects.exists()


@pytest.fixture
def foreign(team, now):
    """Things of Jonas, in whose team the doctor stands too."""
    jonas = person("Jonas K")
    patient = record(team.practice, team.doctor, "Jonas")
    tie(patient, jonas, "PATIENT", by=team.doctor)
    goal = make_goals.written_goal(patient, jonas)
    return {
        "goal": goal.pk,
        "event": story.event(patient, jonas).pk,
        "cause": story.cause(patient, jonas).pk,
        "concerns": story.concern(patient, jonas).pk,
        "recommendation": make.agreed_recommendation(patient, goal, team.doctor, jonas).pk,
        "step": make.step(patient, jonas, words="Swim").pk,
        "question": make.question(patient, jonas, words="Why?").pk,
    }


def test_ids_of_another_record_are_refused_in_every_form_and_address(team, client_for, at, goal, foreign, acting):
    doctor = client_for(team.doctor)
    (
        story.event(team.patient, team.thandi),
        story.cause(team.patient, team.thandi),
        story.concern(team.patient, team.thandi),
    )
    for field in ("goal", "event", "cause"):
        typed = {**TYPED, "kind": "SLEEP", "goal": goal.pk, field: foreign[field]}
        assert doctor.post(at("plan:propose"), typed).status_code == 422, field
    typed = {**make_goals.LWAZI, "look_day": "", "seen": "1", "concerns": foreign["concerns"]}
    assert doctor.post(at("goals:edit", goal.pk), typed).status_code == 422
    for about in ("recommendation", "step", "goal"):
        assert doctor.post(at("plan:ask"), {"about": f"{about} {foreign[about]}"}).status_code == 404, about
    for name in ("recommendation", "versions", "edit", "answer", "withdraw", "end", "again", "write_step_for"):
        for send in (doctor.get, doctor.post):
            assert send(at(f"plan:{name}", foreign["recommendation"])).status_code in (403, 404, 405), name
    for name in ("step", "edit_step", "take_on", "smaller", "usual", "pause", "resume", "end_step", "undo", "mark"):
        for send in (doctor.get, doctor.post):
            assert send(at(f"plan:{name}", foreign["step"])).status_code in (404, 405), name
    for name in ("question", "answer_question", "add_to_question", "understood", "take_back_question", "hand_over"):
        for send in (doctor.get, doctor.post):
            assert send(at(f"plan:{name}", foreign["question"])).status_code in (404, 405), name
    for name in ("goal", "edit", "versions", "acknowledge", "withdraw", "rate", "end", "reopen"):
        for send in (doctor.get, doctor.post):
            assert send(at(f"goals:{name}", foreign["goal"])).status_code in (404, 405), name
    acting(team.doctor)
    assert Recommendation.objects.filter(patient=team.patient).count() == 0
    assert Question.objects.filter(patient=team.patient).count() == 0


def test_who_does_not_see_the_story_keeps_the_sources_and_concerns_that_stand(team, client_for, at, acting, now):
    concern = story.concern(team.patient, team.thandi)
    goal = make_goals.written_goal(team.patient, team.doctor, concerns=[concern])
    event = story.event(team.patient, team.thandi, words="SECRETEVENT")
    recommendation = make.proposed_recommendation(team.patient, goal, team.doctor, evidence=[{"event": event}])
    guest = person("Guest")
    tie(team.patient, guest, "COACH", by=team.doctor, topics=["GOALS", "PLAN"])
    client = client_for(guest)
    page = client.get(at("plan:recommendation", recommendation.pk)).content.decode()
    assert "SECRETEVENT" not in page
    assert "not shared with you" in page
    assert client.post(at("plan:edit", recommendation.pk), {**make.RISE, "what": "x", "seen": "1"}).status_code == 302
    acting(team.thandi)
    doctors = CareTie.objects.still_open().between(team.doctor, team.patient).get()
    team_actions.share_topics(tie=doctors, topics=[Topic.GOALS, Topic.PLAN], by=team.thandi, now=now)
    edited = {**make_goals.LWAZI, "why": "x", "look_day": "", "seen": "1"}
    assert client_for(team.doctor).post(at("goals:edit", goal.pk), edited).status_code == 302
    acting(team.thandi)
    assert [one.event for one in reads.one_in_view(team.patient, recommendation.pk).evidence] == [event]
    assert list(goals.goal_in_view(team.patient, goal.pk).goal.concerns.all()) == [concern]


def test_a_step_of_ones_own_may_be_for_none_of_the_goals_and_says_so_in_words(team, client_for, at, goal):
    page = client_for(team.thandi).get(at("plan:write_step")).content.decode()
    assert "for none of them" in page
    assert ">None<" not in page


def test_who_decides_for_themself_is_asked_what_and_why_and_the_rest_is_folded_until_something_stands_there(
    team, client_for, at
):
    client = client_for(team.thandi)
    page = client.get(at("plan:propose")).content.decode()
    assert "What will you do?" in page
    assert "What do you suggest?" not in page
    assert '<details class="more"><summary>What you should see' in page
    again = client.post(at("plan:propose"), {"kind": "SLEEP", "should_see": "less ache"}).content.decode()
    assert '<details class="more" open><summary>What you should see' in again
