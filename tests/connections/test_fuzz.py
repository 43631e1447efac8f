"""Whatever is brought: an answer without invented numbers, or a sentence."""

import math
import warnings

import numpy as np
import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concord.connections import Analysis, InputError, analyse

PREFIXES = ["pil.", "flag.", "med.", "wear.", "sym."]


@st.composite
def columns(draw, days):
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    kind = draw(
        st.sampled_from(["normal", "flag", "constant", "missing", "scale", "rare", "trend", "huge", "whole", "spoiled"])
    )
    values = {
        "normal": lambda: rng.standard_normal(days),
        "flag": lambda: (rng.random(days) < 0.4).astype(float),
        "constant": lambda: np.full(days, 3.0),
        "missing": lambda: np.full(days, np.nan),
        "scale": lambda: rng.standard_normal(days) * 1e-30 + 1e3,
        "rare": lambda: (rng.random(days) < 0.01).astype(float),
        "trend": lambda: np.arange(days, dtype=float),
        "huge": lambda: rng.standard_normal(days) * 1e90,
        "whole": lambda: rng.integers(0, 11, days).astype(float),
        "spoiled": lambda: np.where(rng.random(days) < 0.05, np.inf, 1.0),
    }[kind]()
    lost = draw(st.sampled_from([0.0, 0.1, 0.6, 0.97]))
    return np.where(rng.random(days) < lost, np.nan, values)


@st.composite
def diaries(draw):
    days = draw(st.sampled_from([0, 1, 3, 46, 60, 90, 200]))
    names = draw(st.lists(st.sampled_from([p + str(k) for p in PREFIXES for k in range(3)]), max_size=7, unique=True))
    step = draw(st.sampled_from([1, 1, 1, 3, 40]))
    frame = {"date": pd.date_range("2024-01-01", periods=days, freq=f"{step}D")}
    frame.update({name: draw(columns(days)) for name in names})
    if len(names) > 1 and draw(st.booleans()):
        frame[names[1]] = frame[names[0]] * 2 if draw(st.booleans()) else frame[names[0]]
    starts = draw(st.lists(st.integers(-400, 400), max_size=3))
    events = pd.DataFrame(
        {"date": [pd.Timestamp("2024-01-01") + pd.Timedelta(days=s) for s in starts], "label": [str(s) for s in starts]}
    )
    return pd.DataFrame(frame), events


@settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(diaries())
def test_any_diary_gets_an_answer_or_a_sentence(brought):
    days, events = brought
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            found = analyse(days, events)
        except InputError:
            return
    assert isinstance(found, Analysis)
    for test in found.tests:
        numbers = [test.estimate, test.low, test.high, test.low_rep, test.high_rep, test.p, test.q, test.se]
        assert all(math.isfinite(number) for number in numbers), test
        assert 0 < test.p <= 1
        assert test.low <= test.estimate <= test.high
    asked = {(t.kind, t.cause, t.effect, t.lag) for t in found.tests}
    told = asked | {(e.kind, e.cause, e.effect, e.lag) for e in found.not_enough}
    causes, effects = ([name for name in days if name.startswith(kind)] for kind in (tuple(PREFIXES[:4]), "sym."))
    assert {("lag", cause, effect, lag) for cause in causes for effect in effects for lag in range(4)} <= told
    assert not asked & {(e.kind, e.cause, e.effect, e.lag) for e in found.not_enough if e.kind != "event"}
