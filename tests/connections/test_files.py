"""A diary in a file, as spreadsheets of different countries write it: read, or refused in a sentence."""

import io
import json
import subprocess
import sys

import pandas as pd
import pytest

from concord.connections import InputError, analyse
from concord.connections.__main__ import main
from concord.connections.files import read_table
from tests.connections.test_bad_input import diary


@pytest.fixture
def kept(tmp_path):
    def keep(content, name="days.csv"):
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(tmp_path / name)

    return keep


def written(encoding="utf-8", **how):
    frame = diary().round({"pil.sleep": 2, "sym.pain": 2}).rename(columns={"sym.pain": "sym.müde"})
    return frame.to_csv(index=False, lineterminator="\n", **how).encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("how", [{}, {"sep": ";"}, {"sep": ";", "decimal": ","}, {"sep": "\t"}])
def test_a_spreadsheet_of_any_country_gives_the_same_answer(kept, encoding, how):
    wanted = analyse(pd.read_csv(io.BytesIO(written()))).to_dicts()
    assert analyse(read_table(kept(written(encoding, **how)))).to_dicts() == wanted


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "is empty"),
        ("\n \n,\n", "is empty"),
        (bytes(range(256)) * 9, "not a table in text"),
        ("date,sym.x\n2024-01-01,1\x00\n", "not a table in text"),
        ("date,sym.x,sym.x\n2024-01-01,1,2\n", "Two columns are called 'sym.x'"),
        (",date,sym.x\n0,2024-01-01,1\n", "Column 1 has no name"),
        ("date,sym.x\n2024-01-01,1\n2024-01-02,7,13\n", "Line 3 has 3 cells and the first line 2"),
        ("date,sym.x\n2024-01-01,1\n2024-01-02\n", "Line 3 has 1 cells and the first line 2"),
        ('date,sym.x\n2024-01-01,"3\n2024-01-02,3\n', "cannot be read"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_a_sentence(kept, content, sentence):
    with pytest.raises(InputError, match=sentence) as caught:
        read_table(kept(content))
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ('date,sym.x\n2024-01-01,"12,345"\n', "'12,345' in row 1"),  # a thousand here, a decimal comma there
        ("date;sym.x\n2024-01-01;1,5\n2024-01-02;1.5\n", "'1,5' in row 1"),
        ("date,flag.x\n2024-01-01,yes\n", "'yes' in row 1"),
        ("date,sym.x\n2024-01-01,inf\n", "inf on 2024-01-01"),
        ("date,sym.x\n2024-01-01,1_000\n", "'1_000' in row 1"),
        ("date,sym.x\n2024-01-01,1\n02/01/2024,1\nJan 3 2024,1\n", "'02/01/2024' in row 2"),
        ("Datum;sym.x\n2024-01-01;1\n", "no column called 'date'; it has 'Datum;sym.x'"),
    ],
)
def test_a_cell_that_may_mean_two_things_is_refused_and_not_guessed(kept, content, sentence):
    with pytest.raises(InputError, match=sentence):
        analyse(read_table(kept(content)))


def test_empty_cells_and_lines_are_no_answers(kept):
    table = read_table(kept("date,sym.x,flag.y\n2024-01-01,NA,True\n\n2024-01-02, 3 ,n/a\n,,\n"))
    assert list(table["date"]) == ["2024-01-01", "2024-01-02"]
    assert [str(value) for value in table["sym.x"]] == ["nan", "3.0"]
    assert [str(value) for value in table["flag.y"]] == ["1.0", "nan"]


def test_only_a_heading_is_a_diary_without_days(kept, capsys):
    assert main([kept("date,pil.sleep,sym.x\n")]) == 0
    assert "Nothing could be asked of these days yet." in capsys.readouterr().out


def test_many_files_are_told_one_by_one_and_what_went_wrong_stands_with_its_file(kept, capsys):
    good, bad = kept(written()), kept("", "bad.csv")
    assert main([good, bad, "--json"]) == 2
    said = capsys.readouterr()
    answers = json.loads(said.out)
    assert len(answers[good]["tests"]) == 4
    assert answers[bad] == {"error": "The file is empty."}
    assert "[2/2]" in said.err


def test_events_that_cannot_be_read_are_said_once(kept, capsys):
    good = kept(written())
    assert main([good, good, "--events", kept("", "events.csv")]) == 2
    assert capsys.readouterr().err.count("empty") == 1
    assert main([good, "--events", kept("date,label\n2024-03-01,NA\n2024-03-20,\n", "events.csv")]) == 2
    assert "row 2 has a date but nothing in the column 'label'" in capsys.readouterr().err


def test_a_reader_who_has_read_enough_gets_no_traceback(kept):
    command = [sys.executable, "-W", "error", "-m", "concord.connections", kept(written())]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        run.stdout.close()
        assert run.stderr.read() == b""
    assert run.returncode == 1
