"""What a goal must hold, who may do what to it when, and what the ratings of both sides say to each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

CHAPTERS = (
    ("matters", ("matters", "areas", "area")),
    ("goal", ("words", "why", "importance", "confidence", "barriers")),
    ("levels", ("level_0", "level_m1", "level_p1", "level_p2", "level_m2")),
    ("look", ("look",)),
)
"""In the order in which they are asked: what matters, then the goal, then good enough, today, better, best; the worst last."""
PARTS = tuple(part for _chapter, parts in CHAPTERS for part in parts)
ONLY_THE_PATIENTS = frozenset({"areas", "importance", "confidence"})
"""How life is, and how ready somebody feels, is nobody else's to say."""
LEVEL_FIELDS = {0: "level_0", -1: "level_m1", 1: "level_p1", 2: "level_p2", -2: "level_m2"}
WORDS = ("words", "matters", "why", "barriers", *LEVEL_FIELDS.values())
FIELDS = (*WORDS, "look_day")
NEEDED = ("words", "level_0")
LONGEST_LOOK = timedelta(days=366 * 2)
FIRST_LOOK = timedelta(weeks=6)
EARTH_FIRST, EARTH_LAST = ZoneInfo("Pacific/Kiritimati"), ZoneInfo("Etc/GMT+12")


def latest_day_on_earth(now: datetime) -> date:
    """The day it is already in the first zone, at UTC+14: later days are in the future for everybody."""
    return now.astimezone(EARTH_FIRST).date()


def whole(words: Mapping[str, str], look_day: date | None) -> dict[str, str]:
    """The words of a version: every field is there, empty or not, and the date counts as words since both agree to it."""
    filled = {field: words.get(field, "").strip() for field in FIELDS}
    return {**filled, "look_day": look_day.isoformat() if look_day else ""}


def same_words(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """A field that is missing in an older version is an empty one."""
    return all(one.get(field, "") == other.get(field, "") for field in {*one, *other})


def why_not_write(words: Mapping[str, str]) -> str | None:
    """A goal needs its own words and what would be good enough; everything else may come later."""
    if not words.get("words", "").strip():
        return _("Please say in your own words what you would like. One sentence is enough.")
    if not words.get("level_0", "").strip():
        return _("Please say what would be good enough for you. Then you both know when you are there.")
    return None


def why_not_look(day: date | None, *, now: datetime) -> str | None:
    if day is None:
        return None
    if day < latest_day_on_earth(now) - timedelta(days=2):
        return _("The day to look again lies in the past. Please choose a day that is still to come.")
    if day > latest_day_on_earth(now) + LONGEST_LOOK:
        return _("Please choose a day to look again within the next two years.")
    return None


def why_not_change(*, ended: bool) -> str | None:
    if ended:
        return _("This goal has ended. You can take it up again first.")
    return None


def why_not_end(how: str, words: str, *, ended: bool, kinds: Iterable[str]) -> str | None:
    if ended:
        return _("This goal has ended already.")
    if how not in kinds:
        return _("Please say how the goal ended: reached, no longer wanted, or replaced.")
    return why_not_say(words)


def why_not_reopen(*, ended: bool) -> str | None:
    return None if ended else _("This goal is open, so there is nothing to take up again.")


def why_not_rate(level: int, day: date, *, begun_at: datetime, ended: bool, now: datetime) -> str | None:
    if ended:
        return _("This goal has ended. You can take it up again first.")
    if level not in LEVEL_FIELDS:
        return _("Please choose one of the five levels, from −2 to +2.")
    if day > latest_day_on_earth(now):
        return _("This day has not come yet.")
    if day < begun_at.astimezone(EARTH_LAST).date():
        return _("On that day this goal had not been written yet.")
    return None


def why_not_take_back(rated_by: int, *, by: int) -> str | None:
    if rated_by != by:
        return _("Only the person who said this can take it back. You can say where you see the goal yourself.")
    return None


def why_not_say(words: str) -> str | None:
    if len(words) > 2000:
        return _("This is longer than 2000 signs. Please shorten it a little.")
    if "\x00" in words:
        return _("These words hold a sign that cannot be stored. Please type them again without it.")
    return None


def apart(patients: int | None, others: Iterable[int]) -> int:
    """By how many levels the two sides are apart at most; 0 while one of them has not said."""
    return 0 if patients is None else max((abs(patients - level) for level in others), default=0)


def parts_for(*, patients: bool) -> tuple[str, ...]:
    """The parts that are asked of the patient, or of a professional who suggests a goal."""
    return PARTS if patients else tuple(part for part in PARTS if part not in ONLY_THE_PATIENTS)


def part_beside(part: str, by: int, parts: Sequence[str] = PARTS) -> str | None:
    """The part asked so many after this one, or before it; None beyond either end."""
    place = parts.index(part) + by
    return parts[place] if 0 <= place < len(parts) else None


def where_in(part: str, parts: Sequence[str] = PARTS) -> tuple[str, int, int, int]:
    """In which chapter a part stands, which number that chapter has, which question in it this is, and of how many."""
    for number, (chapter, all_parts) in enumerate(CHAPTERS, start=1):
        asked = [one for one in all_parts if one in parts]
        if part in asked:
            return chapter, number, asked.index(part) + 1, len(asked)
    raise ValueError(part)


def why_not_link(patients: Iterable[int], *, patient: int) -> str | None:
    if any(one != patient for one in patients):
        return _("Something that you chose belongs to another record. Please choose from the list.")
    return None
