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
from concord.goals import models as goal_models
from concord.people.roles import Role
from concord.plan import actions as plan
from concord.plan import models as plan_models
from concord.story import actions as story
from concord.team import actions as team
from tests.make import conversation as make_talk
from tests.make import experiments as make_experiments
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


@pytest.fixture
def asking(monday, now):
    """Another Monday: six other people ask, are stuck, wait for a yes or a release, and wrote something."""
    waits = monday.people[10:16]
    for patient in waits:
        patient.person = make.person(patient.called)
        make.tie(patient, patient.person, Role.PATIENT, by=monday)
    asks, stuck, designs, writes, looks, words = waits
    make_plan.asked(asks, asks.person, monday, words="Ring the pool", now=now)
    make_plan.stuck(stuck, stuck.person, words="Nothing moves.", now=now)
    head = make_experiments.head(designs, designs.person, until=now.date())
    make_experiments.designed(designs, designs.person, head, touches="SUPPLEMENT")
    make_talk.thread(writes, writes.person, monday, words="Worse again.", now=now)
    ago = now - timedelta(days=30)
    make_goals.agreed_goal(looks, looks.person, monday, now=ago, look_day=now.date())
    mine = make_goals.written_goal(words, monday, now=ago)
    colleague = make.person("Mia Berg")
    make.tie(words, colleague, Role.COACH, by=monday)
    make_goals.suggested(mine, colleague, words="Sleep through, most nights", now=now)
    sentence = make_story.sentence(words, monday, now=ago)
    make_story.suggestion(sentence, words.person, "Perhaps the nights", now=now)
    return waits


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
        assert (answer.status_code, answer.get("Location")) == (302, "/#said-of-it"), (found[1], body)
        page, taps = page_of(browser), taps + 1
    assert taps <= 10
    assert "Nothing waits for you today." in page
    assert not panel_of(monday, now).needs


def filled(found) -> dict[str, str]:
    """What somebody types and chooses in one form."""
    body, inside = dict(FIELD.findall(found[2])), found[2]
    if "<textarea" in inside:
        body["words"] = "I have read it, and I ring on Friday."
    for name, values in re.findall(r'<select[^>]*name="(\w+)"[^>]*>(.*?)</select>', inside, re.DOTALL):
        body[name] = next(value for value in re.findall(r'value="([^"]*)"', values) if value)
    for name in ("clear", "yes", "take"):
        if f'name="{name}"' in inside:
            body[name] = "yes"
    return body


def test_all_kinds_of_asking_are_answered_on_the_page_in_one_tap_each(monday, asking, client_for, now):
    browser, taps = client_for(monday), 0
    kinds = {need.kind for one in panel_of(monday, now).needs for need in one.needs}
    assert kinds >= {"ask", "stuck", "agree", "release", "hear", "rate", "words"}
    page = page_of(browser)
    while found := FORM.search(page):
        body = filled(found)
        answer = browser.post(found[1], body)
        assert (answer.status_code, answer.get("Location")) == (302, "/#said-of-it"), (found[1], body)
        page, taps = page_of(browser), taps + 1
    assert taps == 14, "six of before, five people with one thing more, and one with two"
    assert "Nothing waits for you today." in page


def test_what_a_colleague_has_said_no_longer_waits_for_me(monday, asking, now):
    stuck, designs = asking[1], asking[2]
    colleague = make.member(stuck.practice, "Dr Adeyemi", Role.DOCTOR)
    for patient in (stuck, designs):
        make.tie(patient, colleague, Role.DOCTOR, by=monday)
    waits = {(one.name, need.kind) for one in panel_of(colleague, now).needs for need in one.needs}
    assert {(stuck.called, "stuck"), (designs.called, "agree"), (designs.called, "release")} <= waits
    with acting_as(monday):
        made = plan_models.Experiment.objects.select_related("text").get(patient=designs)
        plan.release_experiment(experiment=made, seen=1, by=monday, now=now)
        called = plan_models.Stuck.objects.get(patient=stuck)
        plan.conclude_stuck(stuck=called, outcome="REST", words="A quiet week.", by=monday, now=now)
    waits = {(one.name, need.kind) for one in panel_of(colleague, now).needs for need in one.needs}
    assert (designs.called, "release") not in waits
    assert (designs.called, "agree") in waits
    assert (stuck.called, "stuck") not in waits


def test_a_coach_is_never_asked_for_what_only_a_doctor_may(monday, asking, now):
    coach = make.member(asking[2].practice, "Mia Berg", Role.COACH)
    make.tie(asking[2], coach, Role.COACH, by=monday)
    assert {need.kind for one in panel_of(coach, now).needs for need in one.needs} == {"agree"}


def test_a_treatment_without_a_doctor_and_an_agreement_whose_author_left_wait_for_those_who_may(monday, asking, now):
    patient = monday.people[2]
    colleague = make.member(patient.practice, "Dr Adeyemi", Role.DOCTOR)
    made = make.tie(patient, colleague, Role.DOCTOR, by=monday)
    coach = make.member(patient.practice, "Mia Berg", Role.COACH)
    make.tie(patient, coach, Role.COACH, by=monday)
    with acting_as(monday):
        goal = goal_models.Goal.objects.get(patient=patient)
    make_plan.agreed_recommendation(patient, goal, colleague, patient.person, what="Walk at noon", now=now)
    make_plan.proposed_recommendation(patient, goal, colleague, kind="SUPPLEMENT", what="Magnesium", now=now)
    make_plan.proposed_recommendation(patient, goal, colleague, what="Sing in the evening", now=now)
    assert to_read(monday, now) == []
    with acting_as(patient.person):
        team.end_tie(tie=made, by=patient.person, now=now)
    left = "agreed with somebody who has left; nobody here has looked yet"
    alone = "suggested by somebody who has left; nobody here stands behind it yet"
    assert to_read(monday, now) == [left, "a treatment that waits for the yes of a doctor", alone]
    assert to_read(coach, now) == [left, alone]


def to_read(person, now) -> list[str]:
    return [need.line.said for one in panel_of(person, now).needs for need in one.needs if need.kind == "read"]


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


def test_a_look_that_is_due_for_a_colleague_says_for_whom_at_what_and_leads_there(monday, client_for, now):
    patient = monday.people[20]
    coach = make.member(patient.practice, "Mia Berg", Role.COACH)
    make.tie(patient, coach, Role.COACH, by=monday)
    person = make.person("Patient")
    make.tie(patient, person, Role.PATIENT, by=monday)
    early = now - timedelta(days=40)
    goal = make_goals.agreed_goal(patient, person, monday, coach, now=early)
    for number in range(3):
        one = make_plan.proposed_recommendation(patient, goal, coach, now=early, what=f"Walk {number}")
        make_plan.answered(one, person, now=now - timedelta(days=30))
    [one] = panel_of(monday, now).team
    assert (one.name, one.looks[2].said) == ("Person 20", "a look is due · for Mia Berg")
    page = client_for(monday).get("/").content.decode()
    assert all(f'href="{look.url}"' in page for look in one.looks[:2])
    assert "and 1 more look is due" in page


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


def test_forty_people_cost_no_more_queries_than_four(monday, asking, client_for):
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
