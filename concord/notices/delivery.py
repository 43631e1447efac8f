"""One conversation with a mail server. Knows nothing of tables: a server and a message go in, silence or Undeliverable comes out."""

from __future__ import annotations

import hashlib
import smtplib
import socket
import ssl
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

from django.conf import settings

SECONDS = 10


@dataclass(frozen=True)
class Server:
    host: str
    port: int
    security: str
    username: str
    password: str
    from_address: str


class Undeliverable(Exception):
    """Carries one of the words of Trouble; the server's own words stay out, since they may repeat an address."""

    def __init__(self, trouble: str) -> None:
        super().__init__(trouble)
        self.trouble = trouble


def compose(*, server: Server, to: str, subject: str, body: str, key: str, asked_at: datetime) -> EmailMessage:
    """The same letter twice is the same message: its Message-ID comes from its key, its date from when it was asked."""
    message = EmailMessage()
    try:
        message["From"], message["To"], message["Subject"] = server.from_address, to, subject
    except ValueError as error:
        raise Undeliverable("ADDRESS_REFUSED") from error
    domain = server.from_address.rpartition("@")[2]
    message["Message-ID"] = f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{domain}>"
    message["Date"] = format_datetime(asked_at)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(body)
    return message


def deliver(server: Server, message: EmailMessage) -> None:
    """Hand it over; when this returns, the server has taken responsibility for it."""
    try:
        with _connected(server) as conversation:
            if server.username:
                conversation.login(server.username, server.password)
            conversation.send_message(message)
    except smtplib.SMTPException as error:
        raise Undeliverable(_trouble(error)) from error
    except ssl.SSLCertVerificationError as error:
        raise Undeliverable("NOT_TRUSTED") from error
    except ssl.SSLError as error:
        raise Undeliverable("NO_ENCRYPTION") from error
    except (socket.gaierror, UnicodeError) as error:
        raise Undeliverable("NOT_FOUND") from error
    except OSError as error:
        raise Undeliverable("NO_ANSWER") from error


def _connected(server: Server) -> smtplib.SMTP:
    name = settings.SITE.hostname or "localhost"
    if server.security == "TLS":
        return smtplib.SMTP_SSL(server.host, server.port, name, timeout=SECONDS, context=ssl.create_default_context())
    conversation = smtplib.SMTP(server.host, server.port, name, timeout=SECONDS)
    if server.security == "STARTTLS":
        try:
            conversation.starttls(context=ssl.create_default_context())
        except BaseException:
            with suppress(Exception):
                conversation.close()
            raise
    return conversation


def _trouble(error: smtplib.SMTPException) -> str:
    match error:
        case smtplib.SMTPAuthenticationError():
            return "WRONG_PASSWORD"
        case smtplib.SMTPNotSupportedError():
            return "NO_ENCRYPTION"
        case smtplib.SMTPRecipientsRefused():
            codes = [code for code, _ in error.recipients.values()]
            return "ADDRESS_REFUSED" if codes and min(codes) >= 500 else "LATER"
        case smtplib.SMTPSenderRefused():
            return "SENDER_REFUSED" if error.smtp_code >= 500 else "LATER"
        case smtplib.SMTPServerDisconnected() | smtplib.SMTPConnectError():
            return "NO_ANSWER"
        case smtplib.SMTPResponseException():
            return "REFUSED" if error.smtp_code >= 500 else "LATER"
    return "REFUSED"
