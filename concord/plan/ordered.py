"""The plan in its order, in the words of a page: now, next, waiting, later, and if something else does not help."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from concord.people.models import Patient
from concord.plan import costly, reads
from concord.plan.models import Place, State, WaitsFor
from concord.plan.reads.order import Placed
from concord.plan.rules import costs as cost_rules
from concord.plan.rules import order as rules

ORDER = (Place.NOW, Place.NEXT, Place.WAITING, Place.LATER, Place.IF_NOT)
OPEN = (State.PROPOSED, State.DISCUSSING, State.DEFERRED)


@dataclass
class Item:
    """A recommendation with the patient's steps under it, or a step that stands alone."""

    key: str
    placed: Placed
    url: str
    view: reads.InView | None = None
    cards: list[dict[str, Any]] = field(default_factory=list)
    costs: cost_rules.Costs = field(default_factory=cost_rules.Costs)
    cost: str = ""
    note: str = ""
    has_come: bool = False

    @property
    def folds(self) -> bool:
        """Nothing of it waits: its steps are taken on and run, so they can stand in one line that opens."""
        return self.view is not None and bool(self.cards) and all(card["can_mark"] for card in self.cards)

    @property
    def words(self) -> str:
        return self.view.what if self.view else self.cards[0]["view"].words


@dataclass
class Group:
    place: str
    heading: str
    items: list[Item]

    @property
    def has_come(self) -> bool:
        return any(item.has_come for item in self.items)


def headings() -> Mapping[str, str]:
    return {
        Place.NOW: _("Now"), Place.NEXT: _("Next"), Place.WAITING: _("Waiting for something"), Place.LATER: _("Later"),
        Place.IF_NOT: _("If something else does not help"),
    }  # fmt: skip


def in_order(
    views: Sequence[reads.InView], cards: Sequence[dict[str, Any]], patient: Patient, today: date
) -> dict[str, Any]:
    """Every group that holds something, and what the plan costs as it is done now."""
    items = [_of_view(view, cards, patient) for view in views if _has_place(view)]
    items += [_alone(card, patient) for card in cards if _stands_alone(card)]
    by_id = {view.recommendation.pk: view for view in views}
    for item in items:
        item.note, item.has_come = note(item.placed, by_id, today)
    groups = [Group(place, headings()[place], [one for one in items if one.placed.place == place]) for place in ORDER]
    now = groups[0].items
    return {
        "groups": [group for group in groups if group.items], "now": now, "too_many": len(now) > rules.MOST_NOW,
        "costs_now": costly.said(cost_rules.total(item.costs for item in now), patient),
        "costs_unknown": sum(not item.costs.known for item in now),
    }  # fmt: skip


def _has_place(view: reads.InView) -> bool:
    """What is agreed; and what is not yet, if somebody has put it anywhere but now."""
    return view.recommendation.is_agreed or (view.state in OPEN and not view.placed.is_now)


def _stands_alone(card: dict[str, Any]) -> bool:
    step = card["view"].step
    return step.owner_id is None and step.recommendation_id is None


def _of_view(view: reads.InView, cards: Sequence[dict[str, Any]], patient: Patient) -> Item:
    one = view.recommendation
    under = [c for c in cards if c["view"].step.recommendation_id == one.pk and c["view"].step.owner_id is None]
    url = reverse("plan:place", args=[patient.pk, one.pk])
    key = f"recommendation {one.pk}"
    return Item(key, view.placed, url, view, under, view.costs, costly.said(view.costs, patient))


def _alone(card: dict[str, Any], patient: Patient) -> Item:
    view = card["view"]
    url = reverse("plan:place_step", args=[patient.pk, view.step.pk])
    return Item(f"step {view.step.pk}", view.placed, url, None, [card], view.costs, costly.said(view.costs, patient))


def note(placed: Placed, by_id: Mapping[int, reads.InView], today: date) -> tuple[str, bool]:
    """What it waits for, in a line, and whether that has come."""
    if placed.place == Place.WAITING:
        what = {
            WaitsFor.RESULT: _("waits for a result"), WaitsFor.REFERRAL: _("waits for a referral"), WaitsFor.DAY: _("waits for a day"),
        }[WaitsFor(placed.waits_for)]  # fmt: skip
        return ", ".join(filter(None, [what, _by(placed.until_day)])), rules.has_come(placed.until_day, today=today)
    if placed.place != Place.IF_NOT or placed.after is None:
        return "", False
    first = by_id.get(placed.after)
    if first is None:
        return "", False
    look = first.recommendation.look_day
    named = {"what": first.what}
    if first.state in (State.CLOSED, State.WITHDRAWN, State.DECLINED):
        return _("“%(what)s” was to be tried first, and that is over.") % named, True
    if look is None:
        return _("if “%(what)s” has not helped") % named, False
    return _("if “%(what)s” has not helped by %(day)s") % {**named, "day": date_format(look, "j F")}, look <= today


def _by(day: date | None) -> str:
    return _("until %(day)s") % {"day": date_format(day, "j F")} if day else ""
