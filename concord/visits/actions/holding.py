"""Note that a visit was held, correct the note, take it back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from concord.access.guard import leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.database.queue import stand_in_queue
from concord.people.models import CareTie, Patient, Person
from concord.people.roles import Role
from concord.plan.rules.days import local_day
from concord.visits import rules
from concord.visits.actions.looking import say_looked
from concord.visits.models import Present, Visit, Wish

NOTE = Permission.NOTE_VISIT


@transaction.atomic
def note_visit(
    *, patient: Patient, day: date, present: Iterable[int] = (), spoken: Iterable[int] = (), words: str = "",
    by: Person, now: datetime,
) -> Visit:  # fmt: skip
    """A visit was held. The patient and whoever notes it were there, and who else is chosen. Noting the same day twice notes once."""
    tie = require(by, NOTE, patient=patient)
    refuse_if(rules.why_not_note(day, words, today=local_day(now, by.zone)))
    stand_in_queue("visit", patient.pk, by.pk)
    if same := Visit.objects.standing().filter(patient=patient, day=day, noted_by=by).first():
        return same
    return _note(tie, day, present, spoken, words, now=now)


@transaction.atomic
def correct_visit(
    *, visit: Visit, day: date, present: Iterable[int] = (), spoken: Iterable[int] = (), words: str = "", by: Person,
    now: datetime,
) -> Visit:  # fmt: skip
    """Whoever noted it says it again, right this time; the earlier note stays in the history."""
    tie = require(by, NOTE, patient=visit.patient)
    visit = Visit.objects.select_for_update(of=("self",)).select_related("patient", "noted_by").get(pk=visit.pk)
    refuse_if(rules.why_not_correct(theirs=visit.noted_by_id == by.pk, who=str(visit.noted_by)))
    refuse_if(rules.why_not_note(day, words, today=local_day(now, by.zone)))
    if visit.taken_back_at is not None:
        return getattr(visit, "replaced_by", visit)
    _undo(visit, now=now)
    return _note(tie, day, present, spoken, words, now=now, replaces=visit)


@transaction.atomic
def take_visit_back(*, visit: Visit, by: Person, now: datetime) -> None:
    """It was noted by mistake. What was brought up stands open again; what was agreed stays where it is."""
    require(by, NOTE, patient=visit.patient)
    refuse_if(rules.why_not_correct(theirs=visit.noted_by_id == by.pk, who=str(visit.noted_by)))
    _undo(visit, now=now)
    leave_trace("took the note of a visit back", by=by, patient=visit.patient, at=now, permission=NOTE)


def _note(
    tie: CareTie, day: date, present: Iterable[int], spoken: Iterable[int], words: str, *, now: datetime,
    replaces: Visit | None = None,
) -> Visit:  # fmt: skip
    patient, by = tie.patient, tie.person
    here = {one.person_id: one.role for one in CareTie.objects.still_open().filter(patient=patient)}
    there = dict.fromkeys([by.pk, *present])
    refuse_if(rules.why_not_present(set(there), here=set(here)))
    visit = Visit.objects.create(
        patient=patient, day=day, words=words.strip(), noted_by=by, noted_as=tie.role, noted_at=now, replaces=replaces
    )
    own = next((person for person, role in here.items() if role == Role.PATIENT), None)
    rows = [(own, Role.PATIENT), *((person, here[person]) for person in there if person != own)]
    Present.objects.bulk_create(
        Present(patient=patient, visit=visit, person_id=person, as_role=role) for person, role in rows
    )
    Wish.objects.open().filter(patient=patient, pk__in=list(spoken)).update(spoken_in=visit)
    say_looked(patient=patient, by=by, now=now)
    leave_trace("noted a visit", by=by, patient=patient, at=now, permission=NOTE)
    return visit


def _undo(visit: Visit, *, now: datetime) -> None:
    """What was brought up goes back to its place, or to a free one while there is one."""
    Visit.objects.filter(pk=visit.pk, taken_back_at=None).update(taken_back_at=now)
    taken = set(Wish.objects.open().filter(patient=visit.patient).values_list("place", flat=True))
    for wish in Wish.objects.filter(spoken_in=visit):
        if len(taken) < rules.MOST_WISHES:
            place = wish.place if wish.place not in taken else rules.free_place(taken)
            Wish.objects.filter(pk=wish.pk).update(spoken_in=None, place=place)
            taken.add(place)
