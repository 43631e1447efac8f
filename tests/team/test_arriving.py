"""Coming in: each invitation opens once, to what it says, and says clearly why when it does not."""

import pytest

from concord.access.guard import Refused, allows, open_tie
from concord.access.models import Trace
from concord.access.permissions import Permission
from concord.database.acting import acting_as
from concord.people.models import CareTie, Invitation, Membership, Person
from concord.people.roles import ALL_TOPICS, Role, Topic
from concord.team import actions, reads
from tests.make import people
from tests.make import team as ways
from tests.make.people import SPRING

pytestmark = pytest.mark.django_db


@pytest.fixture
def alone(db):
    """A doctor with one record whose patient has not come in."""
    doctor = people.person("Dr Rossi")
    practice = people.practice(doctor)
    return doctor, practice, people.record(practice, doctor)


def test_a_patient_comes_in_by_a_code_without_e_mail_and_password(alone):
    doctor, _, patient = alone
    arrived = ways.joined(ways.code_for(patient, by=doctor), "Thandi")
    assert arrived.person.email is None
    assert not arrived.person.has_usable_password()
    assert arrived.person.zone == "Europe/London"
    with acting_as(arrived.person):
        tie = open_tie(arrived.person, patient)
        assert tie.role == Role.PATIENT
        assert set(tie.topics) == set(ALL_TOPICS)
        assert Trace.objects.filter(patient=patient, what="joined the team", person=arrived.person).exists()


def test_an_invitation_opens_once(team):
    invited = ways.asked_in(team.patient, by=team.thandi, topics=[Topic.GOALS])
    ways.joined(invited, email="lindiwe@example.org", password=ways.LONG)
    with pytest.raises(Refused, match="used already"):
        ways.joined(invited, "Another", email="another@example.org", password=ways.LONG)
    assert not Person.objects.filter(called="Another").exists()


def test_a_supporter_comes_in_to_what_was_ticked(team):
    invited = ways.asked_in(team.patient, by=team.thandi, topics=[Topic.GOALS])
    arrived = ways.joined(invited, email="lindiwe@example.org", password=ways.LONG)
    with acting_as(arrived.person):
        tie = open_tie(arrived.person, team.patient)
        assert (tie.role, tie.detail, tie.topics) == (Role.SUPPORTER, "daughter", ["GOALS"])
        assert allows(tie, Permission.SEE_GOALS)
        assert not allows(tie, Permission.SEE_STORY)


def test_somebody_known_comes_in_with_the_account_they_have(team):
    invited = ways.asked_in(team.patient, by=team.thandi, role=Role.COACH, detail="sleep")
    actions.accept_invitation(secret=invited.secret, by=team.stranger, now=SPRING)
    with acting_as(team.stranger):
        assert open_tie(team.stranger, team.patient).role == Role.COACH


def test_a_member_comes_in_to_the_practice(team):
    arrived = ways.joined(
        ways.employed(team.practice, by=team.doctor), "Ana", email="ana@example.org", password=ways.LONG
    )
    member = people.place_of(arrived.person)
    assert (member.practice, member.role, member.administers) == (team.practice, Role.COACH, False)


def test_an_expired_invitation_says_whom_to_ask(team):
    invited = ways.asked_in(team.patient, by=team.thandi)
    ways.joined(invited, email="a@example.org", password=ways.LONG, now=ways.later(days=6, hours=23))
    invited = ways.asked_in(team.patient, by=team.thandi)
    with pytest.raises(Refused, match="time for this invitation is over. Ask Thandi Mokoena"):
        ways.joined(invited, email="b@example.org", password=ways.LONG, now=ways.later(days=7))


def test_a_code_lasts_an_hour(alone):
    doctor, _, patient = alone
    invited = ways.code_for(patient, by=doctor)
    with pytest.raises(Refused, match="time for this invitation is over"):
        ways.joined(invited, "Thandi", now=ways.later(hours=1))


