"""How a measure is used unless somebody chose, when a patient sees what, and what may be refused. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Protocol

from django.utils.translation import gettext as _

TAKEN = "medicines_taken"
DAYS_TO_DESCRIBE = 7
LONGEST_SAID = 300
LONGEST_LOOK = timedelta(days=731)
SHOWN_STATES = ("HELD_UP", "LESS_CLEAR", "NOTICED", "FADED", "CANT_TELL")


class Described(Protocol):
    """What a rule needs to know of a measure."""

    code: str
    pillar: str
    input_kind: str
    better: str


def usual_use(measure: Described) -> str:
    """A scale of how one is, for which one direction is better and which belongs to no pillar, is what we would like to
    understand; everything else may go with it. Concord's own rule, which the team can change measure by measure."""
    if measure.code == TAKEN:
        return "MEDICINE"
    if measure.input_kind == "SCALE" and not measure.pillar and measure.better in ("UP", "DOWN"):
        return "FEELING"
    return "INFLUENCE"


def why_not_look(sees_all: bool) -> str | None:
    """A look with half the record would forget what the other half had taught."""
    if sees_all:
        return None
    return _(
        "Only somebody to whom the whole record is shown can let Concord look at all of it. The patient always can."
    )


def why_not_choose_use(use: str, *, known: Sequence[str]) -> str | None:
    return None if use in known else _("“%(use)s” is not one of the ways to use a measure.") % {"use": use[:40]}


def why_not_until(until_day: date | None, *, now: datetime) -> str | None:
    if until_day is None or now.date() - timedelta(days=1) <= until_day <= now.date() + LONGEST_LOOK:
        return None
    return _("Please choose a time to look within the next two years.")


def why_not_choose_shown(shown: str, *, known: Sequence[str]) -> str | None:
    return None if shown in known else _("Please choose one of the three ways.")


def why_not_give(state: str) -> str | None:
    """What never stood out is no evidence for anything."""
    if state in ("HELD_UP", "LESS_CLEAR", "NOTICED"):
        return None
    return _(
        "This did not stand out in the days, so it cannot be given as a reason. You can add words of your own to the possible cause."
    )


def why_not_say_looked(state: str) -> str | None:
    return None if state in SHOWN_STATES else _("There is no answer here yet, so there is nothing to look at first.")


def why_not_say_helped(says: str, words: str, *, known: Sequence[str], of_a_mark: bool) -> str | None:
    if not of_a_mark:
        return _("Whether something helped can be said of a dated step, medicine or event.")
    if says not in known:
        return _("Please choose: it helped, it did not, or can’t tell.")
    if len(words) > LONGEST_SAID or "\x00" in words:
        return _("Please say it in one or two short lines.")
    return None


def patient_sees(shown: str, *, looked_at: object | None) -> bool:
    """Whether the patient sees one finding, by the practice's choice."""
    return shown == "AT_ONCE" or (shown == "AFTER_A_LOOK" and looked_at is not None)
