"""The agreement on paper: tagged, in its language, with its pictures; whatever people wrote comes out as text."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator
from typing import Any

import pytest
import typst

from concord import paper
from concord.pictures import LadderWords, Level, Place, levels_ladder
from tests.hostile.payloads import EVERY_WORD

TYPST = {
    "markup": "*bold* _soft_ = Heading `raw` $x^2$ #strong[x] @label <label> ~ -- --- \\ // /* */",
    "an import": '#import "/etc/passwd": *',
    "a read": '#read("/etc/passwd") #image("x.svg") #link("https://example.org")',
    "the end of a string": '" + sys.version + "',
    "a bracket": "] } ) #] ]]",
}
WORDS = LadderWords("level", "what it looks like", "who", "")


def page(**more: Any) -> dict[str, Any]:
    item = {
        "words": "Play with Lwazi",
        "who": "",
        "because": "",
        "note": "",
        "said": "",
        "picture": "",
        "picture_says": "",
        **more,
    }
    return {
        "language": "en", "title": "Our agreement", "heading": "Our agreement", "lead": "as it stands on 3 May", "foot": "page",
        "boundary": "This is not a contract and no promise of result.",
        "parts": [{"label": "What we want", "nothing": "", "items": [item]}, {"label": "What is not agreed", "nothing": "Nothing.", "items": []}],
    }  # fmt: skip


def opened(made: bytes) -> bytes:
    """The bytes with every packed stream unpacked."""
    found = [made]
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", made, re.DOTALL):
        try:
            found.append(zlib.decompress(packed))
        except zlib.error:
            continue
    return b"\n".join(found)


def elements(data: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    template = paper.HERE / "agreement.typ"
    told = typst.query(template, kind, root=paper.HERE, sys_inputs=paper.given(data), font_paths=[paper.FONTS])
    return json.loads(told)


def nodes(tree: Any) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        if "func" in tree:
            yield tree
        for one in tree.values():
            yield from nodes(one)
    elif isinstance(tree, list):
        for one in tree:
            yield from nodes(one)


def texts(data: dict[str, Any]) -> list[str]:
    """What the list items hold as text, in the order of reading."""
    return [node["text"] for node in nodes(elements(data, "list")) if node["func"] == "text"]


def test_it_is_a_tagged_document_with_a_language_and_a_title():
    made = opened(paper.agreement(page()))
    assert made.startswith(b"%PDF-")
    for said in (b"/StructTreeRoot", b"/Marked true", b"/Lang", b"/DisplayDocTitle true", b"pdfuaid:part"):
        assert said in made, said
    assert b"/S/L" in made.replace(b" ", b"") or b"/L\n" in made


def test_headings_stand_in_order():
    found = [(one["level"], one["body"]["text"]) for one in elements(page(), "heading")]
    assert found == [(1, "Our agreement"), (2, "What we want"), (2, "What is not agreed")]


def test_the_levels_are_in_it_as_the_same_picture_with_words_for_who_does_not_see_it():
    drawn = levels_ladder(
        [Level(0, "one hour"), Level(-1, "half an hour")], [Place(-1, "Thandi: here")], title="The levels", description="0 one hour; -1 half an hour",
        words=WORDS, standalone=True,
    )  # fmt: skip
    data = page(picture=drawn.svg, picture_says=drawn.description)
    assert b"/Alt" in opened(paper.agreement(data))
    alt = [node["alt"] for node in nodes(elements(data, "list")) if node["func"] == "image"]
    assert alt == ["0 one hour; -1 half an hour"]


@pytest.mark.parametrize("called", [*TYPST, *EVERY_WORD])
def test_whatever_was_written_comes_out_as_text(called: str):
    words = {**TYPST, **EVERY_WORD}[called]
    data = page(words=words, because=words, note=words, said=words)
    assert paper.agreement(data).startswith(b"%PDF-")
    shown = paper.clean(words)
    found = texts(data)
    assert shown in found
    assert f"“{shown}”" in found
    kinds = {node["func"] for node in nodes(elements(data, "list"))}
    assert kinds <= {"list", "item", "sequence", "styled", "text", "space", "block", "linebreak", "parbreak"}, kinds


def test_signs_that_no_paper_can_show_are_left_out_and_joined_ones_stay():
    assert paper.clean("a\x00b\x07\u202ec\ud800\n👩🏽‍⚕️ क्‍ष") == "abc\n👩🏽‍⚕️ क्‍ष"
    assert paper.clean({"a": ["\x00b", 3, None]}) == {"a": ["b", 3, None]}


def test_ten_thousand_signs_take_more_pages_and_nothing_is_lost():
    words = EVERY_WORD["ten thousand signs"]
    assert paper.clean(words) in texts(page(words=words))
    made = opened(paper.agreement(page(words=words)))
    assert len(re.findall(rb"/Type\s*/Page\b", made)) > 1


def test_a_language_from_right_to_left():
    data = {**page(words="שלום"), "language": "he"}
    assert b"he" in opened(paper.agreement(data))


def test_a_sign_that_no_font_can_draw_keeps_tags_and_words_and_loses_the_promise_only():
    data = page(words="\U0001f9e0 \U00012345")
    made = opened(paper.agreement(data))
    assert b"/StructTreeRoot" in made
    assert "\U0001f9e0 \U00012345" in texts(data)


def test_any_other_trouble_is_a_fault_and_not_half_a_page():
    with pytest.raises(typst.TypstError):
        paper.agreement({"title": "nothing else"})
