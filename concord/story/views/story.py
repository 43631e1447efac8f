"""The Story page: what bothers most, the telling, the timeline, the possible causes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from concord.access.doors import patient_page, their_day
from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.people.models import CareTie, Patient
from concord.people.roles import Role
from concord.story import reads, rules
from concord.story.drawing import draw_story
from concord.story.models import Event
from concord.story.reads.sentences import in_short

FIRST_YEAR, LAST_YEAR = 1850, 2100
RECENT = 6


FOLDED_FROM = 5
"""With more events than these the picture tells them, and the list in words is folded under it."""


@dataclass(frozen=True)
class Window:
    """What of the timeline is looked at: years and kind, from the address."""

    first_year: int | None
    last_year: int | None
    kind: str

    @classmethod
    def asked(cls, query: QueryDict) -> Window:
        first, last = _year(query.get("from", "")), _year(query.get("to", ""))
        if first and last and first > last:
            first, last = last, first
        kind = query.get("kind", "")
        return cls(first, last, kind if kind in Event.Kind.values else "")

    @property
    def first(self) -> date | None:
        return date(self.first_year, 1, 1) if self.first_year else None

    @property
    def last(self) -> date | None:
        return date(self.last_year, 12, 31) if self.last_year else None

    @property
    def asks(self) -> bool:
        """Whether somebody asked for years or a kind: then the list stands open."""
        return bool(self.first_year or self.last_year or self.kind)

    def holds(self, event: Event) -> bool:
        """An event without a date is shown only when no years are asked for."""
        if self.kind and event.kind != self.kind:
            return False
        if event.began_first is None:
            return self.first is None and self.last is None
        end = date.max if event.still_going else event.ended_last or event.began_last or event.began_first
        return (self.last is None or event.began_first <= self.last) and (self.first is None or end >= self.first)

    def address(self, **changed: object) -> str:
        asked = {"from": self.first_year, "to": self.last_year, "kind": self.kind, **changed}
        return "?" + urlencode({name: value for name, value in asked.items() if value}) + "#timeline"


@patient_page(Permission.SEE_STORY)
def story(request: HttpRequest, patient: Patient) -> HttpResponse:
    events = list(reads.events(patient))
    window, today = Window.asked(request.GET), their_day(request)
    shown = [event for event in events if window.holds(event)]
    picture = draw_story(
        patient, shown, first=window.first, last=window.last, today=today, more_url=_nearer(patient, window)
    )
    told = [(telling, _marked(telling, events)) for telling in reads.tellings(patient)]
    fold = picture is not None and len(shown) > FOLDED_FROM
    page = {"window": window, "picture": picture, "shown": shown, "fold": fold, "count": len(events), "told": told}
    lists = {
        "causes": reads.causes_in_short(patient),
        "short": in_short(patient),
        "kinds": _kinds(events, window),
    }
    beside = {"recent": _recent(events)} if request.tie.role != Role.PATIENT else {}  # type: ignore[attr-defined]
    more = {
        "may": may(request.tie),
        "decades": _decades(events, window),
    }  # type: ignore[attr-defined]
    return render(request, "story/story.html", {**page, **lists, **beside, **more})


def may(tie: CareTie) -> dict[str, object]:
    """What the page offers to this reader, and the sentence where it does not."""
    return {
        "own": tie.role == Role.PATIENT,
        "write": allows(tie, Permission.WRITE_STORY),
        "concern": allows(tie, Permission.WRITE_CONCERN),
        "cause": allows(tie, Permission.WRITE_CAUSE),
        "why_not_cause": rules.why_not_cause_as(Role(tie.role)) if not allows(tie, Permission.WRITE_CAUSE) else "",
        "medicines": allows(tie, Permission.SEE_MEDICINES),
        "sentence": allows(tie, Permission.WRITE_SENTENCE),
        "suggest": allows(tie, Permission.SUGGEST_WORDS),
        "retell": allows(tie, Permission.RETELL),
        "answer": allows(tie, Permission.ANSWER_RETELLING),
    }


def _recent(events: list[Event]) -> list[Event]:
    """What was written down last, for the margin: who said what, and when."""
    return sorted(events, key=lambda event: event.written_at, reverse=True)[:RECENT]


def _year(written: str) -> int | None:
    year = int(written) if written.isascii() and written.isdigit() and len(written) == 4 else 0
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def _nearer(patient: Patient, window: Window) -> Callable[[date, date], str]:
    """Where “+3” leads: the years of these events, so near that each finds room, else their rows in the list."""

    def address(first: date, last: date) -> str:
        here = reverse("story:story", args=[patient.pk])
        if (window.first_year, window.last_year) == (first.year, last.year):
            return here + window.address().replace("#timeline", "#events")
        return here + window.address(**{"from": first.year, "to": last.year})

    return address


def _kinds(events: list[Event], window: Window) -> list[dict]:
    there = {event.kind for event in events}
    return [
        {"label": kind.label, "url": window.address(kind=kind.value), "current": window.kind == kind.value}
        for kind in Event.Kind
        if kind.value in there
    ]


def _decades(events: list[Event], window: Window) -> list[dict]:
    starts = sorted({event.began_first.year // 10 * 10 for event in events if event.began_first})
    return [
        {
            "label": f"{start}–{(start + 9) % 100:02}",
            "url": window.address(**{"from": start, "to": start + 9}),
            "current": (window.first_year, window.last_year) == (start, start + 9),
        }
        for start in starts
    ]


def _marked(telling, events: list[Event]) -> list[tuple[str, int | None]]:
    return rules.marked(telling.words, {event.piece: event.pk for event in events if event.piece})
