"""From one point to another, still going, or one point alone."""

from __future__ import annotations

import re
from datetime import date

from django.utils.translation import gettext as _

from concord.story.dates.point import COUNT, MONTH, NUMBERS, YEAR, Known, before, read_point
from concord.story.dates.spans import Period, Rough, Unclear

NOW = r"(?:now|today|present|this day|the present)"
STILL = re.compile(rf"(?i)[,;]?\s*(?:\(?(?:and )?(?:it is |it's )?(?:still(?: going(?: on)?| there)?|on-?going)\)?|(?:up )?(?:to|until|till|[-–—])\s*{NOW})\s*$")  # fmt: skip
SINCE = re.compile(r"(?i)^(?:ever )?since\s+")
ALWAYS = re.compile(r"(?i)^(?:always|all my life|since birth|from birth|as long as i can remember|since i was born)$")
FOR_SO_LONG = re.compile(rf"(?i)^for (?:the (?:last|past) )?{COUNT} (?P<unit>days?|weeks?|months?|years?|yrs?)$")
UNTIL = re.compile(r"(?i)^(?:until|till|up to)\s+(.+)$")
FROM_TO = [
    re.compile(r"(?i)^(?:from\s+)?(.+?)\s+(?:to|until|till)\s+(.+)$"),
    re.compile(r"^(.+?)\s*[–—]\s*(.+)$"),
    re.compile(r"^(.+?)\s+-\s+(.+)$"),
    re.compile(r"(?i)^(?:from\s+)?(\d{4})\s*[-/]\s*(\d{4}|\d{2})$"),
]


def rough_date(text: str, birth_year: int | None, today: date) -> Period:
    """Read “2019”, “March 2019”, “spring 2019”, “about age 12”, “3.5.2019”, “from 2015 to 2019”, “since 2020” ...

    Nothing is nothing: an empty text gives an empty period. Raises Unclear with a question that a person can answer.
    """
    words, known = " ".join(text.replace("\0", "").split()), Known(birth_year, today)
    if not words:
        return Period()
    if ALWAYS.match(words):
        return Period(Rough(*_ends(known.at_age(0, 0, words)), _("birth")), None, True)
    if found := FOR_SO_LONG.match(words):
        count = NUMBERS.get(found["count"].lower()) or int(found["count"])
        return Period(before(today, count, found["unit"].lower()), None, True)
    if SINCE.match(words):
        return Period(read_point(STILL.sub("", SINCE.sub("", words)), known), None, True)
    if STILL.search(words):
        rest = re.sub(r"(?i)^from\s+", "", STILL.sub("", words).strip())
        return Period(read_point(rest, known) if rest else None, None, True)
    if found := UNTIL.match(words):
        return Period(None, read_point(found[1], known))
    return _point_or_span(words, known)


def _point_or_span(words: str, known: Known) -> Period:
    for pattern in FROM_TO:
        if found := pattern.match(words):
            try:
                return _span(found[1], found[2], known)
            except Unclear as unclear:
                question: Unclear | None = unclear
                break
    else:
        question = None
    try:
        return Period(read_point(words, known))
    except Unclear as unclear:
        raise (question or unclear) from None


def _span(began: str, ended: str, known: Known) -> Period:
    first, last = _lend(began, ended)
    period = Period(read_point(first, known), read_point(last, known))
    if period.began and period.ended and period.ended.last < period.began.first:
        raise Unclear(
            _("“%(ended)s” comes before “%(began)s”. Please look at the two times again.")
            % {"began": began, "ended": ended}
        )
    return period


def _lend(began: str, ended: str) -> tuple[str, str]:
    """“March to May 2019” lends its year, “age 12 to 15” its “age”, “2015 to 19” its century, “3 to 10 May 2019” its month."""
    if (year := re.search(YEAR, ended)) and re.fullmatch(rf"(?i)(?:\d{{1,2}}(?:st|nd|rd|th)? )?{MONTH}", began):
        return f"{began} {year[0]}", ended
    if re.fullmatch(r"\d{1,2}", ended) and re.search(r"(?i)\b(?:age|aged|i was|at)\b.*\d{1,2}$", began):
        return began, f"age {ended}"
    if re.fullmatch(r"\d{2}", ended) and re.fullmatch(r"(?:1[89]|20)\d\d", began.strip()):
        return began, began.strip()[:2] + ended
    if re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?", began) and (rest := re.fullmatch(rf"(?i)\d{{1,2}}(?:st|nd|rd|th)? (.*{YEAR})", ended)):  # fmt: skip
        return f"{began} {rest[1]}", ended
    return began, ended


def _ends(rough: Rough) -> tuple[date, date]:
    return rough.first, rough.last
