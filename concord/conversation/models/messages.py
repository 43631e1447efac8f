"""What is said in a thread: messages with their earlier words, who heard them, drafts and files."""

import uuid
from typing import Self

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from concord.conversation.models.threads import Thread, role_words
from concord.people.models import Patient, Person
from concord.people.roles import Role


class MessageQuerySet(models.QuerySet["Message"]):
    def standing(self) -> Self:
        return self.filter(taken_back_at__isnull=True)

    def unheard(self) -> Self:
        """By nobody in their newest words, or only by somebody who took it back."""
        return self.standing().filter(~models.Exists(heard_as_it_reads()))


class Message(models.Model):
    """`words` are the newest; earlier ones are kept. `key` is made by the page, so that the same form sent twice is one message."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    thread = models.ForeignKey(Thread, models.PROTECT, related_name="messages")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    as_role = models.CharField(max_length=12, choices=Role.choices)
    detail = models.CharField(max_length=60, blank=True)
    words = models.TextField()
    number = models.PositiveSmallIntegerField(default=1)
    """How many times it was written: 1 is unchanged."""
    sent_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    key = models.UUIDField(default=uuid.uuid4)
    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["sent_at", "pk"]
        indexes = [
            models.Index(fields=["patient", "sent_at"]),
            models.Index(fields=["thread", "sent_at"]),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(words__regex=r"\S"), name="message_has_words"),
            models.UniqueConstraint(fields=["thread", "by", "key"], name="one_message_a_key"),
        ]

    def __str__(self) -> str:
        return f"message {self.pk}"

    @property
    def role_words(self) -> str:
        return role_words(self.as_role, self.detail)


class MessageChange(models.Model):
    """The words that stood there before number `number` + 1. Added, never changed."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    thread = models.ForeignKey(Thread, models.PROTECT, related_name="+")
    message = models.ForeignKey(Message, models.PROTECT, related_name="changes")
    number = models.PositiveSmallIntegerField()
    words = models.TextField()
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["patient", "message"])]
        constraints = [models.UniqueConstraint(fields=["message", "number"], name="one_earlier_text_a_number")]

    def __str__(self) -> str:
        return f"earlier words of message {self.message_id}"


class HeardQuerySet(models.QuerySet["Heard"]):
    def standing(self) -> Self:
        return self.filter(taken_back_at__isnull=True)


def heard_as_it_reads() -> HeardQuerySet:
    """Inside a query about messages: who has heard one since it was last changed. Other words than these nobody has heard yet."""
    newest = Coalesce(models.OuterRef("changed_at"), models.OuterRef("sent_at"))
    return Heard.objects.standing().filter(message=models.OuterRef("pk"), at__gte=newest)


class Heard(models.Model):
    """Somebody says, in a sentence, what they understood and what happens next. Opening a message is not hearing it."""

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    thread = models.ForeignKey(Thread, models.PROTECT, related_name="+")
    message = models.ForeignKey(Message, models.PROTECT, related_name="hearings")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    as_role = models.CharField(max_length=12, choices=Role.choices)
    detail = models.CharField(max_length=60, blank=True)
    words = models.TextField()
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)
    objects = HeardQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["patient", "message"])]
        constraints = [
            models.CheckConstraint(condition=models.Q(words__regex=r"\S"), name="hearing_has_words"),
            models.UniqueConstraint(
                fields=["message", "by"], condition=models.Q(taken_back_at__isnull=True), name="one_hearing_a_person"
            ),
        ]

    def __str__(self) -> str:
        return f"heard message {self.message_id}"

    @property
    def role_words(self) -> str:
        return role_words(self.as_role, self.detail)


class Draft(models.Model):
    """What somebody has typed and not sent: into one thread, into a new one, into a note, or about one message: what they heard
    of it, or their own words anew. Only they see it."""

    class For(models.TextChoices):
        MESSAGE = "MESSAGE", _("a message")
        THREAD = "THREAD", _("a new conversation")
        NOTE = "NOTE", _("a note")
        HEARD = "HEARD", _("what was heard")
        CHANGE = "CHANGE", _("a change of a message")

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=For.choices)
    thread = models.ForeignKey(Thread, models.PROTECT, null=True, blank=True, related_name="+")
    message = models.ForeignKey(Message, models.PROTECT, null=True, blank=True, related_name="+")
    called = models.CharField(max_length=Thread.LONGEST_CALLED, blank=True)
    words = models.TextField(blank=True)
    kept_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["patient", "person"])]
        constraints = [
            models.UniqueConstraint(
                fields=["patient", "person", "kind", "thread", "message"], nulls_distinct=False, name="one_draft_a_place"
            ),
            models.CheckConstraint(
                condition=models.Q(kind="MESSAGE", thread__isnull=False) | (~models.Q(kind="MESSAGE") & models.Q(thread__isnull=True)),
                name="draft_of_a_message_has_a_thread",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["HEARD", "CHANGE"], message__isnull=False)
                | (~models.Q(kind__in=["HEARD", "CHANGE"]) & models.Q(message__isnull=True)),
                name="draft_about_a_message_has_it",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"draft {self.pk}"


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def without_content(self) -> Self:
        """Lists never read the bytes."""
        return self.filter(removed_at__isnull=True).defer("content")


class Attachment(models.Model):
    """A picture or a PDF, checked by its content and kept in the database, so that a backup holds it.

    Without `message` it waits beside its writer's draft, and only they see it.
    """

    class Kind(models.TextChoices):
        JPEG = "image/jpeg", _("picture")
        PNG = "image/png", _("picture (PNG)")
        WEBP = "image/webp", _("picture (WebP)")
        PDF = "application/pdf", _("PDF")

    patient = models.ForeignKey(Patient, models.PROTECT, related_name="+")
    thread = models.ForeignKey(Thread, models.PROTECT, related_name="+")
    message = models.ForeignKey(Message, models.PROTECT, null=True, blank=True, related_name="attachments")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    called = models.CharField(max_length=120)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    fingerprint = models.CharField(max_length=64)
    content = models.BinaryField()
    """Emptied when it is removed."""
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)
    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["patient", "thread"])]
        constraints = [
            models.CheckConstraint(condition=models.Q(size__lte=10_000_000), name="attachment_is_not_too_large"),
            models.CheckConstraint(condition=~models.Q(called=""), name="attachment_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["image/jpeg", "image/png", "image/webp", "application/pdf"]),
                name="attachment_is_of_a_known_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"attachment {self.pk}"

    @property
    def is_picture(self) -> bool:
        return self.kind != self.Kind.PDF
