"""Who is meant by what somebody typed at the keyboard of the server."""

from __future__ import annotations

from django.db import transaction

from concord.access.guard import refuse_if
from concord.database.acting import acting_as
from concord.devices import rules
from concord.people.models import Membership, Patient, Person


def person_by_email(email: str) -> Person:
    found = list(Person.objects.filter(email__iexact=email, is_active=True)[:2])
    refuse_if(rules.why_not_single(len(found), what=email))
    return found[0]


def only_administrator() -> Person:
    """Whoever alone looks after the practices of this server; refuses when that is not one person."""
    found = [person for person in Person.objects.filter(is_active=True) if _looks_after_a_practice(person)]
    refuse_if(rules.why_not_for_all(len(found)))
    return found[0]


def _looks_after_a_practice(person: Person) -> bool:
    """Who works where is read from near alone, so each is asked with their own sight."""
    with transaction.atomic(), acting_as(person):
        return Membership.objects.still_open().filter(person=person, administers=True).exists()


def patient_by_words(who: str, by: Person) -> Patient:
    """The number of a record, or first name and year of birth, among the patients of whoever acts."""
    theirs = Patient.objects.seen_by(by).select_related("practice")
    if who.strip().isdecimal():
        found = list(theirs.filter(pk=int(who)) if len(who.strip()) < 19 else [])
    else:
        name, year = _name_and_year(who)
        found = list(theirs.filter(called__iexact=name, **({"birth_year": year} if year else {}))[:3])
    refuse_if(rules.why_not_single(len(found), what=who))
    return found[0]


def _name_and_year(who: str) -> tuple[str, int | None]:
    *names, last = who.split() or [""]
    if names and last.isdecimal() and len(last) == 4:
        return " ".join(names), int(last)
    return who.strip(), None
