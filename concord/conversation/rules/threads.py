"""Who may be in a thread, who may put whom out, and by which day the practice answers."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

LONGEST_CALLED = 120
SATURDAY = 5


def local_day(now: datetime, zone: str) -> date:
    return now.astimezone(ZoneInfo(zone)).date()


def answer_by(sent: date, working_days: int) -> date:
    """The last of so many working days after `sent`; Saturday and Sunday do not count."""
    day = sent
    while working_days > 0:
        day += timedelta(days=1)
        working_days -= day.weekday() < SATURDAY
    return day


def why_not_begin(called: str, *, patient_is_in: bool, name: str) -> str | None:
    if not patient_is_in:
        return _(
            "%(name)s has not come in yet, so nobody would read it. On the team page you can give them a way in; until then, call or write a note."
        ) % {"name": name}
    if len(called) > LONGEST_CALLED:
        return _("The heading is longer than %(longest)s signs. Please shorten it a little.") % {
            "longest": LONGEST_CALLED
        }
    if "\x00" in called:
        return _("The heading holds a sign that cannot be stored. Please type it again.")
    return None


def why_not_ask_in(*, supporters: bool, chooses: bool, in_team: bool) -> str | None:
    """Whom somebody may put into a new thread: professionals of the team; supporters only when the patient does."""
    if not in_team:
        return _("Somebody you chose is no longer in the team. Please look at the list again.")
    if supporters and not chooses:
        return _("Only the patient adds family or friends to a conversation.")
    return None


def why_not_add(*, in_team: bool, already: bool, name: str) -> str | None:
    if not in_team:
        return _(
            "This person is not in the team, so they cannot be in the conversation. Invite them to the team first."
        )
    if already:
        return _("%(name)s is in this conversation already.") % {"name": name}
    return None


def why_not_put_out(*, is_patient: bool, is_in: bool) -> str | None:
    if is_patient:
        return _("This is your conversation. You can put it away; then it is out of sight until somebody writes.")
    if not is_in:
        return _("This person is no longer in the conversation.")
    return None


def why_not_leave(*, is_patient: bool, others: int) -> str | None:
    if is_patient:
        return _("This is your conversation. You can put it away; then it is out of sight until somebody writes.")
    if others == 0:
        return _(
            "You are the only professional here, so the patient would write to nobody. Ask them to add somebody first."
        )
    return None
