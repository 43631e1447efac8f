"""The one table of moves of understanding, and who may take which. The explaining is judged, never the person."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from concord.agreement.states import drawn

NOT_EXPLAINED, CONFIRMED = "NOT_EXPLAINED", "CONFIRMED"
FORWARD: dict[tuple[str, str], str] = {
    (NOT_EXPLAINED, "EXPLAIN"): "EXPLAINED",
    # Whoever has read it may say it back without waiting for an explanation.
    (NOT_EXPLAINED, "TELL_BACK"): "TOLD_BACK",
    ("EXPLAINED", "EXPLAIN"): "EXPLAINED",
    ("EXPLAINED", "TELL_BACK"): "TOLD_BACK",
    ("TOLD_BACK", "TELL_BACK"): "TOLD_BACK",
    ("TOLD_BACK", "EXPLAIN"): "EXPLAINED",
    ("TOLD_BACK", "CLEAR"): CONFIRMED,
    ("TOLD_BACK", "AGAIN"): "EXPLAIN_AGAIN",
    ("EXPLAIN_AGAIN", "EXPLAIN"): "EXPLAINED",
    ("EXPLAIN_AGAIN", "TELL_BACK"): "TOLD_BACK",
    (CONFIRMED, "EXPLAIN"): "EXPLAINED",
    (CONFIRMED, "TELL_BACK"): "TOLD_BACK",
}
TAKEN_BACK: dict[tuple[str, str], set[str]] = {}
"""Where taking back leads from a state: to where it stood before the move that is taken back."""
for (before, _move), then in FORWARD.items():
    TAKEN_BACK.setdefault((then, "TAKE_BACK"), set()).add(before)
OVER = ("WITHDRAWN", "CLOSED")
HOWS = ("TALK", "TEXT", "PICTURE", "FILM")
LONGEST_WORDS = 2000
LONGEST_LINK = 500


def is_confirmed(state: str | None) -> bool:
    """Whether a recommendation counts as understood: told back, and its explainer has said that they explained it clearly."""
    return state == CONFIRMED


def told_back(state: str | None) -> bool:
    """Whether the newest words have been said back at all; for a small step this is shown and never in the way."""
    return state in ("TOLD_BACK", "EXPLAIN_AGAIN", CONFIRMED)


def where(kinds: Iterable[str]) -> str:
    """The state after these moves, none of which was taken back."""
    state = NOT_EXPLAINED
    for kind in kinds:
        state = FORWARD[state, kind]
    return state


def meaning_since(changes: Iterable[tuple[str, int]]) -> int:
    """The first version with today's meaning: (kind of move, version) of the moves. A corrected spelling changes no meaning."""
    return max((number for kind, number in changes if kind in ("PROPOSE", "CHANGE", "OBJECT")), default=1)


def why_not_go(state: str, kind: str) -> str | None:
    if (state, kind) in FORWARD:
        return None
    if state == "EXPLAIN_AGAIN":
        return _("You wanted to explain this again. After that it can be told back once more.")
    if state == CONFIRMED:
        return _("You have said already that you explained it clearly. You can take that back.")
    return _("This has not been told back yet. First comes what the other person has understood, in their own words.")


def why_not_understand(*, own: bool, state: str) -> str | None:
    """What somebody decided for themself needs no explaining, and what is over none any more."""
    if own:
        return _("This is the patient’s own idea, so nobody has to explain it to them.")
    if state in OVER:
        return _("This is over, so it need not be explained. It can be suggested again.")
    return None


def why_not_this_version(seen: int, *, current: int) -> str | None:
    if seen != current:
        return _(
            "The words have changed since you read them. Please read them again first. What you typed is still here."
        )
    return None


def why_not_explain(how: str, link: str, words: str) -> str | None:
    if how not in HOWS:
        return _("Please choose how you explained it: in a talk, in writing, with a picture or with a film.")
    if link and not link.startswith(("https://", "http://")):
        return _("The address of a film or a picture begins with https:// or http://.")
    if len(link) > LONGEST_LINK:
        return _("This address is too long to be kept. Please use a shorter one.")
    if how == "FILM" and not link:
        return _("Please add the address of the film, so that it can be watched again.")
    return why_not_say(words)


def why_not_say(words: str, *, needed: bool = False) -> str | None:
    if needed and not words.strip():
        return _("Please write a few words. Short is fine, and there is no wrong answer.")
    if len(words) > LONGEST_WORDS:
        return _("This is longer than %(longest)s signs. Please shorten it a little.") % {"longest": LONGEST_WORDS}
    if "\x00" in words:
        return _("These words hold a sign that cannot be stored. Please type them again without it.")
    return None


def why_not_judge(*, explainer: str, theirs: bool) -> str | None:
    """Only whoever explained knows whether they explained it clearly; it is their own work that they judge."""
    if theirs:
        return None
    return _("%(who)s explained this, so only they can say whether they explained it clearly. You can explain it as well.") % {"who": explainer}  # fmt: skip


def why_not_take_back(*, anything: bool, theirs: bool, who: str) -> str | None:
    if not anything:
        return _("There is nothing here to take back.")
    if not theirs:
        return _("%(who)s said this last, so only they can take it back.") % {"who": who}
    return None


def why_not_take_back_told(*, wrote: bool, judged_by: str, mine: bool) -> str | None:
    """What one wrote down of the patient's words, while no judgement of an explanation rests on it."""
    if not wrote:
        return _("You have written down nothing here that could be taken back. What the patient said stays theirs.")
    if judged_by and mine:
        return _(
            "You have said since whether you explained it clearly, and that rests on these words. Take that back first."
        )
    if judged_by:
        return _("%(who)s has said since whether it was explained clearly, and that rests on these words. Write down the right ones instead.") % {"who": judged_by}  # fmt: skip
    return None


def rests_on(kind_after: str | None) -> bool:
    """Whether the move right after words that were told back judges the explaining by them."""
    return kind_after in ("CLEAR", "AGAIN")


def may_judge(person: int, *, explainer: int, here: Collection[int]) -> bool:
    """The explainer; when they have left, whoever may explain has read both and stands in."""
    return person == explainer or explainer not in here


def as_markdown() -> str:
    """The part of docs/made/states.md about understanding."""
    table: Mapping[tuple[str, str], str] = FORWARD
    rows: Sequence[str] = [
        f"| {state} | {move} | {' or '.join(sorted(befores))} |" for (state, move), befores in TAKEN_BACK.items()
    ]
    return "\n".join(
        [
            "",
            "## Whether a recommendation is understood",
            "",
            "From `concord/plan/rules/understanding.py`. `EXPLAIN`, `CLEAR` and `AGAIN` are a professional's; of treatment, a doctor's.",
            "`CLEAR` and `AGAIN` belong to whoever explained: they judge their own explaining, never the person. `TELL_BACK` is the",
            "patient's, or written down by a professional in a visit and shown as such. A new version of the words begins at",
            "`NOT_EXPLAINED`; a corrected spelling does not.",
            "",
            *drawn(table),
            "",
            "`TAKE_BACK` is for whoever made the last move; it leads to where things stood before that move. What a professional wrote",
            "down they take back later too, as long as no `CLEAR` or `AGAIN` rests on it; things stand as if it had not been written.",
            "",
            "| from | move | to |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )
