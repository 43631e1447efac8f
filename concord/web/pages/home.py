"""The first page after signing in: straight to Today, or My people, or a choice when one person is both."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from concord.access.doors import their_day, this_moment
from concord.attention.reads import memberships_of, panel, ties_of
from concord.people.models import Patient
from concord.people.roles import Role
from concord.story.reads import beginning

LONGEST_SEARCH = 60


def _first_place(request: HttpRequest, patient: Patient) -> str:
    """Today; once, straight after coming in by an invitation, the first ten minutes, as long as nobody has begun them."""
    just_in = request.session.pop("arrived", False)
    place = "story:welcome" if just_in and beginning(patient) is None else "checkins:today"
    return reverse(place, args=[patient.pk])


def home(request: HttpRequest) -> HttpResponse:
    ties, members = ties_of(request.user), memberships_of(request.user)
    request.nearby = ties  # type: ignore[attr-defined]
    own = [tie for tie in ties if tie.role == Role.PATIENT]
    if len(own) == 1 and len(ties) == 1 and not members:
        return redirect(_first_place(request, own[0].patient))
    if len(ties) == 1 and ties[0].role == Role.SUPPORTER and not members:
        return redirect("overview", ties[0].patient_id)
    sought = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    beside = [tie for tie in ties if tie.role not in (Role.PATIENT, Role.SUPPORTER)]
    found = [tie for tie in beside if sought.casefold() in tie.patient.called.casefold()]
    supported = [tie for tie in ties if tie.role == Role.SUPPORTER]
    given = {
        "own": own,
        "panel": panel(found, request.user, today=their_day(request), now=this_moment(request)),
        "supported": supported,
        "members": members,
        "sought": sought,
        "many": len(beside),
        "in_several_roles": len({tie.words for tie in beside}) > 1,
    }
    return render(request, "attention/people.html", given)
