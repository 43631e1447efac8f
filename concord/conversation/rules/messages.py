"""What may be sent, changed, taken back and heard."""

from __future__ import annotations

from django.utils.translation import gettext as _

LONGEST_WORDS = 6000
LONGEST_HEARING = 1000
MOST_FILES = 5


def why_not_say(words: str, *, longest: int = LONGEST_WORDS, needed: bool = True) -> str | None:
    if needed and not words.strip():
        return _("Please write a few words. A file alone does not say what it is about.")
    if len(words) > longest:
        return _("This is longer than %(longest)s signs. Please shorten it a little.") % {"longest": longest}
    if "\x00" in words:
        return _("These words hold a sign that cannot be stored. Please type them again without it.")
    return None


def why_not_write(*, anybody_else: bool) -> str | None:
    """A message into an empty room would be read by nobody."""
    if not anybody_else:
        return _("Nobody else is in this conversation any more, so nobody would read it. Add somebody first.")
    return None


def why_not_change(*, theirs: bool, taken_back: bool) -> str | None:
    if not theirs:
        return _("Only the person who wrote this can change it. You can write an answer.")
    if taken_back:
        return _("This message was taken back. Please write a new one.")
    return None


def why_not_keep_about(kind: str, *, own: bool) -> str | None:
    """What somebody heard is of another's words; a change is of one's own."""
    if kind == "HEARD" and own:
        return _("This is your own message. Somebody else says whether they heard it.")
    if kind == "CHANGE" and not own:
        return _("Only the person who wrote this can change it. You can write an answer.")
    return None


def why_not_hear(words: str, *, own: bool, taken_back: bool, already: bool, unread: bool) -> str | None:
    if own:
        return _("This is your own message. Somebody else says whether they heard it.")
    if taken_back:
        return _("This message was taken back meanwhile.")
    if already:
        return _("You have said already that you heard this. You can take that back and say it anew.")
    if unread:
        return _(
            "The message was changed after you had read it. Please read it as it stands now, and then say that you heard it."
        )
    if not words.strip():
        return _("Please write a sentence: what you understood, and what happens next. A tap alone says neither.")
    return why_not_say(words, longest=LONGEST_HEARING)


def why_not_take_back_heard(*, theirs: bool) -> str | None:
    if not theirs:
        return _("Only the person who said that they heard it can take that back.")
    return None


def why_not_attach(*, waiting: int) -> str | None:
    if waiting >= MOST_FILES:
        return _("A message can carry %(most)s files. Please send these first; the next ones fit into another message.") % {"most": MOST_FILES}  # fmt: skip
    return None


def why_not_remove(*, theirs: bool, sent: bool) -> str | None:
    if not theirs:
        return _("Only the person who added this file can remove it.")
    if sent:
        return _("This file was sent with its message. Taking the message back takes the file back, too.")
    return None
