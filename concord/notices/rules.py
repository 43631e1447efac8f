"""When a letter is tried again, when it is given up, and which sentence tells a person what went wrong. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

DAYS_TO_DELIVER = timedelta(days=2)
PAUSES = [timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=20), timedelta(hours=1), timedelta(hours=4)]
"""After the first, second ... fruitless try; the last one goes on until the letter's time is over."""
FOR_GOOD = {"ADDRESS_REFUSED", "REFUSED", "KEY_CHANGED"}
"""Trying the same again would end the same; anything else somebody may put right meanwhile."""
ON_THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}


def next_try(tries: int, trouble: str, *, now: datetime, expires_at: datetime) -> datetime | None:
    """When to try again after `tries` fruitless tries, or None to give up."""
    if trouble in FOR_GOOD:
        return None
    at = now + PAUSES[min(tries, len(PAUSES)) - 1]
    return at if at < expires_at else None


def why_not_set_server(*, host: str, security: str, username: str, password: str) -> str | None:
    if security == "NONE" and host.strip().lower() not in ON_THIS_MACHINE:
        return _(
            "Without encryption, everybody on the way could read the letters and the password. "
            "Choose STARTTLS or TLS; only a server on this machine may do without."
        )
    if password and not username:
        return _("There is a password but no user name. Please enter both, or neither.")
    return None


def what_to_do(trouble: str) -> str:
    """The sentence for somebody who has just tried the mail server: what happened, and what to look at."""
    return {
        "NO_SERVER": _("No mail server is set yet."),
        "NOT_FOUND": _("There is no server with this name. Please check how the host is written."),
        "NO_ANSWER": _("The server does not answer on this port. Please check host and port, and whether a firewall stands between."),
        "NOT_TRUSTED": _("The server’s certificate does not match its name, so nothing was sent. Please use the name on the certificate."),
        "NO_ENCRYPTION": _("The server does not offer encryption this way. Please try the other kind, with its own port."),
        "WRONG_PASSWORD": _("The server did not accept the user name and password. Please enter them again."),
        "SENDER_REFUSED": _("The server does not let you send from this address. Please use an address that belongs to this account."),
        "ADDRESS_REFUSED": _("The server does not know the address that the letter should go to."),
        "LATER": _("The server is busy and asks to try again later. Your settings seem right."),
    }.get(trouble, _("The server took the settings, but refused the message."))  # fmt: skip
