"""The agreement on paper: tagged, in its language, with its levels; whatever people wrote comes out as text."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator
from typing import Any

import pytest
import typst

from concord import paper
from tests.hostile.payloads import EVERY_WORD

TYPST = {
    "markup": "*bold* _soft_ = Heading `raw` $x^2$ #strong[x] @label <label> ~ -- --- \\ // /* */",
    "an import": '#import "/etc/passwd": *',
    "a read": '#read("/etc/passwd") #image("x.svg") #link("https://example.org")',
    "the end of a string": '" + sys.version + "',
    "a bracket": "] } ) #] ]]",
}


def page(**more: Any) -> dict[str, Any]:
    item = {
        "words": "Play with Lwazi",
        "who": "",
        "because": "",
        "note": "",
        "said": "",
        "levels": [],
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


def test_the_levels_are_in_it_as_text_as_large_as_the_rest_and_in_their_order():
    rungs = [
        {"level": "0", "words": "one hour", "here": ""},
        {"level": "−1", "words": "half an hour", "here": "Thandi, Mia: here"},
    ]
    data = page(levels=rungs)
    assert paper.agreement(data).startswith(b"%PDF-")
    said = [text.replace("\u00a0", " ").strip() for text in texts(data)]
    found = [text for text in said if text in {"0", "one hour", "−1", "half an hour", "· Thandi, Mia: here"}]
    assert found == ["0", "one hour", "−1", "half an hour", "· Thandi, Mia: here"]


def test_a_dot_never_begins_a_line_and_a_day_stays_with_its_month_and_year():
    data = page()
    data["parts"][0]["items"][0]["note"] = "Dr Rossi · by 1 December 2026 · 020 7946 0000"
    [said] = [text for text in texts(data) if "Dr Rossi" in text]
    assert said.strip().removeprefix("\u00a0") == "· Dr Rossi\u00a0· by 1\u00a0December\u00a02026\u00a0· 020 7946 0000"


@pytest.mark.parametrize("called", [*TYPST, *EVERY_WORD])
def test_whatever_was_written_comes_out_as_text(called: str):
    words = {**TYPST, **EVERY_WORD}[called]
    data = page(
        words=words, because=words, note=words, said=words, levels=[{"level": "0", "words": words, "here": words}]
    )
    assert paper.agreement(data).startswith(b"%PDF-")
    shown = paper.clean(words)
    found = texts(data)
    assert shown in found
    assert f"“{shown}”" in found
    kinds = {node["func"] for node in nodes(elements(data, "list"))}
    assert kinds <= {
        "list",
        "item",
        "sequence",
        "styled",
        "text",
        "space",
        "block",
        "linebreak",
        "parbreak",
        "grid",
        "cell",
        "align",
    }, kinds


def test_signs_that_no_paper_can_show_are_left_out_and_joined_ones_stay():
    assert paper.clean("a\x00b\x07\u202ec\ud800\n👩🏽‍⚕️ क्‍ष") == "abc\n👩🏽‍⚕️ क्‍ष"
    assert paper.clean({"a": ["\x00b", 3, None]}) == {"a": ["b", 3, None]}
    spaces = "1\xa01/2\u20092\u202f000\t3\u30004\u2003five\u2028six\r\nseven"
    assert paper.clean(spaces) == "1 1/2 2 000 3 4 five\nsix\nseven", "what parts figures is never lost"


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
