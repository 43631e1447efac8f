"""Pages of conversations: few queries however much was said, any text in any box, and what stands at every box."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from concord.conversation.models import Message, Thread
from concord.database.acting import acting_as
from concord.notices import actions as notices
from concord.notices.models import Letter
from concord.team import actions as team_actions
from tests.make import conversation as make
from tests.make import mail
from tests.plan.test_hostile_input import PAYLOADS, RUNS

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


@pytest.fixture
def thread(team):
    return make.thread(team.patient, team.thandi, team.doctor, team.coach, now=timezone.now() - timedelta(days=250))


@pytest.fixture
def much(team, thread):
    """500 messages in the thread, and thirty threads beside it."""
    began = timezone.now() - timedelta(days=200)
    for person, role in ((team.thandi, "PATIENT"), (team.doctor, "DOCTOR")):
        with acting_as(person):
            Message.objects.bulk_create(
                Message(patient=team.patient, thread=thread, by=person, as_role=role, words=f"Nights and days, number {number}", sent_at=began + timedelta(hours=number))
                for number in range(250)
            )  # fmt: skip
    for number in range(30):
        make.thread(
            team.patient, team.thandi, team.doctor, called=f"About {number}", now=began + timedelta(hours=number)
        )
    for number in range(20):
        make.note(team.patient, team.doctor, f"Note {number}", now=began)
    with acting_as(team.thandi):
        Thread.objects.filter(pk=thread.pk).update(newest_at=timezone.now())
    return thread


def queries_of(client, page):
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(page)
    assert answer.status_code == 200, page
    asked = [query["sql"] for query in queries if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    return asked, answer.content.decode()


def test_pages_ask_the_same_few_questions_with_500_messages(team, much, client_for):
    at = lambda name, *args: reverse(f"conversation:{name}", args=[team.patient.pk, *args])  # noqa: E731
    pages = [
        at("threads"), at("thread", much.pk), f"{at('thread', much.pk)}?whole=yes", at("begin"), at("people", much.pk),
        at("notes"), at("news"),
    ]  # fmt: skip
    for person in (team.thandi, team.doctor):
        client = client_for(person)
        for page in pages:
            for again in (1, 2):
                asked, _page = queries_of(client, page)
                assert len(asked) <= MOST_QUERIES, (page, again, len(asked), "\n".join(asked))
    asked, page = queries_of(client_for(team.doctor), reverse("conversation:waiting"))
    assert len(asked) <= MOST_QUERIES
    assert page.count("I have heard this") >= 200


def test_who_is_in_a_thread_is_asked_once_a_statement_and_never_once_a_row(team, much, acting):
    acting(team.doctor)
    with connection.cursor() as cursor:
        for sql in (
            "SELECT * FROM conversation_message",
            "SELECT * FROM conversation_heard",
            "SELECT * FROM conversation_attachment",
        ):
            cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}")
            told = str(cursor.fetchone()[0])
            assert "my_threads" in told or "InitPlan" in told
            assert "'Actual Loops': 5" not in told, told
        cursor.execute("EXPLAIN (ANALYZE, COSTS OFF) SELECT * FROM conversation_message")
        lines = [line for (line,) in cursor.fetchall()]
    correlated = [line for line in lines if "never executed" in line or "SubPlan" in line]
    assert any("InitPlan" in line for line in lines)
    assert all(
        "loops=1)" in line or "never executed" in line
        for line in lines
        if "Scan" in line and "conversation_member" in line
    ), correlated


def test_earlier_messages_are_a_tap_away_and_a_found_one_opens_where_it_stands(team, much, client_for):
    client, address = client_for(team.thandi), reverse("conversation:thread", args=[team.patient.pk, much.pk])
    page = client.get(address).content.decode()
    assert page.count('<p class="message-by">') == 40
    assert "Earlier messages" in page
    with acting_as(team.thandi):
        old = Message.objects.filter(thread=much, words__endswith="number 3").order_by("pk")[0]
    there = client.get(f"{address}?at={old.pk}").content.decode()
    assert f'id="m{old.pk}"' in there
    assert "To the newest message" in there
    for nonsense in ("x", "-1", "9" * 40, "\0", "999999999"):
        assert client.get(address, {"before": nonsense}).status_code == 200


def test_at_every_box_it_says_that_nobody_watches_whom_to_call_and_by_which_day(team, thread, client_for):
    client = client_for(team.thandi)
    for address in (
        reverse("conversation:begin", args=[team.patient.pk]),
        reverse("conversation:thread", args=[team.patient.pk, thread.pk]),
    ):
        page = client.get(address).content.decode()
        assert "Nobody watches this between visits. An answer comes by" in page
        assert "020 7946 0000" in page
        assert "In an emergency call 999." in page


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_any_text_in_any_box_is_kept_or_refused_kindly(team, client_for, payload):
    thread = make.thread(team.patient, team.thandi, team.doctor)
    first = make.first_of(thread, team.thandi)
    note = make.note(team.patient, team.doctor)
    at = lambda name, *args: reverse(f"conversation:{name}", args=[team.patient.pk, *args])  # noqa: E731
    doctors = make.tie_of(team.patient, team.doctor).pk
    body = {
        "words": payload,
        "called": payload,
        "why": payload,
        "others": doctors,
        "do": "send",
        "seen": 1,
        "kind": "VISIT",
        "shown": "OPEN",
    }
    wild = {
        **body,
        **dict.fromkeys(
            ("others", "do", "seen", "kind", "shown", "key", "wait_until", "protects", "tie", "whole", "back"), payload
        ),
    }
    sent = {
        team.thandi: [at("send", thread.pk), at("begin"), at("keep", thread.pk), at("keep_new"), at("message", first.pk), at("people", thread.pk)],
        team.doctor: [at("hear", first.pk), at("write_note"), at("keep_note"), at("note", note.pk)],
    }  # fmt: skip
    for person, addresses in sent.items():
        client = client_for(person)
        for address in addresses:
            for given in (body, wild):
                answer = client.post(address, given, follow=True)
                assert answer.status_code in (200, 403, 404, 409, 422), (address, answer.status_code)
                assert not any(bad in answer.content.decode() for bad in RUNS), address
        for address in (at("threads"), at("thread", thread.pk), at("notes"), f"{at('thread', thread.pk)}?whole=yes"):
            page = client.get(address)
            assert page.status_code == 200
            assert not any(bad in page.content.decode() for bad in RUNS), address
        found = client.get(reverse("find", args=[team.patient.pk]), {"q": payload})
        assert found.status_code == 200
        assert not any(bad in found.content.decode() for bad in RUNS)


def test_a_refused_sentence_of_hearing_stays_in_its_box(team, thread, client_for):
    first = make.first_of(thread, team.thandi)
    answer = client_for(team.doctor).post(
        reverse("conversation:hear", args=[team.patient.pk, first.pk]), {"words": "x" * 1001}
    )
    assert answer.status_code == 422
    assert "longer than 1000 signs" in answer.content.decode()
    assert "x" * 1001 in answer.content.decode()


def test_a_draft_is_kept_while_typing_and_by_a_button(team, thread, client_for):
    client, address = client_for(team.thandi), reverse("conversation:thread", args=[team.patient.pk, thread.pk])
    kept = client.post(f"{address}draft/", {"words": "Half a sen"}, headers={"HX-Request": "true"})
    assert "kept as a draft" in kept.content.decode()
    assert "Half a sen" in client.get(address).content.decode()
    client.post(f"{address}send/", {"words": "Half a sentence", "do": "keep"})
    assert "Half a sentence" in client.get(address).content.decode()
    refused = client.post(f"{address}draft/", {"words": "a\0b"}, headers={"HX-Request": "true"})
    assert "cannot be stored" in refused.content.decode()
    client.post(f"{address}forget/")
    assert "Half a sentence" not in client.get(address).content.decode()


def letters():
    return list(Letter.objects.order_by("pk"))


@pytest.fixture
def with_mail(team):
    mail.set_server(team.practice, by=team.doctor, port=2525)


def test_a_new_message_asks_for_one_letter_that_says_nothing(team, with_mail):
    thread = make.thread(team.patient, team.doctor, team.coach, words="Your headache results are here.")
    make.said(thread, team.doctor, "And one more thing.")
    to_thandi = [one for one in letters() if one.to == team.thandi.email]
    assert len(to_thandi) == 1
    [letter] = to_thandi
    from concord.notices.sealing import unseal

    whole = f"{letter.subject} {unseal(letter.sealed_body)}".lower()
    assert "new message in concord" in whole
    for word in ("thandi", "rossi", "headache", "result", "linden"):
        assert word not in whole
    assert letter.next_try_at == make.APRIL + timedelta(minutes=10)
    assert not [one for one in letters() if one.to == team.doctor.email]


def test_who_has_looked_gets_none_and_the_next_message_asks_anew(team, with_mail, client_for):
    thread = make.thread(team.patient, team.doctor, team.coach)
    client_for(team.thandi).get(reverse("conversation:thread", args=[team.patient.pk, thread.pk]))
    first = next(one for one in letters() if one.to == team.thandi.email)
    assert first.withdrawn_at is not None
    make.said(thread, team.doctor, "Another.", now=timezone.now())
    assert [one.withdrawn_at is None for one in letters() if one.to == team.thandi.email] == [False, True]


def test_letters_can_be_switched_off(team, with_mail, client_for):
    client_for(team.thandi).post("/account/", {"called": "Thandi", "zone": "Europe/London"})
    team.thandi.refresh_from_db()
    assert team.thandi.wants_letters is False
    make.thread(team.patient, team.doctor, team.coach)
    assert not [one for one in letters() if one.to == team.thandi.email]
    with acting_as(team.thandi):
        team_actions.change_account(called="Thandi", zone="Europe/London", letters=True, by=team.thandi, now=make.APRIL)
    make.thread(team.patient, team.doctor, team.coach)
    assert [one for one in letters() if one.to == team.thandi.email]


def test_a_letter_that_has_gone_is_not_followed_by_another_until_somebody_looked(team, with_mail):
    thread = make.thread(team.patient, team.doctor, team.coach)
    key = f"new message:{team.thandi.pk}"
    Letter.objects.filter(key=key).update(sent_at=make.APRIL)
    make.said(thread, team.doctor, "More.")
    assert len([one for one in letters() if one.to == team.thandi.email]) == 1
    notices.set_free(key=key, now=make.APRIL)
    make.said(thread, team.doctor, "Still more.")
    assert len([one for one in letters() if one.to == team.thandi.email]) == 2


def test_today_and_the_team_page_lead_to_what_is_new(team, thread, client_for):
    make.said(thread, team.doctor, "Hello.", now=timezone.now())
    client = client_for(team.thandi)
    assert (
        "1 new message from your team" in client.get(reverse("checkins:today", args=[team.patient.pk])).content.decode()
    )
    assert (
        reverse("conversation:threads", args=[team.patient.pk])
        in client.get(reverse("team:team", args=[team.patient.pk])).content.decode()
    )
    assert "1 new" in client.get(reverse("conversation:news", args=[team.patient.pk])).content.decode()
    client.get(reverse("conversation:thread", args=[team.patient.pk, thread.pk]))
    assert "new message from" not in client.get(reverse("checkins:today", args=[team.patient.pk])).content.decode()
