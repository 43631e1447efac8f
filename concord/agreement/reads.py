"""Versions and acknowledgements of many texts at once, for pages that show lists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.agreement.models import Acknowledgement, Text, Version
from concord.people.models import CareTie, Patient, Person


@dataclass(frozen=True)
class Partner:
    """Somebody who is asked to say yes: `at` is None while they have not; `left` if they are no longer in the team."""

    person: Person
    role: str
    role_words: str
    at: datetime | None
    left: bool = False


def current_versions(texts: Iterable[int]) -> dict[int, Version]:
    """{text id: its newest version, with the author}."""
    versions = Version.objects.filter(text__in=list(texts)).current().select_related("written_by")
    return {version.text_id: version for version in versions}


def standing(texts: Iterable[int]) -> dict[int, list[Acknowledgement]]:
    """{text id: acknowledgements of its newest version}, oldest first."""
    given = Acknowledgement.objects.standing().filter(version__text__in=list(texts))
    by_text: dict[int, list[Acknowledgement]] = {}
    for one in given.select_related("person", "version").order_by("given_at", "pk"):
        by_text.setdefault(one.version.text_id, []).append(one)
    return by_text


def partners_asked(patient: Patient, permission: Permission) -> list[CareTie]:
    """The open ties that have the right to say yes: the patient first, then in the order in which they came."""
    ties = CareTie.objects.still_open().filter(patient=patient).select_related("person").order_by("from_at", "pk")
    asked = [tie for tie in ties if allows(tie, permission)]
    return sorted(asked, key=lambda tie: tie.role != "PATIENT")


def who_said_yes(asked: Iterable[CareTie], given: Iterable[Acknowledgement]) -> list[Partner]:
    """Everybody who is asked, with when they said yes; then those who said yes and have left since."""
    yes = {one.person_id: one for one in given}
    partners = []
    for tie in asked:
        one = yes.pop(tie.person_id, None)
        partners.append(Partner(tie.person, tie.role, tie.words, one.given_at if one else None))
    gone = [
        Partner(one.person, one.as_role, str(one.get_as_role_display()), one.given_at, left=True)
        for one in yes.values()
    ]
    return [*partners, *gone]


def history(text: Text) -> list[Version]:
    """Every version, newest first, each with `yes`: the acknowledgements it had, also those taken back."""
    versions = list(text.versions.select_related("written_by").order_by("-number"))
    given: dict[int, list[Acknowledgement]] = {}
    for one in Acknowledgement.objects.filter(version__text=text).select_related("person").order_by("given_at"):
        given.setdefault(one.version_id, []).append(one)
    for version in versions:
        version.yes = given.get(version.pk, [])  # type: ignore[attr-defined]
    return versions
