"""Find a time inside a sentence, so that a marked piece comes with its date already filled in."""

from __future__ import annotations

import re
from datetime import date

from concord.story.dates.period import rough_date
from concord.story.dates.point import COUNT, DAY, MONTH, SEASON, YEAR
from concord.story.dates.spans import Unclear


def _nameless(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


POINT = _nameless(
    "|".join(
        [
            r"\d{1,2}[./-]\d{1,2}[./-](?:(?:1[89]|20)\d\d|\d\d)",
            rf"{DAY}(?: of)? {MONTH},? {YEAR}", rf"{MONTH} {DAY},? {YEAR}", rf"(?:(?:early|mid|late) )?{MONTH} (?:of )?{YEAR}",
            rf"{SEASON}(?: of)? {YEAR}", r"(?:the )?(?:early |mid |late )?(?:(?:1[89]|20)\d0|')s", rf"(?:early|mid|late) {YEAR}", YEAR,
            r"(?:when )?i was (?:about |around )?\d{1,2}(?: years old)?", r"(?:at )?(?:the )?age (?:of )?\d{1,2}", r"aged \d{1,2}",
            r"as a (?:small )?(?:child|baby|teenager|teen|kid|toddler)", r"in my (?:teens|childhood|[2-9]0s|twenties|thirties|forties|fifties|sixties)",
            rf"{COUNT} (?:days?|weeks?|months?|years?) ago", r"last (?:year|month|week|spring|summer|autumn|winter)", "yesterday",
        ]
    )
)  # fmt: skip
INSIDE = re.compile(
    rf"(?i)\b(?:all my life|since birth|(?:from )?(?:{POINT})\s*(?:to|until|till|[-–—])\s*(?:{POINT})|(?:ever )?since (?:{POINT})|(?:{POINT}))(?!\w)"
)


def found_in(sentence: str, birth_year: int | None, today: date) -> str:
    """The words of the first time in `sentence` that can be read, or nothing."""
    for found in INSIDE.finditer(sentence.replace("’", "'")):
        try:
            rough_date(found[0], birth_year, today)
        except Unclear:
            continue
        return found[0].strip()
    return ""
