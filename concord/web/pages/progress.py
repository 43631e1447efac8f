"""Progress: each measure as a line, with what went on meanwhile; goals over time. Reads only."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from concord.access.doors import patient_page, their_day
from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.measures.reads import last_day_before
from concord.people.models import Patient
from concord.web.pages.courses import MOST_ON_A_PAGE, Courses, courses
from concord.web.pages.goal_course import goal_courses

SPANS = {
    "month": (_("4 weeks"), 28),
    "quarter": (_("3 months"), 91),
    "year": (_("1 year"), 365),
    "three": (_("3 years"), 1096),
}
USUAL = "quarter"
EARLIEST = date(1900, 1, 1)


@patient_page(Permission.SEE_DAYS)
def progress(request: HttpRequest, patient: Patient) -> HttpResponse:
    chosen = request.GET.get("span", USUAL)
    chosen = chosen if chosen in SPANS else USUAL
    last = _last_day(request)
    first = last - timedelta(days=SPANS[chosen][1] - 1)
    start = _whole(request.GET.get("from"))
    page = courses(patient, first=first, last=last, only=_whole(request.GET.get("measure")) or None, start=start)
    spans = [{"key": key, "label": label, "current": key == chosen} for key, (label, _days) in SPANS.items()]
    following = start + MOST_ON_A_PAGE if len(page.shown) == MOST_ON_A_PAGE and len(page.others) > start else None
    given = {"page": page, "spans": spans, "chosen": chosen, "goals": goal_courses(request.tie, patient, first, last)}
    return render(
        request,
        "pages/progress.html",
        {
            **given,
            "ask_url": reverse("plan:ask", args=[patient.pk]) if allows(request.tie, Permission.ASK_QUESTION) else "",
            "may_see_findings": allows(request.tie, Permission.SEE_FINDINGS),
            "following": following,
            "start": start,
            "until": request.GET.get("until", ""),
            "earlier": _earlier(patient, page),
        },
    )


def _earlier(patient: Patient, page: Courses) -> date | None:
    """The newest day with a number before a span that shows none: an old diary does not look like nothing."""
    return None if any(course.picture.table.rows for course in page.shown) else last_day_before(patient, page.first)


def _last_day(request: HttpRequest) -> date:
    """Up to today where the reader lives, or up to a day from the address: an old diary is looked at where it ends."""
    today = their_day(request)
    try:
        return max(EARLIEST, min(date.fromisoformat(request.GET.get("until", "")), today))
    except ValueError:
        return today


def _whole(given: str | None) -> int:
    return int(given) if given and given.isascii() and given.isdigit() and len(given) < 10 else 0