def test_a_withdrawn_invitation_leads_nowhere(team):
    invited = ways.asked_in(team.patient, by=team.thandi)
    with acting_as(team.thandi):
        actions.withdraw_invitation(invitation=invited.invitation, by=team.thandi, now=SPRING)
    with pytest.raises(Refused, match="taken back"):
        ways.joined(invited, email="a@example.org", password=ways.LONG)


def test_who_is_no_longer_in_the_team_lets_nobody_in(team):
    invited = ways.asked_in(team.patient, by=team.coach, role=Role.COACH)
    with acting_as(team.thandi):
        actions.end_tie(tie=CareTie.objects.get(person=team.coach), by=team.thandi, now=SPRING)
    with pytest.raises(Refused, match="Mia Berg no longer stands"):
        ways.joined(invited, email="a@example.org", password=ways.LONG)


def test_who_no_longer_looks_after_the_practice_lets_nobody_in(team):
    invited = ways.employed(team.practice, by=team.doctor)
    coach = people.place_of(team.coach)
    with acting_as(team.doctor):
        actions.change_member(member=coach, discipline="", administers=True, by=team.doctor, now=SPRING)
        Membership.objects.filter(person=team.doctor).update(administers=False)
    with pytest.raises(Refused, match="no longer stands"):
        ways.joined(invited, email="a@example.org", password=ways.LONG)


def test_a_newer_code_takes_the_older_ones_place(alone):
    doctor, _, patient = alone
    older, newer = ways.code_for(patient, by=doctor), ways.code_for(patient, by=doctor)
    with pytest.raises(Refused, match="newer one took its place"):
        ways.joined(older, "Thandi")
    ways.joined(newer, "Thandi")


def test_nobody_takes_the_place_of_a_patient_who_is_in(alone):
    doctor, _, patient = alone
    invited = ways.code_for(patient, by=doctor)
    with acting_as(doctor):
        second = actions.invite_patient(patient=patient, way="LINK", by=doctor, now=SPRING)
        assert Invitation.objects.pending(SPRING).count() == 1
    ways.joined(second, "Thandi", email="t@example.org", password=ways.LONG)
    with pytest.raises(Refused):
        ways.joined(invited, "An impostor")
    with acting_as(doctor):
        assert CareTie.objects.filter(role=Role.PATIENT).count() == 1


def test_the_doctor_cannot_become_the_patient_by_scanning_the_code(alone):
    doctor, _, patient = alone
    invited = ways.code_for(patient, by=doctor)
    with pytest.raises(Refused, match="in this team already"):
        actions.accept_invitation(secret=invited.secret, by=doctor, now=SPRING)
    ways.joined(invited, "Thandi")


def test_a_secret_nobody_made_opens_nothing(team):
    for secret in ("", "x", "A" * 43, "\x00", "🔑"):
        assert reads.offer(secret, now=SPRING).state == "UNKNOWN"
        with pytest.raises(Refused, match="not known here"):
            actions.join(secret=secret, called="A", email="a@example.org", password=ways.LONG, zone="", now=SPRING)


@pytest.mark.parametrize(
    ("email", "password", "sentence"),
    [("", ways.LONG, "enter your e-mail"), ("a@example.org", "", "choose a password")],
)
def test_who_comes_by_a_link_needs_e_mail_and_password(team, email, password, sentence):
    with pytest.raises(Refused, match=sentence):
        ways.joined(ways.asked_in(team.patient, by=team.thandi), email=email, password=password)


def test_a_password_without_e_mail_is_not_taken(alone):
    doctor, _, patient = alone
    with pytest.raises(Refused, match="enter both, or neither"):
        ways.joined(ways.code_for(patient, by=doctor), "Thandi", password=ways.LONG)


def test_an_address_that_somebody_uses_is_not_taken_twice(team):
    invited = ways.asked_in(team.patient, by=team.thandi)
    with pytest.raises(Refused, match="cannot be used for a new account"):
        ways.joined(invited, email=team.doctor.email.upper(), password=ways.LONG)
    ways.joined(invited, email="free@example.org", password=ways.LONG)


