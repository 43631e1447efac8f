"""Why intervals of 90-day diaries are wide: with and without the floor against uneven noise. `python -m bench.connections.short`.

The standard error of a lag is the larger of the usual one and HC3 (`concord/connections/batch.py`). Here it is measured on tuning
seeds beside the usual one alone, in the simulator's scenarios and where one exposure of each symptom moves only how much the symptom
varies ("spread follows"), which is what the floor is for.
"""

from unittest import mock

import numpy as np

from bench.connections.scenarios import LAG_SCENARIOS, PLAIN, named
from bench.connections.score import score_lags, summarise
from bench.connections.simulate import patient
from concord.connections import analyse, batch

DAYS, PEOPLE, SEED = 90, 150, 300_000
LARGER = batch.standard_errors


def usual(_projected: np.ndarray, solved: batch.Batch, _leverage: np.ndarray, noise: float) -> np.ndarray:
    return np.sqrt(noise / np.where(solved.own > 1e-9, solved.own, 1.0))


def spread_follows(seed: int):
    """A plain person, where each symptom varies more the further one exposure that does not move it is from its mean."""
    made, rng = patient(PLAIN, seed, DAYS), np.random.default_rng(seed)
    days, pairs = made.days.copy(), set()
    exposures = [name for name in days if name != "date" and not name.startswith("sym.") and days[name].std() > 0]
    for symptom in (name for name in days if name.startswith("sym.")):
        idle = [name for name in exposures if not any(link[:2] == (name, symptom) for link in made.links)]
        cause = idle[int(rng.integers(len(idle)))]
        away = ((days[cause] - days[cause].mean()) / days[cause].std()).fillna(0).clip(-3, 3).abs()
        days[symptom] += rng.normal(size=DAYS) * days[symptom].std() * away
        pairs.add((cause, symptom))
    return made, days, pairs


def measure(name: str) -> str:
    scores, covered = [], []
    for seed in range(SEED, SEED + PEOPLE):
        if name == "spread follows":
            made, days, pairs = spread_follows(seed)
        else:
            made, pairs = patient(named(name), seed, DAYS), set()
            days = made.days
        tests = [test for test in analyse(days).tests if test.kind == "lag"]
        scores.append(score_lags(made, tests))
        covered += [t.low <= 0 <= t.high for t in tests if (t.cause, t.effect) in pairs and t.lag == 0]
    told = summarise(scores)
    theirs = f"  those pairs {np.mean(covered):.3f}" if covered else ""
    return f"no link {told['null_coverage'][0]:.3f}  false {told['fdr'][0]:.3f} ± {told['fdr'][1]:.3f}{theirs}"


def main() -> None:
    for name in (*(kind.name for kind in LAG_SCENARIOS), "spread follows"):
        for how, errors in (("larger of two", LARGER), ("usual alone", usual)):
            with mock.patch.object(batch, "standard_errors", errors):
                print(f"{name[:30]:30}  {how:13}  {measure(name)}", flush=True)


if __name__ == "__main__":
    main()
