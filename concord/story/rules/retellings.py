"""“What I understood”: who writes, who answers, and about which words. Pure."""

from __future__ import annotations

from django.utils.translation import gettext as _

NEEDS_WORDS = ("NOT_QUITE", "MISSED")


def why_not_write_again(already: bool) -> str | None:
    """One retelling a person and topic; it is rewritten, so that its way stays in view."""
    if not already:
        return None
    return _("You have written this already. Write it anew there, then the earlier words and the answers stay beside it.")  # fmt: skip


def why_not_rewrite(*, theirs: bool, who: str) -> str | None:
    if theirs:
        return None
    return _("%(who)s wrote what they understood, so only they can change it. You can write what you understood yourself.") % {"who": who}  # fmt: skip


def why_not_unchanged(*, same: bool) -> str | None:
    return _("Nothing was changed, so there is nothing to ask again.") if same else None


def why_not_answer_wording(seen: int, *, current: int) -> str | None:
    if seen == current:
        return None
    return _("The words have changed since you read them. Please read them again first. What you typed is still here.")


def why_not_answer_with(answer: str, words: str) -> str | None:
    if answer not in ("YES", *NEEDS_WORDS):
        return _("Please choose yes, not quite, or you missed something.")
    if answer in NEEDS_WORDS and not words.strip():
        return _("Please write in a few words what is different. It helps to get it right.")
    return None
