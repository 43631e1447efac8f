"""What a thread is about, for whoever reads in it: threads do not know, so the room above them tells."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import OuterRef, Q, Subquery
from django.db.models.fields.json import KT
from django.urls import reverse
from django.utils.translation import gettext as _

from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.agreement.models import Version
from concord.people.models import CareTie
from concord.plan.models import ThreadAbout


@dataclass(frozen=True)
class Thing:
    """A goal or a suggestion, in its newest words, and its page."""

    kind: str
    words: str
    url: str


def thing_of(tie: CareTie, thread_id: int) -> Thing | None:
    """What this thread is about, if it was begun about something that is shown to this tie. One query."""
    newest = Version.objects.current().filter(
        Q(text__goal=OuterRef("goal")) | Q(text__recommendation=OuterRef("recommendation"))
    )
    found = ThreadAbout.objects.filter(patient=tie.patient_id, thread=thread_id).annotate(
        wants=Subquery(newest.values(said=KT("words__words"))[:1]), suggests=Subquery(newest.values(said=KT("words__what"))[:1]),
    )  # fmt: skip
    about = found.first()
    if about is None:
        return None
    if about.goal_id is not None:
        url = reverse("goals:goal", args=[tie.patient_id, about.goal_id])
        return Thing(_("about a goal"), about.wants or "", url) if allows(tie, Permission.SEE_GOALS) else None
    url = reverse("plan:recommendation", args=[tie.patient_id, about.recommendation_id])
    return Thing(_("about a suggestion"), about.suggests or "", url) if allows(tie, Permission.SEE_PLAN) else None
