"""What a step that somebody else suggests may name: nothing of treatment, or only what the words of the treatment above it name.

A step is taken on by one tap, so it is no way past the gates: another drug, another dose, another test needs a recommendation of its own, or a
new version of the one above. Own rule of Concord: it errs towards asking.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from concord.plan.rules.listed import spoken_of
from concord.plan.rules.look_alikes import without_marks
from concord.plan.rules.naming import Named, all_named, as_read, named_in, why_not_touch

ORDINARY = frozenset(
    """
    a an the this that these those each every next last first one your my his her their our you it its of with without for to in on at by from and or as
    after before until till around daily day days week weeks morning evening night noon once twice time times some any all more extra new usual same
    have having has be been being get getting see seeing visit book ask go going do make take takes taking taken swallow swallowing start starting add adding try trying
    put apply applying rub rubbing spread smear massage wear wearing stick checked tested measured levels level appointment
    tablet pill capsule caplet lozenge suppository pessary sachet drop spray puff patch cream gel lotion balm ointment inhaler injection
    inject injected injecting medicine medication med prescription supplement supplementation dose remedy test sample scan panel referral referred refer
    """.split()  # noqa: SIM905
)
"""Words of form, of doing and of time: beside an agreed treatment they name nothing new. Own list."""
JOINED = re.compile(r"(\d+(?:[.,]\d+)?) ?(?=[^\W\d_]|μ)|\b(vitamin|omega) ?-?(?=\w)", re.IGNORECASE)
WORDS = re.compile(r"\w+(?:[.,]\d\w*)?")
ALIKE_FROM = 5
"""From so many signs on, a word and a longer one that begins with it are one: “inject” and “injections”, “neurolog…”."""


def beyond(texts: Iterable[str], agreed: Iterable[str]) -> Named | None:
    """What the texts name, and what was agreed does not."""
    known = {word for text in agreed for word in _telling(text)}
    return next(
        (one for one in all_named(texts) if not all(_is_among(word, known) for word in _telling(one.words))), None
    )


def why_not_suggest_step(
    texts: Iterable[str], *, above: Iterable[str] | None, taken: Iterable[str] = (), to_patient: bool = False
) -> str | None:
    """`above` are the words of the treatment under which the step stands, or None: under anything else it names no treatment at all."""
    texts, taken = [text for text in texts if text], list(taken)
    if above is not None:
        return _why_not_beyond(texts, list(above), taken, to_patient=to_patient)
    found = named_in(texts)
    if found is None:
        return why_not_touch(texts, taken)
    if to_patient:
        return _ask_first(found.words)
    return _(
        "“%(words)s” names treatment. You can say it in other words. Or a doctor suggests it first as what it is, so that it is explained"
        " and agreed; its steps stand there."
    ) % {"words": found.words}


def _why_not_beyond(texts: list[str], above: list[str], taken: list[str], *, to_patient: bool) -> str | None:
    found = beyond(texts, above)
    other = [entry for entry in taken if spoken_of(above, [entry]) is None]
    name = found.words if found else spoken_of(texts, other)
    if name is None:
        return None
    if to_patient:
        return _ask_first(name[:60])
    return _(
        "“%(words)s” is more than this recommendation names, and a step is taken on by one tap. Suggest it as a recommendation of its own, or"
        " change the words of this one: then it is explained and everybody is asked again. What is agreed already can be said in its words."
    ) % {"words": name[:60]}


def _ask_first(words: str) -> str:
    return _(
        "“%(words)s” in this step names treatment that has not been explained to you and agreed. It waits. Please ask whoever suggested it."
    ) % {"words": words}


def _telling(text: str) -> list[str]:
    """The words that tell one treatment from another, figures with their unit."""
    read = without_marks(JOINED.sub(lambda found: found.group().strip(" -"), as_read(text))).casefold()
    return [
        word for found in WORDS.findall(read) if (word := _singular(found)) not in ORDINARY and found not in ORDINARY
    ]


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") else word


def _is_among(word: str, known: set[str]) -> bool:
    return word in known or any(
        min(len(word), len(one)) >= ALIKE_FROM and word.isalpha() and (one.startswith(word) or word.startswith(one))
        for one in known
    )
