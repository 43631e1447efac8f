"""Words are found in messages, open notes, questions and answers: whose one may read, and nobody else's."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from concord.database.acting import acting_as
from concord.people.roles import Topic
from concord.plan import actions as plan
from tests.hostile.payloads import EVERY_WORD, MARK
from tests.make import conversation as make
from tests.make import goals as make_goals
from tests.make import people as make_people
from tests.make import plan as make_plan

pytestmark = pytest.mark.django_db
WORD = "pomegranate"


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def find(team, client_for):
    def found(who, words: str, **more) -> str:
        answer = client_for(who).get(reverse("find", args=[team.patient.pk]), {"q": words, **more})
        page = unescape(answer.content.decode())
        return re.sub(r"</?mark>", "", page.split("<main")[1])

    return found


@pytest.fixture
def said(team, now):
    """The word stands once in each kind of place."""
    team.thread = make.thread(
        team.patient, team.thandi, team.doctor, words=f"A {WORD} at night.", called="Fruit", now=now
    )
    make.note(team.patient, team.doctor, f"Eats a {WORD} a day.", now=now)
    make.note(team.patient, team.doctor, f"Waits: {WORD}.", shown="WAITS", why="Talk first.", wait_until=now.date() + timedelta(days=5), now=now)  # fmt: skip
    make.note(team.patient, team.doctor, f"Guards: {WORD}.", shown="PROTECTED", protects="THIRD_PARTY", why="His brother.", now=now)  # fmt: skip
    goal = make_goals.agreed_goal(team.patient, team.thandi, team.doctor, now=now)
    rise = make_plan.proposed_recommendation(team.patient, goal, team.coach, now=now)
    asked = make_plan.question(team.patient, team.thandi, rise, words=f"Why a {WORD}?", now=now)
    with acting_as(team.coach):
        plan.answer_question(question=asked, words=f"The {WORD} has nothing to do with it.", by=team.coach, now=now)
    return team


def test_each_place_is_named_and_leads_there(said, find):
    page = find(said.doctor, WORD)
    assert "1 message, 2 notes, 1 question, 1 answer" in page
    for kind in ("message", "note", "question", "answer"):
        assert f'<span class="chip">{kind}</span>' in page
    for words in (f"A {WORD} at night.", f"Eats a {WORD} a day.", f"Why a {WORD}?", f"The {WORD} has nothing"):
        assert words in page, words
    assert "Fruit" in page
    assert f"/messages/{said.thread.pk}/?at=" in page
    assert "/notes/" in page
    assert "/questions/" in page


def test_what_is_protected_is_never_found_and_what_waits_not_by_the_patient(said, find):
    for who in (said.doctor, said.therapist, said.coach, said.thandi):
        assert "Guards:" not in find(who, WORD), who
    assert "Waits:" in find(said.doctor, WORD)
    assert "Waits:" not in find(said.thandi, WORD)
    assert "1 message, 1 note, 1 question, 1 answer" in find(said.thandi, WORD)


def test_the_database_hides_the_words_that_wait_from_the_patient_whatever_the_page_asks(said):
    from concord.conversation.models import NoteWords

    with acting_as(said.thandi):
        assert [text.words for text in NoteWords.objects.all()] == [f"Eats a {WORD} a day."]


def test_nobody_finds_what_is_said_in_a_thread_that_they_are_not_in(said, find):
    page = find(said.coach, WORD)
    assert f"A {WORD} at night." not in page
    assert f"Eats a {WORD} a day." in page


def test_consent_holds_in_what_is_found(said, find):
    """A coach to whom only the goals are shown finds no note, and no question of the plan; a supporter neither."""
    lena = make_people.member(said.practice, "Lena Vogt", role="COACH")
    make_people.tie(said.patient, lena, "COACH", by=said.doctor, topics=[Topic.GOALS])
    for who in (lena, said.supporter):
        page = find(who, WORD)
        assert "Nothing was found." in page
        assert WORD not in page.replace(f'value="{WORD}"', "")


def test_a_stranger_gets_404(said, client_for):
    for who in (said.stranger, said.former):
        assert client_for(who).get(reverse("find", args=[said.patient.pk]), {"q": WORD}).status_code == 404


def test_what_was_taken_back_is_not_found(team, find, now):
    thread = make.thread(team.patient, team.thandi, team.doctor, words="Hello.", now=now)
    gone = make.said(thread, team.thandi, f"A {WORD}.", now=now)
    from concord.conversation import actions

    with acting_as(team.thandi):
        actions.take_back_message(message=gone, by=team.thandi, now=now)
        asked = plan.ask_question(patient=team.patient, about=None, words=f"{WORD}?", by=team.thandi, now=now)
        plan.take_back_question(question=asked, by=team.thandi, now=now)
    assert "Nothing was found." in find(team.thandi, WORD)


def test_a_question_about_something_is_found_by_what_stood_in_view(team, find, now):
    goal = make_goals.agreed_goal(team.patient, team.thandi, team.doctor, now=now)
    rise = make_plan.proposed_recommendation(team.patient, goal, team.doctor, mechanism=f"A {WORD} a day.", now=now)
    make_plan.question(team.patient, team.thandi, rise, part="mechanism", now=now)
    page = find(team.doctor, WORD)
    assert "1 question" in page
    assert f"A {WORD} a day." in page


def test_every_state_of_the_page_says_what_to_do(team, find):
    assert "Type two letters or more." in find(team.thandi, "")
    assert "Protected notes" not in find(team.thandi, "")
    assert "Protected notes" in find(team.doctor, "")
    assert "Please type at least two letters." in find(team.thandi, "x")
    assert "Nothing was found. Try a part of a word" in find(team.thandi, "xyzzy")
    assert "This holds a sign that cannot be looked for." in find(team.thandi, "a\0b")


def test_only_the_newest_of_a_kind_are_shown_and_the_page_says_so(team, find, now, monkeypatch):
    monkeypatch.setattr("concord.web.pages.find.MOST_OF_A_KIND", 3)
    thread = make.thread(team.patient, team.thandi, team.doctor, words="Hello.", now=now)
    for number in range(4):
        make.said(thread, team.thandi, f"{WORD} {number}", now=now + timedelta(seconds=number))
    page = find(team.thandi, WORD)
    assert "Of each kind only the newest 3 are shown." in page
    assert f"{WORD} 3" in page
    assert f"{WORD} 0" not in page


@pytest.mark.parametrize("called", list(EVERY_WORD))
def test_whatever_is_looked_for_comes_out_as_words(said, client_for, called):
    answer = client_for(said.doctor).get(reverse("find", args=[said.patient.pk]), {"q": EVERY_WORD[called][:2000].encode("utf-8", "replace").decode()})  # fmt: skip
    assert answer.status_code == 200
    assert f"<b class={MARK}" not in answer.content.decode()


def test_much_costs_no_more_queries(said, client_for, now):
    for number in range(25):
        make.said(said.thread, said.thandi, f"{WORD} {number}", now=now)
        make.note(said.patient, said.doctor, f"{WORD} {number}", now=now)
    browser = client_for(said.doctor)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(reverse("find", args=[said.patient.pk]), {"q": WORD}).status_code == 200
    quiet = ("SAVEPOINT", "RELEASE")
    assert len([one for one in asked if "set_config" not in one["sql"] and not one["sql"].startswith(quiet)]) <= 12
