"""What a plan costs: minutes a week, money a month, tablets a day; added up, and when something makes it grow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from django.utils.translation import gettext as _

MOST_MINUTES = 10080
MOST_MONEY = Decimal(100000)
MOST_TABLETS = Decimal(100)


@dataclass(frozen=True)
class Costs:
    """None: nobody has said. Adding up keeps what is known, and `unknown` counts the things of which nothing is."""

    minutes_a_week: int | None = None
    money_a_month: Decimal | None = None
    tablets_a_day: Decimal | None = None
    unknown: int = 0

    @property
    def known(self) -> bool:
        return any(one is not None for one in (self.minutes_a_week, self.money_a_month, self.tablets_a_day))

    @property
    def nothing(self) -> bool:
        """Everything that is known is nothing."""
        return not any((self.minutes_a_week, self.money_a_month, self.tablets_a_day))


def total(costs: Iterable[Costs]) -> Costs:
    each = list(costs)
    return Costs(
        minutes_a_week=_sum(one.minutes_a_week for one in each), money_a_month=_sum(one.money_a_month for one in each),
        tablets_a_day=_sum(one.tablets_a_day for one in each), unknown=sum(not one.known for one in each),
    )  # fmt: skip


Number = TypeVar("Number", int, Decimal)


def _sum(numbers: Iterable[Number | None]) -> Number | None:
    known = [one for one in numbers if one is not None]
    return sum(known[1:], start=known[0]) if known else None


def grows(before: Costs, after: Costs) -> bool:
    """Whether any of the three is more than it was."""
    pairs = (
        (before.minutes_a_week, after.minutes_a_week), (before.money_a_month, after.money_a_month),
        (before.tablets_a_day, after.tablets_a_day),
    )  # fmt: skip
    return any((then or 0) < (now or 0) for then, now in pairs)


def why_not_cost(
    minutes_a_week: int | None, money_a_month: Decimal | None, tablets_a_day: Decimal | None
) -> str | None:
    if minutes_a_week is not None and not 0 <= minutes_a_week <= MOST_MINUTES:
        return _("A week has 10080 minutes. Please write how many of them this takes.")
    if money_a_month is not None and not 0 <= money_a_month < MOST_MONEY:
        return _("Please write what it costs in a month, between 0 and 100000.")
    if tablets_a_day is not None and not 0 <= tablets_a_day <= MOST_TABLETS:
        return _("Please write how many tablets a day it is, between 0 and 100.")
    return None
