"""Numbers in templates as people write them: 7, 7.2; nothing for nothing."""

from django import template

from concord.measures.rules import number

register = template.Library()


@register.filter
def plain(value: float | None) -> str:
    return "" if value is None else number(value)
