"""What we think is going on: who may say what, and how sure; suggestions into another's words. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from concord.people.roles import Role

SURENESS = ("KNOWN", "LIKELY", "GUESS")


def why_not_sentence_as(role: Role) -> str:
    """For those who may not write a sentence: why, and what they can do instead."""
    if role == Role.COACH:
        return _("Coaches do not write here themselves: it comes close to naming an illness. You can suggest other words for each sentence, and write what you noticed into the story.")  # fmt: skip
    return _("These sentences are written by the patient, a doctor or a therapist.")


def why_not_name_diagnosis(role: Role, *, names: bool) -> str | None:
    """Only a clinician names a diagnosis. What a person was told elsewhere is an event of their story."""
    if not names or role == Role.DOCTOR:
        return None
    return _("Only a doctor names an illness here. If somebody has told you a diagnosis, write it into the story as what you were told.")  # fmt: skip


def why_not_sure(sureness: str) -> str | None:
    return None if sureness in SURENESS else _("Please say how sure you are: known, likely, or a guess.")


def why_not_change_sentence(*, theirs: bool, who: str) -> str | None:
    if theirs:
        return None
    return _("These are the words of %(who)s, so only they can change them. You can suggest other words.") % {
        "who": who
    }


def why_not_set_aside(*, theirs: bool, author_left: bool, patients: bool, already: bool, who: str) -> str | None:
    """The author; when a professional has left, whoever may write here. The patient's own only the patient."""
    if already:
        return _("This is set aside already. It can be taken up again.")
    if theirs or (author_left and not patients):
        return None
    return _("%(who)s wrote this, so only they can set it aside. You can suggest other words, or ask about it.") % {"who": who}  # fmt: skip


def why_not_take_up(*, theirs: bool, set_aside: bool, who: str) -> str | None:
    if not set_aside:
        return _("This stands on the page already.")
    return why_not_change_sentence(theirs=theirs, who=who)


def why_not_while_set_aside(set_aside: bool) -> str | None:
    return _("This sentence is set aside. Take it up again first.") if set_aside else None


def why_not_say_why(why: str) -> str | None:
    if why.strip():
        return None
    return _("Please say in a few words why, so that it can be understood later.")


def why_not_move(places: Sequence[int], here: int, *, up: bool) -> str | None:
    if here == (places[0] if up else places[-1]):
        return _("It stands first already.") if up else _("It stands last already.")
    return None


def why_not_link_sentence(*, links: int, already: bool) -> str | None:
    if links != 1:
        return _("Please choose one thing that this rests on.")
    return _("This is linked already.") if already else None


def why_not_unlink(*, allowed: bool, taken_back: bool, who: str) -> str | None:
    if taken_back:
        return _("This link has been taken away already.")
    return None if allowed else _("%(who)s made this link, so only they, or whoever wrote the sentence, can take it away.") % {"who": who}  # fmt: skip


def why_not_suggest(*, own: bool, same: bool, gone: bool) -> str | None:
    if own:
        return _("These are your own words. You can change them yourself.")
    if gone:
        return _("This does not stand there any more, so there is nothing to suggest into.")
    return _("These are the words that stand there already. Please change something first.") if same else None


def why_not_answer_suggestion(*, authors: bool, who: str) -> str | None:
    if authors:
        return None
    return _("%(who)s wrote the words that this is about, so only they can accept it or not.") % {"who": who}


def why_not_take_back_suggestion(*, theirs: bool, who: str) -> str | None:
    return None if theirs else _("%(who)s suggested this, so only they can take it back.") % {"who": who}


def why_not_seen(seen: str, *, stands: str) -> str | None:
    """An answer belongs to the words that were read."""
    if seen.strip() == stands.strip():
        return None
    return _("The words have changed since you read them. Please look at both once more.")
