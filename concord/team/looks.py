"""The trace in plain words, day by day, for the patient whose record it is. The one place that reads it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from concord.access.models import Trace
from concord.access.permissions import Permission
from concord.people.models import CareTie, Patient, Person
from concord.team.acts import ACTS

ROWS = 200


@dataclass
class Look:
    """What one person did in the same way on one day; `times` counts."""

    words: str
    allowed: bool
    last_at: datetime
    times: int = 1


@dataclass
class OnePersonsDay:
    who: str
    role: str
    looks: list[Look]


@dataclass(frozen=True)
class Page:
    days: list[tuple[date, list[OnePersonsDay]]]
    earlier: str
    """Where the next page begins; empty when there is nothing older."""


def days(patient: Patient, *, but_for: Person, before: str = "") -> Page:
    """The newest looks and acts of others, grouped by the reader's own days. `before` is a page's `earlier`."""
    rows = list(_others(patient, but_for, before)[: ROWS + 1])
    shown = rows[:ROWS]
    earlier = f"{shown[-1].at.isoformat()}_{shown[-1].key}" if len(rows) > ROWS else ""
    roles: dict[int | None, str] = {
        tie.person_id: tie.words for tie in CareTie.objects.filter(patient=patient).order_by("from_at")
    }
    by_day = groupby(shown, key=lambda row: timezone.localtime(row.at).date())
    return Page([(day, _people(list(of_day), roles)) for day, of_day in by_day], earlier)


def _others(patient: Patient, but_for: Person, before: str):
    rows = (
        Trace.objects.filter(patient=patient).exclude(person=but_for).select_related("person").order_by("-at", "-key")
    )
    place = _place(before)
    return rows.filter(Q(at__lt=place[0]) | Q(at=place[0], key__lt=place[1])) if place else rows


def _place(written: str) -> tuple[datetime, UUID] | None:
    """Where a page begins; an address that somebody changed by hand begins at the newest."""
    at, _underscore, key = written.rpartition("_")
    try:
        # A plus sign in an address arrives as a blank.
        moment = datetime.fromisoformat(at.replace(" ", "+"))
        return (moment, UUID(key)) if moment.tzinfo else None
    except ValueError:
        return None


def _people(rows: list[Trace], roles: dict[int | None, str]) -> list[OnePersonsDay]:
    """Newest first, each person once a day, with what they did."""
    found: dict[int | None, OnePersonsDay] = {}
    same: dict[tuple, Look] = {}
    for row in rows:
        who = row.person.called if row.person else _("Concord itself")
        day = found.setdefault(row.person_id, OnePersonsDay(who, roles.get(row.person_id, ""), []))
        key = (row.person_id, row.what, row.permission, row.allowed)
        if key in same:
            same[key].times += 1
            continue
        same[key] = Look(words_of(row.what, row.permission, allowed=row.allowed), row.allowed, row.at)
        day.looks.append(same[key])
    return list(found.values())


def words_of(what: str, permission: str, *, allowed: bool) -> str:
    known = Permission.__members__.get(permission)
    if not allowed:
        return _("wanted to %(do)s, and was refused") % {"do": known.words} if known else _("was refused")
    if what == "looked" and known:
        return _("opened the record") if known is Permission.SEE_PATIENT else _("came to %(do)s") % {"do": known.words}
    return str(ACTS.get(what, what))
