"""Who owns a question, until when it is answered, and who may take which turn."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

ROLES_IN_TURN = ("COACH", "DOCTOR", "THERAPIST")
"""Who is asked when nobody proposed what the question is about: the coach first, as the one who has the time."""
SATURDAY = 5
WAYS = {"CALL": "CALL_WANTED", "VISIT": "VISIT_WANTED"}
"""{how it shall be explained: the turn that asks for it}"""
LONGEST_WORDS = 2000


@dataclass(frozen=True)
class CouldAnswer:
    """Somebody in the team who may answer and sees what the question is about."""

    person: int
    role: str


def owner_of(
    could: Iterable[CouldAnswer], *, proposer: int | None, asker: int, first: str = "", away: Collection[int] = ()
) -> CouldAnswer | None:
    """By the role that the practice chose (`first`), else the proposer if still in the team, else by role; never the person
    who asks. Whoever is away comes last. None when nobody is there."""
    others = [one for one in could if one.person != asker]
    return min(
        others,
        key=lambda one: (
            one.person in away, bool(first) and one.role != first, one.person != proposer, ROLES_IN_TURN.index(one.role),
        ),
        default=None,
    )  # fmt: skip


def who_answers(
    owner: CouldAnswer, could: Iterable[CouldAnswer], *, also: int | None, asker: int, first: str, away: Collection[int]
) -> CouldAnswer | None:
    """Whose turn it is today: the owner; while they are away or after they have left, whoever was brought in, else the next."""
    could = list(could)
    here = {one.person: one for one in could if one.person not in away}
    if owner.person in here:
        return here[owner.person]
    return here.get(also or 0) or owner_of(here.values(), proposer=None, asker=asker, first=first)


def answer_by(asked: date, working_days: int) -> date:
    """The last of so many working days after `asked`; Saturday and Sunday do not count."""
    day = asked
    while working_days > 0:
        day += timedelta(days=1)
        working_days -= day.weekday() < SATURDAY
    return day


def overdue(answer_by: date, *, state: str, today: date) -> bool:
    return state == "WAITING" and today > answer_by


def why_not_ask(words: str, *, has_owner: bool) -> str | None:
    if not has_owner:
        return _(
            "Nobody who could answer is in your team, or none of them sees this part. On your team page you can change that."
        )
    return why_not_say(words)


def why_not_say(words: str, *, needed: bool = False) -> str | None:
    if needed and not words.strip():
        return _("Please write a few words.")
    if len(words) > LONGEST_WORDS:
        return _("This is longer than %(longest)s signs. Please shorten it a little.") % {"longest": LONGEST_WORDS}
    if "\x00" in words:
        return _("These words hold a sign that cannot be stored. Please type them again without it.")
    return None


def why_not_settle(*, asked_by: int, by: int) -> str | None:
    """Only the person who asked knows whether they get it now."""
    if asked_by != by:
        return _("Only the person who asked can say whether they get it now.")
    return None


def why_not_want(way: str, *, rounds: int, late: bool) -> str | None:
    """A call or a visit is offered once writing did not make it clear, or took longer than promised."""
    if way not in ("", *WAYS):
        return _("Please choose a call or a visit.")
    if way and not rounds and not late:
        return _("You can ask for a call or a visit when an answer did not make it clear, or is late.")
    return None


def why_not_arrange(wants: str) -> str | None:
    return None if wants else _("Nobody asked for a call or a visit here. You can simply answer.")


def why_not_bring_in(*, anybody: bool, already: bool) -> str | None:
    if already:
        return _("The coach is in this question already.")
    if not anybody:
        return _(
            "No coach in the team sees this part, so nobody can be brought in. On the team page that can be changed."
        )
    return None


def why_not_hand_over(*, could: bool, owner: int, by: int, to: int) -> str | None:
    if owner != by:
        return _("Only the person who owns the question can hand it over. You can answer it yourself.")
    if not could or to == by:
        return _("Please choose somebody in the team who can answer this.")
    return None


def why_not_talk(*, held_back: bool, name: str) -> str | None:
    """The conversation would stand in the patient's list, and say there that something was noticed."""
    if held_back:
        return _("The practice does not show this to %(name)s yet, so it cannot be written about here. Please talk about it in person.") % {"name": name}  # fmt: skip
    return None


def why_not_link(other: int | None, *, patient: int) -> str | None:
    if other is not None and other != patient:
        return _("What you asked about belongs to another record. Please go back and ask from its page.")
    return None
