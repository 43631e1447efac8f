"""Events as the pictures' timeline wants them: kinds as lanes, rough dates as spans, words in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from concord.people.models import Patient
from concord.pictures import (
    Grain,
    Lane,
    LifeEvent,
    LifeWords,
    Picture,
    Role,
    Say,
    Span,
    Symbol,
    in_both_sizes,
    timeline,
)
from concord.story.dates.spans import month_name, say
from concord.story.models import Event

K = Event.Kind
SYMBOLS = {
    K.CONDITION: Symbol.SQUARE, K.SYMPTOM: Symbol.CIRCLE, K.MEDICINE: Symbol.LOZENGE, K.PROCEDURE: Symbol.CROSS,
    K.INFECTION: Symbol.STAR, K.INJURY: Symbol.TRIANGLE, K.LIFE_EVENT: Symbol.FLAG, K.MOVE: Symbol.HOUSE, K.WORK: Symbol.BOX,
    K.PREGNANCY: Symbol.RING, K.FAMILY_HISTORY: Symbol.HEXAGON, K.EXPOSURE: Symbol.DROP, K.TEST: Symbol.DIAMOND, K.OTHER: Symbol.DELTA,
}  # fmt: skip
ROLES = {
    Event.RoleInStory.LAID_GROUND: Role.LAID_THE_GROUND,
    Event.RoleInStory.SET_OFF: Role.SET_IT_OFF,
    Event.RoleInStory.KEEPS_GOING: Role.KEEPS_IT_GOING,
}


def draw_story(
    patient: Patient, events: Sequence[Event], *, first: date | None, last: date | None, today: date,
    more_url: Callable[[date, date], str],
) -> Picture | None:  # fmt: skip
    """None when nothing has a date yet."""
    dated = [_life_event(event) for event in events if event.began_first]
    if not dated:
        return None
    shown = {event.kind for event in dated}
    return in_both_sizes(
        timeline,
        dated,
        lanes=[Lane(kind, str(kind.label), symbol) for kind, symbol in SYMBOLS.items() if kind in shown],
        title=_("The story of %(patient)s by year") % {"patient": patient.called},
        description=_describe(dated),
        words=_words(),
        say=Say(day=lambda day: say(day, day), tick=_tick),
        today=today,
        first=first,
        last=last,
        more_url=more_url,
        name="story",
    )


def _life_event(event: Event) -> LifeEvent:
    begins = Span(event.began_first or date.max, event.began_last or date.max)  # only dated ones are drawn
    ends = Span(event.ended_first, event.ended_last) if event.ended_first and event.ended_last else None
    return LifeEvent(
        words=event.words,
        kind=event.kind,
        begins=begins,
        said=event.period.began.said if event.still_going and event.period.began else event.when,
        url=reverse("story:event", args=[event.patient_id, event.pk]),
        ends=ends,
        going_on=event.still_going,
        role=ROLES[Event.RoleInStory(event.role_in_story)] if event.role_in_story else None,
    )


def _describe(dated: Sequence[LifeEvent]) -> str:
    years = [event.begins.earliest.year for event in dated]
    return ngettext(
        "%(count)s event, in %(first)s.", "%(count)s events, from %(first)s to %(last)s.", len(dated)
    ) % {"count": len(dated), "first": min(years), "last": max(years)}  # fmt: skip


def _words() -> LifeWords:
    return LifeWords(
        what=_("What happened"),
        when=_("When"),
        kind=_("Kind"),
        role=_("What it did"),
        going_on=_("still going on"),
        nothing=_("Nothing in these years."),
        roles={ROLES[role]: str(role.label) for role in Event.RoleInStory},
    )


def _tick(day: date, grain: Grain) -> str:
    if grain == Grain.YEAR:
        return str(day.year)
    if grain == Grain.DAY:
        return f"{day.day} {month_name(day.month)[:3]}"
    return f"{month_name(day.month)[:3]} {day.year}" if grain == Grain.MONTH_AND_YEAR else month_name(day.month)[:3]
