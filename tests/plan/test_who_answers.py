"""Who owns a question, who stands in while the owner is away, and bringing in the coach."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from concord.access.guard import Refused
from concord.database.acting import acting_as
from concord.findings.models import Shown
from concord.measures.reads import catalogue
from concord.people.roles import AskedAbout, Topic
from concord.plan import actions, reads
from concord.plan.models import Question
from concord.plan.models.questions import ABOUT
from concord.plan.rules import questions as rules
from concord.team import actions as team_actions
from tests.make import goals as make_goals
from tests.make import plan as make
from tests.make.people import tie

pytestmark = pytest.mark.django_db
COACH, DOCTOR, THERAPIST = (rules.CouldAnswer(n, role) for n, role in ((1, "COACH"), (2, "DOCTOR"), (3, "THERAPIST")))
ALL = [DOCTOR, COACH, THERAPIST]


@pytest.mark.parametrize(
    ("given", "owner"),
    [
        ({"proposer": None}, COACH),
        ({"proposer": 3}, THERAPIST),
        ({"proposer": 3, "first": "COACH"}, COACH),
        ({"proposer": 3, "first": "DOCTOR"}, DOCTOR),
        ({"proposer": 3, "away": [3]}, COACH),
        ({"proposer": None, "first": "DOCTOR", "away": [2]}, COACH),
        ({"proposer": None, "away": [1, 2, 3]}, COACH),
        ({"proposer": None, "asker": 1}, DOCTOR),
    ],
)
def test_the_practices_choice_comes_first_then_the_proposer_then_the_role_and_the_absent_last(given, owner):
    assert rules.owner_of(ALL, **{"asker": 9, **given}) == owner
    assert rules.owner_of([], **{"asker": 9, **given}) is None


@pytest.mark.parametrize(
    ("away", "also", "whose"),
    [([], None, DOCTOR), ([2], None, COACH), ([2], 3, THERAPIST), ([1, 2], None, THERAPIST), ([1, 2, 3], 3, None)],
)
def test_while_the_owner_is_away_whoever_was_brought_in_or_the_next_answers(away, also, whose):
    assert rules.who_answers(DOCTOR, ALL, also=also, asker=9, first="", away=away) == whose


def test_whoever_has_left_is_not_waited_for():
    assert rules.who_answers(DOCTOR, [COACH], also=None, asker=9, first="", away=[]) == COACH


def test_every_thing_that_can_be_asked_about_has_a_choice_of_the_practice():
    assert {name.upper() for name in ABOUT} <= set(AskedAbout.values)


@pytest.fixture
def question(team, now):
    goal = make_goals.written_goal(team.patient, team.thandi)
    recommendation = make.proposed_recommendation(team.patient, goal, team.therapist)
    return make.question(team.patient, team.thandi, recommendation, words="Why at weekends?", now=now)


def say_away(who, now, days=10):
    with acting_as(who):
        team_actions.say_away(from_day=now.date(), until_day=now.date() + timedelta(days=days), by=who, now=now)


def test_the_practice_asks_the_coach_first_if_it_has_chosen_so(team, acting, now):
    acting(team.doctor)
    team_actions.choose_asked_first(practice=team.practice, chosen={"RECOMMENDATION": "COACH"}, by=team.doctor, now=now)
    goal = make_goals.written_goal(team.patient, team.thandi)
    recommendation = make.proposed_recommendation(team.patient, goal, team.therapist)
    recommendation.patient.practice.refresh_from_db()
    team.patient.practice.refresh_from_db()
    assert make.question(team.patient, team.thandi, recommendation, now=now).owner == team.coach
    assert make.question(team.patient, team.thandi, goal, now=now).owner == team.coach


def test_a_question_asked_while_the_proposer_is_away_goes_to_somebody_who_is_there(team, now):
    say_away(team.therapist, now)
    goal = make_goals.written_goal(team.patient, team.thandi)
    recommendation = make.proposed_recommendation(team.patient, goal, team.therapist)
    assert make.question(team.patient, team.thandi, recommendation, now=now).owner == team.coach


def test_while_the_owner_is_away_the_next_finds_it_among_their_own_and_it_comes_back(team, question, acting, now):
    today = now.date()
    acting(team.coach)
    assert reads.questions_for(team.coach, today=today)["mine"] == []
    say_away(team.therapist, now, days=2)
    for person, day, mine in ((team.coach, 0, 1), (team.therapist, 0, 0), (team.coach, 3, 0), (team.therapist, 3, 1)):
        acting(person)
        assert len(reads.questions_for(person, today=today + timedelta(days=day))["mine"]) == mine, (person, day)
    acting(team.thandi)
    [shown] = reads.open_questions(team.patient, today=today)
    assert (shown.whose, shown.stands_in, shown.answers.until) == (team.coach, True, today + timedelta(days=2))


def test_when_the_owner_has_left_the_next_answers(team, question, acting, now):
    acting(team.thandi)
    left = next(one for one in team.patient.ties.still_open() if one.person_id == team.therapist.pk)
    team_actions.end_tie(tie=left, by=team.thandi, now=now)
    [shown] = reads.open_questions(team.patient, today=now.date())
    assert (shown.whose, shown.answers.owner_left) == (team.coach, True)


def test_the_page_says_who_stands_in_and_until_when(team, question, client_for):
    say_away(team.therapist, timezone.now())
    page = reverse("plan:question", args=[team.patient.pk, question.pk])
    assert "Mia Berg stands in and answers." in client_for(team.thandi).get(page).content.decode()
    assert "You stand in." in client_for(team.coach).get(page).content.decode()


def test_the_coach_is_brought_in_with_one_tap_and_both_see_it(team, question, client_for, acting, now):
    page = reverse("plan:question", args=[team.patient.pk, question.pk])
    thandi = client_for(team.thandi)
    assert "Bring in my coach" in thandi.get(page).content.decode()
    assert thandi.post(reverse("plan:bring_in", args=[team.patient.pk, question.pk])).status_code == 302
    said = thandi.get(page).content.decode()
    assert "Bring in my coach" not in said
    assert "Mia Berg, coach, was brought in" in said
    assert "You were brought in" in client_for(team.coach).get(page).content.decode()
    acting(team.coach)
    assert len(reads.questions_for(team.coach, today=now.date())["mine"]) == 1
    acting(team.therapist)
    assert len(reads.questions_for(team.therapist, today=now.date())["mine"]) == 1, "the owner stays the owner"
    question.refresh_from_db()
    with pytest.raises(Refused, match="already"):
        actions.bring_in_coach(question=question, by=team.therapist, now=now)


def test_a_coach_who_does_not_see_the_plan_is_not_brought_in(team, question, acting, now):
    acting(team.thandi)
    coachs = next(one for one in team.patient.ties.still_open() if one.person_id == team.coach.pk)
    team_actions.share_topics(tie=coachs, topics=[Topic.DAYS], by=team.thandi, now=now)
    with pytest.raises(Refused, match="No coach in the team sees this part"):
        actions.bring_in_coach(question=question, by=team.thandi, now=now)


def test_bringing_in_after_an_answer_opens_it_again(team, question, acting, now):
    acting(team.therapist)
    actions.answer_question(question=question, words="Jet lag.", by=team.therapist, now=now)
    acting(team.thandi)
    actions.bring_in_coach(question=question, by=team.thandi, now=now)
    question.refresh_from_db()
    assert (question.state, question.also) == ("WAITING", team.coach)


def test_a_measure_is_asked_about_with_one_tap_from_progress(team, client_for, acting):
    acting(team.thandi)
    measure = catalogue("sleep_hours")
    told = {"about": f"measure {measure.pk}"}
    assert client_for(team.thandi).post(reverse("plan:ask", args=[team.patient.pk]), told).status_code == 302
    acting(team.thandi)
    asked = Question.objects.get()
    assert (asked.measure, asked.in_view, asked.owner) == (measure, measure.called, team.coach)


def test_a_question_is_shared_as_what_it_is_about(team, acting, now):
    """The words that stood there come from the days: whoever sees only the plan does not read them."""
    only_plan, only_days = team.stranger, team.former
    tie(team.patient, only_plan, "COACH", by=team.thandi, topics=[Topic.PLAN])
    tie(team.patient, only_days, "COACH", by=team.thandi, topics=[Topic.DAYS])
    acting(team.thandi)
    make.question(team.patient, team.thandi, catalogue("sleep_hours"), words="Why hours?", now=now)
    for person, seen in ((only_plan, 0), (only_days, 1), (team.doctor, 1), (team.supporter, 0)):
        acting(person)
        assert Question.objects.count() == seen, person


def test_a_finding_that_the_practice_does_not_show_yet_cannot_be_asked_about(team, client_for, monkeypatch):
    from tests.make import findings as make_findings

    now = timezone.now()
    make_findings.days(team.patient, team.thandi, until=now.date(), now=now)
    make_findings.look(team.patient, team.thandi, now=now)
    with acting_as(team.thandi):
        from concord.findings.reads import told

        found = told(team.patient).first()
    page, told_about = reverse("plan:ask", args=[team.patient.pk]), {"about": f"finding {found.pk}"}
    monkeypatch.setattr("concord.findings.reads.shown_in", lambda practice: Shown.AFTER_A_LOOK)
    assert client_for(team.thandi).post(page, told_about).status_code == 404
    monkeypatch.undo()
    assert client_for(team.thandi).post(page, told_about).status_code == 302
    with acting_as(team.thandi):
        asked = Question.objects.get()
        assert asked.finding == found
    assert "<" not in asked.in_view
    assert len(asked.in_view) > 20


def test_it_goes_round_twice_and_offers_a_call(team, question, client_for):
    at = [team.patient.pk, question.pk]
    thandi, therapist = client_for(team.thandi), client_for(team.therapist)
    for words in ("Jet lag.", "Like flying."):
        therapist.post(reverse("plan:answer_question", args=at), {"words": words})
        thandi.post(reverse("plan:understood", args=at), {"understood": "no", "words": "Still not"})
    page = thandi.get(reverse("plan:question", args=at)).content.decode()
    assert "call 020 7946 0000, or ask there for a visit" in page
    assert "A call or a visit may do more" in therapist.get(reverse("plan:question", args=at)).content.decode()


@pytest.mark.parametrize("who", ["thandi", "therapist", "coach"])
def test_the_pages_of_a_question_need_few_queries_also_while_the_owner_is_away(team, question, client_for, who):
    say_away(team.therapist, timezone.now())
    client = client_for(getattr(team, who))
    for page in (
        reverse("plan:question", args=[team.patient.pk, question.pk]),
        reverse("plan:plan", args=[team.patient.pk]),
    ):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page).status_code == 200
        assert len([one for one in queries if "SAVEPOINT" not in one["sql"]]) <= 12, page
