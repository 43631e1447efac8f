"""What may happen to versioned words, and what changed between two of them."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

SAME, GONE, NEW = "same", "gone", "new"


@dataclass(frozen=True)
class Piece:
    """A run of words in a difference: `kind` is SAME, GONE or NEW."""

    kind: str
    words: str


def difference(before: str, after: str) -> list[Piece]:
    """Word-by-word difference, in reading order; joining SAME and NEW gives `after`, SAME and GONE gives `before`."""
    old, new = _words(before), _words(after)
    pieces: list[Piece] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece(SAME, "".join(old[a:b])))
            continue
        if b > a:
            pieces.append(Piece(GONE, "".join(old[a:b])))
        if d > c:
            pieces.append(Piece(NEW, "".join(new[c:d])))
    return pieces


def _words(text: str) -> list[str]:
    return re.findall(r"\S+\s*|\s+", text)


def why_not_revise(before: dict, after: dict) -> str | None:
    """Words that did not change make no new version: acknowledgements must not fall for nothing."""
    if before == after:
        return _("Nothing was changed, so there is nothing to save.")
    return None


def why_not_acknowledge(number: int, *, current: int) -> str | None:
    """A yes belongs to the words that were read."""
    if number != current:
        return _("The words have changed since you read them. Please read them again, then say yes.")
    return None
