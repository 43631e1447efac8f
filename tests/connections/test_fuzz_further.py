"""Whatever is brought to the experiments and to looking again: an answer, or a sentence; never a warning or an invented number."""

import math
import warnings

import numpy as np
import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concord.connections import Analysis, InputError, Watch, analyse, analyse_experiment, plan_experiment
from concord.connections.files import read_table
from tests.connections.test_fuzz import diaries

ODD = st.one_of(st.none(), st.floats(allow_nan=True, allow_infinity=True), st.integers(-3, 12))
NUMBER = st.one_of(st.floats(allow_nan=True, allow_infinity=True), st.sampled_from([0.0, 0.5, 1.0, 2.0, -1.0]))
DESIGNS = st.fixed_dictionaries(
    {
        "effect": NUMBER, "noise_sd": NUMBER, "carry_over": st.one_of(st.floats(-1, 1), NUMBER), "blocks": st.integers(-2, 90),
        "block_days": st.integers(-1, 65), "washout_days": st.integers(-1, 6), "answered": NUMBER, "level": st.sampled_from([0.05, 0.2, 0.0, 1.5]),
        "least_power": st.sampled_from([0.0, 0.5]), "seed": st.integers(0, 9),
    }
)  # fmt: skip


def or_sentence(call):
    try:
        return call()
    except InputError as refused:
        return str(refused)


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(DESIGNS, st.data())
def test_any_design_is_planned_or_refused_and_any_outcome_read(design, data):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        plan = or_sentence(lambda: plan_experiment(**design))
        if isinstance(plan, str):
            assert plan.endswith(".")
            return
        assert 0 <= plan.power <= 1
        assert (plan.refused is None) == bool(plan.schedule)
        if plan.refused or plan.days > 400:
            return
        kind = data.draw(st.sampled_from(["odd", "same", "gaps", "short", "none"]))
        rng = np.random.default_rng(data.draw(st.integers(0, 99)))
        outcome = {
            "odd": lambda: data.draw(st.lists(ODD, min_size=plan.days, max_size=plan.days)),
            "same": lambda: [4.0] * plan.days,
            "gaps": lambda: [float(v) if rng.random() < 0.3 else None for v in rng.integers(0, 11, plan.days)],
            "short": lambda: [1.0] * max(plan.days - 1, 0),
            "none": lambda: [None] * plan.days,
        }[kind]()
        followed = data.draw(st.sampled_from([None, ["A"] * plan.days, [None] * plan.days, list(plan.schedule)]))
        said = or_sentence(lambda: analyse_experiment(plan, outcome, followed))
        if isinstance(said, str):
            assert said.endswith(".")
            return
    numbers = [said.estimate, said.low, said.high, said.p]
    if said.not_enough:
        assert numbers == [None] * 4
        assert said.answer == "cannot_tell"
    else:
        assert all(not math.isnan(number) for number in numbers)
        assert 0 < said.p <= 1
        assert said.low <= said.estimate <= said.high


SCRAPS = st.sampled_from(
    [
        "date",
        "sym.x",
        "pil.y",
        "2024-01-01",
        "2024-01-02",
        ",",
        ";",
        "\t",
        "\n",
        "\r\n",
        '"',
        "3,5",
        "é",
        "\0",
        "nan",
        "-",
        "",
    ]
)


@settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(
    st.lists(SCRAPS, max_size=14).map("".join),
    st.sampled_from(["utf-8", "utf-16", "utf-16-le", "latin-1"]),
    st.binary(max_size=9),
)
def test_any_file_is_read_or_refused(tmp_path_factory, text, encoding, rest):
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(text.encode(encoding) + rest)
    said = or_sentence(lambda: analyse(read_table(str(path))))
    assert isinstance(said, Analysis) or said.endswith(".")


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(diaries(), st.integers(1, 4))
def test_looking_again_at_any_diary_keeps_its_state_to_the_last_bit(brought, looks):
    days, events = brought
    first, second = Watch(), Watch()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for look in range(1, looks + 1):
            part = pd.DataFrame(days).iloc[: max(1, len(days) * look // looks)]
            try:
                told = first.look(part, events)
            except InputError:
                return
            again = Watch.from_json(second.to_json())
            assert again.look(part, events).to_dicts() == told.to_dicts()
            second = again
    assert first.to_json() == second.to_json()
