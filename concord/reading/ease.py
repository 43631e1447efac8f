"""One text, read: its score, its longest sentence, and the words that make it hard."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .formulas import FORMULAS
from .syllables import syllables

EASY, PLAIN, NEWSPAPER = 80.0, 60.0, 50.0
"""From these scores on: as people of 9 to 11 read, plainly, and as hard as most newspapers. The bands are our own."""
FEWEST_WORDS = 12
LONG_SENTENCE = 25
MOST_HARD = 8
LONGEST_TEXT = 20_000
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
SENTENCE = re.compile(r"[.!?…]+(?=\s|$)|\n+|(?<=[:;])\s")
HARD_SYLLABLES = {"en": 4, "de": 5, "es": 5, "fr": 4, "it": 5, "nl": 5}
HARD_LETTERS = {"en": 13, "de": 18, "es": 14, "fr": 14, "it": 14, "nl": 17}


@dataclass(frozen=True)
class Reading:
    """`longest`: words of the longest sentence. `hard`: the words with the most syllables, each once."""

    score: float | None
    words: int
    sentences: int
    longest: int
    hard: tuple[str, ...]

    @property
    def band(self) -> str:
        """EASY, PLAIN, NEWSPAPER, HARD, or nothing while there are too few words."""
        if self.score is None:
            return ""
        steps = (("EASY", EASY), ("PLAIN", PLAIN), ("NEWSPAPER", NEWSPAPER))
        return next((name for name, from_score in steps if self.score >= from_score), "HARD")


def read(text: str, language: str = "en") -> Reading:
    """By the formula of the language; of one that has none here, as English. Never fails, whatever it is given."""
    code = language.split("-")[0].lower()
    code = code if code in FORMULAS else "en"
    sentences = [words for part in SENTENCE.split(text[:LONGEST_TEXT]) if part and (words := WORD.findall(part))]
    words = [word for sentence in sentences for word in sentence]
    longest = max((len(sentence) for sentence in sentences), default=0)
    if len(words) < FEWEST_WORDS:
        return Reading(None, len(words), len(sentences), longest, hard_words(words, code))
    spoken = sum(syllables(word, code) for word in words)
    score = FORMULAS[code](len(words) / len(sentences), spoken / len(words))
    return Reading(round(score, 1), len(words), len(sentences), longest, hard_words(words, code))


def hard_words(words: list[str], language: str) -> tuple[str, ...]:
    """Long ones, the hardest first, as they are written."""
    once = {word.lower(): word for word in reversed(words)}
    counted = {word: syllables(word, language) for word in once.values()}
    long = [w for w, n in counted.items() if n >= HARD_SYLLABLES[language] or len(w) >= HARD_LETTERS[language]]
    return tuple(sorted(long, key=lambda word: (-counted[word], -len(word), word))[:MOST_HARD])
