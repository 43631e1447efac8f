"""One's own account: name, zone, e-mail, password. Front-door actions: they touch nobody but whoever acts."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core import signing
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from concord.access.guard import leave_trace, refuse_if
from concord.notices import actions as notices
from concord.notices.reads import can_send
from concord.people.models import Person, Practice
from concord.team import reads, rules

SALT = "concord.team.new_email"


@transaction.atomic
def change_account(*, called: str, zone: str, letters: bool | None = None, by: Person, now: datetime) -> Person:
    """`letters`: whether an e-mail says that a new message waits; None leaves it."""
    refuse_if(rules.why_not_be_called(called))
    by.called, by.zone = called, zone
    by.wants_letters = by.wants_letters if letters is None else letters
    by.save(update_fields=["called", "zone", "wants_letters"])
    leave_trace("changed their own name or time zone", by=by, at=now)
    return by


@transaction.atomic
def keep_way_in(*, email: str, password: str, by: Person, now: datetime) -> Person:
    """For somebody who came in by a code: an e-mail address and a password, so that a lost device loses nothing else."""
    refuse_if(rules.why_not_keep(has_password=by.has_usable_password()))
    _take_email(by, email)
    by.set_password(password)
    by.save(update_fields=["password"])
    leave_trace("added an e-mail address and a password", by=by, at=now)
    send_to_confirm(by, practice=reads.practice_of(by), now=now)
    return by


@transaction.atomic
def ask_to_confirm(*, by: Person, now: datetime) -> None:
    """The letter once more, at most one an hour."""
    practice = reads.practice_of(by)
    refuse_if(
        rules.why_not_ask_to_confirm(has_email=bool(by.email), confirmed=by.has_confirmed, can_send=can_send(practice))
    )
    send_to_confirm(by, practice=practice, now=now)
    leave_trace("asked for the letter that confirms their own e-mail address", by=by, at=now)


def send_to_confirm(person: Person, *, practice: Practice | None, now: datetime) -> None:
    """Whoever reads at an address says so themself: until then it is a name to sign in with, and no letter goes there."""
    if not person.email or person.has_confirmed or not can_send(practice):
        return
    body = _please_confirm() % {"link": _link_to_confirm(person, person.email)}
    key = f"confirm email:{person.pk}:{person.email}:{now:%Y-%m-%dT%H}"[-120:]
    notices.send_email(to=person.email, subject=_("Your e-mail address in Concord"), body=body, key=key, by_hand=True, practice=practice, now=now)  # fmt: skip


@transaction.atomic
def ask_new_email(*, email: str, practice: Practice | None, password: str = "", by: Person, now: datetime) -> bool:
    """Write to the new address, which counts once its letter was answered. Without a mail server it counts at once.

    True when a letter is on its way. A taken address gives no other answer: nobody learns here who else is in Concord.
    """
    known = not reads.has_password(by) or by.check_password(password)
    refuse_if(rules.why_not_change_email(email, now_is=by.email or "", by_password=known))
    if not can_send(practice):
        _change_email(by, email, practice=practice, now=now)
        return False
    taken = reads.email_is_taken(email)
    body = _is_taken() if taken else _please_confirm() % {"link": _link_to_confirm(by, email)}
    key = f"new email:{by.pk}:{now.isoformat()}"
    notices.send_email(to=email, subject=_("Your e-mail address in Concord"), body=body, key=key, by_hand=True, practice=practice, now=now)  # fmt: skip
    leave_trace("asked to change their own e-mail address", by=by, at=now)
    return True


@transaction.atomic
def confirm_new_email(*, token: str, by: Person, now: datetime) -> Person:
    """The letter to the new address was answered. The token counts once: it names the address that it replaces."""
    asked = read_token(token)
    refuse_if(rules.why_not_confirm_email(asked, number=by.pk, now_is=by.email or ""))
    assert asked is not None  # Told apart by the rule above; this tells the type checker.
    by.confirmed_email = asked["new"]
    if asked["new"] != by.email:
        _change_email(by, asked["new"], practice=reads.practice_of(by), now=now)
    by.save(update_fields=["confirmed_email"])
    leave_trace("confirmed their own e-mail address", by=by, at=now)
    return by


@transaction.atomic
def sign_out_everywhere(*, by: Person, now: datetime) -> Person:
    """Every other device has to sign in again; the view keeps this one."""
    by.round_of_keys += 1
    by.save(update_fields=["round_of_keys"])
    leave_trace("signed out everywhere else", by=by, at=now)
    return by


def read_token(token: str) -> dict | None:
    try:
        return signing.loads(token, salt=SALT, max_age=rules.HOURS_TO_CONFIRM * 3600)
    except signing.BadSignature:
        return None


def _link_to_confirm(person: Person, email: str) -> str:
    token = signing.dumps({"person": person.pk, "old": person.email or "", "new": email}, salt=SALT)
    return settings.SITE_URL + reverse("team:confirm_email", args=[token])


def _change_email(person: Person, email: str, *, practice: Practice | None, now: datetime) -> None:
    """The address before it is told, by a letter that says no more than that."""
    before = person.email
    _take_email(person, email)
    if before:
        key = f"changed email:{person.pk}:{now.isoformat()}"
        notices.send_email(to=before, subject=_("Your e-mail address in Concord"), body=_is_changed(), key=key, by_hand=True, practice=practice, now=now)  # fmt: skip
    leave_trace("changed their own e-mail address", by=person, at=now)


def _take_email(person: Person, email: str) -> None:
    refuse_if(rules.why_not_use_email(taken=reads.email_is_taken(email, but_for=person)))
    person.email = email
    try:
        with transaction.atomic():
            person.save(update_fields=["email"])
    except IntegrityError:
        refuse_if(rules.why_not_use_email(taken=True))


def _please_confirm() -> str:
    return _(
        "You asked to use this e-mail address for Concord. Open this link within a day to say yes:\n\n%(link)s\n\n"
        "If it was not you, you need not do anything."
    )


def _is_changed() -> str:
    return _(
        "Another e-mail address signs in to your place in Concord from now on, and this one no longer does. "
        "If it was not you, please tell those who work with you there at once."
    )


def _is_taken() -> str:
    return _(
        "You asked to use this e-mail address for Concord, but it already signs in there. "
        "If it was not you, you need not do anything."
    )
