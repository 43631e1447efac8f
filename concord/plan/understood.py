"""Understanding in the words of a page, and what whoever looks may do about it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.people.models import CareTie, Person
from concord.people.roles import Role
from concord.plan import reads
from concord.plan.actions.understanding import explaining, why_not_judge
from concord.plan.models import State
from concord.plan.rules import understanding as rules


def on_card(view: reads.InView, tie: CareTie, viewer: Person) -> dict[str, Any]:
    """For the card and for its page; what the patient decided for themself has no such part."""
    one = view.recommendation
    found = reads.understanding_in_view(one, view.moves)
    asked = rules.why_not_understand(own=one.own, state=one.state) is None and one.state != State.DECLINED
    explains = asked and allows(tie, explaining(one.kind))
    asks = allows(tie, Permission.ASK_QUESTION) and one.proposed_by_id != tie.person_id
    state = str(found.state)
    judges = explains and rules.why_not_go(state, "CLEAR") is None
    sentence = why_not_judge(one, found.standing, viewer) if judges else None
    written, rests = reads.written_down_by(viewer.pk, found.standing) if explains else (None, None)
    return {
        "patient": tie.role == Role.PATIENT, "view": found, "state": state, "asked": asked, "number": view.version.number,
        "explains": explains, "tells": asked and allows(tie, Permission.TELL_BACK),
        "writes_down": explains and rules.why_not_go(state, "TELL_BACK") is None,
        "judges": judges and sentence is None, "why_not_judge": sentence,
        "ask": reverse("plan:ask", args=[one.patient_id]) if asks else "", "about": f"recommendation {one.pk}",
        "wrote": written is not None and rests is None and written == found.told,
        "takes_back": found.last is not None and found.last.by_id == tie.person_id,
    }  # fmt: skip
