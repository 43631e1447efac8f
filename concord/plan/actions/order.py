"""Put a thing of the plan into its place, and say what it costs. The plan is agreed elsewhere; this is only its order."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from concord.access.guard import leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.people.models import CareTie, Patient, Person
from concord.people.roles import Role
from concord.plan.actions.charts import keep_mark
from concord.plan.actions.moving import suggesting
from concord.plan.models import Cost, Place, Placing, Recommendation, State, Step
from concord.plan.reads.order import Thing, things_now
from concord.plan.rules import costs, order, proposals

WRITE = Permission.WRITE_STEP
OVER = (State.WITHDRAWN, State.CLOSED, State.DECLINED)


@transaction.atomic
def place_thing(
    *, thing: Recommendation | Step, place: str, waits_for: str = "", words: str = "", until_day: date | None = None,
    after: Recommendation | None = None, instead: Recommendation | Step | None = None, by: Person, now: datetime,
) -> Placing:  # fmt: skip
    """Now, next, later, waiting for something, or only if `after` does not help. `instead` is what comes next in its stead."""
    tie = require(by, _placing(thing, by), patient=thing.patient)
    if instead is not None:
        require(by, _placing(instead, by), patient=thing.patient)
    thing = _held(thing)
    waits_for = waits_for if place == order.WAITING else ""
    until_day, after = (until_day if waits_for else None), (after if place == order.IF_NOT else None)
    refuse_if(_why_not_move_it(thing))
    refuse_if(
        order.why_not_place(
            place,
            after_itself=after == thing,
            has_after=after is not None,
            now=now,
            waits_for=waits_for,
            words=words,
            until_day=until_day,
        )
    )
    refuse_if(proposals.why_not_link([one.patient_id for one in (after, instead) if one], patient=thing.patient_id))
    if instead is not None and place == order.NOW:
        instead = _held(instead)
        refuse_if(_why_not_move_it(instead))
        _place(instead, order.NEXT, tie=tie, now=now)
    if place == order.NOW:
        others = [one for one in things_now(thing.patient) if one.key != Thing.key_of(thing)]
        refuse_if(order.why_not_now([one.words for one in others], agreed=_is_agreed(thing)))
    placing = _place(thing, place, tie=tie, now=now, after=after, waits_for=waits_for, words=words, until_day=until_day)
    leave_trace("changed the order of the plan", by=by, patient=thing.patient, at=now, permission=WRITE)
    return placing


@transaction.atomic
def say_cost(
    *, thing: Recommendation | Step, minutes_a_week: int | None = None, money_a_month: Decimal | None = None,
    tablets_a_day: Decimal | None = None, by: Person, now: datetime,
) -> Cost:  # fmt: skip
    """What this costs, as `by` knows it. Saying the same twice has one effect; what was said before stays in the history."""
    tie = require(by, WRITE, patient=thing.patient)
    thing = _held(thing)
    refuse_if(costs.why_not_cost(minutes_a_week, money_a_month, tablets_a_day))
    said = {"minutes_a_week": minutes_a_week, "money_a_month": money_a_month, "tablets_a_day": tablets_a_day}
    last = Cost.objects.filter(**_of(thing)).last()
    if last is not None and all(getattr(last, name) == value for name, value in said.items()):
        return last
    cost = Cost.objects.create(patient=thing.patient, **_of(thing), **said, by=by, as_role=tie.role, at=now)
    leave_trace("said what something of the plan costs", by=by, patient=thing.patient, at=now, permission=WRITE)
    return cost


def make_room(thing: Recommendation | Step, *, tie: CareTie, now: datetime) -> None:
    """What becomes part of the plan while three things are done now comes next. Said by nobody else than whoever said yes."""
    if Placing.objects.filter(**_of(thing)).exists():
        return
    others = [one for one in things_now(thing.patient) if one.key != Thing.key_of(thing)]
    if order.is_full(len(others)):
        _place(thing, order.NEXT, tie=tie, now=now)


def _placing(thing: Recommendation | Step, person: Person) -> Permission:
    """The patient orders their plan; of a professional it needs what they need to suggest such a thing."""
    is_patient = CareTie.objects.still_open().between(person, thing.patient).filter(role=Role.PATIENT).exists()
    return WRITE if is_patient or isinstance(thing, Step) else suggesting(thing.kind)


def _why_not_move_it(thing: Recommendation | Step) -> str | None:
    return order.why_not_move_it(over=_is_over(thing), theirs=isinstance(thing, Step) and thing.owner_id is not None)


def _place(thing: Recommendation | Step, place: str, *, tie: CareTie, now: datetime, **facts: object) -> Placing:
    """The same again has one effect. What is not done now leaves the charts, and comes back with NOW."""
    last = Placing.objects.filter(**_of(thing)).last()
    wanted = {"place": place, "waits_for": "", "words": "", "until_day": None, "after": None, **facts}
    wanted["words"] = str(wanted["words"]).strip()
    if last is not None and all(getattr(last, name) == value for name, value in wanted.items()):
        return last
    placing = Placing.objects.create(
        patient=thing.patient, **_of(thing), **wanted, by=tie.person, as_role=tie.role, at=now
    )
    for step in _steps_of(thing):
        keep_mark(step, tie=tie, now=now, state=State.AGREED if place == Place.NOW and _is_agreed(thing) else place)
    return placing


def _steps_of(thing: Recommendation | Step) -> list[Step]:
    mine = Step.objects.still_open().filter(owner__isnull=True).select_related("patient", "recommendation")
    return list(mine.filter(recommendation=thing) if isinstance(thing, Recommendation) else mine.filter(pk=thing.pk))


def _held(thing: Recommendation | Step) -> Recommendation | Step:
    """As it is now, and all things of one plan in turn: two who move at once do not make four."""
    Patient.objects.select_for_update(of=("self",)).get(pk=thing.patient_id)
    if isinstance(thing, Recommendation):
        return Recommendation.objects.select_related("patient__practice").get(pk=thing.pk)
    return Step.objects.select_related("patient__practice", "recommendation").get(pk=thing.pk)


def _of(thing: Recommendation | Step) -> dict[str, Recommendation | Step]:
    return {"recommendation" if isinstance(thing, Recommendation) else "step": thing}


def _is_over(thing: Recommendation | Step) -> bool:
    return thing.state in OVER if isinstance(thing, Recommendation) else thing.ended_at is not None


def _is_agreed(thing: Recommendation | Step) -> bool:
    return thing.is_agreed if isinstance(thing, Recommendation) else thing.taken_on_at is not None
