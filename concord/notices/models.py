"""Letters that wait or have gone, and the servers that take them. Neither carries a patient."""

from datetime import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from concord.people.models import Practice


class Security(models.TextChoices):
    STARTTLS = "STARTTLS", _("encrypted, by STARTTLS (usual, port 587)")
    TLS = "TLS", _("encrypted from the first byte (port 465)")
    NONE = "NONE", _("not encrypted: only for a server on this machine")


class MailServer(models.Model):
    """How one practice sends e-mail. The password is sealed with a key that is not in the database."""

    practice = models.OneToOneField(Practice, models.PROTECT, related_name="mail_server")
    host = models.CharField(max_length=253)
    port = models.PositiveIntegerField(default=587)
    security = models.CharField(max_length=8, choices=Security.choices, default=Security.STARTTLS)
    username = models.CharField(max_length=254, blank=True)
    sealed_password = models.BinaryField(default=b"")
    from_address = models.EmailField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(host=""), name="mail_server_has_a_host"),
            models.CheckConstraint(condition=models.Q(port__gte=1, port__lte=65535), name="port_is_possible"),
            models.CheckConstraint(
                condition=models.Q(security__in=Security.values), name="mail_server_has_known_security"
            ),
        ]

    def __str__(self) -> str:
        return self.host


class Trouble(models.TextChoices):
    """Why a letter did not go, or a test did not arrive."""

    NO_SERVER = "NO_SERVER", _("no mail server is set")
    NOT_FOUND = "NOT_FOUND", _("the server's name is not known")
    NO_ANSWER = "NO_ANSWER", _("the server does not answer")
    NOT_TRUSTED = "NOT_TRUSTED", _("the server's certificate is not valid")
    NO_ENCRYPTION = "NO_ENCRYPTION", _("the server does not offer encryption")
    WRONG_PASSWORD = "WRONG_PASSWORD", _("the server refused the user name or the password")  # noqa: S105
    SENDER_REFUSED = "SENDER_REFUSED", _("the server refused the sender's address")
    ADDRESS_REFUSED = "ADDRESS_REFUSED", _("the server refused the address it should go to")
    REFUSED = "REFUSED", _("the server refused the message")
    LATER = "LATER", _("the server asked to try again later")
    KEY_CHANGED = "KEY_CHANGED", _("the house's secret key was changed, so it can no longer be read")
    TOO_LATE = "TOO_LATE", _("it could not be sent in time")


class LetterQuerySet(models.QuerySet["Letter"]):
    def waiting(self) -> Self:
        return self.filter(sent_at__isnull=True, withdrawn_at__isnull=True, gave_up_at__isnull=True)

    def due(self, now: datetime) -> Self:
        return self.waiting().filter(next_try_at__lte=now)


class Letter(models.Model):
    """One e-mail. The key tells a second asking, and as Message-ID a second sending, from a new letter."""

    key = models.CharField(max_length=120, unique=True)
    practice = models.ForeignKey(Practice, models.PROTECT, null=True, blank=True, related_name="+")
    to = models.EmailField()
    subject = models.CharField(max_length=150)
    sealed_body = models.BinaryField()
    """Empty once the letter has gone, was withdrawn or given up: links and codes do not stay behind."""
    by_hand = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=16, choices=Trouble.choices, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    gave_up_at = models.DateTimeField(null=True, blank=True)
    objects = LetterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(key=""), name="letter_has_a_key"),
            models.CheckConstraint(
                condition=models.Q(sent_at__isnull=True) | models.Q(gave_up_at__isnull=True),
                name="letter_is_sent_or_given_up",
            ),
            models.CheckConstraint(condition=models.Q(expires_at__gt=models.F("asked_at")), name="letter_has_its_time"),
        ]

    def __str__(self) -> str:
        return f"letter {self.pk}"
