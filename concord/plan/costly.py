"""What things cost, as people say it: “about 2 hours a week, 3 tablets a day”."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from concord.people.models import Patient
from concord.plan import reads
from concord.plan.models import State
from concord.plan.reads.order import costs_of
from concord.plan.rules.costs import Costs, grows, total

OPEN = (State.PROPOSED, State.DISCUSSING, State.DEFERRED)


def said(costs: Costs, patient: Patient) -> str:
    """Each part that somebody has said, in one line; empty while nobody has."""
    parts = [time(costs.minutes_a_week), money(costs.money_a_month, patient), tablets(costs.tablets_a_day)]
    return ", ".join(part for part in parts if part)


def time(minutes: int | None) -> str:
    if minutes is None:
        return ""
    if not minutes:
        return _("no extra time")
    if minutes < 60:
        return ngettext("%(n)s minute a week", "%(n)s minutes a week", minutes) % {"n": minutes}
    halves = max(round(minutes / 30), 2)
    hours = f"{halves // 2}{'½' if halves % 2 else ''}"
    return ngettext("about %(n)s hour a week", "about %(n)s hours a week", 1 if halves == 2 else 2) % {"n": hours}


def money(amount: Decimal | None, patient: Patient) -> str:
    """Without a currency of the practice nobody would know what the number means."""
    if amount is None or not patient.practice.currency:
        return ""
    places = 0 if amount == amount.to_integral() else 2
    given = {"sign": patient.practice.currency, "n": number_format(amount, places)}
    return _("%(sign)s %(n)s a month") % given


def tablets(number: Decimal | None) -> str:
    if number is None:
        return ""
    shown = number_format(number, 0 if number == number.to_integral() else 1)
    return ngettext("%(n)s tablet a day", "%(n)s tablets a day", 1 if number == 1 else 2) % {"n": shown}


def on_card(view: reads.InView) -> dict[str, Any]:
    """What this costs, and what the plan costs with it if that makes it grow."""
    patient = view.recommendation.patient
    return {"said": said(view.costs, patient), "grows": grown(view, patient), "money": patient.practice.currency}


def grown(view: reads.InView, patient: Patient) -> str:
    """“With this your plan takes about 2 hours a week; it was about 1½ hours a week.” Only while it can still be answered."""
    before = costs_of(view.version.beside)  # type: ignore[attr-defined]
    after = total([before, view.costs])
    if view.state not in OPEN or not grows(before, after):
        return ""
    now, was = said(after, patient), said(before, patient)
    if not now:
        return ""
    if not was or before.nothing:
        return _("With this the plan takes %(now)s.") % {"now": now}
    return _("With this the plan takes %(now)s; it was %(was)s.") % {"now": now, "was": was}
