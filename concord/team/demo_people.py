"""Who can be entered as in the demo, told from where they work and beside whom they stand."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from concord.database.acting import acting_as
from concord.people.models import CareTie, Person
from concord.people.roles import Role
from concord.team import reads


@dataclass(frozen=True)
class One:
    person: Person
    words: str
    kind: str


@dataclass(frozen=True)
class Group:
    label: str
    people: list[One]


def everybody(about: dict[str, str]) -> list[Group]:
    """Professionals, patients, supporters. Each person's places are read as that person, since nobody sees all."""
    people = [_one(person, about) for person in Person.objects.filter(is_active=True).order_by("pk")]
    order = {email: place for place, email in enumerate(about)}
    people.sort(key=lambda one: order.get(one.person.email or "", len(order)))
    labels = {"professional": _("Professionals"), "patient": _("Patients"), "supporter": _("Supporters")}
    groups = [Group(label, [one for one in people if one.kind == kind]) for kind, label in labels.items()]
    return [group for group in groups if group.people]


def _one(person: Person, about: dict[str, str]) -> One:
    with acting_as(person):
        ties = list(reads.places_of(person))
        member = reads.memberships_of(person).first()
    told = about.get(person.email or "")
    if member is not None:
        beside = [tie for tie in ties if tie.role not in (Role.PATIENT, Role.SUPPORTER)]
        words = ngettext("%(role)s of one person", "%(role)s of %(count)s people", len(beside))
        return One(person, told or words % {"role": member.words, "count": len(beside)}, "professional")
    if any(tie.role == Role.PATIENT for tie in ties):
        return One(person, told or _("patient"), "patient")
    return One(person, told or _standing(ties), "supporter" if ties else "nobody")


def _standing(ties: list[CareTie]) -> str:
    return ", ".join(_("%(role)s, beside %(name)s") % {"role": tie.words, "name": tie.patient.called} for tie in ties)
