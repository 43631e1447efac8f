"""Words that only this house can read back: sealed with keys derived from SECRET_KEY, so that the database alone tells nothing."""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def seal(words: str) -> bytes:
    return _keys().encrypt(words.encode())


def unseal(sealed: bytes | memoryview) -> str | None:
    """None when it was sealed under a key that this house no longer has."""
    if not sealed:
        return ""
    try:
        return _keys().decrypt(bytes(sealed)).decode()
    except InvalidToken:
        return None


def _keys() -> MultiFernet:
    return MultiFernet([_key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str) -> Fernet:
    derived = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"concord.notices").derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
