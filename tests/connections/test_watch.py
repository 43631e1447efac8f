"""Looking again and again: what is noticed, what holds up, and what a watch remembers."""

import json

import numpy as np
import pytest

from bench.connections.scenarios import PLAIN
from bench.connections.simulate import patient
from concord.connections import InputError, Watch


@pytest.fixture(scope="module")
def made():
    return patient(PLAIN, 5)


@pytest.fixture(scope="module")
def year(made):
    watch, looks = Watch(), []
    for day in range(60, 366, 35):
        looks.append((day, watch.look(made.days.iloc[:day]), watch.to_json()))
    return looks


def test_a_large_link_holds_up_within_the_year(made, year):
    held = {(t.cause, t.effect, t.lag): t for t in year[-1][1].tests if t.tier == "held up"}
    large = [key for key, size in made.sizes.items() if size == "large"]
    assert set(large) & set(held)
    for test in held.values():
        assert test.noticed_on < test.held_on
        assert test.q <= 0.10


def test_held_up_comes_at_least_four_weeks_after_noticing(year):
    for test in year[-1][1].tests:
        if test.held_on:
            assert np.datetime64(test.held_on) - np.datetime64(test.noticed_on) >= np.timedelta64(28, "D")


def test_a_look_without_new_days_changes_nothing(made):
    watch = Watch()
    first = watch.look(made.days.iloc[:150])
    kept = watch.to_json()
    assert watch.look(made.days.iloc[:150]).to_dicts() == first.to_dicts()
    watch.look(made.days.iloc[:120])
    assert watch.to_json() == kept


def test_a_watch_put_away_and_taken_out_tells_the_same_bits(made, year):
    day, told, kept = year[4]
    again = Watch.from_json(year[3][2])
    assert again.look(made.days.iloc[:day]).to_dicts() == told.to_dicts()
    assert again.to_json() == kept


def test_editing_the_past_works_out_again_what_noticing_rested_on(made, year):
    watch = Watch.from_json(year[-1][2])
    noticed = [key for key, kept in watch.kept.items() if kept.noticed_on]
    before = {key: watch.kept[key].z for key in noticed}
    edited = made.days.copy()
    edited.loc[5, "sym.fog"] = 0.0 if edited.loc[5, "sym.fog"] != 0 else 1.0
    watch.look(edited)
    assert any(watch.kept[key].z != before[key] for key in noticed)
    assert {key: kept.noticed_on for key, kept in watch.kept.items()} == {
        key: kept.noticed_on for key, kept in Watch.from_json(year[-1][2]).kept.items()
    }


def test_a_finding_whose_past_was_emptied_is_forgotten(made, year):
    watch = Watch.from_json(year[-1][2])
    emptied = made.days.copy()
    emptied.loc[:340, [name for name in emptied if name != "date"]] = np.nan
    told = watch.look(emptied)
    assert not told.tests
    assert not any(kept.noticed_on for kept in watch.kept.values())


def two_infections(first, second):
    """A symptom that rises for good at the second of two infections."""
    rng = np.random.default_rng(2)
    pain = rng.standard_normal(300)
    pain[second:] += 4
    days = np.datetime64("2024-01-01") + np.arange(300)
    events = {"date": [days[day] for day in (first, second) if day is not None], "label": ["infection"] * 2}
    events["label"] = events["label"][: len(events["date"])]
    return {"date": days, "sym.pain": pain}, events


def test_what_was_seen_of_one_event_is_not_told_of_another_of_the_same_name():
    days, both = two_infections(80, 200)
    watch = Watch()
    for upto in (230, 265, 300):
        told = watch.look({name: values[:upto] for name, values in days.items()}, both)
    tiers = [test.tier for test in told.tests if test.kind == "event"]
    assert tiers[0] is None
    assert tiers[1] in ("noticed", "held up")
    assert {test.cause for test in told.tests if test.kind == "event"} == {"infection"}
    # A third is remembered, from before both: each keeps what is its own.
    third = {"date": [np.datetime64("2024-02-05"), *both["date"]], "label": ["infection"] * 3}
    again = [test.tier for test in watch.look(days, third).tests if test.kind == "event"]
    assert again == [None, *tiers]


def test_events_may_be_called_like_another_and_its_day():
    days, both = two_infections(80, 200)
    odd = {"date": [*both["date"], days["date"][140]], "label": [*both["label"], "infection 2024-03-21"]}
    told = Watch().look(days, odd)
    assert sorted(test.cause for test in told.tests) == ["infection", "infection", "infection 2024-03-21"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda kept: kept[1].update(z="much"),
        lambda kept: kept[1].update(z=float("nan")),
        lambda kept: kept[1].update(held_on="yesterday"),
        lambda kept: kept[1].update(direction=7),
        lambda kept: kept.__setitem__(0, ["lag", "pil.a"]),
        lambda kept: kept.__setitem__(0, ["guess", "pil.a", "sym.b", 0, 0]),
    ],
)
def test_a_watch_that_was_tampered_with_is_refused(year, spoil):
    state = json.loads(year[-1][2])
    spoil(state["kept"][0])
    with pytest.raises(InputError, match="not a watch"):
        Watch.from_json(json.dumps(state))


@pytest.mark.parametrize("day", ["soon", 7, [], "2024-13-01"])
def test_a_watch_with_a_last_day_that_is_no_day_is_refused(year, day):
    state = json.loads(year[-1][2]) | {"last_day": day}
    with pytest.raises(InputError, match="not a watch"):
        Watch.from_json(json.dumps(state))
