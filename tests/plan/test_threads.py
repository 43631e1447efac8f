"""From a goal or a recommendation into its conversation, and from a message into a question."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from concord.access.guard import NotAllowed, Refused
from concord.conversation import reads as conversation
from concord.database.acting import acting_as
from concord.people.models import Absence
from concord.people.roles import AskedAbout, Topic
from concord.plan import actions, reads
from concord.plan.models import Question, ThreadAbout
from concord.story import actions as story
from concord.team import actions as team_actions
from tests.make import conversation as make_talk
from tests.make import goals as make_goals
from tests.make import measures as make_measures
from tests.make import plan as make
from tests.make import story as make_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def recommendation(team):
    return make.proposed_recommendation(team.patient, make_goals.written_goal(team.patient, team.thandi), team.coach)


def begun(team, about, by):
    with acting_as(by):
        return actions.write_about(patient=team.patient, about=about, by=by, now=make.APRIL)


def test_a_thread_about_a_recommendation_has_those_who_see_the_plan(team, recommendation):
    with acting_as(team.thandi):
        tie = make_talk.tie_of(team.patient, team.therapist)
        team_actions.share_topics(tie=tie, topics=[Topic.GOALS], by=team.thandi, now=make.APRIL)
    thread = begun(team, recommendation, team.thandi)
    with acting_as(team.thandi):
        assert {one.person.called for one in conversation.members_of(thread)} == {
            "Thandi Mokoena",
            "Dr Rossi",
            "Mia Berg",
        }
        assert thread.called == "About a suggestion"


def test_the_same_thread_is_found_again_by_whoever_is_in_it(team, recommendation):
    thread = begun(team, recommendation, team.thandi)
    assert begun(team, recommendation, team.coach).pk == thread.pk
    goal = recommendation.goal
    assert begun(team, goal, team.thandi).pk != thread.pk
    with acting_as(team.thandi):
        assert ThreadAbout.objects.count() == 2


def test_nothing_of_it_stands_in_anybody_elses_list_until_something_is_said(team, recommendation):
    thread = begun(team, recommendation, team.coach)
    with acting_as(team.thandi):
        assert conversation.threads_of(team.patient, team.thandi) == []
    make_talk.said(thread, team.coach, "Shall we begin on Monday?")
    with acting_as(team.thandi):
        assert [row.thread.pk for row in conversation.threads_of(team.patient, team.thandi)] == [thread.pk]


def test_who_does_not_see_the_plan_begins_no_talk_about_it(team, recommendation):
    with pytest.raises(NotAllowed):
        begun(team, recommendation, team.supporter)
    with acting_as(team.supporter):
        assert not ThreadAbout.objects.exists()


def test_from_the_pages_it_is_one_tap(team, recommendation, client_for):
    client = client_for(team.thandi)
    for page, action in (
        (reverse("plan:recommendation", args=[team.patient.pk, recommendation.pk]), reverse("plan:write_about", args=[team.patient.pk, recommendation.pk])),
        (reverse("goals:goal", args=[team.patient.pk, recommendation.goal_id]), reverse("plan:write_about_goal", args=[team.patient.pk, recommendation.goal_id])),
    ):  # fmt: skip
        assert action in client.get(page).content.decode()
        there = client.post(action, follow=True)
        assert "Nothing has been said here yet" in there.content.decode()


@pytest.fixture
def message(team):
    thread = make_talk.thread(team.patient, team.doctor, team.coach, words="We taper it over a fortnight.")
    return make_talk.first_of(thread, team.doctor)


def test_i_dont_get_this_on_a_message_is_a_question_to_its_writer(team, message, client_for):
    client = client_for(team.thandi)
    page = client.get(reverse("conversation:thread", args=[team.patient.pk, message.thread_id])).content.decode()
    assert f'value="message {message.pk}"' in page
    answer = client.post(reverse("plan:ask", args=[team.patient.pk]), {"about": f"message {message.pk}"}, follow=True)
    text = answer.content.decode()
    assert "We taper it over a fortnight." in text
    assert reverse("conversation:thread", args=[team.patient.pk, message.thread_id]) in text
    with acting_as(team.thandi):
        question = Question.objects.get()
    assert (question.owner_id, question.message_id) == (team.doctor.pk, message.pk)


def test_the_question_is_seen_by_whoever_is_in_the_thread_and_by_nobody_else(team, message):
    question = make.question(team.patient, team.thandi, message)
    for person, sees in ((team.coach, True), (team.therapist, False), (team.supporter, False), (team.stranger, False)):
        with acting_as(person):
            assert Question.objects.filter(pk=question.pk).exists() is sees, person


def test_while_its_writer_is_away_somebody_in_the_thread_answers(team, message):
    question = make.question(team.patient, team.thandi, message)
    day = make.APRIL.date()
    with acting_as(team.doctor):
        Absence.objects.create(person=team.doctor, from_day=day, until_day=day + timedelta(days=5), said_at=make.APRIL)
    with acting_as(team.thandi):
        one = reads.question_in_view(reads.question_of(team.patient, question.pk, today=day), today=day)
    assert one.whose == team.coach


def test_another_threads_message_and_one_taken_back_cannot_be_asked_about(team, message, client_for):
    from concord.conversation import actions as talk

    address = reverse("plan:ask", args=[team.patient.pk])
    assert client_for(team.therapist).post(address, {"about": f"message {message.pk}"}).status_code == 404
    with acting_as(team.doctor):
        talk.take_back_message(message=message, by=team.doctor, now=make.APRIL)
    assert client_for(team.thandi).post(address, {"about": f"message {message.pk}"}).status_code == 404


def test_a_practice_chooses_who_is_asked_first_about_messages(team, client_for):
    page = client_for(team.doctor).get(reverse("team:asked_first", args=[team.practice.pk])).content.decode()
    assert str(AskedAbout.MESSAGE.label) in page


def test_a_thing_of_another_record_is_refused(team, recommendation):
    from tests.make import people

    other = people.record(team.practice, team.doctor, "Jonas")
    with acting_as(team.doctor), pytest.raises(Refused, match="another record"):
        actions.write_about(patient=other, about=recommendation, by=team.doctor, now=make.APRIL)


def test_a_thread_leads_back_to_what_it_is_about_in_its_newest_words(team, recommendation, client_for):
    thread, goals_thread = begun(team, recommendation, team.coach), begun(team, recommendation.goal, team.coach)
    with acting_as(team.coach):
        recommendation.text.refresh_from_db()
        words = {**make.RISE, "what": "Get up at seven"}
        actions.revise_recommendation(recommendation=recommendation, seen=1, words=words, by=team.coach, now=make.APRIL)
    page = page_of(team, thread, client_for(team.thandi))
    assert "about a suggestion" in page
    assert "Get up at seven" in page
    assert f'href="{reverse("plan:recommendation", args=[team.patient.pk, recommendation.pk])}"' in page
    page = page_of(team, goals_thread, client_for(team.thandi))
    assert "about a goal" in page
    assert f'href="{reverse("goals:goal", args=[team.patient.pk, recommendation.goal_id])}"' in page


def test_a_free_thread_is_about_nothing(team, client_for):
    thread = make_talk.thread(team.patient, team.thandi, team.doctor)
    assert "back to it" not in page_of(team, thread, client_for(team.doctor))


def test_to_whom_the_plan_is_no_longer_shown_the_thread_does_not_tell_what_it_is_about(
    team, recommendation, client_for
):
    thread = begun(team, recommendation, team.thandi)
    with acting_as(team.thandi):
        tie = make_talk.tie_of(team.patient, team.therapist)
        team_actions.share_topics(tie=tie, topics=[Topic.GOALS], by=team.thandi, now=make.APRIL)
    assert "back to it" not in page_of(team, thread, client_for(team.therapist))
    assert "back to it" in page_of(team, thread, client_for(team.doctor))


def listed(team, client) -> str:
    return unescape(client.get(reverse("conversation:threads", args=[team.patient.pk])).content.decode())


def test_threads_about_goals_are_told_apart_by_the_words_of_the_goal_in_the_list(team, client_for):
    for words in ("Play with Lwazi", "Sleep through the night"):
        goal = make_goals.written_goal(team.patient, team.thandi, words=words)
        make_talk.said(begun(team, goal, team.thandi), team.thandi, words="How is it?")
    for who in (team.thandi, team.therapist):
        page = listed(team, client_for(who))
        assert re.findall(r"About a goal: <span[^>]*>“([^”]+)”", page) == ["Sleep through the night", "Play with Lwazi"]
    with acting_as(team.thandi):
        tie = make_talk.tie_of(team.patient, team.therapist)
        kept = [one for one in tie.topics if one != Topic.GOALS]
        team_actions.share_topics(tie=tie, topics=kept, by=team.thandi, now=make.APRIL)
    page = listed(team, client_for(team.therapist))
    assert page.count("About a goal<") == 2, "they are still there, by their kind"
    assert "Lwazi" not in page
    assert "Sleep through" not in page


def test_a_list_of_many_threads_about_things_needs_no_more_questions(team, client_for):
    client, address = client_for(team.thandi), reverse("conversation:threads", args=[team.patient.pk])

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len([one for one in queries if "SAVEPOINT" not in one["sql"]])

    for kind in ("step", "measure", "sentence", "cause"):
        make_talk.said(begun(team, thing(team, kind)[0], team.thandi), team.thandi, words="And this?")
    few = asked()
    for number in range(5):
        goal = make_goals.written_goal(team.patient, team.thandi, words=f"Wish {number}")
        make_talk.said(begun(team, goal, team.thandi), team.thandi, words="And this?")
    assert asked() == few <= 12


def test_what_was_taken_out_of_the_story_names_no_thread(team, client_for):
    cause = thing(team, "cause")[0]
    make_talk.said(begun(team, cause, team.doctor), team.doctor, words="What do you think?")
    assert "late screens" in listed(team, client_for(team.thandi))
    with acting_as(team.doctor):
        story.remove_cause(cause=cause, by=team.doctor, now=make.APRIL)
    assert "late screens" not in listed(team, client_for(team.thandi))


def page_of(team, thread, client) -> str:
    answer = client.get(reverse("conversation:thread", args=[team.patient.pk, thread.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("kind", ["step", "measure", "sentence", "cause"])
def test_a_thread_may_be_about_anything_of_the_record(team, client_for, kind):
    about, page, words, topic = thing(team, kind)
    thread = begun(team, about, team.thandi)
    assert begun(team, about, team.doctor).pk == thread.pk
    own = page_of(team, thread, client_for(team.thandi))
    assert words in own
    assert f'href="{page}"' in own
    action = reverse("plan:write_about_thing", args=[team.patient.pk])
    shown = client_for(team.thandi).get(page).content.decode()
    assert action in shown
    assert f'value="{kind} {about.pk}"' in shown
    there = client_for(team.thandi).post(action, {"about": f"{kind} {about.pk}"})
    assert there["Location"] == reverse("conversation:thread", args=[team.patient.pk, thread.pk])


@pytest.mark.parametrize("kind", ["step", "measure", "sentence", "cause"])
def test_it_is_shared_as_the_thing_is(team, client_for, kind):
    """Also with whoever is in the thread from before: what it is about is shown to them no more."""
    about, page, _words, topic = thing(team, kind)
    early = begun(team, about, team.thandi)
    with acting_as(team.thandi):
        tie = make_talk.tie_of(team.patient, team.therapist)
        kept = [one for one in tie.topics if one != topic]
        team_actions.share_topics(tie=tie, topics=kept, by=team.thandi, now=make.APRIL)
    with acting_as(team.therapist):
        assert not ThreadAbout.objects.exists()
    assert f'href="{page}"' not in page_of(team, early, client_for(team.therapist))
    assert f'href="{page}"' in page_of(team, early, client_for(team.coach))
    answer = client_for(team.therapist).post(reverse("plan:write_about_thing", args=[team.patient.pk]), {"about": f"{kind} {about.pk}"})  # fmt: skip
    assert answer.status_code in (403, 404)


def test_of_nonsense_and_of_another_record_there_is_no_thread(team, client_for):
    from tests.make import people

    other = people.record(team.practice, team.doctor, "Jonas")
    theirs = make_story.sentence(other, team.doctor)
    client, action = client_for(team.thandi), reverse("plan:write_about_thing", args=[team.patient.pk])
    for about in ("", "message 1", "step x", "step 1; DROP", f"sentence {theirs.pk}", "goal \x00"):
        assert client.post(action, {"about": about}).status_code == 404, about


def thing(team, kind):
    """The thing, its page, a word on it, and the topic by which it is shared."""
    with acting_as(team.thandi):
        measure = make_measures.own_measure(team.patient, team.thandi, "the pressing")
    made = {
        "step": lambda: make.step(team.patient, team.thandi, words="Up at 6:30"),
        "measure": lambda: measure,
        "sentence": lambda: make_story.sentence(team.patient, team.doctor, "short nights press"),
        "cause": lambda: make_story.cause(team.patient, team.doctor, "late screens"),
    }[kind]()
    name, words, topic = {
        "step": ("plan:step", "Up at 6:30", Topic.PLAN), "measure": ("measures:measure", "the pressing", Topic.DAYS),
        "sentence": ("sentence", "short nights press", Topic.STORY), "cause": ("story:cause", "late screens", Topic.STORY),
    }[kind]  # fmt: skip
    return made, reverse(name, args=[team.patient.pk, made.pk]), words, topic
