"""The other ways beside a recommendation, each weighed in the same words: what good, what harm, what effort, what cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

ASPECTS = ("benefits", "harms", "burden", "cost")
MOST_WAYS = 4
OURS, NOTHING = "ours", "nothing"
NAMED = tuple(f"way_{number}" for number in range(1, MOST_WAYS + 1))
"""Other ways that the author writes down; what is suggested itself and doing nothing for now always stand beside them."""
WAY_FIELDS = tuple(
    f"{way}_{part}"
    for way in (OURS, NOTHING, *NAMED)
    for part in (("what", *ASPECTS) if way in NAMED else ASPECTS)
)  # fmt: skip


@dataclass(frozen=True)
class Way:
    """One row of the comparison. `what` is empty for what is suggested and for doing nothing: the page names those."""

    key: str
    what: str
    benefits: str
    harms: str
    burden: str
    cost: str

    @property
    def is_weighed(self) -> bool:
        return any((self.benefits, self.harms, self.burden, self.cost))


def ways(words: Mapping[str, str]) -> list[Way]:
    """What is suggested, each other way that is named, and last of all doing nothing for now, which is always there."""
    return [
        Way(key, words.get(f"{key}_what", ""), *(words.get(f"{key}_{aspect}", "") for aspect in ASPECTS))
        for key in (OURS, *NAMED, NOTHING)
        if key not in NAMED or words.get(f"{key}_what", "").strip()
    ]


def unnamed(words: Mapping[str, str]) -> bool:
    """A way with something said about it and no name: the reader would not know what is meant."""
    return any(
        not words.get(f"{key}_what", "").strip() and any(words.get(f"{key}_{aspect}", "").strip() for aspect in ASPECTS)
        for key in NAMED
    )
