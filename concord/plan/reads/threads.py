"""What a thread is about, for whoever reads in it: threads do not know, so the room above them tells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.db.models.fields.json import KT
from django.http import Http404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from concord.access.guard import allows
from concord.agreement.models import Version
from concord.people.models import CareTie
from concord.people.roles import AskedAbout
from concord.plan.models import Recommendation, ThreadAbout
from concord.plan.reads.in_view import in_view
from concord.plan.reads.questions import day_thing_of
from concord.plan.reads.team import SEES, Talked, asked_about

PAGES: dict[AskedAbout, tuple[str | Promise, str]] = {
    AskedAbout.GOAL: (gettext_lazy("about a goal"), "goals:goal"),
    AskedAbout.RECOMMENDATION: (gettext_lazy("about a suggestion"), "plan:recommendation"),
    AskedAbout.STEP: (gettext_lazy("about a step"), "plan:step"),
    AskedAbout.MEASURE: (gettext_lazy("about a number"), "measures:measure"),
    AskedAbout.FINDING: (gettext_lazy("about something noticed in the days"), "findings:finding"),
    AskedAbout.SENTENCE: (gettext_lazy("about a sentence of what we think is going on"), "sentence"),
    AskedAbout.CAUSE: (gettext_lazy("about a possible cause"), "story:cause"),
}


@dataclass(frozen=True)
class Thing:
    """What is talked about, in its newest words, and its page."""

    kind: str
    words: str
    url: str


def thing_of(tie: CareTie, thread_id: int) -> Thing | None:
    """What this thread is about, if it was begun about something that is shown to this tie. One query; two more for a finding."""
    newest = Version.objects.current().filter(
        Q(text__goal=OuterRef("goal")) | Q(text__recommendation=OuterRef("recommendation"))
    )
    found = ThreadAbout.objects.filter(patient=tie.patient_id, thread=thread_id).annotate(
        wants=Subquery(newest.values(said=KT("words__words"))[:1]), suggests=Subquery(newest.values(said=KT("words__what"))[:1]),
    )  # fmt: skip
    row: Any = found.select_related("recommendation", "goal", "step", "measure", "sentence", "cause").first()
    about: Talked | None = None if row is None else _finding(tie, row.finding_id) if row.finding_id else row.about
    if about is None or not allows(tie, SEES[asked_about(about)]):
        return None
    kind, page = PAGES[asked_about(about)]
    newest_words = row.suggests if isinstance(about, Recommendation) else row.wants
    return Thing(str(kind), newest_words or in_view(about), reverse(page, args=[tie.patient_id, about.pk]))


def _finding(tie: CareTie, number: int) -> Talked | None:
    """Where everything that went into it is shared, and its practice shows it."""
    try:
        return day_thing_of(tie.patient, "finding", number, tie=tie)
    except Http404:
        return None
