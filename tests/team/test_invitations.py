"""Who may ask whom in, to what; and letters that carry the link."""

import re
from uuid import uuid4

import pytest
from django.db import connection

from concord.access.guard import NotAllowed, Refused
from concord.access.roles import ROLE_TABLE
from concord.database.acting import acting_as
from concord.notices.models import Letter
from concord.notices.sealing import unseal
from concord.people.models import CareTie, Invitation, Patient
from concord.people.roles import PROFESSIONALS, Role, Topic
from concord.team import actions, reads
from concord.team.rules import ASKS_IN
from concord.team.secret import hashed, shown_again
from tests.make import people
from tests.make import team as ways
from tests.make.people import SPRING

pytestmark = pytest.mark.django_db


def test_a_new_patient_in_one_step(team):
    with acting_as(team.coach):
        made = actions.add_patient(practice=team.practice, called="Jonas", birth_year=1990, key=uuid4(), by=team.coach, now=SPRING)  # fmt: skip
    assert made.invitation.way == Invitation.Way.QR
    arrived = ways.joined(made, "Jonas")
    with acting_as(arrived.person):
        assert Patient.objects.get().called == "Jonas"


def test_a_stranger_opens_no_record_in_this_practice(team):
    with acting_as(team.stranger), pytest.raises(NotAllowed):
        actions.add_patient(practice=team.practice, called="Jonas", birth_year=1990, key=uuid4(), by=team.stranger, now=SPRING)  # fmt: skip


@pytest.mark.parametrize("who", ["supporter", "stranger", "former"])
def test_who_is_not_in_the_team_invites_nobody(team, who):
    person = getattr(team, who)
    with acting_as(person), pytest.raises(NotAllowed):
        actions.invite_to_team(patient=team.patient, role=Role.COACH, by=person, now=SPRING)


@pytest.mark.parametrize("who", ["thandi", "supporter", "stranger", "former"])
def test_only_professionals_in_the_team_give_the_patient_a_way_in(team, who):
    person = getattr(team, who)
    with acting_as(person), pytest.raises(NotAllowed):
        actions.invite_patient(patient=team.patient, by=person, now=SPRING)


@pytest.mark.parametrize("who", ["coach", "thandi", "stranger"])
def test_only_who_looks_after_the_practice_employs(team, who):
    person = getattr(team, who)
    with acting_as(person), pytest.raises(NotAllowed, match="looks after"):
        actions.invite_to_practice(practice=team.practice, role=Role.DOCTOR, by=person, now=SPRING)


def test_nobody_employs_a_supporter(team):
    with acting_as(team.doctor), pytest.raises(Refused, match="Only doctors, coaches and therapists"):
        actions.invite_to_practice(practice=team.practice, role=Role.SUPPORTER, by=team.doctor, now=SPRING)


def test_what_a_supporter_sees_is_the_patients_choice(team):
    with pytest.raises(Refused, match="Only Thandi can choose"):
        ways.asked_in(team.patient, by=team.doctor, topics=[Topic.GOALS])
    assert ways.asked_in(team.patient, by=team.doctor).invitation.topics == []
    assert ways.asked_in(team.patient, by=team.thandi, topics=[Topic.GOALS]).invitation.topics == ["GOALS"]


def test_a_supporter_is_somebody(team):
    with pytest.raises(Refused, match="who this is"):
        ways.asked_in(team.patient, by=team.thandi, detail=" ")


def test_a_coach_does_not_make_anybody_a_doctor(team):
    with pytest.raises(Refused, match="a doctor in the team can invite a doctor"):
        ways.asked_in(team.patient, by=team.coach, role=Role.DOCTOR)
    assert ways.asked_in(team.patient, by=team.doctor, role=Role.DOCTOR).secret
    assert ways.asked_in(team.patient, by=team.thandi, role=Role.DOCTOR).secret


def test_a_coach_does_not_make_anybody_a_therapist(team):
    with pytest.raises(Refused, match="a doctor or a therapist in the team can invite a therapist"):
        ways.asked_in(team.patient, by=team.coach, role=Role.THERAPIST)
    for by in (team.doctor, team.thandi, team.therapist):
        assert ways.asked_in(team.patient, by=by, role=Role.THERAPIST).secret


