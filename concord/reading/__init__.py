"""How easy a text is to read, by the published formula of its language, and the words that make it hard. Pure: no Django.

It holds numbers about words and sentences. It does not hold: sentences for people (the caller brings them), any judgement about
who wrote or who reads, or advice what to write instead.

    read(text, language) -> Reading(score, words, sentences, longest, hard)

`score` is None while there are too few words to say anything. Higher is easier; 60 is plain, 80 is easy. Sources of the
coefficients: Flesch 1948 (English), Amstad 1978 (German), Fernández Huerta 1959 (Spanish), Kandel & Moles 1958 (French),
Franchina & Vacca 1986 (Italian), Douma 1960 (Dutch). A score tells of lengths only: a short word can be hard, a long one known.
"""

from .ease import EASY, FEWEST_WORDS, LONG_SENTENCE, NEWSPAPER, PLAIN, Reading, read
from .formulas import FORMULAS
from .syllables import syllables

__all__ = ["EASY", "FEWEST_WORDS", "FORMULAS", "LONG_SENTENCE", "NEWSPAPER", "PLAIN", "Reading", "read", "syllables"]
