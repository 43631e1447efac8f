"""The agreement page: what stands on it, on any day since the beginning, and what has changed since."""

from __future__ import annotations

from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from concord.database.acting import acting_as
from concord.goals import actions as goals
from concord.people.models import CareTie
from concord.people.roles import Topic
from concord.plan import actions as plan
from concord.team import actions as team_actions
from concord.visits import agreed_shown as shown
from concord.visits.agreed import history_of
from tests.make import goals as make_goals
from tests.make import people
from tests.make import plan as make_plan
from tests.make import story as make_story

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def year(team, now):
    """A year ago one thing was agreed; half a year ago its words changed; since then there is a but, a no, and a step."""
    begun, half = now - timedelta(days=365), now - timedelta(days=180)
    team.goal = make_goals.agreed_goal(team.patient, team.thandi, team.doctor, now=begun)
    make_goals.rated(team.goal, team.thandi, -1, now=begun)
    given = {"patient": team.patient, "goal": team.goal}
    team.rise = make_plan.agreed_recommendation(by=team.doctor, patients=team.thandi, now=begun, **given)
    team.step = make_plan.step(team.patient, team.thandi, recommendation=team.rise, words="Up at 6:30", now=begun)
    with acting_as(team.doctor):
        words = {**make_plan.RISE, "what": "Get up at 7:00 every day"}
        plan.revise_recommendation(recommendation=team.rise, words=words, seen=1, by=team.doctor, now=half)
    make_plan.answered(team.rise, team.thandi, now=half + timedelta(days=1))
    mat = make_plan.proposed_recommendation(by=team.therapist, what="On the mat", now=now - timedelta(days=9), **given)
    make_plan.answered(mat, team.thandi, "YES_BUT", words="Not before seven.", now=now - timedelta(days=8))
    return team


def address(name: str, team, day=None) -> str:
    return reverse(f"visits:{name}", args=[team.patient.pk]) + (f"?on={day.isoformat()}" if day else "")


def page_of(client, path: str) -> str:
    return unescape(client.get(path).content.decode())


def test_it_says_what_both_want_try_do_and_do_not_agree(year, client_for):
    page = page_of(client_for(year.thandi), address("agreement", year))
    said = (
        "What we want", "Play with Lwazi", "What we try, and why", "Get up at 7:00", "The same rise time", "Who does what", "Up at 6:30",
        "When we look", "How to reach whom", "Dr Rossi", "020 7946 0000", "What is not agreed", "On the mat", "Not before seven.",
        "not a contract and no promise of result",
    )  # fmt: skip
    for words in said:
        assert words in page, words
        page = page.split(words, 1)[1]


def test_what_is_tried_names_its_goal_as_it_was_and_as_it_said_on_that_day(year, client_for, now):
    other = make_goals.written_goal(
        year.patient, year.thandi, words="Sleep <b>through</b>", now=now - timedelta(days=100)
    )
    with acting_as(year.thandi):
        words = {**make_goals.LWAZI, "words": "Play with Lwazi for a whole morning"}
        goals.edit_goal(goal=year.goal, words=words, seen=1, by=year.thandi, now=now - timedelta(days=90))
    with acting_as(year.doctor):
        words, seen = {**make_plan.RISE, "what": "Get up at 7:00 every day"}, year.rise.text.versions.count()
        plan.revise_recommendation(
            recommendation=year.rise, words=words, seen=seen, goal=other, by=year.doctor, now=now - timedelta(days=60)
        )
    make_plan.answered(year.rise, year.thandi, now=now - timedelta(days=59))
    with acting_as(year.thandi):
        goals.end_goal(goal=other, how="REACHED", by=year.thandi, now=now - timedelta(days=20))

    def named(days: int) -> str:
        page = page_of(client_for(year.thandi), address("agreement", year, (now - timedelta(days=days)).date()))
        return page.split("What we try, and why", 1)[1].split("for the goal “", 1)[1].split("”", 1)[0]

    assert named(200) == "Play with Lwazi without paying for it next day"
    assert named(80) == "Play with Lwazi for a whole morning"
    assert named(40) == "Sleep <b>through</b>"
    assert named(1) == "Sleep <b>through</b>", "also when the goal has ended, the thing is still tried for it"


def test_the_same_page_as_it_stood_most_of_a_year_ago(year, client_for, now):
    day = (now - timedelta(days=300)).date()
    page = page_of(client_for(year.thandi), address("agreement", year, day))
    assert "Get up at 6:30 every day, also at weekends" in page
    assert "Get up at 7:00" not in page
    assert "On the mat" not in page
    assert "as it stood on" in page


def test_before_anything_was_agreed_it_says_so(year, client_for, now):
    page = page_of(client_for(year.thandi), address("agreement", year, (now - timedelta(days=500)).date()))
    assert "No goal is written down yet." in page
    assert "Nothing is agreed to try at the moment." in page


@pytest.mark.parametrize("day", ["9999-12-31", "tomorrow", "31.02.2026", "0001-01-01"])
def test_a_day_that_is_none_is_a_sentence_and_not_a_fault(year, client_for, day):
    browser = client_for(year.thandi)
    for name in ("agreement", "agreement_changed", "agreement_paper"):
        assert browser.get(address(name, year) + f"?on={day}").status_code in (200, 422)


