"""Write an event down, change it, take it out, bring it back. Every state it had is kept."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from concord.access.guard import Refused, leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.measures import actions as measures
from concord.people.models import CareTie, Patient, Person
from concord.people.roles import Role
from concord.story import rules
from concord.story.limits import MOST_EVENT, MOST_WHO
from concord.story.models import Event, EventChange, Telling

What = EventChange.What
DATES = ("began_first", "began_last", "ended_first", "ended_last")
SHOWN = ("kind", "words", "began_words", "ended_words", "still_going", "role_in_story", "said_by", "said_by_words")
# A mark on a chart of days must not pretend to know the day: only what is known to about a month is drawn there.
SURE_ENOUGH_DAYS = 31


@transaction.atomic
def add_event(
    *, patient: Patient, kind: str, words: str, when: str = "", until: str = "", still_going: bool = False,
    role_in_story: str = "", said_by: str = "", said_by_words: str = "", telling: Telling | None = None, piece: str = "",
    by: Person, now: datetime,
) -> Event:  # fmt: skip
    """`when` and `until` are the words people use. Without `said_by`, whoever writes says so."""
    tie = require(by, Permission.WRITE_STORY, patient=patient)
    refuse_if(rules.why_not_write(words, most=MOST_EVENT))
    _require_condition(kind, patient=patient, by=by)
    event = Event(patient=patient, written_by=by, written_as=tie.role, written_at=now, telling=telling, piece=piece)
    _fill(event, kind, words, role_in_story, said_by, said_by_words)
    _date(event, when, until, still_going, by=by, now=now)
    event.save()
    keep_event(event, What.ADDED, who=by, now=now)
    leave_trace("wrote an event", by=by, patient=patient, at=now, permission=Permission.WRITE_STORY)
    return event


@transaction.atomic
def edit_event(
    *, event: Event, kind: str, words: str, when: str = "", until: str = "", still_going: bool = False,
    role_in_story: str = "", said_by: str = "", said_by_words: str = "", by: Person, now: datetime,
) -> Event:  # fmt: skip
    """As `add_event`, for those whose words these are. The earlier state stays in the history."""
    tie = require(by, Permission.WRITE_STORY, patient=event.patient)
    refuse_if(why_not_change(event, tie))
    refuse_if(rules.why_not_write(words, most=MOST_EVENT))
    _require_condition(kind, patient=event.patient, by=by)
    _fill(event, kind, words, role_in_story, said_by or event.said_by, said_by_words)
    _date(event, when, until, still_going, by=by, now=now)
    event.save()
    keep_event(event, What.CHANGED, who=by, now=now)
    leave_trace("changed an event", by=by, patient=event.patient, at=now, permission=Permission.WRITE_STORY)
    return event


@transaction.atomic
def say_role(*, event: Event, role_in_story: str, by: Person, now: datetime) -> Event:
    """The patient says what an event did, also where somebody else wrote it down."""
    tie = require(by, Permission.WRITE_STORY, patient=event.patient)
    refuse_if(rules.why_not_say_role(Role(tie.role)))
    role = role_in_story if role_in_story in Event.RoleInStory.values else ""
    if role == event.role_in_story:
        return event  # Tapped twice.
    event.role_in_story = role
    event.save()
    keep_event(event, What.CHANGED, who=by, now=now)
    leave_trace("said what an event did", by=by, patient=event.patient, at=now, permission=Permission.WRITE_STORY)
    return event


@transaction.atomic
def remove_event(*, event: Event, by: Person, now: datetime) -> Event:
    """Take a wrong entry out of the story. It can be brought back."""
    tie = require(by, Permission.WRITE_STORY, patient=event.patient)
    refuse_if(why_not_change(event, tie) or rules.why_not_take_out(event.removed_at is not None))
    event.removed_at = now
    event.save()
    keep_event(event, What.REMOVED, who=by, now=now)
    leave_trace("took out an event", by=by, patient=event.patient, at=now, permission=Permission.WRITE_STORY)
    return event


@transaction.atomic
def restore_event(*, event: Event, by: Person, now: datetime) -> Event:
    tie = require(by, Permission.WRITE_STORY, patient=event.patient)
    refuse_if(why_not_change(event, tie) or rules.why_not_restore(event.removed_at is not None))
    event.removed_at = None
    event.save()
    keep_event(event, What.RESTORED, who=by, now=now)
    leave_trace("brought back an event", by=by, patient=event.patient, at=now, permission=Permission.WRITE_STORY)
    return event


@transaction.atomic
def undo_event(*, event: Event, to: EventChange, by: Person, now: datetime) -> Event:
    """Put the event back as it stood after an earlier change; what it says now stays in the history too."""
    tie = require(by, Permission.WRITE_STORY, patient=event.patient)
    refuse_if(why_not_change(event, tie) or rules.why_not_same_record(to.event_id == event.pk))
    _require_condition(to.as_it_stood["kind"], patient=event.patient, by=by)
    for name in SHOWN:
        setattr(event, name, to.as_it_stood[name])
    for name in DATES:
        written = to.as_it_stood[name]
        setattr(event, name, date.fromisoformat(written) if written else None)
    event.removed_at = None
    event.save()
    keep_event(event, What.UNDONE, who=by, now=now)
    leave_trace("put an event back", by=by, patient=event.patient, at=now, permission=Permission.WRITE_STORY)
    return event


def why_not_change(event: Event, tie: CareTie) -> str | None:
    """The rule with this event's facts: for the action, and for the page that shows the sentence instead of a button."""
    own = event.said_by == Event.SaidBy.PATIENT
    return rules.why_not_change(
        author=event.written_by_id == tie.person_id, own_words_of_patient=own, role=Role(tie.role), who=str(event.written_by)
    )  # fmt: skip


