"""The visit screen in words: every line says one thing and leads to it in one tap."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.agreement.models import Version
from concord.goals.rules import apart
from concord.medicines.models import MedicineChange
from concord.people.roles import Role
from concord.plan.actions.understanding import explaining
from concord.plan.models import Move, State, StepChange, Understood
from concord.visits.reads import Sheet, by_number, recommendation_in

SOON = timedelta(days=14)
MOST_CHANGES = 12


@dataclass(frozen=True)
class Line:
    """`said` in our words, `words` in a person's; `act` names what can be done about it here, with `thing` and `seen`."""

    said: str
    url: str
    words: str = ""
    note: str = ""
    at: datetime | None = None
    act: str = ""
    thing: int = 0
    seen: int = 0


def wish(sheet: Sheet) -> Line | None:
    """What the person wants first, in their own words: what they put first when lists were laid side by side, else the oldest open
    goal, else what bothers most."""
    patient = sheet.tie.patient_id
    if sheet.put_first:
        return Line(_("what matters most"), reverse("goals:priorities", args=[patient]), words=sheet.put_first)
    if sheet.goals:
        first = sheet.goals[0]
        return Line(_("what we want"), _goal_url(patient, first), words=first.words.get("words", ""))
    if sheet.concern:
        return Line(_("what bothers most"), reverse("story:concerns", args=[patient]), words=sheet.concern)
    return None


def changes(sheet: Sheet) -> list[Line]:
    """What others did since; newest first."""
    found = [*_moved(sheet), *_goals_changed(sheet), *_steps_changed(sheet)]
    return sorted(found, key=lambda line: line.at or sheet.since.at, reverse=True)[:MOST_CHANGES]


def _moved(sheet: Sheet) -> list[Line]:
    words = by_number(sheet.recommendations)
    kinds = {Move.Kind.PROPOSE: _("%(who)s suggested"), Move.Kind.YES: _("%(who)s: yes"), Move.Kind.YES_BUT: _("%(who)s: yes, but"),
             Move.Kind.NO: _("%(who)s: no"), Move.Kind.NOT_NOW: _("%(who)s: not now"), Move.Kind.END: _("%(who)s closed it")}  # fmt: skip
    return [
        Line(
            kinds.get(Move.Kind(move.kind), f"%(who)s: {move.get_kind_display()}") % {"who": move.by.called},
            _rec_url(sheet, move.recommendation_id), words=words[move.recommendation_id].words.get("what", ""),
            note=move.words, at=move.at,
        )
        for move in sheet.moves
        if move.recommendation_id in words
    ]  # fmt: skip


def _goals_changed(sheet: Sheet) -> list[Line]:
    patient, me, found = sheet.tie.patient_id, sheet.tie.person_id, []
    for version in sheet.goals:
        url, says = _goal_url(patient, version), version.words.get("words", "")
        if version.written_at > sheet.since.at and version.written_by_id != me:
            said = _("%(who)s wrote a goal") if version.number == 1 else _("%(who)s changed the words of the goal")
            found.append(Line(said % {"who": version.written_by.called}, url, words=says, at=version.written_at))
        for rating in version.ratings:  # type: ignore[attr-defined]
            at = _moment(rating["at"])
            if at > sheet.since.at and rating["person"] != me:
                said = _("%(who)s says that the goal stands at %(level)s") % {"who": rating["called"], "level": _sign(rating["level"])}  # fmt: skip
                found.append(Line(said, url, words=says, note=rating["words"], at=at))
    return found


def _steps_changed(sheet: Sheet) -> list[Line]:
    found = []
    for step in sheet.steps:
        changed: dict[str, Any] | None = step.changed  # type: ignore[attr-defined]
        at = _moment(changed["at"]) if changed else None
        if changed and at and at > sheet.since.at and changed["by"] != sheet.tie.person_id:
            said = f"{changed['called']}: {StepChange.Kind(changed['kind']).label}"
            found.append(Line(said, reverse("plan:step", args=[step.patient_id, step.pk]), words=step.words_now, at=at))
    return found


def days(sheet: Sheet) -> list[Line]:
    """How the days were since, and what was written down, in one line each."""
    patient, told, found = sheet.tie.patient_id, sheet.days, []
    if told["answered"]:
        said = ngettext("%(count)s day answered", "%(count)s days answered", told["answered"]) % {
            "count": told["answered"]
        }
        if told["bad"]:
            said += ", " + ngettext("%(count)s bad day", "%(count)s bad days", told["bad"]) % {"count": told["bad"]}
        found.append(Line(said, reverse("progress", args=[patient])))
    found += [
        Line(_("new in the story"), reverse("story:event", args=[patient, event["pk"]]), words=event["words"])
        for event in told["events"]
    ]
    found += [
        Line(str(MedicineChange.What(change["what"]).label), reverse("medicines:medicine", args=[patient, change["medicine"]]), words=change["called"] or "")
        for change in told["medicines"]
    ]  # fmt: skip
    return found


