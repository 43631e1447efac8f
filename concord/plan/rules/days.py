"""The day that it is for somebody."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo


def local_day(now: datetime, zone: str) -> date:
    """The day in a person's stored zone, for what has no day chosen on their device."""
    return now.astimezone(ZoneInfo(zone)).date()
