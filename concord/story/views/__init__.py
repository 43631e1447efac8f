"""Pages of the story, by what they are about."""

from __future__ import annotations

from typing import TypeVar

from django.http import Http404

Thing = TypeVar("Thing")


def or_404(thing: Thing | None) -> Thing:
    """What is not in this record does not exist, whoever's it is."""
    if thing is None:
        raise Http404
    return thing
