"""How much, how often, at what time, and what is changed: none of it in a step that is not in the words of the treatment above it.

Own rule of Concord: it errs towards asking. Words are compared by families (“once a day” and “daily” are one), numbers with the word that they
count, and a change with what it changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from concord.plan.rules import dosing_words as words
from concord.plan.rules.look_alikes import without_marks
from concord.plan.rules.naming import as_read

NUMBER = re.compile(
    rf"(?<![\w.,:])\d+(?:[.,:/]\d+)*|\b(?:{'|'.join(sorted(words.NUMBERS, key=len, reverse=True))})\b", re.IGNORECASE
)
CLAUSE = re.compile(r"[.,;:!?()\x1f](?!\d)| - ")
WORD = re.compile(r"[^\W\d_][\w'-]*")
A_DAY = re.compile(r" ?(?:an?|per|each|every|am|pro|par|al) (?:day|night|week|morning|evening|tag|jour|giorno|dia)\b")
A_SLASH = re.compile(r" ?/ ?(day|d|tag|jour|week|wk|w|woche|month|mth)\b")
A_SLASH_IS = {"d": " daily", "t": " daily", "j": " daily", "w": " a week", "m": " a month"}
LINKS = frozenset(
    """a an and as at after before by for from if in is of on or per the to then when with each every not please too""".split()  # noqa: SIM905
)
TAKES = re.compile(r"\b(?:takes?|taking|swallow\w*|nimm|nehmen|prenez|prendre|prendi|tom[ae]r?)\b")
HAS = re.compile(r"\b(?:have|has|use|eat|drink|inject\w*|apply)\b")
IT = frozenset("it them this these those dose dosage unit mg mcg ml ihn ihm".split())  # noqa: SIM905
PER = frozenset("a an per each every pro am par al por".split())  # noqa: SIM905
UNITS = frozenset(
    """hour day night week month tag woche monat jour semaine moi giorno settimana mese dia semana me""".split()  # noqa: SIM905
)
CONDITIONS = frozenset("if when unless wenn falls si se quand quando".split())  # noqa: SIM905
NEAR = 3


@dataclass(frozen=True)
class Said:
    """One word of dosing: its family, how it is written, what comes after it in its clause."""

    family: str
    written: str
    after: tuple[str, ...]


def read_for_dosing(text: str) -> str:
    read = without_marks(as_read(text)).casefold()
    read = re.sub(
        r"\b(?:twice|zweimal|times|mal) (?:daily|taglich)\b", lambda found: f"{found.group().split()[0]} a day", read
    )
    read = re.sub(r"(\d) ?x\b|\bx ?(\d)", r"\1\2 times", read)
    read = A_SLASH.sub(lambda found: A_SLASH_IS[found[1][0]], read)
    return _pattern(words.NOT_A_CHANGE).sub(" \x1f ", read)


def unsaid(texts: list[str], above: list[str], *, ordinary: frozenset[str], appointment: bool) -> str | None:
    """The first word of dosing that the words above do not say, as it is written."""
    agreed = [one for text in above for one in _said(read_for_dosing(text))]
    injected = is_injected(above)
    but = frozenset({"when", "often"}) if _is_keeping(texts) else frozenset({"when"} if appointment else ())
    for text in texts:
        said = list(_said(read_for_dosing(text), but=but))
        for one in said:
            if not _is_agreed(one, agreed, ordinary) and not (injected and one.written.startswith("inject")):
                return one.written
            if not one.family.startswith("change") and _count(one, said) > max(_count(one, agreed), 1):
                return one.written
    return None


def is_injected(above: list[str]) -> bool:
    return any(_pattern((words.INJECTED,)).search(read_for_dosing(text)) for text in above)


def speaks_of_the_pen(text: str) -> bool:
    return bool(_pattern((words.PEN,)).search(read_for_dosing(text)))


def doses(text: str, *, ordinary: frozenset[str], known: set[str]) -> bool:
    """Whether a text that names nothing speaks of the treatment above it all the same: “Take it three times a day”, “Double it”, “Two”."""
    read = read_for_dosing(text)
    acts = [found.span() for found in (*TAKES.finditer(read), *_matches(words.CHANGES, read), *NUMBER.finditer(read))]
    acts += [found.span() for found in re.finditer(r"\b(?:twice|once|thrice|times|dos(?:e|es|age))\b", read)]
    if not acts:
        return False
    left = _without_dosing(read)
    if not [word for word in WORD.findall(left) if _bare(word) not in ordinary | IT | known | LINKS]:
        return True
    return any(
        not NUMBER.fullmatch(read[start:end])
        and any(
            word in IT or (_bare(word) in known and _bare(word) not in ordinary) for word in _words(read[end:])[:NEAR]
        )
        for start, end in acts
    )


def is_dosing(word: str) -> bool:
    return not WORD.search(_without_dosing(without_marks(word).casefold()))


def _is_keeping(texts: list[str]) -> bool:
    """Whether a step is about the box or the pharmacy, and has nobody take anything."""
    reads = [read_for_dosing(text) for text in texts]
    return bool(re.match(rf"{words.KEEPING}\b", reads[0])) and not any(
        TAKES.search(read) or HAS.search(read) for read in reads
    )


def _said(read: str, *, but: frozenset[str] = frozenset()) -> Iterator[Said]:
    if but:
        read = _pattern((words.A_TIME_ON_THE_CLOCK,)).sub(" ", read)
    for number in NUMBER.finditer(read):
        yield Said(f"n{_value(number.group())}", number.group(), _counted(read, number.end()))
    for name, lines in {"often": words.HOW_OFTEN, "change": words.CHANGES, "when": words.WHEN}.items():
        for found in _matches(lines, read) if name not in but else ():
            yield Said(f"{name}{found.lastgroup}", found.group(), tuple(_words(read[found.end() :])))


def _is_agreed(one: Said, agreed: list[Said], ordinary: frozenset[str]) -> bool:
    same = [other for other in agreed if other.family == one.family]
    if one.family.startswith("change"):
        return _is_changed_as_agreed(one, same, ordinary)
    a_what = _per(one.after[: NEAR + 1])
    same = [other for other in same if not a_what or a_what & _per(other.after)]
    if not same or not one.family.startswith("n"):
        return bool(same)
    counted = one.after[0] if one.after and one.after[0] not in LINKS else None
    if counted is None or (counted != "times" and is_dosing(counted)):
        return True
    return any(counted in other.after[:NEAR] for other in same)


def _is_changed_as_agreed(one: Said, same: list[Said], ordinary: frozenset[str]) -> bool:
    """“Stop ibuprofen” stops nothing else, and “we stop if it does not help” is not yet a stop."""
    same = [other for other in same if CONDITIONS.isdisjoint(other.after) or not CONDITIONS.isdisjoint(one.after)]
    left = (word for word in one.after if word not in ordinary and word not in LINKS and not is_dosing(word))
    changes = next(left, None)
    return any(changes is None or changes in other.after for other in same)


def _per(after: tuple[str, ...]) -> set[str]:
    """Of “twice a day” the day."""
    return {unit for link, unit in pairwise(after) if link in PER and unit in UNITS}


def _count(one: Said, among: list[Said]) -> int:
    """Said twice is not once: “500 mg and 500 mg”."""
    return sum(other.family == one.family for other in among)


def _counted(read: str, end: int) -> tuple[str, ...]:
    """The words that a number counts; of so many a day, the times."""
    return ("times", *_words(read[end:])) if A_DAY.match(read, end) else tuple(_words(read[end:]))


def _value(written: str) -> str:
    value = words.NUMBERS.get(written, written).replace(",", ".")
    return value.rstrip("0").rstrip(".") if re.fullmatch(r"\d+\.\d+", value) else value


def _words(rest: str) -> list[str]:
    """Up to the end of the clause."""
    clause = CLAUSE.split(rest, maxsplit=1)[0]
    return [_bare(word) for word in WORD.findall(clause)]


def _bare(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and word != "times" else word


def _without_dosing(read: str) -> str:
    for lines in (words.HOW_OFTEN, words.WHEN, words.CHANGES):
        read = _families(lines).sub(" ", read)
    return NUMBER.sub(" ", TAKES.sub(" ", read))


def _matches(lines: tuple[str, ...], read: str) -> Iterator[re.Match[str]]:
    return _families(lines).finditer(read)


@cache
def _families(lines: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(f'(?P<f{number}>{line})' for number, line in enumerate(lines))})(?!\w)")


@cache
def _pattern(lines: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(lines)})(?!\w)")
