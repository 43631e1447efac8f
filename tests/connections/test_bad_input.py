"""What cannot be read is refused in a sentence; what cannot be asked waits; nothing is invented."""

import warnings

import numpy as np
import pandas as pd
import pytest

from concord.connections import InputError, Options, Watch, analyse
from concord.connections.__main__ import main


def diary(days=120, seed=0, **columns):
    rng = np.random.default_rng(seed)
    frame = pd.DataFrame(
        {
            "date": pd.date_range("2024-01-01", periods=days),
            "pil.sleep": rng.normal(7, 1, days),
            "sym.pain": rng.normal(5, 1, days),
        }
    )
    for name, values in columns.items():
        frame[name.replace("__", ".")] = values
    return frame


def reasons(analysis):
    return {entry.reason for entry in analysis.not_enough}


@pytest.fixture(autouse=True)
def _no_warning():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


@pytest.mark.parametrize(
    ("spoil", "word"),
    [
        (lambda d: pd.concat([d, d.iloc[[3]]]), "2024-01-04 appears more than once"),
        (lambda d: d.drop(columns="date"), "no column called 'date'"),
        (lambda d: d.assign(**{"pil.sleep": ["often"] * len(d)}), "'often' in row 1"),
        (lambda d: d.assign(**{"sym.pain": [np.inf, *d["sym.pain"][1:]]}), "inf on 2024-01-01"),
        (lambda d: d.assign(mood=1.0), "'mood' is neither"),
        (lambda d: d.assign(date=["soon"] * len(d)), "'soon' in row 1 is not a date"),
        (lambda d: d.assign(date=[None, *d["date"][1:]]), "row 1 has no date"),
        (lambda d: d.assign(date=[pd.Timestamp("1820-01-01"), *d["date"][1:]]), "more than a hundred years"),
        (lambda d: [1, 2, 3], "not a table"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(spoil, word):
    with pytest.raises(InputError, match=word) as caught:
        analyse(spoil(diary()))
    assert isinstance(caught.value, ValueError)
    assert str(caught.value).endswith(".")


def test_events_without_a_label_are_refused():
    with pytest.raises(InputError, match="label"):
        analyse(diary(), pd.DataFrame({"date": ["2024-02-01"]}))


@pytest.mark.parametrize(
    "options",
    [
        Options(alpha=0),
        Options(alpha="a tenth"),
        Options(lags=()),
        Options(lags=(-1,)),
        Options(lags=(1, 1)),
        Options(lags=(0.5,)),
        Options(lags=3),
        Options(fewest_days=3),
        Options(fewest_days=None),
        Options(dose_window=14.5),
        Options(fewest_days_each_way=0),
        Options(fewest_days_around_event=0),
        Options(change_points="no"),
        {"alpha": 0.1},
        None,
    ],
)
def test_choices_that_make_no_sense_are_refused(options):
    with pytest.raises(InputError):
        analyse(diary(), options=options)
    with pytest.raises(InputError):
        Watch(options)


@pytest.mark.parametrize("text", ["", "{}", "null", "[1]", '{"version": 1'])
def test_a_text_that_is_no_watch_is_refused_in_a_sentence(text):
    with pytest.raises(InputError, match="not a watch"):
        Watch.from_json(text)


def test_three_days_are_not_enough_and_say_how_many_more():
    found = analyse(diary(3))
    assert found.tests == ()
    assert reasons(found) == {"few_days"}
    assert all(entry.more_days >= 42 for entry in found.not_enough)


def test_an_empty_diary_is_an_empty_answer():
    found = analyse(diary().iloc[:0])
    assert found.tests == ()
    assert {entry.reason for entry in found.not_enough} <= {"never_answered"}


def test_a_constant_column_and_a_never_answered_one_wait():
    found = analyse(diary(pil__same=3.0, pil__silent=np.nan, sym__flat=2.0, sym__silent=np.nan))
    assert {"no_variation", "never_answered"} <= reasons(found)
    assert {test.cause for test in found.tests} == {"pil.sleep"}
    assert {test.effect for test in found.tests} == {"sym.pain"}


def test_two_identical_variables_cannot_be_told_apart():
    frame = diary()
    frame["pil.copy"] = frame["pil.sleep"]
    found = analyse(frame)
    assert not found.tests
    assert {(entry.reason, entry.other) for entry in found.not_enough} == {
        ("inseparable", "pil.sleep"),
        ("inseparable", "pil.copy"),
    }


def test_a_symptom_that_copies_its_exposure_is_no_crash():
    frame = diary()
    frame["sym.copy"] = frame["pil.sleep"]
    found = [test for test in analyse(frame).tests if test.effect == "sym.copy" and test.lag == 0]
    assert found[0].estimate == pytest.approx(1.0, abs=1e-3)


def test_gaps_of_months_and_days_out_of_order_are_read():
    frame = diary(200)
    holes = frame.drop(frame.index[60:140]).sample(frac=1, random_state=1)
    found = analyse(holes)
    assert found.days == 200
    assert all(np.isfinite(test.estimate) for test in found.tests)


def test_yes_no_columns_as_words_of_python_are_numbers():
    frame = diary(flag__nap=(np.arange(120) % 3 == 0))
    assert "flag.nap" in {test.cause for test in analyse(frame).tests}


def test_events_outside_the_days_wait():
    events = pd.DataFrame({"date": ["2020-01-01", "2030-01-01", "2024-01-03", "2024-03-01"], "label": list("abcd")})
    found = analyse(diary(), events)
    assert {entry.cause: entry.reason for entry in found.not_enough} == {
        "a": "event_outside",
        "b": "event_outside",
        "c": "few_days_before",
    }
    assert {test.cause for test in found.tests if test.kind == "event"} == {"d"}


def test_two_events_too_near_each_other_wait():
    events = pd.DataFrame({"date": ["2024-03-01", "2024-03-04"], "label": ["new job", "new house"]})
    assert reasons(analyse(diary(), events)) == {"event_too_near"}


def test_an_event_yesterday_says_how_many_more_days():
    found = analyse(diary(), pd.DataFrame({"date": ["2024-04-28"], "label": ["x"]}))
    assert [(entry.reason, entry.more_days) for entry in found.not_enough] == [("few_days_after", 12)]


def test_two_hundred_variables_are_no_crash():
    rng = np.random.default_rng(1)
    frame = pd.DataFrame(
        rng.normal(5, 1, (150, 200)), columns=[f"pil.v{k}" for k in range(190)] + [f"sym.v{k}" for k in range(10)]
    )
    frame.insert(0, "date", pd.date_range("2024-01-01", periods=150))
    found = analyse(frame, options=Options(lags=(0, 1)))
    assert len(found.tests) + len(found.not_enough) == 190 * 2 * 10


def test_twenty_years_are_no_crash():
    assert analyse(diary(7300, med__pill=(np.arange(7300) % 5 > 0))).days == 7300


def test_enormous_and_tiny_numbers_give_the_same_p():
    frame = diary()
    frame["sym.pain"] += 0.6 * (frame["pil.sleep"] - 7)
    plain = analyse(frame).tests[0]
    for scale in (1e-60, 1e60):
        other = analyse(frame.assign(**{"pil.sleep": frame["pil.sleep"] * scale})).tests[0]
        assert other.p == pytest.approx(plain.p, rel=1e-6)
        assert other.estimate * scale == pytest.approx(plain.estimate, rel=1e-6)


def test_the_command_line_says_what_is_wrong_and_where(tmp_path, capsys):
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    diary().to_csv(good, index=False)
    bad.write_text("date,sym.pain\n2024-01-01,lots\n")
    assert main([str(good)]) == 0
    assert "questions asked" in capsys.readouterr().out
    assert main([str(good), str(bad), "--json"]) == 2
    assert "'lots' in row 1" in capsys.readouterr().err
    assert main([str(tmp_path / "none.csv")]) == 2


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"date": ["2024-01-01", "2024-01-02"], "sym.x": [1]}, "not equally long"),
        ({"date": "2024-01-01", "sym.x": 3}, "one value a row"),
        ({"date": ["2024-01-01"], "sym.x": [[1, 2]]}, "one value a row"),
        ({"date": [20240101, 20240102], "sym.x": [1, 2]}, "not a date but a number"),
        ({"date": ["2024", "2025"], "sym.x": [1, 2]}, "'2024' in row 1 is not a date"),
        ({"date": ["today", "now"], "sym.x": [1, 2]}, "'today' in row 1 is not a date"),
        ({"date": ["2024-02-28", "2024-02-30"], "sym.x": [1, 2]}, "'2024-02-30' in row 2 is not a date"),
        ({"Date": ["2024-01-01"], "sym.x": [1]}, "no column called 'date'; it has 'Date', 'sym.x'"),
        ({"date": ["03/04/2024", "04/04/2024"], "sym.x": [1, 2]}, "year first"),
    ],
)
def test_a_table_of_an_odd_shape_is_refused_in_a_sentence(given, sentence):
    with pytest.raises(InputError, match=sentence):
        analyse(given)


