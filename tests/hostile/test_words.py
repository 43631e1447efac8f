"""Whatever is typed into any form: never a fault, never lost when refused, never more than words when shown, never in a log."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from itertools import cycle
from urllib.parse import quote

import pytest
from django.http import HttpResponse

from tests.hostile.payloads import CHOICES, DAYS, EVERY_WORD, MARK, MARKUP, NOT_STORED, ODD, TOO_LONG
from tests.house.cells import URLENCODED, Answer, Matrix, as_a_browser_sends
from tests.house.expectations import TABLE
from tests.house.pages import Field, Form, elements, forms_in, text_of

WRITERS = ("patient", "doctor")
ENOUGH_ALIKE = 3
"""Ten scales in one form are read by the same lines of code."""
NEVER_SHOWN_AGAIN = {"password", "hidden"}
CONTROLS = set(NOT_STORED) | {"a broken header", "a turned line", "signs that are not there"}
"""Of these, what comes back may lack the signs that cannot be shown."""


def forms_of(matrix: Matrix, role: str) -> Iterator[tuple[str, Form]]:
    """Every form that this person may send, at the address that it goes to; each is asked once, by the first who may."""
    before = WRITERS[: WRITERS.index(role)]
    for name, row in TABLE.items():
        if any(row.names(row.act, other) for other in before):
            continue
        if row.names(row.act, role) and (form := matrix.form(role, name)) is not None:
            yield name, form


def words_of(form: Form) -> list[str]:
    return [name for name, one in form.fields.items() if one.takes_words]


def filled(matrix: Matrix, name: str, form: Form, typed: dict[str, str]) -> dict:
    things, row = matrix.world.own.things, TABLE[name]
    given = {
        part: things[said[1:]] if isinstance(said, str) and said.startswith("@") else said
        for part, said in row.body.items()
    }
    return {**form.filled(matrix.world.own.now.date().isoformat()), **given, **typed}


def post(matrix: Matrix, role: str, name: str, body: dict) -> HttpResponse:
    """For good, as far as the test goes."""
    path = matrix.address(name, TABLE[name])
    return matrix.clients[role].post(path, as_a_browser_sends(body), content_type=URLENCODED)


def send(matrix: Matrix, role: str, name: str, form: Form, typed: dict[str, str]) -> Answer:
    return matrix.ask(role, "POST", matrix.address(name, TABLE[name]), filled(matrix, name, form, typed))


@pytest.mark.parametrize("role", WRITERS)
@pytest.mark.parametrize("called", EVERY_WORD)
def test_whatever_is_typed_is_answered_and_never_lost(called: str, role: str, matrix: Matrix, heard: list[str]):
    """In all boxes of a form at once; a form that is refused shows every one of them as it was typed."""
    faults = []
    for name, form in forms_of(matrix, role):
        typed = dict.fromkeys(words_of(form), EVERY_WORD[called])
        if typed:
            answer = send(matrix, role, name, form, typed)
            faults += [f"{name}: {fault}" for fault in wrong_with(answer, form, typed, exact=called not in CONTROLS)]
    assert not faults, "\n".join(faults)
    assert not [line for line in heard if MARK in line]


def wrong_with(answer: Answer, form: Form, typed: dict[str, str], *, exact: bool) -> Iterator[str]:
    if answer.status >= 500:
        yield f"answers {answer.status}"
        return
    if any(MARK in f"{name}{value}" for name, value in answer.response.items() if name != "Location"):
        yield "typed words stand in a header"
    if MARK in answer.response.get("Location", "") and not quoted(answer.response["Location"]):
        yield f"leads to {answer.response['Location']}"
    if answer.status in (200, 422) and answer.response.get("Content-Type", "").startswith("text/html"):
        page = answer.response.content.decode()
        yield from strange_elements(page)
        yield from lost(page, form, typed, exact=exact)
    elif answer.status not in (200, 302, 403, 404, 409, 422, 429):
        yield f"answers {answer.status}"


def quoted(location: str) -> bool:
    return location.startswith("/") and not set(location) & set("\r\n<>\"'")


def lost(page: str, form: Form, typed: dict[str, str], *, exact: bool) -> Iterator[str]:
    shown: dict[str, list[str]] = {}
    for again in forms_in(page, form.at):
        for name, one in again.fields.items():
            if one.chosen:
                shown.setdefault(name, []).append(one.chosen[0])
    for name, words in typed.items():
        if form.fields[name].kind in NEVER_SHOWN_AGAIN:
            continue
        wanted = " ".join(words.split()) if exact else MARK
        if not any(wanted in " ".join(value.split()) for value in shown.get(name, [])):
            yield f"what was typed as {name} is lost"


def strange_elements(page: str) -> Iterator[str]:
    """Anything that came alive: an element, an attribute or a template's sum that the words brought with them."""
    for tag, attributes in elements(page):
        if MARK in tag or any(MARK in name or name.startswith("on") for name in attributes):
            yield f"<{tag} {attributes}> has come alive"
        if tag in ("iframe", "object", "embed", "base") or (tag == "script" and not attributes.get("src")):
            yield f"a {tag} stands on the page"
        leads = {name: attributes.get(name) or "" for name in ("class", "src", "action", "xlink:href", "href")}
        if not leads["href"].lower().startswith("javascript:"):
            del leads["href"]
        for name, value in leads.items():
            if MARK in value:
                yield f"<{tag} {name}={value}>"
    if "1337" in text_of(page) or "argon2" in page:
        yield "a template was carried out"


