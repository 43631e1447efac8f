"""Overview: one screen of a partnership, readable in ninety seconds. Each part only for whom it is shared with."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from concord.access.doors import patient_page, their_day
from concord.access.permissions import Permission
from concord.people.models import CareTie, Patient
from concord.pictures import DayWords, Picture, Scale, ShownDay, State, fortnight
from concord.web.pages.glance import DAYS, Glance, glance
from concord.web.pages.wording import say

MOST_NOTES = 3


@patient_page(Permission.SEE_PATIENT)
def overview(request: HttpRequest, patient: Patient) -> HttpResponse:
    today = their_day(request)
    seen = glance(request.tie, patient, today=today)
    notes = [seen.checkins[day] for day in sorted(seen.checkins, reverse=True) if seen.checkins[day].note][:MOST_NOTES]
    given = {"seen": seen, "days": _fortnight(seen, today), "notes": notes, "partner_line": _since(request.tie)}
    return render(request, "pages/overview.html", given)


def _fortnight(seen: Glance, today: date) -> Picture | None:
    """The last two weeks of the first concern: bars, hollow where nothing is known, amber where the day was called bad."""
    if seen.measure is None or not (seen.checkins or seen.values):
        return None
    first = today - timedelta(days=DAYS - 1)
    words = DayWords(
        _("day"),
        _("value"),
        _("note"),
        _("a bad day"),
        _("left out on purpose"),
        _("unknown"),
        lambda day: date_format(day, "D")[:1],
    )
    return fortnight(
        [_shown(first + timedelta(days=back), seen) for back in range(DAYS)], title=seen.measure.called, name="fortnight",
        description=_in_a_sentence(seen), say=say(), scale=Scale(0, 10), words=words,
    )  # fmt: skip


def _shown(day: date, seen: Glance) -> ShownDay:
    bad = day in seen.checkins and seen.checkins[day].bad_day
    return ShownDay(day, seen.values.get(day), talk=bad, state=State.ANSWERED if day in seen.values else State.UNKNOWN)


def _in_a_sentence(seen: Glance) -> str:
    answered = _("%(count)s of %(days)s days answered.") % {"count": len(seen.values), "days": DAYS}
    bad = sum(checkin.bad_day for checkin in seen.checkins.values())
    return (
        f"{answered} {ngettext('%(count)s bad day.', '%(count)s bad days.', bad) % {'count': bad}}" if bad else answered
    )


def _since(tie: CareTie) -> str:
    return _("you as %(role)s since %(day)s") % {"role": tie.words.lower(), "day": date_format(tie.from_at, "F Y")}