@pytest.mark.parametrize(("by", "asked"), [(by, asked) for by, roles in ASKS_IN.items() for asked in roles])
def test_no_professional_asks_in_a_role_that_may_more_than_their_own(by, asked):
    if by in PROFESSIONALS and asked in PROFESSIONALS:
        assert ROLE_TABLE[asked] <= ROLE_TABLE[by]


def test_the_database_holds_the_same_table_of_who_asks_whom_in(db):
    with connection.cursor() as cursor:
        for by in Role:
            for asked in Role:
                cursor.execute("SELECT asks_in(%s, %s)", [by, asked])
                back_in = asked == Role.PATIENT and by in PROFESSIONALS
                assert cursor.fetchone()[0] == (asked in ASKS_IN[by] or back_in), (by, asked)


def test_what_an_inviter_no_longer_sees_is_not_opened_by_an_older_invitation(team):
    made = ways.asked_in(team.patient, by=team.coach, role=Role.COACH)
    with acting_as(team.thandi):
        tie = CareTie.objects.get(person=team.coach)
        actions.share_topics(tie=tie, topics=[Topic.PLAN], by=team.thandi, now=SPRING)
    assert list(reads.offer(made.secret, now=SPRING).topics) == ["PLAN"]
    arrived = ways.joined(made, "Zoe", email="zoe@example.org", password=ways.LONG)
    with acting_as(arrived.person):
        assert CareTie.objects.get(person=arrived.person).topics == ["PLAN"]


def test_an_invitation_written_past_the_application_makes_no_doctor(team):
    with acting_as(team.coach):
        Invitation.objects.create(
            practice=team.practice, patient=team.patient, role=Role.DOCTOR, topics=["STORY"], way="LINK", secret_hash=hashed("abc"),
            invited_by=team.coach, invited_at=SPRING, expires_at=ways.later(days=7),
        )  # fmt: skip
    with pytest.raises(Refused, match="no longer stands where"):
        actions.accept_invitation(secret="abc", by=team.stranger, now=SPRING)


def test_topics_written_past_the_application_open_no_more_than_the_inviter_sees(team):
    with acting_as(team.thandi):
        tie = CareTie.objects.get(person=team.coach)
        actions.share_topics(tie=tie, topics=[Topic.PLAN], by=team.thandi, now=SPRING)
    with acting_as(team.coach):
        for role, secret in ((Role.COACH, "abc"), (Role.SUPPORTER, "def")):
            Invitation.objects.create(
                practice=team.practice, patient=team.patient, role=role, topics=["STORY", "PLAN"], way="LINK", invited_by=team.coach,
                secret_hash=hashed(secret), invited_at=SPRING, expires_at=ways.later(days=7),
            )  # fmt: skip
    for who, secret, topics in ((team.stranger, "abc", ["PLAN"]), (people.person("Q Q"), "def", [])):
        actions.accept_invitation(secret=secret, by=who, now=SPRING)
        with acting_as(who):
            assert CareTie.objects.get(person=who, patient=team.patient).topics == topics


def test_nobody_shows_more_than_they_see(team):
    with acting_as(team.thandi):
        tie = CareTie.objects.get(person=team.coach)
        actions.share_topics(tie=tie, topics=[Topic.PLAN], by=team.thandi, now=SPRING)
    with pytest.raises(Refused, match="more than you see yourself"):
        ways.asked_in(team.patient, by=team.coach, role=Role.COACH, topics=[Topic.STORY])
    assert ways.asked_in(team.patient, by=team.coach, role=Role.COACH).invitation.topics == ["PLAN"]


def test_a_second_patient_is_not_invited_into_the_record(team):
    with pytest.raises(Refused, match="is the patient here"):
        ways.asked_in(team.patient, by=team.thandi, role=Role.PATIENT)


