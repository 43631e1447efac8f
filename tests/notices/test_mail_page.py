"""The page on which a practice's mail server is set, and the button that tries it."""

import pytest

from concord.access.guard import NotAllowed, Refused
from concord.database.acting import acting_as
from concord.notices import actions, rules
from concord.notices.models import MailServer, Trouble
from tests.make import mail
from tests.make.people import SPRING

pytestmark = pytest.mark.django_db
SECRET = "p4ss word"


def shape(port, **changed) -> dict:
    return {
        "host": "127.0.0.1", "port": port, "security": "NONE", "username": "", "password": "", "from_address": "c@example.org",
        **changed,
    }  # fmt: skip


def page(team) -> str:
    return f"/practice/{team.practice.pk}/mail/"


def tried(team, client) -> str:
    answer = client.post(f"{page(team)}test/", {"to": "rossi@example.org"}, follow=True)
    return answer.content.decode()


def test_the_test_letter_arrives(team, client_for):
    client = client_for(team.doctor)
    with mail.mail_server(password=SECRET) as inbox:
        answer = client.post(page(team), shape(inbox.port, username="u", password=SECRET), follow=True)
        assert "Saved. Send yourself a test" in answer.content.decode()
        assert "took the letter" in tried(team, client)
        assert inbox.letters[0]["To"] == "rossi@example.org"


def test_an_empty_password_keeps_the_stored_one(team, client_for):
    client = client_for(team.doctor)
    with mail.mail_server(password=SECRET) as inbox:
        client.post(page(team), shape(inbox.port, username="u", password=SECRET))
        client.post(page(team), shape(inbox.port, username="u", from_address="other@example.org"))
        assert "took the letter" in tried(team, client)
        assert SECRET not in client.get(page(team)).content.decode()


def test_a_wrong_password_is_said(team, client_for):
    client = client_for(team.doctor)
    with mail.mail_server(password=SECRET) as inbox:
        client.post(page(team), shape(inbox.port, username="u", password="wrong"))
        assert "did not accept the user name" in tried(team, client)


def test_a_server_that_is_away_is_said(team, client_for):
    client = client_for(team.doctor)
    with mail.mail_server() as inbox:
        port = inbox.port
    client.post(page(team), shape(port))
    assert "does not answer on this port" in tried(team, client)


def test_a_server_without_encryption_is_said_and_told_nothing(team, client_for):
    client = client_for(team.doctor)
    with mail.mail_server() as inbox:
        client.post(page(team), shape(inbox.port, security="STARTTLS"))
        assert "does not offer encryption" in tried(team, client)
        client.post(page(team), shape(inbox.port, security="TLS"))
        assert "does not offer encryption" in tried(team, client)
        assert inbox.letters == []


def test_a_name_that_is_no_server_is_said(team, client_for):
    client = client_for(team.doctor)
    client.post(page(team), shape(587, host="nowhere.invalid", security="STARTTLS"))
    assert "no server with this name" in tried(team, client)


def test_a_refused_recipient_is_said(team, client_for):
    client = client_for(team.doctor)
    with mail.mail_server() as inbox:
        inbox.refuse_recipient = "550 no"
        client.post(page(team), shape(inbox.port))
        assert "does not know the address" in tried(team, client)


def test_without_encryption_only_on_this_machine(team, client_for):
    answer = client_for(team.doctor).post(page(team), shape(25, host="mail.example.org"))
    assert "everybody on the way could read" in answer.content.decode()
    assert "mail.example.org" in answer.content.decode()
    assert not MailServer.objects.exists()


def test_a_password_alone_is_not_taken(team):
    with acting_as(team.doctor), pytest.raises(Refused, match="no user name"):
        actions.set_mail_server(practice=team.practice, **shape(25, password="x"), by=team.doctor, now=SPRING)


@pytest.mark.parametrize("who", ["coach", "stranger", "thandi"])
def test_only_who_looks_after_the_practice_touches_its_mail(team, who, client_for):
    person = getattr(team, who)
    given = {"practice": team.practice, "by": person, "now": SPRING}
    for act in (
        lambda: actions.set_mail_server(**shape(25), **given),
        lambda: actions.forget_mail_server(**given),
        lambda: actions.try_mail_server(to="a@example.org", subject="s", body="b", **given),
    ):
        with acting_as(person), pytest.raises(NotAllowed):
            act()
    assert client_for(person).get(page(team)).status_code == (403 if who == "coach" else 404)


def test_a_removed_server_is_gone(team, client_for):
    client = client_for(team.doctor)
    client.post(page(team), shape(25))
    client.post(f"{page(team)}remove/")
    assert not MailServer.objects.exists()
    assert "No mail server is set" in tried(team, client)


def test_every_trouble_has_its_sentence():
    said = {trouble: rules.what_to_do(trouble) for trouble in Trouble.values}
    assert all(sentence.endswith(".") for sentence in said.values())
    for own in (
        "NOT_FOUND",
        "NO_ANSWER",
        "NOT_TRUSTED",
        "NO_ENCRYPTION",
        "WRONG_PASSWORD",
        "SENDER_REFUSED",
        "ADDRESS_REFUSED",
        "LATER",
    ):
        assert said[own] != said["REFUSED"]
