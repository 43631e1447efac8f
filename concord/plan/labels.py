"""What each field of a recommendation is called where its words are shown beside others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from concord.agreement.rules import GONE, NEW, SAME, Change, Piece, difference
from concord.plan.models import StandsOn
from concord.plan.rules.ways import ASPECTS, NAMED, NOTHING, OURS
from concord.plan.words import after_weeks

ASPECT_LABELS: Mapping[str, Any] = {
    "benefits": _("what good it may do"),
    "harms": _("what harm it may do"),
    "burden": _("what effort it takes"),
    "cost": _("what it costs"),
}
_WAYS: dict[str, Any] = {f"{way}_what": _("another way") for way in NAMED}
_WAYS |= {f"{way}_{aspect}": ASPECT_LABELS[aspect] for way in (OURS, *NAMED) for aspect in ASPECTS}
_WAYS |= {
    f"{NOTHING}_benefits": _("doing nothing for now: what good"),
    f"{NOTHING}_harms": _("doing nothing for now: what harm"),
    f"{NOTHING}_burden": _("doing nothing for now: what effort"),
    f"{NOTHING}_cost": _("doing nothing for now: what it costs"),
}
LABELS: Mapping[str, Any] = {
    "what": _("what"),
    "goal": _("for which goal"),
    "mechanism": _("what it does"),
    "should_see": _("what we should see"),
    "should_see_when": _("after how long"),
    "stands_on": _("what it stands on"),
    "how_sure": _("how sure"),
    "who_does": _("who does what"),
    "look_weeks": _("when we look"),
    "call_when": _("when to call"),
    **_WAYS,
}


def in_words(field: str, value: str) -> str:
    """What is stored as a choice, as the page says it. A goal's own words stand where goals are shared, so here it has none."""
    if field == "stands_on" and value in StandsOn:
        return str(StandsOn(value).label)
    if field == "look_weeks" and value.isdecimal():
        return after_weeks(int(value))
    return value


def pieces_of(change: Change) -> list[Piece] | tuple[Piece, ...]:
    if change.field == "goal":
        return [Piece(GONE, _now("another goal")), Piece(SAME, " "), Piece(NEW, _now("the goal that stands here now"))]
    if change.field not in ("stands_on", "look_weeks"):
        return change.pieces
    return difference(in_words(change.field, change.before), in_words(change.field, change.after))
