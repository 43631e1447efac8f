"""Documents for print: typst sets them, tagged and accessible (PDF/UA-1). Data go in as JSON and never as markup, so whatever
people have written comes out as text. Knows neither Django nor any room."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

HERE = Path(__file__).resolve().parent
FONTS = HERE / "fonts"
CANNOT_DRAW = "could not be displayed"


def agreement(data: Mapping[str, Any]) -> bytes:
    """The agreement page as a PDF. `data` is what `agreement.typ` reads: words, labels in the reader's language, the levels of each goal."""
    return _set("agreement.typ", data)


def _set(template: str, data: Mapping[str, Any]) -> bytes:
    """Fonts of ours first; a script that they do not hold is set in whatever the machine has.

    A sign that no font here can draw may not stand in PDF/UA-1. Then the document keeps its tags, its language and the sign
    itself, which can be read aloud and copied, and only the promise of the standard is left out.
    """
    try:
        return _compile(template, data, pdf_standards="ua-1")
    except typst.TypstError as trouble:
        if CANNOT_DRAW not in str(trouble):
            raise
        return _compile(template, data)


def _compile(template: str, data: Mapping[str, Any], **more: Any) -> bytes:
    place: Any = HERE / template
    return typst.compile(place, root=HERE, format="pdf", sys_inputs=given(data), font_paths=[FONTS], **more)


def given(data: Mapping[str, Any]) -> dict[str, str]:
    """What a template reads: one string of JSON."""
    return {"data": json.dumps(clean(data))}


def clean(value: Any) -> Any:
    """Without the signs that no paper can show: control signs other than a new line, halves of signs, and turned lines. Whatever
    parts words or figures stays a space or a new line."""
    if isinstance(value, str):
        value = NEW_LINES.sub("\n", SPACES.sub(" ", value))
        return "".join(sign for sign in value if sign == "\n" or (sign.isprintable() or sign in JOINERS))
    if isinstance(value, Mapping):
        return {name: clean(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [clean(one) for one in value]
    return value


SPACES = re.compile(r"[^\S\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
NEW_LINES = re.compile(r"\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
JOINERS = "\u200c\u200d\ufe0f"
"""Signs without a shape of their own that join others: emoji of several parts, letters of Indian scripts."""
