"""What a thread is about, for whoever reads in it: threads do not know, so the room above them tells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from concord.access.guard import allows
from concord.agreement.models import Version
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
    """What this thread is about, if it was begun about something that is shown to this tie; one query."""
    return _things(tie, _abouts(tie).filter(thread=thread_id)).get(thread_id)


def things_of(tie: CareTie) -> dict[int, Thing]:
    """{thread: what it is about} for a list of threads, as far as it is shown to this tie while they read. Nothing of it stands in the
    name of the thread, so from whom the topic is kept back one day they read the kind again, and no more. One query."""
    return _things(tie, _abouts(tie))


def _abouts(tie: CareTie) -> QuerySet[Any]:
    newest = Version.objects.current().filter(
        Q(text__goal=OuterRef("goal")) | Q(text__recommendation=OuterRef("recommendation"))
    )
    released = Finding.objects.shown_to_patients().filter(pk=OuterRef("finding"))
    found = ThreadAbout.objects.filter(patient=tie.patient_id).annotate(
        wants=Subquery(newest.values(said=KT("words__words"))[:1]), suggests=Subquery(newest.values(said=KT("words__what"))[:1]),
        released=Exists(released),
    )  # fmt: skip
    names = [f"finding__{name}" for name in ("effect_measure", "cause_measure", "cause_mark", "other_measure")]
    return found.select_related("recommendation", "goal", "step", "measure", "sentence", "cause", "finding", *names)


def _things(tie: CareTie, rows: Iterable[Any]) -> dict[int, Thing]:
    found: dict[int, Thing] = {}
    for row in rows:
        about: Talked | None = row.about
        if about is None or not _is_there(tie, row, about):
            continue
        kind, page = PAGES[asked_about(about)]
        newest = row.suggests if isinstance(about, Recommendation) else row.wants
        found[row.thread_id] = Thing(
            str(kind), newest or in_view(about), reverse(page, args=[tie.patient_id, about.pk])
        )
    return found


def _is_there(tie: CareTie, row: Any, about: Talked) -> bool:
    """Shared with whoever reads, not taken out, and, of what was noticed, shown to patients by their practice."""
    held_back = isinstance(about, Finding) and tie.role == Role.PATIENT and not row.released
    return allows(tie, SEES[asked_about(about)]) and getattr(about, "removed_at", None) is None and not held_back
