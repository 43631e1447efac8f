"""Sign one version after reading it, and take one's name back from under it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from concord.access.guard import leave_trace, refuse_if, require_member
from concord.access.permissions import Permission
from concord.people.models import Person
from concord.plan.rules.days import local_day
from concord.programs import rules
from concord.programs.models import ShelfEntry, ShelfVersion, Signature

SIGN = Permission.SIGN_SHELF


@transaction.atomic
def sign_entry(*, entry: ShelfEntry, seen: int, next_review_day: date, by: Person, now: datetime) -> Signature:
    """From now on this version can be suggested, until its next review. An earlier signature under the same words is replaced."""
    member = require_member(by, SIGN, practice=entry.practice)
    entry = ShelfEntry.objects.select_for_update().get(pk=entry.pk)
    newest = ShelfVersion.objects.filter(entry=entry).current().get()
    today = local_day(now, member.practice.zone)
    off = entry.off_at is not None
    refuse_if(rules.why_not_sign(newest.words, next_review_day, today=today, seen=seen, current=newest.number, off=off))
    standing = Signature.objects.standing().filter(version=newest)
    if same := standing.filter(signed_by=by, signed_day=today, next_review_day=next_review_day).first():
        return same
    standing.update(withdrawn_at=now, withdrawn_by=by)
    leave_trace("signed an entry of the shelf", by=by, at=now, permission=SIGN)
    return Signature.objects.create(
        practice=entry.practice, version=newest, signed_by=by, signed_as=member.role, signed_at=now, signed_day=today,
        next_review_day=next_review_day,
    )  # fmt: skip


@transaction.atomic
def take_signature_back(*, entry: ShelfEntry, by: Person, now: datetime) -> int:
    """Any doctor of the practice may, at once: safety does not wait for whoever signed. Gives how many were taken back."""
    require_member(by, SIGN, practice=entry.practice)
    count = Signature.objects.standing().filter(version__entry=entry).update(withdrawn_at=now, withdrawn_by=by)
    if count:
        leave_trace("took a signature back", by=by, at=now, permission=SIGN)
    return count
