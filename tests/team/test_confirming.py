"""An address that nobody has confirmed is a name to sign in with: no letter goes there, and none of them opens an account."""

import re

import pytest
from django.test import Client

from concord.access.guard import Refused
from concord.database.acting import acting_as
from concord.notices.models import Letter
from concord.notices.sealing import unseal
from concord.people.models import Person
from concord.people.roles import Role
from concord.team import actions
from concord.team.reads import who_wants_letters
from tests.make import mail
from tests.make import team as ways
from tests.make.people import SPRING

pytestmark = pytest.mark.django_db
MISTYPED = "thandl@example.org"


@pytest.fixture
def by_mail(settings):
    with mail.mail_server() as inbox:
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", inbox.port, False
        yield inbox


@pytest.fixture
def lindiwe(team, by_mail) -> Person:
    """Somebody who has just come in, by an address at which perhaps somebody else reads."""
    return ways.joined(_invited(team), email=MISTYPED, password=ways.LONG).person


def _invited(team):
    with acting_as(team.thandi):
        return actions.invite_to_team(
            patient=team.patient, role=Role.SUPPORTER, detail="sister", by=team.thandi, now=SPRING
        )


def bodies() -> list[str]:
    return [unseal(letter.sealed_body) or "" for letter in Letter.objects.order_by("pk")]


def link() -> str:
    return re.search(r"http://localhost:8000(/account/email/\S+)", bodies()[-1])[1]


def test_whoever_comes_in_is_asked_by_a_letter_and_says_yes_signed_in(lindiwe, team, client_for):
    there = link()
    assert Client().get(there).status_code == 302
    assert client_for(team.coach).post(there).status_code == 410
    lindiwe.refresh_from_db()
    assert not lindiwe.has_confirmed
    client_for(lindiwe).post(there)
    lindiwe.refresh_from_db()
    assert lindiwe.has_confirmed
    assert lindiwe.email == MISTYPED


def test_whoever_reads_at_a_mistyped_address_gets_in_by_no_letter(lindiwe):
    Letter.objects.all().delete()
    said = []
    for email in (MISTYPED, "nobody@example.org"):
        asked = Client()
        asked.post("/accounts/password/reset/", {"email": email})
        answer = Client().post("/accounts/login/code/", {"email": email}, follow=True)
        said.append(re.sub(r"[A-Za-z0-9]{64}", "", answer.content.decode().replace(email, "")))
    assert said[0] == said[1]
    assert len(bodies()) == 4
    assert all("no account there has confirmed it" in body for body in bodies())
    assert Client().post("/accounts/login/", {"login": MISTYPED, "password": ways.LONG}).status_code == 302


def test_no_letter_says_there_that_something_waits(lindiwe, client_for):
    assert lindiwe not in who_wants_letters()
    assert not lindiwe.takes_letters
    client_for(lindiwe).post(link())
    assert lindiwe in who_wants_letters()


def test_nobody_is_let_back_in_by_a_letter_to_it(team, by_mail):
    Person.objects.filter(pk=team.thandi.pk).update(confirmed_email="")
    with acting_as(team.doctor), pytest.raises(Refused, match="has not confirmed"):
        actions.let_patient_back_in(patient=team.patient, by=team.doctor, now=SPRING)


def test_the_account_page_says_so_and_sends_the_letter_again_but_not_without_end(lindiwe, client_for):
    client = client_for(lindiwe)
    assert "not confirmed yet" in client.get("/account/").content.decode()
    for _press in range(3):
        client.post("/account/confirm/")
    assert len(Letter.objects.filter(to=MISTYPED)) == 2
    client.post(link())
    assert "not confirmed yet" not in client.get("/account/").content.decode()
    assert "confirmed already" in client.post("/account/confirm/", follow=True).content.decode()
    with pytest.raises(Refused, match="confirmed already"):
        actions.ask_to_confirm(by=Person.objects.get(pk=lindiwe.pk), now=SPRING)


def test_it_is_said_at_signing_in(lindiwe):
    answer = Client().post("/accounts/login/", {"login": MISTYPED, "password": ways.LONG}, follow=True)
    assert "not confirmed yet" in answer.content.decode()


def test_another_address_is_confirmed_anew(lindiwe, client_for):
    client_for(lindiwe).post(link())
    lindiwe.refresh_from_db()
    lindiwe.email = "other@example.org"
    assert not lindiwe.has_confirmed


def test_where_no_letter_is_sent_nobody_is_asked(team, client_for):
    joined = ways.joined(_invited(team), email=MISTYPED, password=ways.LONG).person
    assert not Letter.objects.exists()
    assert "not confirmed" not in client_for(joined).get("/account/").content.decode()
    with pytest.raises(Refused, match="No e-mail is sent"):
        actions.ask_to_confirm(by=joined, now=SPRING)
