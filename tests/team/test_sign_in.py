"""Signing in: by password, by a code, by a reset; slowed down, telling nobody who is here, and without e-mail too."""

import re

import pytest
from django.test import Client

from concord.notices.models import Letter
from concord.notices.sealing import unseal
from concord.people.models import Person
from tests.make import mail
from tests.make import team as ways
from tests.make.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def rossi(db):
    who = person("Dr Rossi", email="rossi@example.org")
    who.set_password(ways.LONG)
    who.save()
    return who


@pytest.fixture
def by_mail(settings, rossi):
    with mail.mail_server() as inbox:
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", inbox.port, False
        yield inbox


def sign_in(client, email="rossi@example.org", password=ways.LONG):
    return client.post("/accounts/login/", {"login": email, "password": password})


def body() -> str:
    return unseal(Letter.objects.latest("pk").sealed_body)


def test_by_password(client, rossi):
    client.get("/accounts/login/")
    before = client.session.session_key
    assert sign_in(client).headers["Location"] == "/"
    assert client.session.session_key != before
    assert client.get("/account/").status_code == 200


def test_the_capitals_of_an_address_do_not_matter(client, rossi):
    assert sign_in(client, "Rossi@Example.ORG").status_code == 302


def test_a_wrong_password_and_an_unknown_address_read_the_same(rossi):
    said = [
        re.sub(r'value="[^"]*"', "", sign_in(Client(), email, "wrong wrong wrong").content.decode())
        for email in ("rossi@example.org", "nobody@example.org")
    ]
    tokens = re.compile(r"[A-Za-z0-9]{64}")
    assert tokens.sub("", said[0]) == tokens.sub("", said[1])
    assert "do not belong together" in said[0]


def test_a_page_comes_back_to_where_one_wanted_to_go(client, rossi):
    wanted = client.get("/account/").headers["Location"]
    assert wanted == "/accounts/login/?next=/account/"
    assert 'name="next" value="/account/"' in client.get(wanted).content.decode()


def test_nobody_is_sent_elsewhere_after_signing_in(client, rossi):
    given = {"login": "rossi@example.org", "password": ways.LONG, "next": "https://evil.example.org/"}
    assert client.post("/accounts/login/", given).headers["Location"] == "/"


def test_guessing_is_stopped_for_one_account_from_many_places(rossi):
    for number in range(5):
        sign_in(Client(REMOTE_ADDR=f"10.0.0.{number}"), password="wrong wrong wrong")
    stopped = sign_in(Client(REMOTE_ADDR="10.0.0.99"))
    assert "Too many tries" in stopped.content.decode()


def test_guessing_is_stopped_from_one_place(rossi):
    answers = [sign_in(Client(), f"{number}@example.org").status_code for number in range(31)]
    assert answers[-1] == 429
    page = sign_in(Client())
    assert "A little too fast" in page.content.decode()


@pytest.fixture
def behind_https(settings):
    settings.HTTPS, settings.PROXIES = True, {"127.0.0.1"}


def through_proxy(came_from: str, *, proxy: str = "127.0.0.1"):
    return Client(REMOTE_ADDR=proxy, headers={"x-forwarded-for": came_from})


def test_behind_a_proxy_one_guesser_does_not_shut_everybody_out(rossi, behind_https):
    for number in range(31):
        answer = sign_in(through_proxy("203.0.113.9"), f"{number}@example.org")
    assert answer.status_code == 429
    assert sign_in(through_proxy("198.51.100.7")).status_code == 302


@pytest.mark.parametrize("said", ["{n}.1.1.1, 203.0.113.9", "{n}.1.1.1,203.0.113.9"])
def test_a_guesser_gains_nothing_by_an_address_made_up(said, rossi, behind_https):
    answers = [sign_in(through_proxy(said.format(n=n)), f"{n}@example.org").status_code for n in range(31)]
    assert answers[-1] == 429


def test_only_the_proxy_is_believed(rossi, behind_https, settings):
    answers = [
        sign_in(through_proxy(f"{n}.1.1.1", proxy="203.0.113.9"), f"{n}@example.org").status_code for n in range(31)
    ]
    assert answers[-1] == 429
    settings.HTTPS = False
    answers = [sign_in(through_proxy(f"{n}.1.1.1"), f"{n}@example.org").status_code for n in range(31)]
    assert answers[-1] == 429


