"""What every request passes: careful headers, one transaction in which the signed-in person acts, and refusals as pages."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable
from contextlib import nullcontext

from django.db import OperationalError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone

from concord.access.guard import NotAllowed, Refused, leave_trace
from concord.agreement.actions import ChangedMeanwhile
from concord.database.acting import act_until_the_end, acting_as

Answer = Callable[[HttpRequest], HttpResponse]
LARGEST_BODY = 11_000_000
"""A file of 10 MB and the words beside it."""
PARTS_HEARD_OUT = 60


def careful_headers(get_response: Answer) -> Answer:
    """Nothing about a person is kept by a browser's or a proxy's cache; fragments and pages are told apart."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        response.headers["Vary"] = ", ".join(filter(None, [response.headers.get("Vary"), "HX-Request"]))
        return response

    return middleware


def not_too_much(get_response: Answer) -> Answer:
    """What is larger than a file may be is answered before anything reads it; a browser hears the answer once it has sent all."""

    def middleware(request: HttpRequest) -> HttpResponse:
        announced = request.META.get("CONTENT_LENGTH") or "0"
        if not announced.isdigit() or int(announced) <= LARGEST_BODY:
            return get_response(request)
        for _part in range(PARTS_HEARD_OUT):
            if not request.read(1_000_000):
                break
        return HttpResponse(render_to_string("413.html"), status=413)

    return middleware


class OneTransaction:
    """The whole request is one transaction; row-level security sees the signed-in person in it, and only in it."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == "/healthz":
            return self.get_response(request)
        request.refusal = None  # type: ignore[attr-defined]
        try:
            response = self._in_one_transaction(request)
        except OperationalError:
            return _resting()
        if request.refusal is not None:  # type: ignore[attr-defined]
            _trace_refusal(request)
        timezone.deactivate()
        return response

    def _in_one_transaction(self, request: HttpRequest) -> HttpResponse:
        nested = transaction.get_connection().in_atomic_block
        with transaction.atomic():
            person = request.user if request.user.is_authenticated else None
            with acting_as(person) if nested else nullcontext():
                if person is not None:
                    if not nested:
                        act_until_the_end(person)
                    _use_zone(request.COOKIES.get("zone", ""), person.zone)
                response = self.get_response(request)
                if response.status_code >= 500:
                    transaction.set_rollback(True)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        transaction.set_rollback(True)
        if isinstance(error, OperationalError):
            return _resting()
        if isinstance(error, NotAllowed):
            request.refusal = error  # type: ignore[attr-defined]
            return render(request, "403.html", {"sentence": error.sentence}, status=403)
        if isinstance(error, Refused):
            return render(request, "403.html", {"sentence": error.sentence}, status=403)
        if isinstance(error, ChangedMeanwhile):
            return render(request, "409.html", {"changed": error}, status=409)
        return None


def _resting() -> HttpResponse:
    """Without the request, whose person could only be read from the database that does not answer."""
    return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": "10"})


def _use_zone(*names: str) -> None:
    """The first zone that exists: the device tells its own by a cookie, since people travel; the account's is for the rest."""
    for name in names:
        try:
            timezone.activate(zoneinfo.ZoneInfo(name))
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
            continue
        return
    timezone.deactivate()


def _trace_refusal(request: HttpRequest) -> None:
    """In a second transaction: the refused one is rolled back, and the attempt must still be on record."""
    refusal: NotAllowed = request.refusal  # type: ignore[attr-defined]
    with transaction.atomic(), acting_as(request.user):
        leave_trace(
            "was refused", by=request.user, patient=refusal.patient, at=timezone.now(),  # type: ignore[arg-type]
            permission=refusal.permission, allowed=False,
        )  # fmt: skip
