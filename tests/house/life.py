"""One record of the tests, and the maker of its words; see `lives`."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

from concord.database.acting import acting_as
from concord.people.models import Patient, Person

CANARY = re.compile(
    r"kanari(own|beside|far)(record|concern|story|medicines|days|goals|plan|messages|notes|waiting|guarded)(\d+)",
    re.IGNORECASE,
)
NOWHERE = 987654321
"""An id that nothing has."""


@dataclass
class Life:
    """One record: who the patient and the doctor are, what there is in it by name, and the maker of its words."""

    name: str
    patient: Patient
    person: Person
    doctor: Person
    now: datetime
    things: dict[str, Any] = field(default_factory=dict)
    placed: set[str] = field(default_factory=set)
    numbers: Callable = field(default_factory=lambda: count(1).__next__)

    def word(self, topic: str, *, shown: bool = True) -> str:
        """`shown` is false for what is kept in a history that no page tells yet."""
        made = f"kanari{self.name}{topic.lower()}{self.numbers()}"
        if shown:
            self.placed.add(made)
        return made

    def words(self, topic: str, **fields: str) -> dict[str, str]:
        """A word of its own for every field that is named with an empty text."""
        return {name: given or self.word(topic) for name, given in fields.items()}

    @contextmanager
    def by(self, person: Person):
        with acting_as(person):
            yield {"by": person, "now": self.now}
