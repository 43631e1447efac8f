"""A goal in the words of a page, told to whoever looks: “you say 0, Dr Rossi says +1: worth talking about”."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from concord.goals.reads import GoalInView
from concord.goals.rules import FIELDS
from concord.people.models import Person
from concord.people.roles import Role
from concord.pictures import Grain, Picture, Rating, RatingWords, Say, in_both_sizes, level_steps

LABELS: Mapping[str, Any] = {
    "words": gettext_lazy("the goal"),
    "matters": gettext_lazy("what matters"),
    "why": gettext_lazy("why it matters"),
    "barriers": gettext_lazy("what could get in the way"),
    "level_0": gettext_lazy("level 0, good enough"),
    "level_m1": gettext_lazy("level −1, as it was at the start"),
    "level_p1": gettext_lazy("level +1, better"),
    "level_p2": gettext_lazy("level +2, the best"),
    "level_m2": gettext_lazy("level −2, a hard time"),
    "look_day": gettext_lazy("when to look again"),
}
assert tuple(LABELS) == FIELDS


def named(person: Person, viewer: Person) -> str:
    return _("you") if person.pk == viewer.pk else person.called


def together(names: list[str]) -> str:
    """“you, Mia Berg and Ben Adler”."""
    return _(" and ").join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def rungs(view: GoalInView, viewer: Person) -> list[dict[str, str]]:
    """For the component ladder: best first, with who says that we are here."""
    shown = []
    for level in view.levels:
        who = together([named(rating.rated_by, viewer) for rating in level.here])
        shown.append(
            {
                "level": level.sign,
                "words": level.words,
                "here": _("%(who)s: here") % {"who": who} if who else "",
                "part": f"level_{'pm'[level.number < 0]}{abs(level.number)}" if level.number else "level_0",
            }
        )
    return shown


def choices(view: GoalInView) -> list[tuple[int, str]]:
    """The five levels to choose from, best first; a level without words is named by what it means."""
    plain = {
        2: _("the best"),
        1: _("better than good enough"),
        0: _("good enough"),
        -1: _("as it was at the start"),
        -2: _("a hard time"),
    }
    return [(level.number, f"{level.sign}  {level.words or plain[level.number]}") for level in view.levels]


def card(view: GoalInView, viewer: Person, *, may_rate: bool = True) -> dict[str, Any]:
    """Everything that a goal's card says."""
    return {
        "view": view,
        "rungs": rungs(view, viewer),
        "asked_as": f"goal {view.goal.pk}",
        "agreed": agreed_line(view, viewer),
        "talk": talk(view, viewer),
        "may_rate": may_rate and not view.goal.ended_at,
        "waits": waits([one.called for one in view.waits_for(viewer)]),
    }


def waits(names: list[str]) -> str:
    """What stands in place of what others have said and the reader has not; empty when nobody has."""
    if not names:
        return ""
    said = ngettext(
        "%(who)s has said where this stands. Say it first yourself, then you see both.",
        "%(who)s have said where this stands. Say it first yourself, then you see what they say.",
        len(names),
    )
    return said % {"who": together(names)}


def agreed_line(view: GoalInView, viewer: Person) -> list[dict[str, str]]:
    """Who said yes to these words and who has not: [{who, role, when, left, since_left}]."""
    somebody_left = any(partner.left for partner in view.partners)
    return [
        {
            "who": named(partner.person, viewer),
            "role": partner.role_words,
            "when": date_format(partner.at, "j F") if partner.at else "",
            "left": "left" if partner.left else "",
            "since_left": "yes" if somebody_left and not partner.at else "",
        }
        for partner in view.partners
    ]


def talk(view: GoalInView, viewer: Person) -> str:
    """The gap between the sides, as something to talk about; empty when there is none."""
    if not view.apart:
        return ""
    patients = next(rating for rating in view.latest if rating.as_role == Role.PATIENT)
    other = max(
        (rating for rating in view.latest if rating.as_role != Role.PATIENT),
        key=lambda one: abs(one.level - patients.level),
    )
    said = [_says(rating.rated_by, rating.level, viewer) for rating in (patients, other)]
    return _("%(one)s, %(other)s: worth talking about") % {"one": said[0], "other": said[1]}


def _says(person: Person, level: int, viewer: Person) -> str:
    sign = f"+{level}" if level > 0 else str(level).replace("-", "−")
    if person.pk == viewer.pk:
        return _("you say %(level)s") % {"level": sign}
    return _("%(who)s says %(level)s") % {"who": person.called, "level": sign}


def words_of(field: str, value: str) -> str:
    """A field of a version as people read it: the date as a date."""
    day = parse_date(value) if field == "look_day" and value else None
    return date_format(day, "j F Y") if day else value


def course(view: GoalInView) -> Picture | None:
    """What each has said over time, as far as whoever looks may read it; no picture while there is nothing."""
    told = [
        Rating(one.day, one.level, one.rated_by.called)
        for one in sorted(view.ratings, key=lambda one: (one.day, one.pk))
    ]
    if not told:
        return None
    words = RatingWords(
        day=_("day"), who=_("who"), level=_("level"), nothing=_("Nobody has said yet where this goal stands.")
    )
    says = Say(day=lambda day: date_format(day, "j F Y"), tick=_tick)
    return in_both_sizes(
        level_steps, told, name=f"goal-{view.goal.pk}", title=view.says, words=words, say=says,
        description=_("Where each side said this goal stood, by date."),
    )  # fmt: skip


def _tick(day: date, grain: Grain) -> str:
    return date_format(day, {Grain.DAY: "j M", Grain.MONTH: "M", Grain.MONTH_AND_YEAR: "M Y", Grain.YEAR: "Y"}[grain])
