"""What somebody types about a message, that they heard it or their own words anew, is kept for them alone until they say it."""

from __future__ import annotations

from html import unescape

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from concord.access.guard import NotAllowed, Refused
from concord.conversation import actions
from concord.conversation.models import Draft
from concord.database.acting import acting_as
from tests.hostile.payloads import EVERY_WORD, MARK, NOT_STORED
from tests.make import conversation as make
from tests.make.conversation import APRIL

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def said(team):
    """Thandi's message to the doctor and the coach."""
    team.thread = make.thread(team.patient, team.thandi, team.doctor, team.coach, words="Worse again.")
    return make.first_of(team.thread, team.thandi)


def address(said, name: str) -> str:
    return reverse(f"conversation:{name}", args=[said.patient_id, said.pk])


def thread_of(team, said, client) -> str:
    return unescape(client.get(reverse("conversation:thread", args=[team.patient.pk, said.thread_id])).content.decode())


def test_what_was_heard_is_kept_while_typing_and_stands_in_every_place_where_one_hears(team, said, client_for):
    browser = client_for(team.doctor)
    kept = browser.post(address(said, "keep_heard"), {"words": "Tired, you wri"}, headers=HTMX)
    assert f'id="heard-state-{said.pk}"' in kept.content.decode()
    assert "kept as a draft" in kept.content.decode()
    for place in (
        reverse("conversation:thread", args=[team.patient.pk, said.thread_id]), reverse("conversation:waiting"), "/",
        reverse("visits:screen", args=[team.patient.pk]),
    ):  # fmt: skip
        assert "Tired, you wri" in unescape(browser.get(place).content.decode()), place


def test_nobody_else_reads_what_was_begun(team, said, client_for, acting):
    client_for(team.doctor).post(address(said, "keep_heard"), {"words": "Tired, you wri"})
    for other in (team.coach, team.thandi):
        assert "Tired, you wri" not in thread_of(team, said, client_for(other))
        acting(other)
        assert not Draft.objects.exists()


def test_saying_it_ends_the_draft(team, said, client_for, acting):
    browser = client_for(team.doctor)
    browser.post(address(said, "keep_heard"), {"words": "I read"})
    browser.post(address(said, "hear"), {"words": "I read it, and ring on Friday.", "seen": 1})
    acting(team.doctor)
    assert not Draft.objects.exists()


def test_what_was_refused_is_kept_as_a_draft(team, said, client_for, acting):
    refused = client_for(team.doctor).post(address(said, "hear"), {"words": "z" * 1500})
    assert refused.status_code == 422
    acting(team.doctor)
    assert Draft.objects.get(kind="HEARD").words == "z" * 1500


def test_words_changed_since_they_were_read_are_read_before_they_are_heard(team, said, client_for, acting):
    browser = client_for(team.doctor)
    assert 'name="seen" value="1"' in thread_of(team, said, browser)
    with acting_as(said.by):
        actions.change_message(message=said, words="The nights are better.", seen=1, by=said.by, now=APRIL)
    refused = browser.post(address(said, "hear"), {"words": "I am sorry.", "seen": 1})
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "was changed after you had read it" in page
    assert "The nights are better." in page
    assert "I am sorry." in page
    assert 'name="seen" value="2"' in page
    assert browser.post(address(said, "hear"), {"words": "I am sorry."}).status_code == 422
    acting(team.doctor)
    assert not said.hearings.exists()


def test_a_draft_is_kept_and_thrown_away_without_script(team, said, client_for, acting):
    browser = client_for(team.doctor)
    kept = browser.post(address(said, "keep_heard"), {"words": "I read"})
    assert kept["Location"].endswith(f"#m{said.pk}")
    page = thread_of(team, said, browser)
    assert "Throw the draft away" in page
    browser.post(address(said, "keep_heard"), {"words": ["I read", ""]})
    assert "Throw the draft away" not in thread_of(team, said, browser)


def test_a_change_is_kept_until_it_is_saved_and_the_others_read_the_words_of_before(team, said, client_for, acting):
    browser = client_for(team.thandi)
    kept = browser.post(address(said, "keep_change"), {"words": "Worse again, since Mon"}, headers=HTMX)
    assert f'id="change-state-{said.pk}"' in kept.content.decode()
    page = unescape(browser.get(address(said, "message")).content.decode())
    assert ">Worse again, since Mon</textarea>" in page
    assert "Until you save it, the others read:" in page
    assert "since Mon" not in thread_of(team, said, client_for(team.doctor))
    saved = browser.post(address(said, "message"), {"words": "Worse again, since Monday.", "seen": "1"})
    assert saved.status_code == 302
    acting(team.thandi)
    assert not Draft.objects.exists()
    assert "You began to write this anew" not in browser.get(address(said, "message")).content.decode()


def test_nobody_hears_their_own_words_or_changes_anothers_by_a_draft(team, said):
    given = {"patient": team.patient, "message": said, "words": "x", "now": APRIL}
    with acting_as(team.thandi), pytest.raises(Refused, match="your own message"):
        actions.keep_draft(kind="HEARD", by=team.thandi, **given)
    with acting_as(team.doctor), pytest.raises(Refused, match="Only the person who wrote this"):
        actions.keep_draft(kind="CHANGE", by=team.doctor, **given)
    with acting_as(team.stranger), pytest.raises(NotAllowed):
        actions.keep_draft(kind="HEARD", by=team.stranger, **given)


def test_the_database_keeps_a_draft_about_a_message_with_its_message(team, said):
    bare = {"patient": team.patient, "person": team.doctor, "words": "x", "kept_at": APRIL}
    with acting_as(team.doctor), pytest.raises(IntegrityError, match="draft_about_a_message_has_it"), transaction.atomic():  # fmt: skip
        Draft.objects.create(kind="HEARD", **bare)
    with acting_as(team.doctor), pytest.raises(IntegrityError, match="draft_about_a_message_has_it"), transaction.atomic():  # fmt: skip
        Draft.objects.create(kind="NOTE", message=said, **bare)


@pytest.mark.parametrize("called", [called for called in EVERY_WORD if called != "half a sign"])
def test_whatever_was_typed_comes_out_as_words(team, said, client_for, called):
    browser = client_for(team.doctor)
    kept = browser.post(address(said, "keep_heard"), {"words": EVERY_WORD[called]}, headers=HTMX)
    assert kept.status_code == 200
    page = browser.get(reverse("conversation:thread", args=[team.patient.pk, said.thread_id])).content.decode()
    assert f"<b class={MARK}" not in page
    assert f"<svg onload={MARK}" not in page
    assert called in NOT_STORED or len(EVERY_WORD[called]) > 6000 or "Throw the draft away" in page
