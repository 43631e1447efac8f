"""Name what bothers most, in words that then stay as they are; replace it, close it, bring it back."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from concord.access.guard import leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.measures import actions as measures
from concord.people.models import Patient, Person
from concord.story import rules
from concord.story.limits import MOST_CONCERN, MOST_KEEPS_FROM
from concord.story.models import Concern, ConcernChange
from concord.story.models.concerns import MOST_ACTIVE

What = ConcernChange.What


@transaction.atomic
def name_concern(
    *, patient: Patient, words: str, keeps_me_from: str = "", level: int | None = None, day: date | None = None, by: Person,
    now: datetime,
) -> Concern:  # fmt: skip
    """Up to three at a time. `level` is how much it troubles now, 0 to 10, kept as the first value of its own measure."""
    require(by, Permission.WRITE_CONCERN, patient=patient)
    places = _free_places(patient)
    refuse_if(rules.why_not_name_concern(MOST_ACTIVE - len(places), most=MOST_ACTIVE))
    concern = _write(patient, words, keeps_me_from, places[0], level, day, by=by, now=now)
    _keep(concern, What.NAMED, concern.words, by=by, now=now)
    leave_trace("named a concern", by=by, patient=patient, at=now, permission=Permission.WRITE_CONCERN)
    return concern


@transaction.atomic
def replace_concern(
    *, concern: Concern, words: str, keeps_me_from: str = "", level: int | None = None, day: date | None = None, by: Person,
    now: datetime,
) -> Concern:  # fmt: skip
    """“This has changed”: new words, with a measure of their own, take the place; the old ones keep theirs."""
    require(by, Permission.WRITE_CONCERN, patient=concern.patient)
    _free_places(concern.patient)
    concern.refresh_from_db(fields=["until_at"])
    refuse_if(rules.why_not_close(concern.until_at is not None))
    Concern.objects.filter(pk=concern.pk).update(until_at=now, became=Concern.Became.REPLACED)
    newer = _write(concern.patient, words, keeps_me_from, concern.rank, level, day, by=by, now=now)
    Concern.objects.filter(pk=concern.pk).update(replaced_by=newer)
    _keep(concern, What.REPLACED, newer.words, by=by, now=now)
    _keep(newer, What.NAMED, newer.words, by=by, now=now)
    leave_trace("replaced a concern", by=by, patient=concern.patient, at=now, permission=Permission.WRITE_CONCERN)
    return newer


@transaction.atomic
def close_concern(*, concern: Concern, by: Person, now: datetime) -> Concern:
    """“No longer bothers me most”: its values stay, and it can be brought back."""
    require(by, Permission.WRITE_CONCERN, patient=concern.patient)
    refuse_if(rules.why_not_close(concern.until_at is not None))
    concern.until_at, concern.became = now, Concern.Became.NO_LONGER
    concern.save(update_fields=["until_at", "became"])
    _keep(concern, What.CLOSED, "", by=by, now=now)
    leave_trace("closed a concern", by=by, patient=concern.patient, at=now, permission=Permission.WRITE_CONCERN)
    return concern


@transaction.atomic
def bring_back_concern(*, concern: Concern, by: Person, now: datetime) -> Concern:
    """With the same words and the same measure, so that its line goes on."""
    require(by, Permission.WRITE_CONCERN, patient=concern.patient)
    places = _free_places(concern.patient)
    refuse_if(
        rules.why_not_bring_back(concern.until_at is not None, active=MOST_ACTIVE - len(places), most=MOST_ACTIVE)
    )
    concern.until_at, concern.became, concern.replaced_by = None, "", None
    concern.rank = concern.rank if concern.rank in places else places[0]
    concern.save(update_fields=["until_at", "became", "replaced_by", "rank"])
    _keep(concern, What.BROUGHT_BACK, "", by=by, now=now)
    leave_trace("brought back a concern", by=by, patient=concern.patient, at=now, permission=Permission.WRITE_CONCERN)
    return concern


@transaction.atomic
def say_what_it_keeps_from(*, concern: Concern, keeps_me_from: str, by: Person, now: datetime) -> Concern:
    """One thing it keeps me from. This may change as life does; the concern's own words may not."""
    require(by, Permission.WRITE_CONCERN, patient=concern.patient)
    refuse_if(rules.why_too_long(keeps_me_from, most=MOST_KEEPS_FROM))
    concern.keeps_me_from = keeps_me_from.strip()
    concern.save(update_fields=["keeps_me_from"])
    _keep(concern, What.KEEPS_FROM, concern.keeps_me_from, by=by, now=now)
    leave_trace("said what it keeps from", by=by, patient=concern.patient, at=now, permission=Permission.WRITE_CONCERN)
    return concern


def _free_places(patient: Patient) -> list[int]:
    """Places without an active concern. Locks the record, so that two windows cannot both take the last one."""
    Patient.objects.select_for_update(no_key=True).get(pk=patient.pk)
    taken = set(Concern.objects.filter(patient=patient).active().values_list("rank", flat=True))
    return [place for place in range(1, MOST_ACTIVE + 1) if place not in taken]


def _write(
    patient: Patient, words: str, keeps_me_from: str, rank: int, level: int | None, day: date | None, *, by: Person, now: datetime
) -> Concern:  # fmt: skip
    refuse_if(rules.why_not_write(words, most=MOST_CONCERN) or rules.why_too_long(keeps_me_from, most=MOST_KEEPS_FROM))
    asked, low, high = rules.how_it_is_asked()
    measure = measures.add_own_measure(
        patient=patient, called=words.strip(), question=asked, input_kind="SCALE", better="DOWN", low_words=low, high_words=high,
        by=by, now=now,
    )  # fmt: skip
    concern = Concern.objects.create(
        patient=patient,
        words=words.strip(),
        keeps_me_from=keeps_me_from.strip(),
        measure=measure,
        rank=rank,
        from_at=now,
    )
    if level is not None:
        measures.record(
            patient=patient, measure=measure, value=float(level), day=day or rules.there(now, by.zone), zone=by.zone, at=now,
            source="BY_HAND", key=f"story-concern-{concern.pk}-first", by=by, now=now,
        )  # fmt: skip
    return concern


def _keep(concern: Concern, what: str, words: str, *, by: Person, now: datetime) -> None:
    ConcernChange.objects.create(patient=concern.patient, concern=concern, what=what, words=words, by=by, at=now)
