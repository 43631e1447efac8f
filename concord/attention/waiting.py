"""What waits for somebody and since when, for a letter that says no more than that: yeses, releases, answers, words suggested in place of theirs,
and what they are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, QuerySet

from concord.agreement.models import Acknowledgement, Version
from concord.attention.reads import panel
from concord.attention.rules import Days
from concord.checkins.models import Flare
from concord.people.models import Absence, CareTie, Person, Practice
from concord.people.roles import Role
from concord.plan.models import Ask, Experiment, Question, Recommendation, Stands, State, Stuck, StuckSaid, Turn
from concord.story.models import Retelling, Retold
from concord.visits.suggested import for_goals, into_story

QUIET_TIMES = 20
"""So many quiet times in a row are more than anybody has; what lies before them is told no more."""


@dataclass(frozen=True)
class Waits:
    """One thing. `at_once`: nobody who looks in only now and then would find it, so the letter does not wait a day."""

    since: datetime
    practice: Practice
    at_once: bool = False
    quiet: Sequence[Days] = ()
    """The patient's quiet days: nothing of theirs was told in them."""


def waits_for(person: Person, *, today: date, now: datetime) -> list[Waits]:
    """Of everybody beside whom this person stands, and of their own record; row-level security and the ties decide what of it."""
    ties = list(CareTie.objects.still_open().filter(person=person).select_related("patient__practice"))
    found = [one for tie in ties if tie.role == Role.PATIENT for one in _own(tie, today, zone=person.zone)]
    found += [one for tie in ties if tie.role == Role.SUPPORTER for one in _asked(tie)]
    beside = [tie for tie in ties if tie.role not in (Role.PATIENT, Role.SUPPORTER)]
    for one in panel(beside, person, today=today, now=now).needs:
        practice = one.tie.patient.practice
        found += [Waits(need.since, practice) for need in one.needs if need.since is not None]
    return found


def _asked(tie: CareTie) -> Iterator[Waits]:
    asks = Ask.objects.waiting().filter(patient=tie.patient_id, asked=tie.person_id)
    return (Waits(ask.asked_at, tie.patient.practice, at_once=True) for ask in asks)


def _own(tie: CareTie, today: date, *, zone: str) -> list[Waits]:
    """What waits for the patient. In a flare nothing does: those days are quiet. A day to ask again, which they chose themselves, is told on that day."""
    mine = {"patient": tie.patient_id}
    if Flare.objects.on_day(today).filter(**mine).exists():
        return []
    proposed = Recommendation.objects.filter(state=State.PROPOSED, **mine).exclude(proposed_as=Role.PATIENT)
    retold = Retelling.objects.filter(state=Retold.WAITING, **mine)
    answered = Question.objects.filter(state=Question.State.ANSWERED, asked_by=tie.person_id, **mine)
    answers = Turn.objects.filter(question__in=answered, kind=Turn.Kind.ANSWERED, **mine)
    said = StuckSaid.objects.filter(stuck=OuterRef("pk"), as_role=Role.PATIENT)
    stuck = Stuck.objects.still_open().filter(~Exists(said), **mine)
    theirs = stuck.exclude(called_by=tie.person_id)
    answered_call = StuckSaid.objects.filter(stuck__in=stuck.filter(called_by=tie.person_id), **mine)
    moments: list[datetime] = [
        *_moments(proposed, "moved_at"), *_moments(retold, "moved_at"), *_moments(answers, "at"), *_moments(theirs, "called_at"),
        *_moments(answered_call, "at"), *_moments(_without_yes(tie), "written_at"),
        *_moments(for_goals(tie.patient_id, tie.person_id, own=True), "suggested_at"), *_moments(into_story(tie.patient_id, tie.person_id, own=True), "at"),
    ]  # fmt: skip
    days = Recommendation.objects.asked_again(today).filter(**mine).values_list("look_day", flat=True)
    again = [datetime.combine(day, time.min, ZoneInfo(zone)) for day in days if day is not None]
    practice, quiet = tie.patient.practice, _quiet_days(tie, zone)
    waits = [Waits(since, practice, quiet=quiet) for since in moments]
    return waits + [Waits(since, practice, at_once=True, quiet=quiet) for since in again]


def _quiet_days(tie: CareTie, zone: str) -> list[Days]:
    """One flare may begin on the morning after another, so all of the newest ones count."""
    flares = Flare.objects.filter(patient=tie.patient_id).order_by("-called_at", "-pk")[:QUIET_TIMES]
    overs = ((flare, _start(flare.until_day + timedelta(days=1), zone)) for flare in flares)
    return [(flare.called_at, min(flare.ended_at or over, over)) for flare, over in overs]


def away_days(person: Person) -> list[Days]:
    """When the reader was away: no letter goes then, and what began to wait meanwhile is told when they are back."""
    absences = Absence.objects.filter(person=person).order_by("-until_day", "-pk")[:QUIET_TIMES]
    overs = ((one, _start(one.until_day + timedelta(days=1), person.zone)) for one in absences)
    return [(_start(one.from_day, person.zone), min(one.taken_back_at or over, over)) for one, over in overs]


def _start(day: date, zone: str) -> datetime:
    return datetime.combine(day, time.min, ZoneInfo(zone))


def _without_yes(tie: CareTie) -> QuerySet[Version]:
    """The newest words of goals and of experiments on the table to which the patient has not said yes."""
    yes = Acknowledgement.objects.filter(version=OuterRef("pk"), person=tie.person_id, withdrawn_at__isnull=True)
    designs = Experiment.objects.filter(patient=tie.patient_id, stands=Stands.DESIGNED).values("text")
    newest = Version.objects.current().filter(~Exists(yes), patient=tie.patient_id).exclude(written_by=tie.person_id)
    return newest.filter(text__goal__isnull=False, text__goal__ended_at__isnull=True) | newest.filter(text__in=designs)


def _moments(found: QuerySet, name: str) -> Iterable[datetime]:
    return found.values_list(name, flat=True)