def test_a_patient_who_lost_the_phone_comes_back_to_the_same_place(team, now):
    with acting_as(team.thandi):
        before = open_tie(team.thandi, team.patient).pk
    rounds = team.thandi.round_of_keys
    ways.by_code_alone(team.thandi)
    invited = ways.code_for(team.patient, by=team.doctor)
    assert invited.invitation.returning == team.thandi
    arrived = actions.come_back(secret=invited.secret, now=SPRING)
    assert arrived.person == team.thandi
    team.thandi.refresh_from_db()
    assert team.thandi.round_of_keys == rounds + 1
    with acting_as(team.thandi):
        assert [tie.pk for tie in CareTie.objects.filter(role=Role.PATIENT)] == [before]
        said = set(Trace.objects.filter(patient=team.patient).values_list("what", flat=True))
    assert {"made a way back in for the patient", "came back in by a one-time link"} <= said


def test_a_way_back_is_not_for_somebody_new_or_somebody_else(team):
    ways.by_code_alone(team.thandi)
    invited = ways.code_for(team.patient, by=team.doctor)
    with pytest.raises(Refused, match="needs no new account"):
        ways.joined(invited, "An impostor")
    with pytest.raises(Refused, match="for somebody else"):
        actions.accept_invitation(secret=invited.secret, by=team.stranger, now=SPRING)
    actions.come_back(secret=invited.secret, now=SPRING)
    with pytest.raises(Refused, match="used already"):
        actions.come_back(secret=invited.secret, now=SPRING)


def test_an_ordinary_invitation_brings_nobody_back(team):
    with pytest.raises(Refused, match="somebody new"):
        actions.come_back(secret=ways.asked_in(team.patient, by=team.thandi).secret, now=SPRING)


def test_a_closed_account_is_not_opened_by_a_way_back(team):
    ways.by_code_alone(team.thandi)
    invited = ways.code_for(team.patient, by=team.doctor)
    Person.objects.filter(pk=team.thandi.pk).update(is_active=False)
    with pytest.raises(Refused, match="account was closed"):
        actions.come_back(secret=invited.secret, now=SPRING)


def test_nobody_hands_out_a_way_into_more_than_is_theirs(team):
    # Thandi also stands beside her mother, whose record the doctor has no business in.
    far = people.person("Dr Far")
    mother = people.record(people.practice(far, "Far away"), far, "Nomsa")
    ways.by_code_alone(team.thandi)
    made = ways.code_for(team.patient, by=team.doctor)
    with acting_as(far):
        asked = actions.invite_to_team(patient=mother, role=Role.COACH, by=far, detail="x", topics=[], now=SPRING)
    actions.accept_invitation(secret=asked.secret, by=team.thandi, now=SPRING)
    with pytest.raises(Refused, match="opens other places too"):
        actions.come_back(secret=made.secret, now=SPRING)
    with acting_as(team.doctor), pytest.raises(Refused, match="only they can use it"):
        actions.invite_patient(patient=team.patient, by=team.doctor, now=SPRING)


def test_what_the_page_may_say_before_anything_is_asked(team):
    offer = reads.offer(ways.asked_in(team.patient, by=team.thandi, topics=[Topic.GOALS]).secret, now=SPRING)
    assert (offer.state, offer.inviter_called, offer.patient_called, offer.role_words) == (
        "OPEN", "Thandi Mokoena", "Thandi", "supporter (daughter)",
    )  # fmt: skip
    assert offer.topic_words == ["the goals"]


def test_the_secret_is_nowhere_in_the_database(team):
    invited = ways.asked_in(team.patient, by=team.thandi)
    with acting_as(team.thandi):
        row = Invitation.objects.filter(pk=invited.invitation.pk).values().get()
    assert invited.secret not in str(row)
