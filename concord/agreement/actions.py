"""Begin, revise and acknowledge a versioned text. The owning room names the permission, since it knows what the text is."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from concord.access.guard import leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.agreement import rules
from concord.agreement.models import Acknowledgement, Text, Version
from concord.people.models import Patient, Person
from concord.people.roles import Topic

Words = dict[str, str]


class ChangedMeanwhile(Exception):
    """Somebody else wrote a newer version first. Carries both texts and what both began from, so that nothing typed is lost."""

    def __init__(self, *, newest: Version, yours: Words, base: Version | None = None) -> None:
        super().__init__("changed meanwhile")
        self.newest = newest
        self.yours = yours
        self.base = base

    @property
    def together(self) -> Words:
        """Both texts put together as far as that is certain: where only one side changed a field, that change is taken."""
        return rules.put_together(self.base.words if self.base else {}, theirs=self.newest.words, mine=self.yours)


@transaction.atomic
def begin_text(
    *, patient: Patient, topic: Topic, words: Words, permission: Permission, by: Person, now: datetime
) -> Text:
    """Write the first version. Nobody has acknowledged it yet, its author included."""
    require(by, permission, patient=patient)
    refuse_if(rules.why_not_keep(words))
    text = Text.objects.create(patient=patient, topic=topic)
    Version.objects.create(
        patient=patient, topic=topic, text=text, number=1, words=words, written_by=by, written_at=now
    )
    leave_trace("wrote a text", by=by, patient=patient, at=now, permission=permission)
    return text


@transaction.atomic
def revise_text(*, text: Text, seen: int, words: Words, permission: Permission, by: Person, now: datetime) -> Version:
    """Write a new version on top of number `seen`; every acknowledgement of earlier ones stops counting. Raises ChangedMeanwhile."""
    require(by, permission, patient=text.patient)
    version = _new_version(text, seen=seen, words=words, by=by, now=now)
    leave_trace("changed a text", by=by, patient=text.patient, at=now, permission=permission)
    return version


@transaction.atomic
def correct_spelling(
    *, text: Text, seen: int, words: Words, permission: Permission, by: Person, now: datetime
) -> Version:
    """As `revise_text`, but its author says that the meaning is the same: every standing yes is carried over, and says so."""
    require(by, permission, patient=text.patient)
    given = list(Acknowledgement.objects.standing().filter(version__text=text))
    version = _new_version(text, seen=seen, words=words, by=by, now=now, spelling_only=True)
    Acknowledgement.objects.bulk_create(
        Acknowledgement(
            patient=text.patient, topic=text.topic, version=version, person_id=one.person_id, as_role=one.as_role,
            given_at=one.given_at, carried_from=one,
        )
        for one in given
    )  # fmt: skip
    leave_trace("corrected a text", by=by, patient=text.patient, at=now, permission=permission)
    return version


@transaction.atomic
def acknowledge(*, text: Text, number: int, permission: Permission, by: Person, now: datetime) -> Acknowledgement:
    """Say yes to version `number`, which must be the newest. Saying yes twice has one effect."""
    tie = require(by, permission, patient=text.patient)
    newest = current_version(text)
    refuse_if(rules.why_not_acknowledge(number, current=newest.number))
    given, first = Acknowledgement.objects.get_or_create(
        version=newest, person=by, withdrawn_at=None,
        defaults={"patient": text.patient, "topic": text.topic, "as_role": tie.role, "given_at": now},
    )  # fmt: skip
    if first:
        leave_trace("acknowledged a text", by=by, patient=text.patient, at=now, permission=permission)
    return given


@transaction.atomic
def withdraw_acknowledgement(*, text: Text, permission: Permission, by: Person, now: datetime) -> int:
    """Take back one's own yes, at any time. Gives how many were taken back (0 or 1)."""
    require(by, permission, patient=text.patient)
    taken_back = Acknowledgement.objects.standing().filter(version__text=text, person=by).values_list("pk", flat=True)
    count = Acknowledgement.objects.filter(pk__in=list(taken_back)).update(withdrawn_at=now)
    if count:
        leave_trace("withdrew an acknowledgement", by=by, patient=text.patient, at=now, permission=permission)
    return count


@transaction.atomic
def ask_afresh(*, text: Text, permission: Permission, keeps: Person | None = None, by: Person, now: datetime) -> int:
    """The same words are on the table once more: every standing yes is taken back, since it was to another asking; only that of
    `keeps` stays, who else is `by`."""
    require(by, permission, patient=text.patient)
    standing = Acknowledgement.objects.standing().filter(version__text=text)
    others = standing.exclude(person=keeps or by).values_list("pk", flat=True)
    leave_trace("asked afresh", by=by, patient=text.patient, at=now, permission=permission)
    return Acknowledgement.objects.filter(pk__in=list(others)).update(withdrawn_at=now)


def current_version(text: Text) -> Version:
    """The newest words as the database has them now."""
    return Version.objects.filter(text=text).current().select_related("written_by").get()


def _new_version(
    text: Text, *, seen: int, words: Words, by: Person, now: datetime, spelling_only: bool = False
) -> Version:
    refuse_if(rules.why_not_keep(words))
    newest = current_version(text)
    if newest.number != seen:
        raise _changed(text, seen=seen, yours=words)
    refuse_if(rules.why_not_revise(newest.words, words))
    if not Text.objects.filter(pk=text.pk, current=seen).update(current=F("current") + 1):
        raise _changed(text, seen=seen, yours=words)
    text.current = seen + 1
    return Version.objects.create(
        patient=text.patient, topic=text.topic, text=text, number=text.current, words=words, written_by=by, written_at=now,
        spelling_only=spelling_only,
    )  # fmt: skip


def _changed(text: Text, *, seen: int, yours: Words) -> ChangedMeanwhile:
    base = Version.objects.filter(text=text, number=seen).first()
    return ChangedMeanwhile(newest=current_version(text), yours=yours, base=base)
