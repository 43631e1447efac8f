"""Which buttons whoever stands in a tie sees: the table of moves and the guard's permission, both."""

from __future__ import annotations

from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.people.models import CareTie
from concord.people.roles import Role
from concord.plan import reads
from concord.plan.actions.moving import agreeing, suggesting
from concord.plan.models import Move
from concord.plan.rules import moves, proposals


def may(tie: CareTie) -> dict[str, bool]:
    """What whoever stands in this tie may do with the plan, for the buttons."""
    wanted = {
        "propose": Permission.PROPOSE_RECOMMENDATION, "answer": Permission.ANSWER_RECOMMENDATION, "step": Permission.WRITE_STEP,
        "mark": Permission.MARK_STEP, "ask": Permission.ASK_QUESTION, "explain": Permission.ANSWER_QUESTION,
        "treatment": Permission.PROPOSE_TREATMENT, "experiment": Permission.DESIGN_EXPERIMENT, "ask_for_help": Permission.ASK_FOR_HELP, "stuck": Permission.CALL_STUCK,
    }  # fmt: skip
    return {**{name: allows(tie, one) for name, one in wanted.items()}, "patient": tie.role == Role.PATIENT}


def can(view: reads.InView, tie: CareTie) -> dict[str, bool]:
    """Which moves this person has here: the table of moves and the guard's permission, both."""
    one, patient = view.recommendation, tie.role == Role.PATIENT
    side = allows(tie, suggesting(one.kind)) and proposals.why_not_change(own=one.own, by_patient=patient) is None
    answers = allows(tie, Permission.ANSWER_RECOMMENDATION)
    free = {kind: moves.why_not_move(view.state, kind) is None for kind in Move.Kind.values}
    patients = (*moves.ANSWERS, "TAKE_BACK", "GO_ON")
    other = (
        allows(tie, Permission.PROPOSE_RECOMMENDATION) and not patient and view.version.written_by_id != tie.person_id
    )
    return {
        **{kind.lower(): answers and free[kind] for kind in patients},
        **{kind.lower(): side and free[kind] for kind in ("CHANGE", "WITHDRAW", "AGAIN")},
        "end": free["END"] and (patient or allows(tie, suggesting(one.kind))),
        "answer": answers and any(free[kind] for kind in moves.ANSWERS),
        "look": free["LOOK"] and allows(tie, Permission.LOOK_BACK),
        "differ": other and free["DIFFER"],
        "object": free["OBJECT"]
        and not one.own
        and allows(tie, Permission.PROPOSE_RECOMMENDATION)
        and view.version.written_by_id != tie.person_id
        and (patient or any(yes.person_id == tie.person_id and yes.carried_from_id for yes in view.said.yes)),
        "yes_too": other and free["YES_TOO"] and allows(tie, agreeing(one.kind)),
    }
