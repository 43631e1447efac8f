"""Every page of the plan opens for whoever may see it, in few queries, and says what it should."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.make import goals as make_goals
from tests.make import plan as make

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


@pytest.fixture
def lived(team, now):
    """A plan with one of everything."""
    goal = make_goals.agreed_goal(team.patient, team.thandi, team.doctor)
    agreed = make.agreed_recommendation(team.patient, goal, team.doctor, team.thandi)
    waiting = make.proposed_recommendation(team.patient, goal, team.coach, what="Walk ten minutes", kind="MOVEMENT")
    step = make.step(team.patient, team.thandi, recommendation=agreed)
    suggested = make.step(team.patient, team.doctor, recommendation=agreed, words="No coffee after noon")
    promised = make.step(
        team.patient, team.doctor, owner=team.doctor, words="Call the physiotherapist", by_day=make.APRIL.date()
    )
    question = make.question(team.patient, team.thandi, agreed, words="Why 6:30?")
    return {
        "goal": goal,
        "agreed": agreed,
        "waiting": waiting,
        "step": step,
        "suggested": suggested,
        "promised": promised,
        "question": question,
    }


def pages(team, lived):
    patient = team.patient.pk
    yield reverse("goals:goals", args=[patient])
    yield reverse("goals:goal", args=[patient, lived["goal"].pk])
    yield reverse("goals:versions", args=[patient, lived["goal"].pk])
    yield reverse("plan:plan", args=[patient])
    for one in ("agreed", "waiting"):
        yield reverse("plan:recommendation", args=[patient, lived[one].pk])
        yield reverse("plan:versions", args=[patient, lived[one].pk])
    for one in ("step", "suggested", "promised"):
        yield reverse("plan:step", args=[patient, lived[one].pk])
    yield reverse("plan:question", args=[patient, lived["question"].pk])


def writing(team, lived, who):
    patient = team.patient.pk
    for part in ("words", "level_0", "level_m2", "look"):
        yield reverse("goals:write_part", args=[patient, part])
    yield reverse("goals:edit" if who == "thandi" else "goals:suggest", args=[patient, lived["goal"].pk])
    yield reverse("plan:propose", args=[patient])
    yield reverse("plan:write_step", args=[patient])
    yield reverse("plan:write_step_for", args=[patient, lived["agreed"].pk])
    yield reverse("plan:edit_step", args=[patient, lived["step"].pk])
    yield reverse("plan:ask", args=[patient])


def queries_of(client, page):
    """What the page asks the database; in a test the request's transaction is a savepoint, and `set_config` says who is acting."""
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(page)
    assert answer.status_code == 200, page
    asked = [query["sql"] for query in queries]
    return [sql for sql in asked if "set_config" not in sql and not sql.startswith(("SAVEPOINT", "RELEASE"))]


@pytest.mark.parametrize("who", ["thandi", "doctor", "coach", "therapist"])
def test_every_page_opens_for_the_team_in_few_queries(team, lived, client_for, who):
    client = client_for(getattr(team, who))
    slow = {}
    for page in [*pages(team, lived), *writing(team, lived, who), reverse("plan:questions")]:
        asked = queries_of(client, page)
        if len(asked) > MOST_QUERIES:
            slow[page] = len(asked)
    assert slow == {}


def test_fifty_recommendations_cost_no_query_more_than_one(team, lived, client_for):
    page = reverse("plan:plan", args=[team.patient.pk])
    client = client_for(team.doctor)
    few = len(queries_of(client, page))
    for number in range(48):
        one = make.proposed_recommendation(team.patient, lived["goal"], team.doctor, what=f"Suggestion {number}")
        if number % 2:
            make.answered(one, team.thandi, "YES_BUT", words="hm")
    assert len(queries_of(client, page)) == few <= MOST_QUERIES
    assert "Suggestion 47" in client.get(page).content.decode()


def test_a_supporter_who_sees_only_the_goals_reads_them_and_nothing_of_the_plan(team, lived, client_for):
    client = client_for(team.supporter)
    assert client.get(reverse("goals:goals", args=[team.patient.pk])).status_code == 200
    page = client.get(reverse("goals:goal", args=[team.patient.pk, lived["goal"].pk])).content.decode()
    assert "Where are we?" not in page
    assert client.get(reverse("plan:plan", args=[team.patient.pk])).status_code == 403
    assert client_for(team.stranger).get(reverse("plan:plan", args=[team.patient.pk])).status_code == 404


def parts(html):
    """The page of the plan without what is folded, and what the folds say while they are closed."""
    folds = re.findall(r'<details class="more folded"[^>]*>\s*<summary>(.*?)</summary>', html, re.S)
    return re.sub(r'<details class="more folded".*?</details>', "", html, flags=re.S), " ".join(folds)


def test_what_waits_for_her_is_never_folded_and_a_late_promise_is_said_on_the_fold(team, lived, client_for):
    html = client_for(team.thandi).get(reverse("plan:plan", args=[team.patient.pk])).content.decode()
    seen, folds = parts(html)
    assert "Walk ten minutes" in seen
    assert "No coffee after noon" in seen, "a step that nobody has taken on yet waits for her"
    assert "Call the physiotherapist" not in seen
    assert "What the others promised (1)" in folds
    assert "1 not done yet" in folds


def test_steps_that_run_stand_in_one_line_that_opens(team, now, client_for):
    goal = make_goals.agreed_goal(team.patient, team.thandi, team.doctor)
    agreed = make.agreed_recommendation(team.patient, goal, team.doctor, team.thandi)
    make.step(team.patient, team.thandi, recommendation=agreed)
    html = client_for(team.thandi).get(reverse("plan:plan", args=[team.patient.pk])).content.decode()
    line, inside = re.search(
        r'<details class="more under-item steps-of"><summary>(.*?)</summary>(.*?)</details>', html, re.S
    ).groups()
    assert "Up at 6:30" in line
    assert "done today" in inside
    assert 'value="LATER"' in inside
