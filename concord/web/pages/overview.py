"""Overview: one screen of a partnership, readable in ninety seconds. Each part only for whom it is shared with."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from concord.access.doors import patient_page, their_day
from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.goals.shown import together
from concord.people.models import CareTie, Patient, Person
from concord.people.roles import PROFESSIONALS, Role
from concord.pictures import DayWords, Picture, Scale, ShownDay, State, fortnight
from concord.plan.reads.promises import asks_waiting
from concord.web.pages.glance import DAYS, Glance, GoalAtAGlance, glance
from concord.web.pages.wording import say

MOST_NOTES = 3


@patient_page(Permission.SEE_PATIENT)
def overview(request: HttpRequest, patient: Patient) -> HttpResponse:
    today = their_day(request)
    seen = glance(request.tie, patient, today=today)
    notes = [seen.checkins[day] for day in sorted(seen.checkins, reverse=True) if seen.checkins[day].note][:MOST_NOTES]
    for goal in seen.goals:
        goal.rungs = rungs(goal, request.user)
    line = _team_line(request.tie, seen.team)
    asks = asks_waiting(patient, request.user) if allows(request.tie, Permission.KEEP_PROMISE) else []
    beginning = request.tie.role in PROFESSIONALS and not (seen.is_empty or seen.goals or seen.steps or seen.waiting)
    given = {
        "beginning": beginning,
        "seen": seen,
        "asks": asks,
        "suggested": seen.suggested,
        "days": _fortnight(seen, today),
        "notes": notes,
        "partner_line": line,
    }
    return render(request, "pages/overview.html", given)


def rungs(goal: GoalAtAGlance, viewer: Person) -> list[dict[str, str]]:
    """For the component ladder, best first; nothing while no level has words but the one that every goal has."""
    shown = []
    for level, words in goal.levels.items():
        who = together(
            [_("you") if one["person"] == viewer.pk else one["called"] for one in goal.here if one["level"] == level]
        )
        sign = f"+{level}" if level > 0 else str(level).replace("-", "−")
        if words or who:
            shown.append({"level": sign, "words": words, "here": _("%(who)s: here") % {"who": who} if who else ""})
    return shown


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


def _team_line(tie: CareTie, team: list[dict[str, Any]]) -> str:
    """“you, Mia Berg (coach), Ben Adler (physiotherapy) · you since March 2026”; where the team is not shared, only oneself."""
    if not allows(tie, Permission.SEE_TEAM):
        return _("you, %(role)s, since %(day)s") % {"role": tie.words.lower(), "day": date_format(tie.from_at, "F Y")}
    names = ", ".join(_("you") if one["person"] == tie.person_id else _named(one) for one in team)
    if len(team) < 2:
        return _("only you, since %(day)s") % {"day": date_format(tie.from_at, "F Y")}
    return _("%(who)s · you since %(day)s") % {"who": names, "day": date_format(tie.from_at, "F Y")}


def _named(member: dict[str, Any]) -> str:
    role = Role(member["role"])
    what = member["detail"] if role == Role.THERAPIST and member["detail"] else str(role.label)
    return f"{member['called']} ({what.lower()})"
