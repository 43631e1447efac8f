"""The day that it is for somebody."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo


def local_day(now: datetime, zone: str) -> date:
    """The day in a person's stored zone, for what has no day chosen on their device."""
    return now.astimezone(ZoneInfo(zone)).date()


def begins_at(day: date, zone: str) -> datetime:
    """The moment at which a day begins by the clocks of a zone."""
    return datetime.combine(day, time(), ZoneInfo(zone))


def place_of(zone: str) -> str:
    """A zone as people call it: Johannesburg."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")
