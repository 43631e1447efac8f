"""A stream in chunks, each sealed: a changed, missing, added or swapped byte is noticed before it is used.

With a key: AES-256-GCM, the key of the file made by HKDF from the operator's key and a random salt, so that a counter
can serve as nonce. Without a key the same chunks carry a checksum, which finds damage but not a forger.
"""

import hashlib
import os
import struct
from collections.abc import Callable, Generator, Iterable, Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from concord.database.refusal import CannotStart

OPEN, SEALED = b"CONCORD BACKUP 1 OPEN\n", b"CONCORD BACKUP 1 SEALED\n"
SALT = 32
CHUNK = 256 * 1024
LARGEST_SEALED_CHUNK = CHUNK + 64
SHORTEST_KEY = 32

Transform = Callable[[bytes, int, bool], bytes]
"""(chunk, its number, whether it is the last) -> chunk."""


def seal(pieces: Iterable[bytes], *, key: bytes | None) -> Iterator[bytes]:
    head = (OPEN if key is None else SEALED) + os.urandom(SALT)
    close = _checksummed(head) if key is None else _encrypted(head, key)
    yield head
    waiting, number = b"", 0
    for piece in pieces:
        waiting += piece
        while len(waiting) > CHUNK:
            yield _framed(close(waiting[:CHUNK], number, False))
            waiting, number = waiting[CHUNK:], number + 1
    yield _framed(close(waiting, number, True))


def unseal(file: BinaryIO, *, key: bytes | None) -> Generator[bytes, None, None]:
    opened = _opener(file, key)
    number, last = 0, False
    chunk = _read_frame(file)
    while not last:
        following = _read_frame(file)
        last = not following
        try:
            yield opened(chunk, number, last)
        except (InvalidTag, ValueError):
            wrong = "the key is not the one it was made with, or it" if key and number == 0 else "it"
            raise CannotStart(f"This backup cannot be used: {wrong} was damaged or cut short.") from None
        chunk, number = following, number + 1


def read_key(text: bytes) -> bytes:
    key = text.strip()
    if len(key) < SHORTEST_KEY:
        raise CannotStart(
            f"The key has {len(key)} characters and needs at least {SHORTEST_KEY}: "
            "make one with `head -c 32 /dev/urandom | base64 > backup.key`."
        )
    return key


def _opener(file: BinaryIO, key: bytes | None) -> Transform:
    line = file.readline(len(SEALED))
    head = line + file.read(SALT)
    if line not in (OPEN, SEALED) or len(head) != len(line) + SALT:
        raise CannotStart("This file is not a backup made by Concord.")
    if line == SEALED and key is None:
        raise CannotStart("This backup is encrypted: name its key with --key-file.")
    if line == OPEN and key is not None:
        raise CannotStart(
            "This backup is not encrypted, so nothing shows who made it: to use it, leave out --key-file."
        )
    return _verified(head) if key is None else _decrypted(head, key)


def _read_frame(file: BinaryIO) -> bytes:
    size = file.read(4)
    if not size:
        return b""
    length = struct.unpack(">I", size)[0] if len(size) == 4 else 0
    chunk = file.read(length) if length <= LARGEST_SEALED_CHUNK else b""
    return chunk if chunk and len(chunk) == length else b"cut short"


def _framed(chunk: bytes) -> bytes:
    return struct.pack(">I", len(chunk)) + chunk


def _place(number: int, last: bool) -> bytes:
    """Twelve bytes that are never the same twice in a file: they hold each chunk to its place, and the end to the end."""
    return struct.pack(">QI", number, last)


def _cipher(head: bytes, key: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, salt=head[-SALT:], info=head[:-SALT]).derive(key))


def _encrypted(head: bytes, key: bytes) -> Transform:
    cipher = _cipher(head, key)
    return lambda chunk, number, last: cipher.encrypt(_place(number, last), chunk, head)


def _decrypted(head: bytes, key: bytes) -> Transform:
    cipher = _cipher(head, key)
    return lambda chunk, number, last: cipher.decrypt(_place(number, last), chunk, head)


def _digest(head: bytes, chunk: bytes, number: int, last: bool) -> bytes:
    return hashlib.sha256(head + _place(number, last) + chunk).digest()


def _checksummed(head: bytes) -> Transform:
    return lambda chunk, number, last: _digest(head, chunk, number, last) + chunk


def _verified(head: bytes) -> Transform:
    def verify(sealed: bytes, number: int, last: bool) -> bytes:
        if sealed[:32] != _digest(head, sealed[32:], number, last):
            raise ValueError
        return sealed[32:]

    return verify
