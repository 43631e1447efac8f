"""How easy a text is to read, in a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from concord.reading import LONG_SENTENCE, Reading, read


@dataclass(frozen=True)
class Ease:
    """`sentence` is plain and never forbids anything; `hard` are the words that make it hard, `long` says that a sentence is."""

    reading: Reading
    sentence: str
    long: str

    @property
    def hard(self) -> str:
        return ", ".join(self.reading.hard)


def ease_of(text: str, language: str) -> Ease:
    found = read(text, language)
    said = {
        "EASY": _("This reads like a text for 9 to 11 year olds. Everybody can follow it."),
        "PLAIN": _("This reads plainly. Most people can follow it."),
        "NEWSPAPER": _("This reads like a newspaper. Shorter sentences would make it easier."),
        "HARD": _("This is harder than most newspapers. Shorter words and sentences would make it easier."),
        "": _("A few more words, and this says how easy they are to read."),
    }[found.band]
    long = _("The longest sentence has %(n)s words. Two short ones are easier.") % {"n": found.longest}
    return Ease(found, said, long if found.longest > LONG_SENTENCE else "")
