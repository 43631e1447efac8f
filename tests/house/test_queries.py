"""Every page asks the database twelve questions at most, however richly a record is lived and whoever looks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from concord.conversation import actions as conversation
from concord.conversation.models import Thread
from concord.database.acting import acting_as
from concord.goals.models import Goal
from concord.people.models import CareTie
from concord.people.roles import ALL_TOPICS
from concord.plan import actions as plan
from concord.plan.models import Step
from concord.team import actions as team
from tests.house.cells import Matrix
from tests.house.database import undone
from tests.house.expectations import TABLE
from tests.house.life import Life
from tests.make import plan as make

MOST_QUERIES = 12
WHO_ACTS = 1
"""Each page of somebody signed in also tells the database, once, who acts; a test's own transaction does so for several."""
MANY = 40
SUPPORTER = "supporter_plan"
BESIDE_THE_PAGE = ("SAVEPOINT", "RELEASE", "ROLLBACK")
"""In a test the request's transaction is a savepoint; `set_config` says who is acting."""


@pytest.fixture(scope="module")
def rich(matrix: Matrix) -> Iterator[Matrix]:
    """The record of the house's tests, with far more of everything that lengthens a page."""
    own = matrix.world.own
    with undone():
        _plan_much(own)
        _wait_for_each_other(own)
        with own.by(own.person) as me:
            tie = CareTie.objects.get(patient=own.patient, person=matrix.world.people[SUPPORTER])
            team.share_topics(tie=tie, topics=list(ALL_TOPICS), **me)
        yield matrix


def _plan_much(life: Life) -> None:
    """Agreed long ago, so that a look is due, with steps that fall on today; others still wait for an answer."""
    then, first = life.now - timedelta(days=90), (life.now - timedelta(days=90)).date()
    with acting_as(life.person):
        goal = Goal.objects.get(pk=life.things["goal"])
    for number in range(MANY):
        one = make.proposed_recommendation(life.patient, goal, life.doctor, what=f"Suggestion {number}", now=then)
        if number % 2:
            continue
        make.answered(one, life.person, look_day=first + timedelta(days=14), now=then)
        words = {"words": f"Step {number}", "start_day": first}
        step = make.step(life.patient, life.person, recommendation=one, now=then, **words)
        make.marked(step, life.person, life.now.date() - timedelta(days=1), now=life.now)


def _wait_for_each_other(life: Life) -> None:
    """Questions, asks, promises and a message, while the doctor is away."""
    friday = life.now.date() + timedelta(days=3)
    for number in range(MANY // 8):
        make.question(life.patient, life.person, words=f"Question {number}", now=life.now)
        make.step(life.patient, life.doctor, owner=life.doctor, words=f"Promise {number}", by_day=friday, now=life.now)
        with life.by(life.person) as me:
            plan.ask_for_help(patient=life.patient, asked=life.doctor, words=f"Ask {number}", by_day=friday, **me)
    with life.by(life.doctor) as doctor:
        thread = Thread.objects.get(pk=life.things["thread"])
        later = {**doctor, "now": life.now + timedelta(minutes=1)}
        conversation.write_message(thread=thread, words="And this.", **later)
        team.say_away(from_day=life.now.date(), until_day=friday, **doctor)


def asked_by(matrix: Matrix, role: str, path: str) -> tuple[int, list[str]]:
    with undone(), CaptureQueriesContext(connection) as asked:
        status = matrix.clients[role].get(path).status_code
    queries = [one["sql"] for one in asked]
    return status, [one for one in queries if "set_config" not in one and not one.startswith(BESIDE_THE_PAGE)]


def test_the_record_is_as_rich_as_it_is_meant_to_be(rich: Matrix):
    own = rich.world.own
    with acting_as(own.person):
        assert Step.objects.filter(patient=own.patient).count() > MANY // 4
    page = rich.clients["patient"].get(rich.address("checkins:today", TABLE["checkins:today"])).content.decode()
    for shown in ("Quiet days", "Did it help?", "new message", "experiment"):
        assert shown in page, shown


@pytest.mark.parametrize("role", ["patient", "doctor", SUPPORTER])
def test_no_page_asks_more_than_twelve_questions(rich: Matrix, role: str):
    dear = {}
    for name, row in TABLE.items():
        if row.names(row.look, role) or role == SUPPORTER:
            status, queries = asked_by(rich, role, rich.address(name, row))
            if status == 200 and len(queries) + WHO_ACTS > MOST_QUERIES:
                dear[name] = queries
    said = {name: len(queries) + WHO_ACTS for name, queries in dear.items()}
    assert not dear, f"{said}\n" + "\n\n".join(query[:400] for query in next(iter(dear.values())))
