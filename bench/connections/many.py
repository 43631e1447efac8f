"""Far more measures than days: 180 exposures that mean nothing beside 20 symptoms. `python -m bench.connections.many`.

How many of eight simulated people are told something that is not so, with the bar for holding an exposure fixed at the 2.8
that was tuned on 56 columns, and with the bar that rises with the columns. Bar: <= .10 of the people.
"""

from unittest import mock

import numpy as np
import pandas as pd

from concord.connections import analyse, lags

LENGTHS = (60, 90, 120, 200, 365)
PEOPLE = 8


def person(days: int, seed: int, yes_no: bool) -> pd.DataFrame:
    """Nothing is linked; one answer in ten is missing."""
    rng = np.random.default_rng(seed)
    frame = {"date": pd.date_range("2004-01-01", periods=days)}
    for k in range(180):
        frame[f"pil.v{k}"] = (rng.random(days) < 0.7) * 1.0 if yes_no else rng.normal(5, 1, days)
    for k in range(20):
        frame[f"sym.v{k}"] = np.clip(np.round(rng.normal(5, 2, days)), 0, 10)
    table = pd.DataFrame(frame)
    return table.mask(pd.DataFrame({name: (rng.random(days) < 0.1) & (name != "date") for name in table}))


def told(days: int, yes_no: bool) -> int:
    return sum(bool(analyse(person(days, seed, yes_no)).reported) for seed in range(PEOPLE))


def main() -> None:
    print("days  exposures  fixed bar  rising bar   (of 8 people told something that is not so)")
    for days in LENGTHS:
        for yes_no in (False, True):
            with mock.patch.object(lags, "_t_symptom", return_value=lags.T_SYMPTOM):
                fixed = told(days, yes_no)
            kind = "yes or no" if yes_no else "numbers"
            print(f"{days:>4}  {kind:9}  {fixed:>9}  {told(days, yes_no):>10}", flush=True)


if __name__ == "__main__":
    main()
