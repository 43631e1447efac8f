"""What is asked of somebody, on their visit screen: answered where it stands, told in the second person, and nothing of what is not theirs."""

from __future__ import annotations

from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from concord.agreement.actions import current_version
from concord.conversation.actions import change_message
from concord.database.acting import acting_as
from concord.goals import actions as goals
from concord.people.roles import Topic
from concord.plan import actions as plan
from concord.plan.models import Ask, Experiment, StuckSaid
from tests.make import conversation as make_talk
from tests.make import experiments as make_experiments
from tests.make import goals as make_goals
from tests.make import people as make_people
from tests.make import plan as make_plan
from tests.make import story as make_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def screen(team, client_for):
    """The visit screen as somebody reads it, as text."""
    return lambda who: unescape(client_for(who).get(address(team, "screen")).content.decode())


def address(team, name, *more):
    return reverse(f"visits:{name}", args=[team.patient.pk, *more])


@pytest.fixture
def agreed(team, now):
    """One thing agreed three weeks ago whose day to look has come, and its goal, likewise."""
    ago, look_day = now - timedelta(days=21), now.date()
    team.goal = make_goals.agreed_goal(team.patient, team.thandi, team.doctor, now=ago, look_day=look_day)
    team.rise = make_plan.proposed_recommendation(team.patient, team.goal, team.doctor, now=ago)
    make_plan.answered(team.rise, team.thandi, now=ago, look_day=look_day)
    return team


def test_a_look_that_is_due_is_answered_on_the_screen(agreed, screen, client_for, acting):
    page = screen(agreed.coach)
    assert "we wanted to look on" in page
    assert address(agreed, "look", agreed.rise.pk) in page
    answer = client_for(agreed.coach).post(address(agreed, "look", agreed.rise.pk), {"result": "HELPED", "worth": "YES"})  # fmt: skip
    assert answer.status_code == 302
    page = screen(agreed.coach)
    assert address(agreed, "look", agreed.rise.pk) not in page
    assert "you have said how it was; the other side has not yet" in page


def test_where_a_goal_stands_is_said_on_the_screen_and_then_it_no_longer_asks(agreed, screen, client_for):
    place = address(agreed, "rate", agreed.goal.pk)
    assert place in screen(agreed.doctor)
    refused = client_for(agreed.doctor).post(place, {"level": "7"})
    assert refused.status_code == 422
    assert client_for(agreed.doctor).post(place, {"level": "-1"}).status_code == 302
    page = screen(agreed.doctor)
    assert place not in page
    assert "you have said where it stands" in page


def test_what_nobody_has_heard_is_heard_on_the_screen(team, screen, client_for, now):
    thread = make_talk.thread(team.patient, team.thandi, team.doctor, words="The nights are worse.", now=now)
    message = make_talk.first_of(thread, team.thandi)
    page = screen(team.doctor)
    assert "Written, and not heard yet" in page
    assert "The nights are worse." in page
    said = client_for(team.doctor).post(address(team, "hear", message.pk), {"words": "I ring on Friday.", "seen": 1})
    assert said.status_code == 302
    assert "The nights are worse." not in screen(team.doctor)


def test_words_changed_between_reading_and_pressing_are_read_first(team, screen, client_for, now):
    thread = make_talk.thread(team.patient, team.thandi, team.doctor, words="The nights are worse.", now=now)
    message, browser = make_talk.first_of(thread, team.thandi), client_for(team.doctor)
    assert 'name="seen" value="1"' in screen(team.doctor)
    with acting_as(team.thandi):
        change_message(message=message, words="The nights are better.", seen=1, by=team.thandi, now=now)
    sent = {"words": "I am sorry. I ring on Friday.", "seen": 1}
    refused = browser.post(address(team, "hear", message.pk), sent)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "was changed after you had read it" in page
    assert "The nights are better." in page
    assert "I am sorry. I ring on Friday." in page
    assert 'name="seen" value="2"' in page
    with acting_as(team.doctor):
        assert not message.hearings.exists()
    assert browser.post(address(team, "hear", message.pk), sent | {"seen": 2}).status_code == 302


def test_somebody_who_is_not_in_a_thread_reads_nothing_of_it(team, screen, now):
    make_talk.thread(team.patient, team.thandi, team.doctor, words="Only for the doctor.", now=now)
    assert "Only for the doctor." not in screen(team.coach)


def test_what_the_patient_asks_for_is_answered_on_the_screen(team, screen, client_for, acting, now):
    ask = make_plan.asked(team.patient, team.thandi, team.doctor, words="Ring the pool for me", now=now)
    page = screen(team.doctor)
    assert "Asked of me" in page
    assert "Thandi Mokoena asks you, once a week" in page
    assert "Ring the pool for me" not in screen(team.coach)
    said = client_for(team.doctor).post(address(team, "ask", ask.pk), {"yes": "no", "words": "Not this month."})
    assert said.status_code == 302
    acting(team.doctor)
    assert (Ask.objects.get().state, Ask.objects.get().answer) == (Ask.State.NO, "Not this month.")