def disagreements(sheet: Sheet) -> list[Line]:
    """Worth talking about: a yes with a but, and a goal that the sides see differently."""
    found = []
    for version in sheet.recommendations:
        found += [
            Line(_("%(who)s sees this differently") % {"who": differs["who"]}, _rec_url(sheet, recommendation_in(version).pk), words=version.words.get("what", ""), note=differs["words"])
            for differs in _differing(version)
        ]  # fmt: skip
        if recommendation_in(version).state == State.DISCUSSING:
            url = _rec_url(sheet, recommendation_in(version).pk)
            said = _("yes, but") if version.objection else _("yes, and something is still missing")  # type: ignore[attr-defined]
            found.append(Line(said, url, words=version.words.get("what", ""), note=version.objection or ""))  # type: ignore[attr-defined]  # fmt: skip
    for version in sheet.goals:
        latest = {rating["person"]: rating for rating in version.ratings}.values()  # type: ignore[attr-defined]
        own = next((one["level"] for one in latest if one["role"] == Role.PATIENT), None)
        if apart(own, [one["level"] for one in latest if one["role"] != Role.PATIENT]):
            said = ", ".join(f"{one['called']} {_sign(one['level'])}" for one in latest)
            found.append(Line(_("seen differently"), _goal_url(sheet.tie.patient_id, version), words=version.words.get("words", ""), note=said))  # fmt: skip
    return found


def _differing(version: Version) -> list[dict[str, Any]]:
    """Who said that they see it differently and has not taken that back."""
    latest = {row["person"]: row for row in version.differing}  # type: ignore[attr-defined]
    return [row for row in latest.values() if row["kind"] == Move.Kind.DIFFER]


def promised(sheet: Sheet) -> list[Line]:
    """Steps that this person took on and that are not done yet."""
    found = []
    for step in sheet.steps:
        if step.owner_id == sheet.tie.person_id and step.taken_on_at and not (step.by_day and step.was_done):  # type: ignore[attr-defined]
            late = step.by_day is not None and step.by_day < sheet.today
            by = _("by %(day)s") % {"day": date_format(step.by_day, "j F")} if step.by_day else ""
            said = _("promised, and the day has passed") if late else _("promised")
            url = reverse("plan:step", args=[step.patient_id, step.pk])
            found.append(Line(said, url, words=step.words_now, note=by, act="done", thing=step.pk))
    return found


def looks(sheet: Sheet) -> list[Line]:
    """What waits for a look: by the day on which both wanted to look, by a yes of mine, by words that were told back to me."""
    return [*_told_back(sheet), *_goals_to_look_at(sheet), *_due(sheet)]


def _due(sheet: Sheet) -> list[Line]:
    found = []
    for version in sheet.recommendations:
        one = recommendation_in(version)
        if one.state in (State.AGREED, State.TRYING, State.DEFERRED) and _is_soon(one.look_day, sheet.today):
            said = _("we wanted to look on %(day)s") if one.state != State.DEFERRED else _("asked again from %(day)s")
            found.append(Line(said % {"day": _day(one.look_day)}, _rec_url(sheet, one.pk), words=version.words.get("what", "")))  # fmt: skip
        elif one.state == State.PROPOSED and not one.own:
            found.append(Line(_("waits for an answer"), _rec_url(sheet, one.pk), words=version.words.get("what", ""), note=one.proposed_by.called))  # fmt: skip
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
        if allows(sheet.tie, Permission.ACKNOWLEDGE_GOAL) and me not in [one["person"] for one in version.yes]:  # type: ignore[attr-defined]
            found.append(Line(_("waits for your yes"), _goal_url(patient, version), words=says, act="acknowledge", thing=goal.pk, seen=version.number))  # fmt: skip
        if _is_soon(goal.look_day, sheet.today):
            said = _("we look again on %(day)s") % {"day": _day(goal.look_day)}
            found.append(Line(said, _goal_url(patient, version), words=says))
    return found


def _day(day: date | None) -> str:
    return date_format(day, "j F") if day else ""


def _is_soon(day: date | None, today: date) -> bool:
    return day is not None and day <= today + SOON


def _goal_url(patient: int, version: Version) -> str:
    return reverse("goals:goal", args=[patient, version.text.goal.pk])


def _rec_url(sheet: Sheet, recommendation: int) -> str:
    return reverse("plan:recommendation", args=[sheet.tie.patient_id, recommendation])


def _moment(told: str) -> datetime:
    return parse_datetime(told)  # type: ignore[return-value]


def _sign(level: int) -> str:
    return f"+{level}" if level > 0 else str(level).replace("-", "−")
