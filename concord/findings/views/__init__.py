"""Pages of findings."""

from __future__ import annotations

from typing import TypeVar

from django.http import Http404

Thing = TypeVar("Thing")


def or_404(thing: Thing | None) -> Thing:
    if thing is None:
        raise Http404
    return thing
