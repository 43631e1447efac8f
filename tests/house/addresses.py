"""Every address of the house, found by walking the resolver: its full name, its pattern, and what stands in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Address:
    name: str
    kept: tuple[str, ...]
    view: Callable[..., Any]

    @property
    def door(self) -> Callable[..., Any] | None:
        """The view as the door wraps it, found beneath what stands around it such as require_POST."""
        view: Any = self.view
        while view is not None and getattr(view, "__code__", None) is not None:
            if view.__code__.co_name == "at_the_door":
                return view
            view = getattr(view, "__wrapped__", None)
        return None


def addresses() -> dict[str, Address]:
    found = {address.name: address for address in _walk(get_resolver(), ())}
    assert len(found) > 80, "the resolver was not walked"
    return found


def _walk(resolver: URLResolver, spaces: tuple[str, ...], before: tuple[str, ...] = ()) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        kept = (*before, *entry.pattern.regex.groupindex)
        if isinstance(entry, URLResolver):
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from _walk(entry, inner, kept)
        elif isinstance(entry, URLPattern):
            assert entry.name, f"an address without a name: {entry.pattern}"
            yield Address(":".join((*spaces, entry.name)), kept, entry.callback)
