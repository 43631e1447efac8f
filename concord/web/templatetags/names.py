"""People's names, as far as a page shortens them."""

from django import template

register = template.Library()
TITLES = {"dr", "dr.", "prof", "prof.", "mr", "mrs", "ms", "mx", "sr", "sister"}


@register.filter
def initial(name: str) -> str:
    """The first sign of a name, without its title: two doctors beside each other are not both D."""
    words = name.split()
    own = next((word for word in words if word.casefold() not in TITLES), words[0] if words else "")
    return own[:1].upper()
