"""Looking together whether it helped: each side in its own words, and what the two looks say beside each other."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

RESULTS = ("HELPED", "DID_NOT", "CANT_TELL")
WORTH = ("YES", "NO", "CANT_TELL")
NEXT = ("", "GO_ON", "CHANGE", "CLOSE")
HARD_WEEK = 3
"""So many days of the last seven on which a step was not done make a hard week. Own rule of Concord."""


class Together(StrEnum):
    """What the looks of both sides say together."""

    NONE = "NONE"
    ONE_SIDE = "ONE_SIDE"
    HELPED = "HELPED"
    DID_NOT = "DID_NOT"
    CANT_TELL = "CANT_TELL"
    APART = "APART"


def together(patients: str | None, others: Iterable[str]) -> Together:
    """The patient's result and those of the professionals. Where they are not the same, that is worth talking about."""
    results = {*others}
    if patients is None and not results:
        return Together.NONE
    if patients is None or not results:
        return Together.ONE_SIDE
    return Together(patients) if results == {patients} else Together.APART


def both_have_looked(roles: Iterable[str], *, own: bool) -> bool:
    """The patient and at least one professional; of the patient's own idea the patient alone."""
    roles = set(roles)
    return "PATIENT" in roles and (own or len(roles) > 1)


def why_not_look(result: str, worth: str, next_: str) -> str | None:
    if result not in RESULTS:
        return _("Please choose: it helped, it did not, or can’t tell. “Can’t tell” is a good answer.")
    if worth not in WORTH:
        return _("Please choose whether it was worth the effort.")
    if next_ not in NEXT:
        return _("Please choose from the list what should come next.")
    return None


def why_not_go_on(look_day: date | None, *, open_gates: int) -> str | None:
    if look_day is None:
        return _("Please choose the day on which you both look again.")
    if open_gates:
        return _("Something is missing before this can go on. The page says what.")
    return None


def was_hard(states: Iterable[str]) -> bool:
    """Unknown days are not among them, and a skipped day is a decision, not a hard one."""
    return sum(state == "NOT" for state in states) >= HARD_WEEK
