"""How many syllables a word has: the places where it may be broken, and its groups of vowels, whichever says more."""

from __future__ import annotations

import re
from functools import lru_cache

import pyphen

BROKEN_AS = {"en": "en_GB", "de": "de_DE", "es": "es", "fr": "fr", "it": "it_IT", "nl": "nl_NL"}
VOWELS = re.compile(r"[aeiouyáàâäãåæéèêëíìîïóòôöõøœúùûüýÿ]+")
SILENT = {
    "en": re.compile(r"(?<=[^aeiouyl])e$|(?<=[aeiouy]l)e$|(?<=[^aeiouytd])ed$|(?<=[^aeiouyscxz])es$"),
    "fr": re.compile(r"(?<=[^aeiouyé])(e|es|ent)$"),
}
"""A last e that is written and not spoken."""


@lru_cache(maxsize=8192)
def syllables(word: str, language: str = "en") -> int:
    """At least one. Breaking places leave out short first and last syllables, vowel groups take two vowels for one."""
    spelled = word.lower().strip("'’-")
    if not spelled:
        return 1
    spoken = SILENT[language].sub("", spelled) if language in SILENT and len(spelled) > 3 else spelled
    groups = len(VOWELS.findall(spoken)) or 1
    return max(groups, _breaks(spelled, language), 1)


def _breaks(word: str, language: str) -> int:
    """The dictionaries also break where nobody speaks a vowel; such a piece is no syllable."""
    pieces = _dictionary(language).inserted(word).split("-")
    return sum(bool(VOWELS.search(piece)) for piece in pieces)


@lru_cache(maxsize=8)
def _dictionary(language: str) -> pyphen.Pyphen:
    return pyphen.Pyphen(lang=BROKEN_AS.get(language, "en_GB"))
