"""The visit screen in words: every line says one thing and leads to it in one tap."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from concord.agreement.models import Version
from concord.goals.rules import apart
from concord.medicines.models import MedicineChange
from concord.people.roles import Role
from concord.plan.models import Move, Review, State, StepChange
from concord.plan.rules.looking import Together, together
from concord.visits.line import Line, goal_url, recommendation_url, sign
from concord.visits.reads import Sheet, by_number, recommendation_in

MOST_CHANGES = 12


def wish(sheet: Sheet) -> Line | None:
    """What the person wants first, in their own words: what they put first when lists were laid side by side, else the oldest open
    goal, else what bothers most."""
    patient = sheet.tie.patient_id
    if sheet.put_first:
        return Line(_("what matters most"), reverse("goals:priorities", args=[patient]), words=sheet.put_first)
    if sheet.goals:
        first = sheet.goals[0]
        return Line(_("what we want"), goal_url(patient, first.text.goal.pk), words=first.words.get("words", ""))
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
            kinds.get(Move.Kind(move["kind"]), f"%(who)s: {Move.Kind(move['kind']).label}") % {"who": move["who"]},
            recommendation_url(sheet.tie.patient_id, move["thing"]), words=words[move["thing"]].words.get("what", ""),
            note=move["words"], at=_moment(move["at"]),
        )
        for move in sheet.moves
        if move["thing"] in words
    ]  # fmt: skip


def _goals_changed(sheet: Sheet) -> list[Line]:
    patient, me, found = sheet.tie.patient_id, sheet.tie.person_id, []
    for version in sheet.goals:
        url, says = goal_url(patient, version.text.goal.pk), version.words.get("words", "")
        if version.written_at > sheet.since.at and version.written_by_id != me:
            said = _("%(who)s wrote a goal") if version.number == 1 else _("%(who)s changed the words of the goal")
            found.append(Line(said % {"who": version.written_by.called}, url, words=says, at=version.written_at))
        for rating in version.ratings:  # type: ignore[attr-defined]
            at = _moment(rating["at"])
            if at > sheet.since.at and rating["person"] != me:
                said = _("%(who)s says that the goal stands at %(level)s") % {"who": rating["called"], "level": sign(rating["level"])}  # fmt: skip
                found.append(Line(said, url, words=says, note=rating["words"], at=at))
    return found


def _steps_changed(sheet: Sheet) -> list[Line]:
    found = []
    for step in sheet.steps:
        changed: dict[str, Any] | None = step.changed  # type: ignore[attr-defined]
        at = _moment(changed["at"]) if changed else None
        if changed and at and at > sheet.since.at and changed["by"] != sheet.tie.person_id:
            said = _step_words(StepChange.Kind(changed["kind"])) % {"who": changed["called"]}
            found.append(Line(said, reverse("plan:step", args=[step.patient_id, step.pk]), words=step.words_now, at=at))
    return found


def _step_words(kind: StepChange.Kind) -> str:
    return {
        StepChange.Kind.WRITTEN: _("%(who)s wrote a step"), StepChange.Kind.TAKEN_ON: _("%(who)s took on a step"),
        StepChange.Kind.EDITED: _("%(who)s changed a step"), StepChange.Kind.SMALLER: _("%(who)s made a step smaller"),
        StepChange.Kind.USUAL: _("%(who)s: a step is back to its usual size"), StepChange.Kind.PAUSED: _("%(who)s let a step rest"),
        StepChange.Kind.RESUMED: _("%(who)s took a step up again"), StepChange.Kind.ENDED: _("%(who)s ended a step"),
        StepChange.Kind.UNDONE: _("%(who)s took back what was said of a step"),
    }[kind]  # fmt: skip


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
            Line(_sees(sheet, differs), recommendation_url(sheet.tie.patient_id, recommendation_in(version).pk), words=version.words.get("what", ""), note=differs["words"])
            for differs in _differing(version)
        ]  # fmt: skip
        if recommendation_in(version).state == State.DISCUSSING:
            url = recommendation_url(sheet.tie.patient_id, recommendation_in(version).pk)
            said = _("yes, but") if version.objection else _("yes, and something is still missing")  # type: ignore[attr-defined]
            found.append(Line(said, url, words=version.words.get("what", ""), note=version.objection or ""))  # type: ignore[attr-defined]  # fmt: skip
        if recommendation_in(version).state == State.REVIEWED:
            found += _seen_apart(sheet, version)
    for version in sheet.goals:
        latest = {rating["person"]: rating for rating in version.ratings}.values()  # type: ignore[attr-defined]
        own = next((one["level"] for one in latest if one["role"] == Role.PATIENT), None)
        if apart(own, [one["level"] for one in latest if one["role"] != Role.PATIENT]):
            said = ", ".join(f"{_called(sheet, one['person'], one['called'])} {sign(one['level'])}" for one in latest)
            found.append(Line(_("seen differently"), goal_url(sheet.tie.patient_id, version.text.goal.pk), words=version.words.get("words", ""), note=said))  # fmt: skip
    return found


def _seen_apart(sheet: Sheet, version: Version) -> list[Line]:
    """Both have looked whether it helped, and do not see the same."""
    latest = {look["person"]: look for look in version.looks}.values()  # type: ignore[attr-defined]
    own = next((one["result"] for one in latest if one["role"] == Role.PATIENT), None)
    if together(own, [one["result"] for one in latest if one["role"] != Role.PATIENT]) != Together.APART:
        return []
    said = "; ".join(
        f"{_called(sheet, one['person'], one['called'])}: {Review.Result(one['result']).label}" for one in latest
    )
    url = reverse("plan:look_back", args=[sheet.tie.patient_id, recommendation_in(version).pk])
    return [Line(_("did it help? Seen differently"), url, words=version.words.get("what", ""), note=said)]


def _sees(sheet: Sheet, differs: dict[str, Any]) -> str:
    if differs["person"] == sheet.tie.person_id:
        return _("You see this differently")
    return _("%(who)s sees this differently") % {"who": differs["who"]}


def _called(sheet: Sheet, person: int, called: str) -> str:
    """Nobody reads of themself by name."""
    return _("you") if person == sheet.tie.person_id else called


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


def _moment(told: str) -> datetime:
    return parse_datetime(told)  # type: ignore[return-value]
