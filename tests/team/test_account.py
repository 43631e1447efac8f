"""One's own account: name, zone, e-mail, password; nobody else's."""

import re

import pytest
from django.test import Client

from concord.access.guard import Refused
from concord.database.acting import acting_as
from concord.notices.models import Letter
from concord.notices.sealing import unseal
from concord.people.models import Person
from concord.team import actions
from tests.make import mail
from tests.make import team as ways
from tests.make.people import SPRING, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def by_code(team, client_for):
    """Somebody who came in by a code, and their device."""
    team.thandi.set_unusable_password()
    team.thandi.email = None
    team.thandi.save()
    return client_for(team.thandi)


def test_name_and_zone_are_changed(team, client_for):
    client = client_for(team.coach)
    answer = client.post("/account/", {"called": "Mia B.", "zone": "Asia/Kolkata"}, follow=True)
    assert "Saved." in answer.content.decode()
    team.coach.refresh_from_db()
    assert (team.coach.called, team.coach.zone) == ("Mia B.", "Asia/Kolkata")


def test_a_zone_that_does_not_exist_is_not_taken(team, client_for):
    client_for(team.coach).post("/account/", {"called": "Mia", "zone": "Mars/Base"})
    team.coach.refresh_from_db()
    assert team.coach.zone == "Europe/London"


def test_an_old_zone_of_somebody_stays_possible(team, client_for):
    Person.objects.filter(pk=team.coach.pk).update(zone="US/Eastern")
    answer = client_for(team.coach).post("/account/", {"called": "Mia", "zone": "US/Eastern"}, follow=True)
    assert "Saved." in answer.content.decode()


def test_the_page_shows_where_one_stands(team, client_for):
    page = client_for(team.doctor).get("/account/").content.decode()
    assert "Settings of the practice" in page
    assert "Thandi" in page
    assert "my own place" in client_for(team.thandi).get("/account/").content.decode()


def test_e_mail_and_password_are_added_later(team, by_code):
    assert "Add e-mail and password" in by_code.get("/account/").content.decode()
    again = by_code.post("/account/keep/", {"email": "thandi@new.example.org", "password": "short"})
    assert "thandi@new.example.org" in again.content.decode()
    by_code.post("/account/keep/", {"email": "thandi@new.example.org", "password": ways.LONG})
    assert by_code.get("/account/").status_code == 200
    other = Client()
    answer = other.post("/accounts/login/", {"login": "thandi@new.example.org", "password": ways.LONG})
    assert answer.headers["Location"] == "/"


def test_who_has_a_password_does_not_get_another_this_way(team, client_for):
    team.coach.set_password(ways.LONG)
    team.coach.save()
    with pytest.raises(Refused, match="have a password already"):
        actions.keep_way_in(email="x@example.org", password="yet another pass phrase", by=team.coach, now=SPRING)
    assert client_for(team.coach).get("/account/keep/").headers["Location"] == "/account/"


def test_an_address_of_somebody_else_is_not_taken(team, by_code):
    answer = by_code.post("/account/keep/", {"email": team.coach.email.upper(), "password": ways.LONG})
    assert "cannot be used" in answer.content.decode()
    team.thandi.refresh_from_db()
    assert team.thandi.email is None
    assert not team.thandi.has_usable_password()


def test_a_new_address_counts_at_once_where_no_letters_are_sent(team, client_for):
    client_for(team.coach).post("/account/email/", {"email": "mia@new.example.org"})
    team.coach.refresh_from_db()
    assert team.coach.email == "mia@new.example.org"


def test_a_new_address_counts_once_its_letter_is_answered(team, client_for):
    client = client_for(team.coach)
    with mail.mail_server() as inbox:
        mail.set_server(team.practice, by=team.doctor, port=inbox.port)
        client.post("/account/email/", {"email": "mia@new.example.org"})
    team.coach.refresh_from_db()
    assert team.coach.email != "mia@new.example.org"
    link = re.search(r"http://localhost:8000(/account/email/\S+)", unseal(Letter.objects.get().sealed_body))[1]
    assert client_for(team.doctor).get(link).status_code == 410
    assert client.get(link).status_code == 200
    client.post(link)
    team.coach.refresh_from_db()
    assert team.coach.email == "mia@new.example.org"
    used = client.get(link)
    assert used.status_code == 410
    assert "used already" in used.content.decode()
    assert client.get("/account/email/nonsense/").status_code == 410


