"""The outbox: a letter goes once it is asked for, at least once, and never twice by our doing; on a real conversation."""

from datetime import timedelta

import pytest
from django.db import connection, transaction

from concord.notices import actions, jobs, reads, rules
from concord.notices.models import Letter, MailServer
from concord.notices.sealing import seal, unseal
from tests.make import mail, people
from tests.make.people import SPRING

pytestmark = pytest.mark.django_db


@pytest.fixture
def inbox(team):
    with mail.mail_server() as inbox:
        mail.set_server(team.practice, by=team.doctor, port=inbox.port)
        yield inbox


def asked(team, key="a letter", *, to="thandi@example.org", **given) -> Letter:
    return actions.send_email(
        to=to, subject="Something waits", body="Grüße 🌿\nlink", key=key, practice=team.practice, now=SPRING, **given
    )


def jobs_waiting() -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT task_name, queue_name, (args ->> 'letter_id')::int FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id"
        )
        return cursor.fetchall()


def test_a_letter_arrives(team, inbox):
    letter = asked(team)
    assert actions.post_letter(letter_id=letter.pk, now=SPRING) is None
    [arrived] = inbox.letters
    assert (arrived["To"], arrived["From"], arrived["Subject"]) == ("thandi@example.org", "concord@example.org", "Something waits")  # fmt: skip
    assert arrived.get_content().split() == ["Grüße", "🌿", "link"]
    assert arrived["Auto-Submitted"] == "auto-generated"
    letter.refresh_from_db()
    assert letter.sent_at == SPRING
    assert bytes(letter.sealed_body) == b""


def test_asked_twice_is_one_letter(team, inbox):
    assert asked(team).pk == asked(team).pk
    assert Letter.objects.count() == 1
    assert len(jobs_waiting()) == 1


def test_the_job_stands_in_the_same_transaction(team, inbox):
    with transaction.atomic():
        asked(team)
        transaction.set_rollback(True)
    assert Letter.objects.count() == 0
    assert jobs_waiting() == []
    letter = asked(team, by_hand=True)
    assert jobs_waiting() == [("send_letter", "interactive", letter.pk)]


def test_a_letter_that_somebody_waits_for_goes_ahead(team, inbox):
    asked(team, "one")
    asked(team, "two", by_hand=True)
    assert [queue for _, queue, _ in jobs_waiting()] == ["letters", "interactive"]


def test_the_job_sends(team, inbox, monkeypatch):
    letter = asked(team)
    monkeypatch.setattr(jobs.timezone, "now", lambda: SPRING)
    jobs.send_letter(letter.pk)
    jobs.send_letter(letter.pk)
    assert len(inbox.letters) == 1


def test_a_letter_whose_job_was_lost_is_found(team, inbox, monkeypatch):
    asked(team)
    monkeypatch.setattr(jobs.timezone, "now", lambda: SPRING)
    jobs.send_waiting_letters(0)
    assert len(inbox.letters) == 1


def test_a_letter_sent_again_is_recognised_by_its_message_id(team, inbox):
    """As when the worker is killed after the server's yes and before our note."""
    letter = asked(team)
    body = bytes(letter.sealed_body)
    actions.post_letter(letter_id=letter.pk, now=SPRING)
    Letter.objects.filter(pk=letter.pk).update(sent_at=None, sealed_body=body)
    actions.post_letter(letter_id=letter.pk, now=SPRING + timedelta(hours=1))
    first, second = inbox.letters
    assert first["Message-ID"] == second["Message-ID"]
    assert first["Date"] == second["Date"]
    other = asked(team, "another")
    actions.post_letter(letter_id=other.pk, now=SPRING)
    assert inbox.letters[2]["Message-ID"] != first["Message-ID"]


def test_a_withdrawn_letter_does_not_go(team, inbox):
    letter = asked(team)
    assert actions.withdraw(key="a letter", now=SPRING)
    actions.post_letter(letter_id=letter.pk, now=SPRING)
    assert inbox.letters == []
    assert not actions.withdraw(key="a letter", now=SPRING)


def test_a_busy_server_is_tried_again_later_and_later(team, inbox):
    inbox.answer = "451 come back later"
    letter, moment, pauses = asked(team), SPRING, []
    for _ in range(6):
        again = actions.post_letter(letter_id=letter.pk, now=moment)
        pauses.append(again - moment)
        moment = again
    assert pauses == sorted(pauses)
    assert pauses[0] == timedelta(minutes=1)
    letter.refresh_from_db()
    assert (letter.tries, letter.trouble) == (6, "LATER")
    assert not list(reads.letters_due(moment - timedelta(seconds=1)))
    assert list(reads.letters_due(moment)) == [letter.pk]
    inbox.answer = "250 OK"
    assert actions.post_letter(letter_id=letter.pk, now=moment) is None
    assert len(inbox.letters) == 1


