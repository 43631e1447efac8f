"""The visit screen, the after-visit page and the plain text: what they say, to whom, and what they cost."""

from __future__ import annotations

from datetime import timedelta
from html import unescape
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from concord.database.acting import acting_as
from concord.plan import actions as plan
from concord.plan.models import Question
from tests.hostile.payloads import EVERY_WORD, MARK, NOT_STORED
from tests.make import goals as make_goals
from tests.make import plan as make_plan
from tests.make import story as make_story
from tests.make import visits as make

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


@pytest.fixture
def now():
    return timezone.now()


def today_of(now):
    """The practice's day: a test may run at midnight."""
    return now.astimezone(ZoneInfo("Europe/London")).date()


def address(name: str, team, *more) -> str:
    return reverse(f"visits:{name}", args=[team.patient.pk, *more])


def page_of(client, path: str) -> str:
    return unescape(client.get(path).content.decode())


def asked_of(client, path: str) -> list[str]:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    quiet = ("SAVEPOINT", "RELEASE")
    return [one["sql"] for one in asked if "set_config" not in one["sql"] and not one["sql"].startswith(quiet)]


@pytest.fixture
def partnership(team, now):
    """A goal, one thing agreed and one with a but, a question, a promise, words told back, a visit three weeks ago."""
    ago = now - timedelta(days=21)
    team.goal = make_goals.agreed_goal(team.patient, team.thandi, team.doctor, now=ago - timedelta(days=9))
    make.visit(team.patient, team.doctor, day=ago.date(), now=ago)
    given = {"patient": team.patient, "goal": team.goal}
    team.rise = make_plan.agreed_recommendation(by=team.doctor, patients=team.thandi, now=now, **given)
    team.mat = make_plan.proposed_recommendation(
        by=team.therapist, what="On the mat", now=now - timedelta(days=3), **given
    )
    make_plan.answered(team.mat, team.thandi, "YES_BUT", words="Not before seven.", now=now - timedelta(days=2))
    team.question = make_plan.question(
        team.patient, team.thandi, team.rise, words="Why so early?", now=now - timedelta(days=1)
    )
    team.promise = make_plan.step(
        team.patient, team.doctor, owner=team.doctor, words="Call Ben", by_day=today_of(now) + timedelta(days=2),
        now=now - timedelta(days=1), start_day=today_of(now) - timedelta(days=1),
    )  # fmt: skip
    with acting_as(team.thandi):
        plan.tell_back(recommendation=team.rise, words="So I get tired at night.", seen=1, by=team.thandi, now=now)
    make.wish(team.patient, team.thandi, "Is it the weather?", now=now)
    return team


def test_the_screen_says_it_all_in_the_order_of_asking(partnership, client_for):
    page = page_of(client_for(partnership.doctor), address("screen", partnership))
    said = (
        "Is it the weather?", "Play with Lwazi", "Worth talking about", "Not before seven.", "New since then", "Thandi Mokoena: yes",
        "Open questions", "Why so early?", "What I promised", "Call Ben", "Waits for me to look", "So I get tired at night.",
    )  # fmt: skip
    places = [page.find(words) for words in said]
    assert -1 not in places, said[places.index(-1)]
    assert places == sorted(places)
    assert "since your visit on" in page


def test_what_is_new_is_told_in_three_lines_and_the_rest_is_one_tap_away(partnership, client_for, now):
    for what in ("Tea", "Walks", "Rest", "Light"):
        make_plan.proposed_recommendation(
            by=partnership.coach, what=what, patient=partnership.patient, goal=partnership.goal, now=now
        )
    page = page_of(client_for(partnership.doctor), address("screen", partnership))
    before, after = page.split("More since then", 1)
    assert before.split("New since then")[1].count("<li>") == 3
    assert "Thandi Mokoena: yes" in after
    awaited = page.split("looks to come, and what others answer")
    assert "it waits for an answer" not in awaited[0], "what others answer is folded, what waits for her is not"
    assert "did you explain it clearly?" in awaited[0]
    assert "Dr Rossi wrote a step" in page_of(client_for(partnership.coach), address("screen", partnership))


def test_a_visit_that_could_not_be_noted_shows_its_form_again(partnership, client_for):
    browser, here = client_for(partnership.doctor), address("screen", partnership)
    assert '<details class="more no-print" id="note">' in page_of(browser, here)
    refused = browser.post(here, {"on": "never", "words": "We spoke long."}).content.decode()
    assert '<details class="more no-print" id="note" open>' in refused
    assert "We spoke long." in refused


def test_what_i_have_looked_at_is_no_longer_new(partnership, client_for):
    browser = client_for(partnership.doctor)
    assert browser.post(address("looked", partnership)).status_code == 302
    page = page_of(browser, address("screen", partnership))
    assert "Nobody changed anything since then" in page
    assert "since you last looked" in page
    assert "Not before seven." in page
    assert "Thandi Mokoena: yes" in page_of(client_for(partnership.therapist), address("screen", partnership))


def test_most_is_answered_where_it_stands(partnership, client_for, acting):
    browser, team = client_for(partnership.doctor), partnership
    for name, thing, body in (
        ("answer", team.question.pk, {"words": "Like hunger, it comes at a steady hour."}),
        ("judge", team.rise.pk, {"clear": "yes", "seen": "1"}),
        ("done", team.promise.pk, {}),
    ):
        answer = browser.post(address(name, team, thing), body)
        assert (answer.status_code, answer["Location"]) == (302, address("screen", team) + "#said-of-it"), name
    page = page_of(browser, address("screen", team))
    assert "Call Ben" not in page
    assert "did you explain it clearly?" not in page
    acting(team.thandi)
    assert Question.objects.get().state == "ANSWERED"
    assert browser.post(address("looked", team), {"back": "people"})["Location"] == "/#said-of-it"


