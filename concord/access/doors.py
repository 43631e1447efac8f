"""The door of every page about a patient: strangers get 404, the unentitled 403, and others' visits leave a trace."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Any

from django.db.models import Case, Exists, OuterRef, When
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils import timezone

from concord.access.guard import allows, leave_trace, require, require_member
from concord.access.permissions import Permission
from concord.people.models import CareTie, Membership
from concord.people.roles import Role

View = Callable[..., HttpResponse]
MOST_AT_THE_SIDE = 40
LOOKING, METHODS = ("GET", "HEAD"), ("GET", "HEAD", "POST")
SHOWS_A_PAGE = (200, 422)


def their_day(request: HttpRequest) -> date:
    """The day it is where the reader is: in the zone that their device told, else in their account's; see the middleware."""
    return timezone.localtime(timezone.now()).date()


def this_moment(request: HttpRequest) -> datetime:
    """For pages over several rooms, which read no clock of their own."""
    return timezone.now()


def patient_page(permission: Permission) -> Callable[[View], View]:
    """Wrap `view(request, patient, ...)` for an address with `patient_id`; sets `request.patient` and `request.tie`."""

    def decorate(view: View) -> View:
        @wraps(view)
        def at_the_door(request: HttpRequest, patient_id: int, *args: Any, **kwargs: Any) -> HttpResponse:
            tie = _tie_or_404(request, patient_id)
            request.patient, request.tie = tie.patient, tie  # type: ignore[attr-defined]
            if not allows(tie, permission):
                require(request.user, permission, patient=tie.patient)  # type: ignore[arg-type]
            if request.method not in METHODS:
                return HttpResponseNotAllowed(METHODS)
            if request.method in LOOKING:
                _looked(request, tie, permission)
            answer = view(request, tie.patient, *args, **kwargs)
            # Whatever is sent: an answer that shows a page was a look.
            if request.method not in LOOKING and answer.status_code in SHOWS_A_PAGE:
                _looked(request, tie, permission)
            return answer

        at_the_door.door = permission  # type: ignore[attr-defined]
        return at_the_door

    return decorate


def _looked(request: HttpRequest, tie: CareTie, permission: Permission) -> None:
    if tie.role != Role.PATIENT:
        leave_trace("looked", by=request.user, patient=tie.patient, at=timezone.now(), permission=permission)  # type: ignore[arg-type]


def practice_page(permission: Permission) -> Callable[[View], View]:
    """Wrap `view(request, practice, ...)` for an address with `practice_id`; those who do not work there get 404."""

    def decorate(view: View) -> View:
        @wraps(view)
        def at_the_door(request: HttpRequest, practice_id: int, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method not in METHODS:
                return HttpResponseNotAllowed(METHODS)
            works_there = Membership.objects.still_open().filter(person=request.user.pk, practice_id=practice_id)
            member = works_there.select_related("practice").first()
            if member is None:
                raise Http404
            require_member(request.user, permission, practice=member.practice)  # type: ignore[arg-type]
            request.practice = member.practice  # type: ignore[attr-defined]
            return view(request, member.practice, *args, **kwargs)

        at_the_door.door = permission  # type: ignore[attr-defined]
        return at_the_door

    return decorate


def _tie_or_404(request: HttpRequest, patient_id: int) -> CareTie:
    """The visitor's tie to this patient. The same query brings the other people beside whom they stand, for the list at the side, and
    whether there is a coach who could be brought in (`has_coach`)."""
    coaches = CareTie.objects.still_open().filter(patient=OuterRef("patient"), role=Role.COACH)
    ties = CareTie.objects.still_open().filter(person=request.user.pk).select_related("patient__practice")
    ties = ties.annotate(has_coach=Exists(coaches))
    here = Case(When(patient_id=patient_id, then=0), default=1)
    found = list(ties.order_by(here, "patient__called", "pk")[:MOST_AT_THE_SIDE])
    if not found or found[0].patient_id != patient_id:
        raise Http404
    request.ties = sorted(found, key=lambda tie: (tie.patient.called.casefold(), tie.pk))  # type: ignore[attr-defined]
    return found[0]