@pytest.mark.parametrize("role", WRITERS)
def test_each_box_by_itself_takes_what_cannot_be_stored(role: str, matrix: Matrix, heard: list[str]):
    """One wrong box among right ones reaches further in than many: the form, the rule, the database."""
    faults = []
    for name, form in forms_of(matrix, role):
        for field in words_of(form):
            for called, words in {**NOT_STORED, **TOO_LONG, "markup": MARKUP["out of an attribute"]}.items():
                answer = send(matrix, role, name, form, {field: words})
                found = wrong_with(answer, form, {field: words}, exact=called not in CONTROLS)
                faults += [f"{name} {field}, {called}: {fault}" for fault in found]
    assert not faults, "\n".join(faults)
    assert not [line for line in heard if MARK in line]


@pytest.mark.parametrize("role", WRITERS)
def test_no_choice_number_or_day_is_too_odd(role: str, matrix: Matrix, heard: list[str]):
    """Also into what a browser would never send by itself: hidden fields, radio buttons, lists, days and numbers."""
    faults = []
    for name, form in forms_of(matrix, role):
        for alike in chosen_alike(form):
            for field, odd in dealt(alike, ODD if is_number_or_day(form.fields[alike[0]]) else CHOICES):
                answer = send(matrix, role, name, form, {field: odd})
                faults += [f"{name} {field}={odd!r}: answers {answer.status}"] * (answer.status >= 500)
    assert not faults, "\n".join(faults)
    assert not [line for line in heard if MARK in line]


def is_number_or_day(one: Field) -> bool:
    return one.kind in ("date", "number") or one.name == "day"


def chosen_alike(form: Form) -> list[list[str]]:
    """The fields of a form that are not words, a few of each kind."""
    alike: dict[tuple[str, bool], list[str]] = {}
    for field, one in form.fields.items():
        if field != "csrfmiddlewaretoken" and (is_number_or_day(one) or not one.takes_words):
            alike.setdefault((one.kind, is_number_or_day(one)), []).append(field)
    return [fields[:ENOUGH_ALIKE] for fields in alike.values()]


def dealt(fields: list[str], odd: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each odd thing once a kind of field, and every field in its turn."""
    return zip(cycle(fields), odd, strict=False)


ASKED = (
    "span",
    "from",
    "to",
    "until",
    "kind",
    "measure",
    "day",
    "before",
    "page",
    "q",
    "goal",
    "next",
    "piece",
    "part",
    "show",
)


@pytest.mark.parametrize("role", ["patient", "doctor"])
def test_no_question_in_an_address_is_too_odd(role: str, matrix: Matrix, heard: list[str]):
    faults = []
    for name, row in TABLE.items():
        if name == "healthz" or not row.names(row.look, role) or (role == "doctor" and row.names(row.look, "patient")):
            continue
        for odd in (ODD[0], "9999-12-31", "0001-01-01", f"{MARK}\x00"):
            answer = matrix.ask(
                role, "GET", matrix.address(name, row) + "?" + "&".join(f"{asked}={quote(odd)}" for asked in ASKED)
            )
            faults += [f"{name} {odd!r}: answers {answer.status}"] * (answer.status >= 500)
            if answer.response.get("Content-Type", "").startswith("text/html"):
                faults += [f"{name} {odd!r}: {fault}" for fault in strange_elements(answer.response.content.decode())]
    assert not faults, "\n".join(faults)
    assert not [line for line in heard if MARK in line]


@pytest.mark.parametrize(
    "path", ["/i/{}/", "/setup/{}/", "/account/email/{}/", "/accounts/confirm-email/{}/", "/{}", "/patients/{}/"]
)
def test_no_address_is_too_odd(path: str, matrix: Matrix):
    for odd in (*EVERY_WORD.values(), "%2e%2e%2f", "9" * 30, "-1", "0"):
        asked = path.format(quote(odd.encode("utf-8", "surrogatepass")))[:4000]
        for role in ("patient", "signed_out"):
            answer = matrix.ask(role, "GET", asked)
            assert answer.status < 500, (asked[:80], answer.status)
            if answer.response.get("Content-Type", "").startswith("text/html"):
                assert not list(strange_elements(answer.response.content.decode())), asked[:80]


def test_days_in_three_formats_mean_the_same(matrix: Matrix):
    """A day that can be read two ways is asked about, or read as people here write it: day, month, year."""
    name = "medicines:stop_medicine"
    form = matrix.form("patient", name)
    assert form is not None
    for written in ("3.5.2026", "03/05/2026", "2026-05-03", "3 May 2026"):
        assert send(matrix, "patient", name, form, {"day": written}).status == 302, written
    for nonsense in DAYS[:2]:
        answer = send(matrix, "patient", name, form, {"day": nonsense})
        assert answer.status == 422
        assert nonsense in answer.response.content.decode()


@pytest.fixture
def heard(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Everything that any logger says from a warning on, before a filter could have hidden it."""
    lines: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(f"{record.getMessage()} {record.exc_info or ''}")

    ear, loggers = Ear(logging.WARNING), [logging.getLogger(), logging.getLogger("django")]
    levels = logging.getLogger("django.request").level
    logging.getLogger("django.request").setLevel(logging.WARNING)
    for logger in loggers:
        logger.addHandler(ear)
    yield lines  # type: ignore[misc]
    for logger in loggers:
        logger.removeHandler(ear)
    logging.getLogger("django.request").setLevel(levels)