@pytest.mark.parametrize("label", [None, np.nan, pd.NA, pd.NaT, "", "  "])
def test_an_event_without_a_name_is_refused_and_not_called_none(label):
    for named in (["new job", label], pd.Series(["new job", label], dtype=object)):
        with pytest.raises(InputError, match="row 2 has a date but nothing in the column 'label'"):
            analyse(diary(), {"date": ["2024-02-20", "2024-03-20"], "label": named})


def test_an_event_without_a_day_is_refused_by_its_row():
    for day in (None, np.nan, ""):
        with pytest.raises(InputError, match="events, row 2 has no date"):
            analyse(diary(), {"date": ["2024-02-20", day], "label": ["new job", "new house"]})


def test_dates_in_any_form_with_the_year_first_are_the_same_days():
    plain = diary()
    said = analyse(plain).to_dicts()
    forms = ("%Y%m%d", "%Y/%m/%d", "%Y-%m-%dT07:30:00+02:00", "%Y-%m-%d 23:59")
    for form in forms:
        assert analyse(plain.assign(date=plain["date"].dt.strftime(form))).to_dicts() == said
    mixed = [day.strftime(forms[k % len(forms)]) for k, day in enumerate(plain["date"])]
    assert analyse(plain.assign(date=mixed)).to_dicts() == said


