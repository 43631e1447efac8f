"""One letter a person, in however many threads and records something is new."""

from __future__ import annotations


def letter_key(person: int) -> str:
    return f"new message:{person}"