def test_an_answer_without_yes_or_no_asks_again_and_keeps_the_words(team, client_for, now):
    ask = make_plan.asked(team.patient, team.thandi, team.doctor, now=now)
    refused = client_for(team.doctor).post(address(team, "ask", ask.pk), {"words": "Not this month."})
    assert refused.status_code == 422
    assert "Not this month." in refused.content.decode()


def test_we_are_stuck_stands_first_and_ones_word_is_said_there(team, screen, client_for, acting, now):
    stuck = make_plan.stuck(team.patient, team.thandi, words="Four weeks, and nothing.", now=now)
    page = screen(team.doctor)
    assert "Thandi Mokoena called a look at the whole plan" in page
    assert page.find("Four weeks, and nothing.") < page.find("New since then")
    refused = client_for(team.doctor).post(address(team, "stuck", stuck.pk), {"outcome": "REST", "words": " "})
    assert refused.status_code == 422
    place = address(team, "stuck", stuck.pk)
    assert client_for(team.doctor).post(place, {"outcome": "REST", "words": "Two quiet weeks."}).status_code == 302
    page = screen(team.doctor)
    assert place not in page
    assert "what comes of it was said by: you" in page
    assert "what comes of it was said by: Dr Rossi" in screen(team.coach)
    acting(team.doctor)
    assert StuckSaid.objects.get().words == "Two quiet weeks."


def test_words_suggested_for_a_goal_of_mine_are_taken_on_the_screen(team, screen, client_for, acting, now):
    goal = make_goals.written_goal(team.patient, team.doctor, now=now)
    one = make_goals.suggested(goal, team.coach, words="Sleep <b>through</b>", note="Two nights were good", now=now)
    page, place = screen(team.doctor), address(team, "take_for_goal", one.pk)
    assert "Mia Berg suggests other words for a goal of yours" in page
    assert "Two nights were good" in page
    assert place in page
    assert place not in screen(team.coach)
    assert client_for(team.coach).post(place, {"take": "yes", "seen": "1"}).status_code in (403, 422)
    assert client_for(team.doctor).post(place, {"take": "yes", "seen": "1"}).status_code == 302
    assert place not in screen(team.doctor)
    acting(team.doctor)
    assert current_version(goal.text).words["words"] == "Sleep <b>through</b>"


def test_a_goal_that_changed_meanwhile_is_shown_as_it_is_now(team, client_for, now):
    goal = make_goals.written_goal(team.patient, team.doctor, now=now)
    one = make_goals.suggested(goal, team.coach, words="Sleep through", now=now)
    with acting_as(team.doctor):
        goals.edit_goal(goal=goal, words={**make_goals.LWAZI, "why": "He asks."}, seen=1, by=team.doctor, now=now)
    answer = client_for(team.doctor).post(address(team, "take_for_goal", one.pk), {"take": "yes", "seen": "1"})
    assert (answer.status_code, answer["Location"]) == (302, reverse("goals:goal", args=[team.patient.pk, goal.pk]))


def test_words_suggested_into_what_i_wrote_are_left_or_taken_on_the_screen(team, screen, client_for, acting, now):
    mine = make_story.sentence(team.patient, team.doctor, now=now)
    theirs = make_story.event(team.patient, team.coach, "late shifts", now=now)
    one = make_story.suggestion(mine, team.thandi, "perhaps the nights", now=now)
    other = make_story.suggestion(theirs, team.thandi, "late evenings", now=now)
    page = screen(team.doctor)
    assert "perhaps the nights" in page
    assert "late evenings" not in page
    assert "late evenings" in screen(team.coach)
    changed = client_for(team.doctor).post(address(team, "take_into_story", one.pk), {"take": "yes", "stands": "other words"})  # fmt: skip
    assert changed.status_code == 403
    assert client_for(team.doctor).post(address(team, "take_into_story", one.pk), {"take": "no"}).status_code == 302
    assert "perhaps the nights" not in screen(team.doctor)
    place = address(team, "take_into_story", other.pk)
    assert client_for(team.coach).post(place, {"take": "yes", "stands": theirs.words}).status_code == 302
    acting(team.coach)
    theirs.refresh_from_db()
    assert theirs.words == "late evenings"


def test_the_patient_reads_on_the_overview_that_words_are_suggested(team, client_for, now):
    goal = make_goals.agreed_goal(team.patient, team.thandi, team.doctor, now=now)
    make_goals.suggested(goal, team.doctor, words="Sleep through", now=now)
    make_story.suggestion(make_story.sentence(team.patient, team.thandi, now=now), team.coach, "perhaps the nights", now=now)  # fmt: skip
    page = unescape(client_for(team.thandi).get(reverse("overview", args=[team.patient.pk])).content.decode())
    assert "Dr Rossi suggests other words for a goal of yours" in page
    assert "Mia Berg suggests other words for what you wrote" in page


