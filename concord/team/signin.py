"""How people sign in: nobody signs up by themselves, an invitation is the only way in, and letters go by the outbox."""

from __future__ import annotations

from datetime import datetime, timedelta
from ipaddress import ip_address
from typing import Any, ClassVar
from uuid import uuid4
from zoneinfo import ZoneInfo

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from concord.notices.actions import send_email
from concord.notices.reads import can_send
from concord.people.models import Person

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
DAYS_ON_A_DEVICE = timedelta(days=365)
"""Somebody without e-mail and password has nothing but this device, so its session lasts."""
CODES_LAST = timedelta(hours=1)
TOLD_FOR = timedelta(days=30)
"""So long it is said after each sign-in that a new password was chosen by a letter: whoever did it may not be whoever reads it first."""


class Adapter(DefaultAccountAdapter):
    """allauth's hooks, by the adapter's methods rather than by signals."""

    error_messages: ClassVar[dict] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("This e-mail address and password do not belong together. Please look at both again."),
        "too_many_login_attempts": _("Too many tries. Please wait five minutes, then try again; or ask for a code."),
        "incorrect_code": _("This is not the code. Please look at the newest letter again."),
        "enter_current_password": _("Please enter your present password."),
        "incorrect_password": _("This is not the password."),
        "invalid_password_reset": _("This link was used already, or it is too old."),
    }  # fmt: skip

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Behind https the proxy's word for who came to it counts, else every visitor would share one count of tries. What
        stands before its word came from the visitor; what somebody else than the proxy says counts for nothing."""
        came_from = request.META.get("REMOTE_ADDR", "")
        said = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        believed = settings.HTTPS and settings.PROXIES & {came_from, "*"}
        return said if believed and is_address(said) else came_from or "unknown"

    def post_login(self, request: HttpRequest, user: Person, **more: Any) -> HttpResponse:
        """Once after each sign-in of the next weeks: that a new password was chosen by a letter, and when. And what is not confirmed."""
        if user.email and not user.has_confirmed and can_send():
            messages.info(
                request,
                _now(
                    "Your e-mail address is not confirmed yet. Please open the link in our letter; your account page sends it again."
                ),
            )
        if said := said_of_letter(user.let_back_at, zone=user.zone, now=timezone.now()):
            messages.info(request, said)
        return super().post_login(request, user, **more)

    def format_email_subject(self, subject: str) -> str:
        return subject

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Through the outbox, like every letter. Whether an address is known makes no difference that anybody could see."""
        given = {"site_url": settings.SITE_URL, **context}
        subject = " ".join(render_to_string(f"{template_prefix}_subject.txt", given).split())
        body = render_to_string(f"{template_prefix}_message.txt", given).strip()
        send_email(
            to=email, subject=subject, body=body, key=f"sign-in:{uuid4()}", by_hand=True, lasts=CODES_LAST, now=timezone.now()
        )  # fmt: skip

    def get_reset_password_from_key_url(self, key: str) -> str:
        """By the address of the installation, never by what a request says its host is."""
        uid, _dash, rest = key.partition("-")
        return settings.SITE_URL + reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": rest})


def is_address(said: str) -> bool:
    try:
        return bool(ip_address(said))
    except ValueError:
        return False


def said_of_letter(at: datetime | None, *, zone: str, now: datetime) -> str | None:
    if at is None or now - at > TOLD_FOR:
        return None
    local = at.astimezone(ZoneInfo(zone))
    given = {"day": date_format(local, "j F Y"), "time": date_format(local, "H:i")}
    return _now("On %(day)s at %(time)s a new password was chosen for you, by a link from a letter. If that was not you, call your practice.") % given  # fmt: skip


def sign_in(request: HttpRequest, person: Person) -> None:
    """Open a new session on this device, with a new key; whatever the old one held is gone."""
    if request.user.is_authenticated and request.user.pk != person.pk:
        request.session.flush()
    login(request, person, backend=BACKEND)
    if not person.has_usable_password():
        request.session.set_expiry(DAYS_ON_A_DEVICE)
