"""Parts of life in the words of a page, and as a picture: now, wanted, and where it was before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from concord.goals.models import LifeArea
from concord.goals.reads.areas import AreaInView, furthest_first
from concord.pictures import AreaWords, Picture, in_both_sizes, now_and_wanted
from concord.pictures import LifeArea as Drawn


def as_said(found: Sequence[AreaInView]) -> dict[str, Any]:
    """What stands in the form before anything is chosen: the newest answers."""
    said: dict[str, Any] = {}
    for one in found:
        said |= {f"{one.area}_now": one.latest.now, f"{one.area}_wanted": one.latest.wanted}
        if one.latest.called:
            said["called"] = one.latest.called
    return said


def choices(found: Sequence[AreaInView]) -> list[tuple[str, str]]:
    """To choose one part of life: those furthest from how they should be first, with the numbers that were said."""
    told = {one.area: one for one in furthest_first(list(found))}
    rest = [(area.value, str(area.label)) for area in LifeArea if area.value not in told]
    return [*((area, _line(one)) for area, one in told.items()), *rest, ("", _("leave this open"))]


def _line(one: AreaInView) -> str:
    now, wanted = one.latest.now, one.latest.wanted
    if now is None or wanted is None:
        return one.latest.name
    return _("%(area)s: now %(now)s, and I would like %(wanted)s") % {
        "area": one.latest.name,
        "now": now,
        "wanted": wanted,
    }


def picture(found: Sequence[AreaInView]) -> Picture | None:
    if not found:
        return None
    drawn = [
        Drawn(one.latest.name, one.latest.now, one.latest.wanted, tuple(was.now for was in one.earlier if was.now is not None))
        for one in found
    ]  # fmt: skip
    words = AreaWords(area=_("part of life"), now=_("now"), wanted=_("wanted"), before=_("before"), unknown="–")
    return in_both_sizes(
        now_and_wanted, drawn, name="life-areas", title=_("How life is, and how it should be"),
        description=_("For each part of life, from 0 to 10: how it is now, how it should be, and how it was before."), words=words,
    )  # fmt: skip


def history(found: Sequence[AreaInView]) -> list[list[str]]:
    """Every answer ever given, for the table: area, day, now, wanted."""
    return [
        [answer.name, date_format(answer.day, "j F Y"), _number(answer.now), _number(answer.wanted)]
        for one in found
        for answer in reversed(one.answers)
    ]


def _number(value: int | None) -> str:
    return "–" if value is None else str(value)
