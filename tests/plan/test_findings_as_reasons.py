"""A finding as a reason: kept with how it stood, told when it changes, shown to whom it may be shown."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from concord.access.guard import Refused
from concord.database.acting import acting_as
from concord.findings.models import Finding, PracticeShows
from concord.people.models import CareTie
from concord.people.roles import Topic
from concord.plan import actions, reads
from concord.plan.models import Evidence, Recommendation
from concord.plan.reads.reasons import fingerprint
from concord.team import actions as team_actions
from tests.make import findings as make_findings
from tests.make import goals as make_goals
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


def hold(team, recommendation, *, by=None, words="", seen=None, now=LATER_STILL):
    by = by or team.coach
    with acting_as(by):
        seen = seen or fingerprint(reads.changed_reasons(team.patient, recommendation.pk))
        return actions.say_still_holds(recommendation=recommendation, seen=seen, words=words, by=by, now=now)


@pytest.fixture
def nights(team):
    """Short nights and a head, looked through: something stands out."""
    made = make_findings.days(team.patient, team.thandi)
    make_findings.look(team.patient, team.thandi)
    return make_findings.of_nights(made)


def on_nights(team, goal, nights, by=None, **more):
    rests = [{"finding": nights}]
    return make.proposed_recommendation(
        team.patient, goal, by or team.doctor, evidence=rests, now=make_findings.NOW, **more
    )


def test_a_finding_is_kept_with_its_run_and_how_it_stood(team, goal, nights):
    one = on_nights(team, goal, nights)
    with acting_as(team.doctor):
        [kept] = Evidence.objects.filter(recommendation=one)
        assert (kept.finding_id, kept.run_id, kept.stood) == (nights.pk, nights.run_id, nights.state)
        assert kept.is_shown
    assert changed(team) == []


def test_a_finding_that_faded_later_is_told_until_somebody_has_looked(team, goal, nights):
    one = on_nights(team, goal, nights)
    later = make_findings.NOW + timedelta(days=2)
    with acting_as(team.thandi):
        turn = nights.turns.order_by("pk").last()
        type(turn).objects.create(
            patient=team.patient, finding=nights, run=nights.run, became="FADED", at=later, topics=[]
        )
    [change] = changed(team, by=team.doctor)
    assert (change.kind, change.was, change.now) == ("finding", nights.state, "FADED")
    assert change.finding == nights
    hold(team, one, by=team.doctor, now=later + timedelta(days=1))
    assert changed(team, by=team.doctor) == []


def test_what_never_stood_out_is_no_reason(team, goal, nights):
    with acting_as(team.doctor):
        quiet = next(
            one
            for one in Finding.objects.filter(patient=team.patient)
            if one.state not in ("HELD_UP", "LESS_CLEAR", "NOTICED")
        )
    with pytest.raises(Refused, match="did not stand out"):
        on_nights(team, goal, quiet)


def test_the_database_keeps_no_finding_without_how_it_stood_and_none_of_another(team, goal, nights):
    one = on_nights(team, goal, nights)
    with acting_as(team.doctor):
        facts = {"patient": team.patient, "recommendation": one, "version": one.text.versions.get()}
        with pytest.raises(IntegrityError, match="how_it_stood"), transaction.atomic():
            Evidence.objects.create(finding=nights, **facts)
        with pytest.raises(IntegrityError, match="exactly_one"), transaction.atomic():
            Evidence.objects.create(finding=nights, run=nights.run, stood="NOTICED", source="x", **facts)


def test_who_does_not_see_the_days_sees_that_something_stands_there_and_changing_the_words_keeps_it(
    team, goal, nights, client_for
):
    one = on_nights(team, goal, nights, by=team.coach)
    with acting_as(team.thandi):
        tie = CareTie.objects.still_open().between(team.coach, team.patient).get()
        team_actions.share_topics(tie=tie, topics=[Topic.STORY, Topic.GOALS, Topic.PLAN], by=team.thandi, now=LATER)
    page = reverse("plan:recommendation", args=[team.patient.pk, one.pk])
    said = client_for(team.coach).get(page).content.decode()
    assert "1 source stands in a part that is not shared with you." in said
    assert "pressing" not in said
    with acting_as(team.coach):
        words = {**make.RISE, "mechanism": "Said otherwise."}
        event = make_story.event(team.patient, team.thandi)
        one = Recommendation.objects.select_related("text").get(pk=one.pk)
        actions.revise_recommendation(
            recommendation=one, words=words, evidence=[{"event": event}], seen=1, by=team.coach, now=LATER_STILL
        )  # fmt: skip
    with acting_as(team.doctor):
        kept = Evidence.objects.filter(recommendation=one, version__number=2)
        assert {(item.finding_id, item.stood) for item in kept} == {(nights.pk, nights.state), (None, "")}
        rests = one.text.versions.get(number=2).words["rests_on"]
        assert rests.splitlines() == [f"event:{event.pk}", f"finding:{nights.pk}"]


def test_a_patient_is_shown_it_as_the_practice_chose(team, goal, nights, client_for):
    one = on_nights(team, goal, nights)
    page = reverse("plan:recommendation", args=[team.patient.pk, one.pk])
    thandi = client_for(team.thandi)
    assert "when it was given" in thandi.get(page).content.decode()
    with acting_as(team.doctor):
        PracticeShows.objects.create(practice=team.practice, shown="NOT_AT_ALL", by=team.doctor, at=LATER)
    said = thandi.get(page).content.decode()
    assert "when it was given" not in said
    assert "1 source stands in a part" in said


def test_from_the_findings_page_it_is_chosen_already(team, goal, nights, client_for):
    doctor = client_for(team.doctor)
    page = doctor.get(reverse("findings:finding", args=[team.patient.pk, nights.pk])).content.decode()
    where = reverse("plan:propose", args=[team.patient.pk]) + f"?finding={nights.pk}"
    assert where in page
    form = doctor.get(where)
    assert form.context["form"]["finding"].value() == [nights.pk]
    typed = {**make.RISE, "kind": "SLEEP", "goal": goal.pk, "finding": [nights.pk]}
    assert doctor.post(where, typed).status_code == 302
    with acting_as(team.doctor):
        assert Evidence.objects.get().finding_id == nights.pk
    for nonsense in ("x", "999999999999", "²", "-1"):
        assert doctor.get(where.split("?")[0], {"finding": nonsense}).status_code == 200
