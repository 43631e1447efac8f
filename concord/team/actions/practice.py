"""Found a practice, change it, and say who works there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from concord.access.guard import leave_trace, refuse_if, require_member
from concord.access.permissions import Permission
from concord.database.acting import acting_as
from concord.people.models import Membership, Person, Practice
from concord.people.roles import Role
from concord.team import reads, rules

FIRST_SET_UP = 7_310_001
"""The advisory lock under which the first practice is founded, so that two open windows make one."""


@transaction.atomic
def found_practice(
    *, called: str, zone: str, language: str, emergency_number: str, answer_days: int, phone: str, role: Role, discipline: str, currency: str = "",
    by: Person, now: datetime,
) -> Practice:  # fmt: skip
    """Make a practice with its first member, who looks after its settings. A front-door action: there is no tie to guard yet."""
    refuse_if(rules.why_not_found(called, emergency_number=emergency_number))
    practice = Practice.objects.create(
        called=called, zone=zone, language=language, emergency_number=emergency_number, answer_days=answer_days, phone=phone, currency=currency,
        founded_at=now,
    )  # fmt: skip
    with acting_as(by):
        Membership.objects.create(
            practice=practice, person=by, role=role, discipline=discipline, administers=True, from_at=now
        )
        leave_trace("founded a practice", by=by, at=now)
    return practice


@dataclass(frozen=True)
class Founder:
    """Who sets Concord up: the first person in it."""

    called: str
    email: str
    password: str
    role: Role
    discipline: str = ""


@transaction.atomic
def set_up(*, founder: Founder, practice: dict, now: datetime) -> Membership:
    """The first person and the first practice, once. A front-door action: the one-time link was shown at the view.

    Gives the founder's place in it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FIRST_SET_UP])
    refuse_if(rules.why_not_set_up(done=reads.is_set_up()))
    person = Person(called=founder.called, email=founder.email, zone=practice["zone"], joined_at=now)
    person.set_password(founder.password)
    person.save()
    founded = found_practice(**practice, role=founder.role, discipline=founder.discipline, by=person, now=now)
    with acting_as(person):
        return Membership.objects.select_related("person", "practice").get(practice=founded)


@transaction.atomic
def change_practice(
    *, practice: Practice, called: str, zone: str, language: str, emergency_number: str, answer_days: int, phone: str, currency: str = "",
    by: Person, now: datetime,
) -> Practice:  # fmt: skip
    require_member(by, Permission.MANAGE_PRACTICE, practice=practice)
    refuse_if(rules.why_not_found(called, emergency_number=emergency_number))
    practice.called, practice.zone, practice.language = called, zone, language
    practice.emergency_number, practice.answer_days, practice.phone = emergency_number, answer_days, phone
    practice.currency = currency
    practice.save()
    leave_trace("changed the practice's settings", by=by, at=now, permission=Permission.MANAGE_PRACTICE)
    return practice


@transaction.atomic
def choose_asked_first(*, practice: Practice, chosen: dict[str, str], by: Person, now: datetime) -> Practice:
    """Which role a question about what goes to first. It counts for questions asked from now on."""
    require_member(by, Permission.MANAGE_PRACTICE, practice=practice)
    refuse_if(rules.why_not_ask_first(chosen))
    practice.asked_first = chosen
    practice.save(update_fields=["asked_first"])
    leave_trace("chose who is asked first", by=by, at=now, permission=Permission.MANAGE_PRACTICE)
    return practice


@transaction.atomic
def change_member(*, member: Membership, discipline: str, administers: bool, by: Person, now: datetime) -> Membership:
    """Their field of work, and whether they look after the settings. The role stays: another role is another invitation."""
    require_member(by, Permission.MANAGE_PRACTICE, practice=member.practice)
    last = reads.is_last_administrator(member) and not administers
    refuse_if(rules.why_not_step_down(last=last))
    member.discipline, member.administers = discipline, administers
    member.save(update_fields=["discipline", "administers"])
    leave_trace("changed a member of the practice", by=by, at=now, permission=Permission.MANAGE_PRACTICE)
    return member


@transaction.atomic
def end_membership(*, member: Membership, successor: Membership | None, by: Person, now: datetime) -> int:
    """Somebody stops working here, and their places in teams end with it. Whoever would be left alone goes to the successor.

    Gives how many places ended. The patients find it in the trace of their record.
    """
    require_member(by, Permission.MANAGE_PRACTICE, practice=member.practice)
    alone = reads.left_alone_without(member)
    refuse_if(
        rules.why_not_end_membership(
            ended=member.until_at is not None, last=reads.is_last_administrator(member), alone=alone,
            successor=successor is not None,
        )
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SELECT end_membership(%s, %s, %s)", [member.pk, successor.pk if successor else None, now])
        ended = cursor.fetchone()[0]
    refuse_if(rules.why_not_end_membership(ended=False, last=False, alone=alone, successor=ended is not None))
    leave_trace("ended a membership", by=by, at=now, permission=Permission.MANAGE_PRACTICE)
    return ended
