"""Whatever is typed or sent: a clear sentence or a page, nothing lost, nothing run, and never a fault of the server."""

import pytest
from django.urls import reverse

from concord.medicines.models import Medicine
from concord.story.models import Concern, Event, PossibleCause, Telling
from tests.make import medicines as make_medicines
from tests.make import story as make

pytestmark = pytest.mark.django_db

PAYLOADS = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><svg/onload=alert(1)>", "'><b>bold</b>", "</textarea><h1>x</h1>",
    "javascript:alert(1)", "{{ 7*7 }}{% csrf_token %}", "${7*7}", "%(name)s %s %d", "'; DROP TABLE story_event; --", "\\", "\\u0000", "%00",
    "a\0b", "\0", "😀👩‍👩‍👧‍👦🏳️‍🌈", "مرحبا بالعالم", "\u202eright to left\u202c", "Z̷̧̛a̵l̶g̷o̸", "日本語のテキスト", "\ufeff", "\u2028\u2029", "\x1b[31m", "\r\n\r\n",
    "   ", "\t", "x" * 10_240, "a b " * 2_560, "-1", "NaN", "1e309", "../../etc/passwd", "<!--", "]]>", "&lt;&amp;&#x27;",
]  # fmt: skip
RUNS = ("<script>alert", "<img src=x", "<svg/onload", "<b>bold", "</textarea><h1>")


@pytest.fixture(autouse=True)
def thandi_acts(team, acting):
    acting(team.thandi)


def kept_or_told(answer, payload) -> None:
    """Saved and gone on, or refused with a sentence with what was typed still there."""
    assert answer.status_code in (302, 422), answer.status_code
    if answer.status_code == 422:
        assert 'role="alert"' in answer.content.decode() or "field-refused" in answer.content.decode()


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_any_text_in_any_box_is_kept_or_refused_kindly(team, client_for, payload):
    client, at = client_for(team.thandi), lambda name, *args: reverse(name, args=[team.patient.pk, *args])
    cause = make.cause(team.patient, team.thandi)
    sent = [
        (at("story:add_event"), {"words": payload, "when": "2019", "kind": "OTHER"}),
        (at("story:add_event"), {"words": "x", "when": payload, "until": payload, "kind": payload, "role_in_story": payload}),
        (at("story:tell"), {"words": payload, "seen": 0}),
        (at("story:tell"), {"words": "y", "seen": payload}),
        (at("story:name_concern"), {"words": payload, "keeps_me_from": payload, "level": payload, "day": payload}),
        (at("story:name_concern"), {"words": payload, "keeps_me_from": "z"}),
        (at("story:write_cause"), {"words": payload, "concern": payload}),
        (at("story:write_cause"), {"words": payload}),
        (at("story:add_evidence", cause.pk), {"side": "FOR", "words": payload, "event": payload, "measure": payload}),
        (at("story:add_evidence", cause.pk), {"side": "AGAINST", "words": payload}),
        (at("medicines:add_medicine"), {"called": payload, "kind": "MEDICINE", "how_taken": payload, "what_for": payload, "chosen_by_words": payload}),
        (at("medicines:add_medicine"), {"called": "x", "kind": payload, "since": payload}),
    ]  # fmt: skip
    for address, body in sent:
        kept_or_told(client.post(address, body), payload)
    for name in ("story:story", "story:concerns", "story:versions", "medicines:medicines", "know"):
        shown = client.get(at(name))
        assert shown.status_code == 200, name
        for runs in RUNS:
            assert runs not in shown.content.decode(), name


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_any_text_in_an_address_gets_an_answer(team, client_for, payload):
    client = client_for(team.thandi)
    telling = make.telling(team.patient, team.thandi)
    here = [team.patient.pk]
    for address, query in (
        (reverse("story:story", args=here), {"from": payload, "to": payload, "kind": payload}),
        (reverse("story:mark_piece", args=[*here, telling.pk]), {"piece": payload}),
        (reverse("story:tell", args=here), {"welcome": payload}),
        (reverse("know", args=here), {"welcome": payload}),
    ):
        answer = client.get(address, query)
        assert answer.status_code == 200, address
        for runs in RUNS:
            assert runs not in answer.content.decode(), address


def test_a_stranger_who_sends_everywhere_writes_nothing(team, client_for):
    event, cause = make.event(team.patient, team.thandi), make.cause(team.patient, team.thandi)
    concern, telling = make.concern(team.patient, team.thandi), make.telling(team.patient, team.thandi)
    medicine = make_medicines.medicine(team.patient, team.thandi)
    body = {"words": "x", "called": "x", "kind": "OTHER", "status": "FITS", "side": "FOR", "seen": 1, "day": "2026-01-01", "piece": "I was a healthy child.", "done": "TELLING"}  # fmt: skip
    addresses = [reverse(f"story:{name}", args=[team.patient.pk, *args]) for name, args in [
        ("add_event", []), ("edit_event", [event.pk]), ("remove_event", [event.pk]), ("restore_event", [event.pk]), ("say_role", [event.pk]),
        ("undo_event", [event.pk, event.changes.get().pk]), ("tell", []), ("mark_piece", [telling.pk]), ("name_concern", []),
        ("replace_concern", [concern.pk]), ("keeps_from", [concern.pk]), ("close_concern", [concern.pk]), ("bring_back_concern", [concern.pk]),
        ("write_cause", []), ("revise_cause", [cause.pk]), ("set_cause_status", [cause.pk]), ("add_evidence", [cause.pk]),
        ("remove_cause", [cause.pk]), ("restore_cause", [cause.pk]), ("welcome", []), ("move_on", []),
    ]]  # fmt: skip
    addresses += [reverse(f"medicines:{name}_medicine", args=[team.patient.pk, medicine.pk]) for name in ("edit", "stop", "restart", "remove", "restore")]  # fmt: skip
    counted = [Event, PossibleCause, Concern, Telling, Medicine]
    before = [model.objects.count() for model in counted]
    for who, status in ((team.stranger, 404), (team.former, 404), (team.supporter, 403)):
        client = client_for(who)
        for address in addresses:
            assert client.post(address, body).status_code == status, address
    assert [model.objects.count() for model in counted] == before
    assert Event.objects.get().removed_at is None


def test_text_from_right_to_left_keeps_its_direction(team, client_for):
    make.concern(team.patient, team.thandi, "صداع كل يوم")
    shown = client_for(team.thandi).get(reverse("story:story", args=[team.patient.pk])).content.decode()
    assert '<p class="words" dir="auto">صداع كل يوم</p>' in shown
