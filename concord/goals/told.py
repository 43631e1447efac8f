"""What each has said about where a goal stands, look by look: what stands, what it took the place of, and whether the others' could be read by then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from concord.goals.models import Rating
from concord.goals.reads import GoalInView
from concord.goals.rules.ratings import ONE_LOOK, Given, after_reading, look_of
from concord.people.models import Person


@dataclass
class Told:
    """What one person said in one look: `rating` stands, or was taken back (`mark` says so); `before` are the earlier ones, newest first."""

    rating: Rating
    stands: bool
    mark: str = ""
    before: list[Rating] = field(default_factory=list)


def of(view: GoalInView) -> list[Told]:
    """The newest day first."""
    by_look: dict[tuple[date, int], list[Rating]] = {}
    for one in sorted(view.said, key=lambda one: (one.rated_at, one.pk)):
        by_look.setdefault((one.look_day, one.rated_by_id), []).append(one)
    found = [_told(said, _given_in(view, look)) for (look, _person), said in by_look.items()]
    return sorted(found, key=lambda one: (one.rating.day, one.rating.pk), reverse=True)


def _given_in(view: GoalInView, look: date) -> list[Given]:
    return [
        Given(one.pk, one.rated_by_id, one.rated_at, one.taken_back_at) for one in view.said if one.look_day == look
    ]


def _told(said: Sequence[Rating], look: Sequence[Given]) -> Told:
    last, earlier = said[-1], list(reversed(said[:-1]))
    if last.taken_back_at:
        read = after_reading(last.taken_back_at, person=last.rated_by_id, look=look)
        day = {"day": date_format(last.taken_back_at, "j F")}
        mark = _("taken back on %(day)s, when the others’ could be read") if read else _("taken back on %(day)s")
        return Told(last, False, mark % day, earlier)
    if earlier and after_reading(last.rated_at, person=last.rated_by_id, look=look):
        return Told(last, True, _("said again when the others’ could be read"), earlier)
    return Told(last, True, "", earlier)


def again(view: GoalInView, viewer: Person, today: date) -> str:
    """What happens if whoever looks says it again today; nothing while they have not said it in this look."""
    look = look_of(today, looks=[one.look_day for one in view.said] + [one.look_day for one in view.given])
    mine = next((one for one in view.ratings if one.look_day == look and one.rated_by_id == viewer.pk), None)
    if mine is None:
        return ""
    until = {"level": mine.sign, "day": date_format(mine.day, "j F"), "until": date_format(look + ONE_LOOK, "j F")}
    line = (
        _(
            "You said %(level)s on %(day)s. Until %(until)s, saying it again takes its place; what you said stays in the history."
        )
        % until
    )
    others = any(one.look_day == look and one.rated_by_id != viewer.pk for one in view.ratings)
    return f"{line} {_('You can read the others’ by now, so it will be marked.')}" if others else line
