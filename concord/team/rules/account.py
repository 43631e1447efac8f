"""What may be done with one's own account. Pure: a sentence, or None."""

from __future__ import annotations

from django.utils.translation import gettext as _

HOURS_TO_CONFIRM = 24


def why_not_be_called(called: str) -> str | None:
    return None if called.strip() else _("Please enter the name that others should read.")


def why_not_keep(*, has_password: bool) -> str | None:
    if has_password:
        return _("You have a password already. You can change it on your account page.")
    return None


def why_not_change_email(email: str, *, now_is: str, by_password: bool = True) -> str | None:
    """`by_password`: whether the password that was said is theirs, or they have none. A device left lying about is not enough."""
    if not by_password:
        return _("This is not your password. Whoever changes the address has to know it.")
    if email.lower() == now_is.lower():
        return _("This is the address that you use already.")
    return None


def why_not_ask_to_confirm(*, has_email: bool, confirmed: bool, can_send: bool) -> str | None:
    if not can_send:
        return _("No e-mail is sent from here, so there is nothing to confirm.")
    return None if has_email and not confirmed else _("Your address is confirmed already.")


def why_not_confirm_email(asked: dict | None, *, number: int, now_is: str) -> str | None:
    if asked is None:
        return _("This link is too old, or a part of it is missing. Ask for a new one on your account page.")
    if asked["person"] != number:
        return _("This link is for somebody else’s account. Sign out first if you share this device.")
    if asked["old"] != now_is:
        return _("This link was used already, or your address has changed since.")
    return None
