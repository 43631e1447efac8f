"""Keep the list: add, change, stop, start again, take off, put back. Each start and stop leaves a mark for the charts."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from concord.access.guard import Refused, leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.measures import actions as measures
from concord.medicines import reads, rules
from concord.medicines.models import MOST_NAME, MOST_WORDS, Medicine, MedicineChange
from concord.people.models import CareTie, Patient, Person
from concord.people.roles import Role
from concord.story.dates import Rough

What = MedicineChange.What
SHOWN = (
    "kind", "called", "how_taken", "what_for", "chosen_by_words", "as_needed", "spell", "since_words", "stopped_words",
)  # fmt: skip
DAYS = ("since_first", "since_last", "stopped_day")
# A beginning that is known only to the year is no line on a chart of days.
SURE_ENOUGH = timedelta(days=31)


@transaction.atomic
def add_medicine(
    *, patient: Patient, called: str, kind: str = "MEDICINE", how_taken: str = "", what_for: str = "", chosen_by_words: str = "",
    prescriber: Person | None = None, since: str = "", as_needed: bool = False, by: Person, now: datetime,
) -> Medicine:  # fmt: skip
    """`since` is in the words people use: “2019”, “last spring”, “about age 30”. `prescriber`: a doctor of the team."""
    tie = require(by, Permission.LIST_MEDICINES, patient=patient)
    refuse_if(_why_not_words(called, how_taken, what_for, chosen_by_words))
    medicine = Medicine(patient=patient, written_by=by, written_as=tie.role, written_at=now)
    _say_who_prescribes(medicine, prescriber, tie=tie)
    _fill(medicine, called, kind, how_taken, what_for, chosen_by_words, as_needed)
    _begin(medicine, since, by=by, now=now)
    _keep(medicine, What.ADDED, by=by, now=now)
    leave_trace("wrote down a medicine", by=by, patient=patient, at=now, permission=Permission.LIST_MEDICINES)
    return medicine


@transaction.atomic
def edit_medicine(
    *, medicine: Medicine, called: str, kind: str = "MEDICINE", how_taken: str = "", what_for: str = "", chosen_by_words: str = "",
    prescriber: Person | None = None, since: str = "", as_needed: bool = False, by: Person, now: datetime,
) -> Medicine:  # fmt: skip
    """The list is one list, not anybody's own words: whoever keeps it may correct it, and the history says who did."""
    tie = require(by, Permission.LIST_MEDICINES, patient=medicine.patient)
    refuse_if(_why_not_words(called, how_taken, what_for, chosen_by_words))
    _say_who_prescribes(medicine, prescriber, tie=tie)
    _fill(medicine, called, kind, how_taken, what_for, chosen_by_words, as_needed)
    _begin(medicine, since, by=by, now=now)
    _keep(medicine, What.CHANGED, by=by, now=now)
    leave_trace("changed a medicine", by=by, patient=medicine.patient, at=now, permission=Permission.LIST_MEDICINES)
    return medicine


@transaction.atomic
def stop_medicine(*, medicine: Medicine, reason: str = "", day: date, by: Person, now: datetime) -> Medicine:
    """Write down that it is no longer taken, since which day and why. Concord neither advises it nor against it."""
    require(by, Permission.LIST_MEDICINES, patient=medicine.patient)
    latest = rules.latest_day_on_earth(now)
    stopped = medicine.stopped_day is not None
    refuse_if(rules.why_not_stop(day, stopped=stopped, since=medicine.since, latest=latest))
    refuse_if(rules.why_too_long(reason, most=MOST_WORDS))
    medicine.stopped_day, medicine.stopped_words = day, reason.strip()
    _keep(medicine, What.STOPPED, by=by, now=now)
    leave_trace("stopped a medicine", by=by, patient=medicine.patient, at=now, permission=Permission.LIST_MEDICINES)
    return medicine


@transaction.atomic
def restart_medicine(*, medicine: Medicine, day: date, by: Person, now: datetime) -> Medicine:
    """A new spell begins; the earlier one stays in the history and in the charts."""
    require(by, Permission.LIST_MEDICINES, patient=medicine.patient)
    latest = rules.latest_day_on_earth(now)
    refuse_if(rules.why_not_restart(day, stopped=medicine.stopped_day, latest=latest))
    medicine.spell += 1
    medicine.since_first = medicine.since_last = day
    medicine.since_words, medicine.stopped_day, medicine.stopped_words = "", None, ""
    _keep(medicine, What.RESTARTED, by=by, now=now)
    leave_trace(
        "started a medicine again", by=by, patient=medicine.patient, at=now, permission=Permission.LIST_MEDICINES
    )
    return medicine


@transaction.atomic
def remove_medicine(*, medicine: Medicine, by: Person, now: datetime) -> Medicine:
    """Take a wrong entry off the list: it was never taken. What was taken and is no longer is stopped instead."""
    require(by, Permission.LIST_MEDICINES, patient=medicine.patient)
    refuse_if(rules.why_not_remove(medicine.removed_at is not None))
    medicine.removed_at = now
    _keep(medicine, What.REMOVED, by=by, now=now)
    leave_trace("took off a medicine", by=by, patient=medicine.patient, at=now, permission=Permission.LIST_MEDICINES)
    return medicine


@transaction.atomic
def restore_medicine(*, medicine: Medicine, by: Person, now: datetime) -> Medicine:
    require(by, Permission.LIST_MEDICINES, patient=medicine.patient)
    refuse_if(rules.why_not_restore(medicine.removed_at is not None))
    medicine.removed_at = None
    _keep(medicine, What.RESTORED, by=by, now=now)
    leave_trace("put back a medicine", by=by, patient=medicine.patient, at=now, permission=Permission.LIST_MEDICINES)
    return medicine


def _why_not_words(called: str, *others: str) -> str | None:
    name = rules.why_not_write(called, most=MOST_NAME, what=_("what it is called"))
    return name or next(filter(None, (rules.why_too_long(words, most=MOST_WORDS) for words in others)), None)


def _fill(
    medicine: Medicine, called: str, kind: str, how_taken: str, what_for: str, chosen_by_words: str, as_needed: bool
) -> None:
    medicine.called, medicine.how_taken, medicine.what_for = called.strip(), how_taken.strip(), what_for.strip()
    refuse_if(rules.why_too_long(chosen_by_words, most=MOST_NAME))
    medicine.chosen_by_words, medicine.as_needed = chosen_by_words.strip(), as_needed
    medicine.kind = kind if kind in Medicine.Kind.values else Medicine.Kind.MEDICINE


def _say_who_prescribes(medicine: Medicine, prescriber: Person | None, *, tie: CareTie) -> None:
    """Asked of the entry as it stood: whoever changes the words in the same breath gains nothing by it."""
    before, words = medicine.prescriber, medicine.chosen_by_words
    if prescriber == before:
        return
    of_the_team = prescriber is None or prescriber in reads.doctors(medicine.patient)
    free = tie.role == Role.PATIENT or before == tie.person
    other = str(before) if before else ("" if prescriber is None or rules.names(words, str(prescriber)) else words)
    refuse_if(rules.why_not_prescriber(of_the_team=of_the_team, other="" if free else other))
    medicine.prescriber = prescriber


def _begin(medicine: Medicine, since: str, *, by: Person, now: datetime) -> None:
    born = medicine.patient.birth_year
    try:
        began = rules.read_since(since, birth_year=born, today=rules.there(now, by.zone))
    except rules.Unclear as unclear:
        raise Refused(unclear.sentence) from None
    latest = rules.latest_day_on_earth(now)
    refuse_if(rules.why_not_since(began, birth_year=born, latest=latest, stopped=medicine.stopped_day))
    medicine.since_first, medicine.since_last = (began.first, began.last) if began else (None, None)
    medicine.since_words = began.said if began else ""


def _keep(medicine: Medicine, what: str, *, by: Person, now: datetime) -> None:
    medicine.save()
    stood: dict = {name: getattr(medicine, name) for name in SHOWN}
    stood["prescriber"] = str(medicine.prescriber or "")
    stood |= {name: day.isoformat() if (day := getattr(medicine, name)) else None for name in DAYS}
    MedicineChange.objects.create(
        patient=medicine.patient, medicine=medicine, what=what, as_it_stood=stood, by=by, at=now
    )
    for number, since, stopped in _spells(medicine, every=what in (What.REMOVED, What.RESTORED)):
        _mark(medicine, number, since, stopped, by=by, now=now)


def _spells(medicine: Medicine, *, every: bool) -> list[tuple[int, Rough | None, date | None]]:
    """The present spell, and the earlier ones too when the whole entry goes or comes back."""
    spells = [(medicine.spell, medicine.since, medicine.stopped_day)]
    earlier = (
        MedicineChange.objects.filter(patient=medicine.patient, medicine=medicine, what=What.STOPPED) if every else []
    )
    for change in earlier:
        first, last, day = (
            stood and date.fromisoformat(stood) for stood in (change.as_it_stood[name] for name in DAYS)
        )
        if change.as_it_stood["spell"] < medicine.spell:
            spells.append((change.as_it_stood["spell"], Rough(first, last) if first and last else None, day))
    return spells


def _mark(
    medicine: Medicine, number: int, since: Rough | None, stopped: date | None, *, by: Person, now: datetime
) -> None:
    """One mark a spell. Where only the end is known to the day, the end alone is marked."""
    key = f"medicine-{medicine.pk}-{number}"
    began = since.first if since and since.last - since.first <= SURE_ENOUGH else None
    from_day = began or stopped
    if medicine.removed_at or from_day is None:
        measures.unmark(patient=medicine.patient, key=key, by=by, now=now)
        return
    words = medicine.called if began else _("%(medicine)s stopped") % {"medicine": medicine.called}
    measures.mark(
        patient=medicine.patient, kind="MEDICINE", words=words, from_day=from_day, until_day=stopped, key=key, by=by, now=now
    )  # fmt: skip
