"""The threads that somebody is in, each in a row; drafts and files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, F, Func, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from concord.conversation.models import (
    Attachment,
    Draft,
    Look,
    Member,
    Message,
    MessageQuerySet,
    Thread,
    heard_as_it_reads,
)
from concord.conversation.reads.team import places
from concord.people.models import Patient, Person


@dataclass
class ThreadInView:
    """One row of the list. `new` is since the last look; `unheard` wait for somebody, `mine_unheard` are one's own that do."""

    thread: Thread
    viewer: Person
    members: list[Member] = field(default_factory=list)
    last: Message | None = None
    new: int = 0
    unheard: int = 0
    mine_unheard: int = 0

    @property
    def called(self) -> str:
        return called(self.thread)

    @property
    def others(self) -> list[Member]:
        return [one for one in self.members if one.person_id != self.viewer.pk]

    @property
    def put_away(self) -> bool:
        """Until somebody writes."""
        away_at = next((one.put_away_at for one in self.members if one.person_id == self.viewer.pk), None)
        return away_at is not None and away_at >= self.thread.newest_at

    @property
    def begun_by_somebody_else(self) -> bool:
        """Begun about a thing, and nothing said in it yet: not there for anybody but whoever began it."""
        in_part = any(one.sees_from_at for one in self.members if one.person_id == self.viewer.pk)
        return self.last is None and not in_part and self.thread.begun_by_id != self.viewer.pk

    @property
    def has_draft(self) -> bool:
        return any(one.has_draft for one in self.members)  # type: ignore[attr-defined]


def called(thread: Thread) -> str:
    return thread.called or _("Messages")


def seen_by(person: Person, patient: Patient) -> QuerySet[Thread]:
    """Asked of the ties and places here as well, so that the wall of the database is the second."""
    mine = places().filter(thread=OuterRef("pk"), person=person)
    return Thread.objects.filter(Exists(mine), patient=patient)


def said_to(person: Person) -> MessageQuerySet:
    """The messages of the threads that this person is in, as far back as they see them."""
    mine = places().filter(thread=OuterRef("thread"), person=person)
    from_then = Q(sees_from_at__isnull=True) | Q(sees_from_at__lte=OuterRef("sent_at"))
    found: MessageQuerySet = Message.objects.all()
    return found.filter(Exists(mine.filter(from_then)))


def thread_of(patient: Patient, thread_id: int, person: Person) -> Thread | None:
    """This patient's thread in which `person` is, or None."""
    thread = seen_by(person, patient).filter(pk=thread_id).first()
    if thread is not None:
        thread.patient = patient
    return thread


def threads_of(patient: Patient, person: Person) -> list[ThreadInView]:
    """Newest first; three queries, however many threads and messages there are."""
    drafts = Draft.objects.filter(thread=OuterRef("thread"), person=person)
    mine = seen_by(person, patient).values("pk")
    found = places().filter(patient=patient, thread__in=mine).select_related("person", "thread")
    newest_first = found.annotate(has_draft=Exists(drafts)).order_by(
        "-thread__newest_at", "-thread_id", "joined_at", "pk"
    )
    rows: dict[int, ThreadInView] = {}
    for member in newest_first:
        row = rows.setdefault(member.thread_id, ThreadInView(member.thread, person))
        row.members.append(member)
    if not rows:
        return []
    said = said_to(person).filter(patient=patient)
    for last in said.standing().order_by("thread_id", "-sent_at", "-pk").distinct("thread_id").select_related("by"):
        rows[last.thread_id].last = last
    for thread, counted in _counted(said, person).items():
        row = rows[thread]
        row.new, row.unheard, row.mine_unheard = counted["new"], counted["unheard"], counted["mine_unheard"]
    return [row for row in rows.values() if not row.begun_by_somebody_else]


def _counted(said: MessageQuerySet, person: Person) -> dict[int, Any]:
    looked = Look.objects.filter(thread=OuterRef("thread"), person=person).values("at")[:1]
    heard = Exists(heard_as_it_reads())
    fresh = Q(looked__isnull=True) | Q(sent_at__gt=F("looked"))
    counted = said.standing().annotate(looked=Subquery(looked), heard=heard).order_by().values("thread").annotate(
        new=Count("pk", filter=fresh & ~Q(by=person)),
        unheard=Count("pk", filter=Q(heard=False) & ~Q(by=person)),
        mine_unheard=Count("pk", filter=Q(heard=False, by=person)),
    )  # fmt: skip
    return {row["thread"]: row for row in counted}


def new_for(person: Person, patient: Patient) -> int:
    """How many messages are new to this person, for a quiet line elsewhere; one query."""
    return _new_to(person, patient).count()


def count_of_new(person: Person, patient: Patient) -> Subquery:
    """The same number, to be asked inside a query that a page asks anyway."""
    many = Func(F("pk"), function="COUNT", output_field=IntegerField())
    return Subquery(_new_to(person, patient).order_by().annotate(many=many).values("many"))


def _new_to(person: Person, patient: Patient) -> MessageQuerySet:
    looked = Look.objects.filter(thread=OuterRef("thread"), person=person).values("at")[:1]
    fresh = said_to(person).standing().filter(patient=patient).exclude(by=person).annotate(looked=Subquery(looked))
    return fresh.filter(Q(looked__isnull=True) | Q(sent_at__gt=F("looked")))


def draft_of(patient: Patient, person: Person, kind: str) -> Draft | None:
    """Of a new thread or of a note."""
    return Draft.objects.filter(patient=patient, person=person, kind=kind, thread=None).first()


def with_drafts(found: MessageQuerySet, person: Person) -> MessageQuerySet:
    """Each message with `draft`: what this person has begun to write about having heard it."""
    kept = Draft.objects.filter(message=OuterRef("pk"), person=person, kind=Draft.For.HEARD).values("words")[:1]
    return found.annotate(draft=Subquery(kept))


def change_begun(message: Message, person: Person) -> Draft | None:
    """What its writer has begun to write in its place."""
    return Draft.objects.filter(message=message, person=person, kind=Draft.For.CHANGE).first()


def attachment_of(patient: Patient, number: int, person: Person) -> Attachment | None:
    """With its bytes. One that waits beside a draft is its writer's only; one of a message taken back goes with it."""
    found = Attachment.objects.filter(patient=patient, pk=number, removed_at=None)
    seen = Q(message=None, by=person) | Q(message__in=_of_sight(person, found))
    return found.filter(seen).filter(Q(message=None) | Q(message__taken_back_at=None) | Q(by=person)).first()


def _of_sight(person: Person, found: QuerySet[Attachment]) -> Iterable[int]:
    return said_to(person).filter(pk__in=found.values("message")).values("pk")  # type: ignore[return-value]
