"""The demo's door: one click, and one is in as any of its people."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from concord.demo.entering import everybody
from concord.team.signin import sign_in


@login_not_required
def door(request: HttpRequest) -> HttpResponse:
    if not settings.DEMO:
        raise Http404
    groups = everybody()
    if request.method == "POST":
        chosen = [one for group in groups for one in group.people if str(one.person.pk) == request.POST.get("who")]
        if not chosen:
            raise Http404
        sign_in(request, chosen[0].person)
        return redirect("/")
    return render(request, "demo/door.html", {"groups": groups})
