"""Ways in for tests, made and used by the real actions."""

from __future__ import annotations

from datetime import timedelta

from concord.database.acting import acting_as
from concord.people.models import Invitation, Patient, Person
from concord.people.roles import Role, Topic
from concord.team import actions
from concord.team.actions.arriving import Arrived
from concord.team.actions.invitations import Invited
from tests.make.people import SPRING

LONG = "correct horse battery staple"


def code_for(patient: Patient, *, by: Person, now=SPRING) -> Invited:
    """A code to scan, for the patient."""
    with acting_as(by):
        return actions.invite_patient(patient=patient, by=by, now=now)


def by_code_alone(person: Person) -> None:
    """Somebody who came in by a code and has neither e-mail nor password: nothing but their device opens their place."""
    person.email = None
    person.set_unusable_password()
    person.save(update_fields=["email", "password"])


def asked_in(patient: Patient, *, by: Person, role: Role = Role.SUPPORTER, detail: str = "daughter",
             topics: list[Topic] | None = None, email: str = "", way: str = Invitation.Way.LINK, now=SPRING) -> Invited:  # fmt: skip
    """Somebody from outside is invited to the team."""
    with acting_as(by):
        return actions.invite_to_team(
            patient=patient, role=role, detail=detail, topics=topics, called="Lindiwe", email=email, way=way, by=by, now=now
        )  # fmt: skip


def employed(practice, *, by: Person, role: Role = Role.COACH, email: str = "", now=SPRING) -> Invited:
    with acting_as(by):
        return actions.invite_to_practice(practice=practice, role=role, called="Ana", email=email, by=by, now=now)


def joined(invited: Invited, called: str = "Lindiwe", *, email: str = "", password: str = "", now=SPRING) -> Arrived:
    return actions.join(secret=invited.secret, called=called, email=email, password=password, zone="", now=now)


def later(moment=SPRING, **span) -> object:
    return moment + timedelta(**span)
