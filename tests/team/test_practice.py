"""The first set-up, the practice's settings, and who works there."""

from io import StringIO

import pytest
from django.core.management import call_command

from concord.access.guard import NotAllowed, Refused
from concord.access.models import Trace
from concord.database.acting import acting_as
from concord.people.models import CareTie, Membership, Practice
from concord.people.roles import Role
from concord.team import actions
from concord.team.actions.practice import Founder
from tests.make import people
from tests.make import team as ways
from tests.make.people import SPRING

pytestmark = pytest.mark.django_db
PRACTICE = {
    "called": "Linden", "zone": "Africa/Johannesburg", "language": "en-gb", "emergency_number": "112", "answer_days": 2, "phone": "",
}  # fmt: skip
FOUNDER = Founder("Dr Rossi", "rossi@example.org", ways.LONG, Role.DOCTOR, "general practice")


def member(of, called, role=Role.COACH, **fields) -> Membership:
    return people.place_of(people.member(of, called, role, **fields))


def test_the_first_set_up_makes_a_person_and_a_practice():
    member = actions.set_up(founder=FOUNDER, practice=PRACTICE, now=SPRING)
    assert (member.practice, member.role, member.administers) == (Practice.objects.get(), Role.DOCTOR, True)
    assert member.person.check_password(ways.LONG)
    assert member.person.zone == "Africa/Johannesburg"


def test_a_second_set_up_is_refused():
    actions.set_up(founder=FOUNDER, practice=PRACTICE, now=SPRING)
    with pytest.raises(Refused, match="set up already"):
        actions.set_up(founder=FOUNDER, practice=PRACTICE, now=SPRING)
    assert Practice.objects.count() == 1


def test_the_link_is_printed_until_there_is_a_practice(client):
    out = StringIO()
    call_command("setup_link", stdout=out)
    address = out.getvalue().strip()
    assert address.startswith("http://localhost:8000/setup/")
    assert client.get(address.removeprefix("http://localhost:8000")).status_code == 200
    actions.set_up(founder=FOUNDER, practice=PRACTICE, now=SPRING)
    out = StringIO()
    call_command("setup_link", stdout=out)
    assert out.getvalue() == ""


def test_settings_are_changed_by_who_looks_after_them(team):
    with acting_as(team.doctor):
        actions.change_practice(practice=team.practice, **{**PRACTICE, "called": "Oak"}, by=team.doctor, now=SPRING)
    assert Practice.objects.get(pk=team.practice.pk).called == "Oak"


@pytest.mark.parametrize("who", ["coach", "thandi", "stranger"])
def test_settings_are_changed_by_nobody_else(team, who):
    person = getattr(team, who)
    with acting_as(person), pytest.raises(NotAllowed):
        actions.change_practice(practice=team.practice, **PRACTICE, by=person, now=SPRING)


def test_a_practice_keeps_an_emergency_number(team):
    with acting_as(team.doctor), pytest.raises(Refused, match="emergency number"):
        actions.change_practice(practice=team.practice, **{**PRACTICE, "emergency_number": " "}, by=team.doctor, now=SPRING)  # fmt: skip


def test_a_member_is_changed_by_who_looks_after_the_settings(team):
    coach = people.place_of(team.coach)
    with acting_as(team.doctor):
        actions.change_member(member=coach, discipline="sleep", administers=True, by=team.doctor, now=SPRING)
    coach = people.place_of(team.coach)
    assert (coach.discipline, coach.administers) == ("sleep", True)


def test_a_coach_does_not_put_themself_in_charge(team):
    coach = people.place_of(team.coach)
    with acting_as(team.coach), pytest.raises(NotAllowed):
        actions.change_member(member=coach, discipline="", administers=True, by=team.coach, now=SPRING)


def test_somebody_always_looks_after_the_settings(team):
    doctor = people.place_of(team.doctor)
    with acting_as(team.doctor):
        with pytest.raises(Refused, match="Somebody has to look after"):
            actions.change_member(member=doctor, discipline="", administers=False, by=team.doctor, now=SPRING)
        with pytest.raises(Refused, match="Somebody has to look after"):
            actions.end_membership(member=doctor, successor=None, by=team.doctor, now=SPRING)


def test_who_stops_working_here_sees_nothing_of_its_patients(team):
    coach = people.place_of(team.coach)
    with acting_as(team.doctor):
        assert actions.end_membership(member=coach, successor=None, by=team.doctor, now=SPRING) == 1
    with acting_as(team.coach):
        assert CareTie.objects.still_open().count() == 0
    with acting_as(team.thandi):
        assert Trace.objects.filter(person=team.doctor, what="ended a place in the team").exists()


def test_nobody_is_left_alone_when_somebody_stops(team):
    ana, ben = member(team.practice, "Ana"), member(team.practice, "Ben Two")
    hers = people.record(team.practice, ana.person, "Jonas")
    with acting_as(team.doctor), pytest.raises(Refused, match="One person would be left"):
        actions.end_membership(member=ana, successor=None, by=team.doctor, now=SPRING)
    with acting_as(team.doctor):
        assert actions.end_membership(member=ana, successor=ben, by=team.doctor, now=SPRING) == 1
    with acting_as(ben.person):
        assert [tie.person for tie in CareTie.objects.still_open().filter(patient=hers)] == [ben.person]
    with acting_as(team.doctor):
        assert CareTie.objects.filter(patient=hers).count() == 0  # Who only looks after the settings sees no record.


def test_a_successor_works_here(team):
    ana = member(team.practice, "Ana")
    people.record(team.practice, ana.person, "Jonas")
    elsewhere = people.place_of(team.stranger)
    with acting_as(team.doctor), pytest.raises(Refused, match="left without anybody"):
        actions.end_membership(member=ana, successor=elsewhere, by=team.doctor, now=SPRING)


@pytest.mark.parametrize("who", ["coach", "stranger", "thandi"])
def test_nobody_else_ends_a_membership(team, who):
    person, therapist = getattr(team, who), people.place_of(team.therapist)
    with acting_as(person), pytest.raises(NotAllowed):
        actions.end_membership(member=therapist, successor=None, by=person, now=SPRING)


def test_an_ended_membership_does_not_end_again(team):
    coach = people.place_of(team.coach)
    with acting_as(team.doctor):
        actions.end_membership(member=coach, successor=None, by=team.doctor, now=SPRING)
        coach.refresh_from_db()
        with pytest.raises(Refused, match="no longer works here"):
            actions.end_membership(member=coach, successor=None, by=team.doctor, now=SPRING)


@pytest.mark.parametrize("who", ["stranger", "thandi", "supporter"])
def test_only_a_member_opens_a_record(team, who):
    person = getattr(team, who)
    with acting_as(person), pytest.raises(NotAllowed):
        actions.open_patient_record(practice=team.practice, called="Jonas", birth_year=1990, by=person, now=SPRING)
