"""A rough date is the days between which something lies, beside the words that somebody used for it."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

NEEDS_NO_SINCE = re.compile(r"(?i)(as|in my|when|at|before|after|between|since)\b")


class Unclear(ValueError):
    """The words could mean two things, or nothing that we know. The sentence asks kindly and shows how to write it."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Rough:
    """Somewhere from `first` to `last`; `words` as the person said it, empty when plain dates say the same."""

    first: date
    last: date
    words: str = ""

    @property
    def said(self) -> str:
        return self.words or say(self.first, self.last)


@dataclass(frozen=True)
class Period:
    """When something began and ended, as far as anybody said. `still_going` has no end."""

    began: Rough | None = None
    ended: Rough | None = None
    still_going: bool = False

    @property
    def said(self) -> str:
        if self.began and self.ended:
            return _("%(began)s to %(ended)s") % {"began": self.began.said, "ended": self.ended.said}
        if self.began and self.still_going:
            pattern = _("%(when)s, still going") if NEEDS_NO_SINCE.match(self.began.said) else _("since %(when)s")
            return pattern % {"when": self.began.said}
        if self.ended:
            return _("until %(when)s") % {"when": self.ended.said}
        if self.still_going:
            return _("still going")
        return self.began.said if self.began else ""


def say(first: date, last: date) -> str:
    """“3 May 2019”, “May 2019”, “2019”, “the 1990s”, else “between … and …”."""
    if first == last:
        return f"{first.day} {month_name(first.month)} {first.year}"
    if (first, last) == whole_month(first.year, first.month):
        return f"{month_name(first.month)} {first.year}"
    if (first, last) == whole_years(first.year, first.year):
        return str(first.year)
    if (first, last) == whole_years(first.year, first.year + 9) and first.year % 10 == 0:
        return _("the %(decade)ss") % {"decade": first.year}
    if (first, last) == whole_years(first.year, last.year):
        return _("between %(first)s and %(last)s") % {"first": first.year, "last": last.year}
    return _("between %(first)s and %(last)s") % {"first": say(first, first), "last": say(last, last)}


def month_name(number: int) -> str:
    return [
        "", _("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July"), _("August"),
        _("September"), _("October"), _("November"), _("December"),
    ][number]  # fmt: skip


def whole_month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def whole_years(first: int, last: int) -> tuple[date, date]:
    return date(first, 1, 1), date(last, 12, 31)
