"""Somebody is told that something waits for them: once about each thing, at most once a day, by day, and never what."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from concord.attention import actions, jobs, rules
from concord.checkins import actions as checkins
from concord.database.acting import acting_as
from concord.notices.models import Letter
from concord.people.roles import Topic
from concord.plan import actions as plan
from concord.team import actions as team_actions
from tests.make import experiments as make_experiments
from tests.make import goals as make_goals
from tests.make import people as make_people
from tests.make import plan as make
from tests.make import story as make_story

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 4, 14, 11, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def people(team, settings):
    """Everybody has an address, and the house has a mail server."""
    settings.EMAIL_HOST, settings.DEFAULT_FROM_EMAIL = "localhost", "concord@example.org"
    for name in ("thandi", "doctor", "coach", "therapist", "supporter"):
        person = getattr(team, name)
        person.email = person.confirmed_email = f"{name}@example.org"
        person.save(update_fields=["email", "confirmed_email"])
    return team


def told(person, now=NOON) -> Letter | None:
    with acting_as(person):
        return actions.tell_what_waits(person=person, now=now)


def test_an_answer_that_waits_longer_than_a_day_is_told_once(people):
    make.question(people.patient, people.thandi, words="Why so early?", now=NOON - timedelta(hours=22))
    assert told(people.coach) is None
    letter = told(people.coach, NOON + timedelta(hours=3))
    assert letter.to == "coach@example.org"
    assert told(people.coach, NOON + timedelta(hours=4)) is None
    assert told(people.coach, NOON + DAY) is None
    assert told(people.coach, NOON + 2 * DAY) is None


def test_something_else_that_waits_later_is_told_again_but_not_on_the_same_day(people):
    make.question(people.patient, people.thandi, words="Why so early?", now=NOON - 1.1 * DAY)
    assert told(people.coach)
    make.question(people.patient, people.thandi, words="And on Sundays?", now=NOON - 0.9 * DAY)
    assert told(people.coach, NOON + timedelta(hours=4)) is None
    assert told(people.coach, NOON + DAY)
    assert Letter.objects.count() == 2


def test_the_letter_holds_no_name_and_no_word_of_the_record(people):
    from concord.notices.sealing import unseal

    make.question(people.patient, people.thandi, words="Why does my head ache?", now=NOON - 2 * DAY)
    letter = told(people.coach)
    said = letter.subject + (unseal(letter.sealed_body) or "") + letter.key
    for word in ("Thandi", "head", "Rossi", "Mia", "question", "goal", "experiment", "treatment", "Practice"):
        assert word not in said, word
    assert "Something waits for your answer in Concord" in said


@pytest.mark.parametrize("what", ["goal", "design", "release", "stuck", "ask", "told back"])
def test_yeses_releases_and_asks_are_told_to_a_doctor(people, what):
    ago = NOON - 2 * DAY
    if what == "goal":
        make_goals.written_goal(people.patient, people.thandi, now=ago)
    elif what in ("design", "release"):
        head = make_experiments.head(people.patient, people.doctor, until=ago.date())
        with acting_as(people.thandi):
            touches = "SUPPLEMENT" if what == "release" else "NOTHING"
            make_experiments.designed(people.patient, people.thandi, head, now=ago, first_in=9, touches=touches)
    elif what == "stuck":
        make.stuck(people.patient, people.thandi, now=ago)
    elif what == "ask":
        make.asked(people.patient, people.thandi, people.doctor, now=ago)
    else:
        goal = make_goals.agreed_goal(people.patient, people.thandi, people.doctor, people.coach, people.therapist, now=ago)  # fmt: skip
        rise = make.proposed_recommendation(people.patient, goal, people.doctor, now=ago)
        with acting_as(people.thandi):
            plan.tell_back(recommendation=rise, words="Deeper sleep.", seen=1, by=people.thandi, now=ago)
    assert told(people.doctor, NOON - 1.5 * DAY) is None
    assert told(people.doctor) is not None


@pytest.mark.parametrize(
    "what", ["suggestion", "goal", "design", "retelling", "answer", "stuck", "goal words", "story words", "asked again"]
)
def test_what_waits_for_the_patient_is_told_to_them_but_not_in_a_flare(people, what):
    ago = NOON - 1.2 * DAY
    if what == "suggestion":
        goal = make_goals.written_goal(people.patient, people.thandi, now=ago - DAY)
        make.proposed_recommendation(people.patient, goal, people.doctor, now=ago)
    elif what == "goal":
        make_goals.written_goal(people.patient, people.doctor, now=ago)
    elif what == "design":
        head = make_experiments.head(people.patient, people.doctor, until=ago.date())
        make_experiments.designed(people.patient, people.doctor, head, now=ago, first_in=9)
    elif what == "retelling":
        make_story.retelling(people.patient, people.doctor, now=ago)
    elif what == "answer":
        asked = make.question(people.patient, people.thandi, words="Why?", now=ago - DAY)
        with acting_as(people.coach):
            plan.answer_question(question=asked, words="Like hunger.", by=people.coach, now=ago)
    elif what == "goal words":
        make_goals.suggested(make_goals.agreed_goal(people.patient, people.thandi, people.doctor, now=ago - 3 * DAY), people.doctor, words="Sleep through", now=ago)  # fmt: skip
    elif what == "story words":
        make_story.suggestion(make_story.sentence(people.patient, people.thandi, now=ago - DAY), people.doctor, "Perhaps the nights", now=ago)  # fmt: skip
    elif what == "asked again":
        goal = make_goals.agreed_goal(people.patient, people.thandi, people.doctor, now=ago - 9 * DAY)
        one = make.proposed_recommendation(people.patient, goal, people.doctor, now=ago - 8 * DAY)
        make.answered(one, people.thandi, "NOT_NOW", look_day=NOON.date(), now=ago - 7 * DAY)
        assert told(people.thandi, NOON - DAY) is None, "the day has not come"
    else:
        make.stuck(people.patient, people.doctor, now=ago)
    with acting_as(people.thandi):
        flare = checkins.call_flare(patient=people.patient, day=NOON.date(), by=people.thandi, now=NOON)
    assert told(people.thandi) is None, "seven quiet days"
    with acting_as(people.thandi):
        checkins.end_flare(flare=flare, by=people.thandi, now=NOON)
    assert told(people.thandi) is not None


def test_a_day_to_ask_again_that_came_in_quiet_days_is_told_when_they_are_over(people):
    """Also when a letter about something else went on that day: she stands beside somebody else as a supporter."""
    ago = NOON - 9 * DAY
    goal = make_goals.agreed_goal(people.patient, people.thandi, people.doctor, now=ago)
    one = make.proposed_recommendation(people.patient, goal, people.doctor, now=ago + DAY)
    make.answered(one, people.thandi, "NOT_NOW", look_day=NOON.date(), now=ago + 2 * DAY)
    assert told(people.thandi, NOON - 1.5 * DAY) is None, "before the day nothing is told"
    with acting_as(people.thandi):
        flare = checkins.call_flare(patient=people.patient, day=NOON.date(), by=people.thandi, now=NOON - 0.9 * DAY)
    other = make_people.record(people.practice, people.doctor, "Jonas")
    jonas = make_people.person("Jonas Keller")
    make_people.tie(other, jonas, "PATIENT", by=people.doctor)
    make_people.tie(other, people.thandi, "SUPPORTER", by=jonas, detail="a friend", topics=[Topic.GOALS])
    make.asked(other, jonas, people.thandi, now=NOON - timedelta(minutes=30))
    assert told(people.thandi) is not None, "the letter about somebody else"
    with acting_as(people.thandi):
        checkins.end_flare(flare=flare, by=people.thandi, now=NOON + timedelta(hours=9))
    assert told(people.thandi, NOON + DAY) is not None
    assert told(people.thandi, NOON + 2 * DAY) is None, "once"


def test_what_came_before_quiet_days_followed_each_other_is_told_after_the_last(people):
    """The second flare is called on the morning after the first one, before letters go."""
    goal = make_goals.agreed_goal(people.patient, people.thandi, people.doctor, now=NOON - 20 * DAY)
    with acting_as(people.thandi):
        checkins.call_flare(patient=people.patient, day=(NOON - 14 * DAY).date(), by=people.thandi, now=NOON - 14 * DAY)
    make.proposed_recommendation(people.patient, goal, people.doctor, now=NOON - 12 * DAY)
    morning = NOON - 7 * DAY - timedelta(hours=5)
    with acting_as(people.thandi):
        flare = checkins.call_flare(patient=people.patient, day=morning.date(), by=people.thandi, now=morning)
    assert told(people.thandi, NOON - 5 * DAY) is None, "quiet again"
    with acting_as(people.thandi):
        checkins.end_flare(flare=flare, by=people.thandi, now=NOON - timedelta(hours=1))
    assert told(people.thandi) is not None
    assert told(people.thandi, NOON + DAY) is None, "once"


def test_what_began_to_wait_while_somebody_was_away_is_told_when_they_are_back(people):
    with acting_as(people.doctor):
        team_actions.say_away(
            from_day=(NOON - 9 * DAY).date(), until_day=(NOON - DAY).date(), by=people.doctor, now=NOON - 10 * DAY
        )
    make.stuck(people.patient, people.thandi, now=NOON - 8 * DAY)
    assert told(people.doctor, NOON - DAY) is None
    assert told(people.doctor) is not None
    assert told(people.doctor, NOON + DAY) is None, "once"
    assert told(people.coach) is None, "for her it has waited for long"


def test_a_supporter_who_is_asked_for_a_promise_need_not_look_in_to_know(people):
    ask = make.asked(people.patient, people.thandi, people.supporter, now=NOON - timedelta(minutes=30))
    assert told(people.supporter) is not None
    assert told(people.supporter, NOON + DAY) is None
    with acting_as(people.supporter):
        plan.answer_ask(ask=ask, yes=False, by=people.supporter, now=NOON)
    make.asked(people.patient, people.thandi, people.supporter, words="Come along", now=NOON + DAY)
    assert told(people.supporter, NOON + DAY + timedelta(hours=1)) is not None


def test_at_a_glance_a_supporter_reads_what_is_asked_and_answers_there(people, client_for):
    ask = make.asked(people.patient, people.thandi, people.supporter, words="Mind Lwazi on Sundays", now=NOON)
    browser, place = client_for(people.supporter), f"/patients/{people.patient.pk}/"
    page = browser.get(place).content.decode()
    assert "Asked of you" in page
    assert "Mind Lwazi on Sundays" in page
    assert "Asked of you" not in client_for(people.coach).get(place).content.decode()
    action = reverse("plan:answer_ask", args=[people.patient.pk, ask.pk])
    assert action in page
    assert browser.post(action, {"yes": "no", "words": ""}).status_code == 302
    assert "Asked of you" not in browser.get(place).content.decode()


def test_what_is_not_shown_to_somebody_is_not_told_of_either(people):
    """The supporter is shown the goals only: a suggestion in the plan is none of their letters."""
    goal = make_goals.written_goal(people.patient, people.thandi, now=NOON - 3 * DAY)
    make.proposed_recommendation(people.patient, goal, people.doctor, now=NOON - 2 * DAY)
    assert told(people.supporter) is None


def test_nobody_is_told_by_night_while_away_or_against_their_wish(people):
    make.question(people.patient, people.thandi, words="Why?", now=NOON - 2 * DAY)
    assert told(people.coach, NOON.replace(hour=3)) is None
    assert told(people.coach, NOON.replace(hour=21)) is None
    people.coach.wants_letters = False
    assert told(people.coach) is None
    people.coach.wants_letters, people.coach.zone = True, "Pacific/Auckland"
    assert told(people.coach) is None, "it is night where she is"


def test_whoever_is_away_is_left_alone(people):
    make.stuck(people.patient, people.thandi, now=NOON - 2 * DAY)
    with acting_as(people.doctor):
        team_actions.say_away(from_day=NOON.date(), until_day=NOON.date() + 3 * DAY, by=people.doctor, now=NOON)
    assert told(people.doctor) is None
    assert told(people.coach) is not None


def test_what_waits_for_long_is_not_told_of_out_of_the_blue(people):
    make.question(people.patient, people.thandi, words="Why?", now=NOON - 30 * DAY)
    assert told(people.coach) is None


def test_the_job_goes_on_when_one_of_them_fails(people, monkeypatch, caplog):
    from django.utils import timezone

    now = timezone.now().replace(hour=12)
    make.stuck(people.patient, people.thandi, words="SECRET", now=now - 2 * DAY)
    monkeypatch.setattr(jobs.timezone, "now", lambda: now)
    real = actions.tell_what_waits

    def fails_for_the_coach(*, person, now):
        if person.pk == people.coach.pk:
            raise RuntimeError("SECRET words of somebody")
        return real(person=person, now=now)

    monkeypatch.setattr(jobs.actions, "tell_what_waits", fails_for_the_coach)
    jobs.tell_what_waits(0)
    assert {letter.to for letter in Letter.objects.all()} == {"doctor@example.org", "therapist@example.org"}
    assert "RuntimeError" in caplog.text
    assert "SECRET" not in caplog.text


def test_rules_of_news():
    ago = lambda days: NOON - days * DAY  # noqa: E731
    news = lambda since, told_at=None, at_once=False: rules.is_news(since, at_once=at_once, told_at=told_at, now=NOON)  # noqa: E731
    assert not news(ago(0.9))
    assert news(ago(1.1))
    assert news(ago(0.1), at_once=True)
    assert not news(ago(1.1), told_at=ago(0.05))
    assert news(ago(1.1), told_at=ago(1))
    assert not news(ago(4.1))

    def quiet(since, told_at, until):
        days = (ago(5), ago(until))
        return rules.is_news(ago(since), at_once=False, told_at=ago(told_at), now=NOON, quiet=[days])

    assert quiet(3, 1, 0.5), "it would have been told in the quiet days"
    assert not quiet(3, 0.4, 0.5), "a letter has gone since they were over"
    assert not quiet(7, 6, 0.5), "it was told before they began"
    assert not quiet(3, 1, -1), "they are not over"
    evening = [(ago(5), ago(0.5))]
    assert rules.is_news(ago(6.1), at_once=False, told_at=None, now=NOON, quiet=evening), (
        "no letter went before they began"
    )
    assert not rules.is_news(ago(9.1), at_once=False, told_at=None, now=NOON, quiet=evening), "it was old before"


def test_quiet_days_that_touch_are_one():
    ago = lambda days: NOON - days * DAY  # noqa: E731
    assert rules.apart([(ago(3), ago(1)), (ago(9), ago(7)), (ago(7), ago(2)), (ago(1), ago(5))]) == [(ago(9), ago(1))]
    assert rules.apart([]) == []
