"""I am away: said in two days, taken back in one tap."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from concord.access.attempt import attempt
from concord.team import actions, reads
from concord.team.forms import AwayForm, posted


def away(request: HttpRequest) -> HttpResponse:
    form = AwayForm(posted(request))
    if request.method == "POST" and form.is_valid():
        said = attempt(form, actions.say_away, **form.cleaned_data, by=request.user, now=timezone.now())
        if said is not None:
            messages.success(request, _("Noted. Meanwhile somebody else in each team answers, and people see who."))
            return redirect("team:away")
    page = {"form": form, "absences": reads.absences_of(request.user, today=timezone.localdate())}  # type: ignore[arg-type]
    return render(request, "team/away.html", page, status=422 if form.errors else 200)


@require_POST
def back(request: HttpRequest, number: int) -> HttpResponse:
    absence = reads.own_absence(request.user, number)  # type: ignore[arg-type]
    if absence is None:
        raise Http404
    actions.take_back_away(absence=absence, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _("Taken back. Questions come to you again."))
    return redirect("team:away")
