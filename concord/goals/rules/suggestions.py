"""Whose words a goal is: its owner edits them, everybody else lays other words beside them."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from concord.goals.rules.writing import same_words


def why_not_edit(*, patient: bool, author: bool, taken_on: bool) -> str | None:
    """`taken_on`: the patient wrote the goal or has said yes to it at some time; from then on the words are theirs."""
    if patient or (author and not taken_on):
        return None
    if taken_on:
        return _("These are not your words, so you do not change them. You can suggest other words, and the person whose goal it is decides.")  # fmt: skip
    return _("A colleague suggested this goal. You can lay other words beside theirs.")


def why_not_suggest(before: Mapping[str, str], words: Mapping[str, str], *, may_edit: bool, ended: bool) -> str | None:
    if ended:
        return _("This goal has ended. You can take it up again first.")
    if may_edit:
        return _("These are your own words, so you can simply change them.")
    if same_words(before, words):
        return _("These are the words as they stand. Please change what you would say differently.")
    return None


def why_not_answer(*, answered: bool, owner: bool) -> str | None:
    if not owner:
        return _("Only the person whose words these are decides about a suggestion.")
    if answered:
        return _("This suggestion has been answered already.")
    return None


def why_not_take_suggestion_back(*, answered: bool, theirs: bool) -> str | None:
    if not theirs:
        return _("Only the person who suggested these words can take them back.")
    if answered:
        return _("This suggestion has been answered already.")
    return None
