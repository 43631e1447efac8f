"""The pages of findings: who sees what, by consent and by the practice's choice; what they say; what they cost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from concord.access.guard import NotAllowed, Refused
from concord.checkins.actions import answer_checkin, choose_questions
from concord.database.acting import acting_as
from concord.findings import actions, reads, rules
from concord.findings.models import Finding, State, Support
from concord.people.models import CareTie
from concord.people.roles import Topic
from concord.story import actions as story_actions
from concord.team import actions as team_actions
from tests.make import findings as make
from tests.make import measures as numbers
from tests.make import story

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


@pytest.fixture
def lived(team):
    return make.lived_in(team.patient, team.thandi)


def address(name: str, team, *more) -> str:
    return reverse(name if name == "weeks" else f"findings:{name}", args=[team.patient.pk, *more])


def show_to_patients(team, shown: str) -> None:
    with acting_as(team.doctor):
        actions.choose_when_shown(practice=team.practice, shown=shown, by=team.doctor, now=make.NOW)


def share_only(team, person, topics) -> None:
    with acting_as(team.thandi):
        tie = CareTie.objects.still_open().between(person, team.patient).get()
        team_actions.share_topics(tie=tie, topics=topics, by=team.thandi, now=make.NOW)


def test_the_card_says_size_interval_days_delay_and_doubt(team, lived, client_for):
    page = client_for(team.thandi).get(address("connections", team)).content.decode()
    for said in ("On days after a short night, ", "1.1 higher", "(0.9 to 1.4)", "on the day that follows the night", "It may have another reason",
                 "It held up on 14 March 2026", "questions were asked of", "What else could explain it", "What would make us surer",
                 "Why am I seeing this?"):  # fmt: skip
        assert said in page, said


@pytest.mark.parametrize("name", ["connections", "weeks", "before_and_after", "every_test", "export", "uses"])
def test_a_page_asks_the_database_little(team, lived, client_for, name):
    browser = client_for(team.doctor)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address(name, team)).status_code == 200
    queries = [
        one["sql"]
        for one in asked
        if "set_config" not in one["sql"] and not one["sql"].startswith(("SAVEPOINT", "RELEASE"))
    ]
    assert len(queries) <= MOST_QUERIES, "\n".join(queries)


def test_a_page_of_one_finding_asks_little_too(team, lived, client_for):
    story.cause(team.patient, team.thandi)
    found, browser = make.of_nights(lived), client_for(team.doctor)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address("finding", team, found.pk)).status_code == 200
    queries = [
        one["sql"]
        for one in asked
        if "set_config" not in one["sql"] and not one["sql"].startswith(("SAVEPOINT", "RELEASE"))
    ]
    assert len(queries) <= MOST_QUERIES, "\n".join(queries)


def test_a_coach_without_medicines_does_not_see_what_went_with_one(team, lived, client_for, acting):
    share_only(team, team.coach, [Topic.DAYS, Topic.PLAN])
    acting(team.coach)
    assert not reads.of_marks(team.patient).exists()
    assert reads.told(team.patient).filter(cause_measure=lived.nights).exists()
    page = client_for(team.coach).get(address("before_and_after", team)).content.decode()
    assert "magnesium" not in page
    assert "magnesium" not in client_for(team.coach).get(address("export", team)).content.decode()


def test_a_talk_about_what_went_with_a_medicine_has_only_those_who_are_shown_it_and_its_name_tells_nothing(team, lived, client_for, acting):  # fmt: skip
    share_only(team, team.coach, [Topic.DAYS, Topic.PLAN])
    acting(team.thandi)
    found = reads.of_marks(team.patient).filter(topics__contains=["MEDICINES"]).first()
    write = reverse("plan:write_about_thing", args=[team.patient.pk])
    there = client_for(team.thandi).post(write, {"about": f"finding {found.pk}"})
    page = client_for(team.thandi).get(there["Location"]).content.decode()
    assert f'href="{address("finding", team, found.pk)}"' in page
    assert "<h1>About something noticed in the days</h1>" in page
    assert client_for(team.coach).get(there["Location"]).status_code == 404
    assert client_for(team.coach).post(write, {"about": f"finding {found.pk}"}).status_code == 404
    assert address("finding", team, found.pk) in client_for(team.doctor).get(there["Location"]).content.decode()


def test_with_every_topic_shared_the_coach_sees_it(team, lived, client_for):
    assert "magnesium" in client_for(team.coach).get(address("before_and_after", team)).content.decode()


def test_who_is_not_shown_the_days_gets_a_sentence(team, lived, client_for):
    share_only(team, team.coach, [Topic.GOALS])
    assert client_for(team.coach).get(address("connections", team)).status_code == 403


@pytest.mark.parametrize("name", ["connections", "weeks", "before_and_after", "every_test", "export", "uses"])
def test_strangers_find_nothing_and_supporters_may_not(team, lived, client_for, name):
    assert client_for(team.stranger).get(address(name, team)).status_code == 404
    assert client_for(team.former).get(address(name, team)).status_code == 404
    assert client_for(team.supporter).get(address(name, team)).status_code == 403


def test_the_patient_sees_no_matrix_of_tests(team, lived, client_for):
    assert client_for(team.thandi).get(address("every_test", team)).status_code == 403


@pytest.mark.parametrize("name", ["connections", "before_and_after", "weeks"])
def test_every_page_of_connections_leads_a_professional_to_every_test(team, lived, client_for, name):
    pages = [client_for(who).get(address(name, team)).content.decode() for who in (team.doctor, team.thandi)]
    assert [address("every_test", team) in page for page in pages] == [True, False]


def test_after_a_look_means_after_a_look(team, lived, client_for):
    show_to_patients(team, "AFTER_A_LOOK")
    found, patient = make.of_nights(lived), client_for(team.thandi)
    page = patient.get(address("connections", team)).content.decode()
    assert "A professional of your team looks at" in page
    assert "nothing stood out" not in page, "something was noticed: to say so would not be true"
    assert "short night" not in page
    assert "magnesium" not in patient.get(address("before_and_after", team)).content.decode()
    assert patient.get(address("finding", team, found.pk)).status_code == 404
    assert client_for(team.doctor).post(address("looked", team)).status_code == 302
    assert "short night" in patient.get(address("connections", team)).content.decode()
    assert "magnesium" in patient.get(address("before_and_after", team)).content.decode()
    assert patient.get(address("finding", team, found.pk)).status_code == 200


def test_not_at_all_says_so_and_the_professional_still_sees(team, lived, client_for):
    show_to_patients(team, "NOT_AT_ALL")
    for name in ("connections", "before_and_after"):
        page = client_for(team.thandi).get(address(name, team)).content.decode()
        assert "short night" not in page
        assert "magnesium" not in page
    assert "in person" in client_for(team.thandi).get(address("connections", team)).content.decode()
    assert "short night" in client_for(team.doctor).get(address("connections", team)).content.decode()


def test_not_at_all_holds_although_somebody_looked(team, lived, client_for):
    client_for(team.doctor).post(address("looked", team))
    show_to_patients(team, "NOT_AT_ALL")
    assert "magnesium" not in client_for(team.thandi).get(address("before_and_after", team)).content.decode()
    assert client_for(team.thandi).get(address("finding", team, make.of_nights(lived).pk)).status_code == 404


def test_only_who_looks_after_the_practice_chooses(team, client_for, acting):
    acting(team.coach)
    with pytest.raises(NotAllowed):
        actions.choose_when_shown(practice=team.practice, shown="AT_ONCE", by=team.coach, now=make.NOW)
    browser = client_for(team.doctor)
    wrong = browser.post(reverse("findings:practice", args=[team.practice.pk]), {"shown": "NEVER"})
    assert "Select a valid choice" in wrong.content.decode()


def test_opening_the_page_is_not_looking(team, lived, client_for, acting):
    client_for(team.doctor).get(address("connections", team))
    acting(team.thandi)
    assert make.of_nights(lived).looked_at is None


def test_the_patient_cannot_say_that_a_professional_looked(team, lived, client_for):
    assert client_for(team.thandi).post(address("looked", team)).status_code == 403


def test_a_finding_given_as_a_reason_tells_when_it_has_changed(team, lived, client_for, acting):
    cause = story.cause(team.patient, team.thandi)
    found = make.of_nights(lived)
    where, given = address("finding", team, found.pk), {"cause": cause.pk, "side": "FOR", "words": "seen in my days"}
    assert client_for(team.doctor).post(where, given).status_code == 302
    acting(team.thandi)
    assert Support.objects.get().stood == State.HELD_UP
    assert "Worth talking about" not in client_for(team.doctor).get(where).content.decode()
    Finding.objects.filter(pk=found.pk).update(less_clear=True)
    assert "Worth talking about" in client_for(team.doctor).get(where).content.decode()


def test_a_coach_is_offered_no_possible_cause(team, lived, client_for):
    story.cause(team.patient, team.thandi)
    page = client_for(team.coach).get(address("finding", team, make.of_nights(lived).pk)).content.decode()
    assert "Put it beside a possible cause" not in page


def test_what_did_not_stand_out_is_no_reason(team, lived, acting):
    cause = story.cause(team.patient, team.thandi)
    acting(team.thandi)
    still = Finding.objects.with_names().filter(cause_measure=lived.movement).first()
    with pytest.raises(Refused, match="did not stand out"):
        actions.give_as_evidence(finding=still, cause=cause, side="FOR", words="x", by=team.thandi, now=make.NOW)


def test_a_reason_without_words_or_cause_keeps_what_was_typed(team, lived, client_for):
    story.cause(team.patient, team.thandi)
    where = address("finding", team, make.of_nights(lived).pk)
    page = client_for(team.doctor).post(where, {"side": "FOR", "words": "what I typed"}).content.decode()
    assert "Please choose a possible cause" in page
    assert "what I typed" in page


def test_words_of_people_are_escaped_in_every_sentence(team, client_for, acting):
    acting(team.thandi)
    bad = numbers.own_measure(team.patient, team.thandi, "<b>{0} & %(x)s</b>", better="DOWN")
    numbers.days_of(team.patient, team.thandi, bad, [1, 2, 3])
    numbers.days_of(team.patient, team.thandi, numbers.measure("sleep_hours"), [7, 8, 6])
    make.look(team.patient, team.thandi)
    page = client_for(team.thandi).get(address("connections", team)).content.decode()
    assert "&lt;b&gt;{0} &amp; %(x)s&lt;/b&gt;" in page
    assert "<b>{0}" not in page


def test_the_grid_can_be_filtered_and_nonsense_is_left_aside(team, lived, client_for):
    browser, where = client_for(team.doctor), address("every_test", team)
    assert "1 of 10 questions fit" in browser.get(where, {"state": "HELD_UP"}).content.decode()
    assert browser.get(where, {"state": "'; DROP", "lag": "x", "page": "-3"}).status_code == 200


def test_weeks_begin_on_the_seventh_day(team, client_for, acting):
    from concord.findings.weeks import weeks

    acting(team.thandi)
    own = numbers.own_measure(team.patient, team.thandi, better="DOWN")
    numbers.days_of(team.patient, team.thandi, own, [5, 6, 7, 8, 9, 2])
    assert weeks(team.patient, last=make.TODAY).still_needed == 1
    numbers.days_of(team.patient, team.thandi, own, [3, 5, 6, 7, 8, 9, 2])
    told = weeks(team.patient, last=make.TODAY)
    assert (told.still_needed, told.answered) == (0, 7)
    assert told.feelings[0].sentence == "Written down on 7 days, in the middle 6. 3 days at 7 or more."


def test_the_weeks_quote_the_words_of_the_days(team, client_for, acting):
    acting(team.thandi)
    own = numbers.own_measure(team.patient, team.thandi, better="DOWN")
    now = timezone.now()
    numbers.days_of(
        team.patient, team.thandi, own, [3, 5, 6, 7, 8, 9, 2], until=now.date() - timedelta(days=3), now=now
    )
    choose_questions(patient=team.patient, measures=[own], by=team.thandi, now=now)
    for back, said in enumerate(["Rain, <b>and</b> quiet.", "", "Lwazi slept."]):
        day = now.date() - timedelta(days=back)
        answer_checkin(patient=team.patient, day=day, zone="Europe/London", answers={own: 5.0}, note=said, by=team.thandi, now=now)  # fmt: skip
    page = client_for(team.thandi).get(address("weeks", team)).content.decode()
    assert "“Rain, &lt;b&gt;and&lt;/b&gt; quiet.”" in page
    assert page.index("Rain") < page.index("Lwazi slept.")
    assert "Your own words" in page
    assert "In their own words" in client_for(team.doctor).get(address("weeks", team)).content.decode()


def test_a_day_that_a_story_took_back_is_not_shown_as_a_reason(team, lived, client_for, acting):
    cause = story.cause(team.patient, team.thandi)
    found = make.of_nights(lived)
    acting(team.thandi)
    given = actions.give_as_evidence(finding=found, cause=cause, side="FOR", words="x", by=team.thandi, now=make.NOW)
    story_actions.take_back_evidence(evidence=given.evidence, by=team.thandi, now=make.NOW)
    assert not reads.supports(found).exists()


@pytest.mark.parametrize(("shown", "looked", "sees"), [("AT_ONCE", None, True), ("AFTER_A_LOOK", None, False), ("AFTER_A_LOOK", 1, True), ("NOT_AT_ALL", 1, False)])  # fmt: skip
def test_when_a_patient_sees_a_finding(shown, looked, sees):
    assert rules.patient_sees(shown, looked_at=looked) is sees
