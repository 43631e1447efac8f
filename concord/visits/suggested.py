"""Words that others suggest in place of one's own, in a goal or in the story, as long as one has not answered them.

Read as columns of a query of ties or of a patient that a page asks anyway, so that they cost none of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.agreement import rules as agreement
from concord.agreement.models import Acknowledgement, Version
from concord.goals.models import Suggestion as ForAGoal
from concord.goals.shown import LABELS, words_of
from concord.people.models import CareTie, Patient
from concord.people.roles import Role
from concord.story.models import Event
from concord.story.models import Suggestion as IntoAStory
from concord.story.reads.sentences import suggestion
from concord.visits.line import Line, goal_url

COLUMNS = ("for_goals", "into_story")
PAGES = {"sentence": "sentence", "cause": "story:cause", "event": "story:event"}


def for_goals(patient: Any, person: Any, *, own: bool) -> QuerySet[ForAGoal]:
    """For goals whose words are this person's: the patient's, once they wrote them or said yes to them at some time; else their author's."""
    yes = Acknowledgement.objects.filter(version__text=OuterRef("goal__text"), as_role=Role.PATIENT)
    theirs = Q(goal__begun_as=Role.PATIENT) | Exists(yes)
    found = (
        ForAGoal.objects.waiting().filter(goal__ended_at__isnull=True, patient=patient).order_by("suggested_at", "pk")
    )
    return found.filter(theirs) if own else found.filter(~theirs, goal__begun_by=person)


def into_story(patient: Any, person: Any, *, own: bool) -> QuerySet[IntoAStory]:
    """Into sentences, possible causes and events that this person wrote; what tells the patient's own words is the patient's too."""
    mine = Q(sentence__written_by=person) | Q(cause__written_by=person) | Q(event__written_by=person)
    if own:
        mine |= Q(event__said_by=Event.SaidBy.PATIENT)
    gone = (
        Q(sentence__set_aside_at__isnull=False)
        | Q(cause__removed_at__isnull=False)
        | Q(event__removed_at__isnull=False)
    )
    return IntoAStory.objects.still_open().filter(mine, patient=patient).exclude(gone).order_by("at", "pk")


def columns(patient: Any, person: Any, *, own: bool) -> dict[str, Any]:
    """`patient` and `person` may be columns of the query outside."""
    newest = Version.objects.current().filter(text=OuterRef("goal__text")).values("words")[:1]
    goals = for_goals(patient, person, own=own).annotate(now=Subquery(newest))
    goal = JSONObject(
        pk="pk", goal="goal_id", number="goal__text__current", now="now", base="version__words", words="words", why="note",
        who="suggested_by__called", at="suggested_at",
    )  # fmt: skip
    stories = into_story(patient, person, own=own).annotate(
        stands=Coalesce("sentence__words", "cause__words", "event__words")
    )
    story = JSONObject(
        pk="pk", sentence="sentence_id", cause="cause_id", event="event_id", stands="stands", words="words", why="why", who="by__called", at="at"
    )  # fmt: skip
    return {
        "for_goals": ArraySubquery(goals.values(told=goal)),
        "into_story": ArraySubquery(stories.values(told=story)),
    }


def waiting_for_goal(patient: Patient, number: int) -> ForAGoal:
    """Or 404."""
    return get_object_or_404(
        ForAGoal.objects.filter(patient=patient).select_related("goal__text", "goal__patient", "version"), pk=number
    )


def suggestion_of(patient: Patient, number: int) -> IntoAStory:
    found = suggestion(patient, number)
    if found is None:
        raise Http404
    return found


def columns_for(tie: CareTie) -> dict[str, Any]:
    """For a page of one record: what waits for this tie's person; nothing for who has no words of their own there."""
    if not (allows(tie, Permission.WRITE_GOAL) or allows(tie, Permission.WRITE_STORY)):
        return {}
    return columns(tie.patient_id, tie.person_id, own=tie.role == Role.PATIENT)


def lines_of(tie: CareTie, row: Mapping[str, Any]) -> Iterator[tuple[Line, datetime]]:
    """What waits for this tie's person, each with since when; `row` holds the columns."""
    if allows(tie, Permission.WRITE_GOAL):
        yield from ((_goal(tie, told), datetime.fromisoformat(told["at"])) for told in row["for_goals"])
    if allows(tie, Permission.WRITE_STORY):
        yield from ((_story(tie, told), datetime.fromisoformat(told["at"])) for told in row["into_story"])


def _goal(tie: CareTie, told: Mapping[str, Any]) -> Line:
    """With what would be different, and no more."""
    now = told["now"] or {}
    changes = agreement.changes(now, agreement.put_together(told["base"], theirs=now, mine=told["words"]), LABELS)
    facts = tuple((str(LABELS[one.field]), words_of(one.field, one.after) or _("left out")) for one in changes)
    return Line(
        _("%(who)s suggests other words for a goal of yours") % {"who": told["who"]}, goal_url(tie.patient_id, told["goal"]),
        words=now.get("words", ""), note=told["why"], act="take_for_goal", thing=told["pk"], seen=told["number"],
        facts=facts or ((_("suggested"), _("By now the goal says the same.")),),
    )  # fmt: skip


def _story(tie: CareTie, told: Mapping[str, Any]) -> Line:
    into = next(name for name in PAGES if told[name])
    return Line(
        _("%(who)s suggests other words for what you wrote") % {"who": told["who"]}, reverse(PAGES[into], args=[tie.patient_id, told[into]]),
        words=told["stands"], note=told["why"], act="take_into_story", thing=told["pk"], facts=((_("suggested"), told["words"]),),
    )  # fmt: skip
