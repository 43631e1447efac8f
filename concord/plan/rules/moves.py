"""The one table of allowed moves of a recommendation and of a question; the actions, the buttons and the pictures come from it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from concord.agreement.states import START, drawn

SAME = ""
ASKED = ("PROPOSED", "DISCUSSING", "DEFERRED", "DECLINED")
LIVED = ("AGREED", "TRYING", "REVIEWED")
"""What is agreed, for good or for a time; the steps under it run."""
OVER = ("WITHDRAWN", "CLOSED")
NOT_REFUSED = ("PROPOSED", "DISCUSSING", "DEFERRED", *LIVED)
WAYS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    # (move, from any of these states, to this one; SAME stays where it is)
    ("PROPOSE", (START,), "PROPOSED"),
    # The patient's answers. A yes while something is still missing is kept, and agrees to nothing yet.
    ("YES", ASKED, "AGREED"),
    ("TRY", ASKED, "TRYING"),
    ("YES_SO_FAR", ASKED, "DISCUSSING"),
    ("YES_BUT", (*ASKED, *LIVED), "DISCUSSING"),
    ("NOT_NOW", (*ASKED, *LIVED), "DEFERRED"),
    ("NO", (*ASKED, *LIVED), "DECLINED"),
    ("TAKE_BACK", ("DISCUSSING", "DEFERRED", "DECLINED", *LIVED), "PROPOSED"),
    # The last missing thing came, or something that was there is missing again.
    ("SETTLE", ("DISCUSSING",), "AGREED"),
    ("SETTLE_TRY", ("DISCUSSING",), "TRYING"),
    ("UNSETTLE", LIVED, "DISCUSSING"),
    # Other words need another yes. No is respected: nobody can change the words and ask once more.
    ("CHANGE", NOT_REFUSED, "PROPOSED"),
    ("SPELLING", NOT_REFUSED, SAME),
    ("OBJECT", NOT_REFUSED, "PROPOSED"),
    # Both look whether it helped; then it goes on, changes or closes.
    ("LOOK", LIVED, SAME),
    ("REVIEW", ("AGREED", "TRYING"), "REVIEWED"),
    ("GO_ON", LIVED, "AGREED"),
    ("END", LIVED, "CLOSED"),
    # What other professionals say beside it; the patient's answer stays as it is.
    ("DIFFER", NOT_REFUSED, SAME),
    ("DIFFER_NOT", (*NOT_REFUSED, "DECLINED", *OVER), SAME),
    ("YES_TOO", NOT_REFUSED, SAME),
    ("YES_TOO_NOT", (*NOT_REFUSED, "DECLINED", *OVER), SAME),
    # The author's side lets go, and may suggest it anew; never what was refused, or a no could be asked about once more.
    ("WITHDRAW", NOT_REFUSED, "WITHDRAWN"),
    ("AGAIN", OVER, "PROPOSED"),
)
ALLOWED: dict[tuple[str, str], str] = {
    (state, move): then or state for move, befores, then in WAYS for state in befores
}
"""Silence is in no row: without a move nothing is ever agreed."""
RESTS_UNTIL_ASKED = ("DEFERRED", "DECLINED")
"""Not now, and no: nobody asks. With a day that the patient chose it is asked again from that day on, and not before."""
ANSWERS = ("YES", "TRY", "YES_BUT", "NOT_NOW", "NO")
AGREEING = ("YES", "TRY", "SETTLE", "SETTLE_TRY", "GO_ON")
"""The moves after which something is lived; a look whether it helped belongs to the stretch since the newest of them."""

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
    if state == "DECLINED" and move not in ANSWERS:
        return _("The answer to this was no, and that stands. You can talk about it, or suggest something else.")
    if move in ("LOOK", "REVIEW", "GO_ON", "END") and state not in (*OVER, "DECLINED"):
        return _("This is not agreed, so there is nothing to look at yet.")
    return {
        "WITHDRAWN": _("This suggestion was taken back. It can be suggested again."),
        "CLOSED": _("This is closed. It can be suggested again."),
        "PROPOSED": _("This has not been answered yet."),
        "AGREED": _("This is agreed already."),
        "TRYING": _("You try this already, until the day that you agreed."),
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
            *drawn(ALLOWED),
            "",
            "`YES`, `TRY`, `YES_BUT`, `NOT_NOW`, `NO`, `TAKE_BACK` and `GO_ON` are the patient's. `CHANGE`, `SPELLING`, `WITHDRAW` and",
            "`AGAIN` are the author's side's, and the patient's where the suggestion is their own; `END` is also the patient's.",
            "`LOOK` and `REVIEW` are each side's own. `DIFFER`, `YES_TOO` and their opposites belong to other professionals, `OBJECT`",
            "to whoever's yes was carried over a spelling correction. `YES_SO_FAR`, `SETTLE`, `SETTLE_TRY` and `UNSETTLE` follow",
            "from the gates (`concord/plan/rules/gates.py`) and are nobody's button. Every change of meaning is a new version, drops",
            "every yes and asks again. Without a move nothing is agreed: silence is in no row.",
            "",
            "## A question (“I don't get this”)",
            "",
            *drawn(TURNS),
            "",
        ]
    )
