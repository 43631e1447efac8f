"""The secrets that links and codes carry. Made from a seed with the house's key, found again by their hash."""

from __future__ import annotations

import base64
import hashlib
from uuid import UUID

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from concord.people.models import Person


def secret_of(seed: UUID, *, key: str | None = None) -> str:
    digest = salted_hmac("concord.team.invitation", str(seed), secret=key, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()


def shown_again(seed: UUID, secret_hash: str) -> str | None:
    """The secret for whoever made it, or None when the house's key was changed meanwhile."""
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        secret = secret_of(seed, key=key)
        if constant_time_compare(hashed(secret), secret_hash):
            return secret
    return None


def way_back_to(person: Person) -> str:
    """The address where this person chooses a new password, once: it stops with the password that they have now, and after three days."""
    given = {"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)}
    return settings.SITE_URL + reverse("account_reset_password_from_key", kwargs=given)


def setup_token() -> str:
    """Opens the first set-up, as long as there is no practice: whoever can read the house's key may begin."""
    return salted_hmac("concord.team.setup", "the first practice", algorithm="sha256").hexdigest()[:40]


def opens_setup(token: str) -> bool:
    return constant_time_compare(token, setup_token())
