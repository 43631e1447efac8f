"""What I want my doctor to know: the patient's own words on one page to print. Useful without anybody else acting."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from concord.access.doors import patient_page, their_day
from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.measures import reads as measures
from concord.medicines import reads as medicines
from concord.medicines.models import Medicine
from concord.people.models import CareTie, Patient
from concord.people.roles import Role
from concord.plan.reads import QuestionInView, open_questions
from concord.story import reads as story
from concord.story.models import Concern, Event, Telling
from concord.story.parts import part_of
from concord.story.rules import pieces

# So much fits on one sheet of A4 beside the rest, in a size that can be read.
MOST_TOLD = 800
MOST_EVENTS = 8
MOST_MEDICINES = 10
MOST_QUESTIONS = 5
LOOK_BACK = timedelta(days=28)


@dataclass
class Page:
    """What the page shows; a part that was left out, or is not shared with the reader, is empty."""

    concerns: list[tuple[Concern, date | None, float | None]]
    told: str = ""
    told_all: bool = True
    events: list[Event] = field(default_factory=list)
    more_events: int = 0
    medicines: list[Medicine] = field(default_factory=list)
    more_medicines: int = 0
    questions: list[QuestionInView] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        return not (self.concerns or self.told or self.events or self.medicines)


@patient_page(Permission.SEE_STORY)
def know(request: HttpRequest, patient: Patient) -> HttpResponse:
    tie, today = request.tie, their_day(request)  # type: ignore[attr-defined]
    page = _gather(tie, patient, today)
    own = tie.role == Role.PATIENT
    part = part_of(request, "PAGE") if own else None
    return render(request, "pages/know.html", {"page": page, "own": own, "part": part, "today": today})


def _gather(tie: CareTie, patient: Patient, today: date) -> Page:
    page = Page(_concerns(tie, patient, today))
    told = next((telling for telling in story.tellings(patient) if telling.written_as == Role.PATIENT), None)
    page.told, page.told_all = _beginning_of(told)
    events = list(story.events(patient))
    page.events = _chosen(events)
    page.more_events = len(events) - len(page.events)
    if allows(tie, Permission.SEE_MEDICINES):
        taken = list(medicines.current(patient))
        page.medicines, page.more_medicines = taken[:MOST_MEDICINES], max(len(taken) - MOST_MEDICINES, 0)
    if tie.role == Role.PATIENT:
        page.questions = open_questions(patient, today=today)[:MOST_QUESTIONS]
    return page


def _concerns(tie: CareTie, patient: Patient, today: date) -> list[tuple[Concern, date | None, float | None]]:
    """Each with the last day of the past four weeks on which it was given a number, and that number."""
    concerns, days = story.active_concerns(patient), measures.DayValues()
    if allows(tie, Permission.SEE_DAYS):
        concerns = concerns.select_related("measure")
        days = measures.day_values(patient, [concern.measure for concern in concerns], today - LOOK_BACK, today)
    latest = {number: max(values.items()) for number, values in days.items() if values}
    return [(concern, *latest.get(concern.measure_id, (None, None))) for concern in concerns]


def _beginning_of(telling: Telling | None) -> tuple[str, bool]:
    """The telling as far as it fits, ending with a whole sentence; and whether that is all of it."""
    words = telling.words if telling else ""
    if len(words) <= MOST_TOLD:
        return words, True
    kept = ""
    for piece in pieces(words):
        if len(kept) + len(piece) + 1 > MOST_TOLD:
            break
        kept = f"{kept} {piece}".strip()
    return kept or words[:MOST_TOLD], False


def _chosen(events: list[Event]) -> list[Event]:
    """In the order of time. Where they are too many: those whose part the patient named, then the latest."""
    if len(events) <= MOST_EVENTS:
        return events
    weighed = sorted(
        events, key=lambda event: (event.role_in_story == "", -(event.began_first or date.min).toordinal())
    )
    wanted = {event.pk for event in weighed[:MOST_EVENTS]}
    return [event for event in events if event.pk in wanted]
