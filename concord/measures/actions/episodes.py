"""Attacks: when one began, when it ended, how strong it was."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from concord.access.guard import leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.measures import rules
from concord.measures.models import Episode, Measure
from concord.people.models import Patient, Person
from concord.people.roles import Role


@transaction.atomic
def record_episode(
    *, patient: Patient, measure: Measure, began_at: datetime, ended_at: datetime | None, strength: float | None, day: date,
    zone: str, words: str = "", key: str, by: Person, now: datetime,
) -> Episode:  # fmt: skip
    """Write down an attack; `day` is the one on which the person says it began. The same key twice gives the same attack."""
    require(by, Permission.RECORD_VALUES, patient=patient)
    refuse_if(rules.why_not_belong(measure.patient_id, patient=patient.pk))
    refuse_if(_why_not(began_at, ended_at, strength, day, zone, now=now))
    episode, first = Episode.objects.get_or_create(
        patient=patient, key=rules.key_of(key),
        defaults={"measure": measure, "began_at": began_at, "ended_at": ended_at, "strength": strength, "day": day, "zone": zone,
                  "words": words, "by": by, "recorded_at": now},
    )  # fmt: skip
    if first:
        leave_trace("wrote down an attack", by=by, patient=patient, at=now, permission=Permission.RECORD_VALUES)
    return episode


@transaction.atomic
def correct_episode(
    *, patient: Patient, episode: Episode, began_at: datetime, ended_at: datetime | None, strength: float | None, day: date,
    zone: str, words: str, by: Person, now: datetime,
) -> Episode:  # fmt: skip
    """Change an attack, or say that it has ended. How it stood is kept."""
    tie = require(by, Permission.RECORD_VALUES, patient=patient)
    refuse_if(_why_not_theirs(episode, patient, by, tie.role))
    refuse_if(_why_not(began_at, ended_at, strength, day, zone, now=now))
    facts = {"began_at": began_at, "ended_at": ended_at, "strength": strength, "day": day, "zone": zone, "words": words}
    Episode.objects.filter(pk=episode.pk).update(**facts, by=by, recorded_at=now)
    leave_trace("changed an attack", by=by, patient=patient, at=now, permission=Permission.RECORD_VALUES)
    episode.refresh_from_db()
    return episode


@transaction.atomic
def remove_episode(*, patient: Patient, episode: Episode, by: Person, now: datetime) -> None:
    """Take an attack back; it can be brought back. Tapping twice has one effect."""
    tie = require(by, Permission.RECORD_VALUES, patient=patient)
    refuse_if(_why_not_theirs(episode, patient, by, tie.role))
    if Episode.objects.filter(pk=episode.pk, removed_at__isnull=True).update(removed_at=now, by=by, recorded_at=now):
        leave_trace("took back an attack", by=by, patient=patient, at=now, permission=Permission.RECORD_VALUES)


@transaction.atomic
def restore_episode(*, patient: Patient, episode: Episode, by: Person, now: datetime) -> None:
    tie = require(by, Permission.RECORD_VALUES, patient=patient)
    refuse_if(_why_not_theirs(episode, patient, by, tie.role))
    if Episode.objects.filter(pk=episode.pk, removed_at__isnull=False).update(removed_at=None, by=by, recorded_at=now):
        leave_trace("brought back an attack", by=by, patient=patient, at=now, permission=Permission.RECORD_VALUES)


def _why_not(
    began_at: datetime, ended_at: datetime | None, strength: float | None, day: date, zone: str, *, now: datetime
) -> str | None:
    return (
        rules.why_not_record(day, now)
        or rules.why_not_zone(zone)
        or rules.why_not_last(began_at, ended_at, now=now)
        or rules.why_not_strength(strength)
    )


def _why_not_theirs(episode: Episode, patient: Patient, by: Person, role: str) -> str | None:
    return rules.why_not_belong(episode.patient_id, patient=patient.pk) or rules.why_not_replace(
        written_by=episode.by_id, by=by.pk, by_hand=True, is_patient=role == Role.PATIENT
    )
