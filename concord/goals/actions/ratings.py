"""Say where a goal stands. Within a look nobody reads another's rating before they have given their own."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from concord.access.guard import allows, leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.agreement import actions as agreement
from concord.goals import rules
from concord.goals.models import Goal, RaterAsked, Rating, RatingGiven
from concord.goals.rules import ratings as looks
from concord.people.models import CareTie, Patient, Person
from concord.people.roles import Role

RATE, CHOOSE = Permission.RATE_GOAL, Permission.SHARE_TOPICS


@transaction.atomic
def rate_goal(*, goal: Goal, level: int, day: date, words: str = "", by: Person, now: datetime) -> Rating:
    """Say where the goal stood on `day`. Saying it again in the same look takes the earlier one back, which stays in the history."""
    tie = require(by, RATE, patient=goal.patient)
    refuse_if(looks.why_not_rate_beside(supporter=tie.role == Role.SUPPORTER, asked=_asked(goal.patient, by)))
    goal = Goal.objects.select_for_update().select_related("text").get(pk=goal.pk)
    refuse_if(rules.why_not_rate(level, day, begun_at=goal.begun_at, ended=goal.ended_at is not None, now=now))
    refuse_if(rules.why_not_say(words))
    version = agreement.current_version(goal.text)
    look = _look(goal, day)
    mine = Rating.objects.standing().filter(goal=goal, rated_by=by)
    before = list(mine.filter(Q(look_day=look) | Q(day=day)))
    if any((one.day, one.level, one.words, one.version_id) == (day, level, words, version.pk) for one in before):
        return before[0]
    for one in before:
        _take_back(one, now)
    rating = Rating.objects.create(
        patient=goal.patient, goal=goal, version=version, level=level, day=day, words=words, rated_by=by, look_day=look,
        as_role=tie.role, rated_at=now,
    )  # fmt: skip
    RatingGiven.objects.create(patient=goal.patient, goal=goal, look_day=rating.look_day, person=by, rating=rating)
    leave_trace("said where a goal stands", by=by, patient=goal.patient, at=now, permission=RATE)
    return rating


@transaction.atomic
def take_back_rating(*, rating: Rating, by: Person, now: datetime) -> None:
    """Take back what one has said oneself; it stays in the history."""
    require(by, RATE, patient=rating.patient)
    refuse_if(rules.why_not_take_back(rating.rated_by_id, by=by.pk))
    if _take_back(rating, now):
        leave_trace("took back where a goal stands", by=by, patient=rating.patient, at=now)


@transaction.atomic
def ask_rater(*, patient: Patient, person: Person, by: Person, now: datetime) -> RaterAsked:
    """The patient asks a supporter to say, too, where the goals stand."""
    require(by, CHOOSE, patient=patient)
    ties = CareTie.objects.still_open().filter(patient=patient, person=person, role=Role.SUPPORTER)
    refuse_if(looks.why_not_ask_rater(supporter=any(allows(tie, RATE) for tie in ties)))
    asked, first = RaterAsked.objects.get_or_create(
        patient=patient, person=person, until_at=None, defaults={"asked_at": now}
    )
    if first:
        leave_trace("asked a supporter where goals stand", by=by, patient=patient, at=now, permission=CHOOSE)
    return asked


@transaction.atomic
def stop_asking_rater(*, patient: Patient, person: Person, by: Person, now: datetime) -> None:
    """The supporter is asked no longer. What they said stays."""
    require(by, CHOOSE, patient=patient)
    if RaterAsked.objects.filter(patient=patient, person=person, until_at__isnull=True).update(until_at=now):
        leave_trace("asks a supporter no longer", by=by, patient=patient, at=now, permission=CHOOSE)


def _asked(patient: Patient, person: Person) -> bool:
    return RaterAsked.objects.filter(patient=patient, person=person, until_at__isnull=True).exists()


def _look(goal: Goal, day: date) -> date:
    """Looks stay where they began, also when what began them was taken back."""
    begun = RatingGiven.objects.filter(goal=goal).order_by().values_list("look_day", flat=True).distinct()
    return looks.look_of(day, looks=list(begun))


def _take_back(rating: Rating, now: datetime) -> int:
    RatingGiven.objects.standing().filter(rating=rating).update(taken_back_at=now)
    return Rating.objects.standing().filter(pk=rating.pk).update(taken_back_at=now)
