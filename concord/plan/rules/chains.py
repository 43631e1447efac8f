"""When something of a plan hangs loose: it leads nowhere, or nothing leads to it."""

from __future__ import annotations


def goal_is_loose(*, still_open: bool, leads: bool) -> bool:
    """An open goal to which nothing leads; one that has ended needs nothing any more."""
    return still_open and not leads


def step_is_loose(*, others: bool) -> bool:
    """A step of the patient's that belongs to nothing; what somebody promised is a help and may stand for itself."""
    return not others
