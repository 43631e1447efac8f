"""One thread as its page shows it: the newest messages, or those before one of them, with who heard what."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from concord.conversation.models import Attachment, Draft, Heard, Look, Member, Message, MessageQuerySet, Thread
from concord.conversation.reads.team import members_in
from concord.conversation.reads.threads import called, said_to, with_drafts
from concord.conversation.rules.letters import letter_key
from concord.conversation.rules.threads import answer_by, local_day
from concord.notices.models import Letter
from concord.people.models import Patient, Person
from concord.people.roles import PROFESSIONALS, Role

ON_A_PAGE = 40
MOST_IN_PRINT = 2000


@dataclass
class MessageInView:
    """A message with what hangs on it. `promised` is the day by which the practice answers whoever is no professional."""

    message: Message
    viewer: Person
    heard: list[Heard] = field(default_factory=list)
    files: list[Attachment] = field(default_factory=list)
    new: bool = False
    promised: date | None = None
    today: date | None = None

    @property
    def mine(self) -> bool:
        return self.message.by_id == self.viewer.pk

    @property
    def asked_about(self) -> str:
        """How a question names it."""
        return f"message {self.message.pk}"

    @property
    def taken_back(self) -> bool:
        return self.message.taken_back_at is not None

    @property
    def mine_heard(self) -> Heard | None:
        return next((one for one in self.heard if one.by_id == self.viewer.pk), None)

    @property
    def can_hear(self) -> bool:
        return (
            not self.mine
            and not self.taken_back
            and (self.mine_heard is None or not self._as_it_reads(self.mine_heard))
        )

    @property
    def waits(self) -> bool:
        """Whether nobody has heard the words that stand there now."""
        return not any(self._as_it_reads(one) for one in self.heard)

    def _as_it_reads(self, heard: Heard) -> bool:
        return self.message.changed_at is None or heard.at >= self.message.changed_at

    @property
    def overdue(self) -> bool:
        return self.promised is not None and self.today is not None and self.today > self.promised


@dataclass
class ThreadPage:
    """`earlier` is the message before which older ones are; 0 when there are none."""

    thread: Thread
    me: Member
    members: list[Member]
    messages: list[MessageInView]
    waiting_files: list[Attachment]
    draft: str
    looked_at: datetime | None
    earlier: int = 0
    before: int = 0

    @property
    def called(self) -> str:
        return called(self.thread)

    @property
    def others(self) -> list[Member]:
        return [one for one in self.members if one.person_id != self.me.person_id]

    @property
    def letter(self) -> bool:
        """Whether a letter says, or has said, that something new waits for the reader."""
        return bool(self.me.letter)  # type: ignore[attr-defined]

    @property
    def has_new(self) -> bool:
        return any(one.new for one in self.messages)

    @property
    def put_away(self) -> bool:
        away_at = self.me.put_away_at
        return away_at is not None and away_at >= self.thread.newest_at


def thread_page(
    patient: Patient,
    thread_id: int,
    person: Person,
    *,
    before: int = 0,
    at: int = 0,
    whole: bool = False,
    now: datetime,
) -> ThreadPage | None:
    """The newest messages, those `before` one, or those up to and with the one `at` which somebody looked. Three queries.

    None when this person is not in such a thread of this patient.
    """
    today = local_day(now, patient.practice.zone)
    members = _members(patient, thread_id, person, today)
    me = next((one for one in members if one.person_id == person.pk), None)
    if me is None:
        return None
    thread = me.thread
    thread.patient = patient
    said = _up_to(said_to(person).filter(thread=thread), before, at)
    found, earlier = _newest(said, person, MOST_IN_PRINT if whole else ON_A_PAGE)
    shown = [message_in_view(one, person, patient, today=today) for one in found]
    for one in shown:
        is_fresh = me.looked_at is None or one.message.sent_at > me.looked_at  # type: ignore[attr-defined]
        one.new = is_fresh and not one.mine
    _hang_on(thread, shown)
    waiting = [Attachment(**file) for file in me.waiting]  # type: ignore[attr-defined]
    draft, looked_at = me.draft or "", me.looked_at  # type: ignore[attr-defined]
    return ThreadPage(thread, me, members, shown, waiting, draft, looked_at, earlier, before or at)


def message_in_view(message: Message, person: Person, patient: Patient, *, today: date) -> MessageInView:
    promised = None
    if message.as_role not in PROFESSIONALS:
        sent = local_day(message.sent_at, patient.practice.zone)
        promised = answer_by(sent, patient.practice.answer_days)
    return MessageInView(message, person, promised=promised, today=today)


def message_of(patient: Patient, message_id: int, person: Person) -> Message | None:
    found = said_to(person).filter(patient=patient, pk=message_id).select_related("by", "thread").first()
    if found is not None:
        found.patient = found.thread.patient = patient
    return found


def heard_of(patient: Patient, heard_id: int, person: Person) -> Heard | None:
    """A sentence that stands, about a message that this person sees."""
    seen = said_to(person).filter(pk=OuterRef("message")).values("pk")
    found = Heard.objects.standing().filter(patient=patient, pk=heard_id, message__in=Subquery(seen))
    return found.select_related("patient").first()


def patients_words(message: Message) -> bool:
    return message.as_role in (Role.PATIENT, Role.SUPPORTER)


def _members(patient: Patient, thread_id: int, person: Person, today: date) -> list[Member]:
    """Who is in it, each with the thread, and with what the reader has begun to write and when they last looked."""
    drafts = Draft.objects.filter(thread=OuterRef("thread"), person=person).values("words")[:1]
    looked = Look.objects.filter(thread=OuterRef("thread"), person=person).values("at")[:1]
    found = members_in(patient, thread_id, today=today).select_related("person", "thread")
    letter = Exists(Letter.objects.filter(key=letter_key(person.pk)))
    members = found.annotate(
        draft=Subquery(drafts), looked_at=Subquery(looked), letter=letter,
        waiting=_files(thread=OuterRef("thread"), message=None, by=person),
    )  # fmt: skip
    return sorted(members, key=lambda one: one.as_role != Role.PATIENT)


def _up_to(found: MessageQuerySet, before: int, at: int) -> MessageQuerySet:
    if not (before or at):
        return found
    sent = Subquery(Message.objects.filter(pk=before or at).values("sent_at")[:1])
    same = Q(sent_at=sent, pk__lt=before) if before else Q(sent_at=sent, pk__lte=at)
    return found.filter(Q(sent_at__lt=sent) | same)


def _newest(found: MessageQuerySet, person: Person, most: int) -> tuple[list[Message], int]:
    """Oldest first, and the first one's number when there are older ones still."""
    with_files = with_drafts(found, person).annotate(sent_files=_files(message=OuterRef("pk")))
    newest: list[Message] = list(with_files.select_related("by").order_by("-sent_at", "-pk")[: most + 1])
    shown = newest[:most][::-1]
    return shown, shown[0].pk if len(newest) > most else 0


def _hang_on(thread: Thread, shown: list[MessageInView]) -> None:
    """Put hearings and files to their messages."""
    by_id = {one.message.pk: one for one in shown}
    for heard in Heard.objects.standing().filter(thread=thread, message__in=by_id).select_related("by"):
        by_id[heard.message_id].heard.append(heard)
    for one in shown:
        if one.promised and one.heard and one.waits and one.message.changed_at:
            practice = thread.patient.practice
            one.promised = answer_by(local_day(one.message.changed_at, practice.zone), practice.answer_days)
        one.files = [Attachment(**file) for file in one.message.sent_files]  # type: ignore[attr-defined]


def _files(**where: Any) -> ArraySubquery:
    """What a page shows of files, in the query of what they hang on; never their bytes."""
    found = Attachment.objects.filter(removed_at__isnull=True, **where).order_by("at", "pk")
    shown = {name: name for name in ("called", "kind", "size", "width", "height")}
    return ArraySubquery(found.values(said=JSONObject(id="pk", **shown)))
