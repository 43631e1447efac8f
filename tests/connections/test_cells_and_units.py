"""What a cell may hold, and units at the end of what can be counted: a sentence or an answer, never an invented number."""

import warnings

import numpy as np
import pandas as pd
import pytest

from concord.connections import InputError, Watch, analyse

DAYS = 200


def diary(**columns):
    rng = np.random.default_rng(3)
    sleep = rng.standard_normal(DAYS)
    return {
        "date": pd.date_range("2024-01-01", periods=DAYS),
        "pil.sleep": sleep,
        "med.iron": (rng.random(DAYS) < 0.5).astype(float),
        "sym.pain": sleep + rng.standard_normal(DAYS),
        **columns,
    }


@pytest.mark.parametrize(
    "cell", [np.timedelta64(5, "ns"), np.datetime64(5, "ns"), np.timedelta64(3, "D"), np.datetime64("2024-01-01")]
)
def test_a_length_of_time_or_a_date_is_no_number(cell):
    with pytest.raises(InputError, match="which is not a number"):
        analyse(diary(**{"pil.sleep": np.array([cell] * DAYS, dtype=object)}))


@pytest.mark.parametrize("name", ["pil.sleep", "med.iron", "sym.pain"])
@pytest.mark.parametrize("unit", [1e-200, 1e-310, 1e200])
def test_numbers_whose_squares_cannot_be_held_are_refused(name, unit):
    days = diary()
    days[name] = days[name] * unit
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for ask in (analyse, Watch().look):
            with pytest.raises(InputError, match="cannot be a real value"):
                ask(days)


@pytest.mark.parametrize(("of_cause", "of_effect"), [(1e-99, 1e97), (1e97, 1e-99), (1e12, 1e-9), (1e-9, 1e12)])
def test_a_watch_looks_at_any_two_units(of_cause, of_effect):
    days = diary()
    days["pil.sleep"], days["sym.pain"] = days["pil.sleep"] * of_cause, days["sym.pain"] * of_effect
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        told = Watch().look(days)
    assert any(test.tier == "noticed" and test.cause == "pil.sleep" for test in told.tests)


def test_a_symptom_that_one_exposure_says_almost_to_the_last_bit_shows_that_one_alone():
    for seed in range(12):
        rng = np.random.default_rng(seed)
        sleep = rng.standard_normal(DAYS)
        pain = 2 * sleep + 1e-9 * rng.standard_normal(DAYS)
        pain[rng.random(DAYS) < 0.1] = np.nan
        days = {"date": pd.date_range("2024-01-01", periods=DAYS), "pil.sleep": sleep, "sym.pain": pain}
        assert [(test.cause, test.lag) for test in analyse(days).reported] == [("pil.sleep", 0)], seed


def test_what_varies_by_less_than_its_size_can_hold_waits_and_does_not_vanish():
    days = diary()
    days["pil.sleep"] = 1e12 + days["pil.sleep"]
    found = analyse(days)
    asked = {(t.cause, t.effect, t.lag) for t in found.tests} | {(w.cause, w.effect, w.lag) for w in found.not_enough}
    assert {("pil.sleep", "sym.pain", lag) for lag in range(4)} <= asked
    assert not [test for test in found.tests if test.cause == "pil.sleep"]


class Unwilling:
    """A column of a kind that its own library cannot hand over."""

    def to_numpy(self):
        raise RuntimeError("no such kind of number")


class Table:
    columns = ("date", "pil.sleep")

    def __getitem__(self, name):
        return pd.Series(["2024-01-01"]) if name == "date" else Unwilling()


def test_a_column_that_its_own_library_cannot_hand_over_is_named():
    with pytest.raises(InputError, match=r"The column 'pil\.sleep' of the table of days cannot be read\."):
        analyse(Table())


@pytest.mark.parametrize("unit", [1 / 64, 1.0, 1024.0])
def test_a_medicine_in_another_unit_is_asked_the_same(unit):
    days = diary()
    days["med.iron"] = np.repeat([0.0, 1.0], DAYS // 2) * unit
    (asked,) = [test for test in analyse(days).tests if test.kind == "dose"]
    (before,) = [test for test in analyse(days | {"med.iron": days["med.iron"] / unit}).tests if test.kind == "dose"]
    assert asked.p == pytest.approx(before.p)
    assert asked.estimate * unit == pytest.approx(before.estimate)