def test_what_has_changed_since_is_told_word_by_word(year, client_for, now):
    first = page_of(client_for(year.thandi), address("agreement_changed", year))
    assert f'href="?on={(timezone.localdate() - timedelta(days=365)).isoformat()}">a year ago</a>' in first
    page = page_of(client_for(year.thandi), address("agreement_changed", year, (now - timedelta(days=300)).date()))
    words = " ".join(page.split())
    gone, new = ([part.split(f"</{tag}>")[0] for part in words.split(f"<{tag}>")[1:]] for tag in ("del", "ins"))
    assert any("6:30" in part for part in gone)
    assert any("also at weekends" in part for part in gone)
    assert any("7:00" in part for part in new)
    assert '<ins class="words">On the mat</ins>' in words


def test_what_was_ended_is_no_longer_there(year, client_for, now):
    before = (now - timedelta(days=1)).date()
    with acting_as(year.thandi):
        plan.end_recommendation(recommendation=year.rise, words="It helped.", by=year.thandi, now=now)
    page = page_of(client_for(year.thandi), address("agreement_changed", year, before))
    assert '<del class="words">Get up at 7:00 every day</del>' in page
    assert "Nothing has changed since then" not in page


def test_the_pdf_comes_in_the_patients_words_for_everybody_who_sees_the_plan(year, client_for):
    for who in (year.thandi, year.doctor):
        answer = client_for(who).get(address("agreement_paper", year))
        assert answer["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF-")
        assert "Thandi" not in answer["Content-Disposition"]
    assert client_for(year.supporter).get(address("agreement_paper", year)).status_code == 403


def test_the_paper_holds_the_same_parts_and_the_levels_as_text(year, now):
    with acting_as(year.thandi):
        tie = CareTie.objects.still_open().between(year.thandi, year.patient).get()
        data = shown.for_paper(history_of(tie, year.patient).at(now), year.patient)
    labels = [part["label"] for part in data["parts"]]
    assert labels == [
        "What we want",
        "What we think is going on",
        "What we try, and why",
        "Who does what",
        "When we look",
        "How to reach whom",
        "What is not agreed",
    ]
    [goal] = data["parts"][0]["items"]
    assert [one["words"] for one in goal["levels"] if one["level"] == "−1"] == ["half an hour, then bed"]
    assert data["language"] == "en"


def test_a_promise_stands_with_the_day_that_it_was_for_then(year, now):
    first, later = (now + timedelta(days=days) for days in (3, 20))
    given = {"recommendation": year.rise, "owner": year.doctor, "by_day": first.date(), "words": "Ring the clinic"}
    step = make_plan.step(year.patient, year.doctor, now=now - timedelta(hours=5), **given)
    with acting_as(year.doctor):
        plan.move_promise(
            step=step, by_day=later.date(), words="On holiday.", by=year.doctor, now=now - timedelta(hours=1)
        )
        tie = CareTie.objects.still_open().between(year.doctor, year.patient).get()
        history = history_of(tie, year.patient)
    for at, day in ((now - timedelta(hours=3), first), (now, later)):
        [when] = [one.when for one in history.at(at).steps if one.words == "Ring the clinic"]
        assert date_format(day.date(), "j F") in when


def test_who_does_not_see_the_team_reads_on_it_whom_the_practice_answers_and_nobody_else_of_it(year, client_for):
    with acting_as(year.thandi):
        tie = CareTie.objects.still_open().between(year.supporter, year.patient).get()
        team_actions.share_topics(tie=tie, topics=[Topic.PLAN], by=year.thandi, now=timezone.now())
    people.tie(year.patient, people.person("Nosipho Dube"), "SUPPORTER", by=year.thandi, detail="friend", topics=[])
    reach = page_of(client_for(year.supporter), address("agreement", year)).split("How to reach whom")[1]
    assert "Nosipho Dube" not in reach
    assert "Ben Adler" not in reach.split("What is not agreed")[0]
    assert "020 7946 0000" in reach
    assert "Nosipho Dube" in page_of(client_for(year.doctor), address("agreement", year))


def test_a_supporter_with_the_plan_alone_reads_no_goals(year, client_for):
    with acting_as(year.thandi):
        tie = CareTie.objects.still_open().between(year.supporter, year.patient).get()
        team_actions.share_topics(tie=tie, topics=[Topic.PLAN], by=year.thandi, now=timezone.now())
    page = page_of(client_for(year.supporter), address("agreement", year))
    assert "Get up at 7:00" in page
    assert "Play with Lwazi" not in page
    assert "What we want" not in page
    assert "What we think is going on" not in page


def test_what_we_think_is_going_on_stands_as_it_stood(year, client_for, now):
    make_story.sentence(
        year.patient, year.doctor, words="Short nights press on her head", now=now - timedelta(days=200)
    )
    later = make_story.sentence(year.patient, year.thandi, words="It is not the weather", now=now - timedelta(days=20))
    page = page_of(client_for(year.thandi), address("agreement", year))
    assert "Short nights press on her head" in page
    assert later.words in page
    before = page_of(client_for(year.thandi), address("agreement", year, (now - timedelta(days=100)).date()))
    assert "Short nights press on her head" in before
    assert later.words not in before


@pytest.mark.parametrize("name", ["agreement", "agreement_changed"])
def test_fifty_recommendations_cost_no_more_queries(year, client_for, now, name):
    for number in range(50):
        one = make_plan.proposed_recommendation(year.patient, year.goal, year.therapist, what=f"Way {number}", now=now)
        if number % 2:
            make_plan.answered(one, year.thandi, now=now)
            make_plan.step(year.patient, year.thandi, recommendation=one, now=now)
    browser, path = client_for(year.doctor), address(name, year)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(path).status_code == 200
    quiet = ("SAVEPOINT", "RELEASE")
    queries = [one["sql"] for one in asked if "set_config" not in one["sql"] and not one["sql"].startswith(quiet)]
    assert len(queries) <= MOST_QUERIES, "\n\n".join(queries)
