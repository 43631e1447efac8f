"""What may be written on the list. Pure: a sentence, or None."""

from __future__ import annotations

import re
from datetime import date

from django.utils.translation import gettext as _

from concord.people.roles import Role
from concord.story.dates import Period, Rough, Unclear, rough_date
from concord.story.rules import latest_day_on_earth, there, why_not_write, why_too_long

__all__ = [
    "Unclear", "latest_day_on_earth", "names", "read_since", "there", "why_not_keep_as", "why_not_prescriber", "why_not_remove",
    "why_not_restart", "why_not_restore", "why_not_since", "why_not_stop", "why_not_write", "why_too_long",
]  # fmt: skip


def why_not_keep_as(role: Role) -> str:
    """For those who read the list and do not change it: why, and what they can do."""
    if role == Role.SUPPORTER:
        return _("You can read this list. The patient and their doctors keep it.")
    return _("The patient and a doctor keep this list: what is taken is decided between the two. If something looks wrong or missing, please tell them.")  # fmt: skip


def read_since(words: str, *, birth_year: int | None, today: date) -> Rough | None:
    """“since 2019” and “2019” are the same answer to “since when”. Raises Unclear with a question."""
    period: Period = rough_date(words, birth_year, today)
    if period.ended:
        raise Unclear(_("Please write only when it began. When it ended is asked for when you say that it is stopped."))
    return period.began


def why_not_since(
    since: Rough | None, *, birth_year: int | None, latest: date, stopped: date | None = None
) -> str | None:
    if since is None:
        return None
    if since.first > latest:
        return _("“%(when)s” has not come yet. Please put it on the list when it has begun.") % {"when": since.said}
    if birth_year and since.last.year < birth_year:
        return _("“%(when)s” is before the year of birth, %(year)s. Please look at it again.") % {
            "when": since.said,
            "year": birth_year,
        }
    if stopped and since.first > stopped:
        return _("It cannot begin after it was stopped. Please look at the time again.")
    return None


def why_not_stop(day: date, *, stopped: bool, since: Rough | None, latest: date) -> str | None:
    if stopped:
        return _("This has been stopped already. You can start it again.")
    if day > latest:
        return _("This day has not come yet. Please write it down when it is stopped.")
    if since and day < since.first:
        return _("That is before it began, %(when)s. Please look at the day again.") % {"when": since.said}
    return None


def why_not_prescriber(*, of_the_team: bool, other: str) -> str | None:
    """`other`: whom the entry names already, where somebody else would take their place. Whoever prescribes a medicine may release
    an experiment with it, so only the patient, or the one who is named, moves that to another doctor or to nobody."""
    if not of_the_team:
        return _(
            "Only a doctor of this team can be chosen here. Anybody else who prescribes it can be written down in words."
        )
    if other:
        return _(
            "The list says that %(who)s prescribes this. Only the patient, or they themselves, can change that."
        ) % {"who": other}
    return None


def names(words: str, called: str) -> bool:
    """Whether what was written down may mean this person: nothing written, or their family name."""
    written, own = re.findall(r"\w+", words.casefold()), re.findall(r"\w+", called.casefold())
    return not written or (bool(own) and own[-1] in written)


def why_not_restart(day: date, *, stopped: date | None, latest: date) -> str | None:
    if stopped is None:
        return _("This is being taken already.")
    if day > latest:
        return _("This day has not come yet. Please write it down when it has begun.")
    if day < stopped:
        return _("That is before it was stopped. Please look at the day again.")
    return None


def why_not_remove(removed: bool) -> str | None:
    return _("This is off the list already. You can put it back.") if removed else None


def why_not_restore(removed: bool) -> str | None:
    return None if removed else _("This is on the list already.")
