"""What changed is shown word by word, and two changes are put together without losing a word of either."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.agreement import rules

words = st.text(alphabet=st.sampled_from("ab \n.é😀"), max_size=40)
texts = st.dictionaries(st.sampled_from(["words", "why", "level_0"]), st.sampled_from(["", "one", "two", "three"]))


@given(words, words)
def test_a_difference_loses_no_word_of_either_side(before, after):
    pieces = rules.difference(before, after)
    assert "".join(piece.words for piece in pieces if piece.kind != rules.NEW) == before
    assert "".join(piece.words for piece in pieces if piece.kind != rules.GONE) == after


def test_a_difference_names_the_words_that_came_and_went():
    pieces = rules.difference("walk ten minutes a day", "walk five minutes a day")
    assert [(piece.kind, piece.words.strip()) for piece in pieces] == [
        ("same", "walk"), ("gone", "ten"), ("new", "five"), ("same", "minutes a day"),
    ]  # fmt: skip


def test_only_fields_that_changed_are_shown_in_the_order_asked_for():
    found = rules.changes(
        {"words": "a", "why": "b"}, {"words": "a", "why": "c", "level_0": "d"}, ["level_0", "why", "words"]
    )
    assert [change.field for change in found] == ["level_0", "why"]


def test_changes_in_different_fields_are_both_taken():
    base = {"words": "play", "why": "he asks"}
    together = rules.put_together(base, theirs={**base, "why": "he is four"}, mine={**base, "words": "play outside"})
    assert together == {"words": "play outside", "why": "he is four"}


@given(texts, texts, texts)
def test_what_only_one_side_changed_always_stands(base, theirs, mine):
    together = rules.put_together(base, theirs=theirs, mine=mine)
    clash = rules.changed_by_both(base, theirs=theirs, mine=mine)
    for field in {*theirs, *mine}:
        was, their, my = (one.get(field, "") for one in (base, theirs, mine))
        if my == was:
            assert together[field] == their
        elif their in (was, my) or field in clash:
            assert together[field] == my
        assert (field in clash) == (was not in (their, my) and their != my)


@pytest.mark.parametrize("kept", ["", "   ", "a\0b", "x" * 4001, "\ud800"])
def test_words_that_cannot_be_kept_are_refused_with_a_sentence(kept):
    assert rules.why_not_keep({"words": kept})


def test_ordinary_words_are_kept():
    assert rules.why_not_keep({"words": "مرحبا 😀 <b>", "why": ""}) is None


def test_the_same_words_are_no_change():
    assert "Nothing was changed" in rules.why_not_revise({"words": "a"}, {"words": "a"})
    assert rules.why_not_revise({"words": "a"}, {"words": "b"}) is None


def test_a_yes_belongs_to_the_words_that_were_read():
    assert "have changed since you read them" in rules.why_not_acknowledge(1, current=2)
    assert rules.why_not_acknowledge(2, current=2) is None
