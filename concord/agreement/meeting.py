"""The page for two people who changed the same words at once: both texts, and three ways on. Nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from concord.agreement import rules
from concord.agreement.actions import ChangedMeanwhile
from concord.agreement.rules import Change, Piece


@dataclass(frozen=True)
class Row:
    """One field in which the two texts differ."""

    label: str
    theirs: str
    yours: str
    pieces: list[Piece]
    both: bool


def both_texts(
    request: HttpRequest, changed: ChangedMeanwhile, *, form: Callable[[QueryDict], Form], labels: Mapping[str, str], theirs_url: str,
    in_words: Callable[[str, str], str] | None = None,
) -> HttpResponse:  # fmt: skip
    """Answer 409. `form` builds the room's own form from data; `labels` names the fields that are words, in order; `in_words`
    says a field that holds a choice as people read it."""
    base = changed.base.words if changed.base else {}
    theirs, yours = changed.newest.words, changed.yours
    clash = rules.changed_by_both(base, theirs=theirs, mine=yours)
    rows = [
        _row(
            change, str(labels[change.field]), both=change.field in clash, say=in_words or (lambda _field, value: value)
        )
        for change in rules.changes(theirs, yours, labels)
    ]
    mine = _typed(request.POST, seen=changed.newest.number)
    together = mine.copy()
    for field in labels:
        together[field] = changed.together.get(field, "")
    given = {
        "changed": changed, "rows": rows, "clash": any(row.both for row in rows), "form": form(together), "theirs_url": theirs_url,
        "mine": [(name, value) for name, values in mine.lists() for value in values],
    }  # fmt: skip
    return render(request, "agreement/changed.html", given, status=409)


def _row(change: Change, label: str, *, both: bool, say: Callable[[str, str], str]) -> Row:
    theirs, yours = say(change.field, change.before), say(change.field, change.after)
    return Row(label, theirs, yours, rules.difference(theirs, yours), both)


def _typed(post: QueryDict, *, seen: int) -> QueryDict:
    typed = post.copy()
    typed.pop("csrfmiddlewaretoken", None)
    typed["seen"] = str(seen)
    return typed
