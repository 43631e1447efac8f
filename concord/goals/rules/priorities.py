"""Writing what matters most without seeing the other's list: what may be done when, and which wishes may mean the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from concord.goals.rules.alike import alike
from concord.goals.rules.writing import why_not_say

MOST = 5
LONGEST = 300


def cleaned(words: Iterable[str]) -> list[str]:
    """The wishes as they are kept: in order, without empty places."""
    return [one.strip() for one in words if one.strip()]


def why_not_keep_wishes(words: Sequence[str]) -> str | None:
    if len(cleaned(words)) > MOST:
        return _("Five are enough. Please leave out what matters least.")
    for one in words:
        if len(one) > LONGEST:
            return _("One of these is longer than %(longest)s signs. Please say it in a shorter sentence.") % {
                "longest": LONGEST
            }
        if sentence := why_not_say(one):
            return sentence
    return None


def why_not_write_wishes(*, finished: bool) -> str | None:
    if finished:
        return _("You have finished this list, so it stays as it is. You can take it back until the other side has finished, or begin a new round later.")  # fmt: skip
    return None


def why_not_finish_list(words: Sequence[str]) -> str | None:
    if not cleaned(words):
        return _("There is nothing on your list yet. One sentence is enough.")
    return None


def why_not_take_list_back(*, finished: bool, opened: bool) -> str | None:
    if not finished:
        return _("Your list is not finished yet, so you can simply write on.")
    if opened:
        return _("Both sides have read the lists by now, so they stay as they are. You can begin a new round.")
    return None


def why_not_begin_round(*, waiting: bool) -> str | None:
    if waiting:
        return _("A round is open already. Write your list there; a new one can begin when both sides have seen it.")
    return None


@dataclass(frozen=True)
class Side:
    """What a rule needs to know of a wish: its round, whether its author is the patient, and its list."""

    round: int
    patients: bool
    in_list: int


def why_not_join(one: Side, other: Side, *, taken: Iterable[int]) -> str | None:
    """`taken`: the lists in which something is joined with `one` already."""
    if one.round != other.round:
        return _("These two were written in different rounds. Only wishes of the same round are laid side by side.")
    if not one.patients or other.patients:
        return _("A wish of the patient is joined with one of a professional. Please choose one from each list.")
    if other.in_list in set(taken):
        return _("This wish is joined with another one of that list. Part those two first.")
    return None


def why_not_join_again(*, taken: bool) -> str | None:
    if taken:
        return _("That wish is joined with another one already. Part those two first.")
    return None


def may_mean_the_same(ones: Mapping[int, str], others: Mapping[int, str]) -> list[tuple[int, int, list[str]]]:
    """Suggested pairs with the words that they share, the closest first; each wish stands in one of them at most."""
    found = [(one, other, alike(words, theirs)) for one, words in ones.items() for other, theirs in others.items()]
    closest = sorted((row for row in found if row[2]), key=lambda row: -len(row[2]))
    pairs: list[tuple[int, int, list[str]]] = []
    for one, other, shared in closest:
        if all(one != pair[0] and other != pair[1] for pair in pairs):
            pairs.append((one, other, shared))
    return pairs


def moved(words: Sequence[str], place: int, *, up: bool) -> list[str]:
    """The list with the wish at `place` (from 0) one place higher or lower; at the end of the list it stays."""
    to = place - 1 if up else place + 1
    after = list(words)
    if 0 <= place < len(after) and 0 <= to < len(after):
        after[place], after[to] = after[to], after[place]
    return after
