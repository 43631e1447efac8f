"""Back in, by a letter to one's own address: nobody signs in as somebody else."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from concord.access.guard import NotAllowed, Refused
from concord.access.models import Trace
from concord.database.acting import acting_as
from concord.notices.models import Letter
from concord.notices.sealing import unseal
from concord.people.models import Invitation, Person
from concord.people.roles import Role
from concord.team import actions
from concord.team.signin import said_of_letter
from tests.make import team as ways
from tests.make.people import SPRING

pytestmark = pytest.mark.django_db


def test_no_code_is_shown_for_somebody_who_signs_in_by_themself(team):
    with acting_as(team.coach), pytest.raises(Refused, match="nobody else is shown a way in"):
        actions.invite_patient(patient=team.patient, by=team.coach, now=SPRING)


def test_a_password_alone_is_a_key_of_ones_own_too(team):
    Person.objects.filter(pk=team.thandi.pk).update(email=None)
    person = Person.objects.get(pk=team.thandi.pk)
    person.set_password(ways.LONG)
    person.save()
    with acting_as(team.coach), pytest.raises(Refused, match="nobody else is shown a way in"):
        actions.invite_patient(patient=team.patient, by=team.coach, now=SPRING)


def test_a_coach_gets_no_link_back_in_for_the_patient(team, client_for):
    coach = client_for(team.coach)
    address = reverse("team:way_in", args=[team.patient.pk])
    assert "nobody else is shown a way in" in coach.get(address).content.decode()
    answer = coach.post(address)
    assert "/i/" not in answer.content.decode()
    with acting_as(team.doctor):
        assert not Invitation.objects.filter(returning=team.thandi).exists()


def test_a_code_from_before_she_had_a_password_leads_nowhere(team):
    ways.by_code_alone(team.thandi)
    made = ways.code_for(team.patient, by=team.coach)
    with acting_as(team.thandi):
        actions.keep_way_in(email="thandi@example.org", password=ways.LONG, by=team.thandi, now=SPRING)
    with pytest.raises(Refused, match="sign-in page"):
        actions.come_back(secret=made.secret, now=SPRING)


def test_the_letter_goes_to_her_own_address_and_opens_a_new_password(team, mail, client_for):
    answer = client_for(team.coach).post(reverse("team:way_in", args=[team.patient.pk]), follow=True)
    assert "A letter is on its way" in answer.content.decode()
    letter = Letter.objects.get(to=team.thandi.email)
    body = unseal(letter.sealed_body)
    for word in ("Thandi", "Berg", "Linden", "health", "patient", "doctor", "coach"):
        assert word.lower() not in f"{letter.subject} {body}".lower()
    link = next(line for line in body.splitlines() if line.startswith("http")).replace("http://localhost:8000", "")
    assert link not in answer.content.decode()
    hers = Client()
    page = hers.get(link, follow=True)
    hers.post(page.redirect_chain[-1][0], {"password1": "another long pass phrase", "password2": "another long pass phrase"})  # fmt: skip
    assert Person.objects.get(pk=team.thandi.pk).check_password("another long pass phrase")
    with acting_as(team.thandi):
        assert Trace.objects.filter(what="sent the patient a letter with a way back in", person=team.coach).exists()
        assert Trace.objects.filter(what="chose a new password by a letter", patient=team.patient).exists()


def test_the_next_page_after_signing_in_says_once_that_it_was_by_a_letter_and_when(team):
    person, moment = Person.objects.get(pk=team.thandi.pk), datetime(2026, 4, 2, 21, 5, tzinfo=UTC)
    assert said_of_letter(None, zone="Europe/London", now=moment) is None
    said = said_of_letter(moment, zone="Europe/London", now=moment + timedelta(days=30))
    assert said.startswith("On 2 April 2026 at 22:05 a new password was chosen for you, by a link from a letter.")
    assert said_of_letter(moment, zone="Europe/London", now=moment + timedelta(days=31)) is None
    person.set_password(ways.LONG)
    person.save()
    actions.note_new_password(person=person, now=timezone.now())
    hers = Client()
    page = hers.post("/accounts/login/", {"login": person.email, "password": ways.LONG}, follow=True)
    assert "a new password was chosen for you" in page.content.decode()
    assert "a new password was chosen for you" not in hers.get("/", follow=True).content.decode()


def test_who_never_lost_the_way_reads_nothing_of_letters(team):
    person = Person.objects.get(pk=team.thandi.pk)
    person.set_password(ways.LONG)
    person.save()
    page = Client().post("/accounts/login/", {"login": person.email, "password": ways.LONG}, follow=True)
    assert "new password was chosen" not in page.content.decode()


def test_without_mail_the_operator_is_named(team):
    with acting_as(team.coach), pytest.raises(Refused, match="Whoever runs the server"):
        actions.let_patient_back_in(patient=team.patient, by=team.coach, now=SPRING)


def test_nobody_is_written_to_who_never_came_or_has_no_address(team, mail):
    ways.by_code_alone(team.thandi)
    with acting_as(team.coach), pytest.raises(Refused, match="No e-mail address"):
        actions.let_patient_back_in(patient=team.patient, by=team.coach, now=SPRING)


def test_a_supporter_sends_no_way_back(team, mail):
    with acting_as(team.supporter), pytest.raises(NotAllowed):
        actions.let_patient_back_in(patient=team.patient, by=team.supporter, now=SPRING)


def test_a_coach_who_looks_after_the_practice_does_not_become_the_doctor(team, mail):
    with acting_as(team.doctor):
        actions.change_member(member=team.coach.memberships.get(), discipline="", administers=True, by=team.doctor, now=SPRING)  # fmt: skip
    with acting_as(team.coach):
        member = team.doctor.memberships.select_related("practice", "person").get()
        assert actions.let_member_back_in(member=member, by=team.coach, now=SPRING) is None
        assert not Invitation.objects.filter(returning=team.doctor).exists()
    assert Letter.objects.get().to == team.doctor.email


def test_the_server_prints_a_way_back_and_she_reads_that_it_did(team):
    out = StringIO()
    call_command("way_back", str(team.thandi.email).upper(), stdout=out)
    assert Client().get(out.getvalue().strip().replace("http://localhost:8000", ""), follow=True).status_code == 200
    with acting_as(team.thandi):
        assert Trace.objects.filter(what="was given a one-time way back on the server", patient=team.patient).exists()
    with pytest.raises(CommandError, match="Nobody signs in"):
        call_command("way_back", "nobody@example.org")


def test_the_address_before_is_told_that_another_signs_in_now(team, mail):
    old = team.coach.email
    with acting_as(team.coach):
        actions.ask_new_email(email="new@example.org", practice=team.practice, by=team.coach, now=SPRING)
    body = unseal(Letter.objects.get(to="new@example.org").sealed_body)
    token = body.split("/account/email/")[1].split("/")[0]
    with acting_as(team.coach):
        actions.confirm_new_email(token=token, by=team.coach, now=SPRING)
    assert "Another e-mail address signs in" in unseal(Letter.objects.get(to=old).sealed_body)


def test_the_database_lets_nobody_back_in_past_own_keys(team, acting):
    from concord.team.secret import hashed

    acting(team.coach)
    Invitation.objects.create(
        practice=team.practice, patient=team.patient, role=Role.PATIENT, way="QR", secret_hash=hashed("abc"), returning=team.thandi,
        invited_by=team.coach, invited_at=SPRING, expires_at=ways.later(days=7),
    )  # fmt: skip
    with pytest.raises(Refused, match="sign-in page"):
        actions.come_back(secret="abc", now=SPRING)
