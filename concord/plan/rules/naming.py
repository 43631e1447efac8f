"""Whether what somebody would do names treatment, whatever kind its author chose. The words stand in `treatment_words`, own lists of Concord.

They err towards asking: somebody who is asked says it in other words, or makes it what it is. What is never looked at is the because:
a reason may speak of tablets.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext as _

from concord.plan.rules.listed import spoken_of
from concord.plan.rules.treatment_words import BY_KIND, NOT_MEANT
from concord.plan.rules.ways import NAMED

OTHER_WAYS = tuple(f"{way}_what" for way in NAMED)
TOLD_APART = str.maketrans({"’": "'", "‘": "'", "`": "'", "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-"})
BLANK = "\x1f"


@dataclass(frozen=True)
class Named:
    """The first words that name treatment, and the kind that they name."""

    words: str
    kind: str


def named(words: str) -> Named | None:
    """What is named first in one text, and the longer of two at one place; None for what is done every day."""
    read = _as_read(words)
    meant = _not_meant().sub(lambda found: BLANK * len(found.group()), read)
    found = [
        (match.start(), -match.end(), Named(match.group(match.lastindex or 0).strip(), kind))
        for kind, pattern in _patterns().items()
        if (match := pattern.search(meant))
    ]
    return min(found, key=lambda one: one[:2])[2] if found else None


def named_in(texts: Iterable[str]) -> Named | None:
    return next((found for text in texts if text and (found := named(text))), None)


def acted_on(words: Mapping[str, str], *, may_treat: bool) -> list[str]:
    """The texts of a suggestion that a person would act on: what it is, and the names of the other ways. A doctor may lay treatment beside
    it as another way, since nobody says yes to that."""
    return [words.get(field, "") for field in ("what", "who_does", *(() if may_treat else OTHER_WAYS))]


def why_not_lifestyle(
    words: Mapping[str, str], *, treatment: bool, may_treat: bool, taken: Iterable[str] = ()
) -> str | None:
    """A lifestyle kind with words of treatment: refused to everybody, with the ways on that are open to them. `taken` is the person's list
    of medicines and supplements, as far as whoever writes may see it."""
    if treatment:
        return None
    acts = acted_on(words, may_treat=may_treat)
    found = named_in(acts)
    if found is None:
        return why_not_touch(acts, taken)
    if may_treat:
        return _("“%(words)s” names treatment: swallowed, applied, injected, fasted, left out, a test or a referral. You can say it in other words, or make it a treatment.") % {"words": found.words}  # fmt: skip
    return _(
        "“%(words)s” names treatment, whatever it is called: what is swallowed, applied, injected, fasted or left out, and tests and"
        " referrals. You can say it in other words. Only a doctor can suggest treatment; you can ask the doctor in the team."
    ) % {"words": found.words}


def why_not_touch(texts: Iterable[str], taken: Iterable[str]) -> str | None:
    """What stands on the list of medicines is started, changed or stopped as treatment, and as nothing else."""
    entry = spoken_of(texts, taken)
    if entry is None:
        return None
    return _(
        "“%(name)s” stands on the list of what is taken. Starting, changing or stopping it is treatment, so a doctor suggests it as that."
        " You can say this in other words."
    ) % {"name": entry[:60]}


def why_not_suggest_step(texts: Iterable[str], *, treatment: bool, taken: Iterable[str] = ()) -> str | None:
    """A step that somebody else suggests, in words of treatment: it would pass by every gate."""
    if treatment:
        return None
    texts = list(texts)
    found = named_in(texts)
    if found is None:
        return why_not_touch(texts, taken)
    return _(
        "“%(words)s” names treatment. You can say it in other words. Or a doctor suggests it first as what it is, so that it is explained"
        " and agreed; its steps stand there."
    ) % {"words": found.words}


def _as_read(words: str) -> str:
    """As it is read: without signs that nobody sees, with letters of another width as plain ones, on one line."""
    seen = "".join(sign for sign in unicodedata.normalize("NFKC", words) if unicodedata.category(sign) != "Cf")
    return re.sub(r"[^\S\n]+", " ", re.sub(r"\s*\n\s*", ". ", seen.strip())).translate(TOLD_APART)


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    return {kind: _whole_words(lines) for kind, lines in BY_KIND.items()}


@cache
def _not_meant() -> re.Pattern[str]:
    return _whole_words(NOT_MEANT)


def _whole_words(lines: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(lines)})(?!\w)", re.IGNORECASE)
