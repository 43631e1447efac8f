"""Whether what somebody would do names treatment, whatever kind its author chose. The words stand in `treatment_words`, own lists of Concord.

They err towards asking: somebody who is asked says it in other words, or makes it what it is. What is never looked at is the because:
a reason may speak of tablets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext as _

from concord.plan.rules.listed import spoken_of
from concord.plan.rules.look_alikes import plain_letters, without_marks
from concord.plan.rules.slips import slips
from concord.plan.rules.treatment_words import BY_KIND, NOT_MEANT
from concord.plan.rules.ways import NAMED
from concord.plan.rules.when_to_call import without_what_happened

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
    read = as_read(words)
    return _first(read) or (_first(bare) if (bare := without_marks(read)) != read else None)


def _first(read: str) -> Named | None:
    found = [(*where, what) for where, what in places(read)]
    return min(found, key=lambda one: one[:2])[2] if found else None


def places(read: str) -> Iterator[tuple[tuple[int, int], Named]]:
    """Everything that is named, each with where it begins and ends."""
    meant = _not_meant().sub(lambda found: BLANK * len(found.group()), read)
    for kind, pattern in _patterns().items():
        for match in pattern.finditer(meant):
            yield (match.start(), -match.end()), Named(match.group(match.lastindex or 0).strip(), kind)
    for match, name in slips(meant):
        yield (match.start(), -match.end()), Named(match.group(), _kind_of(name))


@cache
def _kind_of(name: str) -> str:
    return next((kind for kind, pattern in _patterns().items() if pattern.fullmatch(name)), "MEDICINE")


def all_named(texts: Iterable[str]) -> list[Named]:
    """Everything that these texts name, in the order of their signs, also where look-alikes and marks hide it."""
    found = []
    for text in texts:
        read = as_read(text)
        readings = dict.fromkeys((read, without_marks(read)))
        found += [one for reading in readings for _where, one in sorted(places(reading), key=lambda pair: pair[0])]
    return list(dict.fromkeys(found))


def named_in(texts: Iterable[str]) -> Named | None:
    return next((found for text in texts if text and (found := named(text))), None)


def acted_on(words: Mapping[str, str], *, may_treat: bool) -> list[str]:
    """The texts of a suggestion that a person would act on: what it is, who does what, what is done before one calls, and the names of the
    other ways. A doctor may lay treatment beside it as another way, since nobody says yes to that."""
    acts = [words.get(field, "") for field in ("what", "who_does", *(() if may_treat else OTHER_WAYS))]
    return [*acts, to_do(words.get("call_when", ""))]


def to_do(call_when: str) -> str:
    """What somebody would do of “when to call”, without what may have happened before: “If you need painkillers on ten days” names no treatment,
    “if it hurts, take a painkiller” does. Own rule of Concord."""
    return without_what_happened(as_read(call_when))


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


def as_read(words: str) -> str:
    """As it is read: in plain letters, on one line."""
    return re.sub(r"[^\S\n]+", " ", re.sub(r"\s*\n\s*", ". ", plain_letters(words).strip())).translate(TOLD_APART)


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    return {kind: _whole_words(lines) for kind, lines in BY_KIND.items()}


@cache
def _not_meant() -> re.Pattern[str]:
    return _whole_words(NOT_MEANT)


def _whole_words(lines: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(lines)})(?!\w)", re.IGNORECASE)
