"""A real mail server for tests: it speaks SMTP on this machine and keeps what it was given."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

from concord.database.acting import acting_as
from concord.notices import actions
from tests.make.people import SPRING


@dataclass
class Inbox:
    """What arrived. `answer` is what the server says to a message, or to a recipient when it begins with 55."""

    letters: list[EmailMessage] = field(default_factory=list)
    answer: str = "250 OK"
    refuse_recipient: str = ""
    port: int = 0

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if self.refuse_recipient:
            return self.refuse_recipient
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.answer.startswith("250"):
            self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return self.answer


@contextmanager
def mail_server(*, password: str | None = None) -> Iterator[Inbox]:
    inbox = Inbox()

    def check(server, session, envelope, mechanism, data):
        return AuthResult(success=data.password == (password or "").encode(), handled=False)

    class Quick(Controller):
        def factory(self):
            return SMTP(
                self.handler, authenticator=check if password else None, auth_require_tls=False, auth_required=bool(password)
            )  # fmt: skip

    with socket.create_server(("127.0.0.1", 0)) as free:
        inbox.port = free.getsockname()[1]
    server = Quick(inbox, hostname="127.0.0.1", port=inbox.port)
    server.start()
    try:
        yield inbox
    finally:
        server.stop()


def set_server(
    practice, *, by, port: int, username: str = "", password: str = "", security: str = "NONE", host="127.0.0.1"
):  # noqa: S107
    with acting_as(by):
        return actions.set_mail_server(
            practice=practice, host=host, port=port, security=security, username=username, password=password,
            from_address="concord@example.org", by=by, now=SPRING,
        )  # fmt: skip
