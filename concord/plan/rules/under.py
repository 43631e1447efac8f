"""What a step that somebody else suggests may name: nothing of treatment, or only what the words of the treatment above it name.

A step is taken on by one tap, so it is no way past the gates: another drug, another dose, another test needs a recommendation of its own, or a
new version of the one above. Own rule of Concord: it errs towards asking.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from concord.plan.rules import dosing, dosing_words, rhythms
from concord.plan.rules.listed import spoken_of
from concord.plan.rules.look_alikes import without_marks
from concord.plan.rules.naming import Named, all_named, as_read, named_in, places, why_not_touch
from concord.plan.rules.steps import Rhythm

ORDINARY = frozenset(
    """
    a an the this that these those next last first your my his her their our you it its of with for to in on at by from and or as
    after before around day days week weeks time some any new usual same
    have having has be been being get getting see seeing visit book ask go going do make take takes taking taken swallow swallowing try trying use using
    put apply applying rub rubbing spread smear massage wear wearing stick checked tested measured levels level appointment
    tablet pill capsule caplet lozenge suppository pessary sachet drop spray puff patch cream gel lotion balm ointment inhaler injection
    inject injected injecting medicine medication med prescription supplement supplementation dose remedy test sample scan panel referral referred refer
    tablette tabletten kapsel kapseln pille pillen medikament medikamente medikamenten arznei arzneimittel comprime gelule pilule medicament
    compressa compresse pastiglia pastiglie pillola pillole farmaco farmaci pastilla comprimido medicamento medicina capsula das die der den le la les il lo el los
    """.split()  # noqa: SIM905
)
"""Words of form and of doing: beside an agreed treatment they name nothing new. How much, how often, when and what is changed is looked at
by itself (`dosing`). Own list."""
JOINED = re.compile(r"(?<![^\W_])(\d+(?:[.,]\d+)?) ?(?=[^\W\d_]|μ)|\b(vitamin|omega) ?-?(?=\w)", re.IGNORECASE)
WORDS = re.compile(r"\w+(?:[.,]\d\w*)?")
ALIKE_FROM = 5
"""From so many signs on, a word and a longer one that begins with it are one: “inject” and “injections”, “neurolog…”."""
FORMS = re.compile(
    r"(?:tablets?|pills?|capsules?|medicines?|medications?|meds|prescriptions?|supplements?|inhalers?|\d.*)$",
    re.IGNORECASE,
)
NEXT = re.compile(r"(?:[ -]| ?[/+&] ?)([^\W\d_]{2,}\w*)")
APPOINTMENT = re.compile(rf"(?:{dosing_words.APPOINTMENT})", re.IGNORECASE)


def beyond(texts: Iterable[str], agreed: Iterable[str]) -> Named | None:
    """What the texts name, and what was agreed does not."""
    texts, known = list(texts), known_in(agreed)
    found = next((one for one in all_named(texts) if not _all_among(_telling(one.words), known)), None)
    return found or next(
        (one for text in texts for one in _longer_names(text) if not _is_among(_telling(one.words)[-1], known)), None
    )


def known_in(agreed: Iterable[str]) -> set[str]:
    return {word for text in agreed for word in _telling(text)}


def changed(texts: Iterable[str], agreed: Iterable[str]) -> str | None:
    """How much, how often, when or what change the texts say of the treatment, and what was agreed does not."""
    texts, agreed = [text for text in texts if text], list(agreed)
    named = all_named(texts)
    if not named and not _speaks_of_it(texts, agreed):
        return None
    appointment = bool(named) and all(one.kind in ("TEST", "REFERRAL") or APPOINTMENT.match(one.words) for one in named)
    return dosing.unsaid(texts, agreed, ordinary=ORDINARY, appointment=appointment)


def _speaks_of_it(texts: list[str], agreed: list[str]) -> bool:
    """Whether words that name nothing speak of the treatment above them."""
    known, injected = known_in(agreed), dosing.is_injected(agreed)
    return any(
        dosing.doses(text, ordinary=ORDINARY, known=known) or (injected and dosing.speaks_of_the_pen(text))
        for text in texts
    )


def _longer_names(text: str) -> Iterator[Named]:
    """Each drug with the word right after it, which is part of its name unless it is an ordinary one: insulin aspart."""
    read = as_read(text)
    for reading in dict.fromkeys((read, without_marks(read))):
        for (start, minus_end), one in places(reading):
            after = NEXT.match(reading, -minus_end)
            if after is None or one.kind not in ("MEDICINE", "SUPPLEMENT") or FORMS.search(one.words):
                continue
            word = after.group(1).casefold()
            if word not in dosing_words.BESIDE and _telling(word) and not dosing.is_dosing(word):
                yield Named(reading[start : after.end()].strip(), one.kind)


def why_not_suggest_step(
    texts: Iterable[str], *, above: Iterable[str] | None, taken: Iterable[str] = (), may_treat: bool = True, rhythm: Rhythm | None = None,
    rhythm_words: str = "", to_patient: bool = False,
) -> str | None:  # fmt: skip
    """`above` are the words of the treatment under which the step stands, or None: under anything else it names no treatment at all. Whoever
    may not treat names none there either, and changes none without naming it."""
    texts, above, taken = [text for text in texts if text], None if above is None else list(above), list(taken)
    if above is not None and may_treat:
        return _why_not_beyond(texts, above, taken, to_patient=to_patient) or _why_not_so_often(
            texts, above, rhythm, rhythm_words, to_patient=to_patient
        )
    found = named_in(texts)
    if found is None:
        change = changed(texts, above) if above is not None else None
        return why_not_touch(texts, taken) or (_why_not_changed(change, to_patient=to_patient) if change else None)
    if to_patient:
        return _ask_first(found.words)
    return _(
        "“%(words)s” names treatment. You can say it in other words. Or a doctor suggests it first as what it is, so that it is explained"
        " and agreed; its steps stand there."
    ) % {"words": found.words}


def _why_not_beyond(texts: list[str], above: list[str], taken: list[str], *, to_patient: bool) -> str | None:
    found = beyond(texts, above)
    change = None if found else changed(texts, above)
    other = [entry for entry in taken if spoken_of(above, [entry]) is None]
    name = found.words if found else spoken_of(texts, other)
    if name is None:
        return _why_not_changed(change, to_patient=to_patient) if change else None
    if to_patient:
        return _ask_first(name[:60])
    return _(
        "“%(words)s” is more than this recommendation names, and a step is taken on by one tap. Suggest it as a recommendation of its own, or"
        " change the words of this one: then it is explained and everybody is asked again. What is agreed already can be said in its words."
    ) % {"words": name[:60]}


def _why_not_so_often(
    texts: list[str], above: list[str], rhythm: Rhythm | None, rhythm_words: str, *, to_patient: bool
) -> str | None:
    """The patient is asked again only where it would be more often; whoever writes it, where it would be rarer, too."""
    if rhythm is None or not (all_named(texts) or _speaks_of_it(texts, above)):
        return None
    if not rhythms.unlike(texts, above, rhythm, rarer_too=not to_patient):
        return None
    return _why_not_changed(rhythm_words, to_patient=to_patient)


def _why_not_changed(words: str, *, to_patient: bool) -> str:
    if to_patient:
        return _("“%(words)s” in this step has not been explained to you and agreed. It waits. Please ask whoever suggested it.") % {"words": words[:60]}  # fmt: skip
    return _(
        "“%(words)s” does not stand in the recommendation above. How much, how often and when is agreed first, and so is each change."
        " A step is taken on by one tap. Suggest it as a recommendation of its own, or say it here in the same words as above."
    ) % {"words": words[:60]}


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


def _all_among(words: list[str], known: set[str]) -> bool:
    return all(_is_among(word, known) for word in words)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") else word


def _is_among(word: str, known: set[str]) -> bool:
    return word in known or any(
        min(len(word), len(one)) >= ALIKE_FROM and word.isalpha() and (one.startswith(word) or word.startswith(one))
        for one in known
    )