def test_a_letter_past_its_time_is_given_up(team, inbox):
    letter = asked(team, lasts=timedelta(hours=1))
    actions.post_letter(letter_id=letter.pk, now=SPRING + timedelta(hours=1))
    letter.refresh_from_db()
    assert (letter.trouble, bytes(letter.sealed_body)) == ("TOO_LATE", b"")
    assert letter.gave_up_at
    assert inbox.letters == []


def test_an_address_that_is_refused_is_not_tried_again(team, inbox):
    inbox.refuse_recipient = "550 no such person"
    letter = asked(team)
    assert actions.post_letter(letter_id=letter.pk, now=SPRING) is None
    letter.refresh_from_db()
    assert letter.trouble == "ADDRESS_REFUSED"
    assert letter.gave_up_at == SPRING


def test_a_server_that_is_away_is_tried_again(team):
    with mail.mail_server() as inbox:
        mail.set_server(team.practice, by=team.doctor, port=inbox.port)
    letter = asked(team)
    assert actions.post_letter(letter_id=letter.pk, now=SPRING) == SPRING + timedelta(minutes=1)
    letter.refresh_from_db()
    assert letter.trouble == "NO_ANSWER"


def test_without_a_server_there_is_no_letter(team):
    assert asked(team) is None
    assert Letter.objects.count() == 0
    assert jobs_waiting() == []


def test_the_installations_own_server_serves_every_practice(team, settings):
    with mail.mail_server() as inbox:
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", inbox.port, False
        actions.post_letter(letter_id=asked(team).pk, now=SPRING)
        assert len(inbox.letters) == 1


def test_another_practices_server_is_not_used(team, inbox):
    other = people.place_of(team.stranger).practice
    assert actions.send_email(to="a@example.org", subject="s", body="b", key="k", practice=other, now=SPRING) is None


def test_the_body_and_the_password_are_sealed(team, inbox):
    letter = asked(team)
    assert b"link" not in bytes(letter.sealed_body)
    mail.set_server(team.practice, by=team.doctor, port=inbox.port, username="u", password="very secret")
    assert b"very secret" not in bytes(MailServer.objects.get().sealed_password)


def test_an_older_key_still_opens_and_a_lost_one_does_not(settings):
    sealed = seal("words")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key " * 5
    assert unseal(sealed) == "words"
    settings.SECRET_KEY_FALLBACKS = []
    assert unseal(sealed) is None


def test_a_letter_under_a_lost_key_is_given_up_with_its_reason(team, inbox, settings):
    letter = asked(team)
    MailServer.objects.update(sealed_password=b"")
    settings.SECRET_KEY = "another key " * 5
    actions.post_letter(letter_id=letter.pk, now=SPRING)
    letter.refresh_from_db()
    assert letter.trouble == "KEY_CHANGED"


@pytest.mark.parametrize("words", ["To: evil@example.org\r\nBcc: all@example.org", "a\nb"])
def test_a_subject_of_two_lines_cannot_add_a_header(team, inbox, words):
    letter = actions.send_email(
        to="a@example.org", subject=words, body="b", key="k", practice=team.practice, now=SPRING
    )
    actions.post_letter(letter_id=letter.pk, now=SPRING)
    [arrived] = inbox.letters
    assert (arrived["To"], arrived["Bcc"]) == ("a@example.org", None)
    assert "\n" not in arrived["Subject"]


def test_pauses_end_with_the_letters_time():
    assert rules.next_try(1, "LATER", now=SPRING, expires_at=SPRING + timedelta(seconds=59)) is None
    assert rules.next_try(99, "LATER", now=SPRING, expires_at=SPRING + timedelta(days=2)) == SPRING + timedelta(hours=4)
    assert rules.next_try(1, "ADDRESS_REFUSED", now=SPRING, expires_at=SPRING + timedelta(days=2)) is None


def test_an_address_that_is_none_holds_up_no_other_letter(team, inbox, monkeypatch):
    asked(team, "bad", to="a@example.org\nBcc: all@example.org")
    asked(team, "good")
    monkeypatch.setattr(jobs.timezone, "now", lambda: SPRING)
    jobs.send_waiting_letters(0)
    assert [letter["To"] for letter in inbox.letters] == ["thandi@example.org"]
    assert Letter.objects.get(key="bad").trouble == "ADDRESS_REFUSED"
