"""Where a goal stands: which look a rating belongs to, and who may say it when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.translation import gettext as _

ONE_LOOK = timedelta(days=21)
"""Ratings of different people within three weeks belong to one look together. Our own rule."""


def look_of(day: date, *, others: Iterable[date], mine: Iterable[date]) -> date:
    """The first day of the look to which a rating of `day` belongs: the nearest one still without mine, else a new one."""
    given = set(mine)
    near = [look for look in set(others) if look not in given and abs(look - day) <= ONE_LOOK]
    return min(near, key=lambda look: (abs(look - day), look), default=day)


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
