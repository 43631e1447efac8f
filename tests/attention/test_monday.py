"""A doctor's Monday: forty people, six of whom need something, in at most ten taps; and what stands for whom, and what it costs."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from concord.attention import reads, rules
from concord.checkins import actions as checkins
from concord.database.acting import acting_as
from concord.people.roles import Role
from concord.plan import actions as plan
from concord.story import actions as story
from tests.make import goals as make_goals
from tests.make import people as make
from tests.make import plan as make_plan
from tests.make import story as make_story
from tests.make import visits as make_visits

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12
FORM = re.compile(r'<form method="post" action="(/patients/\d+/visit/[^"]+)"[^>]*>(.*?)</form>', re.DOTALL)
FIELD = re.compile(r'<(?:input type="hidden"|button class="pill") name="(\w+)" value="([^"]*)"')


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def monday(db, now):
    """Dr Rossi and forty people; the first six have something for her."""
    doctor = make.person("Dr Rossi")
    practice = make.practice(doctor)
    people = [make.record(practice, doctor, called=f"Person {number:02d}") for number in range(40)]
    for patient in people[:7]:
        patient.person = make.person(patient.called)
        make.tie(patient, patient.person, Role.PATIENT, by=doctor)
    asks, asks_too, tells, wants, waits, flares, quiet = people[:7]
    early = now - timedelta(days=40)
    make_plan.question(asks, asks.person, words="Why at all?", now=now)
    make_plan.question(asks_too, asks_too.person, words="And on Sundays?", now=now - timedelta(days=9))
    goal = make_goals.agreed_goal(tells, tells.person, doctor, now=early)
    told = make_plan.proposed_recommendation(tells, goal, doctor, now=early)
    with acting_as(tells.person):
        plan.tell_back(recommendation=told, words="Same hour, deeper sleep.", seen=1, by=tells.person, now=now)
    make_goals.written_goal(wants, wants.person, now=early, words="Walk to the sea")
    make_plan.step(
        waits, doctor, owner=doctor, words="Call the laboratory", by_day=now.date() - timedelta(days=1),
        start_day=now.date() - timedelta(days=5), now=now - timedelta(days=5),
    )  # fmt: skip
    with acting_as(flares.person):
        flare = checkins.call_flare(patient=flares, day=now.date(), by=flares.person, now=now)
        checkins.tell_team_of_flare(flare=flare, tell=True, by=flares.person, now=now)
    with acting_as(quiet.person):
        given = {"day": early.date(), "zone": "Europe/London", "answers": {}, "note": "Slept."}
        checkins.answer_checkin(patient=quiet, by=quiet.person, now=early, **given)
    doctor.people = people
    return doctor


def page_of(client, path: str = "/") -> str:
    return client.get(path).content.decode()


def panel_of(doctor, now):
    with acting_as(doctor):
        return reads.panel(reads.ties_of(doctor), doctor, today=now.date(), now=now)


def test_forty_people_with_six_needs_take_at_most_ten_taps(monday, client_for, now):
    browser, taps = client_for(monday), 1
    page = page_of(browser)
    assert "6 things wait for you, about 10 minutes." in page
    while found := FORM.search(page):
        body = dict(FIELD.findall(found[2]))
        if "<textarea" in found[2]:
            body["words"] = "Because it is your day, not the calendar's."
        if 'name="clear"' in found[2]:
            body["clear"] = "yes"
        answer = browser.post(found[1], body)
        assert (answer.status_code, answer.get("Location")) == (302, "/"), (found[1], body)
        page, taps = page_of(browser), taps + 1
    assert taps <= 10
    assert "Nothing waits for you today." in page
    assert not panel_of(monday, now).needs


def test_whoever_was_promised_first_stands_first_and_illness_plays_no_part(monday, now):
    found = panel_of(monday, now)
    assert [one.name for one in found.needs][:2] == ["Person 01", "Person 04"]
    assert found.needs[2].name == "Person 00"
    assert [one.name for one in found.needs][3:] == ["Person 02", "Person 03", "Person 05"]
    assert found.minutes == sum(rules.MINUTES[need.kind] for one in found.needs for need in one.needs)


def test_silence_is_told_and_asks_nothing(monday, now):
    found = panel_of(monday, now)
    quiet = next(one for one in found.nothing if one.name == "Person 06")
    assert quiet.notes[0].startswith("nothing since ")
    assert len(found.nothing) == 34


def test_what_waits_for_a_colleague_stands_with_the_team(monday, client_for, now):
    patient = monday.people[20]
    coach = make.member(patient.practice, "Mia Berg", Role.COACH)
    make.tie(patient, coach, Role.COACH, by=monday)
    person = make.person("Patient")
    make.tie(patient, person, Role.PATIENT, by=monday)
    goal = make_goals.agreed_goal(patient, person, monday, coach, now=now)
    one = make_plan.proposed_recommendation(patient, goal, coach, now=now)
    make_plan.question(patient, person, one, now=now)
    found = panel_of(monday, now)
    assert [one.name for one in found.team] == ["Person 20"]
    assert "Mia Berg answers by" in found.team[0].with_others[0]
    assert "answer is awaited" in found.team[0].with_others[1]
    assert [one.name for one in panel_of(coach, now).needs] == ["Person 20"]


def test_a_look_that_is_due_stands_with_whoever_suggested_it(monday, now):
    patient = monday.people[2]
    with acting_as(patient.person):
        from concord.plan.models import Recommendation

        one = Recommendation.objects.get(patient=patient)
    make_plan.answered(one, patient.person, now=now - timedelta(days=30))
    kinds = {need.kind for each in panel_of(monday, now).needs if each.name == "Person 02" for need in each.needs}
    assert kinds == {"judge", "look"}


def test_last_looked_is_ones_own(monday, client_for, now):
    make_visits.look(monday.people[9], monday, now=now)
    page = page_of(client_for(monday))
    assert "you looked on" in page.split("Person 09")[1].split("</li>")[0]


def test_somebody_is_found_by_name(monday, client_for):
    page = page_of(client_for(monday), "/?q=son+33")
    assert "Person 33" in page
    assert "Person 32" not in page
    assert "Nobody here is called “zzz”" in unescape(page_of(client_for(monday), "/?q=zzz"))


def test_an_answer_to_nobody_of_mine_is_not_found(monday, client_for, now):
    stranger = make.person("Dr Strange")
    other = make.record(make.practice(stranger, "Another practice"), stranger)
    for path in (f"/patients/{other.pk}/visit/looked/", f"/patients/{other.pk}/visit/steps/1/"):
        assert client_for(monday).post(path, {"back": "people"}).status_code == 404


def test_forty_people_cost_no_more_queries_than_four(monday, client_for):
    browser = client_for(monday)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get("/").status_code == 200
    quiet = ("SAVEPOINT", "RELEASE")
    queries = [one["sql"] for one in asked if "set_config" not in one["sql"] and not one["sql"].startswith(quiet)]
    assert len(queries) <= MOST_QUERIES, "\n\n".join(queries)


def test_who_was_not_understood_quite_waits_for_whoever_retold(monday, now):
    patient = monday.people[8]
    person = make.person("Patient")
    make.tie(patient, person, Role.PATIENT, by=monday)
    told = make_story.retelling(patient, monday, now=now)
    assert "Person 08" not in [one.name for one in panel_of(monday, now).needs]
    with acting_as(person):
        story.answer_retelling(
            retelling=told, answer="NOT_QUITE", words="The evenings, not the mornings.", seen=1, by=person, now=now
        )
    [need] = next(one.needs for one in panel_of(monday, now).needs if one.name == "Person 08")
    assert (need.kind, need.line.note) == ("retell", "The evenings, not the mornings.")
