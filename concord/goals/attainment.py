"""How far the goals were reached: a number with its formula for professionals, plain words for the patient."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from concord.goals.models import Rating
from concord.goals.reads import GoalInView
from concord.goals.rules.attainment import AT_THE_START, attainment_t_score
from concord.people.models import Person
from concord.people.roles import Role


@dataclass(frozen=True)
class Attained:
    """One side's view, over the goals that this side has rated."""

    who: str
    rated: int
    baseline: str
    achieved: str
    change: str


@dataclass(frozen=True)
class Attainment:
    """`left_out` goals were rated by nobody whom the reader may read; each side leaves out its own, and says how many."""

    sides: list[Attained]
    goals: int
    left_out: int
    inputs: str
    missing: str


def of(views: Sequence[GoalInView]) -> Attainment | None:
    """None while nobody has rated any goal."""
    by_patient = [_newest(view, patients=True) for view in views]
    by_others = [_newest(view, patients=False) for view in views]
    sides = [
        side for side in (_side(_("as the patient sees it"), by_patient), _side(_("as the professionals see it"), by_others)) if side
    ]  # fmt: skip
    if not sides:
        return None
    left_out = sum(one is None and other is None for one, other in zip(by_patient, by_others, strict=True))
    return Attainment(sides, len(views), left_out, _inputs(len(views)), _missing(by_patient, by_others))


def _newest(view: GoalInView, *, patients: bool) -> Rating | None:
    """The newest rating of a side. Supporters are asked for the talk, not for the score."""
    told = [one for one in view.ratings if (one.as_role == Role.PATIENT) == patients and one.as_role != Role.SUPPORTER]
    return max(told, key=lambda one: (one.day, one.pk), default=None)


def _side(who: str, ratings: Iterable[Rating | None]) -> Attained | None:
    levels = [one.level for one in ratings if one is not None]
    achieved, baseline = attainment_t_score(levels), attainment_t_score([AT_THE_START] * len(levels))
    if achieved is None or baseline is None:
        return None
    change = achieved - baseline
    sign = "+" if change > 0 else "−" if change < 0 else "±"
    return Attained(who, len(levels), _said(baseline), _said(achieved), f"{sign}{_said(abs(change))}")


def _said(score: float) -> str:
    return str(number_format(score, decimal_pos=1))


def _inputs(goals: int) -> str:
    return ngettext(
        "%(n)s open goal, the newest level that each side gave, all weighing the same. Baseline: level −1, as it was when the goal was written.",
        "%(n)s open goals, the newest level that each side gave, all weighing the same. Baseline: level −1, as it was when the goal was written.",
        goals,
    ) % {"n": goals}  # fmt: skip


def _missing(by_patient: Sequence[Rating | None], by_others: Sequence[Rating | None]) -> str:
    """Unrated goals are left out, and it is said."""
    counts = {"patient": by_patient.count(None), "others": by_others.count(None)}
    if not any(counts.values()):
        return ""
    return _("Goals without a level are left out: %(patient)s for the patient, %(others)s for the professionals. A level that was given blind counts once you have given yours.") % counts  # fmt: skip


def in_words(views: Sequence[GoalInView], person: Person) -> str:
    """For the patient: “Two goals are where you hoped, one is a step below.” No number is made of it."""
    own = [_own(view, person) for view in views]
    levels = Counter(one.level for one in own if one is not None)
    said = [
        _counted(levels[1] + levels[2], ngettext("one goal is better than you hoped", "%(n)s goals are better than you hoped", levels[1] + levels[2])),
        _counted(levels[0], ngettext("one goal is where you hoped", "%(n)s goals are where you hoped", levels[0])),
        _counted(levels[-1], ngettext("one is a step below", "%(n)s are a step below", levels[-1])),
        _counted(levels[-2], ngettext("one has a hard time", "%(n)s have a hard time", levels[-2])),
    ]  # fmt: skip
    line = ", ".join(one for one in said if one)
    return _("As you said last: %(line)s.") % {"line": line} if line else ""


def _own(view: GoalInView, person: Person) -> Rating | None:
    return max(
        (one for one in view.ratings if one.rated_by_id == person.pk), key=lambda one: (one.day, one.pk), default=None
    )


def _counted(count: int, words: str) -> str:
    return words % {"n": count} if count and "%(n)s" in words else words if count else ""
