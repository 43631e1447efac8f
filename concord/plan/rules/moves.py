"""The one table of allowed moves of a recommendation and of a question; the actions, the buttons and the pictures come from it."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

START = "START"
ALLOWED: dict[tuple[str, str], str] = {
    (START, "PROPOSE"): "PROPOSED",
    # Waiting for the patient.
    ("PROPOSED", "YES"): "AGREED",
    ("PROPOSED", "YES_BUT"): "YES_BUT",
    ("PROPOSED", "NOT_NOW"): "NOT_NOW",
    ("PROPOSED", "NO"): "DECLINED",
    ("PROPOSED", "CHANGE"): "PROPOSED",
    ("PROPOSED", "WITHDRAW"): "WITHDRAWN",
    # A worry is on the table: the author can change the words, or the patient says yes after all.
    ("YES_BUT", "YES"): "AGREED",
    ("YES_BUT", "YES_BUT"): "YES_BUT",
    ("YES_BUT", "NOT_NOW"): "NOT_NOW",
    ("YES_BUT", "NO"): "DECLINED",
    ("YES_BUT", "TAKE_BACK"): "PROPOSED",
    ("YES_BUT", "CHANGE"): "PROPOSED",
    ("YES_BUT", "WITHDRAW"): "WITHDRAWN",
    # Agreed; either side can think again at any time, and other words need another yes.
    ("AGREED", "YES_BUT"): "YES_BUT",
    ("AGREED", "NOT_NOW"): "NOT_NOW",
    ("AGREED", "NO"): "DECLINED",
    ("AGREED", "TAKE_BACK"): "PROPOSED",
    ("AGREED", "CHANGE"): "PROPOSED",
    ("AGREED", "WITHDRAW"): "WITHDRAWN",
    ("AGREED", "END"): "ENDED",
    # Not now: it rests until the day that the patient chose.
    ("NOT_NOW", "YES"): "AGREED",
    ("NOT_NOW", "YES_BUT"): "YES_BUT",
    ("NOT_NOW", "NOT_NOW"): "NOT_NOW",
    ("NOT_NOW", "NO"): "DECLINED",
    ("NOT_NOW", "TAKE_BACK"): "PROPOSED",
    ("NOT_NOW", "CHANGE"): "PROPOSED",
    ("NOT_NOW", "WITHDRAW"): "WITHDRAWN",
    # No is respected: nobody can change the words and ask once more. Only the patient takes it up again.
    ("DECLINED", "YES"): "AGREED",
    ("DECLINED", "YES_BUT"): "YES_BUT",
    ("DECLINED", "NOT_NOW"): "NOT_NOW",
    ("DECLINED", "TAKE_BACK"): "PROPOSED",
    ("DECLINED", "WITHDRAW"): "WITHDRAWN",
    ("WITHDRAWN", "AGAIN"): "PROPOSED",
    ("ENDED", "AGAIN"): "PROPOSED",
}
ANSWERS = ("YES", "YES_BUT", "NOT_NOW", "NO")

TURNS: dict[tuple[str, str], str] = {
    (START, "ASKED"): "WAITING",
    ("WAITING", "SAID_MORE"): "WAITING",
    ("WAITING", "ANSWERED"): "ANSWERED",
    ("WAITING", "HANDED_OVER"): "WAITING",
    ("WAITING", "BROUGHT_IN"): "WAITING",
    ("WAITING", "TAKEN_BACK"): "TAKEN_BACK",
    # Writing did not make it clear, or took too long: whoever asked may ask to talk, and gets a time.
    ("WAITING", "CALL_WANTED"): "WAITING",
    ("WAITING", "VISIT_WANTED"): "WAITING",
    ("WAITING", "WRITE_ONLY"): "WAITING",
    ("WAITING", "ARRANGED"): "WAITING",
    ("ANSWERED", "ANSWERED"): "ANSWERED",
    ("ANSWERED", "GOT_IT"): "UNDERSTOOD",
    ("ANSWERED", "STILL_NOT"): "WAITING",
    ("ANSWERED", "SAID_MORE"): "WAITING",
    ("ANSWERED", "BROUGHT_IN"): "WAITING",
    ("ANSWERED", "TAKEN_BACK"): "TAKEN_BACK",
    ("UNDERSTOOD", "STILL_NOT"): "WAITING",
}


def after(state: str, move: str) -> str:
    """The state that an allowed move leads to."""
    return ALLOWED[state, move]


def why_not_move(state: str, move: str) -> str | None:
    """Whether the table allows this move from this state, for whoever asks."""
    if (state, move) in ALLOWED:
        return None
    if state == "DECLINED" and move == "CHANGE":
        return _("The answer to this was no, and that stands. You can talk about it, or suggest something else.")
    return {
        "WITHDRAWN": _("This suggestion was taken back. It can be suggested again."),
        "ENDED": _("This has ended. It can be suggested again."),
        "PROPOSED": _("This has not been answered yet."),
        "AGREED": _("This is agreed already."),
    }.get(state, _("This is not possible here. The page may be older than you think: please look again."))


def why_not_turn(state: str, turn: str) -> str | None:
    if (state, turn) in TURNS:
        return None
    if state == "TAKEN_BACK":
        return _("This question was taken back. You can ask it again.")
    if state == "WAITING":
        return _("This question has not been answered yet.")
    return _("This question is settled. “Still not” opens it again.")


def states_as_markdown() -> str:
    """The page docs/made/states.md: each table of moves as a picture and as a list."""
    return "\n".join(
        [
            "# States and moves",
            "",
            "Made from `concord/plan/rules/moves.py`; a test compares. A way that stands in neither list does not exist.",
            "",
            "## A recommendation",
            "",
            *_picture(ALLOWED),
            "",
            "`YES`, `YES_BUT`, `NOT_NOW`, `NO` and `TAKE_BACK` are the patient's; `CHANGE`, `WITHDRAW`, `END` and `AGAIN` are the",
            "author's side's, and the patient's where the suggestion is their own; `END` is also the patient's. Every change of",
            "words is a new version, drops the yes and asks again.",
            "",
            "## A question (“I don't get this”)",
            "",
            *_picture(TURNS),
            "",
        ]
    )


def _picture(table: Mapping[tuple[str, str], str]) -> list[str]:
    ways: dict[tuple[str, str], list[str]] = {}
    for (state, move), then in table.items():
        ways.setdefault(("[*]" if state == START else state, then), []).append(move)
    drawn = [f"    {state} --> {then}: {', '.join(moves)}" for (state, then), moves in ways.items()]
    rows = [f"| {'(new)' if s == START else s} | {move} | {then} |" for (s, move), then in table.items()]
    return ["```mermaid", "stateDiagram-v2", *drawn, "```", "", "| from | move | to |", "|---|---|---|", *rows]
