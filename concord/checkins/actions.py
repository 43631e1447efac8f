"""What a patient does on Today: answer, change, call a bad day or a flare; and which questions are asked at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from concord.access.guard import leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.checkins import rules
from concord.checkins.models import Checkin, Flare, NoteVersion, Question
from concord.database.queue import stand_in_queue
from concord.findings.actions import ask_for_run
from concord.measures.actions import Reading, record_several
from concord.measures.models import Measure
from concord.people.models import Patient, Person
from concord.plan.actions import mark_step
from concord.plan.models import Step


@transaction.atomic
def choose_questions(*, patient: Patient, measures: Sequence[Measure], by: Person, now: datetime) -> list[Question]:
    """From now on Today asks about these, in this order. Questions that fall away keep their values and can come back."""
    require(by, Permission.CHOOSE_MEASURES, patient=patient)
    refuse_if(rules.why_not_choose(measure.pk for measure in measures))
    stand_in_queue("questions", patient.pk)
    wanted = {measure.pk: position for position, measure in enumerate(measures)}
    in_force = {question.measure_id: question for question in Question.objects.in_force().filter(patient=patient)}
    fallen = [question.pk for key, question in in_force.items() if key not in wanted]
    Question.objects.filter(pk__in=fallen).update(until_at=now)
    for key, position in wanted.items():
        if key in in_force:
            Question.objects.filter(pk=in_force[key].pk).update(position=position)
        else:
            Question.objects.create(patient=patient, measure_id=key, position=position, chosen_by=by, from_at=now)
    leave_trace("chose the daily questions", by=by, patient=patient, at=now, permission=Permission.CHOOSE_MEASURES)
    return list(Question.objects.in_force().filter(patient=patient))


@transaction.atomic
def ask_about(*, patient: Patient, measure: Measure, by: Person, now: datetime) -> Question:
    """Ask about one more measure each day; asking twice has one effect."""
    require(by, Permission.CHOOSE_MEASURES, patient=patient)
    stand_in_queue("questions", patient.pk)
    in_force = Question.objects.in_force().filter(patient=patient)
    refuse_if(rules.why_not_choose([*in_force.values_list("measure_id", flat=True), measure.pk]))
    question, new = Question.objects.get_or_create(
        patient=patient, measure=measure, until_at=None,
        defaults={"position": in_force.count(), "chosen_by": by, "from_at": now},
    )  # fmt: skip
    if new:
        leave_trace("chose a daily question", by=by, patient=patient, at=now, permission=Permission.CHOOSE_MEASURES)
    return question


@transaction.atomic
def answer_checkin(
    *, patient: Patient, day: date, zone: str, answers: Mapping[Measure, float | None], steps: Mapping[Step, str | None] | None = None,
    note: str | None = None, by: Person, now: datetime,
) -> Checkin:  # fmt: skip
    """Store one day's answers. Sending the same twice has one effect; another answer replaces, and the earlier one stays in history.

    What is absent from `answers` and `steps` stays as it is; None takes its answer back. `note` None leaves the note as it is.
    """
    require(by, Permission.ANSWER_CHECKIN, patient=patient)
    refuse_if(rules.why_not_answer(day, now=now))
    refuse_if(rules.why_not_note(note or ""))
    checkin = _the_day(patient=patient, day=day, zone=zone, by=by, now=now)
    readings = [
        Reading(measure, value, f"checkin:{day.isoformat()}:{measure.pk}") for measure, value in answers.items()
    ]
    if readings:
        record_several(patient=patient, readings=readings, day=day, zone=zone, at=now, source="CHECKIN", by=by, now=now)
    for step, state in (steps or {}).items():
        mark_step(step=step, day=day, state=state, by=by, now=now)
    given = {measure.pk for measure, value in answers.items() if value is not None}
    taken_back = {measure.pk for measure, value in answers.items() if value is None}
    checkin.answered = sorted((set(checkin.answered) | given) - taken_back)
    if note is not None:
        _keep_note(checkin, note, now=now)
    checkin.latest_at = now
    checkin.save()
    if answers:
        ask_for_run(patient=patient, by=by, now=now)
    leave_trace("answered a check-in", by=by, patient=patient, at=now, permission=Permission.ANSWER_CHECKIN)
    return checkin


@transaction.atomic
def say_bad_day(*, patient: Patient, day: date, zone: str, bad: bool, by: Person, now: datetime) -> Checkin:
    """One tap and the day is answered: a bad day, that's all. The same tap can be taken back."""
    require(by, Permission.ANSWER_CHECKIN, patient=patient)
    refuse_if(rules.why_not_answer(day, now=now))
    checkin = _the_day(patient=patient, day=day, zone=zone, by=by, now=now)
    Checkin.objects.filter(pk=checkin.pk).update(bad_day=bad, latest_at=now)
    checkin.bad_day = bad
    leave_trace("said how a day was", by=by, patient=patient, at=now, permission=Permission.ANSWER_CHECKIN)
    return checkin


@transaction.atomic
def call_flare(*, patient: Patient, day: date, by: Person, now: datetime) -> Flare:
    """Quiet the next seven days. Nobody is told; `tell_team_of_flare` does that, if the patient wishes."""
    require(by, Permission.CALL_FLARE, patient=patient)
    refuse_if(rules.why_not_answer(day, now=now))
    refuse_if(rules.why_not_call_flare(already=Flare.objects.on_day(day).filter(patient=patient).exists()))
    flare = Flare.objects.create(
        patient=patient,
        began_day=day,
        until_day=day + timedelta(days=rules.QUIET_DAYS - 1),
        called_by=by,
        called_at=now,
    )
    leave_trace("called a flare", by=by, patient=patient, at=now, permission=Permission.CALL_FLARE)
    return flare


@transaction.atomic
def end_flare(*, flare: Flare, by: Person, now: datetime) -> None:
    require(by, Permission.CALL_FLARE, patient=flare.patient)
    Flare.objects.filter(pk=flare.pk, ended_at__isnull=True).update(ended_at=now)
    leave_trace("ended a flare", by=by, patient=flare.patient, at=now, permission=Permission.CALL_FLARE)


@transaction.atomic
def tell_team_of_flare(*, flare: Flare, tell: bool, by: Person, now: datetime) -> None:
    """The patient's own wish, and it can be taken back."""
    require(by, Permission.CALL_FLARE, patient=flare.patient)
    Flare.objects.filter(pk=flare.pk).update(team_told_at=now if tell else None)
    leave_trace("chose who knows of a flare", by=by, patient=flare.patient, at=now, permission=Permission.CALL_FLARE)


def _the_day(*, patient: Patient, day: date, zone: str, by: Person, now: datetime) -> Checkin:
    """The day's row, made once however many taps race for it, and locked so that no tap overwrites another."""
    defaults = {"zone": zone, "first_at": now, "latest_at": now, "by": by}
    Checkin.objects.get_or_create(patient=patient, day=day, defaults=defaults)
    return Checkin.objects.select_for_update().get(patient=patient, day=day)


def _keep_note(checkin: Checkin, note: str, *, now: datetime) -> None:
    if checkin.note and checkin.note != note:
        NoteVersion.objects.create(patient=checkin.patient, checkin=checkin, note=checkin.note, replaced_at=now)
    checkin.note = note
