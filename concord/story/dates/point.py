"""One point in time, from the words people use for it. British order: the day comes before the month."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from concord.story.dates.spans import Rough, Unclear, month_name, say, whole_month, whole_years

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
MONTH = r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?P<year>1[89]\d\d|20\d\d|'\d\d)"
SEASON = r"(?P<season>spring|summer|autumn|fall|winter)"
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
PART = r"(?P<part>early|mid|middle of|late|beginning of|start of|end of)[ -](?:in |the )?"
NUMBERS = {
    w: n
    for n, w in enumerate(
        ["a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    )
}
NUMBERS |= {"a": 1, "an": 1, "a couple of": 2, "couple of": 2, "a few": 3, "few": 3, "several": 5}
COUNT = r"(?P<count>\d{1,3}|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + ")"
DECADES = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90}  # fmt: skip
AGES = {
    "as a baby": (0, 2), "as an infant": (0, 2), "as a toddler": (1, 3), "as a small child": (2, 6), "as a child": (2, 12),
    "childhood": (2, 12), "in childhood": (2, 12), "in my childhood": (2, 12), "as a kid": (2, 12), "at school": (6, 18),
    "at primary school": (5, 11), "as a teenager": (13, 19), "as a teen": (13, 19), "in my teens": (13, 19),
    "as a young adult": (18, 25), "at birth": (0, 0), "birth": (0, 0), "when i was born": (0, 0),
    "when i was a child": (2, 12), "when i was a baby": (0, 2), "when i was a teenager": (13, 19), "when i was little": (1, 6),
}  # fmt: skip
FILLER = re.compile(r"^(?:in|on|at|about|around|approximately|approx\.?|roughly|circa|ca?\.|~|maybe|probably|perhaps|i think|during|by|the|some ?time(?: in)?|back in)\s*(?=[\d'a-z])")  # fmt: skip


@dataclass(frozen=True)
class Known:
    """What the words are read against."""

    birth_year: int | None
    today: date

    def year(self, written: str) -> int:
        """“'94” is 1994 and “'19” is 2019: the last year so written that has come."""
        if not written.startswith("'"):
            return int(written)
        century = self.today.year // 100 * 100
        year = century + int(written[1:])
        return year if year <= self.today.year else year - 100

    def at_age(self, first: int, last: int, words: str) -> Rough:
        if self.birth_year is None:
            raise Unclear(
                _("We do not know the year of birth, so we cannot tell when “%(words)s” was. Please write a year, like 2005.")
                % {"words": words}
            )  # fmt: skip
        # Somebody is twelve in two calendar years.
        begins, ends = whole_years(self.birth_year + first, self.birth_year + last + (1 if last else 0))
        return Rough(begins, max(begins, min(ends, self.today)))


def read_point(words: str, known: Known) -> Rough:
    """Give the days that `words` may mean, with the words as they were written; raise Unclear with a friendly question."""
    plain = " ".join(words.strip().lower().replace("’", "'").rstrip(".,;!?").split())
    for attempt in _without_fillers(plain):
        for pattern, read in READERS:
            if found := pattern.fullmatch(attempt):
                rough = read(found, known)
                return rough if rough.words else Rough(rough.first, rough.last, _as_said(words))
    raise Unclear(_not_read(words))


def _as_said(words: str) -> str:
    """“in 1994” is said as “1994”, so that “since” and “to” can stand before it."""
    return re.sub(r"(?i)^(?:in|on|during|back in)\s+(?!my\b)", "", words.strip().rstrip(".,;!?"))


def _not_read(words: str) -> str:
    return _("We could not read “%(words)s” as a time. You can write it like this: 3 May 2019, spring 2019, 2019, about age 12, as a child.") % {"words": words.strip()}  # fmt: skip


def _without_fillers(plain: str) -> list[str]:
    attempts = [plain]
    while (shorter := FILLER.sub("", attempts[-1], count=1)) != attempts[-1]:
        attempts.append(shorter)
    return attempts


def month_number(name: str) -> int:
    return MONTHS.index(name[:3]) + 1


def _on_day(day: int, month: int, year: int) -> Rough:
    if month > 12 >= day and day:
        raise Unclear(
            _("We read dates as day, month, year, and there is no month %(month)s. Did you mean %(day)s %(name)s %(year)s?")
            % {"month": month, "day": month, "name": month_name(day), "year": year}
        )  # fmt: skip
    try:
        the_day = date(year, month, day)
    except ValueError:
        raise Unclear(_("This day is not in the calendar. Please look again, or write only the month and the year.")) from None  # fmt: skip
    return Rough(the_day, the_day)


def _numbers(found: re.Match, known: Known) -> Rough:
    written = found["year"]
    day = _on_day(int(found["day"]), int(found["m"]), known.year(written if len(written) == 4 else f"'{written[-2:]}"))
    return Rough(day.first, day.last, say(day.first, day.last))


def _named_day(found: re.Match, known: Known) -> Rough:
    return _on_day(int(found["day"]), month_number(found["month"]), known.year(found["year"]))


def _month_of_year(found: re.Match, known: Known) -> Rough:
    number = month_number(found["month"]) if "month" in found.groupdict() else int(found["m"])
    if not 1 <= number <= 12:
        raise Unclear(_("There are twelve months. Please look again, or write only the year."))
    span = whole_month(known.year(found["year"]), number)
    return Rough(*span, "" if "month" in found.groupdict() else say(*span))


def _season(found: re.Match, known: Known) -> Rough:
    """Seasons north of the equator. The winter of a year begins in its December, unless that has not come yet."""
    year, (begin, end) = known.year(found["year"]), SEASONS[found["season"]]
    if found["season"] == "winter":
        if date(year, 12, 1) > known.today:
            year -= 1
        return Rough(date(year, 12, 1), whole_month(year + 1, 2)[1])
    return Rough(date(year, begin, 1), whole_month(year, end)[1])


def _decade(found: re.Match, known: Known) -> Rough:
    named = found.groupdict().get("decade")
    year = known.year(f"'{DECADES[named]}") if named else known.year(_four(found["tens"], known))
    return _part(Rough(*whole_years(year, year + 9)), found.groupdict().get("part"))


def _four(written: str, known: Known) -> str:
    return written if len(written) == 4 else f"'{written[-2:]}"


def _part(span: Rough, part: str | None) -> Rough:
    """The early, middle or late third of a span."""
    if not part:
        return span
    third = (span.last - span.first) // 3
    if part in ("early", "beginning of", "start of"):
        return Rough(span.first, span.first + third)
    if part in ("late", "end of"):
        return Rough(span.last - third, span.last)
    return Rough(span.first + third, span.last - third)


def _part_of(found: re.Match, known: Known) -> Rough:
    month = found.groupdict().get("month")
    year = known.year(found["year"])
    return _part(Rough(*(whole_month(year, month_number(month)) if month else whole_years(year, year))), found["part"])


def _age(found: re.Match, known: Known) -> Rough:
    age = int(found["age"])
    span = known.at_age(age, age, found[0])
    return Rough(span.first, span.last, _("age %(age)s") % {"age": age}) if found[0].startswith("at ") else span


def _own_decade(found: re.Match, known: Known) -> Rough:
    named = found["tens"]
    age = DECADES[named] if named in DECADES else int(named[:2])
    return _part(known.at_age(age, age + 9, found[0]), found.groupdict().get("part"))


def _ago(found: re.Match, known: Known) -> Rough:
    """Such words grow old, so the answer is said in words that do not."""
    count = NUMBERS[found["count"]] if found["count"] in NUMBERS else int(found["count"])
    return before(known.today, count, found["unit"])


def before(today: date, count: int, unit: str) -> Rough:
    if count > 120 * {"d": 365, "w": 52, "m": 12, "y": 1}[unit[0]]:
        raise Unclear(_("That is longer ago than a life lasts. Please look at the number again."))
    if unit.startswith("day"):
        day = today - timedelta(days=count)
        return Rough(day, day, say(day, day))
    if unit.startswith("week"):
        middle = today - timedelta(weeks=count)
        about = _("about %(when)s") % {"when": say(middle, middle)}
        return Rough(middle - timedelta(days=3), min(middle + timedelta(days=3), today), about)
    if unit.startswith("month"):
        months = today.year * 12 + today.month - 1 - count
        span = whole_month(months // 12, months % 12 + 1)
        return Rough(*span, _("about %(when)s") % {"when": say(*span)})
    year = today.year - count
    return Rough(*whole_years(year, year), _("about %(when)s") % {"when": year})


def _last(found: re.Match, known: Known) -> Rough:
    what, back = found["what"], 1 if found["which"] == "last" else 0
    if what in ("year", "month", "week"):
        span = before(known.today, back, what)
        return Rough(span.first, span.last, span.words if what == "week" else say(span.first, span.last))
    year = known.today.year
    span = _season_of(what, year, known) if what in SEASONS else Rough(*whole_month(year, month_number(what)))
    if span.first > known.today or (back and span.last >= known.today):
        span = _season_of(what, year - 1, known) if what in SEASONS else Rough(*whole_month(year - 1, month_number(what)))  # fmt: skip
    return Rough(span.first, span.last, f"{what} {span.first.year}" if what in SEASONS else say(span.first, span.last))


def _season_of(name: str, year: int, known: Known) -> Rough:
    begin, end = SEASONS[name]
    return Rough(date(year, begin, 1), whole_month(year + (1 if end < begin else 0), end)[1])


def _before_or_after(found: re.Match, known: Known) -> Rough:
    year = known.year(found["year"])
    if found["side"] == "before":
        return Rough(*whole_years(min(known.birth_year or year - 10, year - 1), year - 1))
    return Rough(date(year, 1, 1), max(known.today, date(year, 1, 1)))


def _between(found: re.Match, known: Known) -> Rough:
    first, last = sorted(known.year(found[name]) for name in ("year", "other"))
    return Rough(*whole_years(first, last))


def _no_year(found: re.Match, known: Known) -> Rough:
    raise Unclear(_("In which year was that? Please write the year as well, like “%(words)s %(year)s”.") % {"words": found[0].title(), "year": known.today.year - 1})  # fmt: skip


def _bare_number(found: re.Match, known: Known) -> Rough:
    number = found[0].lstrip("'")
    raise Unclear(_("Is “%(number)s” an age or a year? Please write “age %(number)s” or a whole year, like %(year)s.") % {"number": number, "year": known.today.year - 10})  # fmt: skip


Reader = Callable[[re.Match, Known], Rough]
READERS: list[tuple[re.Pattern, Reader]] = [
    (re.compile(pattern, re.ASCII), reader)
    for pattern, reader in [
        (rf"{YEAR}[-./](?P<m>\d{{1,2}})[-./](?P<day>\d{{1,2}})", _numbers),
        (r"(?P<day>\d{1,2})\s?[-./]\s?(?P<m>\d{1,2})\s?[-./]\s?(?P<year>(?:1[89]|20)\d\d|\d\d)", _numbers),
        (rf"(?P<m>\d{{1,2}})\s?[-./]\s?{YEAR}", _month_of_year),
        (r"(?P<year>(?:1[89]|20)\d\d)-(?P<m>0[1-9]|1[0-2])", _month_of_year),
        (rf"(?:the )?{DAY}(?: of)? {MONTH},? (?:in )?{YEAR}", _named_day),
        (rf"{MONTH} (?:the )?{DAY},? {YEAR}", _named_day),
        (rf"{MONTH},? (?:of |in )?{YEAR}", _month_of_year),
        (rf"{PART}{MONTH} (?:of )?{YEAR}", _part_of),
        (rf"{PART}{YEAR}", _part_of),
        (rf"(?:the )?{SEASON},?(?: of| in)? {YEAR}(?:/\d\d(?:\d\d)?)?", _season),
        (YEAR, lambda found, known: Rough(*whole_years(*[known.year(found["year"])] * 2))),
        (rf"(?:{PART})?(?:the )?(?P<tens>(?:1[89]|20)\d0|'?\d0)'?s", _decade),
        (rf"(?:{PART})?(?:the )?(?P<decade>{'|'.join(DECADES)})", _decade),
        (r"(?:i was |when i was |at (?:the )?age (?:of )?|at |age[d]? (?:of )?)(?:about |around )?(?P<age>\d{1,2})(?: years? old| years of age)?", _age),
        (r"(?P<age>\d{1,2}) (?:years? old|years of age)", _age),
        (rf"in my (?:{PART})?(?P<tens>[2-9]0'?s|{'|'.join(DECADES)})", _own_decade),
        (rf"in my (?P<part>early|mid|late)[ -](?P<tens>[2-9]0'?s|{'|'.join(DECADES)})", _own_decade),
        ("|".join(AGES), lambda found, known: known.at_age(*AGES[found[0]], found[0])),
        (rf"{COUNT} (?P<unit>days?|weeks?|months?|years?|yrs?) ago", _ago),
        (rf"(?P<which>last|this) (?P<what>year|month|week|spring|summer|autumn|fall|winter|{'|'.join(m.lower() for m in ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'])})", _last),
        ("yesterday", lambda found, known: before(known.today, 1, "day")),
        ("today|now", lambda found, known: before(known.today, 0, "day")),
        (rf"(?P<side>before|after) {YEAR}", _before_or_after),
        (rf"(?:some ?time )?between {YEAR} and (?P<other>(?:1[89]|20)\d\d|'\d\d)", _between),
        (rf"christmas,?(?: of| in)? {YEAR}", lambda found, known: Rough(*whole_month(known.year(found["year"]), 12))),
        (rf"easter,?(?: of| in)? {YEAR}", lambda found, known: Rough(date(known.year(found["year"]), 3, 22), date(known.year(found["year"]), 4, 25))),
        (rf"(?:the )?{DAY}(?: of)? {MONTH}|{MONTH.replace('month', 'alone')}(?: (?:the )?\d{{1,2}}(?:st|nd|rd|th)?)?|{SEASON}", _no_year),
        (r"\d{1,2}[./]\d{1,2}\.?", _no_year),
        (r"'?\d{1,2}", _bare_number),
    ]
]  # fmt: skip
