"""The shelf in the words of a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from concord.access.guard import NotAllowed, require_member
from concord.access.permissions import Permission
from concord.agreement import rules as agreement
from concord.people.models import Person, Practice
from concord.programs.forms import LABELS, SURENESS
from concord.programs.models import Mode, ShelfVersion, SourceKind

CHOSEN: Mapping[str, Mapping[str, Any]] = {
    "sureness": dict(SURENESS), "source_kind": dict(SourceKind.choices), "mode": dict(Mode.choices),
}  # fmt: skip


def sheet(words: Mapping[str, str]) -> dict[str, list[dict[str, str]]]:
    """The fields of an entry's page in groups: what is said to the person, and what is for whoever suggests it."""
    return {
        "person": _lines(words, ("options", "harms")),
        "team": _lines(words, ("for_whom", "not_for", "ask_first")),
        "source": _lines(words, ("source_kind", "citation")),
    }


def words_of(field: str, value: str) -> str:
    return str(CHOSEN.get(field, {}).get(value, value))


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> list[dict[str, Any]]:
    """Field by field, word by word."""
    told = [{field: words_of(field, words.get(field, "")) for field in LABELS} for words in (before, after)]
    return [
        {"label": LABELS[change.field], "pieces": change.pieces}
        for change in agreement.changes(told[0], told[1], LABELS)
    ]


def with_changes(history: Iterable[ShelfVersion]) -> list[ShelfVersion]:
    """Each version with what changed since the one before it."""
    versions = list(history)
    for newer, older in zip(versions, [*versions[1:], None], strict=True):
        newer.changes = changes(older.words if older else {}, newer.words)  # type: ignore[attr-defined]
    return versions


def may_sign(person: Person, practice: Practice) -> bool:
    try:
        return require_member(person, Permission.SIGN_SHELF, practice=practice) is not None
    except NotAllowed:
        return False


def _lines(words: Mapping[str, str], fields: Iterable[str]) -> list[dict[str, str]]:
    found = [(field, words_of(field, words.get(field, ""))) for field in fields]
    return [{"label": str(LABELS[field]), "words": said, "field": field} for field, said in found if said]
