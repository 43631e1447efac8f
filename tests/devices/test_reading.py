"""Bad files: each ends in a clear sentence that names what and where, never in a traceback."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.devices.diary.chart import chart
from concord.devices.diary.reading import days
from concord.devices.diary.refusal import CannotRead
from concord.devices.diary.report import Report

NOW = datetime(2026, 5, 3, 18, 0, tzinfo=UTC)
MOOD = {"own": {"called": "Down", "low": -3, "high": 3}}
MAP = {"name": "test", "date": {"column": "date"}, "columns": {"down": MOOD, "slept": {"measure": "sleep_hours"}}}


def read(tmp_path, content: bytes | str, **more):
    path = tmp_path / "diary.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with Report(str(tmp_path / "report.csv")) as report:
        found = list(days(str(path), chart({**MAP, **more}), report, now=NOW))
    return found, report


def values(found) -> list[tuple]:
    return [(day.day.isoformat(), *[value for __, value in day.values]) for day in found]


def refused(tmp_path, content, **more) -> str:
    with pytest.raises(CannotRead) as refusal:
        read(tmp_path, content, **more)
    return refusal.value.sentence


GOOD = "date,down,slept\n2026-05-01,1.5,7\n2026-05-02,,NA\n"


def test_a_plain_diary_is_read(tmp_path):
    found, report = read(tmp_path, GOOD, missing=["NA"])
    assert values(found) == [("2026-05-01", 1.5, 7.0), ("2026-05-02",)]
    assert report.lines() == []


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_any_end_of_line(tmp_path, ends):
    found, __ = read(tmp_path, GOOD.replace("\n", ends), missing=["NA"])
    assert len(found) == 2


def test_a_byte_order_mark_is_no_part_of_the_first_name(tmp_path):
    assert len(read(tmp_path, b"\xef\xbb\xbf" + GOOD.encode(), missing=["NA"])[0]) == 2


def test_utf_16_is_told_and_then_read(tmp_path):
    content = GOOD.encode("utf-16")
    assert 'set encoding = "utf-16"' in refused(tmp_path, content)
    assert len(read(tmp_path, content, missing=["NA"], encoding="utf-16")[0]) == 2
    assert "NUL" in refused(tmp_path, GOOD.encode("utf-16-le"))
    assert "is not utf-16 text" in refused(tmp_path, content[:-1] + b"", encoding="utf-16")


def test_a_wrong_encoding_names_line_and_byte_and_what_to_try(tmp_path):
    content = "date,down,slept,größe\n2026-05-01,1,7,x\n".encode("windows-1252")
    sentence = refused(tmp_path, content)
    assert "Line 1 of" in sentence
    assert "byte 19 of the line is 0xF6" in sentence
    assert 'encoding = "windows-1252"' in sentence
    assert len(read(tmp_path, content, encoding="windows-1252")[0]) == 1
    later = refused(tmp_path, b"date,down,slept\n2026-05-01,1,7\n2026-05-02,\xe9,7\n")
    assert "Line 3 of" in later
    assert "byte 12" in later


def test_an_unknown_encoding(tmp_path):
    for name in ("klingon", "base64", "hex", "rot13"):
        assert f"“{name}” is not known" in refused(tmp_path, GOOD, encoding=name)


def test_nul_inside_a_line_costs_that_line_only(tmp_path):
    found, report = read(tmp_path, b"date,down,slept\n2026-05-01,1,7\n2026-05-02,\x00,7\n2026-05-03,2,8\n")
    assert values(found) == [("2026-05-01", 1, 7), ("2026-05-03", 2, 8)]
    assert report.lines() == ["Line 3: has a NUL character at byte 12; this line is damaged."]


def test_an_empty_file_and_an_empty_first_line(tmp_path):
    assert "is empty" in refused(tmp_path, b"")
    assert "must name the columns" in refused(tmp_path, b"\n2026-05-01,1,7\n")
    found, __ = read(tmp_path, b"date,down,slept\n")
    assert found == []


def test_ten_megabytes_in_one_line(tmp_path):
    assert "Line 1 of" in refused(tmp_path, b"a" * 10_000_000)
    assert "longer than 1000000 bytes" in refused(tmp_path, b"date,down,slept\n" + b"1," * 5_000_000)


def test_ragged_rows_are_told_with_their_lines(tmp_path):
    found, report = read(tmp_path, "date,down,slept\n2026-05-01,1\n2026-05-02,1,7,9\n2026-05-03,1,7\n\n")
    assert len(found) == 1
    assert report.lines() == [
        "Line 2: has 2 cells where the first line has 3.",
        "Line 3: has 4 cells where the first line has 3.",
    ]


def test_a_day_twice_the_first_one_counts(tmp_path):
    found, report = read(tmp_path, "date,down,slept\n2026-05-01,1,7\n2026-05-01,2,8\n")
    assert values(found) == [("2026-05-01", 1, 7)]
    assert report.lines() == ["Line 3: 1 May 2026 stands already in line 2; the first one counts."]


def test_a_column_twice(tmp_path):
    sentence = refused(tmp_path, "date,down,slept,down\n2026-05-01,1,7,2\n")
    assert sentence == "The column “down” stands 2 times in line 1, as columns 2 and 4. Rename all but one."


def test_a_column_that_is_absent(tmp_path):
    sentence = refused(tmp_path, "date,down\n2026-05-01,1\n")
    assert sentence == "The map names columns that the file does not have: slept. It has: date, down."


def test_columns_that_are_not_taken_are_told(tmp_path):
    __, report = read(tmp_path, "date,down,slept,x,y\n2026-05-01,1,7,3,4\n", leave_out={"x": "not mine"})
    assert report.lines() == ["Column “x”: not mine", "Column “y”: the map does not name it."]


def test_another_delimiter_is_told_and_then_read(tmp_path):
    content = "date;down;slept\n2026-05-01;1,5;7,25\n"
    assert 'set delimiter = ";"' in refused(tmp_path, content)
    assert 'set delimiter = "\\t"' in refused(tmp_path, content.replace(";", "\t"))
    found, __ = read(tmp_path, content, delimiter=";", decimal=",")
    assert values(found) == [("2026-05-01", 1.5, 7.25)]


def test_decimal_commas_are_told_and_never_guessed(tmp_path):
    __, report = read(tmp_path, 'date,down,slept\n2026-05-01,"1,5",7\n')
    assert 'set decimal = ","' in report.lines()[0]
    found, report = read(tmp_path, "date;down;slept\n2026-05-01;1.5;7\n", delimiter=";", decimal=",")
    assert values(found) == [("2026-05-01", 7)]
    assert "has a point" in report.lines()[0]


@pytest.mark.parametrize(
    "cell",
    [
        "nan",
        "inf",
        "-inf",
        "1e999",
        "1_0",
        "0x1",
        "abc",
        "😀",
        "مرحبا",
        "<script>alert(1)</script>",
        "1;2",
        "--1",
        "=1+1",
    ],
)
def test_a_cell_that_is_no_number_is_told_with_line_and_column(tmp_path, cell):
    found, report = read(tmp_path, f"date,down,slept\n2026-05-01,{cell},7\n")
    assert values(found) == [("2026-05-01", 7)]
    assert report.lines()[0].startswith("Line 2, column “down”: ")


def test_an_impossible_value_is_told_with_the_range(tmp_path):
    found, report = read(tmp_path, "date,down,slept\n2026-05-01,5,25\n")
    assert values(found) == [("2026-05-01",)]
    assert report.lines() == [
        "Line 2, column “down”: 5 is not possible for Down. It goes from -3 to 3.",
        "Line 2, column “slept”: 25 is not possible for Hours of sleep. It goes from 0 to 24 hours.",
    ]
    assert (report.rows, report.cells) == (0, 2)


def test_three_forms_of_dates(tmp_path):
    content = "date,down,slept\n2026-05-01,1,7\n02.05.2026,1,7\n2 May 2026,1,7\n05/03/2026,1,7\n"
    found, report = read(tmp_path, content, date={"column": "date", "formats": ["%Y-%m-%d", "%d.%m.%Y", "%d %b %Y"]})
    assert [day.day for day in found] == [date(2026, 5, 1), date(2026, 5, 2), date(2026, 5, 2)][:2]
    assert "stands already in line 3" in report.lines()[0]
    assert "“05/03/2026” is not a date in the form" in report.lines()[1]


def test_day_and_month_both_ways_round_are_refused(tmp_path):
    sentence = refused(tmp_path, GOOD, date={"column": "date", "formats": ["%d/%m/%Y", "%m/%d/%Y"]})
    assert "both ways round" in sentence


def test_a_leap_day_is_a_day_and_its_twin_is_not(tmp_path):
    found, report = read(tmp_path, "date,down,slept\n2024-02-29,1,7\n2025-02-29,1,7\n")
    assert [day.day for day in found] == [date(2024, 2, 29)]
    assert "“2025-02-29” is not a date" in report.lines()[0]


def test_days_that_have_not_come_or_are_too_old(tmp_path):
    found, report = read(tmp_path, "date,down,slept\n2026-05-04,1,7\n2026-05-05,1,7\n1850-01-01,1,7\n")
    assert [day.day for day in found] == [date(2026, 5, 4)], "4 May has begun on Kiritimati"
    assert "5 May 2026 has not come yet" in report.lines()[0]
    assert "too long ago" in report.lines()[1]


def test_a_quotation_mark_that_is_never_closed(tmp_path):
    found, report = read(tmp_path, 'date,down,slept\n2026-05-01,1,7\n2026-05-02,"1,7\n2026-05-03,1,7\n')
    assert len(found) == 1
    assert report.lines()[0].startswith("Line 3: cannot be taken apart (as far as line 4)")


def test_units_words_scale_and_marks_of_one_column(tmp_path):
    columns = {
        "slept": {"measure": "sleep_hours", "unit": "min", "missing": ["-99"]},
        "weight": {"measure": "weight", "scale": 0.5, "shift": 1},
        "cooked": {"measure": "home_made", "words": {"Yes": 1, "no": 0}},
    }
    content = "date,slept,weight,cooked\n2026-05-01,420,100,YES\n2026-05-02,-99,x,maybe\n"
    found, report = read(tmp_path, content, columns=columns)
    assert values(found) == [("2026-05-01", 7.0, 51.0, 1.0), ("2026-05-02",)]
    assert report.cells == 2


def test_a_missing_mark_that_looks_like_a_number(tmp_path):
    found, __ = read(tmp_path, "date,down,slept\n2026-05-01,0,7\n", missing=["0"])
    assert values(found) == [("2026-05-01", 7)]


def test_the_report_holds_everything_and_the_screen_a_summary(tmp_path):
    rows = "".join(f"{date(2026, 1, 1 + n).isoformat()},x,7\n" for n in range(30))
    __, report = read(tmp_path, "date,down,slept\n" + rows)
    assert report.lines()[-1] == "    ... and 27 more like this"
    written = (tmp_path / "report.csv").read_text(encoding="utf-8").splitlines()
    assert written[0] == "line,column,not taken,reason"
    assert len(written) == 31
    assert written[30].startswith("31,down,cell,")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": ""}, "lacks “name”"),
        ({"colums": {}}, "Did you mean “columns”"),
        ({"encoding": 3}, "must be words in quotation marks"),
        ({"delimiter": ",,"}, "one character"),
        ({"decimal": ";"}, "“decimal”"),
        ({"decimal": ","}, "same character"),
        ({"zone": "Moon/Base"}, "Moon/Base"),
        ({"missing": [1]}, "quotation marks"),
        ({"date": {"formats": ["%Y-%m-%d"]}}, "lacks “column”"),
        ({"date": {"column": "date", "formats": ["%H:%M"]}}, "names no day and month"),
        ({"date": {"column": "date", "formats": ["%d.%m."]}}, "names no year"),
        ({"columns": {"a": {}}}, "either “measure”"),
        ({"columns": {"a": {"measure": "sleep_hour"}}}, "not in the catalogue"),
        ({"columns": {"a": {"measure": "pain", "unit": "kg"}}}, "say it with “scale”"),
        ({"columns": {"a": {"measure": "pain", "scale": 0}}}, "not 0"),
        ({"columns": {"a": {"own": {"called": "x"}}}}, "needs “low” and “high”"),
        ({"columns": {"a": {"own": {"called": "x", "low": 3, "high": 1}}}}, "must be below"),
        ({"columns": {"a": {"own": {"called": "x", "low": 1, "high": 3, "better": "LOUD"}}}}, "one of UP, DOWN"),
        ({"columns": {"a": {"measure": "home_made", "words": {"yes": 7}}}}, "not possible"),
        ({"columns": {"a": {"measure": "pain"}, "b": {"measure": "pain"}}}, "both go into"),
    ],
)
def test_a_map_that_is_wrong_says_where(change, words):
    with pytest.raises(CannotRead, match=re.escape(words)):
        chart({**MAP, **change})


@given(st.binary(max_size=400))
def test_no_bytes_end_in_a_traceback(tmp_path_factory, content):
    folder = tmp_path_factory.mktemp("bytes")
    for start in (b"", b"date,down,slept\n"):
        with suppress(CannotRead):
            read(folder, start + content)


@given(st.text(max_size=200))
def test_no_text_ends_in_a_traceback(tmp_path_factory, content):
    folder = tmp_path_factory.mktemp("text")
    with suppress(CannotRead):
        read(folder, "date,down,slept\n" + content)
