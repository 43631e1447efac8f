"""What may be written about practices, records, ties and ways in. Pure: a sentence, or None."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from concord.people.roles import PROFESSIONALS, AskedAbout, Role
from concord.team.rules.account import (
    HOURS_TO_CONFIRM,
    why_not_ask_to_confirm,
    why_not_be_called,
    why_not_change_email,
    why_not_confirm_email,
    why_not_keep,
)

__all__ = [
    "HOURS_TO_CONFIRM", "why_not_ask_to_confirm", "why_not_be_called", "why_not_change_email", "why_not_confirm_email", "why_not_keep",
]  # fmt: skip

OLDEST_YEAR = 1890
LONGEST_AWAY = timedelta(days=366)
LASTS = {"QR": timedelta(hours=1), "LINK": timedelta(days=7), "EMAIL": timedelta(days=7)}


def how_long(way: str) -> timedelta:
    """A code is scanned on the spot; a link may lie in somebody's post for a while."""
    return LASTS[way]


def why_not_found(called: str, *, emergency_number: str) -> str | None:
    if not called.strip():
        return _("Please give the practice a name.")
    if not emergency_number.strip():
        return _(
            "Concord is not an emergency service, so it must show whom to call. Please enter your emergency number."
        )
    return None


def why_not_ask_first(chosen: dict[str, str]) -> str | None:
    """{what a question is about: role}, or nothing for whoever wrote it."""
    if not set(chosen) <= set(AskedAbout.values) or not set(chosen.values()) <= {role.value for role in PROFESSIONALS}:
        return _("Please choose from the list who is asked first.")
    return None


def why_not_be_away(from_day: date, until_day: date, *, now: datetime) -> str | None:
    if until_day < from_day:
        return _("The last day comes before the first. Please look at the two days again.")
    if until_day < (now - timedelta(hours=12)).date():
        return _("These days are over already. Please choose days that are still to come.")
    if until_day - from_day > LONGEST_AWAY:
        return _("Please choose at most a year. If you stop working here, the practice can end your place instead.")
    return None


def why_not_be_here(*, theirs: bool, taken_back: bool) -> str | None:
    if not theirs:
        return _("Only the person who is away can say that they are back.")
    return _("This is taken back already.") if taken_back else None


def why_not_set_up(*, done: bool) -> str | None:
    if done:
        return _("Concord has been set up already, and this link works only once. Please sign in instead.")
    return None


def why_not_open(called: str, *, birth_year: int | None, year: int) -> str | None:
    if not called.strip():
        return _("Please enter a first name.")
    if birth_year is not None and not OLDEST_YEAR <= birth_year <= year:
        return _("The year of birth must lie between %(first)s and %(last)s.") % {"first": OLDEST_YEAR, "last": year}
    return None


# Members of a practice


def why_not_employ(role: str) -> str | None:
    if role not in PROFESSIONALS:
        return _("Only doctors, coaches and therapists work at a practice. Invite others to a patient’s team.")
    return None


def why_not_step_down(*, last: bool) -> str | None:
    if last:
        return _("Somebody has to look after the practice’s settings. Choose another person for it first.")
    return None


def why_not_end_membership(*, ended: bool, last: bool, alone: int, successor: bool) -> str | None:
    if ended:
        return _("This person no longer works here.")
    if last:
        return why_not_step_down(last=True)
    if alone and not successor:
        return ngettext(
            "One person would be left without anybody from the practice. Choose who takes over.",
            "%(count)s people would be left without anybody from the practice. Choose who takes over.",
            alone,
        ) % {"count": alone}
    return None


def why_not_let_back_in(called: str, *, other_keys: bool, own_keys: bool) -> str | None:
    """A way back opens all that the person can see, to whoever holds it: so it is shown only where that is all ours to give,
    and for somebody who never could sign in by themself. A rule of Concord's own."""
    if own_keys:
        return _(
            "%(name)s signs in with an e-mail address or a password, so nobody else is shown a way in. "
            "A letter to that address can say how to come back."
        ) % {"name": called}
    if other_keys:
        return _(
            "%(name)s’s sign-in also opens other places, so only they can use it: with their e-mail and password, "
            "or a code by e-mail, on the sign-in page."
        ) % {"name": called}
    return None


# Ways in


ASKS_IN: dict[str, tuple[Role, ...]] = {
    Role.PATIENT: (Role.DOCTOR, Role.COACH, Role.THERAPIST, Role.SUPPORTER),
    Role.DOCTOR: (Role.DOCTOR, Role.COACH, Role.THERAPIST, Role.SUPPORTER),
    Role.THERAPIST: (Role.COACH, Role.THERAPIST, Role.SUPPORTER),
    Role.COACH: (Role.COACH, Role.SUPPORTER),
    Role.SUPPORTER: (),
}
"""Nobody asks in a role that may more than their own. A rule of Concord's own; the database holds the same table (`asks_in`)."""


class Offered(Protocol):
    """What a sentence about an invitation may say."""

    @property
    def inviter_called(self) -> str: ...
    @property
    def patient_called(self) -> str | None: ...
    @property
    def practice_called(self) -> str: ...


