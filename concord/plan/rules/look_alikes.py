"""Words as somebody reads them, whatever alphabet their letters come from: “mеtformin” with a Cyrillic “е” is metformin.

Own small table of Concord: letters of the Cyrillic and Greek alphabets, and a few of the Latin one, that look like a plain Latin letter. It is
used for looking only; what somebody wrote stays as it was written.
"""

from __future__ import annotations

import re
import unicodedata

CYRILLIC = ("авеёзікмнорстухјѕһԁԛԝӏɡғ", "abeezikmhopctyxjshdqwlgf")
CYRILLIC_CAPITALS = ("АВЕЁЗІКМНОРСТУХЈЅҺԀԚԜӀ", "abeezikmhopctyxjshdqwl")
GREEK = ("αβγεηικνορτυχωϲϳ", "abyenikvoptuxwcj")
GREEK_CAPITALS = ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "abezhikmnoptyx")
LATIN = ("ıɑɩʟɴʀᴀᴄᴇᴏᴜѵ", "iailnraceouv")
TABLE = {
    ord(alike): plain
    for alikes, plains in (CYRILLIC, CYRILLIC_CAPITALS, GREEK, GREEK_CAPITALS, LATIN)
    for alike, plain in zip(alikes, plains, strict=True)
}
MU = re.compile(r"μ(?!g\b)")
"""A mu looks like a u, unless it measures: micrograms keep theirs."""


def plain_letters(words: str) -> str:
    """Without signs that nobody sees, letters of another width as plain ones, and look-alikes as what they look like."""
    seen = "".join(sign for sign in unicodedata.normalize("NFKC", words) if unicodedata.category(sign) != "Cf")
    return MU.sub("u", seen.translate(TABLE))


def without_marks(words: str) -> str:
    """With nothing above or below its letters: “meṭformin” as it is read."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", words) if unicodedata.category(sign) != "Mn")
