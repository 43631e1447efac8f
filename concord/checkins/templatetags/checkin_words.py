"""Small words around a day: a first name, yesterday, a number without needless noughts."""

from __future__ import annotations

from datetime import date

from django import template
from django.template.defaultfilters import date as date_words
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def first_name(called: str) -> str:
    return called.split(" ", 1)[0]


@register.filter
def day_words(day: date, newest: date) -> str:
    """Today, yesterday, else the weekday with its date."""
    back = (newest - day).days
    return {0: _("Today"), 1: _("Yesterday")}.get(back) or date_words(day, "l j F")


@register.filter
def plain_number(value: float) -> str:
    return f"{value:g}"
