"""The letters of the table of expectations: who they stand for, and what one row says."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Row:
    """`act` empty: there is nothing to do, and whatever is sent changes nothing. `things`: what stands in the address.

    `rule` names those whom the door lets in and a rule of the room refuses; `hidden` those for whom it is not there at all.
    """

    look: str
    act: str
    topic: str = "record"
    about: str = "patient"
    rule: str = ""
    hidden: str = ""
    things: dict[str, str] = field(default_factory=dict)
    body: dict[str, Any] = field(default_factory=dict)

    @property
    def let_in(self) -> str:
        """Whom the door lets through; further in, a rule or the guard of an action may still refuse."""
        return self.look + self.act + self.rule + self.hidden

    def names(self, letters: str, role: str) -> bool:
        if self.about == "everybody":
            return bool(letters)
        if self.about == "signed_in":
            return bool(letters) and role != "signed_out"
        return any(role in self._who(letter) for letter in letters)

    def _who(self, letter: str) -> tuple[str, ...]:
        if self.about == "practice":
            members = {"M": ("coach", "therapist", "former", "guest"), "F": ("former",)}
            return {"D": ("doctor",), "A": ("administrator",), **members}[letter]
        people = {
            "P": "patient",
            "D": "doctor",
            "C": "coach",
            "T": "therapist",
            "G": "guest",
            "S": f"supporter_{self.topic}",
        }
        if letter == "O":
            return tuple(role for role in self._who("Z") if role != f"supporter_{self.topic}")
        every = ("story", "medicines", "days", "goals", "plan", "nothing")
        return tuple(f"supporter_{topic}" for topic in every) if letter == "Z" else (people[letter],)


def of(topic: str):
    def row(
        look: str, act: str, *, rule: str = "", hidden: str = "", body: dict[str, Any] | None = None, **things: str
    ) -> Row:
        return Row(look, act, topic=topic, rule=rule, hidden=hidden, things=things, body=body or {})

    return row


record, story, medicines, days, goals, plan = map(of, ("record", "story", "medicines", "days", "goals", "plan"))


def at_the_practice(look: str, act: str, **things: str) -> Row:
    return Row(look, act, about="practice", things=things)


def signed_in(look: str = "all", act: str = "", **things: str) -> Row:
    return Row(look, act, about="signed_in", things=things)


def public(look: str = "all", act: str = "", **things: str) -> Row:
    return Row(look, act, about="everybody", things=things)
