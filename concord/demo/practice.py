"""The Practice at the Linden: who works there, and how a person comes in as a patient."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from secrets import token_urlsafe
from zoneinfo import ZoneInfo

from concord.database.acting import acting_as
from concord.demo.partnership import ZONE, Partnership, Staff
from concord.people.models import Membership, Practice
from concord.people.roles import Role
from concord.team import actions as team

CALLED = "Practice at the Linden"
FOUNDED = 1200
COLLEAGUES = {
    "okafor": ("Dr Samuel Okafor", Role.DOCTOR, "internal medicine"),
    "mia": ("Mia Berg", Role.COACH, "nutrition"),
    "tom": ("Tom Lindqvist", Role.COACH, "exercise"),
    "grace": ("Grace Adeyemi", Role.COACH, "life"),
    "ben": ("Ben Adler", Role.THERAPIST, "physiotherapy"),
    "noa": ("Noa Feldman", Role.THERAPIST, "psychotherapy"),
}


def found(*, today: date) -> tuple[Practice, Staff]:
    """Dr Rossi sets it up, then asks the others in, each by a link."""
    then = datetime.combine(today - timedelta(days=FOUNDED), time(9), ZoneInfo(ZONE))
    rossi = team.set_up(
        founder=team.practice.Founder("Dr Elena Rossi", email_of("Dr Elena Rossi"), nobodys_password(), Role.DOCTOR, "general practice"),
        practice={"called": CALLED, "zone": ZONE, "language": "en-gb", "emergency_number": "999", "answer_days": 3, "phone": "020 7946 0000", "currency": "£"},
        now=then,
    )  # fmt: skip
    return rossi.practice, Staff(
        rossi=rossi, **{name: _employ(rossi, *who, now=then) for name, who in COLLEAGUES.items()}
    )


def _employ(rossi: Membership, called: str, role: Role, discipline: str, *, now: datetime) -> Membership:
    with acting_as(rossi.person):
        invited = team.invite_to_practice(
            practice=rossi.practice, role=role, discipline=discipline, called=called, by=rossi.person, now=now
        )
    joined = team.join(secret=invited.secret, called=called, email=email_of(called), password=nobodys_password(), zone=ZONE, now=now)  # fmt: skip
    with acting_as(joined.person):
        return Membership.objects.select_related("person").get(practice=rossi.practice, person=joined.person)


def open_record(
    staff: Staff, by: Membership, *, called: str, birth_year: int, ago: int, today: date, now: datetime, email: bool = True, hour: int = 9
) -> Partnership:  # fmt: skip
    """The record is opened, its code scanned on the spot, and the person is in."""
    at: Callable[[int], datetime] = lambda hours: min(  # noqa: E731 - the same moment twice
        datetime.combine(today - timedelta(days=ago), time(hours), ZoneInfo(ZONE)), now
    )
    with acting_as(by.person):
        patient = team.open_patient_record(practice=by.practice, called=called, birth_year=birth_year, by=by.person, now=at(hour))  # fmt: skip
        invited = team.invite_patient(patient=patient, by=by.person, now=at(hour))
    way = {"email": email_of(called), "password": nobodys_password()} if email else {"email": "", "password": ""}
    joined = team.join(secret=invited.secret, called=called, zone=ZONE, now=at(hour), **way)
    return Partnership(patient, joined.person, staff, today, now)


def email_of(called: str) -> str:
    return f"{called.lower().replace(' ', '.')}@example.org"


def nobodys_password() -> str:
    """Nobody knows it: in the demo people come in by its door."""
    return token_urlsafe(32)
