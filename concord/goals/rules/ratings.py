"""Where a goal stands: which look a rating belongs to, and who may say it when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

ONE_LOOK = timedelta(days=21)
"""Ratings of different people within three weeks belong to one look together. Our own rule."""


def look_of(day: date, *, looks: Iterable[date]) -> date:
    """The first day of the look to which a rating of `day` belongs: the nearest within three weeks, else it begins a new one.

    Whoever has given theirs in that look says it again: what they say now takes the place of what they said, and opens nothing."""
    near = [look for look in set(looks) if abs(look - day) <= ONE_LOOK]
    return min(near, key=lambda look: (abs(look - day), look), default=day)


def said_before(given: Iterable[tuple[date, int]], person: int) -> list[int]:
    """Who has said, in the newest look, where the goal stands, while this person has not; nobody once they have.

    `given`: (first day of the look, whose), in the order in which they are to be named."""
    said = list(given)
    newest = max((look for look, _whose in said), default=None)
    here = [whose for look, whose in said if look == newest]
    return [] if person in here else list(dict.fromkeys(here))


@dataclass(frozen=True)
class Given:
    """One rating of a look, as far as telling needs it: whose, when it was said, when it was taken back."""

    rating: int
    person: int
    said_at: datetime
    taken_back_at: datetime | None = None


def after_reading(at: datetime, *, person: int, look: Iterable[Given]) -> bool:
    """Whether, at that moment, this person could have read what somebody else had said in the look: they had given theirs before, and the other stood then or since."""
    given = list(look)
    opened = min((one.said_at for one in given if one.person == person and one.said_at < at), default=None)
    return opened is not None and any(
        one.said_at <= at and (one.taken_back_at is None or one.taken_back_at > opened)
        for one in given
        if one.person != person
    )


def why_not_rate_beside(*, supporter: bool, asked: bool) -> str | None:
    if supporter and not asked:
        return _("You have not been asked to say where the goals stand. The person whose goals they are can ask you.")
    return None


def why_not_ask_rater(*, supporter: bool) -> str | None:
    if not supporter:
        return _(
            "Only somebody who stands beside you as a supporter, and sees your goals, can be asked. The others may say it anyway."
        )
    return None
