"""Overview: one screen of a partnership, readable in ninety seconds. Each part only for whom it is shared with."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from concord.access.doors import patient_page, their_day
from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.checkins.models import Checkin
from concord.checkins.reads import flare_now, latest_checkins
from concord.goals.reads import GoalInView, goals
from concord.measures.reads import day_values
from concord.people.models import CareTie, Patient
from concord.people.roles import Role
from concord.pictures import DayWords, Picture, Scale, ShownDay, State, fortnight
from concord.plan.reads import InView, QuestionInView, StepInView, open_questions, recommendations, steps
from concord.story.models import Concern
from concord.story.reads import active_concerns
from concord.web.pages.wording import say

DAYS = 14


@dataclass
class Overview:
    """What the page shows; an empty part is one that nobody has written or that is not shared."""

    goals: list[GoalInView] = field(default_factory=list)
    concerns: list[Concern] = field(default_factory=list)
    steps: list[StepInView] = field(default_factory=list)
    waiting: list[InView] = field(default_factory=list)
    questions: list[QuestionInView] = field(default_factory=list)
    days: Picture | None = None
    days_sentence: str = ""
    notes: list[Checkin] = field(default_factory=list)
    flare_until: date | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.goals or self.concerns or self.steps or self.waiting or self.questions)


@patient_page(Permission.SEE_PATIENT)
def overview(request: HttpRequest, patient: Patient) -> HttpResponse:
    today = their_day(request)
    page = look(request.tie, patient, today=today)
    return render(request, "pages/overview.html", {"page": page, "partner_line": _since(request.tie)})


def look(tie: CareTie, patient: Patient, *, today: date) -> Overview:
    """Read only what this tie allows."""
    page = Overview()
    if allows(tie, Permission.SEE_GOALS):
        page.goals = goals(patient)
    if allows(tie, Permission.SEE_STORY):
        page.concerns = list(active_concerns(patient))
    if allows(tie, Permission.SEE_PLAN):
        page.steps = [step for step in steps(patient, today) if not step.rests]
        page.waiting = [each for each in recommendations(patient) if each.waits(today)]
        page.questions = open_questions(patient, today=today) if tie.role != Role.SUPPORTER else []
    if allows(tie, Permission.SEE_DAYS):
        _add_days(page, patient, today)
    return page


def _add_days(page: Overview, patient: Patient, today: date) -> None:
    """The last fortnight of the first concern: bars, hollow where nothing is known, amber where the day was called bad."""
    said = latest_checkins(patient, before=today, days=DAYS)
    page.notes = [said[day] for day in sorted(said, reverse=True) if said[day].note][:3]
    flare = flare_now(patient, today)
    page.flare_until = flare.until_day if flare and flare.team_told_at else None
    if not page.concerns:
        return
    measure = page.concerns[0].measure
    first = today - timedelta(days=DAYS - 1)
    values = day_values(patient, [measure], first, today)[measure.pk]
    shown = [_shown(first + timedelta(days=back), values, said) for back in range(DAYS)]
    bad = sum(checkin.bad_day for checkin in said.values())
    page.days_sentence = " ".join(filter(None, [_answered(len(values)), _bad(bad)]))
    page.days = fortnight(
        shown, title=measure.called, description=page.days_sentence, say=say(), scale=Scale(0, 10), name="fortnight",
        words=DayWords(_("day"), _("value"), _("note"), _("a bad day"), _("left out on purpose"), _("unknown"), lambda day: date_format(day, "D")[:1]),
    )  # fmt: skip


def _shown(day: date, values: dict[date, float], said: dict[date, Checkin]) -> ShownDay:
    bad = day in said and said[day].bad_day
    return ShownDay(day, values.get(day), talk=bad, state=State.ANSWERED if day in values else State.UNKNOWN)


def _answered(count: int) -> str:
    return _("%(count)s of %(days)s days answered.") % {"count": count, "days": DAYS}


def _bad(count: int) -> str:
    return ngettext("%(count)s bad day.", "%(count)s bad days.", count) % {"count": count} if count else ""


def _since(tie: CareTie) -> str:
    return _("you as %(role)s since %(day)s") % {"role": tie.words.lower(), "day": date_format(tie.from_at, "F Y")}
