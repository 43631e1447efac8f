"""“How easy is this to read?”: told while one types, never kept, never in an address."""

import pytest
from django.urls import reverse

from concord.people.models import Person
from tests.reading.test_reading import HARD

pytestmark = pytest.mark.django_db
WHERE = "?fields=mechanism,how_sure"


def test_a_fragment_for_htmx_and_a_page_without_script(team, client_for):
    client, typed = client_for(team.coach), {"mechanism": HARD, "password": "hidden words of another box"}
    fragment = client.post(reverse("agreement:reading") + WHERE, typed, headers={"HX-Request": "true"}).content.decode()
    assert "harder than most newspapers" in fragment
    assert "Polysomnographic" in fragment
    assert "<html" not in fragment
    page = client.post(reverse("agreement:reading") + WHERE, typed).content.decode()
    assert "Back button" in page
    assert "hidden words" not in page + fragment


def test_hostile_words_and_names_are_only_counted(team, client_for):
    client = client_for(team.thandi)
    words = {"mechanism": "<script>extraordinarily</script> \x00 \u202e 😀 " * 50, "how_sure": "a" * 50_000}
    said = client.post(reverse("agreement:reading") + WHERE, words).content.decode()
    assert "<script>extra" not in said
    assert client.post(reverse("agreement:reading") + "?fields=../x,<b>,", words).status_code == 200
    assert client.get(reverse("agreement:reading")).status_code == 405


def test_nobody_who_is_signed_out_is_read(client):
    assert client.post(reverse("agreement:reading")).status_code == 302
    assert Person.objects.count() == 0


def test_the_forms_of_professionals_offer_it(team, client_for):
    page = client_for(team.coach).get(reverse("plan:propose", args=[team.patient.pk])).content.decode()
    assert "How easy is this to read?" in page
    assert 'id="reading"' in page
