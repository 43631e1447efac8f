"""What waits on the visit screen: looks that are due, words told back, yeses, messages that nobody has heard."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.conversation.reads.waiting import Unheard, unheard_for
from concord.people.models import Person
from concord.plan.actions.understanding import explaining
from concord.plan.models import State, Understood
from concord.plan.rules.moves import RESTS_UNTIL_ASKED
from concord.visits.line import Line, day_words, goal_url, level_choices, recommendation_url
from concord.visits.reads import Sheet, recommendation_in

SOON = timedelta(days=14)
LOOKED_WITHIN = timedelta(days=14)
"""Who said where a goal stands in the fortnight before its day, or later, has looked. Own rule."""


def unheard(sheet: Sheet, person: Person, *, now: datetime) -> list[Line]:
    """What the patient or somebody beside them wrote to this person, and nobody has said they heard. One query."""
    if not allows(sheet.tie, Permission.SEE_MESSAGES):
        return []
    return [unheard_line(one) for one in unheard_for(person, now=now, patients=[sheet.tie.patient_id])]


def unheard_line(one: Unheard) -> Line:
    message = one.message
    said = _("%(who)s wrote; answer by %(day)s") % {"who": message.by.called, "day": day_words(one.answer_by)}
    url = reverse("conversation:thread", args=[message.patient_id, message.thread_id])
    draft = getattr(message, "draft", None) or ""
    return Line(
        said, url, words=message.words, note=one.called, act="hear", thing=message.pk, seen=message.number, draft=draft
    )


def looks(sheet: Sheet) -> list[Line]:
    """What waits for a look: by the day on which both wanted to look, by a yes of mine, by words that were told back to me."""
    return [*_told_back(sheet), *_goals_to_look_at(sheet), *_due(sheet)]


def _due(sheet: Sheet) -> list[Line]:
    found, tie = [], sheet.tie
    for version in sheet.recommendations:
        one, says = recommendation_in(version), version.words.get("what", "")
        url = recommendation_url(tie.patient_id, one.pk)
        if one.state in (State.AGREED, State.TRYING) and _is_soon(one.look_day, sheet.today):
            later = one.look_day is not None and one.look_day > sheet.today
            said = _("we look on %(day)s") if later else _("we wanted to look on %(day)s")
            looked = version.looked  # type: ignore[attr-defined]
            act = "look" if allows(tie, Permission.LOOK_BACK) and not looked else ""
            note = _("you have said how it was; the other side has not yet") if looked else ""
            found.append(Line(said % {"day": day_words(one.look_day)}, url, words=says, note=note, act=act, thing=one.pk, later=later))  # fmt: skip
        elif one.state in RESTS_UNTIL_ASKED and _is_soon(one.look_day, sheet.today):
            found.append(Line(_("asked again from %(day)s") % {"day": day_words(one.look_day)}, url, words=says))
        elif one.state == State.PROPOSED and not one.own:
            mine = one.proposed_by_id == tie.person_id
            said = _("you suggested it; it waits for an answer") if mine else _("%(who)s suggested it; it waits for an answer") % {"who": one.proposed_by.called}  # fmt: skip
            found.append(Line(said, url, words=says))
    return found


def _told_back(sheet: Sheet) -> list[Line]:
    """Only whoever explained judges, and only their own explaining."""
    me, found = sheet.tie.person_id, []
    for version in sheet.recommendations:
        one = recommendation_in(version)
        explainer = version.explainer or one.proposed_by_id  # type: ignore[attr-defined]
        if sheet.understanding.get(one.pk) == Understood.TOLD_BACK and explainer == me and allows(sheet.tie, explaining(one.kind)):  # fmt: skip
            found.append(Line(_("told back to you: did you explain it clearly?"), reverse("plan:understanding", args=[one.patient_id, one.pk]),
                              words=version.told or "", note=version.words.get("what", ""), act="judge", thing=one.pk, seen=version.number))  # type: ignore[attr-defined]  # fmt: skip
    return found


def _goals_to_look_at(sheet: Sheet) -> list[Line]:
    patient, me, found = sheet.tie.patient_id, sheet.tie.person_id, []
    for version in sheet.goals:
        goal, says = version.text.goal, version.words.get("words", "")
        url = goal_url(patient, goal.pk)
        if allows(sheet.tie, Permission.ACKNOWLEDGE_GOAL) and me not in [one["person"] for one in version.yes]:  # type: ignore[attr-defined]
            found.append(Line(_("waits for your yes"), url, words=says, act="acknowledge", thing=goal.pk, seen=version.number))  # fmt: skip
        if goal.look_day is not None and _is_soon(goal.look_day, sheet.today):
            mine = [one["day"] for one in version.ratings if one["person"] == me]  # type: ignore[attr-defined]
            looked = has_looked(goal.look_day, parse_date(max(mine)) if mine else None)
            said = _("we look again on %(day)s") % {"day": day_words(goal.look_day)}
            act = "rate" if allows(sheet.tie, Permission.RATE_GOAL) and not looked else ""
            note = _("you have said where it stands") if looked else ""
            found.append(Line(said, url, words=says, note=note, act=act, thing=goal.pk, later=goal.look_day > sheet.today, choices=level_choices(version.words)))  # fmt: skip
    return found


def has_looked(look_day: date, mine: date | None) -> bool:
    """Whether one's own newest word on where a goal stands belongs to the look of this day."""
    return mine is not None and mine >= look_day - LOOKED_WITHIN


def _is_soon(day: date | None, today: date) -> bool:
    return day is not None and day <= today + SOON
