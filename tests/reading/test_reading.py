"""How easy a text is: the published formulas, the words that make it hard, and whatever it is given."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.agreement.ease import ease_of
from concord.reading import FORMULAS, read, syllables

EASY = "The cat sat on the mat. It was warm. She had a cup of tea and went to bed."
HARD = "Polysomnographic investigation demonstrates considerable fragmentation of physiological sleep architecture in symptomatic individuals."


@pytest.mark.parametrize(
    ("language", "coefficients"),
    [("en", (206.835, 1.015, 84.6)), ("de", (180, 1, 58.5)), ("es", (206.84, 1.02, 60)), ("fr", (207, 1.015, 73.6)),
     ("it", (217, 1.3, 60)), ("nl", (206.84, 0.93, 77))],
)  # fmt: skip
def test_each_language_has_its_published_formula(language, coefficients):
    base, sentence, word = coefficients
    assert FORMULAS[language](10, 1.5) == pytest.approx(base - sentence * 10 - word * 1.5)
    assert FORMULAS[language](0, 0) == base


@pytest.mark.parametrize(
    ("word", "language", "count"),
    [("sleep", "en", 1), ("tiredness", "en", 3), ("medicine", "en", 3), ("walked", "en", 1), ("wanted", "en", 2), ("table", "en", 2),
     ("explanation", "en", 4), ("Müdigkeit", "de", 3), ("Schlaf", "de", 1), ("sommeil", "fr", 2), ("petite", "fr", 2), ("mañana", "es", 3),
     ("sonno", "it", 2), ("slapen", "nl", 2), ("x", "en", 1), ("'", "en", 1)],
)  # fmt: skip
def test_syllables(word, language, count):
    assert syllables(word, language) == count


def test_short_words_and_sentences_read_easily_and_long_ones_do_not():
    easy, hard = read(EASY), read(HARD)
    assert easy.band == "EASY"
    assert hard.band == "HARD"
    assert easy.hard == ()
    assert hard.hard[0] == "Polysomnographic"
    assert len(hard.hard) <= 8
    assert (easy.sentences, easy.longest) == (3, 10)


def test_too_few_words_say_nothing():
    assert read("Sleep well.").band == ""
    assert read("").score is None
    assert "A few more words" in ease_of("Sleep", "en").sentence


def test_an_unknown_language_is_read_as_english_and_a_region_is_left_out():
    assert read(EASY, "xx").score == read(EASY, "en-GB").score == read(EASY).score


def test_a_long_sentence_is_said():
    assert "longest sentence has 30 words" in ease_of("word " * 30, "en").long
    assert ease_of(EASY, "en").long == ""


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400), st.sampled_from([*FORMULAS, "xx", ""]))
def test_whatever_is_typed_is_read(text, language):
    found = read(text, language)
    assert found.words >= 0
    assert (found.score is None) == (found.words < 12)
    assert all(word in text for word in found.hard)
