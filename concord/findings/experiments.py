"""Experiments with oneself, for the rooms above: how much a measure varies, what a design can answer, the draw, the answer.

Only findings may ask the engine. It brings numpy and scipy with it, so it is loaded when it is asked and not before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import fmean, pstdev
from typing import Any

from concord.measures.models import Measure
from concord.measures.reads import day_values
from concord.people.models import Patient

METHOD = "experiments 1"
DAYS_BACK = 120
FEWEST_DAYS = 14
LEVEL = 0.05
LEAST_CHANCES = 0.5
"""Concord's own rule: what has not at least an even chance of a clear answer is not begun."""


@dataclass(frozen=True)
class Spread:
    """How a measure usually varies. `sd` in its unit, drift included; `carry_over`: correlation of neighbouring days;
    `answered`: share of days with a value; `days`: how many values it rests on."""

    sd: float
    carry_over: float
    answered: float
    days: int

    @property
    def enough(self) -> bool:
        return self.days >= FEWEST_DAYS and self.sd > 0


@dataclass(frozen=True)
class Design:
    """Blocks of days, half of them each way; the first `washout_days` of each are not counted. `effect` in the measure's unit."""

    effect: float
    blocks: int
    block_days: int
    washout_days: int = 0

    @property
    def days(self) -> int:
        return self.blocks * self.block_days


@dataclass(frozen=True)
class Chances:
    """`clear`: the chance that a true effect of this size gives a clear answer. `refused`: None, too_few_blocks, too_little_power
    or makes_no_sense; `needed`: the fewest blocks that would do, None where none would."""

    clear: float
    refused: str | None = None
    needed: int | None = None


@dataclass(frozen=True)
class Said:
    """What an experiment said: new way minus usual way, in the measure's unit. The numbers are None where `not_enough` says why."""

    says: str
    estimate: float | None
    low: float | None
    high: float | None
    p: float | None
    pairs: int
    days_used: int
    days_missing: int
    followed: float | None
    not_enough: str
    limits: tuple[str, ...]


def usual_spread(patient: Patient, measure: Measure, *, until: date) -> Spread:
    """From the values of the last months; one query."""
    first = until - timedelta(days=DAYS_BACK - 1)
    return spread_of(day_values(patient, [measure], first, until)[measure.pk], until=until)


def spread_of(values: Mapping[date, float], *, until: date) -> Spread:
    if len(values) < 2:
        return Spread(0.0, 0.0, 0.0, len(values))
    middle, sd = fmean(values.values()), pstdev(values.values())
    one = timedelta(days=1)
    beside = [(value - middle, values[day + one] - middle) for day, value in values.items() if day + one in values]
    carry = fmean(a * b for a, b in beside) / sd**2 if len(beside) > 1 and sd > 0 else 0.0
    share = len(values) / ((until - min(values)).days + 1)
    return Spread(sd, min(max(carry, 0.0), 0.85), min(max(share, 0.2), 1.0), len(values))


def chances(design: Design, spread: Spread) -> Chances:
    """What the engine's planner says to this design. The same design gives the same chances."""
    from concord.connections import InputError, plan_experiment

    try:
        plan = plan_experiment(
            effect=design.effect, noise_sd=spread.sd, carry_over=spread.carry_over, blocks=design.blocks, block_days=design.block_days,
            washout_days=design.washout_days, answered=spread.answered, level=LEVEL, least_power=LEAST_CHANCES,
        )  # fmt: skip
    except InputError:
        return Chances(0.0, "makes_no_sense")
    return Chances(plan.power, plan.refused, plan.blocks_needed)


def draw(design: Design, *, seed: int) -> list[tuple[str, bool]]:
    """For each day which way it is lived, A (usual) or B (new), and whether it counts. Chance decides pair by pair."""
    letters = _plan(design, seed).schedule
    drawn: list[tuple[str, bool]] = []
    for start in range(0, design.days, design.block_days):
        block = letters[start : start + design.block_days]
        way = next(letter for letter in block if letter != "-")
        drawn += [(way, letter != "-") for letter in block]
    return drawn


def analyse(
    design: Design, drawn: Sequence[tuple[str, bool]], values: Sequence[float | None], lived: Sequence[str | None]
) -> Said:
    """Exactly, as drawn. `lived`: which way each day went as far as that is known; it moves no day to the other side."""
    from concord.connections import analyse_experiment

    letters = tuple(letter if counts else "-" for letter, counts in drawn)
    outcome = [float("nan") if value is None else value for value in values]
    found = analyse_experiment(replace(_plan(design, 0), schedule=letters), outcome, list(lived))
    return Said(
        {"higher": "HIGHER", "lower": "LOWER"}.get(found.answer, "CANT_TELL"), found.estimate, found.low, found.high, found.p,
        found.pairs, found.days_used, found.days_missing, found.followed, found.not_enough or "", found.limits,
    )  # fmt: skip


def differences(
    design: Design, drawn: Sequence[tuple[str, bool]], values: Sequence[float | None]
) -> list[tuple[int, float]]:
    """(number of the pair, new way minus usual way) where both blocks have answers; for the picture."""
    found, pair = [], 2 * design.block_days
    for start in range(0, design.days, pair):
        sides: dict[str, list[float]] = {"A": [], "B": []}
        for (letter, counts), value in zip(drawn[start : start + pair], values[start : start + pair], strict=True):
            if counts and value is not None:
                sides[letter].append(value)
        if sides["A"] and sides["B"]:
            found.append((start // pair + 1, fmean(sides["B"]) - fmean(sides["A"])))
    return found


def _plan(design: Design, seed: int) -> Any:
    """The plan of a design that was accepted already; how much it varies plays no part in the draw."""
    from concord.connections import plan_experiment

    return plan_experiment(
        effect=design.effect, noise_sd=1.0, blocks=design.blocks, block_days=design.block_days, washout_days=design.washout_days,
        level=LEVEL, least_power=0.0, seed=seed,
    )  # fmt: skip
