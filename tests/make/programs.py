"""A shelf for tests, made by calling the real actions, in the name of whoever would do it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from concord.database.acting import acting_as
from concord.goals.models import Goal
from concord.people.models import Patient, Person, Practice
from concord.plan.models import Recommendation
from concord.programs import actions
from concord.programs.models import ShelfEntry
from concord.programs.starting import DRAFTS, words_of

APRIL = datetime(2026, 4, 2, 9, 0, tzinfo=UTC)


def drafted(practice: Practice, by: Person, code: str = "rise", *, kind: str = "", now: datetime = APRIL, **words: str) -> ShelfEntry:  # fmt: skip
    with acting_as(by):
        whole = {**words_of(DRAFTS[code]), **words}
        return actions.write_entry(practice=practice, kind=kind or DRAFTS[code]["kind"], words=whole, by=by, now=now)


def signed(practice: Practice, by: Person, code: str = "rise", *, days: int = 365, now: datetime = APRIL, **more) -> ShelfEntry:  # fmt: skip
    entry = drafted(practice, by, code, now=now, **more)
    with acting_as(by):
        actions.sign_entry(entry=entry, seen=1, next_review_day=now.date() + timedelta(days=days), by=by, now=now)
    return entry


def suggested(
    patient: Patient, entry: ShelfEntry, goal: Goal, by: Person, *, personal: str = "Because of your mornings.", now: datetime = APRIL
) -> Recommendation:  # fmt: skip
    with acting_as(by):
        return actions.suggest_from_shelf(patient=patient, entry=entry, goal=goal, personal=personal, by=by, now=now)
