"""The shelf as pages show it: each entry with its newest words, the signed words that are in use, and whether they can be suggested."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from concord.people.models import Membership, Patient, Person, Practice
from concord.plan.models import Kind, State
from concord.programs import rules
from concord.programs.models import Mode, ShelfEntry, ShelfVersion, Signature, SourceKind, Suggestion


@dataclass
class OnShelf:
    """`newest` may be a draft on top of the signed words, which `signature` names; those are what can be suggested."""

    entry: ShelfEntry
    newest: ShelfVersion
    signature: Signature | None
    standing: int | None = None
    """The recommendation that came from it, where it stands in the plan in view."""

    @property
    def words(self) -> dict[str, str]:
        """The words in use, else the draft."""
        return self.signature.version.words if self.signature else self.newest.words

    @property
    def what(self) -> str:
        return self.words.get("what", "")

    @property
    def has_draft(self) -> bool:
        """Whether words wait for a signature."""
        return self.signature is None or self.signature.version.number < self.newest.number

    @property
    def is_pacing(self) -> bool:
        return self.words.get("mode") == Mode.PACING

    @property
    def options(self) -> list[str]:
        return [line.strip() for line in self.words.get("options", "").splitlines() if line.strip()]

    @property
    def ask_first(self) -> list[str]:
        return [line.strip() for line in self.words.get("ask_first", "").splitlines() if line.strip()]

    @property
    def source_kind(self) -> str:
        kind = self.words.get("source_kind", "")
        return str(SourceKind(kind).label) if kind in SourceKind.values else ""

    @property
    def sureness(self) -> str:
        return {"STUDIES": _("good studies"), "SOME": _("some evidence"), "GUESS": _("our guess")}.get(
            self.words.get("sureness", ""), ""
        )

    def why_not_in_force(self, today: date) -> str | None:
        return rules.why_not_in_force(
            signed=self.signature is not None,
            next_review=self.signature.next_review_day if self.signature else None,
            off=self.entry.off_at is not None,
            today=today,
        )

    def matches(self, sought: str) -> bool:
        told = " ".join(self.words.get(field, "") for field in rules.SEARCHED) + f" {self.entry.get_kind_display()}"
        return all(word in told.casefold() for word in sought.casefold().split())


def shelf(practice: Practice, *, sought: str = "", kind: str = "") -> list[OnShelf]:
    """What stands on it, by kind: three queries however much there is."""
    entries = ShelfEntry.objects.filter(practice=practice, off_at=None).select_related("practice")
    if kind in Kind.values:
        entries = entries.filter(kind=kind)
    order = list(Kind.values)
    found = sorted(_in_view(entries), key=lambda one: (order.index(one.entry.kind), one.what.casefold()))
    return [one for one in found if one.matches(sought)]


def to_choose(patient: Patient, practice: Practice, *, today: date, sought: str = "", kind: str = "") -> list[OnShelf]:
    """What can be suggested today, each with where it stands in this plan already."""
    found = [one for one in shelf(practice, sought=sought, kind=kind) if not one.why_not_in_force(today)]
    standing = suggested_to(patient)
    for one in found:
        one.standing = standing.get(one.entry.pk)
    return found


def taken_off(practice: Practice) -> list[OnShelf]:
    return _in_view(ShelfEntry.objects.filter(practice=practice, off_at__isnull=False).select_related("practice"))


def on_shelf(entry: ShelfEntry) -> OnShelf:
    return _in_view([entry])[0]


def entry_of(practice: Practice, entry_id: int) -> ShelfEntry:
    """This practice's entry, or 404."""
    entry = get_object_or_404(ShelfEntry.objects.filter(practice=practice), pk=entry_id)
    entry.practice = practice
    return entry


def shelf_of(patient: Patient, person: Person) -> Practice:
    """The practice whose shelf this person may take from for this patient, or 404: the shelf is its members' own."""
    works = Membership.objects.still_open().filter(person=person, practice=patient.practice_id)
    member = works.select_related("practice").first()
    if member is None:
        raise Http404
    return member.practice


def versions_of(entry: ShelfEntry) -> list[ShelfVersion]:
    """Newest first, each with `signed`: every signature it had, also those taken back."""
    versions = list(entry.versions.select_related("written_by").order_by("-number"))
    signed: dict[int, list[Signature]] = {}
    found = Signature.objects.filter(version__entry=entry).select_related("signed_by", "withdrawn_by")
    for one in found:
        signed.setdefault(one.version_id, []).append(one)
    for version in versions:
        version.signed = signed.get(version.pk, [])  # type: ignore[attr-defined]
    return versions


def open_suggestion(patient: Patient, entry: ShelfEntry) -> Suggestion | None:
    """This entry in this plan, unless it was taken back or is over."""
    found = Suggestion.objects.filter(patient=patient, entry=entry)
    found = found.exclude(recommendation__state__in=[State.WITHDRAWN, State.CLOSED])
    return found.select_related("recommendation", "by").order_by("-at").first()


def suggested_to(patient: Patient) -> dict[int, int]:
    """{entry: recommendation} of what stands in this plan from the shelf."""
    found = Suggestion.objects.filter(patient=patient).exclude(
        recommendation__state__in=[State.WITHDRAWN, State.CLOSED]
    )
    return dict(found.values_list("entry_id", "recommendation_id"))


def _in_view(entries: Iterable[ShelfEntry]) -> list[OnShelf]:
    entries = list(entries)
    if not entries:
        return []
    newest = {one.entry_id: one for one in ShelfVersion.objects.current().filter(entry__in=entries).select_related("written_by")}  # fmt: skip
    standing = Signature.objects.standing().filter(version__entry__in=entries).order_by("version__number")
    signed = {one.version.entry_id: one for one in standing.select_related("version", "signed_by", "practice")}
    return [OnShelf(entry, newest[entry.pk], signed.get(entry.pk)) for entry in entries]