def test_an_answer_that_is_refused_is_kept(partnership, client_for):
    answer = client_for(partnership.doctor).post(
        address("answer", partnership, partnership.question.pk), {"words": "z" * 2500}
    )
    assert answer.status_code == 422
    assert "z" * 2500 in answer.content.decode()


def test_a_yes_that_is_missing_is_given_in_one_tap(partnership, client_for):
    browser = client_for(partnership.coach)
    assert "waits for your yes" in page_of(browser, address("screen", partnership))
    assert browser.post(address("acknowledge", partnership, partnership.goal.pk), {"seen": "1"}).status_code == 302
    assert "waits for your yes" not in page_of(browser, address("screen", partnership))


def test_copy_for_my_record_holds_what_was_agreed_and_nothing_else(partnership, client_for, now):
    browser, team = client_for(partnership.doctor), partnership
    wish = page_of(browser, address("screen", team)).split('name="spoken" value="')[1].split('"')[0]
    noted = browser.post(
        address("screen", team), {"on": today_of(now).isoformat(), "spoken": wish, "words": "By telephone."}
    )
    assert noted.status_code == 302
    page = page_of(browser, noted["Location"])
    text = page.split('rows="10">')[1].split("</textarea>")[0]
    lines = text.splitlines()
    assert lines[0].endswith("Thandi (1984)")
    assert lines[1] == "There: Thandi Mokoena (Patient), Dr Rossi (Doctor)"
    assert "- “Is it the weather?”" in lines
    agreed = lines[lines.index("We agreed:") + 1]
    assert agreed.startswith("- Get up at 6:30 every day, also at weekends (Thandi Mokoena) [we look again on")
    assert "Because: The same rise time" in agreed
    assert any(line.startswith("- Get up at 6:30 every day, also at weekends [So I get tired") for line in lines)
    assert lines[-1] == "Noted: By telephone."
    assert "mat" not in text
    seen = page_of(client_for(team.thandi), noted["Location"])
    assert "Get up at 6:30" in seen
    assert "By telephone." in seen
    assert "Copy for my record" not in seen


def test_a_day_without_agreement_says_so(team, client_for, now):
    visit = make.visit(team.patient, team.doctor, now=now)
    page = page_of(client_for(team.doctor), address("after", team, visit.pk))
    assert "Nothing new was agreed in Concord on this day" in page
    assert "Nothing was agreed in Concord on this day." in page


def test_a_corrected_visit_is_found_at_its_old_address_and_a_taken_back_one_is_not(team, client_for, now):
    visit = make.visit(team.patient, team.doctor, now=now)
    browser = client_for(team.doctor)
    corrected = browser.post(
        address("edit", team, visit.pk), {"on": today_of(now).isoformat(), "words": "In the room."}
    )
    assert corrected.status_code == 302
    assert browser.get(address("after", team, visit.pk))["Location"] == corrected["Location"]
    assert browser.post(corrected["Location"] + "take-back/").status_code == 302
    assert browser.get(corrected["Location"]).status_code == 404


def test_the_patient_writes_three_things_and_they_stand_first(team, client_for):
    browser = client_for(team.thandi)
    for words in ("One", "Two", "Three"):
        assert browser.post(address("visits", team), {"words": words}).status_code == 302
    page = page_of(browser, address("visits", team))
    assert "Three things are enough for one visit." in page
    assert browser.post(address("visits", team), {"words": "Four"}).status_code == 422
    assert "Thandi wants to speak about" in page_of(client_for(team.coach), address("screen", team))


@pytest.mark.parametrize("called", [called for called in EVERY_WORD if called != "half a sign"])
def test_whatever_was_written_comes_out_as_words(team, client_for, now, called):
    words = EVERY_WORD[called]
    browser = client_for(team.thandi)
    answer = browser.post(address("visits", team), {"words": words})
    assert answer.status_code == (
        302 if len(words.strip()) <= 300 and called not in set(NOT_STORED) - {"a bell"} else 422
    )
    page = client_for(team.doctor).get(address("screen", team)).content.decode()
    assert f"<b class={MARK}" not in page
    assert f"<svg onload={MARK}" not in page


@pytest.mark.parametrize("name", ["screen", "visits", "after", "edit"])
def test_fifty_recommendations_cost_no_more_queries(partnership, client_for, now, name):
    team = partnership
    for number in range(50):
        one = make_plan.proposed_recommendation(team.patient, team.goal, team.therapist, what=f"Way {number}", now=now)
        if number % 2:
            make_plan.answered(one, team.thandi, now=now)
            make_plan.step(team.patient, team.thandi, recommendation=one, now=now)
        make_plan.question(team.patient, team.thandi, one, now=now)
    make_story.concern(team.patient, team.thandi)
    visit = make.visit(team.patient, team.doctor, now=now)
    queries = asked_of(client_for(team.doctor), address(name, team, *([visit.pk] if name in ("after", "edit") else [])))
    assert len(queries) <= MOST_QUERIES, "\n\n".join(queries)
