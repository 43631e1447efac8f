"""Rounds of what matters most for tests, made by calling the real actions, in the name of whoever would do it."""

from __future__ import annotations

from datetime import datetime

from concord.database.acting import acting_as
from concord.goals import actions
from concord.goals.models import Priority, PriorityList
from concord.people.models import Patient, Person
from tests.make.goals import APRIL

THANDIS = ["Play with Lwazi in the afternoon", "Fewer headaches", "Sleep through the night"]
ROSSIS = ["Blood pressure under control", "Less headache, fewer tablets for it", "Better sleep"]


def finished(patient: Patient, by: Person, *words: str, now: datetime = APRIL) -> PriorityList:
    with acting_as(by):
        return actions.finish_priorities(patient=patient, words=list(words or THANDIS), by=by, now=now)


def opened_round(patient: Patient, patients: Person, professional: Person, *, now: datetime = APRIL) -> PriorityList:
    """Both have finished; gives the professional's list."""
    finished(patient, patients, *THANDIS, now=now)
    return finished(patient, professional, *ROSSIS, now=now)


def wish(reader: Person, words: str) -> Priority:
    """By its words, as somebody sees it who may."""
    with acting_as(reader):
        return Priority.objects.select_related("patient", "in_list").get(words=words)
