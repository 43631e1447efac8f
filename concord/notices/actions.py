"""Ask for a letter, send it, withdraw it; and say by which server a practice sends."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Case, CharField, DateTimeField, F, Q, Value, When
from django.db.models.functions import Cast, Concat
from procrastinate.contrib.django import app

from concord.access.guard import leave_trace, refuse_if, require_member
from concord.access.permissions import Permission
from concord.notices import rules
from concord.notices.delivery import Undeliverable, compose, deliver
from concord.notices.models import Letter, MailServer
from concord.notices.reads import server_for
from concord.notices.sealing import seal, unseal
from concord.people.models import Person, Practice


@transaction.atomic
def send_email(
    *, to: str, subject: str, body: str, key: str, by_hand: bool = False, practice: Practice | None = None,
    lasts: timedelta = rules.DAYS_TO_DELIVER, after: timedelta = timedelta(), now: datetime,
) -> Letter | None:  # fmt: skip
    """Put a letter into the outbox, with the job that sends it, in the caller's transaction; the same key twice has one effect.

    `by_hand`: somebody waits for it, so it goes ahead of the rest. It leaves `after` a while, in which it can be withdrawn.
    None when there is no server that could send it.
    """
    if server_for(practice) is None:
        return None
    letter, asked_first = Letter.objects.get_or_create(
        key=key,
        defaults={
            "practice": practice, "to": to, "subject": " ".join(subject.split()), "sealed_body": seal(body), "by_hand": by_hand,
            "asked_at": now, "next_try_at": now + after, "expires_at": now + after + lasts,
        },
    )  # fmt: skip
    if asked_first:
        at: dict[str, Any] = {"schedule_at": now + after} if after else {}
        app.configure_task("send_letter", queue="interactive" if by_hand else "letters", **at).defer(
            letter_id=letter.pk
        )
    return letter


@transaction.atomic
def withdraw(*, key: str, now: datetime) -> bool:
    """Take a letter back as long as it has not gone. False when it was too late, or there is none."""
    waiting = Letter.objects.waiting().filter(key=key)
    return bool(waiting.update(withdrawn_at=now, sealed_body=b""))


@transaction.atomic
def set_free(*, key: str, now: datetime) -> None:
    """What the letter was about is seen: a letter that has not gone is withdrawn, and under this key the next can be asked for."""
    waits = Q(sent_at__isnull=True, withdrawn_at__isnull=True, gave_up_at__isnull=True)
    Letter.objects.filter(key=key).update(
        key=Concat("key", Value(":"), Cast("pk", CharField())),
        withdrawn_at=Case(When(waits, then=Value(now)), default=F("withdrawn_at"), output_field=DateTimeField()),
        sealed_body=b"",
    )


@transaction.atomic
def post_letter(*, letter_id: int, now: datetime) -> datetime | None:
    """Try to send it once. Gives the moment for the next try, or None when there is none to come.

    The row is locked meanwhile, so that two workers never talk about the same letter. Killed between the server's yes and
    our note of it, the letter goes a second time, with the same Message-ID.
    """
    letter = Letter.objects.waiting().select_for_update(skip_locked=True).filter(pk=letter_id).first()
    if letter is None:
        return None
    if letter.expires_at <= now:
        _give_up(letter, "TOO_LATE", now)
        return None
    try:
        _deliver(letter)
    except Undeliverable as error:
        letter.tries += 1
        letter.trouble = error.trouble
        again = rules.next_try(letter.tries, error.trouble, now=now, expires_at=letter.expires_at)
        if again is None:
            _give_up(letter, error.trouble, now)
            return None
        letter.next_try_at = again
        letter.save(update_fields=["tries", "trouble", "next_try_at"])
        return again
    letter.sent_at, letter.trouble, letter.sealed_body, letter.tries = now, "", b"", letter.tries + 1
    letter.save(update_fields=["sent_at", "trouble", "sealed_body", "tries"])
    return None


def _deliver(letter: Letter) -> None:
    server, body = server_for(letter.practice_id), unseal(letter.sealed_body)
    if body is None:
        raise Undeliverable("KEY_CHANGED")
    if server is None:
        raise Undeliverable("NO_SERVER")
    deliver(
        server,
        compose(
            server=server, to=letter.to, subject=letter.subject, body=body, key=letter.key, asked_at=letter.asked_at
        ),
    )


def _give_up(letter: Letter, trouble: str, now: datetime) -> None:
    letter.gave_up_at, letter.trouble, letter.sealed_body = now, trouble, b""
    letter.save(update_fields=["gave_up_at", "trouble", "sealed_body", "tries"])


@transaction.atomic
def set_mail_server(
    *, practice: Practice, host: str, port: int, security: str, username: str, password: str | None, from_address: str,
    by: Person, now: datetime,
) -> MailServer:  # fmt: skip
    """Say how this practice sends e-mail. `password` None keeps the one that is stored."""
    require_member(by, Permission.MANAGE_PRACTICE, practice=practice)
    refuse_if(rules.why_not_set_server(host=host, security=security, username=username, password=password or ""))
    kept = {} if password is None else {"sealed_password": seal(password) if password else b""}
    server, _ = MailServer.objects.update_or_create(
        practice=practice,
        defaults={
            "host": host.strip(), "port": port, "security": security, "username": username, "from_address": from_address,
            "changed_at": now, **kept,
        },
    )  # fmt: skip
    leave_trace("set the mail server", by=by, at=now, permission=Permission.MANAGE_PRACTICE)
    return server


@transaction.atomic
def forget_mail_server(*, practice: Practice, by: Person, now: datetime) -> None:
    """Send no e-mail for this practice any more, unless the installation itself has a server."""
    require_member(by, Permission.MANAGE_PRACTICE, practice=practice)
    MailServer.objects.filter(practice=practice).delete()
    leave_trace("removed the mail server", by=by, at=now, permission=Permission.MANAGE_PRACTICE)


@transaction.atomic
def try_mail_server(*, practice: Practice, to: str, subject: str, body: str, by: Person, now: datetime) -> str:
    """Send one letter at once, while somebody looks on. Empty when the server took it, else one of the words of Trouble."""
    require_member(by, Permission.MANAGE_PRACTICE, practice=practice)
    leave_trace("tried the mail server", by=by, at=now, permission=Permission.MANAGE_PRACTICE)
    server = server_for(practice)
    if server is None:
        return "NO_SERVER"
    try:
        deliver(server, compose(server=server, to=to, subject=subject, body=body, key=str(uuid.uuid4()), asked_at=now))
    except Undeliverable as error:
        return error.trouble
    return ""
