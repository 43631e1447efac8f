"""What answers at the ends of the scale do to sizes: `python -m bench.connections.ends`.

A symptom that stands at 0 or 10 can go no further, whatever moves it. Links of people under a strong random walk (tuning seeds), by the share
of the symptom's answers that stand at an end: how often the 95 % interval holds the size without ends, and how much of it is found.
"""

import numpy as np

from bench.connections.scenarios import named
from bench.connections.simulate import patient
from concord.connections import analyse

KIND, PEOPLE, SEED = "random-walk drift", 300, 300_000
SHARES = ((0.0, 0.03), (0.03, 0.10), (0.10, 1.0))


def links(seed: int) -> list[tuple[float, bool, float]]:
    """Of each true link: share of the symptom's answers at an end, whether its interval holds the size, size found / true."""
    made = patient(named(KIND), seed)
    out = []
    for test in analyse(made.days).tests:
        true = made.links.get((test.cause, test.effect, test.lag))
        if test.kind == "lag" and true:
            answers = made.days[test.effect].dropna()
            at_end = float(answers.isin([0, 10]).mean())
            out.append((at_end, test.low <= true <= test.high, test.estimate / true))
    return out


def main() -> None:
    found = [link for seed in range(SEED, SEED + PEOPLE) for link in links(seed)]
    for least, most in SHARES:
        some = [link for link in found if least <= link[0] < most]
        covered, size = np.mean([link[1] for link in some]), np.median([link[2] for link in some])
        print(
            f"{least:4.0%} to {most:4.0%} of answers at 0 or 10: {len(some):5} links, held by the interval {covered:.3f}, found {size:.2f} of the size"
        )


if __name__ == "__main__":
    main()
