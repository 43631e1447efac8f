"""The page for two people who changed the same words at once: both texts, and three ways on. Nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from concord.agreement import rules
from concord.agreement.actions import ChangedMeanwhile
from concord.agreement.rules import Piece


@dataclass(frozen=True)
class Row:
    """One field in which the two texts differ."""

    label: str
    theirs: str
    yours: str
    pieces: list[Piece]
    both: bool


def both_texts(
    request: HttpRequest, changed: ChangedMeanwhile, *, form: Callable[[QueryDict], Form], labels: Mapping[str, str], theirs_url: str
) -> HttpResponse:  # fmt: skip
    """Answer 409. `form` builds the room's own form from data; `labels` names the fields that are words, in order."""
    base = changed.base.words if changed.base else {}
    theirs, yours = changed.newest.words, changed.yours
    clash = rules.changed_by_both(base, theirs=theirs, mine=yours)
    rows = [
        Row(str(labels[change.field]), change.before, change.after, list(change.pieces), change.field in clash)
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


def _typed(post: QueryDict, *, seen: int) -> QueryDict:
    typed = post.copy()
    typed.pop("csrfmiddlewaretoken", None)
    typed["seen"] = str(seen)
    return typed