def test_without_a_mail_server_no_code_and_no_reset_are_offered(client, rossi):
    page = client.get("/accounts/login/").content.decode()
    assert "code instead" not in page
    assert "Ask your practice how to come back in" in page
    for address in ("/accounts/login/code/", "/accounts/password/reset/"):
        assert "No e-mail is sent from here" in client.get(address).content.decode()


def test_by_a_code(client, rossi, by_mail):
    assert "code instead" in client.get("/accounts/login/").content.decode()
    asked = client.post("/accounts/login/code/", {"email": "rossi@example.org"})
    page = client.get(asked.headers["Location"])
    assert page.status_code == 200
    assert "If rossi@example.org is known here" in page.content.decode()
    letter = Letter.objects.get()
    assert (letter.to, letter.by_hand) == ("rossi@example.org", True)
    code = re.search(r"^([A-Z0-9-]{4,})$", body(), re.MULTILINE)[1]
    assert client.post("/accounts/login/code/confirm/", {"code": code}).headers["Location"] == "/"
    assert client.get("/account/").status_code == 200


def test_a_wrong_code_opens_nothing(client, rossi, by_mail):
    client.post("/accounts/login/code/", {"email": "rossi@example.org"})
    for _ in range(4):
        client.post("/accounts/login/code/confirm/", {"code": "WRONG1"})
    assert client.get("/account/").status_code == 302


def test_asking_for_a_code_does_not_tell_who_is_here(rossi, by_mail):
    said = []
    for email in ("rossi@example.org", "nobody@example.org"):
        asked = Client()
        answer = asked.post("/accounts/login/code/", {"email": email})
        page = asked.get(answer.headers["Location"]).content.decode().replace(email, "")
        said.append(re.sub(r"[A-Za-z0-9]{64}", "", page))
    assert said[0] == said[1]
    assert "no account there has confirmed it" in body()


def test_a_new_password_by_letter(client, rossi, by_mail):
    asked = client.post("/accounts/password/reset/", {"email": "rossi@example.org"}, follow=True)
    assert "Look into your e-mail" in asked.content.decode()
    link = re.search(r"http://localhost:8000(/accounts/\S+)", body())[1]
    form = client.get(link, follow=True)
    address = form.redirect_chain[-1][0]
    new = "another long pass phrase"
    done = client.post(address, {"password1": new, "password2": new}, follow=True)
    assert done.status_code == 200
    assert sign_in(Client(), password=new).status_code == 302
    again = Client().get(link, follow=True)
    assert "used already" in again.content.decode()


def test_a_reset_does_not_tell_who_is_here(rossi, by_mail):
    said = [
        re.sub(
            r"[A-Za-z0-9]{64}",
            "",
            Client().post("/accounts/password/reset/", {"email": email}, follow=True).content.decode(),
        )
        for email in ("rossi@example.org", "nobody@example.org")
    ]
    assert said[0] == said[1]


def test_the_address_in_a_letter_is_the_installations(client, rossi, by_mail, settings):
    settings.ALLOWED_HOSTS = ["*"]
    client.post("/accounts/password/reset/", {"email": "rossi@example.org"}, headers={"host": "evil.example.org"})
    assert "http://localhost:8000/" in body()
    assert "evil" not in body()


def test_nobody_signs_up_alone(client, db):
    answer = client.get("/accounts/signup/")
    assert answer.status_code == 403
    assert "by invitation" in answer.content.decode()
    client.post("/accounts/signup/", {"email": "x@example.org", "password1": ways.LONG})
    assert not Person.objects.exists()


def test_signing_out(client, rossi):
    sign_in(client)
    assert "This device forgets you" in client.get("/accounts/logout/").content.decode()
    client.post("/accounts/logout/")
    assert client.get("/account/").status_code == 302


def test_who_has_no_password_is_warned_before_signing_out(client_for):
    page = client_for(person("Thandi", email=None, password="!")).get("/accounts/logout/").content.decode()
    assert "only your practice can let you back in" in page
