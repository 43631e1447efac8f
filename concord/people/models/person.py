"""Who can sign in."""

from typing import ClassVar
from zoneinfo import available_timezones

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

NAME_LENGTH = 120


def known_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(_("“%(name)s” is not a time zone that we know, such as Europe/London.") % {"name": name})


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, email: str | None) -> "Person":
        return self.get(email__iexact=email)


class Person(AbstractBaseUser):
    """Someone who can sign in. May have no e-mail address: a patient can come in by QR code alone."""

    called = models.CharField(_("name"), max_length=NAME_LENGTH)
    email = models.EmailField(_("e-mail"), null=True, blank=True)
    # The address whose letter was answered. Until it is the one above, no letter goes there: somebody else may read it.
    confirmed_email = models.EmailField(blank=True, default="")
    zone = models.CharField(_("time zone"), max_length=64, default="Europe/London", validators=[known_zone])
    language = models.CharField(_("language"), max_length=10, default="en-gb")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField()
    wants_letters = models.BooleanField(_("a letter when something new waits"), default=True)
    round_of_keys = models.PositiveIntegerField(default=0)
    """Counted up when every device shall sign in anew: a lost telephone, a way back in."""
    # A new password was chosen by a link from a letter: said at the next sign-in.
    let_back_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["called"]
    objects = PersonManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_person_an_email"),
            models.CheckConstraint(condition=~models.Q(called=""), name="person_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(email__isnull=True) | ~models.Q(email=""), name="email_is_absent_or_real"
            ),
        ]

    def __str__(self) -> str:
        return self.called

    @property
    def has_confirmed(self) -> bool:
        return self.email is not None and self.email.lower() == self.confirmed_email.lower()

    @property
    def takes_letters(self) -> bool:
        """Whether a letter may say that something waits."""
        return self.has_confirmed and self.wants_letters and self.is_active

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        salt = "concord.people.Person.session"
        return salted_hmac(salt, f"{self.password}:{self.round_of_keys}", secret=secret, algorithm="sha256").hexdigest()
