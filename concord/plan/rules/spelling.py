"""What may count as a correction of the spelling: its author says so, and the words themselves must not speak against it.

Own rule of Concord: figures, choices and what it rests on are meaning, and a field that was empty or becomes so is too. What is
left, both sides see word by word, and either can say that it changes the meaning for them.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping

from django.utils.translation import gettext as _

MEANING = ("look_weeks", "stands_on", "goal", "rests_on")
ALIKE = 0.75
"""How alike a corrected field is at least, from 0 to 1."""
WORD_ALIKE = 0.6
"""The same for what was corrected in one place: in a long text another word changes little of the whole and all of the meaning."""
TURNS = frozenset({
    "no", "not", "never", "none", "nor", "neither", "nothing", "nobody", "cannot", "without", "with", "only", "unless", "except", "until", "before", "after",
    "more", "less", "fewer", "all", "any", "may", "must", "can", "could", "should", "if", "and", "or", "on", "off", "up", "down",
    "increase", "decrease", "raise", "lower", "start", "stop", "left", "right", "rarely", "often", "always", "safe", "unsafe", "likely", "unlikely",
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "once", "twice", "half", "double",
    "g", "mg", "mcg", "µg", "μg", "kg", "ml", "l", "iu", "unit", "units", "gram", "grams", "milligram", "milligrams", "microgram", "micrograms",
    "minute", "minutes", "hour", "hours", "hourly", "day", "days", "daily", "week", "weeks", "weekly", "month", "months", "monthly", "year", "years",
    "morning", "noon", "afternoon", "evening", "night",
})  # fmt: skip
"""Words that turn the meaning, or measure: like figures they are never spelling. Own list of Concord, English for now."""
PREFIXES = ("un", "in", "im", "dis", "non", "hypo", "hyper", "anti", "de", "pre", "post", "sub", "over", "under")
"""Set before a word they turn it round: “hypotension”, “unsweetened”."""
SLIPS = frozenset(
    {"a", "an", "the", "to", "of", "in", "at", "for", "it", "is", "that", "as", "by", "so", "you", "your", "be", "are"}
)
"""What can be forgotten, or be one too many, without another meaning. “Low” cannot."""
FIGURES = re.compile(r"[<>≤≥=±~+−-]?\s?\d+(?:\s?[.,:/x×–−-]\s?\d+)*\s?[%‰°½¼¾⅓⅔]?|[<>≤≥±½¼¾⅓⅔%‰]")
"""Figures with the signs that belong to them: a half, a range, less than."""
WORDS = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")


def why_not_spelling(before: Mapping[str, str], after: Mapping[str, str]) -> str | None:
    changed = [field for field in {**before, **after} if before.get(field, "") != after.get(field, "")]
    if any(field in MEANING for field in changed):
        return _(
            "The goal, the day to look, the sources and what it stands on are more than spelling. Please save it as a change."
        )
    for field in changed:
        old, new = before.get(field, ""), after.get(field, "")
        if _figures(old) != _figures(new):
            return _("A figure is different, and figures are more than spelling. Please save it as a change.")
        if difflib.SequenceMatcher(a=old, b=new, autojunk=False).ratio() < ALIKE:
            return _("These words are so different that they are more than spelling. Please save it as a change.")
        if turned := _other_words(_words(old), _words(new)):
            return _("“%(words)s” can change the meaning, so it is more than spelling. Please save it as a change.") % {"words": turned}  # fmt: skip
    return None


def _figures(text: str) -> list[str]:
    return [re.sub(r"\s", "", found).replace("–", "-").replace("−", "-") for found in FIGURES.findall(text)]


def _words(text: str) -> list[str]:
    return [word.casefold().replace("’", "'") for word in WORDS.findall(text)]


def _other_words(old: list[str], new: list[str]) -> str:
    """The first words that are another word rather than the same one spelt otherwise, or nothing."""
    for _tag, begin, end, at, until in difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        before, after = old[begin:end], new[at:until]
        if before != after and (
            _turn(before) != _turn(after) or _turned_round(before, after) or not _same_spelt_otherwise(before, after)
        ):
            return " ".join(after or before)
    return ""


def _turn(words: list[str]) -> list[str]:
    return [word for word in words if word in TURNS or word.endswith("n't")]


def _turned_round(before: list[str], after: list[str]) -> bool:
    """Whether one has a prefix that the other has not, or another one."""
    return sorted(map(_prefix, before)) != sorted(map(_prefix, after)) if len(before) == len(after) else False


def _prefix(word: str) -> str:
    return next((prefix for prefix in sorted(PREFIXES, key=len, reverse=True) if word.startswith(prefix)), "")


def _same_spelt_otherwise(before: list[str], after: list[str]) -> bool:
    if not before or not after:
        return all(word in SLIPS for word in before or after)
    return difflib.SequenceMatcher(a="".join(before), b="".join(after), autojunk=False).ratio() >= WORD_ALIKE


def why_not_object(*, spelling_only: bool, wrote: bool, own: bool, asked: bool) -> str | None:
    """`asked`: the patient, or somebody whose yes the correction carried over."""
    if own:
        return _(
            "This is their own idea, so nobody else’s yes rests on its words. You can say if you see it differently."
        )
    if not asked:
        return _("You have not said yes to this, so no yes of yours was carried over. If it should read otherwise, ask whoever wrote it.")  # fmt: skip
    if not spelling_only:
        return _("The newest words are not a correction of the spelling, so everybody was asked again anyway.")
    if wrote:
        return _("You wrote this correction yourself. You can change the words.")
    return None
