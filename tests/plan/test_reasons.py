"""“The reason has changed: look again”: told for what somebody may see, stood by once, and a finding as evidence."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from concord.access.guard import NotAllowed, Refused
from concord.database.acting import acting_as
from concord.goals import actions as goals
from concord.measures import actions as measures
from concord.people.models import CareTie
from concord.people.roles import Topic
from concord.plan import actions, reads
from concord.plan.models import StillHolds
from concord.plan.reads.reasons import fingerprint
from concord.plan.rules import reasons as rules
from concord.story import actions as story
from concord.story.models import PossibleCause
from concord.team import actions as team_actions
from tests.make import goals as make_goals
from tests.make import measures as make_measures
from tests.make import plan as make
from tests.make import story as make_story

pytestmark = pytest.mark.django_db
LATER = make.APRIL + timedelta(days=3)
LATER_STILL = make.APRIL + timedelta(days=6)


@pytest.fixture
def goal(team):
    return make_goals.written_goal(team.patient, team.thandi)


def changed(team, recommendation=None, *, by=None):
    with acting_as(by or team.coach):
        return reads.changed_reasons(team.patient, recommendation.pk if recommendation else None)


def other_words(team, goal, words="Play with Lwazi twice a week", *, now=LATER):
    with acting_as(team.thandi):
        goal.text.refresh_from_db()
        said = {**make_goals.LWAZI, "words": words}
        goals.edit_goal(
            goal=goal, words=said, look_day=None, concerns=(), seen=goal.text.current, by=team.thandi, now=now
        )


def hold(team, recommendation, *, by=None, words="", seen=None, now=LATER_STILL):
    by = by or team.coach
    with acting_as(by):
        seen = seen or fingerprint(reads.changed_reasons(team.patient, recommendation.pk))
        return actions.say_still_holds(recommendation=recommendation, seen=seen, words=words, by=by, now=now)


def test_nothing_has_changed_at_first(team, goal):
    event = make_story.event(team.patient, team.thandi)
    cause = make_story.cause(team.patient, team.thandi)
    with acting_as(team.coach):
        rests = [{"event": event}, {"cause": cause}, {"measure": make_measures.measure("sleep_hours")}]
    make.proposed_recommendation(team.patient, goal, team.coach, evidence=rests, cause=cause)
    assert changed(team) == []


def test_a_goal_said_in_other_words_is_told_with_both(team, goal):
    one = make.proposed_recommendation(team.patient, goal, team.coach)
    other_words(team, goal)
    [change] = changed(team)
    assert (change.kind, change.recommendation, change.key) == ("goal", one.pk, f"goal:{goal.pk}")
    assert (change.was, change.now) == (make_goals.LWAZI["words"], "Play with Lwazi twice a week")


def test_words_put_back_are_no_change_and_another_level_is_none_either(team, goal):
    make.proposed_recommendation(team.patient, goal, team.coach)
    other_words(team, goal)
    other_words(team, goal, make_goals.LWAZI["words"], now=LATER_STILL)
    assert changed(team) == []


def test_a_goal_that_has_ended_is_told(team, goal):
    make.agreed_recommendation(team.patient, goal, team.coach, team.thandi)
    with acting_as(team.thandi):
        goals.end_goal(goal=goal, how="REACHED", words="", by=team.thandi, now=LATER)
    assert [one.kind for one in changed(team)] == ["goal_ended"]


@pytest.mark.parametrize(
    ("act", "kind"),
    [
        (
            lambda cause, me: story.set_cause_status(cause=cause, status="SET_ASIDE", why="It did not fit.", **me),
            "cause_status",
        ),
        (lambda cause, me: story.revise_cause(cause=cause, words="long evenings", concern=None, seen=1, **me), "cause"),
        (lambda cause, me: story.remove_cause(cause=cause, **me), "cause_removed"),
    ],
)
@pytest.mark.parametrize("as_evidence", [True, False])
def test_a_possible_cause_that_moved_is_told_once(team, goal, act, kind, as_evidence):
    cause = make_story.cause(team.patient, team.thandi)
    rests = [{"cause": cause}] if as_evidence else []
    make.proposed_recommendation(team.patient, goal, team.coach, evidence=rests, cause=None if as_evidence else cause)
    with acting_as(team.thandi):
        act(PossibleCause.objects.select_related("patient").get(pk=cause.pk), {"by": team.thandi, "now": LATER})
    assert [one.kind for one in changed(team)] == [kind]


def test_an_event_with_another_date_or_taken_out_is_told_and_what_it_meant_is_not(team, goal):
    events = [make_story.event(team.patient, team.thandi, words=words) for words in ("fever", "fall", "move")]
    for event in events:
        make.proposed_recommendation(team.patient, goal, team.coach, evidence=[{"event": event}])
    with acting_as(team.thandi):
        me = {"by": team.thandi, "now": LATER}
        story.edit_event(event=events[0], kind="INFECTION", words="fever", when="2004", until="", **me)
        story.remove_event(event=events[1], **me)
        story.say_role(event=events[2], role_in_story="SET_OFF", **me)
    assert [one.kind for one in changed(team)] == ["event", "event_removed"]


def test_a_measure_asked_otherwise_or_no_longer_measured_is_told(team, goal):
    with acting_as(team.thandi):
        own = make_measures.own_measure(team.patient, team.thandi)
        sleep = make_measures.measure("sleep_hours")
        measures.choose_measure(patient=team.patient, measure=sleep, by=team.thandi, now=make.APRIL)
    make.proposed_recommendation(team.patient, goal, team.coach, evidence=[{"measure": own}, {"measure": sleep}])
    with acting_as(team.thandi):
        me = {"patient": team.patient, "by": team.thandi, "now": LATER}
        words = {"question": "How heavy was it?", "low_words": "", "high_words": ""}
        measures.edit_own_measure(measure=own, called="a heavy head", **words, **me)
        measures.stop_measure(measure=sleep, **me)
    assert {one.kind for one in changed(team)} == {"measure", "measure_stopped"}


def test_what_is_over_or_declined_is_not_asked_about(team, goal):
    for answer in ("NO", None):
        one = make.proposed_recommendation(team.patient, goal, team.coach)
        if answer:
            make.answered(one, team.thandi, answer)
        else:
            with acting_as(team.coach):
                actions.withdraw_recommendation(recommendation=one, words="", by=team.coach, now=make.APRIL)
    other_words(team, goal)
    assert changed(team) == []


def test_other_words_of_the_because_begin_anew(team, goal):
    one = make.proposed_recommendation(team.patient, goal, team.coach)
    other_words(team, goal)
    with acting_as(team.coach):
        one.text.refresh_from_db()
        words = {**make.RISE, "mechanism": "Because of the new goal."}
        actions.revise_recommendation(recommendation=one, words=words, seen=1, by=team.coach, now=LATER_STILL)
    assert changed(team) == []


def test_whoever_does_not_see_the_story_is_told_nothing_of_it(team, goal):
    cause = make_story.cause(team.patient, team.thandi)
    make.proposed_recommendation(team.patient, goal, team.doctor, cause=cause)
    with acting_as(team.thandi):
        story.set_cause_status(cause=cause, status="SET_ASIDE", why="It did not fit.", by=team.thandi, now=LATER)
        tie = CareTie.objects.still_open().between(team.coach, team.patient).get()
        shared = [Topic.DAYS, Topic.GOALS, Topic.PLAN]
        team_actions.share_topics(tie=tie, topics=shared, by=team.thandi, now=LATER)
    assert changed(team) == []
    assert len(changed(team, by=team.doctor)) == 1


def test_i_have_looked_and_it_still_holds_quiets_exactly_that_change(team, goal):
    cause = make_story.cause(team.patient, team.thandi)
    one = make.proposed_recommendation(team.patient, goal, team.coach, cause=cause)
    other_words(team, goal)
    said = hold(team, one, words="Twice a week is even better.", now=LATER_STILL)
    assert (said.about, said.version.number, said.as_role) == ([f"goal:{goal.pk}"], 1, "COACH")
    assert changed(team) == []
    with acting_as(team.thandi):
        story.set_cause_status(
            cause=cause, status="SET_ASIDE", why="It did not fit.", by=team.thandi, now=LATER_STILL + timedelta(days=1)
        )
    assert [change.kind for change in changed(team)] == ["cause_status"]


def test_saying_it_twice_has_one_effect(team, goal):
    one = make.proposed_recommendation(team.patient, goal, team.coach)
    other_words(team, goal)
    seen = fingerprint(changed(team, one))
    assert hold(team, one, seen=seen).pk == hold(team, one, seen=seen).pk
    with acting_as(team.coach):
        assert StillHolds.objects.count() == 1


def test_nobody_stands_by_what_they_have_not_read(team, goal):
    one = make.proposed_recommendation(team.patient, goal, team.coach)
    with pytest.raises(Refused, match="Nothing that this rests on"):
        hold(team, one, seen="0" * 32)
    other_words(team, goal)
    seen = fingerprint(changed(team, one))
    other_words(team, goal, "Something else altogether", now=LATER_STILL)
    with pytest.raises(Refused, match="Something else has changed"):
        hold(team, one, seen=seen)
    with pytest.raises(Refused, match="cannot be stored"):
        hold(team, one, words="\x00")


def test_whoever_gave_the_reason_looks(team, goal):
    one = make.proposed_recommendation(team.patient, goal, team.coach)
    own = make.proposed_recommendation(team.patient, goal, team.thandi)
    treatment = make.proposed_recommendation(team.patient, goal, team.doctor, kind="MEDICINE")
    other_words(team, goal)
    with pytest.raises(Refused, match="comes from your team"):
        hold(team, one, by=team.thandi)
    with pytest.raises(Refused, match="patient’s own idea"):
        hold(team, own, by=team.doctor)
    with pytest.raises(NotAllowed):
        hold(team, treatment, by=team.coach)
    for who in (team.supporter, team.stranger, team.former):
        with pytest.raises(NotAllowed):
            hold(team, one, by=who, seen="x")
    for recommendation, by in ((one, team.doctor), (own, team.thandi), (treatment, team.doctor)):
        assert hold(team, recommendation, by=by)
    assert rules.why_not_stand_by(own=True, by_patient=True) is None


def test_nobody_rewrites_it(team, goal):
    one = make.proposed_recommendation(team.patient, goal, team.coach)
    other_words(team, goal)
    said = hold(team, one)
    with acting_as(team.coach), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        StillHolds.objects.update(words="other")
    facts = {"patient": team.patient, "recommendation": one, "version": said.version, "by": team.coach}
    with acting_as(team.coach), pytest.raises(IntegrityError, match="had_changed"), transaction.atomic():
        StillHolds.objects.create(about=[], seen="", as_role="COACH", at=LATER, **facts)


def test_the_pages_say_so_and_the_tap_settles_it(team, goal, client_for):
    one = make.agreed_recommendation(team.patient, goal, team.coach, team.thandi)
    other_words(team, goal, "Play <b>with</b> Lwazi")
    plan, page = (
        reverse("plan:plan", args=[team.patient.pk]),
        reverse("plan:recommendation", args=[team.patient.pk, one.pk]),
    )
    thandi, coach = client_for(team.thandi), client_for(team.coach)
    assert "look again" in thandi.get(plan).content.decode()
    hers = thandi.get(page).content.decode()
    assert "The reason has changed: look again" in hers
    assert "Play &lt;b&gt;with&lt;/b&gt; Lwazi" in hers
    assert "has not looked yet" in hers
    shown = coach.get(page)
    assert "I have looked: it still holds" in shown.content.decode()
    act = reverse("plan:still_holds", args=[team.patient.pk, one.pk])
    late = coach.post(act, {"seen": "0" * 32, "words": "typed before"})
    assert late.status_code == 422
    assert "typed before" in late.content.decode()
    assert coach.post(act, {"seen": shown.context["again"]["seen"], "words": "Still."}).status_code == 302
    settled = coach.get(page).content.decode()
    assert "The reason has changed" not in settled
    assert "it still holds" in settled
    refused = thandi.post(act, {"seen": "x"})
    assert refused.status_code == 422


def test_fifty_recommendations_cost_one_query(team, goal, acting):
    for number in range(5):
        make.proposed_recommendation(team.patient, goal, team.coach, what=f"Thing {number}")
    other_words(team, goal)
    acting(team.doctor)
    with CaptureQueriesContext(connection) as queries:
        assert len(reads.changed_reasons(team.patient)) == 5
    assert len(queries) == 1
