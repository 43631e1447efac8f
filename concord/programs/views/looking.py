"""The shelf, one entry on it, and how its words changed."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from concord.access.doors import practice_page, their_day
from concord.access.permissions import Permission
from concord.people.models import Practice
from concord.plan.models import Kind
from concord.programs import reads, rules, shown
from concord.programs.forms import SignForm

LONGEST_SEARCH = 60
USUAL_REVIEW = timedelta(days=365)


@practice_page(Permission.SEE_SHELF)
def shelf(request: HttpRequest, practice: Practice) -> HttpResponse:
    sought, kind = request.GET.get("q", "").strip()[:LONGEST_SEARCH], request.GET.get("kind", "")
    found = reads.shelf(practice, sought=sought, kind=kind)
    today = their_day(request)
    given = {
        "practice": practice, "sought": sought, "kind": kind, "kinds": Kind.choices, "off": reads.taken_off(practice),
        "in_use": [one for one in found if not one.why_not_in_force(today)],
        "waiting": [(one, one.why_not_in_force(today)) for one in found if one.why_not_in_force(today)],
    }  # fmt: skip
    return render(request, "programs/shelf.html", given)


@practice_page(Permission.SEE_SHELF)
def entry(request: HttpRequest, practice: Practice, entry_id: int) -> HttpResponse:
    return render(request, "programs/entry.html", entry_page(request, practice, entry_id))


@practice_page(Permission.SEE_SHELF)
def versions(request: HttpRequest, practice: Practice, entry_id: int) -> HttpResponse:
    entry = reads.entry_of(practice, entry_id)
    history = shown.with_changes(reads.versions_of(entry))
    return render(request, "programs/versions.html", {"practice": practice, "entry": entry, "history": history})


def entry_page(request: HttpRequest, practice: Practice, entry_id: int, signing: SignForm | None = None) -> dict:
    """Everything on an entry's page; `signing` is the form that was refused."""
    today = their_day(request)
    found = reads.on_shelf(reads.entry_of(practice, entry_id))
    draft = found.newest.words if found.has_draft else None
    fresh = SignForm(initial={"next_review_day": _in_a_year(today), "seen": found.newest.number})
    return {
        "practice": practice, "one": found, "why_not": found.why_not_in_force(today), "draft": draft and shown.sheet(draft),
        "sheet": shown.sheet(found.words), "signing": signing or fresh, "may_sign": shown.may_sign(request.user, practice),
        "missing": rules.names(rules.missing_to_sign(found.newest.words)),
        "changes": shown.changes(found.signature.version.words, draft) if found.signature and draft else [],
    }  # fmt: skip


def _in_a_year(today: date) -> date:
    return today + USUAL_REVIEW
