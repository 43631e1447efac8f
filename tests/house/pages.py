"""Reads pages as a browser does, as far as tests need it: their elements, their forms, and what may be typed where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

GUESSED = {"since": "2019", "when": "2018", "until": "2019", "url": "https://example.org/", "zone": "Europe/London"}
"""What a box wants that looks like any other."""


@dataclass
class Field:
    name: str
    kind: str
    values: list[str] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)
    attributes: dict[str, str] = field(default_factory=dict)

    @property
    def takes_words(self) -> bool:
        return self.kind in ("text", "textarea", "search", "email", "url", "tel", "number", "date", "password")


@dataclass
class Form:
    """`path` is where it goes to; fields by name, in the order of the page."""

    path: str
    query: str
    method: str
    fields: dict[str, Field] = field(default_factory=dict)
    at: str = ""

    def filled(self, day: str, **given: str | list[str]) -> dict[str, str | list[str]]:
        """A valid answer to it: what stands there already, else the first choice, else a few words."""
        return {**{name: value_for(one, day) for name, one in self.fields.items()}, **given}


def value_for(one: Field, day: str) -> str | list[str]:
    if one.kind in ("radio", "select"):
        return next(iter(one.chosen), next((value for value in one.values if value), ""))
    if one.kind == "checkbox":
        return one.chosen
    if one.chosen and one.chosen[0].strip():
        return one.chosen[0].removeprefix("\n")
    if one.name in GUESSED and one.kind != "date":
        return GUESSED[one.name]
    if one.kind == "number" or one.attributes.get("inputmode") in ("decimal", "numeric"):
        return one.attributes.get("min") or "1"
    if one.kind == "datetime-local":
        return f"{day}T00:05"
    return {"date": day, "email": "somebody@example.org", "url": "https://example.org/", "hidden": "", "submit": "",
            "password": "several words in a row"}.get(one.kind, "a few words")  # fmt: skip


class _Reader(HTMLParser):
    def __init__(self, at: str) -> None:
        super().__init__(convert_charrefs=True)
        self.at = at
        self.forms: list[Form] = []
        self.by_id: dict[str, Form] = {}
        self.late: list[tuple[str, str, dict[str, str]]] = []
        self.inside: Form | None = None
        self.select: Field | None = None
        self.area: Field | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            goes = urlsplit(urljoin(self.at, given.get("action") or self.at))
            self.inside = Form(goes.path, goes.query, given.get("method", "get").lower(), at=self.at)
            self.forms.append(self.inside)
            self.by_id[given.get("id", "")] = self.inside
        form = self.by_id.get(given["form"]) if "form" in given else self.inside
        if "disabled" in given:
            return
        if tag == "option" and self.select is not None:
            self.select.values.append(given.get("value", ""))
            if "selected" in given:
                self.select.chosen.append(given.get("value", ""))
        elif tag in ("input", "textarea", "select", "button") and form is not None and given.get("name"):
            self._add(form, tag, given)

    def _add(self, form: Form, tag: str, given: dict[str, str]) -> None:
        kind = given.get("type", "text") if tag == "input" else given.get("type", "submit") if tag == "button" else tag
        one = form.fields.setdefault(given["name"], Field(given["name"], kind, attributes=given))
        if kind in ("radio", "checkbox", "submit"):
            one.values.append(given.get("value", "on"))
            if "checked" in given:
                one.chosen.append(given.get("value", "on"))
        elif tag == "select":
            self.select = one
        elif tag == "textarea":
            self.area = one
            one.chosen = [""]
        else:
            one.chosen = [given.get("value", "")]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = None
        elif tag == "select":
            self.select = None
        elif tag == "textarea":
            self.area = None

    def handle_data(self, data: str) -> None:
        if self.area is not None:
            self.area.chosen[0] += data


def forms_in(page: str, at: str) -> list[Form]:
    reader = _Reader(at)
    reader.feed(page)
    return reader.forms


class _Outline(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[tuple[str, tuple]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, tuple(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def elements(page: str) -> Iterator[tuple[str, dict[str, str | None]]]:
    outline = _Outline()
    outline.feed(page)
    for tag, attrs in outline.seen:
        yield tag, dict(attrs)


def text_of(page: str) -> str:
    outline = _Outline()
    outline.feed(page)
    return "".join(outline.text)
