"""Who there is and who may come in: what the pages and actions of this room read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.db.models import Case, F, IntegerField, QuerySet, Value, When

from concord.people.models import Absence, CareTie, Invitation, Membership, Patient, Person, Practice
from concord.people.roles import PROFESSIONALS, SEEN_BY_OTHERS, Role, Topic
from concord.team.secret import hashed

ORDER = Case(
    *(When(role=role, then=Value(place)) for place, role in enumerate(Role.values)), output_field=IntegerField()
)


@dataclass(frozen=True)
class Offer:
    """What an invitation says to whoever holds its secret. `state` is OPEN, or the word for why it leads nowhere."""

    id: int | None = None
    state: str = "UNKNOWN"
    practice_id: int = 0
    practice_called: str = ""
    practice_phone: str = ""
    practice_zone: str = ""
    patient_id: int | None = None
    patient_called: str | None = None
    inviter_called: str = ""
    role: str = ""
    detail: str = ""
    topics: tuple[str, ...] = ()
    administers: bool = False
    called: str = ""
    email: str = ""
    way: str = ""
    expires_at: datetime | None = None
    returning_id: int | None = None
    returning_called: str | None = None

    @property
    def for_the_patient(self) -> bool:
        return self.role == Role.PATIENT

    @property
    def may_skip_account(self) -> bool:
        return self.for_the_patient and self.way == Invitation.Way.QR

    @property
    def topic_words(self) -> list[str]:
        """As somebody reads them whose record it is not."""
        return [str(SEEN_BY_OTHERS[topic]) for topic in Topic if topic.value in self.topics]

    @property
    def role_words(self) -> str:
        """Inside a sentence: “coach (nutrition)”."""
        words = str(Role(self.role).label).lower()
        return f"{words} ({self.detail})" if self.detail else words


def offer(secret: str, *, now: datetime) -> Offer:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM invitation_by_token(%s, %s)", [hashed(secret), now])
        row = cursor.fetchone()
        names = [column.name for column in cursor.description]
    return Offer(**dict(zip(names, row, strict=True))) if row else Offer()


def answers_here_only() -> bool:
    """Whether the address that people are given opens on this machine alone: a phone would find nothing there."""
    return urlsplit(settings.SITE_URL).hostname in settings.THIS_MACHINE


def is_set_up() -> bool:
    return Practice.objects.exists()


def person(number: int | None) -> Person | None:
    return Person.objects.filter(pk=number).first() if number is not None else None


def person_of(patient: Patient) -> Person | None:
    """Who comes in as this patient, if somebody has."""
    tie = CareTie.objects.still_open().filter(patient=patient, role=Role.PATIENT).select_related("person").first()
    return tie.person if tie else None


def holds_other_keys(who: Person, *, patient: Patient | None = None, practice: Practice | None = None) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT holds_other_keys(%s, %s, %s)",
            [who.pk, patient.pk if patient else None, practice.pk if practice else None],
        )
        return cursor.fetchone()[0]


def has_own_keys(who: Person) -> bool:
    """Whether they can sign in by themself. The database asks the same (`has_own_keys`)."""
    return bool(who.email) or has_password(who)


def has_password(who: Person) -> bool:
    return bool(who.password) and who.has_usable_password()


def email_is_taken(email: str, *, but_for: Person | None = None) -> bool:
    others = Person.objects.exclude(pk=but_for.pk) if but_for else Person.objects.all()
    return bool(email) and others.filter(email__iexact=email).exists()


# A team


def team_of(patient: Patient) -> QuerySet[CareTie]:
    """Everybody who stands beside the patient now; the patient first."""
    ties = CareTie.objects.still_open().filter(patient=patient).select_related("person")
    return ties.annotate(place=ORDER).order_by("place", "from_at", "pk")


def tie_in(patient: Patient, number: int) -> CareTie | None:
    found = (
        CareTie.objects.still_open().filter(patient=patient, pk=number).select_related("person", "patient__practice")
    )
    return found.first()


def other_professionals(patient: Patient, *, than: Person) -> int:
    ties = CareTie.objects.still_open().filter(patient=patient, role__in=PROFESSIONALS)
    return ties.exclude(person=than).count()


def pending_invitations(patient: Patient, *, now: datetime) -> QuerySet[Invitation]:
    pending = Invitation.objects.pending(now).filter(patient=patient)
    return pending.select_related("invited_by").order_by("invited_at")


def invitation_of(patient: Patient, number: int) -> Invitation | None:
    found = Invitation.objects.filter(patient=patient, pk=number)
    return found.select_related("patient__practice", "practice", "invited_by").first()


def colleagues_to_add(patient: Patient) -> QuerySet[Membership]:
    """Who works at the practice and is not in this team yet."""
    in_team = CareTie.objects.still_open().filter(patient=patient).values("person")
    members = Membership.objects.still_open().filter(practice=patient.practice_id).exclude(person__in=in_team)
    return members.select_related("person", "practice").order_by("person__called")


# A practice


def members_of(practice: Practice) -> QuerySet[Membership]:
    members = Membership.objects.still_open().filter(practice=practice).select_related("person")
    return members.annotate(place=ORDER).order_by("place", "person__called")


def member_of(practice: Practice, number: int) -> Membership | None:
    found = Membership.objects.filter(practice=practice, pk=number, until_at__isnull=True)
    return found.select_related("person", "practice").first()


def pending_in_practice(practice: Practice, *, now: datetime) -> QuerySet[Invitation]:
    pending = Invitation.objects.pending(now).filter(practice=practice, patient__isnull=True)
    return pending.select_related("invited_by", "returning").order_by("invited_at")


def invitation_in(practice: Practice, number: int) -> Invitation | None:
    found = Invitation.objects.filter(practice=practice, patient__isnull=True, pk=number)
    return found.select_related("practice", "invited_by", "returning").first()


def is_last_administrator(member: Membership) -> bool:
    others = Membership.objects.still_open().filter(practice=member.practice_id, administers=True).exclude(pk=member.pk)
    return member.administers and not others.exists()


def left_alone_without(member: Membership) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT cardinality(left_alone_without(%s))", [member.pk])
        return cursor.fetchone()[0]


# One's own places


def places_of(who: Person) -> QuerySet[CareTie]:
    """Where this person stands, as they themselves may see it."""
    ties = CareTie.objects.still_open().filter(person=who).select_related("patient__practice")
    return ties.order_by("patient__called", "pk")


def memberships_of(who: Person) -> QuerySet[Membership]:
    return Membership.objects.still_open().filter(person=who).select_related("practice").order_by("from_at")


def practice_of(who: Person) -> Practice | None:
    """The practice whose mail server writes to this person: where they work, else where they are known."""
    member = memberships_of(who).first()
    if member is not None:
        return member.practice
    tie = places_of(who).first()
    return tie.patient.practice if tie else None


def who_wants_letters() -> QuerySet[Person]:
    """Whoever may be told by e-mail that something waits."""
    return Person.objects.filter(is_active=True, wants_letters=True, confirmed_email__iexact=F("email")).order_by("pk")


def is_away(person: Person, *, today: date) -> bool:
    return Absence.objects.standing().filter(person=person, from_day__lte=today, until_day__gte=today).exists()


def absences_of(person: Person, *, today: date) -> QuerySet[Absence]:
    """Those that are not over yet, the next first."""
    return Absence.objects.standing().filter(person=person, until_day__gte=today)


def own_absence(person: Person, number: int) -> Absence | None:
    return Absence.objects.filter(person=person, pk=number).first()
