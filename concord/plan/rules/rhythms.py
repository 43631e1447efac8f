"""How often a step falls due, beside how often the words of the treatment above it say: “once a week” is not every day.

Own rule of Concord: it errs towards asking. Where the words say several (“daily for a week, then twice a week”) each of them will do, and where
they say none nothing is compared.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import ceil, floor

from concord.plan.rules.dosing import read_for_dosing
from concord.plan.rules.dosing_words import NUMBERS
from concord.plan.rules.steps import Rhythm

N = rf"(?:\d{{1,3}}(?!\d)|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
TIMES = {"once": 1, "einmal": 1, "twice": 2, "zweimal": 2, "thrice": 3, "dreimal": 3, "viermal": 4, "other": 2, "second": 2, "zweiten": 2, "third": 3, "dritten": 3}  # fmt: skip
PER = {
    "day": 7, "tag": 7, "tage": 7, "tagen": 7, "jour": 7, "jours": 7, "giorno": 7, "giorni": 7, "dia": 7, "dias": 7, "hour": 7, "stunde": 7, "stunden": 7, "heures": 7, "ore": 7, "horas": 7,
    "morning": 7, "noon": 7, "evening": 7, "night": 7, "meal": 7, "breakfast": 7, "lunch": 7, "dinner": 7, "supper": 7, "morgen": 7, "abend": 7, "nacht": 7, "matin": 7, "soir": 7, "mattina": 7, "sera": 7, "noche": 7,
    "week": 1, "woche": 1, "wochen": 1, "semaine": 1, "semaines": 1, "settimana": 1, "settimane": 1, "semana": 1, "semanas": 1,
    "month": 0.25, "monat": 0.25, "monate": 0.25, "mois": 0.25, "mese": 0.25, "mesi": 0.25, "mes": 0.25, "meses": 0.25, "quarter": 0.1, "year": 0.02, "jahr": 0.02, "an": 0.02, "anno": 0.02, "ano": 0.02,
}  # fmt: skip
"""{what it is counted by: on how many days of a week one of them falls, at most}."""
HOURS = ("hour", "stunde", "stunden", "heures", "ore", "horas")
UNIT = rf"({'|'.join(sorted(PER, key=len, reverse=True))})s?"
EACH = r"(?:per|each|every|pro|par|jede[nrsm]?|alle|tous les|toutes les|chaque|ogni|cada)"
A = rf"(?:an?|al|alla|por|a la|am|im|in der|die|{EACH})"
WEEKDAYS = (
    r"mondays?|montags?|lundis?|lunedi|lunes", r"tuesdays?|dienstags?|mardis?|martedi|martes", r"wednesdays?|mittwochs?|mercredis?|mercoledi|miercoles",
    r"thursdays?|donnerstags?|jeudis?|giovedi|jueves", r"fridays?|freitags?|vendredis?|venerdi|viernes", r"saturdays?|samstags?|samedis?|sabato|sabados?", r"sundays?|sonntags?|dimanches?|domenica|domingos?",
)  # fmt: skip
THROUGH = re.compile(
    rf"(?<!\w)(?:{'|'.join(WEEKDAYS)}) (?:to|till|until|through|bis|au|al) (?:{'|'.join(WEEKDAYS)})(?!\w)"
)
WORKDAYS, WEEKEND, ALL_DAYS = 0b0011111, 0b1100000, 0b1111111
OTHERWISE = r"(?:please )?(?:put|lay|set|keep|bring|carry|show|write|note|tick|mark|read|ask|ring|call|phone|tell|talk|look|check|count|book|fill|refill|order|collect|pick up|fetch|renew|request|sort|pack)\b"
"""What a step begins with that has nobody take anything. Own list."""


@dataclass(frozen=True)
class Often:
    """On how many days of a week, and on which ones if they are named. Nought: only when it is needed."""

    days: float
    on: int = ALL_DAYS


def unlike(texts: Iterable[str], above: Iterable[str], rhythm: Rhythm, *, rarer_too: bool) -> bool:
    """Whether the step would fall due at another rhythm than its own words or those above say. Once by a day is always less."""
    texts = [text for text in texts if text]
    if rhythm.by_day is not None or re.match(OTHERWISE, read_for_dosing(texts[0]) if texts else ""):
        return False
    own, agreed = said(texts), said(above)
    if any(one.days == 0 for one in own):
        return False
    return any(told and not any(_fits(rhythm, one, rarer_too=rarer_too) for one in told) for told in (own, agreed))


def said(texts: Iterable[str]) -> list[Often]:
    """Every rhythm that the words say, and that of need where they say no other."""
    found = [one for text in texts for one in _said(read_for_dosing(text))]
    return [one for one in found if one.days] or found


def _fits(rhythm: Rhythm, often: Often, *, rarer_too: bool) -> bool:
    on = often.on if rhythm.days is None else often.on & rhythm.days
    days = rhythm.times_a_week or (rhythm.days or 0).bit_count()
    if rhythm.days is not None and on != rhythm.days:
        return False
    return often.days >= 1 and days <= ceil(often.days) and (not rarer_too or days >= floor(often.days))


def _said(read: str) -> list[Often]:
    found, left = [], read
    for pattern, meaning in PATTERNS:
        found += [meaning(one) for one in pattern.finditer(left)]
        left = pattern.sub(" \x1f ", left)
    on = _named_days(read)
    if not on:
        return found
    days = on.bit_count()
    return [Often(one.days, on) for one in found if 1 <= one.days <= days] or [Often(days, on), *found]


def _named_days(read: str) -> int:
    """Of “on Mondays and Thursdays” those two; of “Monday to Friday” all five."""
    named = [bit for bit, words in enumerate(WEEKDAYS) if re.search(rf"(?<!\w)(?:{words})(?!\w)", read)]
    if THROUGH.search(read):
        named = list(range(named[0], named[-1] + 1))
    return sum(1 << bit for bit in named)


def _number(word: str | None) -> int:
    word = word or "1"
    return int(word) if word.isdigit() else TIMES.get(word) or int(NUMBERS.get(word, "1"))


def _each(found: re.Match[str]) -> Often:
    """Every so many of something: every other day, alle zwei Wochen."""
    return Often(7 if found[2] in HOURS else PER[found[2]] / max(_number(found[1]), 1))


def _so_often(found: re.Match[str]) -> Often:
    """So many times in something: twice a week."""
    return Often(min(7, PER[found[2]] * max(_number(found[1]), 1)))


def _always(days: float, on: int = ALL_DAYS) -> Callable[[re.Match[str]], Often]:
    return lambda _found: Often(days, on)


PATTERNS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Often]], ...] = tuple(
    (re.compile(rf"(?<!\w)(?:{pattern})(?!\w)"), meaning)
    for pattern, meaning in (
        (r"un jour sur deux|un giorno si (?:e )?uno no|alternat\w+ days?|(?:odd|even) (?:days?|dates?)", _always(3.5)),
        (rf"(?:every|each|once per|once in|alle|jede[nrsm]?|tous les|toutes les|ogni|cada) ({N}|other|second|zweiten|third|dritten) {UNIT}", _each),
        (rf"({N}|once|twice|thrice|einmal|zweimal|dreimal|viermal) ?(?:times? |mal |fois |volte |volta |veces |vez )?{A} {UNIT}", _so_often),
        (rf"({N}) (?!mg|mcg|ml|iu|g\b)[^\W\d_]+s? {A} {UNIT}", _so_often),
        (rf"(?:\d+ ?(?:mg|mcg|ml|iu|g|units?)|(?:an?|eine?|une?|una) [^\W\d_]+)() {A} {UNIT}", _each), (rf"{EACH}() {UNIT}", _each),
        (rf"(?:({N}|once|twice|thrice) ?(?:times? |mal )?)?(?:weekly|wochentlich|hebdomadaire|settimanale|semanal\w*)()", lambda found: Often(min(7, _number(found[1])))),
        (r"daily|taglich|quotidien\w*|giornalier\w+|diario|diariamente|nightly|hourly|every day|b\.?i\.?d|t\.?[di]\.?[sd]|q\.?[di]\.?s|b\.?d|o\.?d|nocte|mane|q ?\d+ ?h", _always(7)),
        (r"fortnight\w*|biweekly|bi-weekly|monthly|monatlich|mensuel\w*|mensile|mensual\w*|quarterly|yearly|annual\w*|jahrlich", _always(0.5)),
        (r"(?:on )?(?:week-?|work)days?", _always(5, WORKDAYS)), (r"(?:at |on )?(?:the )?week-?ends?|wochenende\w*", _always(2, WEEKEND)),
        (r"as needed|(?:if|when|as) (?:needed|required|necessary)|bei bedarf|au besoin|al bisogno|si hace falta|p\.?r\.?n|only (?:if|when)", _always(0)),
    )
)  # fmt: skip
