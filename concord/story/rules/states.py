"""The tables of allowed moves of a suggestion and of a retelling; actions, buttons and the pictures in the docs come from them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from concord.agreement.states import START, drawn

SUGGESTION: dict[tuple[str, str], str] = {
    (START, "SUGGEST"): "OPEN",
    ("OPEN", "ACCEPT"): "ACCEPTED",
    ("OPEN", "NOT_TAKE"): "NOT_TAKEN",
    ("OPEN", "TAKE_BACK"): "TAKEN_BACK",
    # Its author thought again.
    ("NOT_TAKEN", "ACCEPT"): "ACCEPTED",
}
RETELLING: dict[tuple[str, str], str] = {
    (START, "WRITE"): "WAITING",
    ("WAITING", "YES"): "YES",
    ("WAITING", "NOT_QUITE"): "NOT_QUITE",
    ("WAITING", "MISSED"): "MISSED",
    ("WAITING", "REWRITE"): "WAITING",
    ("WAITING", "LET_GO"): "LET_GO",
    # It goes round until yes; the patient may say more, or otherwise, at any time.
    ("NOT_QUITE", "REWRITE"): "WAITING",
    ("NOT_QUITE", "NOT_QUITE"): "NOT_QUITE",
    ("NOT_QUITE", "MISSED"): "MISSED",
    ("NOT_QUITE", "YES"): "YES",
    ("NOT_QUITE", "TAKE_BACK"): "WAITING",
    ("NOT_QUITE", "LET_GO"): "LET_GO",
    ("MISSED", "REWRITE"): "WAITING",
    ("MISSED", "MISSED"): "MISSED",
    ("MISSED", "NOT_QUITE"): "NOT_QUITE",
    ("MISSED", "YES"): "YES",
    ("MISSED", "TAKE_BACK"): "WAITING",
    ("MISSED", "LET_GO"): "LET_GO",
    # New words need a new yes; a yes can be taken back.
    ("YES", "REWRITE"): "WAITING",
    ("YES", "NOT_QUITE"): "NOT_QUITE",
    ("YES", "MISSED"): "MISSED",
    ("YES", "TAKE_BACK"): "WAITING",
    ("YES", "LET_GO"): "LET_GO",
    ("LET_GO", "REWRITE"): "WAITING",
}
ANSWERS = ("YES", "NOT_QUITE", "MISSED")


def why_not_settle(state: str, move: str) -> str | None:
    """Whether the table lets a suggestion go this way."""
    if (state, move) in SUGGESTION:
        return None
    return {
        "ACCEPTED": _("This suggestion was accepted already."),
        "NOT_TAKEN": _("The answer to this suggestion is given already."),
        "TAKEN_BACK": _("This suggestion was taken back."),
    }.get(state, _("This is not possible here. The page may be older than you think: please look again."))


def why_not_retell(state: str, move: str) -> str | None:
    """Whether the table lets a retelling go this way."""
    if (state, move) in RETELLING:
        return None
    if state == "LET_GO":
        return _("This was taken back by whoever wrote it. They can write it anew.")
    if state == "YES" and move == "YES":
        return _("You said yes to these words already.")
    return _("There is no answer yet that could be taken back.")


def as_markdown() -> str:
    """The part of docs/made/states.md about the story."""
    return "\n".join(
        [
            "",
            "## What a professional understood (“What I understood, and what led up to it”)",
            "",
            "From `concord/story/rules/states.py`. `WRITE`, `REWRITE` and `LET_GO` are the writer's, `YES`, `NOT_QUITE`, `MISSED` and",
            "`TAKE_BACK` the patient's. Every `REWRITE` is a new wording that needs its own yes.",
            "",
            *drawn(RETELLING),
            "",
            "## A suggestion into somebody's words",
            "",
            "`ACCEPT` and `NOT_TAKE` are for whoever wrote the words, `TAKE_BACK` for whoever suggests. Nobody edits another's words.",
            "",
            *drawn(SUGGESTION),
            "",
        ]
    )