def why_not_write_to(called: str, *, has_email: bool, confirmed: bool, can_send: bool) -> str | None:
    """Who can sign in by themself is let back in by a letter to their own address, and by nothing that passes through other hands."""
    if not has_email:
        return _("No e-mail address of %(name)s is known here.") % {"name": called}
    if can_send and not confirmed:
        return _(
            "%(name)s has not confirmed their e-mail address, so somebody else may read what goes there. Whoever runs the "
            "server can make a one-time link; the guide for operators says how."
        ) % {"name": called}
    if not can_send:
        return _(
            "No e-mail is sent from here. Whoever runs the server can make a one-time link for %(name)s; the guide for "
            "operators says how."
        ) % {"name": called}
    return None


def why_not_send(*, way: str, email: str) -> str | None:
    if way == "EMAIL" and not email:
        return _("Please enter the e-mail address that the invitation should go to.")
    return None


def why_not_invite(
    role: str, *, by_role: str, detail: str, topics: Collection[str], sees: Collection[str], patient_called: str
) -> str | None:
    if role == Role.PATIENT:
        return _("%(name)s is the patient here. Use “a way in for %(name)s” on the team page.") % {
            "name": patient_called
        }
    if role == Role.SUPPORTER:
        if not detail.strip():
            return _("Please say who this is, for example husband, daughter or friend.")
        if topics and by_role != Role.PATIENT:
            return _("Only %(name)s can choose what a supporter sees.") % {"name": patient_called}
    if role not in ASKS_IN[by_role]:
        if role == Role.THERAPIST:
            return _("Only %(name)s, a doctor or a therapist in the team can invite a therapist from outside. Ask one of them.") % {"name": patient_called}  # fmt: skip
        return _("Only %(name)s or a doctor in the team can invite a doctor from outside. Ask one of them.") % {"name": patient_called}  # fmt: skip
    if set(topics) - set(sees):
        return _("You cannot show others more than you see yourself.")
    return None


def why_not_withdraw(*, used: bool) -> str | None:
    if used:
        return _("This invitation has been used already. You can end the person’s place in the team instead.")
    return None


def why_not_accept(state: str, offer: Offered) -> str | None:
    """One sentence for each way in which an invitation leads nowhere."""
    if state in ("OPEN", "ACCEPTED"):
        return None
    who = {"inviter": offer.inviter_called, "name": offer.patient_called or offer.practice_called}
    return {
        "USED": _("This invitation has been used already. Each one opens the door once."),
        "WITHDRAWN": _("This invitation was taken back, or a newer one took its place. Ask %(inviter)s for the newest."),
        "EXPIRED": _("The time for this invitation is over. Ask %(inviter)s for a new one; it takes a minute."),
        "INVITER_LEFT": _("%(inviter)s no longer stands where this invitation leads. Ask somebody else there for a new one."),
        "PLACE_TAKEN": _("Somebody has come in as %(name)s already. If it was not you, tell %(inviter)s now."),
        "PLACE_ENDED": _("The place that this leads back to has ended. Ask %(inviter)s what to do."),
        "OTHER_KEYS": _("Your sign-in opens other places too, so please use your e-mail and password instead."),
        "OWN_KEYS": _("You can sign in by yourself, so this way in is closed. Please use the sign-in page."),
        "ALREADY_IN": _("You are signed in as somebody who is in this team already. If the invitation is for another person, sign out first."),
        "FOR_SOMEBODY_ELSE": _("This invitation is for somebody else. Sign out first if you share this device."),
    }.get(state, _("This invitation is not known here. Perhaps a part of the link is missing.")) % who  # fmt: skip


def why_not_join(*, returning: bool, way: str, role: str, email: str, password: str) -> str | None:
    """Only a patient who scans a code comes in without e-mail and password: somebody stood beside them."""
    if returning:
        return _("This is a way back to a place that exists already. It needs no new account.")
    if way == "QR" and role == Role.PATIENT:
        if password and not email:
            return _("A password works together with an e-mail address. Please enter both, or neither.")
        return None
    if not email:
        return _("Please enter your e-mail address. You will sign in with it.")
    if not password:
        return _("Please choose a password.")
    return None


def why_not_come_back(*, returning: bool, active: bool) -> str | None:
    if not returning:
        return _("This invitation is for somebody new. Please open its link again.")
    if not active:
        return _("This account was closed. Ask the practice what to do.")
    return None


def why_not_use_email(*, taken: bool) -> str | None:
    if taken:
        return _("This e-mail address cannot be used for a new account. If it is yours, sign in with it; else use another one.")  # fmt: skip
    return None


# Ties


def why_not_add(called: str, *, works_here: bool) -> str | None:
    if not works_here:
        return _("%(name)s does not work at this practice. Invite them from outside instead.") % {"name": called}
    return None


def why_not_add_again(called: str, *, added: bool) -> str | None:
    if not added:
        return _("%(name)s is in the team already.") % {"name": called}
    return None


def why_not_share(role: str, *, ended: bool) -> str | None:
    if role == Role.PATIENT:
        return _("This is your own record. You always see all of it.")
    if ended:
        return _("This person is no longer in the team, and sees nothing of it.")
    return None


def why_not_end_tie(role: str) -> str | None:
    if role == Role.PATIENT:
        return _("This is your own place in your own record. It cannot be ended here; ask your practice.")
    return None


def why_not_leave(role: str, *, others: int) -> str | None:
    if role == Role.PATIENT:
        return why_not_end_tie(role)
    if role in PROFESSIONALS and not others:
        return _("You are the only professional in this team. Add a colleague first, then you can leave.")
    return None