def test_asking_for_a_taken_address_tells_nothing(team, client_for):
    with mail.mail_server() as inbox:
        mail.set_server(team.practice, by=team.doctor, port=inbox.port)
        said = [
            client_for(team.coach)
            .post("/account/email/", {"email": email}, follow=True)
            .content.decode()
            .count("We have written to")
            for email in (team.doctor.email, "free@example.org")
        ]
    assert said == [1, 1]
    taken, free = (unseal(letter.sealed_body) for letter in Letter.objects.order_by("pk"))
    assert "/account/email/" not in taken
    assert "/account/email/" in free


def test_a_letter_answered_after_somebody_else_took_the_address(team, client_for):
    with mail.mail_server() as inbox:
        mail.set_server(team.practice, by=team.doctor, port=inbox.port)
        client_for(team.coach).post("/account/email/", {"email": "mia@new.example.org"})
    link = re.search(r"http://localhost:8000(/account/email/\S+)", unseal(Letter.objects.get().sealed_body))[1]
    person("Quick", email="mia@new.example.org")
    answer = client_for(team.coach).post(link)
    assert "cannot be used" in answer.content.decode()


def test_a_changed_password_keeps_this_device_and_signs_out_the_others(team, client_for):
    team.coach.set_password(ways.LONG)
    team.coach.save()
    here, there = client_for(team.coach), client_for(team.coach)
    new = "another long pass phrase"
    here.post("/accounts/password/change/", {"oldpassword": ways.LONG, "password1": new, "password2": new})
    assert here.get("/account/").status_code == 200
    assert there.get("/account/").status_code == 302


def test_signing_out_everywhere_keeps_this_device(team, client_for):
    here, there = client_for(team.coach), client_for(team.coach)
    assert here.get("/account/elsewhere/").status_code == 405
    here.post("/account/elsewhere/")
    assert here.get("/account/").status_code == 200
    assert there.get("/account/").status_code == 302


@pytest.mark.parametrize("path", ["/accounts/email/", "/accounts/password/set/"])
def test_allauths_own_pages_of_addresses_and_passwords_lead_to_ours(path, team, client_for):
    assert client_for(team.coach).get(path).headers["Location"] == "/account/"


def test_another_address_needs_the_password_of_whoever_has_one(team):
    team.coach.set_password("a quiet walk by the river")
    for said in ("", "a quiet walk by the sea"):
        with pytest.raises(Refused, match="not your password"):
            actions.ask_new_email(email="new@example.org", practice=None, password=said, by=team.coach, now=SPRING)
    given = {"email": "new@example.org", "practice": None, "password": "a quiet walk by the river"}
    with acting_as(team.coach):
        actions.ask_new_email(**given, by=team.coach, now=SPRING)
    assert team.coach.email == "new@example.org"


def test_nobody_is_called_nothing(team):
    with pytest.raises(Refused, match="name that others should read"):
        actions.change_account(called=" ", zone="Europe/London", by=team.coach, now=SPRING)


def test_the_address_one_has_is_no_new_one(team):
    with pytest.raises(Refused, match="use already"):
        actions.ask_new_email(email=team.coach.email.upper(), practice=None, by=team.coach, now=SPRING)


def test_an_address_that_was_left_opens_nothing_any_more(team, client_for, settings):
    """Somebody reset their password once, then changed the address because others read along there."""
    team.coach.set_password(ways.LONG)
    team.coach.save()
    before = team.coach.email
    with mail.mail_server() as inbox:
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", inbox.port, False
        Client().post("/accounts/password/reset/", {"email": before})
        settings.EMAIL_HOST = ""
        client_for(team.coach).post("/account/email/", {"email": "mia@new.example.org", "password": ways.LONG})
        settings.EMAIL_HOST = "127.0.0.1"
        Letter.objects.all().delete()
        Client().post("/accounts/password/reset/", {"email": before})
        Client().post("/accounts/login/code/", {"email": before})
    assert [
        letter for letter in Letter.objects.all() if "/accounts/password/reset/key/" in unseal(letter.sealed_body)
    ] == []
    refused = Client().post("/accounts/login/", {"login": before, "password": ways.LONG})
    assert refused.status_code == 200


def test_the_password_is_not_guessed_where_the_address_is_changed(team, client_for):
    """By whoever finds a device that is signed in."""
    team.coach.set_password(ways.LONG)
    team.coach.save()
    client = client_for(team.coach)
    answers = [
        client.post("/account/email/", {"email": "x@example.org", "password": f"guess number {n}"}) for n in range(11)
    ]
    assert {one.status_code for one in answers[:10]} == {200}
    assert answers[10].status_code == 429
    client.post("/account/email/", {"email": "x@example.org", "password": ways.LONG})
    team.coach.refresh_from_db()
    assert team.coach.email != "x@example.org"
