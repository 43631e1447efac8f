"""The command: tried out without anything, then done, as a person, and done again with the same result."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command

from concord.access.models import Trace
from concord.database.acting import acting_as
from concord.devices import loading
from concord.measures.models import Choice, Earlier, Measure, Value
from tests.make import people

ROOT = Path(__file__).resolve().parents[2]
KOSSAKOWSKI = ROOT.parent / "shared" / "data" / "kossakowski_daily.csv"
EXAMPLE = ROOT / "docs" / "examples" / "kossakowski.toml"
SMALL_MAP = """
name = "small"
zone = "Europe/London"
[date]
column = "date"
[columns.down]
own = { called = "Down", low = -3, high = 3, better = "DOWN" }
[columns.slept]
measure = "sleep_hours"
"""
SMALL = "date,down,slept\n2026-03-01,1.5,7\n2026-03-02,,8\n2026-03-03,x,25\n"

needs_diary = pytest.mark.skipif(not KOSSAKOWSKI.exists(), reason="the real diary is not on this machine")


@pytest.fixture
def files(tmp_path):
    (tmp_path / "small.csv").write_text(SMALL, encoding="utf-8")
    (tmp_path / "small.toml").write_text(SMALL_MAP, encoding="utf-8")
    return tmp_path


@pytest.fixture
def load(files, capsys) -> Callable:
    def run(*words: str, file: object = None, chart: object = None) -> list[str]:
        call_command(
            "load", "diary", str(file or files / "small.csv"), "--map", str(chart or files / "small.toml"), *words
        )
        return capsys.readouterr().out.splitlines()

    return run


def refusal(load, *words: str, **more) -> str:
    with pytest.raises(SystemExit) as stop:
        load(*words, **more)
    return str(stop.value)


@pytest.mark.django_db(databases=[])
def test_a_dry_run_needs_no_database(load):
    assert load("--dry-run") == [
        "Line 4, column “down”: “x” is not a number. If it means that nothing was written, add it to “missing” in the map.",
        "Line 4, column “slept”: 25 is not possible for Hours of sleep. It goes from 0 to 24 hours.",
        "Not taken: 0 rows and 2 cells; --report FILE writes all of them down",
        "3 days, 3 values would be taken",
    ]


def test_a_diary_is_taken_and_taken_again_with_the_same_result(team, load, acting):
    words = ("--patient", str(team.patient.pk), "--as", team.doctor.email)
    first = load(*words)
    assert (
        first[-3]
        == f"To look at: http://localhost:8000/patients/{team.patient.pk}/progress/?span=year&until=2026-03-03"
    )
    assert first[-2:] == ["3 new, 0 there already, 0 changed", "3 days, 3 values taken"]
    assert load(*words)[-2:] == ["0 new, 3 there already, 0 changed", "3 days, 3 values taken"]
    acting(team.doctor)
    own = Measure.objects.get(patient=team.patient)
    assert (own.called, own.possible_low, own.possible_high, own.better) == ("Down", -3, 3, "DOWN")
    assert {(v.measure.code, v.day.day, v.value, v.source, v.by) for v in Value.objects.select_related("measure")} == {
        (own.code, 1, 1.5, "IMPORT", team.doctor), ("sleep_hours", 1, 7.0, "IMPORT", team.doctor),
        ("sleep_hours", 2, 8.0, "IMPORT", team.doctor),
    }  # fmt: skip
    assert Choice.objects.count() == 2
    assert not Earlier.objects.exists()


def test_a_changed_file_replaces_and_keeps(team, load, files, acting):
    words = ("--patient", "thandi 1984", "--as", team.doctor.email)
    load(*words)
    (files / "small.csv").write_text(SMALL.replace("1.5", "2"), encoding="utf-8")
    assert load(*words)[-2:] == ["0 new, 2 there already, 1 changed", "3 days, 3 values taken"]
    acting(team.doctor)
    assert Earlier.objects.get().was["value"] == 1.5


def test_a_load_that_was_cut_off_goes_on(team, load, monkeypatch, acting):
    monkeypatch.setattr(loading, "DAYS_A_PORTION", 1)
    whole, taken = loading.measures.record_many, []

    def breaks(**given):
        if taken:
            raise KeyboardInterrupt
        taken.append(1)
        return whole(**given)

    words = ("--patient", "Thandi", "--as", team.doctor.email)
    with monkeypatch.context() as broken:
        broken.setattr(loading.measures, "record_many", breaks)
        with pytest.raises(KeyboardInterrupt):
            load(*words)
    acting(team.doctor)
    assert Value.objects.count() == 2
    assert load(*words)[-2:] == ["1 new, 2 there already, 0 changed", "3 days, 3 values taken"]


def test_the_patient_sees_who_brought_it_in(team, load, acting):
    load("--patient", "Thandi", "--as", team.doctor.email)
    acting(team.thandi)
    assert Trace.objects.filter(what="brought in a diary", person=team.doctor).count() == 1


def test_without_a_name_the_only_administrator_acts(team, load):
    assert "Say who brings this in" in refusal(load, "--patient", "Thandi"), "two practices have one each"
    from concord.people.models import Person

    Person.objects.filter(pk=team.stranger.pk).update(is_active=False)
    assert load("--patient", "Thandi")[-1] == "3 days, 3 values taken"


def test_a_supporter_cannot_bring_in_a_diary_and_the_attempt_is_on_record(team, load, acting):
    assert "As supporter you cannot" in refusal(load, "--patient", "Thandi", "--as", team.supporter.email)
    acting(team.thandi)
    assert Trace.objects.filter(person=team.supporter, allowed=False).count() == 1
    assert not Value.objects.exists()


def test_a_stranger_finds_nobody(team, load):
    assert refusal(load, "--patient", str(team.patient.pk), "--as", team.stranger.email) == (
        f"Nobody in reach fits “{team.patient.pk}”."
    )
    assert refusal(load, "--patient", "Thandi", "--as", team.former.email) == "Nobody in reach fits “Thandi”."


def test_two_of_one_name_are_not_guessed(team, load):
    people.record(team.practice, team.doctor, "Thandi", 1984)
    assert "2 fit “Thandi 1984”" in refusal(load, "--patient", "Thandi 1984", "--as", team.doctor.email)


@pytest.mark.parametrize("who", ["", "999999999999999999999999", "Nobody 1984", "'; DROP TABLE", "٣"])
def test_nobody_fits_is_a_sentence(team, load, who):
    said = refusal(load, "--patient", who, "--as", team.doctor.email)
    assert "Nobody in reach" in said or "Whose diary" in said


def test_an_unknown_sender_is_a_sentence(team, load):
    assert refusal(load, "--patient", "Thandi", "--as", "x@example.org") == "Nobody in reach fits “x@example.org”."


@pytest.mark.django_db(databases=[])
def test_files_that_cannot_be_opened(load, files):
    assert "There is no file" in refusal(load, "--dry-run", file=files / "none.csv")
    assert "is not a file" in refusal(load, "--dry-run", file=files)
    assert "cannot be opened" in refusal(load, "--dry-run", chart=files / "none.toml")
    assert "not valid TOML" in refusal(load, "--dry-run", chart=files / "small.csv")
    assert "report cannot be written" in refusal(load, "--dry-run", "--report", str(files / "no" / "such"))
    (files / "latin.toml").write_bytes(b'name = "caf\xe9"')
    assert "not UTF-8 text (byte 12)" in refusal(load, "--dry-run", chart=files / "latin.toml")
    assert "Whose diary is it?" in refusal(load)


@pytest.mark.django_db(databases=[])
def test_a_report_is_written_over_nothing_but_an_earlier_report(load, files):
    before = {file: file.read_bytes() for file in files.iterdir()}
    (files / "letter.txt").write_text("Dear Thandi\n")
    for taken in (*before, files / "letter.txt"):
        assert "is there already" in refusal(load, "--dry-run", "--report", str(taken))
    assert {file: file.read_bytes() for file in before} == before
    for _again in range(2):
        load("--dry-run", "--report", str(files / "report.csv"))


@pytest.mark.django_db(databases=[])
def test_the_report_is_written_whole(load, files):
    said = load("--dry-run", "--report", str(files / "report.csv"))
    assert f"all of them are in {files / 'report.csv'}" in said[-2]
    assert len((files / "report.csv").read_text(encoding="utf-8").splitlines()) == 3


@needs_diary
@pytest.mark.django_db(databases=[])
def test_the_real_diary_is_tried_out(load):
    assert load("--dry-run", file=KOSSAKOWSKI, chart=EXAMPLE)[-1] == "239 days, 10472 values would be taken"


@needs_diary
def test_the_real_diary_is_taken_and_every_value_is_the_files(team, load):
    import csv

    words = ("--patient", "Thandi 1984", "--as", team.doctor.email)
    assert load(*words, file=KOSSAKOWSKI, chart=EXAMPLE)[-1] == "239 days, 10472 values taken"
    with acting_as(team.doctor):
        held = {(v.measure.code, v.day.isoformat()): v.value for v in Value.objects.select_related("measure")}
    with KOSSAKOWSKI.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    taken = {code.removeprefix("kossakowski-") for code, __ in held}
    assert len(taken) == 44
    assert held == {
        (f"kossakowski-{name}", row["date"]): float(row[name]) for row in rows for name in taken if row[name] != ""
    }
