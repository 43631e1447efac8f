"""The guard: may this person do this, here? First line of every action. A refusal is a sentence."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from concord.access.models import Trace
from concord.access.permissions import Permission
from concord.access.roles import OF_ADMINISTRATORS, OF_DOCTORS, OF_EVERY_MEMBER, ROLE_TABLE
from concord.people.models import CareTie, Membership, Patient, Person, Practice
from concord.people.roles import Role


class NotAllowed(PermissionDenied):
    """The guard said no. Carries what the trace of the refusal needs; the web's middleware writes it afterwards."""

    def __init__(self, sentence: str, *, permission: Permission, patient: Patient | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.permission = permission
        self.patient = patient


class Refused(Exception):
    """The state of things does not allow it. The sentence says why and offers a way on; nothing was written."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def allows(tie: CareTie | None, permission: Permission) -> bool:
    """Whether this open tie gives the permission: by its role, and by the topic if the permission needs one shared."""
    if tie is None or tie.until_at is not None or permission not in ROLE_TABLE[Role(tie.role)]:
        return False
    return permission.topic is None or tie.role == Role.PATIENT or permission.topic in tie.topics


def open_tie(person: Person, patient: Patient) -> CareTie | None:
    """The one open tie between the two, read afresh: a tie that has just ended counts at once."""
    return CareTie.objects.still_open().between(person, patient).first()


def require(by: Person, permission: Permission, *, patient: Patient) -> CareTie:
    """Return the tie that allows `by` this, else raise NotAllowed with a sentence."""
    tie = open_tie(by, patient) if by.is_active else None
    if tie is None or not allows(tie, permission):
        raise NotAllowed(_why_not(tie, permission), permission=permission, patient=patient)
    return tie


def require_member(by: Person, permission: Permission, *, practice: Practice) -> Membership:
    """As `require`, for what belongs to working at a practice."""
    member = Membership.objects.still_open().filter(person=by, practice=practice).first() if by.is_active else None
    allowed = member is not None and (
        permission in OF_EVERY_MEMBER
        or (member.administers and permission in OF_ADMINISTRATORS)
        or (member.role == Role.DOCTOR and permission in OF_DOCTORS)
    )
    if member is None or not allowed:
        who = _("a doctor of this practice") if permission in OF_DOCTORS else _("somebody who looks after this practice’s settings")  # fmt: skip
        sentence = _("Only %(who)s may %(do)s.") % {"who": who, "do": permission.words}
        raise NotAllowed(sentence, permission=permission)
    return member


def refuse_if(sentence: str | None) -> None:
    """A rule's answer: None lets the action go on, a sentence stops it."""
    if sentence is not None:
        raise Refused(sentence)


def leave_trace(
    what: str, *, by: Person | None, patient: Patient | None = None, at: datetime, permission: Permission | None = None,
    allowed: bool = True,
) -> None:  # fmt: skip
    """Write down that somebody looked or did. In the same transaction as the act, so that neither is there without the other."""
    Trace.objects.bulk_create(
        [
            Trace(
                at=at,
                patient=patient,
                person=by,
                what=what,
                permission=permission.name if permission else "",
                allowed=allowed,
            )
        ]
    )


def _why_not(tie: CareTie | None, permission: Permission) -> str:
    if tie is None or tie.until_at is not None:
        return _("You are not in this person’s team, so you cannot %(do)s.") % {"do": permission.words}
    if permission in ROLE_TABLE[Role(tie.role)]:
        return _("This part is not shared with you, so you cannot %(do)s. %(who)s can change that.") % {
            "who": tie.patient.called,
            "do": permission.words,
        }
    return _("As %(role)s you cannot %(do)s. Somebody else in the team can; ask them.") % {
        "role": tie.get_role_display().lower(),
        "do": permission.words,
    }
