"""The kinds of simulated patient. Each scenario is data; `simulate.py` gives it a life."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Scenario:
    """What makes one kind of patient.

    `ar` and `exposure_ar`: range of the carry-over of symptom noise and of exposures from one day to
    the next. `drift`: none, trend (slow waves and a slope) or walk (random walk), with `drift_size` in
    SD of the symptom noise over the whole diary. `weekly`: amplitude of the weekday rhythm in SD.
    `rounds`: amplitude in SD of a cycle of three to five weeks, no two rounds equally long, in every symptom and eight exposures.
    `gaps`: cells, blocks or not_random, with `missing` the share of answers lost.
    `driver`: measured or hidden common cause. `events`: how many dated events; `event_size` in SD.
    """

    name: str
    links: bool = True
    ar: tuple[float, float] = (0.2, 0.5)
    exposure_ar: tuple[float, float] = (0.0, 0.5)
    drift: str = "none"
    drift_size: float = 0.0
    weekly: float = 0.2
    rounds: float = 0.0
    gaps: str = "cells"
    missing: float = 0.10
    zero_inflated: bool = False
    driver: str = "none"
    feedback: float = 0.0
    recursion: bool = False
    uneven_noise: bool = False
    arma: float = 0.0
    heavy_tails: bool = False
    whole_numbers: bool = False
    events: int = 0
    event_size: float = 1.0


PLAIN = Scenario("plain")
STRONG_NULL = Scenario(
    "null, strong carry-over, drift, weekly, gaps not at random",
    links=False,
    ar=(0.6, 0.9),
    exposure_ar=(0.3, 0.8),
    drift="trend",
    drift_size=1.0,
    weekly=0.5,
    gaps="not_random",
    missing=0.35,
)

LAG_SCENARIOS = (
    PLAIN,
    replace(PLAIN, name="null", links=False),
    STRONG_NULL,
    replace(PLAIN, name="strong carry-over", ar=(0.6, 0.9), exposure_ar=(0.3, 0.8)),
    replace(PLAIN, name="weekly and trend", drift="trend", drift_size=1.0, weekly=0.6),
    replace(PLAIN, name="30 % missing at random", missing=0.30),
    replace(PLAIN, name="blocks missing", gaps="blocks", missing=0.30),
    replace(PLAIN, name="35 % missing not at random", gaps="not_random", missing=0.35),
    replace(PLAIN, name="zero-inflated exposures", zero_inflated=True),
    replace(PLAIN, name="measured common driver", driver="measured"),
    replace(PLAIN, name="hidden common driver", driver="hidden"),
    replace(PLAIN, name="feedback from symptom to behaviour", feedback=0.4),
    replace(PLAIN, name="other dynamics", recursion=True, exposure_ar=(0.2, 0.6)),
    replace(PLAIN, name="random-walk drift", drift="walk", drift_size=1.5),
    replace(PLAIN, name="heteroscedastic noise", uneven_noise=True),
    replace(PLAIN, name="ARMA(1,1) noise", ar=(0.6, 0.9), arma=-0.4),
    replace(
        PLAIN,
        name="everything at once",
        ar=(0.4, 0.8),
        exposure_ar=(0.2, 0.7),
        drift="trend",
        drift_size=0.8,
        weekly=0.5,
        gaps="not_random",
        missing=0.25,
        zero_inflated=True,
        driver="measured",
        feedback=0.3,
        uneven_noise=True,
        heavy_tails=True,
        whole_numbers=True,
    ),
    replace(PLAIN, name="a cycle of weeks", rounds=0.8),
    replace(PLAIN, name="null, a cycle of weeks", rounds=0.8, links=False),
)

EVENT_SCENARIOS = (
    replace(PLAIN, name="events", events=2),
    replace(PLAIN, name="events with drift", events=2, drift="trend", drift_size=0.7),
    replace(PLAIN, name="events, strong carry-over", events=2, ar=(0.6, 0.8)),
    replace(PLAIN, name="events, random-walk drift", events=2, drift="walk", drift_size=1.0),
)

WATCH_NULLS = (
    replace(PLAIN, name="null", links=False),
    STRONG_NULL,
    replace(PLAIN, name="null, random walk", links=False, drift="walk", drift_size=1.5),
    replace(PLAIN, name="null, ARMA(1,1)", links=False, ar=(0.6, 0.9), arma=-0.4),
    replace(PLAIN, name="null, heteroscedastic", links=False, uneven_noise=True),
    replace(PLAIN, name="null, a cycle of weeks", rounds=0.8, links=False),
)


def named(name: str) -> Scenario:
    """The one of LAG_SCENARIOS that is called so."""
    return next(kind for kind in LAG_SCENARIOS if kind.name == name)