def test_what_is_masked_was_not_answered():
    frame = diary()
    shown = {name: frame[name].to_numpy() for name in frame}
    shown["sym.pain"] = np.ma.masked_array(np.where(np.arange(120) < 9, 999.0, shown["sym.pain"]), np.arange(120) < 9)
    blank = frame.assign(**{"sym.pain": frame["sym.pain"].mask(frame.index < 9)})
    assert analyse(shown).to_dicts() == analyse(blank).to_dicts()


def test_far_more_questions_than_days_are_no_licence_to_find_something():
    """180 exposures that mean nothing over 120 days: what moves a symptom by chance must not be held as known."""
    rng = np.random.default_rng(3)
    found = 0
    for _ in range(4):
        frame = pd.DataFrame(
            rng.normal(5, 1, (120, 188)), columns=[f"pil.v{k}" for k in range(180)] + [f"sym.v{k}" for k in range(8)]
        )
        frame.insert(0, "date", pd.date_range("2024-01-01", periods=120))
        found += bool(analyse(frame).reported)
    assert found <= 1


def test_events_of_uneven_columns_are_refused_in_a_sentence():
    with pytest.raises(InputError, match="not equally long"):
        analyse({"date": ["2024-01-01"], "sym.x": [1.0]}, {"date": ["2024-02-20", "2024-03-01"], "label": ["x"]})


def test_a_name_that_a_terminal_would_act_upon_is_shown_without_its_signs(tmp_path, capsys):
    kept = tmp_path / "days.csv"
    rows = [f"{day},{n % 7},{n % 5}" for n, day in enumerate(np.datetime64("2024-01-01") + np.arange(90))]
    kept.write_text("\n".join(["date,pil.a\x1b[2J,sym.b", *rows]))
    assert main([str(kept), "--all"]) == 0
    told = capsys.readouterr().out
    assert "pil.a?[2J" in told
    assert "\x1b" not in told
