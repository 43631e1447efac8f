"""Whether e-mail works here, by which server, and what became of a letter."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db.models import Max, QuerySet

from concord.notices.delivery import Server
from concord.notices.models import Letter, MailServer
from concord.notices.sealing import unseal
from concord.people.models import Practice


def server_for(practice: Practice | int | None) -> Server | None:
    """The practice's own server, else the installation's from the environment; for a letter of no practice, any one's."""
    own = MailServer.objects.order_by("pk")
    number = practice.pk if isinstance(practice, Practice) else practice
    found = own.filter(practice=number).first() if number is not None else None
    if found is not None:
        return _server(found)
    if (of_the_house := _from_environment()) is not None:
        return of_the_house
    anybodys = own.first() if number is None else None
    return _server(anybodys) if anybodys else None


def can_send(practice: Practice | None = None) -> bool:
    return server_for(practice) is not None


def stored_server(practice: Practice) -> MailServer | None:
    return MailServer.objects.filter(practice=practice).first()


def is_set_for_the_house() -> bool:
    return bool(settings.EMAIL_HOST)


def letter(key: str) -> Letter | None:
    return Letter.objects.filter(key=key).first()


def letters_due(now: datetime) -> QuerySet[Letter, int]:
    return Letter.objects.due(now).order_by("next_try_at").values_list("pk", flat=True)


def _server(row: MailServer) -> Server | None:
    password = unseal(row.sealed_password)
    if password is None:
        return None
    return Server(row.host, row.port, row.security, row.username, password, row.from_address)


def _from_environment() -> Server | None:
    if not settings.EMAIL_HOST:
        return None
    security = "TLS" if settings.EMAIL_USE_SSL else "STARTTLS" if settings.EMAIL_USE_TLS else "NONE"
    return Server(
        settings.EMAIL_HOST, settings.EMAIL_PORT, security, settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD,
        settings.DEFAULT_FROM_EMAIL,
    )  # fmt: skip


def last_asked(prefix: str) -> datetime | None:
    """When a letter of this kind, whose keys begin like this, was asked for last."""
    return Letter.objects.filter(key__startswith=f"{prefix}:").aggregate(at=Max("asked_at"))["at"]
