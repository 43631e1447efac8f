"""People's names, as far as a page shortens them, and what belongs to a number."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()
TITLES = {"dr", "dr.", "prof", "prof.", "mr", "mrs", "ms", "mx", "sr", "sister"}


@register.filter
def at(things: Mapping[int, Any] | None, number: int) -> Any:
    """What stands for this number, or nothing."""
    return things.get(number) if things else None


@register.filter
def initial(name: str) -> str:
    """The first sign of a name, without its title: two doctors beside each other are not both D."""
    words = name.split()
    own = next((word for word in words if word.casefold() not in TITLES), words[0] if words else "")
    return own[:1].upper()
