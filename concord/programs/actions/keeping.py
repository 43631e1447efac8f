"""Write an entry, change its words, take it off the shelf and put it back. Any member of the practice may."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F

from concord.access.guard import leave_trace, refuse_if, require_member
from concord.access.permissions import Permission
from concord.agreement.actions import ChangedMeanwhile
from concord.people.models import Person, Practice
from concord.programs import rules
from concord.programs.models import ShelfEntry, ShelfVersion

WRITE = Permission.WRITE_SHELF


@transaction.atomic
def write_entry(*, practice: Practice, kind: str, words: Mapping[str, str], by: Person, now: datetime) -> ShelfEntry:
    """A draft. The same words twice make one entry."""
    require_member(by, WRITE, practice=practice)
    whole = whole_words(words)
    refuse_if(rules.why_not_write(whole))
    same = ShelfVersion.objects.current().filter(practice=practice, words=whole, entry__kind=kind, entry__off_at=None)
    if already := same.select_related("entry").first():
        return already.entry
    entry = ShelfEntry.objects.create(practice=practice, kind=kind, written_by=by, written_at=now)
    ShelfVersion.objects.create(practice=practice, entry=entry, number=1, words=whole, written_by=by, written_at=now)
    leave_trace("wrote a draft for the shelf", by=by, at=now, permission=WRITE)
    return entry


@transaction.atomic
def revise_entry(*, entry: ShelfEntry, seen: int, words: Mapping[str, str], by: Person, now: datetime) -> ShelfVersion:
    """New words on top of version `seen`, a draft until they are signed; the signed ones stay in use. Raises ChangedMeanwhile."""
    require_member(by, WRITE, practice=entry.practice)
    whole = whole_words(words)
    refuse_if(rules.why_not_write(whole))
    newest = ShelfVersion.objects.filter(entry=entry).current().select_related("written_by").get()
    if newest.number == seen:
        refuse_if(rules.why_not_revise(newest.words, whole))
    if newest.number != seen or not ShelfEntry.objects.filter(pk=entry.pk, current=seen).update(
        current=F("current") + 1
    ):
        base = ShelfVersion.objects.filter(entry=entry, number=seen).first()
        newest = ShelfVersion.objects.filter(entry=entry).current().select_related("written_by").get()
        raise ChangedMeanwhile(newest=newest, yours=whole, base=base)  # type: ignore[arg-type]
    entry.current = seen + 1
    leave_trace("changed a draft for the shelf", by=by, at=now, permission=WRITE)
    return ShelfVersion.objects.create(
        practice=entry.practice, entry=entry, number=entry.current, words=whole, written_by=by, written_at=now
    )


@transaction.atomic
def take_off(*, entry: ShelfEntry, by: Person, now: datetime) -> ShelfEntry:
    """It can no longer be suggested. What was suggested before stays in the plans as it is."""
    require_member(by, WRITE, practice=entry.practice)
    if ShelfEntry.objects.filter(pk=entry.pk, off_at=None).update(off_at=now, off_by=by):
        leave_trace("took an entry off the shelf", by=by, at=now, permission=WRITE)
    entry.refresh_from_db()
    return entry


@transaction.atomic
def put_back(*, entry: ShelfEntry, by: Person, now: datetime) -> ShelfEntry:
    """Back on the shelf; a signature that is still in time counts again."""
    require_member(by, WRITE, practice=entry.practice)
    if ShelfEntry.objects.filter(pk=entry.pk, off_at__isnull=False).update(off_at=None, off_by=None):
        leave_trace("put an entry back on the shelf", by=by, at=now, permission=WRITE)
    entry.refresh_from_db()
    return entry


def whole_words(words: Mapping[str, str]) -> dict[str, str]:
    """Every field, empty or not."""
    return {field: (words.get(field) or "").strip() for field in rules.FIELDS}
