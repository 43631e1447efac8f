"""A form that is sent twice has one effect; a form that is filled in twice has two."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.test import Client

from concord.database.acting import acting_as
from concord.medicines.models import Medicine
from tests.browser import session_of

TYPED = {"kind": "MEDICINE", "called": "Ibuprofen", "how_taken": "one when needed", "since": "2019", "regular": "False"}


def new_page(client: Client, path: str) -> str:
    """The token of a page made anew."""
    return client.get(path).context["csrf_token"].split()[0]


@pytest.fixture
def path(patient) -> str:
    return f"/patients/{patient.pk}/medicines/new/"


@pytest.fixture
def thandi(team, client_for) -> Client:
    return client_for(team.thandi)


def held(team) -> int:
    with acting_as(team.thandi):
        return Medicine.objects.filter(patient=team.patient).count()


def test_a_double_tap_makes_one_and_leads_to_the_same_place(team, thandi, path):
    given = {**TYPED, "csrfmiddlewaretoken": new_page(thandi, path)}
    first, second = thandi.post(path, given), thandi.post(path, given)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    assert held(team) == 1


def test_the_same_words_in_a_form_opened_anew_are_meant(team, thandi, path):
    for _ in range(2):
        thandi.post(path, {**TYPED, "csrfmiddlewaretoken": new_page(thandi, path)})
    assert held(team) == 2


def test_other_words_in_the_same_form_are_meant(team, thandi, path):
    token = new_page(thandi, path)
    for called in ("Ibuprofen", "Magnesium"):
        thandi.post(path, {**TYPED, "called": called, "csrfmiddlewaretoken": token})
    assert held(team) == 2


def test_what_was_refused_can_be_sent_again(team, thandi, path):
    token = new_page(thandi, path)
    assert thandi.post(path, {**TYPED, "called": "", "csrfmiddlewaretoken": token}).status_code == 422
    assert thandi.post(path, {**TYPED, "called": "", "csrfmiddlewaretoken": token}).status_code == 422
    assert thandi.post(path, {**TYPED, "csrfmiddlewaretoken": token}).status_code == 302
    assert held(team) == 1


def test_somebody_elses_form_with_the_same_words_is_another(team, client_for, path):
    token = "t" * 64
    for person in (team.thandi, team.doctor):
        assert client_for(person).post(path, {**TYPED, "csrfmiddlewaretoken": token}).status_code == 302
    assert held(team) == 2


def test_eight_at_once_make_one(site, lived_in):
    """Through the real server, each in a transaction of its own."""
    path = f"/patients/{lived_in.patient.pk}/medicines/new/"
    with site.acting(lived_in.thandi):
        session = session_of(lived_in.thandi)
    start, said = threading.Barrier(8), []

    def send(_number: int) -> int:
        import urllib.parse
        import urllib.request

        token = "a" * 32
        body = urllib.parse.urlencode({**TYPED, "csrfmiddlewaretoken": token}).encode()
        asked = urllib.request.Request(site.url + path, data=body, method="POST")
        asked.add_header("Cookie", f"concord={session}; concord-csrf={token}")
        asked.add_header("Origin", site.url)
        start.wait()
        with urllib.request.urlopen(asked, timeout=30) as answer:
            return answer.status

    with ThreadPoolExecutor(8) as pool:
        said = list(pool.map(send, range(8)))
    assert said == [200] * 8
    with site.acting(lived_in.thandi):
        assert Medicine.objects.filter(patient=lived_in.patient).count() == 1
