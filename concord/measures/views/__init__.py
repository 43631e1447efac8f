"""Pages of numbers, attacks and test results."""

from __future__ import annotations

from typing import TypeVar

from django.http import Http404, HttpRequest

from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.people.roles import Role

Thing = TypeVar("Thing")
LINES_ON_A_PAGE = 50


def or_404(thing: Thing | None) -> Thing:
    """What is not in this record does not exist, whoever's it is."""
    if thing is None:
        raise Http404
    return thing


def may(request: HttpRequest) -> dict[str, bool]:
    """What the page offers to whoever looks; the actions ask again."""
    tie = request.tie  # type: ignore[attr-defined]
    return {
        "may_record": allows(tie, Permission.RECORD_VALUES),
        "may_choose": allows(tie, Permission.CHOOSE_MEASURES),
        "is_patient": tie.role == Role.PATIENT,
    }


def status_of(form: object) -> int:
    return 422 if getattr(form, "errors", None) else 200
