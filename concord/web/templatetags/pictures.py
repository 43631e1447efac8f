"""Put a picture into a page."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from concord.pictures import Picture

register = template.Library()


@register.filter
def drawn(picture: Picture) -> SafeString:
    """The picture's SVG. concord.pictures escapes every word that it is given, and its tests prove that for any text."""
    return mark_safe(picture.svg)  # noqa: S308
