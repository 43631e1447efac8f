"""Put a picture, and its table, into a page."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from concord.pictures import Picture

register = template.Library()


@register.filter
def drawn(picture: Picture) -> SafeString:
    """The picture's SVG. concord.pictures escapes every word that it is given, and its tests prove that for any text."""
    return mark_safe(picture.svg)  # noqa: S308


@register.filter
def as_rows(rows: Iterable[Sequence[Any]]) -> SafeString:
    """The rows of a table, each named by its first cell. Joined here: a loop in a template takes half a page's time for three years
    of days."""
    return mark_safe("".join(_row([conditional_escape(cell) for cell in row]) for row in rows))  # noqa: S308


def _row(cells: list[str]) -> str:
    rest = "".join(f"<td>{cell}</td>" for cell in cells[1:])
    return f'<tr><th scope="row">{cells[0]}</th>{rest}</tr>' if cells else "<tr></tr>"