def test_whoever_called_it_reads_you(team, screen, now):
    make_plan.stuck(team.patient, team.doctor, now=now)
    assert "you called a look at the whole plan" in screen(team.doctor)


def test_nobody_reads_of_themself_by_name(agreed, screen, now):
    with acting_as(agreed.coach):
        plan.see_differently(recommendation=agreed.rise, words="Too early for her.", by=agreed.coach, now=now)
    assert "You see this differently" in screen(agreed.coach)
    assert "Mia Berg sees this differently" in screen(agreed.doctor)
    make_goals.rated(agreed.goal, agreed.thandi, -1, now=now)
    make_goals.rated(agreed.goal, agreed.doctor, 1, now=now)
    make_goals.rated(agreed.goal, agreed.coach, 1, now=now)
    assert "you +1" in screen(agreed.doctor)
    assert "Dr Rossi +1" not in screen(agreed.doctor)
    assert "Dr Rossi +1" in screen(agreed.coach)
    make_plan.proposed_recommendation(agreed.patient, agreed.goal, agreed.doctor, what="Walk at noon", now=now)
    assert "you suggested it; it waits for an answer" in screen(agreed.doctor)
    assert "Dr Rossi suggested it; it waits for an answer" in screen(agreed.coach)


def test_an_experiment_is_released_by_a_doctor_who_has_read_it_there(team, screen, client_for, acting, now):
    head = make_experiments.head(team.patient, team.doctor, until=now.date())
    made = make_experiments.designed(team.patient, team.thandi, head, touches="SUPPLEMENT")
    page = screen(team.doctor)
    assert "an experiment waits for your release" in page
    assert "half an hour outside before nine" in page
    release = address(team, "release", made.pk)
    assert release not in screen(team.coach)
    assert address(team, "agree", made.pk) in screen(team.coach)
    assert client_for(team.doctor).post(release, {"seen": "7"}).status_code == 422
    assert client_for(team.doctor).post(release, {"seen": "1"}).status_code == 302
    assert client_for(team.coach).post(address(team, "agree", made.pk), {"seen": "1"}).status_code == 302
    acting(team.doctor)
    assert Experiment.objects.get().stands == "RUNNING"
    assert release not in screen(team.doctor)


def test_a_coach_to_whom_only_the_plan_is_shown_reads_nothing_of_goals_story_and_days(team, client_for, now):
    """The visit screen is made of many rooms; each is shown by its own topic."""
    from concord.checkins import actions as checkins
    from tests.make import story as make_story

    lena = make_people.member(team.practice, "Lena Vogt", role="COACH")
    make_people.tie(team.patient, lena, "COACH", by=team.doctor, topics=[Topic.PLAN])
    make_goals.agreed_goal(team.patient, team.thandi, team.doctor, now=now)
    with acting_as(team.thandi):
        make_story.concern(team.patient, team.thandi, "Only in the story")
        make_story.event(team.patient, team.thandi, "A fall on the stairs", now=now)
        checkins.answer_checkin(
            patient=team.patient, day=now.date(), zone="Europe/London", answers={}, note="Bad night.",
            by=team.thandi, now=now,
        )  # fmt: skip
    make_talk.thread(team.patient, team.thandi, team.doctor, words="Between us two.", now=now)
    head = make_experiments.head(team.patient, team.doctor, until=now.date())
    make_experiments.designed(team.patient, team.thandi, head, touches="SUPPLEMENT")
    page = unescape(client_for(lena).get(address(team, "screen")).content.decode())
    for hidden in ("Play with Lwazi", "Only in the story", "A fall on the stairs", "day answered", "Between us two.", "before nine"):  # fmt: skip
        assert hidden not in page, hidden
    whole = unescape(client_for(team.coach).get(address(team, "screen")).content.decode())
    assert "A fall on the stairs" in whole
    assert "before nine" in whole


def test_an_experiment_whose_last_day_is_over_waits_on_my_people_to_be_opened_together(team, screen, client_for, now):
    head = make_experiments.head(team.patient, team.doctor, until=now.date())
    over = make_experiments.over(team.patient, team.doctor, team.thandi, head)
    said = "the last day of an experiment is over; nobody has seen the answer yet"
    for person in (team.doctor, team.coach):
        assert said in screen(person)
        assert said in client_for(person).get("/").content.decode()
    address_of_it = reverse("plan:open_answer", args=[team.patient.pk, over.pk])
    assert client_for(team.doctor).post(address_of_it).status_code == 302
    assert said not in screen(team.coach)


def test_an_experiment_that_still_runs_waits_for_nobody(team, screen, now):
    head = make_experiments.head(team.patient, team.doctor, until=now.date())
    make_experiments.running(team.patient, team.doctor, team.thandi, head)
    assert "nobody has seen the answer yet" not in screen(team.doctor)
