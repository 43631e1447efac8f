"""Who stands beside a patient: the patient decides, everybody may leave, and it counts at the next look."""

import pytest

from concord.access.guard import NotAllowed, Refused, open_tie
from concord.access.models import Trace
from concord.database.acting import acting_as
from concord.people.models import CareTie, Patient
from concord.people.roles import Role, Topic
from concord.team import actions
from tests.make import people
from tests.make.people import SPRING

pytestmark = pytest.mark.django_db


def tie_of(team, person) -> CareTie:
    with acting_as(team.thandi):
        return CareTie.objects.select_related("patient").get(patient=team.patient, person=person, until_at=None)


def test_a_colleague_joins_at_once(team):
    ana = people.member(team.practice, "Ana", Role.COACH, "sleep")
    with acting_as(team.thandi):
        actions.add_colleague(patient=team.patient, member=people.place_of(ana), topics=[Topic.PLAN], by=team.thandi, now=SPRING)  # fmt: skip
        assert Trace.objects.filter(what="added a colleague to the team").exists()
    with acting_as(ana):
        tie = open_tie(ana, team.patient)
        assert (tie.role, tie.detail, tie.topics) == (Role.COACH, "sleep", ["PLAN"])


def test_a_colleague_sees_no_more_than_who_added_them(team):
    ana = people.member(team.practice, "Ana", Role.DOCTOR)
    with acting_as(team.thandi):
        actions.share_topics(tie=tie_of(team, team.coach), topics=[Topic.PLAN], by=team.thandi, now=SPRING)
    with acting_as(team.coach):
        actions.add_colleague(patient=team.patient, member=people.place_of(ana), by=team.coach, now=SPRING)
    assert tie_of(team, ana).topics == ["PLAN"]


def test_who_works_elsewhere_is_no_colleague(team):
    with acting_as(team.doctor), pytest.raises(Refused, match="does not work at this practice"):
        actions.add_colleague(patient=team.patient, member=people.place_of(team.stranger), by=team.doctor, now=SPRING)


def test_nobody_is_added_twice(team):
    with acting_as(team.doctor), pytest.raises(Refused, match="in the team already"):
        actions.add_colleague(patient=team.patient, member=people.place_of(team.coach), by=team.doctor, now=SPRING)


@pytest.mark.parametrize("who", ["supporter", "former", "stranger"])
def test_only_the_team_adds_a_colleague(team, who):
    person = getattr(team, who)
    with acting_as(person), pytest.raises(NotAllowed):
        actions.add_colleague(patient=team.patient, member=people.place_of(team.former), by=person, now=SPRING)


def test_the_patient_chooses_what_somebody_sees(team):
    with acting_as(team.thandi):
        actions.share_topics(tie=tie_of(team, team.supporter), topics=["PLAN", "STORY"], by=team.thandi, now=SPRING)
    assert tie_of(team, team.supporter).topics == ["STORY", "PLAN"]


@pytest.mark.parametrize("who", ["doctor", "coach", "supporter", "stranger"])
def test_nobody_else_chooses_what_somebody_sees(team, who):
    tie, person = tie_of(team, team.supporter), getattr(team, who)
    with acting_as(person), pytest.raises(NotAllowed):
        actions.share_topics(tie=tie, topics=["STORY"], by=person, now=SPRING)


def test_the_patients_own_view_is_not_narrowed(team):
    with acting_as(team.thandi), pytest.raises(Refused, match="your own record"):
        actions.share_topics(tie=tie_of(team, team.thandi), topics=[], by=team.thandi, now=SPRING)


def test_who_has_left_is_shown_nothing(team):
    tie = tie_of(team, team.coach)
    with acting_as(team.thandi):
        actions.end_tie(tie=tie, by=team.thandi, now=SPRING)
        with pytest.raises(Refused, match="no longer in the team"):
            actions.share_topics(tie=tie, topics=["STORY"], by=team.thandi, now=SPRING)


def test_the_patient_ends_anybodys_place(team):
    with acting_as(team.thandi):
        actions.end_tie(tie=tie_of(team, team.doctor), by=team.thandi, now=SPRING)
        actions.end_tie(tie=CareTie.objects.get(person=team.doctor), by=team.thandi, now=SPRING)
        assert Trace.objects.filter(person=team.thandi, what="ended a place in the team").count() == 2
    with acting_as(team.doctor):
        assert Patient.objects.count() == 0


@pytest.mark.parametrize("who", ["doctor", "coach", "supporter", "stranger"])
def test_nobody_else_ends_a_place(team, who):
    tie, person = tie_of(team, team.therapist), getattr(team, who)
    with acting_as(person), pytest.raises(NotAllowed):
        actions.end_tie(tie=tie, by=person, now=SPRING)


def test_the_patient_does_not_lock_themself_out(team):
    with acting_as(team.thandi), pytest.raises(Refused, match="your own place"):
        actions.end_tie(tie=tie_of(team, team.thandi), by=team.thandi, now=SPRING)
    with acting_as(team.thandi), pytest.raises(Refused, match="your own place"):
        actions.leave_team(patient=team.patient, by=team.thandi, now=SPRING)


@pytest.mark.parametrize("who", ["coach", "doctor", "supporter"])
def test_everybody_else_may_leave(team, who):
    person = getattr(team, who)
    with acting_as(person):
        actions.leave_team(patient=team.patient, by=person, now=SPRING)
        assert open_tie(person, team.patient) is None
    with acting_as(team.thandi):
        assert Trace.objects.filter(person=person, what="left the team").exists()


def test_the_last_professional_stays_until_somebody_takes_over(team):
    with acting_as(team.thandi):
        for person in (team.coach, team.therapist):
            actions.end_tie(tie=tie_of(team, person), by=team.thandi, now=SPRING)
    with acting_as(team.doctor), pytest.raises(Refused, match="only professional"):
        actions.leave_team(patient=team.patient, by=team.doctor, now=SPRING)


@pytest.mark.parametrize("who", ["stranger", "former"])
def test_who_is_not_there_cannot_leave(team, who):
    person = getattr(team, who)
    with acting_as(person), pytest.raises(NotAllowed):
        actions.leave_team(patient=team.patient, by=person, now=SPRING)


def test_a_wrong_name_is_put_right(team):
    for who in (team.thandi, team.coach):
        with acting_as(who):
            actions.correct_record(patient=team.patient, called="Thandeka", birth_year=1985, by=who, now=SPRING)
    with acting_as(team.thandi):
        assert Patient.objects.get().called == "Thandeka"


def test_a_supporter_corrects_nothing(team):
    with acting_as(team.supporter), pytest.raises(NotAllowed):
        actions.correct_record(patient=team.patient, called="X", birth_year=1985, by=team.supporter, now=SPRING)


@pytest.mark.parametrize(("called", "year", "sentence"), [(" ", 1985, "first name"), ("X", 1889, "1890 and 2026"), ("X", 2027, "1890 and 2026")])  # fmt: skip
def test_a_name_and_a_year_must_be_possible(team, called, year, sentence):
    with acting_as(team.doctor), pytest.raises(Refused, match=sentence):
        actions.correct_record(patient=team.patient, called=called, birth_year=year, by=team.doctor, now=SPRING)
