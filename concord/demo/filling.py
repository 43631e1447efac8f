"""Fills an empty demo, all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from concord.demo import persons, practice, shelf
from concord.demo.living import EVENINGS
from concord.demo.partnership import ZONE
from concord.people.models import Practice

Told = Callable[[str, int], None]
"""Called with whose life is being told, and how many evenings of it were told since the last call."""


class NotADemo(RuntimeError):
    """Invented people must never stand beside real ones."""


def evenings() -> int:
    """How many evenings there are to tell."""
    return EVENINGS * sum(one.COURSE is not None for one in persons.ALL)


def fill(*, now: datetime, told: Told = lambda who, evenings: None) -> bool:
    """False when somebody lives here already; then nothing is changed. Raises NotADemo elsewhere."""
    if not settings.DEMO:
        raise NotADemo("The demo's people are only let into a demo: start it with `python -m concord demo`.")
    with transaction.atomic():
        if Practice.objects.exists():
            return False
        today = now.astimezone(ZoneInfo(ZONE)).date()
        of, staff = practice.found(today=today)
        shelf.fill(of, staff, today=today, now=now)
        for one in persons.ALL:
            told(one.CALLED, 0)
            one.tell(staff, today=today, now=now, advance=lambda count, who=one.CALLED: told(who, count))
        return True
