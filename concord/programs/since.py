"""What became of an entry on the shelf after it was suggested to somebody, for the professionals who read the suggestion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from concord.people.models import CareTie
from concord.people.roles import Role
from concord.plan.models import State
from concord.programs.models import Signature, Suggestion
from concord.programs.shown import changes


@dataclass(frozen=True)
class Since:
    """One sentence, the entry's page, and word by word what is signed there now, if that is something else."""

    words: str
    url: str
    changes: list[dict[str, Any]]


def since_suggested(tie: CareTie, recommendation: int) -> Since | None:
    """None while the shelf says what it said, for the patient and their supporters, and for whoever does not work there; one query."""
    if tie.role in (Role.PATIENT, Role.SUPPORTER):
        return None
    now = Signature.objects.standing().filter(version__entry=OuterRef("entry")).order_by("-version__number")
    found = Suggestion.objects.filter(patient=tie.patient_id, recommendation=recommendation)
    found = found.exclude(recommendation__state__in=[State.WITHDRAWN, State.CLOSED, State.DECLINED])
    in_force = JSONObject(number="version__number", words="version__words")
    one: Any = (
        found.select_related("entry", "signature__version")
        .annotate(signed=Subquery(now.values(told=in_force)[:1]))
        .first()
    )
    if one is None:
        return None
    entry, then = one.entry, one.signature.version
    url = reverse("programs:entry", args=[entry.practice_id, entry.pk])
    if entry.off_at is not None:
        day = {"day": date_format(entry.off_at, "j F Y")}
        return Since(_("This came from the shelf, and was taken off it on %(day)s.") % day, url, [])
    if one.signed is None:
        return Since(_("This came from the shelf, and nobody answers for it there any more."), url, [])
    if one.signed["number"] == then.number:
        return None
    said = _("This came from the shelf, and other words have been signed there since.")
    return Since(said, url, changes(then.words, one.signed["words"]))
