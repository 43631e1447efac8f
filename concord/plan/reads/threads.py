"""What a thread is about, for whoever reads in it: threads do not know, so the room above them tells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.agreement.models import Version
from concord.findings import reads as findings
from concord.findings.cards import for_patient
from concord.findings.models import Finding
from concord.people.models import CareTie
from concord.people.roles import AskedAbout, Role
from concord.plan.models import Recommendation, ThreadAbout
from concord.plan.reads.in_view import in_view
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
    return _things(tie, _abouts(tie).filter(thread=thread_id)).get(thread_id)


def things_of(tie: CareTie) -> dict[int, Thing]:
    """{thread: what it is about} for a list of threads, as far as it is shown to this tie while they read. Nothing of it stands in the
    name of the thread, so from whom the topic is kept back one day they read the kind again, and no more."""
    return _things(tie, _abouts(tie))


def _abouts(tie: CareTie) -> QuerySet[Any]:
    newest = Version.objects.current().filter(
        Q(text__goal=OuterRef("goal")) | Q(text__recommendation=OuterRef("recommendation"))
    )
    found = ThreadAbout.objects.filter(patient=tie.patient_id).annotate(
        wants=Subquery(newest.values(said=KT("words__words"))[:1]), suggests=Subquery(newest.values(said=KT("words__what"))[:1]),
    )  # fmt: skip
    return found.select_related("recommendation", "goal", "step", "measure", "sentence", "cause")


def _things(tie: CareTie, rows: Iterable[Any]) -> dict[int, Thing]:
    rows = list(rows)
    noticed = _noticed(tie, [row.finding_id for row in rows if row.finding_id])
    found: dict[int, Thing] = {}
    for row in rows:
        about: Talked | None = noticed.get(row.finding_id) if row.finding_id else row.about
        if about is None or getattr(about, "removed_at", None) or not allows(tie, SEES[asked_about(about)]):
            continue
        kind, page = PAGES[asked_about(about)]
        newest = row.suggests if isinstance(about, Recommendation) else row.wants
        found[row.thread_id] = Thing(
            str(kind), newest or in_view(about), reverse(page, args=[tie.patient_id, about.pk])
        )
    return found


def _noticed(tie: CareTie, numbers: list[int]) -> dict[int, Finding]:
    """Where everything that went into it is shared, and its practice shows it."""
    if not numbers or not allows(tie, Permission.SEE_FINDINGS):
        return {}
    shown, own = findings.shown_in(tie.patient.practice), tie.role == Role.PATIENT
    found = Finding.objects.filter(patient=tie.patient_id, pk__in=numbers).with_names()
    return {one.pk: one for one in for_patient(list(found), shown, own=own)}
