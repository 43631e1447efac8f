"""Who in the team could answer a question about something."""

from __future__ import annotations

from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.goals.models import Goal
from concord.people.models import CareTie, Patient
from concord.plan.models import Recommendation, Step
from concord.plan.rules.questions import CouldAnswer

About = Recommendation | Step | Goal | None


def could_answer(patient: Patient, about: About) -> list[CouldAnswer]:
    """Everybody who may answer and sees what it is about, in the order in which they came."""
    sees = Permission.SEE_GOALS if isinstance(about, Goal) else Permission.SEE_PLAN
    ties = CareTie.objects.still_open().filter(patient=patient).order_by("from_at", "pk")
    return [
        CouldAnswer(tie.person_id, tie.role)
        for tie in ties
        if allows(tie, Permission.ANSWER_QUESTION) and (about is None or allows(tie, sees))
    ]
