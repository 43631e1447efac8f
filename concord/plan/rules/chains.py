"""When something of a plan hangs loose: it leads nowhere, or nothing leads to it; and what comes next then."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum


class Next(StrEnum):
    """The one next thing for an open goal to which no step leads, in the order in which it is looked for."""

    STEP = "STEP"
    """Something is agreed; its first step is still to be written."""
    ANSWER = "ANSWER"
    TALK = "TALK"
    RESTS = "RESTS"
    """All that is thought of rests for now, so something else has to be thought of."""
    NOTHING = "NOTHING"


BY_STATE = (
    (Next.STEP, {"AGREED", "TRYING", "REVIEWED"}), (Next.ANSWER, {"PROPOSED"}), (Next.TALK, {"DISCUSSING"}), (Next.RESTS, {"DEFERRED"}),
)  # fmt: skip


def next_for_goal(*, still_open: bool, taken_on: bool, steps: bool, states: Collection[str]) -> Next | None:
    """Nothing for a goal to which a step leads, for one that has ended, and for one that the patient has not taken on yet.

    `states` are those of the suggestions that are for it. Own rule: whoever does the step, it counts."""
    if steps or not still_open or not taken_on:
        return None
    return next((kind for kind, those in BY_STATE if those & set(states)), Next.NOTHING)


def why_next(kind: Next) -> Collection[str]:
    """The states of which one brought this about; empty when nothing is there."""
    return next((those for one, those in BY_STATE if one == kind), set())


def step_is_loose(*, others: bool) -> bool:
    """A step of the patient's that belongs to nothing; what somebody promised is a help and may stand for itself."""
    return not others
