"""The demo's door: its invented people, one click each. Registered only where the installation is a demo."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from concord.team import demo_people
from concord.team.signin import sign_in


@login_not_required
def demo_door(request: HttpRequest, about: dict[str, str] | None = None) -> HttpResponse:
    """`about` may give a sentence by e-mail address, in the order in which people shall stand."""
    if not settings.DEMO:
        raise Http404
    people = demo_people.everybody(about or {})
    if request.method == "POST":
        chosen = [
            one.person for group in people for one in group.people if str(one.person.pk) == request.POST.get("who")
        ]
        if not chosen:
            raise Http404
        sign_in(request, chosen[0])
        return redirect("/")
    return render(request, "team/demo_door.html", {"groups": people})
