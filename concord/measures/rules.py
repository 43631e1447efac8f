"""What may be written down as a value, and how several of one day become one. Pure: a sentence, or None."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

EARLIEST = date(1900, 1, 1)
FIRST_ZONE = timedelta(hours=14)
"""The day begins on Kiritimati, 14 hours ahead of UTC."""
STRONGEST = 10


class Ranged(Protocol):
    """What a rule needs to know of a measure."""

    called: str
    unit_words: str
    input_kind: str
    choices: list
    possible_low: float | None
    possible_high: float | None
    plausible_low: float | None
    plausible_high: float | None


def key_of(words: str) -> UUID:
    """The stored form of a sender's key: short, and without a word that an address should not carry."""
    return UUID(hashlib.md5(words.encode(), usedforsecurity=False).hexdigest())


def latest_day(now: datetime) -> date:
    """The newest day that has begun anywhere on earth."""
    return (now.astimezone(UTC) + FIRST_ZONE).date()


def why_not_record(day: date, now: datetime) -> str | None:
    """A day can be written down once it has begun somewhere on earth."""
    if day > latest_day(now):
        return _("%(day)s has not come yet. Please choose today or a day before it.") % {"day": said(day)}
    if day < EARLIEST:
        return _("%(day)s is too long ago. Please choose a day from 1900 on.") % {"day": said(day)}
    return None


@lru_cache(maxsize=1024)
def why_not_zone(name: str) -> str | None:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return _("“%(name)s” is not a time zone that we know, such as Europe/London.") % {"name": name[:64]}
    return None


def why_not_value(measure: Ranged, value: float | None) -> str | None:
    """Values outside the possible range are refused, with the name of the measure and its range."""
    if value is None:
        return None
    if not math.isfinite(value):
        return _("%(measure)s needs a number.") % {"measure": measure.called}
    if outside(value, measure.possible_low, measure.possible_high):
        return _("%(value)s is not possible for %(measure)s. It goes %(range)s.") % {
            "value": number(value), "measure": measure.called, "range": range_words(measure),
        }  # fmt: skip
    if measure.input_kind == "CHOICE" and measure.choices and value not in [pair[0] for pair in measure.choices]:
        return _("%(value)s is not one of the answers to %(measure)s.") % {
            "value": number(value), "measure": measure.called,
        }  # fmt: skip
    return None


def why_ask(measure: Ranged, value: float | None) -> str | None:
    """A value can be true and yet unlikely: then ask once, and keep what was typed."""
    if value is None or not outside(value, measure.plausible_low, measure.plausible_high):
        return None
    return _("%(measure)s: %(value)s %(unit)s. That is unusual. Is it right?") % {
        "measure": measure.called, "value": number(value), "unit": measure.unit_words,
    }  # fmt: skip


def why_not_belong(measure_patient: int | None, *, patient: int) -> str | None:
    """A measure is in the catalogue, or this patient's own."""
    if measure_patient not in (None, patient):
        return _("This measure belongs to another record.")
    return None


def why_not_replace(*, written_by: int, by: int, by_hand: bool, is_patient: bool) -> str | None:
    """What somebody wrote down themselves is changed by them, or by the patient whose record it is."""
    if by_hand and written_by != by and not is_patient:
        return _("Somebody else wrote this down. They or the patient can change it; you can add a value of your own.")
    return None


def why_not_edit(measure_patient: int | None, *, patient: int, written_by: int | None, by: int) -> str | None:
    """The words of a measure are changed by whoever wrote them."""
    if measure_patient != patient:
        return _("This measure is the same for everybody, so its words stay. You can make one of your own.")
    if written_by != by:
        return _("Somebody else wrote these words. They can change them; you can make a measure of your own.")
    return None


def why_not_last(began_at: datetime, ended_at: datetime | None, *, now: datetime) -> str | None:
    """An attack ends after it began, and has begun by now."""
    if ended_at is not None and ended_at < began_at:
        return _("The end lies before the beginning. Please look at both times again.")
    if began_at > now + timedelta(minutes=5):
        return _("This beginning has not come yet. Please choose a time that has passed.")
    if ended_at is not None and ended_at > now + timedelta(minutes=5):
        return _("This end has not come yet. Leave it empty while it goes on.")
    return None


def why_not_strength(strength: float | None) -> str | None:
    if strength is not None and not 0 <= strength <= STRONGEST:
        return _("Strength goes from 0 to 10, so %(strength)s is not possible.") % {"strength": number(strength)}
    return None


def why_not_result(
    called: str, value: float | None, value_words: str, reference_low: float | None, reference_high: float | None
) -> str | None:
    if not called.strip():
        return _("Please write the name of the test.")
    if value is None and not value_words.strip():
        return _("Please write the result: a number, or words such as “negative”.")
    if any(given is not None and not math.isfinite(given) for given in (value, reference_low, reference_high)):
        return _("The result and its reference range need ordinary numbers.")
    if reference_low is not None and reference_high is not None and reference_low > reference_high:
        return _("The reference range begins above its end. Please look at both numbers again.")
    return None


def why_not_add_measure(called: str, low: float | None, high: float | None) -> str | None:
    if not called.strip():
        return _("Please give the measure a name.")
    if low is not None and high is not None and low >= high:
        return _("The lowest possible value must be below the highest.")
    return None


def why_not_cup(millilitres: int) -> str | None:
    if not 50 <= millilitres <= 1000:
        return _("A cup holds from 50 to 1000 mL, so %(size)s is not possible.") % {"size": millilitres}
    return None


def why_not_mark(words: str, from_day: date, until_day: date | None) -> str | None:
    if not words.strip():
        return _("Please say in words what this is.")
    if until_day is not None and until_day < from_day:
        return _("It cannot end before it begins.")
    return None


def one_of_the_day(daily: str, values: Sequence[float]) -> float:
    """One value for a day from its values in the order in which they were measured."""
    if daily == "SUM":
        return math.fsum(values)
    if daily == "MEAN":
        return math.fsum(values) / len(values)
    return max(values) if daily == "MAX" else values[-1]


def outside(value: float, low: float | None, high: float | None) -> bool:
    return (low is not None and value < low) or (high is not None and value > high)


def number(value: float) -> str:
    """A number as people write it: 7, 7.2."""
    return f"{value:.10g}"


def said(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def range_words(measure: Ranged) -> str:
    low, high = measure.possible_low, measure.possible_high
    unit = f" {measure.unit_words}" if measure.unit_words else ""
    if low is not None and high is not None:
        return _("from %(low)s to %(high)s") % {"low": number(low), "high": number(high)} + unit
    if low is not None:
        return _("from %(low)s on") % {"low": number(low)} + unit
    return _("up to %(high)s") % {"high": number(high if high is not None else math.inf)} + unit
