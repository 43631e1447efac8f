"""What stands in the navigation, by who looks: the patient's four places, a partner's tabs, and which layout a page wears."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, partial

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from concord.access.doors import MOST_AT_THE_SIDE
from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.people.models import CareTie
from concord.people.roles import Role
from concord.plan.reads.threads import thing_of, things_of


@dataclass(frozen=True)
class Place:
    """A link of the navigation: shown to whom its page opens, current in all of `rooms` and on the pages of `pages`."""

    label: Promise
    icon: str
    name: str
    needs: Permission
    rooms: set[str] = field(default_factory=set)
    pages: set[str] = field(default_factory=set)
    only_for: set[str] = field(default_factory=set)
    """Roles; empty is everybody to whom its page opens."""

    def link(self, tie: CareTie, here: str) -> dict:
        current = here.split(":")[0] in self.rooms or here == self.name or here in self.pages
        return {
            "label": self.label,
            "icon": self.icon,
            "url": reverse(self.name, args=[tie.patient_id]),
            "current": current,
        }


PATIENTS_PLACES = [
    Place(_("Today"), "today", "checkins:today", Permission.ANSWER_CHECKIN, {"checkins"}),
    Place(
        _("Plan"),
        "plan",
        "plan:plan",
        Permission.SEE_PLAN,
        {"plan", "goals", "findings", "visits"},
        {"progress", "weeks"},
    ),
    Place(
        _("Story"),
        "story",
        "story:story",
        Permission.SEE_STORY,
        {"story", "medicines", "measures"},
        {"know", "going_on", "sentence"},
    ),
    Place(_("Team"), "team", "team:team", Permission.SEE_TEAM, {"team", "conversation"}, {"find"}),
]
PARTNERSHIP_TABS = [
    Place(_("Overview"), "overview", "overview", Permission.SEE_PATIENT),
    Place(_("Promises"), "team", "plan:promises", Permission.KEEP_PROMISE, only_for={Role.SUPPORTER}),
    Place(
        _("Story"),
        "story",
        "story:story",
        Permission.SEE_STORY,
        {"story", "medicines"},
        {"know", "going_on", "sentence"},
    ),
    Place(_("Goals"), "goals", "goals:goals", Permission.SEE_GOALS, {"goals"}),
    Place(_("Plan"), "plan", "plan:plan", Permission.SEE_PLAN, {"plan", "programs"}),
    Place(_("Progress"), "progress", "progress", Permission.SEE_DAYS, {"measures", "checkins", "findings"}, {"weeks"}),
    Place(_("Conversation"), "talk", "conversation:threads", Permission.SEE_MESSAGES, {"conversation"}, {"find"}),
    Place(_("Visit"), "visit", "visits:screen", Permission.SEE_VISIT_SCREEN, {"visits"}),
    Place(_("Team"), "team", "team:team", Permission.SEE_TEAM, {"team"}),
]


def places(request: HttpRequest) -> dict:
    """Template context of every page. Behind a patient's door it asks the database nothing beyond what the door already read;
    elsewhere one question, and only of those who are signed in."""
    tie: CareTie | None = getattr(request, "tie", None)
    context: dict = {
        "demo": settings.DEMO,
        "person": getattr(request, "user", None),
        "tie": tie,
        "patient": tie and tie.patient,
    }
    here = request.resolver_match.view_name if request.resolver_match else ""
    if tie is None:
        nearby = partial(_nearby, request)
        return {
            **context,
            "layout": "web/plain_layout.html",
            "places": [],
            "tabs": [],
            "emergency_number": lambda: _number_of(request, nearby()),
            "own_places": lambda: _own_places(nearby(), here),
        }
    own = tie.role == Role.PATIENT
    links = [
        place.link(tie, here)
        for place in (PATIENTS_PLACES if own else PARTNERSHIP_TABS)
        if allows(tie, place.needs) and (not place.only_for or tie.role in place.only_for)
    ]
    kwargs = request.resolver_match.kwargs if request.resolver_match else {}
    thread = kwargs.get("thread_id") if here.startswith("conversation:") else None
    return {
        **context,
        # Asked only where a template names it: the page of a thread, and the list of them.
        "thread_about": partial(thing_of, tie, thread) if thread else None,
        "threads_about": cache(partial(things_of, tie)) if here == "conversation:threads" else None,
        "bring_coach": own and getattr(tie, "has_coach", False),
        "emergency_number": tie.patient.practice.emergency_number,
        "layout": "web/patient_layout.html" if own else "web/partnership_layout.html",
        "places": links if own else [],
        "tabs": [] if own else links,
        "side_groups": [] if own else [{"label": _("My people"), "people": _at_the_side(request.ties, tie)}],  # type: ignore[attr-defined]
    }


def _nearby(request: HttpRequest) -> list[CareTie]:
    """The reader's ties, for pages that are about no patient; read once a request. A page that tells of a fault asks nothing:
    what the request did is taken back already."""
    refused = connection.in_atomic_block and connection.needs_rollback
    if refused or not getattr(request, "user", None) or not request.user.is_authenticated:
        return []
    if not hasattr(request, "nearby"):
        mine = CareTie.objects.still_open().filter(person=request.user.pk).select_related("patient__practice")
        request.nearby = list(mine.order_by("pk")[:MOST_AT_THE_SIDE])  # type: ignore[attr-defined]
    return request.nearby  # type: ignore[attr-defined]


def _number_of(request: HttpRequest, ties: list[CareTie]) -> str:
    """Whom to call: known where the page is about one practice, or all the reader's patients are of practices with one number."""
    if practice := getattr(request, "practice", None):
        return practice.emergency_number
    numbers = {tie.patient.practice.emergency_number for tie in ties}
    return numbers.pop() if len(numbers) == 1 else ""


def _own_places(ties: list[CareTie], here: str) -> list[dict]:
    """The four places of somebody who has one record of their own, so that their account is not a dead end."""
    own = [tie for tie in ties if tie.role == Role.PATIENT]
    if len(own) != 1:
        return []
    return [{**place.link(own[0], here), "current": False} for place in PATIENTS_PLACES if allows(own[0], place.needs)]


def _at_the_side(ties: list[CareTie], here: CareTie) -> list[dict]:
    """Those beside whom the reader stands, by name; their own record stands elsewhere."""
    beside = [tie for tie in ties if tie.role != Role.PATIENT]
    return [
        {"name": tie.patient.called, "url": reverse("overview", args=[tie.patient_id]), "current": tie.pk == here.pk}
        for tie in beside
    ]
