"""What may be noted about a visit, and what may be wished for before it."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext as _

LONGEST_WORDS = 1500
LONGEST_WISH = 300
MOST_WISHES = 3
LATEST_NOTE = timedelta(days=60)


def why_not_note(day: date, words: str, *, today: date) -> str | None:
    """A visit is noted on its day or soon after."""
    if day > today:
        return _("This day has not come yet. A visit is noted when it was held.")
    if day < today - LATEST_NOTE:
        return _("A visit can be noted up to %(days)s days later.") % {"days": LATEST_NOTE.days}
    return why_not_say(words, longest=LONGEST_WORDS)


def why_not_present(chosen: set[int], *, here: set[int]) -> str | None:
    if chosen - here:
        return _("Only people of this team can have been there. Please choose from the list.")
    return None


def why_not_correct(*, theirs: bool, who: str) -> str | None:
    if not theirs:
        return _("%(who)s noted this visit, so only they can change it. You can note your own.") % {"who": who}
    return None


def why_not_wish(words: str, *, already: int) -> str | None:
    if already >= MOST_WISHES:
        return _("Three things are enough for one visit. Take one out to write another.")
    if not words.strip():
        return _("Please write a few words. Short is fine.")
    return why_not_say(words, longest=LONGEST_WISH)


def why_not_say(words: str, *, longest: int) -> str | None:
    if len(words) > longest:
        return _("This is longer than %(longest)s signs. Please shorten it a little.") % {"longest": longest}
    if "\x00" in words:
        return _("These words hold a sign that cannot be stored. Please type them again without it.")
    return None


def free_place(taken: set[int]) -> int:
    return next(place for place in range(1, MOST_WISHES + 1) if place not in taken)
