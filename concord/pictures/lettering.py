"""Words in a picture: made harmless, measured, and cut to the room there is."""

import re
import unicodedata
from functools import lru_cache
from html import escape as _escape

# XML 1.0 knows no way to write these, not even escaped.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x9f]")
# A stray override would turn the rest of a line around; RTL script itself needs none of them.
_BIDI_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Widths in em, measured: the widest of Atkinson Hyperlegible Next (400, 600) and Source Serif 4 (upright, italic), figures tabular.
_MEASURED = {
    0.30: " '‘’|!,.:;j·", 0.34: "il[]", 0.38: "t-f()", 0.42: "{}`I/\\", 0.48: "\"r*“”", 0.51: "zs_–", 0.55: "c?Jae~é",
    0.59: "<>^xgovky", 0.62: "$Sq+FZd−LPbp", 0.64: "0123456789", 0.65: "=TuüßEhnñB", 0.70: "CXYR", 0.73: "AKVG#&",
    0.77: "DOQUN", 0.84: "H—…w", 0.95: "@M%m", 1.0: "W",
}  # fmt: skip
_EM = {letter: width for width, letters in _MEASURED.items() for letter in letters}
ELLIPSIS = "…"


def clean(words: object) -> str:
    """One line without anything XML cannot carry."""
    harmless = _UNWRITABLE.sub("", _BIDI_OVERRIDES.sub("", str(words)))
    return " ".join(harmless.split())


def escaped(words: object) -> str:
    return _escape(clean(words), quote=True)


@lru_cache(maxsize=4096)
def _em(letter: str) -> float:
    if letter in _EM:
        return _EM[letter]
    if unicodedata.combining(letter) or letter in "\u200b\u200c\u200d\ufe0e\ufe0f":
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF" or ord(letter) > 0xFFFF:
        return 1.4
    return 1.1 if ord(letter) > 0x2000 else 0.74


def width_of(words: str, size: float = 12) -> float:
    return sum(map(_em, words)) * size


def fit(words: object, room: float, size: float = 12) -> str:
    """The words, or as many as the room takes with an ellipsis; an empty string when not even one letter fits."""
    line = clean(words)
    if width_of(line, size) <= room + 0.01:
        return line
    left, kept = room - _em(ELLIPSIS) * size, 0
    for letter in line:
        left -= _em(letter) * size
        if left < 0:
            break
        kept += 1
    # A cut must not part a letter from its accent or a family of emoji in the middle.
    while kept and (_em(line[kept]) == 0.0 or line[kept - 1] == "\u200d"):
        kept -= 1
    short = line[:kept].rstrip()
    return short + ELLIPSIS if short else ""


def wrap(words: object, room: float, *, size: float = 12, lines: int = 2) -> list[str]:
    """At most so many lines; the last one is cut. A word longer than a line is cut, not pushed out."""
    rest = clean(words).split(" ")
    wrapped: list[str] = []
    while rest and len(wrapped) < lines - 1:
        take = 1
        while take < len(rest) and width_of(" ".join(rest[: take + 1]), size) <= room:
            take += 1
        wrapped.append(fit(" ".join(rest[:take]), room, size))
        rest = rest[take:]
    if rest:
        wrapped.append(fit(" ".join(rest), room, size))
    return [line for line in wrapped if line]
