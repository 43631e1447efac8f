"""Make a way in, and take it back. Each is used once and ends by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from concord.access.guard import leave_trace, refuse_if, require, require_member
from concord.access.permissions import Permission
from concord.notices import actions as notices
from concord.people.models import Invitation, Patient, Person, Practice
from concord.people.roles import ALL_TOPICS, Role
from concord.team import reads, rules
from concord.team.secret import hashed, secret_of, shown_again

Way = Invitation.Way


@dataclass(frozen=True)
class Invited:
    """An invitation with its secret, for whoever made it. `by_email`: a letter with the link waits in the outbox."""

    invitation: Invitation
    secret: str
    by_email: bool = False

    @property
    def link(self) -> str:
        return link_of(self.secret)


def link_of(secret: str) -> str:
    return settings.SITE_URL + reverse("team:invitation", args=[secret])


@transaction.atomic
def invite_patient(
    *, patient: Patient, way: str = Way.QR, email: str = "", seed: UUID | None = None, by: Person, now: datetime
) -> Invited:
    """Give the patient a way in. Who came in before, and never could sign in by themself, gets a new way to the same place; earlier codes end."""
    require(by, Permission.INVITE_PATIENT, patient=patient)
    returning = reads.person_of(patient)
    refuse_if(rules.why_not_send(way=way, email=email))
    if returning is not None:
        other_keys, own_keys = reads.holds_other_keys(returning, patient=patient), reads.has_own_keys(returning)
        refuse_if(rules.why_not_let_back_in(returning.called, other_keys=other_keys, own_keys=own_keys))
    earlier = Invitation.objects.pending(now).filter(patient=patient, role=Role.PATIENT)
    _withdraw(earlier, now=now)
    invited = _make(
        practice=patient.practice, patient=patient, role=Role.PATIENT, topics=ALL_TOPICS, called=patient.called, email=email,
        way=way, returning=returning, seed=seed, by=by, now=now,
    )  # fmt: skip
    what = "made a way back in for the patient" if returning else "made a way in for the patient"
    leave_trace(what, by=by, patient=patient, at=now, permission=Permission.INVITE_PATIENT)
    return invited


@transaction.atomic
def invite_to_team(
    *, patient: Patient, role: str, detail: str = "", topics: list[str] | None = None, called: str = "", email: str = "",
    way: str = Way.LINK, by: Person, now: datetime,
) -> Invited:  # fmt: skip
    """Ask somebody from outside in, beside this patient. `topics` None: what the role needs, within what the inviter sees.

    What a supporter sees is for the patient alone to tick.
    """
    tie = require(by, Permission.INVITE_TO_TEAM, patient=patient)
    sees = ALL_TOPICS if tie.role == Role.PATIENT else tie.topics
    if topics is None:
        topics = [] if role == Role.SUPPORTER else list(sees)
    refuse_if(rules.why_not_send(way=way, email=email))
    refuse_if(
        rules.why_not_invite(
            role, by_role=tie.role, detail=detail, topics=topics, sees=sees, patient_called=patient.called
        )
    )
    invited = _make(
        practice=patient.practice, patient=patient, role=role, detail=detail, topics=topics, called=called, email=email, way=way,
        by=by, now=now,
    )  # fmt: skip
    leave_trace("invited somebody to the team", by=by, patient=patient, at=now, permission=Permission.INVITE_TO_TEAM)
    return invited


@transaction.atomic
def invite_to_practice(
    *, practice: Practice, role: str, discipline: str = "", administers: bool = False, called: str = "", email: str = "",
    way: str = Way.LINK, by: Person, now: datetime,
) -> Invited:  # fmt: skip
    require_member(by, Permission.MANAGE_PRACTICE, practice=practice)
    refuse_if(rules.why_not_send(way=way, email=email))
    refuse_if(rules.why_not_employ(role))
    invited = _make(
        practice=practice, role=role, detail=discipline, administers=administers, called=called, email=email, way=way, by=by, now=now
    )  # fmt: skip
    leave_trace("invited somebody to the practice", by=by, at=now, permission=Permission.MANAGE_PRACTICE)
    return invited


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: Person, now: datetime) -> None:
    """Take a way in back, before it is used."""
    if invitation.patient is not None:
        allowed = Permission.INVITE_PATIENT if invitation.role == Role.PATIENT else Permission.INVITE_TO_TEAM
        require(by, allowed, patient=invitation.patient)
    else:
        allowed = Permission.MANAGE_PRACTICE
        require_member(by, allowed, practice=invitation.practice)
    refuse_if(rules.why_not_withdraw(used=invitation.accepted_at is not None))
    _withdraw(Invitation.objects.pending(now).filter(pk=invitation.pk), now=now)
    leave_trace("withdrew an invitation", by=by, patient=invitation.patient, at=now, permission=allowed)


def invited_before(seed: UUID) -> Invited | None:
    """What the same form made when it was sent the first time."""
    found = Invitation.objects.select_related("patient__practice").filter(seed=seed).first()
    secret = found and shown_again(found.seed, found.secret_hash)
    return Invited(found, secret) if found is not None and secret else None


def _make(*, seed: UUID | None = None, way: str, email: str = "", by: Person, now: datetime, **fields: Any) -> Invited:
    seed = seed or uuid4()
    secret = secret_of(seed)
    invitation = Invitation.objects.create(
        seed=seed, secret_hash=hashed(secret), way=way, email=email, invited_by=by, invited_at=now,
        expires_at=now + rules.how_long(way), **fields,
    )  # fmt: skip
    by_email = way == Way.EMAIL and _send(invitation, secret, now=now)
    return Invited(invitation, secret, by_email)


def _send(invitation: Invitation, secret: str, *, now: datetime) -> bool:
    """The letter names nobody and nothing of what Concord is about: it may be read by others."""
    body = _(
        "Somebody has invited you to Concord.\n\nThis link shows who it is and to what. It can be used once, until %(day)s:\n\n"
        "%(link)s\n\nIf you do not expect this, you need not do anything."
    ) % {"day": date_format(invitation.expires_at, "j F Y"), "link": link_of(secret)}
    letter = notices.send_email(
        to=invitation.email, subject=_("An invitation to Concord"), body=body, key=f"invitation:{invitation.pk}", by_hand=True,
        practice=invitation.practice, lasts=rules.how_long(Way.EMAIL), now=now,
    )  # fmt: skip
    return letter is not None


def _withdraw(invitations: QuerySet[Invitation], *, now: datetime) -> None:
    numbers = list(invitations.values_list("pk", flat=True))
    for number in numbers:
        notices.withdraw(key=f"invitation:{number}", now=now)
    Invitation.objects.filter(pk__in=numbers).update(withdrawn_at=now)
