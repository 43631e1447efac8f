"""Experiments with oneself: randomised pairs of short blocks, A then B or B then A by a coin for each pair.

Only this path may speak of causes, and only about this person. Statistics in `randomisation.py`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.stats import nct, t

from concord.connections import randomisation
from concord.connections.frame import HUGE, as_array, read_numbers
from concord.connections.refusals import InputError, a_number, a_whole_number, nothing, shorten

Design = tuple[float, float, int, int, float]  # noise SD, carry-over, block days, wash-out days, share answered
DRAWS = 400  # simulated experiments behind a stated power
LARGEST = 80  # blocks beyond which no plan is offered
LONGEST_BLOCK = 60


@dataclass(frozen=True)
class Plan:
    """A randomised schedule, or why there is none.

    `schedule`: one letter a day, A or B, with - for a wash-out day (not counted). `power`: chance that a true effect of the
    given size ends with p at most `level`. `smallest_p`: the smallest p this design can give. `refused`: None, too_few_blocks
    (no result could reach `level`) or too_little_power; `blocks_needed`: fewest blocks that would do, None beyond 80.
    """

    blocks: int
    block_days: int
    washout_days: int
    level: float
    smallest_p: float
    power: float
    blocks_needed: int | None
    refused: str | None
    schedule: tuple[str, ...] = ()

    @property
    def days(self) -> int:
        return self.blocks * self.block_days


@dataclass(frozen=True)
class Outcome:
    """What an experiment said. `estimate`: mean of B minus mean of A in points, with an exact interval and two-sided p.

    All four are None when `not_enough` says why: too_few_pairs, schedule_not_followed or no_variation. `limits`: codes of what
    weakens the answer: pairs_dropped, many_days_missing, schedule_partly_followed, sampled_schedules.
    `answer`: higher, lower or cannot_tell (about B against A).
    """

    estimate: float | None
    low: float | None
    high: float | None
    p: float | None
    pairs: int
    days_used: int
    days_missing: int
    followed: float | None
    answer: str
    not_enough: str | None = None
    limits: tuple[str, ...] = ()


def plan_experiment(
    *,
    effect: float,
    noise_sd: float,
    carry_over: float = 0.3,
    blocks: int = 12,
    block_days: int = 5,
    washout_days: int = 0,
    answered: float = 0.9,
    level: float = 0.05,
    least_power: float = 0.2,
    seed: int | None = None,
) -> Plan:
    """Design an experiment, or refuse one that cannot answer.

    `effect`, `noise_sd` in points; `carry_over`: AR(1) from day to day; `blocks`: even; the first `washout_days` of each block
    are not counted; `answered`: share of days expected to be answered; `seed` draws the schedule (required to get one).
    Raises `InputError` for a design that makes no sense.
    """
    blocks = a_whole_number(blocks, "The number of blocks")
    block_days = a_whole_number(block_days, "The number of days in a block")
    washout_days = a_whole_number(washout_days, "The number of wash-out days")
    _check_days(blocks, block_days, washout_days)
    _check_chances(effect, noise_sd, carry_over, answered, level, least_power)
    seed = None if seed is None else _check_seed(seed)
    design = (noise_sd, carry_over, block_days, washout_days, answered)
    smallest = 2.0 ** (1 - blocks // 2)
    if smallest > level:
        fewest = 2 * int(np.ceil(1 - np.log2(level)))
        within = fewest if fewest <= LARGEST else None
        return Plan(blocks, block_days, washout_days, level, smallest, 0.0, within, "too_few_blocks")
    power = _power(effect, blocks // 2, level, design)
    needed: int | None = blocks
    if power < least_power:
        needed = _blocks_for(effect, least_power, level, design)
        return Plan(blocks, block_days, washout_days, level, smallest, power, needed, "too_little_power")
    letters = _draw(blocks // 2, block_days, washout_days, seed) if seed is not None else ()
    return Plan(blocks, block_days, washout_days, level, smallest, power, needed, None, letters)


def _check_days(blocks: int, block_days: int, washout_days: int) -> None:
    if blocks < 2 or blocks % 2 or blocks > LARGEST:
        raise InputError(f"An experiment has an even number of blocks from 2 to {LARGEST}, not {blocks}.")
    if not 1 <= block_days <= LONGEST_BLOCK:
        raise InputError(f"A block has 1 to {LONGEST_BLOCK} days, not {block_days}.")
    if not 0 <= washout_days < block_days:
        raise InputError(f"Blocks of {block_days} days with {washout_days} days of wash-out leave no day to count.")


def _check_chances(
    effect: float, noise_sd: float, carry_over: float, answered: float, level: float, least_power: float
) -> None:
    size, spread = abs(a_number(effect, "The effect")), a_number(noise_sd, "The day-to-day spread")
    if not (1 / HUGE < size < HUGE and 1 / HUGE < spread < HUGE):
        raise InputError(
            "An experiment needs an effect that is not 0 and a day-to-day spread above 0, both a real number of points."
        )
    if not -0.95 <= a_number(carry_over, "The carry-over") <= 0.95:
        raise InputError(f"The carry-over is {carry_over}; it must lie between -0.95 and 0.95.")
    if not 0 < a_number(answered, "The share of days answered") <= 1 or not 0 < a_number(level, "The level") < 1:
        raise InputError("The share of days answered and the level must lie between 0 and 1.")
    if not 0 <= a_number(least_power, "The least power") < 1:
        raise InputError(f"The least power is {least_power}; it must be at least 0 and below 1.")


def _check_seed(seed: int) -> int:
    if a_whole_number(seed, "The seed") < 0:
        raise InputError(f"The seed must be 0 or more, not {seed}.")
    return int(seed)


def _draw(pairs: int, block_days: int, washout_days: int, seed: int) -> tuple[str, ...]:
    """One letter a day."""
    first_is_b = np.random.default_rng(seed).random(pairs) < 0.5
    order = [letter for swap in first_is_b for letter in ("BA" if swap else "AB")]
    block = "-" * washout_days
    return tuple("".join(block + letter * (block_days - washout_days) for letter in order))


def _differences(effect: float, pairs: int, design: Design, draws: int) -> np.ndarray:
    """Simulated differences B - A of every pair, (draws, pairs), NaN where a block had no answer."""
    noise_sd, carry_over, block_days, washout_days, answered = design
    rng = np.random.default_rng([pairs, block_days, washout_days])
    days = 2 * pairs * block_days
    shocks = rng.standard_normal((draws, days)) * np.sqrt(1 - carry_over**2)
    shocks[:, 0] /= np.sqrt(1 - carry_over**2)
    for day in range(1, days):
        shocks[:, day] += carry_over * shocks[:, day - 1]
    values = (noise_sd * shocks).reshape(draws, pairs, 2, block_days)[..., washout_days:]
    seen = rng.random(values.shape) < answered
    count = seen.sum(axis=3)
    means = np.where(count > 0, (values * seen).sum(axis=3) / np.maximum(count, 1), np.nan)
    sign = np.where(rng.random((draws, pairs)) < 0.5, -1.0, 1.0)
    return sign * (means[:, :, 1] - means[:, :, 0]) + effect


def _power(effect: float, pairs: int, level: float, design: Design) -> float:
    """Share of simulated experiments with p at most `level`."""
    differences = np.nan_to_num(_differences(effect, pairs, design, DRAWS))
    chosen = randomisation.swaps(min(pairs, 12)) if pairs <= 12 else randomisation.swaps(pairs)[:4096]
    total = differences.sum(axis=1)
    others = np.abs(total - 2 * chosen.astype(float) @ differences.T)
    return float(((others >= np.abs(total) - 1e-9).mean(axis=0) <= level).mean())


def _blocks_for(effect: float, power: float, level: float, design: Design) -> int | None:
    """Fewest blocks whose approximate power (paired t) suffices; None beyond the largest plan."""
    simulated = _differences(0.0, 20, design, 200)
    spread = float(simulated[np.isfinite(simulated)].std()) if np.isfinite(simulated).sum() > 1 else 0.0
    if not spread:
        return None
    for pairs in range(int(np.ceil(1 - np.log2(level))), LARGEST // 2 + 1):
        shift = abs(effect) / spread * np.sqrt(pairs)
        if 1 - nct.cdf(t.ppf(1 - level / 2, pairs - 1), pairs - 1, shift) >= power:
            return 2 * pairs
    return None


def analyse_experiment(plan: Plan, outcome: Sequence, followed: Sequence | None = None) -> Outcome:
    """Analyse as randomised. `outcome`: a number a day in the schedule's order, NaN = no answer.

    `followed`: what was done each day (A, B or None = not known); it never moves a day to the other side, it only limits what
    may be said. Raises `InputError` when lengths do not match or there is no schedule.
    """
    letters, values = _read(plan, outcome)
    kept = _share_followed(letters, followed)
    counted = letters != "-"
    missing = int((counted & ~np.isfinite(values)).sum())
    pairs = _pairs(plan, letters, values)
    used = int((counted & np.isfinite(values)).sum())
    why = _why_not(plan, pairs, kept)
    if why:
        return Outcome(None, None, None, None, len(pairs), used, missing, kept, "cannot_tell", why)
    differences, weights = pairs.T
    p = randomisation.p_value(differences, weights)
    low, high = randomisation.interval(differences, weights, plan.level)
    estimate = float(weights @ differences / weights.sum())
    answer = "cannot_tell" if p > plan.level else ("higher" if estimate > 0 else "lower")
    limits = _limits(plan, pairs, kept, missing, used)
    return Outcome(estimate, low, high, p, len(pairs), used, missing, kept, answer, None, limits)


def _read(plan: Plan, outcome: Any) -> tuple[np.ndarray, np.ndarray]:
    if not isinstance(plan, Plan):
        raise InputError(f"An experiment is analysed with its Plan, not with '{shorten(plan)}'.")
    if not plan.schedule:
        raise InputError("This plan has no schedule; it was refused, or no seed was given.")
    if len(plan.schedule) != plan.days:
        raise InputError(f"The plan has {plan.days} days and its schedule {len(plan.schedule)}.")
    values = read_numbers(_one_a_day(outcome, "The outcome"), "The outcome")
    if len(values) != len(plan.schedule):
        raise InputError(f"The schedule has {len(plan.schedule)} days and the outcome {len(values)}.")
    bad = np.flatnonzero(np.abs(values) > HUGE)
    if bad.size:
        raise InputError(f"The outcome of day {bad[0] + 1} is {values[bad[0]]:g}, which cannot be a real value.")
    return np.array(plan.schedule), values


def _one_a_day(given: Any, what: str) -> np.ndarray:
    """Anything that lists one thing a day, as an array."""
    if isinstance(given, (str, bytes, Mapping)) or not isinstance(given, Iterable):
        raise InputError(f"{what} must be a list with one value a day, not '{shorten(given)}'.")
    values = as_array(given if hasattr(given, "__len__") else list(given))
    if values.ndim != 1:
        raise InputError(f"{what} does not hold one value a day.")
    return values


def _share_followed(letters: np.ndarray, followed: Any) -> float | None:
    """Share of counted days with a known answer on which the schedule was followed; None when nothing is known."""
    if followed is None:
        return None
    lived = [None if nothing(done) else done for done in _one_a_day(followed, "What was done")]
    if len(lived) != len(letters):
        raise InputError(f"The schedule has {len(letters)} days and what was done {len(lived)}.")
    for day, done in enumerate(lived, start=1):
        if done not in ("A", "B", "-", None):
            raise InputError(f"What was done on day {day} is '{shorten(done)}'; it must be A, B or nothing.")
    known = [
        done == planned for planned, done in zip(letters, lived, strict=True) if planned != "-" and done in ("A", "B")
    ]
    return float(np.mean(known)) if known else None


def _pairs(plan: Plan, letters: np.ndarray, values: np.ndarray) -> np.ndarray:
    """(difference B - A, weight) of each pair with an answer in both blocks; shape (pairs, 2)."""
    out = []
    for pair in range(plan.blocks // 2):
        span = slice(2 * pair * plan.block_days, 2 * (pair + 1) * plan.block_days)
        part, side = values[span], letters[span]
        a, b = part[(side == "A") & np.isfinite(part)], part[(side == "B") & np.isfinite(part)]
        if a.size and b.size:
            out.append((b.mean() - a.mean(), 1 / (1 / a.size + 1 / b.size)))
    return np.array(out).reshape(-1, 2)


def _why_not(plan: Plan, pairs: np.ndarray, kept: float | None) -> str | None:
    if kept is not None and kept < 0.5:
        return "schedule_not_followed"
    if 2.0 ** (1 - len(pairs)) > plan.level:
        return "too_few_pairs"
    return "no_variation" if not np.any(pairs[:, 0]) else None


def _limits(plan: Plan, pairs: np.ndarray, kept: float | None, missing: int, used: int) -> tuple[str, ...]:
    limits = []
    if len(pairs) < plan.blocks // 2:
        limits.append("pairs_dropped")
    if missing > used / 2:
        limits.append("many_days_missing")
    if kept is not None and kept < 0.9:
        limits.append("schedule_partly_followed")
    if len(pairs) > randomisation.MOST_LISTED:
        limits.append("sampled_schedules")
    return tuple(limits)
