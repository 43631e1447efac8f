"""What may happen to versioned words, what changed between two of them, and how two changes are put together."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

SAME, GONE, NEW = "same", "gone", "new"
LONGEST = 4000
UNKEEPABLE = re.compile(r"[\x00\ud800-\udfff]")


@dataclass(frozen=True)
class Piece:
    """A run of words in a difference: `kind` is SAME, GONE or NEW."""

    kind: str
    words: str


@dataclass(frozen=True)
class Change:
    """What changed in one field of the words, ready to be shown."""

    field: str
    before: str
    after: str
    pieces: tuple[Piece, ...]


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


def changes(before: Mapping[str, str], after: Mapping[str, str], fields: Iterable[str]) -> list[Change]:
    """The fields whose words differ, in the order of `fields`, each with its difference word by word."""
    return [
        Change(field, before.get(field, ""), after.get(field, ""), tuple(difference(before.get(field, ""), after.get(field, ""))))
        for field in fields
        if before.get(field, "") != after.get(field, "")
    ]  # fmt: skip


def put_together(base: Mapping[str, str], *, theirs: Mapping[str, str], mine: Mapping[str, str]) -> dict[str, str]:
    """Field by field: a change that only one side made is taken; where both changed the same field, mine stands for now."""
    fields = list(dict.fromkeys([*mine, *theirs]))
    return {
        field: theirs.get(field, "") if mine.get(field, "") == base.get(field, "") else mine.get(field, "")
        for field in fields
    }


def changed_by_both(base: Mapping[str, str], *, theirs: Mapping[str, str], mine: Mapping[str, str]) -> list[str]:
    """The fields that no rule can decide: both sides changed them, and not to the same words."""
    return [
        field
        for field in dict.fromkeys([*mine, *theirs])
        if base.get(field, "") not in (theirs.get(field, ""), mine.get(field, ""))
        and theirs.get(field, "") != mine.get(field, "")
    ]


def _words(text: str) -> list[str]:
    return re.findall(r"\S+\s*|\s+", text)


def why_not_keep(words: Mapping[str, str]) -> str | None:
    """Words are text that PostgreSQL can hold and a person can read; their meaning is the owning room's matter."""
    if not any(value.strip() for value in words.values()):
        return _("There are no words here yet. Please write something first.")
    if any(UNKEEPABLE.search(value) for value in words.values()):
        return _("These words hold a sign that cannot be stored. Please type them again without it.")
    if any(len(value) > LONGEST for value in words.values()):
        return _("This is longer than %(longest)s signs. Please shorten it, or say it in two.") % {"longest": LONGEST}
    return None


def why_not_revise(before: Mapping[str, str], after: Mapping[str, str]) -> str | None:
    """Words that did not change make no new version: acknowledgements must not fall for nothing."""
    if before == after:
        return _("Nothing was changed, so there is nothing to save.")
    return None


def why_not_acknowledge(number: int, *, current: int) -> str | None:
    """A yes belongs to the words that were read."""
    if number != current:
        return _("The words have changed since you read them. Please read them again, then say yes.")
    return None
