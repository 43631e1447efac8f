"""What stands in the navigation, by who looks: the patient's four places, a professional's tabs, and which layout a page wears."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from concord.people.roles import Role


def places(request: HttpRequest) -> dict:
    """Template context of every page; asks the database nothing beyond what the door already read."""
    tie = getattr(request, "tie", None)
    context: dict = {
        "demo": settings.DEMO,
        "person": getattr(request, "user", None),
        "tie": tie,
        "patient": tie and tie.patient,
    }
    if tie is None:
        return {**context, "layout": "web/plain_layout.html", "places": [], "tabs": []}
    named = _patients_places() if tie.role == Role.PATIENT else _partnership_tabs()
    here = request.resolver_match.view_name if request.resolver_match else ""
    links = [
        {
            "label": label,
            "icon": icon,
            "url": reverse(name, args=[tie.patient_id]),
            "current": here.split(":")[0] in rooms or here == name,
        }
        for label, icon, name, rooms in named
        if _stands(name)
    ]
    own = tie.role == Role.PATIENT
    layout = "web/patient_layout.html" if own else "web/partnership_layout.html"
    return {**context, "layout": layout, "places": links if own else [], "tabs": [] if own else links}


def _patients_places() -> list[tuple]:
    return [
        (_("Today"), "today", "checkins:today", {"checkins"}),
        (_("Plan"), "plan", "plan:plan", {"plan", "goals"}),
        (_("Story"), "story", "story:story", {"story", "medicines"}),
        (_("Team"), "team", "team:team", {"team"}),
    ]


def _partnership_tabs() -> list[tuple]:
    return [
        (_("Overview"), "overview", "overview", set()),
        (_("Story"), "story", "story:story", {"story", "medicines"}),
        (_("Goals"), "goals", "goals:goals", {"goals"}),
        (_("Plan"), "plan", "plan:plan", {"plan"}),
        (_("Progress"), "progress", "progress", set()),
    ]


def _stands(name: str) -> bool:
    """Never show a place whose page does not exist."""
    try:
        reverse(name, args=[0])
    except NoReverseMatch:
        return False
    return True