def test_without_a_mail_server_no_letter_is_written(team):
    invited = ways.asked_in(team.patient, by=team.thandi, way="EMAIL", email="lindiwe@example.org")
    assert not invited.by_email
    assert Letter.objects.count() == 0


def test_a_letter_carries_the_link_and_no_name(team, mail):
    invited = ways.asked_in(team.patient, by=team.thandi, way="EMAIL", email="lindiwe@example.org")
    assert invited.by_email
    letter = Letter.objects.get()
    body = unseal(letter.sealed_body)
    assert invited.link in body
    assert re.search(r"until \d{1,2} [A-Z][a-z]+ 20\d\d:", body), "a day as people say it"
    assert letter.to == "lindiwe@example.org"
    for word in ("Thandi", "Rossi", "Linden", "health", "patient", "doctor", "supporter"):
        assert word.lower() not in f"{letter.subject} {body}".lower()


def test_a_letter_needs_an_address(team, mail):
    with pytest.raises(Refused, match="e-mail address that the invitation"):
        ways.asked_in(team.patient, by=team.thandi, way="EMAIL")


def test_taking_an_invitation_back_takes_its_letter_back(team, mail):
    invited = ways.asked_in(team.patient, by=team.thandi, way="EMAIL", email="lindiwe@example.org")
    with acting_as(team.doctor):
        actions.withdraw_invitation(invitation=invited.invitation, by=team.doctor, now=SPRING)
    letter = Letter.objects.get()
    assert letter.withdrawn_at == SPRING
    assert bytes(letter.sealed_body) == b""


@pytest.mark.parametrize("who", ["supporter", "stranger", "former"])
def test_who_is_not_in_the_team_takes_nothing_back(team, who):
    invited, person = ways.asked_in(team.patient, by=team.thandi), getattr(team, who)
    with acting_as(person), pytest.raises(NotAllowed):
        actions.withdraw_invitation(invitation=invited.invitation, by=person, now=SPRING)


def test_a_coach_does_not_take_back_an_invitation_to_the_practice(team):
    invited = ways.employed(team.practice, by=team.doctor)
    with acting_as(team.coach), pytest.raises(NotAllowed):
        actions.withdraw_invitation(invitation=invited.invitation, by=team.coach, now=SPRING)


def test_a_used_invitation_is_not_taken_back(team):
    invited = ways.asked_in(team.patient, by=team.thandi)
    ways.joined(invited, email="l@example.org", password=ways.LONG)
    with acting_as(team.thandi):
        used = Invitation.objects.get(pk=invited.invitation.pk)
        with pytest.raises(Refused, match="used already"):
            actions.withdraw_invitation(invitation=used, by=team.thandi, now=SPRING)


@pytest.mark.parametrize("who", ["coach", "stranger", "thandi"])
def test_only_who_looks_after_the_practice_lets_a_member_back_in(team, who):
    person = getattr(team, who)
    therapist = people.place_of(team.therapist)
    with acting_as(person), pytest.raises(NotAllowed):
        actions.let_member_back_in(member=therapist, by=person, now=SPRING)


def test_who_made_it_can_show_it_again_until_the_houses_key_changes(team, settings):
    made = ways.asked_in(team.patient, by=team.thandi).invitation
    secret = shown_again(made.seed, made.secret_hash)
    assert hashed(secret) == made.secret_hash
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key " * 5
    assert shown_again(made.seed, made.secret_hash) == secret
    settings.SECRET_KEY_FALLBACKS = []
    assert shown_again(made.seed, made.secret_hash) is None


def test_who_no_longer_works_here_is_not_shown_the_code_again(team):
    given = {
        "practice": team.practice,
        "called": "Jonas",
        "birth_year": 1990,
        "key": uuid4(),
        "by": team.coach,
        "now": SPRING,
    }
    with acting_as(team.coach):
        actions.add_patient(**given)
    member = people.place_of(team.coach)
    with acting_as(team.doctor):
        actions.end_membership(member=member, successor=people.place_of(team.doctor), by=team.doctor, now=SPRING)
    with acting_as(team.coach), pytest.raises(NotAllowed):
        actions.add_patient(**given)
