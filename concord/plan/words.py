"""Rhythms and states as people say them."""

from __future__ import annotations

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from concord.plan.rules.steps import EVERY_DAY, Rhythm

WORKING_DAYS, WEEKEND = 0b0011111, 0b1100000


def when_words(rhythm: Rhythm) -> str:
    """“every day”, “Mon, Wed”, “3 times a week”, “by 5 June”."""
    if rhythm.by_day is not None:
        return _("by %(day)s") % {"day": date_format(rhythm.by_day, "j F")}
    if rhythm.times_a_week is not None:
        if rhythm.times_a_week == 7:
            return _("every day")
        return ngettext("once a week", "%(times)s times a week", rhythm.times_a_week) % {"times": rhythm.times_a_week}
    days = rhythm.days or 0
    named = {EVERY_DAY: _("every day"), WORKING_DAYS: _("on weekdays"), WEEKEND: _("at weekends")}
    return named.get(days) or ", ".join(str(WEEKDAYS_ABBR[bit]) for bit in range(7) if days >> bit & 1)


def after_weeks(weeks: int) -> str:
    """“after a week”, “after 3 weeks”."""
    return ngettext("after a week", "after %(weeks)s weeks", weeks) % {"weeks": weeks}
