"""One line of the visit screen or of My people, and the words and addresses that lines have in common."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Line:
    """`said` in our words, `words` in a person's; `act` names what can be done about it here, with `thing` and `seen`.

    `facts` are what has to be read before one acts, each with its label; `choices` what can be chosen. `later`: its day has not come.
    """

    said: str
    url: str
    words: str = ""
    note: str = ""
    at: datetime | None = None
    act: str = ""
    thing: int = 0
    seen: int = 0
    draft: str = ""
    later: bool = False
    facts: tuple[tuple[str, str], ...] = ()
    choices: tuple[tuple[int | str, str], ...] = ()


def goal_url(patient: int, goal: int) -> str:
    return reverse("goals:goal", args=[patient, goal])


def recommendation_url(patient: int, recommendation: int) -> str:
    return reverse("plan:recommendation", args=[patient, recommendation])


def day_words(day: date | None) -> str:
    return date_format(day, "j F") if day else ""


def sign(level: int) -> str:
    return f"+{level}" if level > 0 else str(level).replace("-", "−")


def level_choices(words: Mapping[str, str] = MappingProxyType({})) -> tuple[tuple[int | str, str], ...]:
    """The five levels of a goal, best first, with their words or what they mean."""
    plain = {
        2: ("level_p2", _("the best")), 1: ("level_p1", _("better than good enough")), 0: ("level_0", _("good enough")),
        -1: ("level_m1", _("as it was at the start")), -2: ("level_m2", _("a hard time")),
    }  # fmt: skip
    return tuple((level, f"{sign(level)}  {words.get(field) or meaning}") for level, (field, meaning) in plain.items())
