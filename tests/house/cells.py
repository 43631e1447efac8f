"""One cell of the matrix: somebody, an address, a verb, a record. What came back, and what is wrong with it if anything."""

from __future__ import annotations

import html
import re
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any
from unittest import mock
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.house import database
from tests.house.addresses import Address, addresses
from tests.house.expectations import Row
from tests.house.lives import CANARY, NOWHERE
from tests.house.pages import Form, forms_in
from tests.house.spying import entered
from tests.house.world import World

TOKEN = re.compile(rb"[A-Za-z0-9]{64}")
SIGN_IN = "/accounts/login/"
OUTSIDE = ("former", "stranger", "administrator")


class QuietClient(Client):
    """Keeps no copy of what each template was given: nobody asks here, and it takes as long as the page itself."""

    def request(self, **request: Any) -> Any:
        with mock.patch("django.test.client.store_rendered_templates", nothing_kept):
            return super().request(**request)


def nothing_kept(store: dict, **_: Any) -> None:
    store.setdefault("context", None)


@dataclass
class Matrix:
    world: World
    clients: dict[str, Client] = field(default_factory=dict)
    found: dict[str, Address] = field(default_factory=addresses)
    forms: dict[str, dict[str, Form]] = field(default_factory=dict)
    before: dict[str, str] = field(default_factory=dict)
    said_of_nothing: dict[tuple[str, str, str], bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for role, person in self.world.people.items():
            self.clients[role] = QuietClient(raise_request_exception=False)
            if person is not None:
                self.clients[role].force_login(person)
        self.before = database.fingerprints()

    def kept(self, name: str, row: Row, life: str) -> dict[str, Any]:
        """What stands in the address: this record's own things, or, for `nowhere`, what nothing has."""
        given: dict[str, Any] = {}
        for part in self.found[name].kept:
            thing = row.things.get(part, part.removesuffix("_id").removesuffix("_pk"))
            if thing.startswith("="):
                given[part] = thing[1:]
            elif life == "nowhere":
                given[part] = UUID(int=NOWHERE) if part == "key" else NOWHERE
            else:
                given[part] = getattr(self.world, life).things[thing]
        return given

    def address(self, name: str, row: Row, life: str = "own", **other: Any) -> str:
        return reverse(name, kwargs={**self.kept(name, row, life), **other})

    def ask(self, role: str, verb: str, path: str, data: dict | None = None) -> Answer:
        """In a transaction that is taken back afterwards; tells what it wrote."""
        touched = database.rows_touched()
        entered.clear()
        with database.undone():
            client = self.clients[role]
            cookies = deepcopy(client.cookies)
            answer = (
                client.generic(verb, path)
                if data is None
                else client.post(path, as_a_browser_sends(data), content_type=URLENCODED)
            )
            # What was done is taken back, so it is not told on the next page, and who has signed out is back in.
            client.cookies = cookies
            changed = self._changed(touched)
        return Answer(answer, changed, bool(entered))

    def nowhere(self, role: str, verb: str, name: str, row: Row) -> bytes:
        """What is said of a record that does not exist."""
        if (role, verb, name) not in self.said_of_nothing:
            path = self.address(name, row, "nowhere")
            self.said_of_nothing[role, verb, name] = self.ask(role, verb, path, {} if verb == "POST" else None).said
        return self.said_of_nothing[role, verb, name]

    def _changed(self, touched: list[int]) -> list[str]:
        """Only what was written to is read again: reading every table takes as long as a page."""
        written = database.tables_touched(touched)
        after = database.fingerprints(written) if written else {}
        return [name for name, content in after.items() if content != self.before[name]]

    def form(self, role: str, name: str) -> Form | None:
        """The form that this person is shown for an address, wherever it stands."""
        if role not in self.forms:
            self.forms[role] = self._forms_shown_to(role)
        return self.forms[role].get(name) or self.forms[role].get(f"like {name}")

    def _forms_shown_to(self, role: str) -> dict[str, Form]:
        from django.urls import resolve

        from tests.house.expectations import TABLE

        shown: dict[str, Form] = {}
        for name, row in TABLE.items():
            if not row.names(row.look, role):
                continue
            path = self.address(name, row)
            page = self.ask(role, "GET", path).response
            if page.status_code != 200 or "html" not in page.get("Content-Type", ""):
                continue
            for form in forms_in(page.content.decode(), path):
                if form.method != "post":
                    continue
                goes_to = resolve(form.path).view_name
                wanted = TABLE.get(goes_to)
                if wanted is None or form.path != self.address(goes_to, wanted):
                    shown.setdefault(f"like {goes_to}", form)
                else:
                    shown.setdefault(goes_to, form)
        return shown


@dataclass
class Answer:
    response: HttpResponse
    changed: list[str]
    entered: bool

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def said(self) -> bytes:
        """Status, headers and body, but for what differs from one request to the next."""
        headers = "\n".join(
            f"{name}: {value}" for name, value in sorted(self.response.items()) if name != "Content-Length"
        )
        body = b"" if self.response.streaming else self.response.content
        return TOKEN.sub(b"token", b"%d\n%s\n%s" % (self.status, headers.encode(), body))

    def canaries(self) -> set[tuple[str, str, str]]:
        text = html.unescape(self.said.decode("utf-8", "replace"))
        return {(match[1].lower(), match[2].lower(), match[0].lower()) for match in CANARY.finditer(text)}


URLENCODED = "application/x-www-form-urlencoded"


def as_a_browser_sends(data: dict[str, Any]) -> str:
    """Also what is no text: half a sign goes out as the bytes that it is."""
    return urlencode(data, doseq=True, errors="surrogatepass")


def in_the_team(role: str) -> bool:
    return role in ("patient", "doctor", "coach", "therapist", "guest") or role.startswith("supporter")
