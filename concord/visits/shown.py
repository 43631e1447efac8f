"""The pages of visits, told to whoever looks."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.people.models import CareTie, Patient, Person
from concord.visits import lines, reads, record, waits
from concord.visits.asked import asked_of, stuck_line
from concord.visits.models import Visit

MOST_CHANGES_AT_ONCE = 3
"""The newest; the others are one tap away. Own rule: what is new is read in ninety seconds, with everything else."""


def screen(tie: CareTie, patient: Patient, person: Person, *, today: date, now: datetime) -> dict[str, Any]:
    """Everything on the visit screen, in the order in which it is read."""
    sheet = reads.sheet(tie, patient, today=today)
    looks, changes = waits.looks(sheet), lines.changes(sheet)
    asked = asked_of(tie, person, sheet.asked)
    changes = [*(one.line for one in asked if one.kind == "news"), *changes]
    now_mine = [line for line in looks if line.act and not line.later]
    return {
        "sheet": sheet, "since": since_words(sheet.since), "wish": lines.wish(sheet), "changes": changes[:MOST_CHANGES_AT_ONCE],
        "more_changes": changes[MOST_CHANGES_AT_ONCE:],
        "days": lines.days(sheet), "disagreements": lines.disagreements(sheet), "promised": lines.promised(sheet),
        "stuck": stuck_line(tie, sheet.asked["stuck"]) if sheet.asked["stuck"] else None, "unheard": waits.unheard(sheet, person, now=now),
        "asked": [one.line for one in asked if one.kind not in ("stuck", "news")], "looks": now_mine,
        "later": [line for line in looks if line not in now_mine], "questions": sheet.questions, "today": today,
        "may": {"answer": allows(tie, Permission.ANSWER_QUESTION), "propose": allows(tie, Permission.PROPOSE_RECOMMENDATION)},
    }  # fmt: skip


def after(tie: CareTie, patient: Patient, visit: Visit) -> dict[str, Any]:
    """The after-visit page; for professionals also the plain text for their own record."""
    found, present = record.of_day(tie, patient, visit.day), record.people_of(visit.present.all(), patient)
    wishes = [wish["words"] for wish in visit.spoken_about]  # type: ignore[attr-defined]
    return {
        "visit": visit, "found": found, "there": present, "wishes": wishes, "mine": visit.noted_by_id == tie.person_id,
        "professional": reads.may_hold(tie), "text": record.as_text(found, patient, present=present, wishes=wishes, words=visit.words),
    }  # fmt: skip


def since_words(since: reads.Since) -> str:
    """“since your visit on 3 May”."""
    day = date_format(since.day or since.at, "j F")
    return {
        "visit": _("since your visit on %(day)s"), "look": _("since you last looked, on %(day)s"),
        "tie": _("since you came into the team, on %(day)s"),
    }[since.why] % {"day": day}  # fmt: skip
