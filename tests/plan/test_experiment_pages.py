"""The pages of experiments: for the patient on the phone and the professional at the desk, whole without script, and in few queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from concord.database.acting import acting_as
from concord.findings import actions as findings
from concord.medicines import actions as medicines
from concord.plan.models import Experiment, Stands
from concord.story import actions as story
from tests.make import experiments as make
from tests.make import findings as make_findings
from tests.make.people import member, tie

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


@pytest.fixture
def head(team):
    return make.head(team.patient, team.thandi, until=timezone.now().date())


def at(name, team, *more):
    return reverse(f"plan:{name}", args=[team.patient.pk, *more])


def typed(head, **more):
    first = timezone.now().date() + timedelta(days=2)
    numbers = {"effect": "2", "block_days": "3", "blocks": "16", "washout_days": "0"}
    return {
        **make.WORDS,
        **numbers,
        "measure": head.pk,
        "touches": "NOTHING",
        "first_day": first.isoformat(),
        "stop_at": "9",
        **more,
    }


def the_one(team):
    with acting_as(team.thandi):
        return Experiment.objects.filter(patient=team.patient).first()


def get(client, url):
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(url)
    assert answer.status_code == 200, url
    queries = [one["sql"] for one in asked if not one["sql"].startswith(("SAVEPOINT", "RELEASE", "SELECT set_config"))]
    return answer.content.decode(), len(queries)


def test_a_design_is_typed_and_stands_on_the_table(team, head, client_for):
    client = client_for(team.thandi)
    page, _queries = get(client, at("design_experiment", team))
    assert "Chances of a clear answer" in page
    answer = client.post(at("design_experiment", team), typed(head))
    experiment = the_one(team)
    assert answer.headers["Location"] == at("experiment", team, experiment.pk)
    assert "You have said yes" in client.get(answer.headers["Location"]).content.decode()
    assert make.WORDS["question"] in get(client, at("experiments", team))[0]


def test_without_script_the_chances_are_worked_out_by_a_button_and_nothing_is_written(team, head, client_for):
    answer = client_for(team.thandi).post(at("design_experiment", team), typed(head, blocks="8", question="", look="1"))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "At least 12 blocks" in page
    assert make.WORDS["usual"] in page
    assert the_one(team) is None


def test_what_would_do_is_taken_in_one_tap_and_nothing_is_written(team, head, client_for):
    client = client_for(team.thandi)
    refused = client.post(at("design_experiment", team), typed(head, blocks="4"))
    assert refused.status_code == 422
    assert "Take 12 blocks" in refused.content.decode()
    page = client.post(at("design_experiment", team), typed(head, blocks="4", use_blocks="12")).content.decode()
    assert 'name="blocks" value="12"' in page
    assert make.WORDS["usual"] in page
    assert "Take 12 blocks" not in page
    assert client.post(at("design_experiment", team), typed(head, use_blocks="a lot")).status_code == 200
    assert the_one(team) is None


def test_the_chances_alone_are_a_fragment(team, head, client_for):
    client = client_for(team.doctor)
    page = client.post(at("chances", team), typed(head)).content.decode()
    assert "48 days" in page
    assert "<html" not in page
    assert "stand here" in client.post(at("chances", team), {"measure": head.pk}).content.decode()


def test_a_design_that_cannot_answer_is_refused_beside_what_was_typed(team, head, client_for):
    answer = client_for(team.thandi).post(at("design_experiment", team), typed(head, blocks="8"))
    assert answer.status_code == 422
    assert "At least 12 blocks" in answer.content.decode()
    assert make.WORDS["instead"] in answer.content.decode()


def test_two_who_change_a_design_at_once_meet_both_texts(team, head, client_for):
    experiment = make.designed(team.patient, team.doctor, head)
    url = at("edit_experiment", team, experiment.pk)
    assert client_for(team.thandi).post(url, typed(head, instead="ten minutes outside", seen="1")).status_code == 302
    answer = client_for(team.doctor).post(url, typed(head, instead="an hour outside", seen="1"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "ten minutes outside" in page
    assert "an hour outside" in page


def test_the_patient_says_yes_and_from_then_on_today_says_what_the_day_asks_for(team, head, client_for):
    thandi = client_for(team.thandi)
    _page, without = get(thandi, reverse("checkins:today", args=[team.patient.pk]))
    experiment = make.designed(team.patient, team.doctor, head, first_in=0)
    assert "Yes, let" in get(thandi, at("experiment", team, experiment.pk))[0]
    thandi.post(at("agree_to_experiment", team, experiment.pk), {"seen": "1"})
    page, queries = get(thandi, at("experiment", team, experiment.pk))
    assert queries <= MOST_QUERIES
    assert "still to come" in page
    today, queries = get(thandi, reverse("checkins:today", args=[team.patient.pk]))
    assert "day 1 of 48" in today
    assert queries <= without
    day = timezone.now().date().isoformat()
    back = reverse("checkins:today", args=[team.patient.pk])
    answer = thandi.post(
        at("mark_experiment_day", team, experiment.pk), {"day": day, "as_planned": "yes", "back": back}
    )
    assert answer.headers["Location"] == back
    assert "✓ like this" in thandi.get(back).content.decode()
    elsewhere = thandi.post(
        at("mark_experiment_day", team, experiment.pk), {"day": day, "as_planned": "no", "back": "https://example.org/"}
    )
    assert elsewhere.headers["Location"] == at("experiment", team, experiment.pk)


def test_the_value_at_which_both_agreed_to_stop_is_said(team, head, client_for):
    experiment = make.running(team.patient, team.doctor, team.thandi, head, first_in=0, stop_at=0.0)
    assert "you agreed to stop" in get(client_for(team.thandi), at("experiment", team, experiment.pk))[0]


def test_a_coach_sees_why_not_and_who_can(team, head, client_for):
    experiment = make.designed(team.patient, team.coach, head, touches="SUPPLEMENT")
    page, _queries = get(client_for(team.coach), at("experiment", team, experiment.pk))
    assert "a doctor looks at it first" in page
    assert str(team.doctor) in page
    assert "I release it" not in page
    assert client_for(team.coach).post(at("release_experiment", team, experiment.pk), {"seen": "1"}).status_code == 403
    doctor = client_for(team.doctor)
    assert "I release it" in get(doctor, at("experiment", team, experiment.pk))[0]
    doctor.post(at("release_experiment", team, experiment.pk), {"seen": "1", "words": "Fine beside the rest."})
    assert "Fine beside the rest." in get(doctor, at("experiment", team, experiment.pk))[0]


def test_a_prescribed_medicine_says_who_alone_may_release_it(team, head, client_for):
    other = member(team.patient.practice, "Dr Okafor", "DOCTOR")
    tie(team.patient, other, "DOCTOR", by=team.doctor)
    with acting_as(team.thandi):
        pills = medicines.add_medicine(
            patient=team.patient, called="Topiramate", kind="MEDICINE", prescriber=other, since="2024", by=team.thandi,
            now=timezone.now(),
        )  # fmt: skip
    client = client_for(team.doctor)
    assert client.post(at("design_experiment", team), typed(head, touches="PRESCRIBED")).status_code == 422
    client.post(at("design_experiment", team), typed(head, touches="PRESCRIBED", medicine=pills.pk))
    experiment = the_one(team)
    page, _queries = get(client, at("experiment", team, experiment.pk))
    assert "prescribed by Dr Okafor" in page
    hers, _queries = get(client_for(team.thandi), at("experiment", team, experiment.pk))
    assert "prescribed by Dr Okafor. Only they can release" in hers
    assert "I release it" not in hers
    answer = client.post(at("release_experiment", team, experiment.pk), {"seen": "1"})
    assert answer.status_code == 422


def test_a_hold_is_told_with_its_reason_and_a_stop_needs_none(team, head, client_for):
    experiment = make.running(team.patient, team.doctor, team.thandi, head, first_in=0)
    doctor, thandi = client_for(team.doctor), client_for(team.thandi)
    assert doctor.post(at("hold_experiment", team, experiment.pk), {"words": ""}).status_code == 422
    doctor.post(at("hold_experiment", team, experiment.pk), {"words": "First the blood test."})
    assert "First the blood test." in get(thandi, at("experiment", team, experiment.pk))[0]
    assert "On hold, for safety" in get(thandi, reverse("checkins:today", args=[team.patient.pk]))[0]
    thandi.post(at("stop_experiment", team, experiment.pk), {})
    assert "That needs no reason" in get(thandi, at("experiment", team, experiment.pk))[0]
    assert "Our experiment" not in get(thandi, reverse("checkins:today", args=[team.patient.pk]))[0]


def test_only_an_answered_experiment_says_caused(team, head, client_for):
    with acting_as(team.thandi):
        cause = story.write_cause(patient=team.patient, words="too little light", by=team.thandi, now=timezone.now())
    experiment = make.over(team.patient, team.doctor, team.thandi, head, cause=cause)
    thandi = client_for(team.thandi)
    page, _queries = get(thandi, at("experiment", team, experiment.pk))
    assert "Open the answer" in page
    assert "caused" not in page
    thandi.post(at("open_answer", team, experiment.pk))
    page, queries = get(thandi, at("experiment", team, experiment.pk))
    assert "caused" in page
    assert "lower" in page
    assert "<svg" in page
    assert queries <= MOST_QUERIES
    rows = thandi.get(at("experiments", team), headers={"HX-Request": "true"}).content.decode()
    assert "caused" in rows
    assert "<html" not in rows
    assert at("experiments", team) in get(thandi, at("plan", team))[0]
    thandi.post(at("weigh_answer", team, experiment.pk), {"side": "FOR", "words": "It did."})
    assert "It stands beside the possible cause" in get(thandi, at("experiment", team, experiment.pk))[0]


def test_cant_tell_is_a_full_answer(team, head, client_for):
    experiment = make.over(team.patient, team.doctor, team.thandi, head, effect=0.0, one_odd_day=True)
    thandi = client_for(team.thandi)
    thandi.post(at("open_answer", team, experiment.pk))
    page, _queries = get(thandi, at("experiment", team, experiment.pk))
    assert "We can’t tell" in page
    assert "That is an answer too" in page
    assert "caused" not in page


def test_a_question_begins_from_a_possible_cause_or_a_finding(team, head, client_for):
    with acting_as(team.thandi):
        cause = story.write_cause(patient=team.patient, words="too little light", by=team.thandi, now=timezone.now())
    thandi = client_for(team.thandi)
    assert "too little light" in get(thandi, at("design_experiment", team) + f"?cause={cause.pk}")[0]
    thandi.post(at("design_experiment", team), typed(head, cause=cause.pk))
    assert the_one(team).cause_id == cause.pk
    assert thandi.get(at("design_experiment", team) + "?cause=98765").status_code == 404
    assert thandi.get(at("design_experiment", team) + "?cause=x").status_code == 200


def test_a_finding_that_is_not_shown_yet_is_no_beginning(team, client_for):
    made = make_findings.lived_in(team.patient, team.thandi)
    finding = make_findings.of_nights(made)
    thandi, url = client_for(team.thandi), at("design_experiment", team) + f"?finding={finding.pk}"
    assert "From a connection in the days" in get(thandi, url)[0]
    with acting_as(team.doctor):
        findings.choose_when_shown(
            practice=team.patient.practice, shown="AFTER_A_LOOK", by=team.doctor, now=timezone.now()
        )
    assert thandi.get(url).status_code == 404
    assert client_for(team.doctor).get(url).status_code == 200


def test_what_was_let_go_can_be_brought_back(team, head, client_for):
    experiment = make.designed(team.patient, team.thandi, head)
    thandi = client_for(team.thandi)
    thandi.post(at("let_go_of_experiment", team, experiment.pk))
    assert "Bring it back" in get(thandi, at("experiment", team, experiment.pk))[0]
    thandi.post(at("bring_back_experiment", team, experiment.pk))
    thandi.post(at("take_back_yes", team, experiment.pk))
    with acting_as(team.thandi):
        assert Experiment.objects.get().stands == Stands.DESIGNED


def test_many_experiments_cost_no_query_more(team, head, client_for):
    client = client_for(team.doctor)
    make.designed(team.patient, team.doctor, head)
    _page, one = get(client, at("experiments", team))
    for _number in range(5):
        make.designed(team.patient, team.doctor, head)
    _page, many = get(client, at("experiments", team))
    assert many <= one
    assert get(client, at("plan", team))[1] <= MOST_QUERIES


def test_a_stranger_finds_no_experiments(team, client_for):
    assert client_for(team.stranger).get(at("experiments", team)).status_code == 404


def test_nothing_is_watched_while_nothing_is_written_down(team, client_for):
    assert "Nothing is written down yet" in get(client_for(team.thandi), at("design_experiment", team))[0]