def _require_condition(kind: str, *, patient: Patient, by: Person) -> None:
    if kind == Event.Kind.CONDITION:
        require(by, Permission.NAME_CONDITION, patient=patient)


def _fill(event: Event, kind: str, words: str, role_in_story: str, said_by: str, said_by_words: str) -> None:
    event.kind = kind if kind in Event.Kind.values else Event.Kind.OTHER
    event.words = words.strip()
    event.role_in_story = role_in_story if role_in_story in Event.RoleInStory.values else ""
    by_patient = event.written_as == Role.PATIENT
    event.said_by = said_by or (Event.SaidBy.PATIENT if by_patient else Event.SaidBy.WRITER)
    if by_patient and event.said_by == Event.SaidBy.WRITER:
        event.said_by = Event.SaidBy.PATIENT
    event.said_by_words = said_by_words.strip() if event.said_by == Event.SaidBy.OTHER else ""
    if event.said_by == Event.SaidBy.OTHER:
        refuse_if(rules.why_not_write(said_by_words, most=MOST_WHO, what=rules.who_says_so()))


def _date(event: Event, when: str, until: str, still_going: bool, *, by: Person, now: datetime) -> None:
    born, today = event.patient.birth_year, rules.there(now, by.zone)
    try:
        period = rules.read_period(when, until, still_going=still_going, birth_year=born, today=today)
    except rules.Unclear as unclear:
        raise Refused(unclear.sentence) from None
    latest = rules.latest_day_on_earth(now)
    refuse_if(rules.why_not_when(period, kind=event.kind, birth_year=born, latest=latest))
    began, ended = period.began, period.ended
    event.began_first, event.began_last = (began.first, began.last) if began else (None, None)
    event.ended_first, event.ended_last = (ended.first, ended.last) if ended else (None, None)
    event.began_words = began.said if began else ""
    event.ended_words = ended.said if ended else ""
    event.still_going = period.still_going


def keep_event(event: Event, what: str, *, who: Person, now: datetime) -> None:
    """Keep how it stands now, as one more row of its history, and as a mark beside the numbers."""
    stood: dict = {name: getattr(event, name) for name in SHOWN}
    stood |= {name: day.isoformat() if (day := getattr(event, name)) else None for name in DATES}
    EventChange.objects.create(patient=event.patient, event=event, what=what, as_it_stood=stood, by=who, at=now)
    _mark(event, by=who, now=now)


def _mark(event: Event, *, by: Person, now: datetime) -> None:
    key, began = f"story-event-{event.pk}", event.period.began
    if event.removed_at or began is None or (began.last - began.first).days > SURE_ENOUGH_DAYS:
        measures.unmark(patient=event.patient, key=key, by=by, now=now)
        return
    # What is not still going on was over when it had happened: a day stays a day, a month a month.
    over = None if event.still_going else began.last
    until = max(event.ended_last, began.first) if event.ended_last else over
    measures.mark(
        patient=event.patient, kind="EVENT", words=event.words, from_day=began.first, until_day=until, key=key, by=by, now=now
    )  # fmt: skip
