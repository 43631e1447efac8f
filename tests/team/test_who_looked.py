"""Each traced act has words of its own on the page that shows who looked, and they are words that a patient understands."""

from __future__ import annotations

import ast
from collections import Counter

import pytest
from django.urls import reverse

from concord.team.acts import ACTS
from concord.team.looks import words_of
from tests.house import source
from tests.make import goals as make_goals

HOUSE_WORDS = (
    "text",
    "acknowledg",
    "recommendation",
    "entity",
    "record row",
    "turn in",
    "afresh",
    "permission",
)
WRAPPED = {"conversation/actions/notes.py": "{} a note", "team/actions/arriving.py": "{}"}
"""Rooms whose acts leave their trace by way of a small function of their own, and what it makes of its first words."""

NOT_ACTS = {" a note", " protected note ", "read a note"}
"""Pieces of the trace of a protected note, which names no patient; reading an open note is a look like any other."""


def traced() -> set[str]:
    """Every act that the code can leave a trace of, read from the code itself."""
    found = {"looked", "was refused", "came back in by a one-time link"}
    for path in [*source.HOUSE.rglob("*.py")]:
        name = path.relative_to(source.HOUSE).as_posix()
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call):
                continue
            called = getattr(node.func, "id", "")
            if called == "leave_trace":
                found |= {one.value for one in constants(node)}
            elif called == "_trace" and name in WRAPPED:
                found |= {WRAPPED[name].format(one.value) for one in constants(node)}
    return found - NOT_ACTS


def constants(call: ast.Call) -> list[ast.Constant]:
    within = [node for arg in call.args[:2] for node in ast.walk(arg)]
    return [one for one in within if isinstance(one, ast.Constant) and isinstance(one.value, str)]


def test_every_act_that_is_traced_has_words_of_its_own():
    missing = traced() - set(ACTS)
    assert not missing, f"no words for {sorted(missing)} in concord/team/acts.py"


def test_no_words_stand_there_for_what_nobody_can_do():
    assert not set(ACTS) - traced()


def test_no_two_acts_read_the_same():
    twice = [words for words, many in Counter(str(words) for words in ACTS.values()).items() if many > 1]
    assert not twice


@pytest.mark.parametrize("what", ACTS)
def test_the_words_are_plain_and_begin_with_what_somebody_did(what):
    words = str(ACTS[what])
    assert words == words.strip().rstrip(".")
    assert words[0].islower()
    assert not [word for word in HOUSE_WORDS if word in words], words
    assert len(words.split()) <= 16, words


def test_what_is_not_known_is_still_told():
    assert words_of("did something new", "", allowed=True) == "did something new"
    assert (
        words_of("changed a text", "", allowed=True)
        == "changed words that you both agree on; earlier ones stay readable"
    )


@pytest.mark.django_db
def test_the_patient_reads_plain_words(team, client_for):
    make_goals.written_goal(team.patient, team.doctor)
    page = client_for(team.thandi).get(reverse("team:trace", args=[team.patient.pk])).content.decode()
    assert "wrote down words for you both to agree on" in page
    assert "wrote a text" not in page
