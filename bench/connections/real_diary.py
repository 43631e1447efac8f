"""A real person's diary through the engine: `python -m bench.connections.real_diary kossakowski_daily.csv`.

The diary is in the public domain (Kossakowski, Groot, Haslbeck, Borsboom and Wichers 2017, Journal of Open Psychology
Data 5(1)); the file itself is not part of this project. Moods run from -3 to 3, the rest from 1 to 7; both become 0 to 10.
"""

import sys

import numpy as np
import pandas as pd
from scipy.special import stdtr

from concord.connections import analyse
from concord.connections.table import written

SYMPTOMS = ("mood_down", "mood_anxious", "mood_irritat", "phy_tired", "pat_worry", "pat_restl")
EXPOSURES = (
    "soc_pleasant", "soc_together", "soc_prefalone", "soc_belong", "act_difficul", "act_well",
    "act_enjoy", "phy_physact", "event_pleas", "event_import", "event_disturb", "evn_ordinary",
)  # fmt: skip


def read(name: str) -> pd.DataFrame:
    """The diary with this project's names: what was done and met as exposures, how it felt as symptoms."""
    table = pd.read_csv(name)
    out = pd.DataFrame({"date": table["date"]})
    for item in EXPOSURES:
        out[f"pil.{item}"] = table[item]
    for item in SYMPTOMS:
        low = -3 if item.startswith("mood_") else 1
        out[f"sym.{item}"] = (table[item] - low) / 6 * 10
    return out


def naive(days: pd.DataFrame) -> int:
    """How many plain lagged correlations have p below .05."""
    whole = days.set_index(pd.to_datetime(days["date"])).drop(columns="date").asfreq("D")
    found = 0
    for cause in (name for name in whole if name.startswith("pil.")):
        for effect in (name for name in whole if name.startswith("sym.")):
            for lag in range(4):
                both = pd.concat([whole[cause].shift(lag), whole[effect]], axis=1).dropna().to_numpy()
                r, free = np.corrcoef(both.T)[0, 1], len(both) - 2
                found += 2 * stdtr(free, -abs(r) * np.sqrt(free / (1 - r**2))) < 0.05
    return int(found)


if __name__ == "__main__":
    diary = read(sys.argv[1])
    print(written(analyse(diary), sys.argv[1]))
    print(f"Plain correlation at p < .05 would have reported {naive(diary)} of {len(EXPOSURES) * len(SYMPTOMS) * 4}.")
