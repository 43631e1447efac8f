"""A backup's wrapping: what went in comes out, and nothing else ever does."""

import io
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.database.refusal import CannotStart
from concord.launch import sealed

KEY = b"0123456789abcdefghijklmnopqrstuv"
KEYS = pytest.mark.parametrize("key", [None, KEY], ids=["open", "encrypted"])


def wrap(content, key):
    return b"".join(sealed.seal([content], key=key))


def unwrap(wrapped, key):
    return b"".join(sealed.unseal(io.BytesIO(wrapped), key=key))


@KEYS
@pytest.mark.parametrize("size", [0, 1, sealed.CHUNK - 1, sealed.CHUNK, sealed.CHUNK + 1, 3 * sealed.CHUNK])
def test_what_was_kept_comes_back(size, key):
    content = os.urandom(size)
    assert unwrap(wrap(content, key), key) == content


@given(pieces=st.lists(st.binary(max_size=500)))
def test_the_size_of_the_pieces_does_not_matter(pieces):
    assert unwrap(b"".join(sealed.seal(pieces, key=KEY)), KEY) == b"".join(pieces)


def test_nothing_readable_is_left_in_an_encrypted_backup():
    assert b"canary" not in wrap(b"canary" * 1000, KEY)


@KEYS
@pytest.mark.parametrize("at", [30, 56, 60, 100, 500_000, -1])
def test_a_changed_byte_is_noticed(at, key):
    wrapped = bytearray(wrap(b"x" * 2 * sealed.CHUNK, key))
    wrapped[at] ^= 1
    with pytest.raises(CannotStart, match="damaged|not a backup"):
        unwrap(bytes(wrapped), key)


@KEYS
def test_a_missing_end_is_noticed_wherever_it_was_cut(key):
    wrapped = wrap(b"x" * 2 * sealed.CHUNK, key)
    for length in (10, 40, 60, sealed.CHUNK, len(wrapped) // 2 + 40, len(wrapped) - 1):
        with pytest.raises(CannotStart):
            unwrap(wrapped[:length], key)


@KEYS
def test_a_whole_last_chunk_that_is_missing_is_noticed(key):
    wrapped = wrap(b"x" * 2 * sealed.CHUNK, key)
    head = len(sealed.OPEN if key is None else sealed.SEALED) + sealed.SALT
    first = 4 + int.from_bytes(wrapped[head : head + 4])
    with pytest.raises(CannotStart, match="cut short"):
        unwrap(wrapped[: head + first], key)


@KEYS
def test_chunks_in_another_order_are_noticed(key):
    wrapped = wrap(b"a" * sealed.CHUNK + b"b" * sealed.CHUNK + b"c", key)
    head = len(sealed.OPEN if key is None else sealed.SEALED) + sealed.SALT
    size = 4 + int.from_bytes(wrapped[head : head + 4])
    first, second, rest = (
        wrapped[head : head + size],
        wrapped[head + size : head + 2 * size],
        wrapped[head + 2 * size :],
    )
    assert unwrap(wrapped[:head] + first + second + rest, key)
    with pytest.raises(CannotStart):
        unwrap(wrapped[:head] + second + first + rest, key)


def test_another_key_does_not_open_it_and_is_named_as_a_possible_reason():
    with pytest.raises(CannotStart, match="the key is not the one it was made with"):
        unwrap(wrap(b"words", KEY), KEY[::-1])


def test_an_encrypted_backup_asks_for_its_key():
    with pytest.raises(CannotStart, match="name its key with --key-file"):
        unwrap(wrap(b"words", KEY), None)


def test_a_backup_that_anybody_could_have_made_is_not_taken_for_an_encrypted_one():
    with pytest.raises(CannotStart, match="not encrypted"):
        unwrap(wrap(b"words", None), KEY)


def test_another_file_is_not_taken_for_a_backup():
    with pytest.raises(CannotStart, match="not a backup made by Concord"):
        unwrap(b"PK\x03\x04 something else", None)


def test_a_short_key_is_refused_with_a_way_to_make_a_good_one():
    with pytest.raises(CannotStart, match="at least 32"):
        sealed.read_key(b"password\n")
    assert sealed.read_key(KEY + b"\n") == KEY
