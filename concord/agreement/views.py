"""How easy is what I have written? Told while one types, or on a page of its own; nothing of it is kept."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from concord.agreement.ease import ease_of

MOST_FIELDS = 8
FIELD = re.compile(r"^[a-z][a-z0-9_]{0,39}$")


@require_POST
def reading(request: HttpRequest) -> HttpResponse:
    """`fields` in the address names the boxes to read; their words come in the body and are only counted."""
    named = [name for name in request.GET.get("fields", "").split(",") if FIELD.match(name)][:MOST_FIELDS]
    text = "\n".join(request.POST.get(name, "") for name in named)
    given = {"ease": ease_of(text, get_language() or "en"), "fields": ",".join(named), "asked": True}
    return render(request, "agreement/_reading.html" if request.htmx else "agreement/reading.html", given)  # type: ignore[attr-defined]
