"""Agreement in the words of a page: the deal, what is still missing and whose move it is, who said yes, who sees it differently."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from concord.access.guard import allows
from concord.agreement import rules as agreement
from concord.people.models import CareTie
from concord.people.roles import Role
from concord.plan import reads
from concord.plan.actions.moving import agreeing
from concord.plan.actions.understanding import explaining
from concord.plan.labels import LABELS, in_words, pieces_of
from concord.plan.models import Move, State, Understanding
from concord.plan.reads.agreeing import written_down
from concord.plan.reads.gates import facts
from concord.plan.rules import gates, moves, proposals
from concord.plan.rules.gates import Missing, Whose


def on_card(view: reads.InView, tie: CareTie, *, understood: Iterable[Understanding]) -> dict[str, Any]:
    """Everything that the card says about agreement; it asks the database only when somebody has left."""
    one, patient = view.recommendation, tie.role == Role.PATIENT
    weighed = view.said.weighed_since(meaning_since(view))
    known = facts(
        one, view.version, yes=view.said.yes, weighed=weighed, understood=understood, goal_stands=view.goal_stands
    )
    differ = standing_remarks(view.moves, "DIFFER", "DIFFER_NOT")
    return {
        "patient": patient, "treatment": known.treatment, "facts": known, "sure_enough": gates.SURE_ENOUGH,
        "deal": deal(view, tie), "missing": missing_line(view, known, tie),
        "said_yes": sorted(view.said.yes, key=lambda yes: yes.as_role != Role.PATIENT), "left": who_has_left(view, tie.person_id),
        "differ": differ, "my_differ": any(move.by_id == tie.person_id for move in differ),
        "my_yes_too": any(yes.person_id == tie.person_id for yes in view.said.yes),
        "worry": next((row for row in reversed(weighed) if not row.written_down and (row.worry or row.no_worry)), None),
        "written_down": written_down(weighed), "writes_down": writes_down(view, tie),
        "spelling": spelling(view), "not_mine": why_not_mine(known, tie),
    }  # fmt: skip


def writes_down(view: reads.InView, tie: CareTie) -> bool:
    """Whether whoever looks may write down what the patient told them about it."""
    asked = view.state not in ("WITHDRAWN", "CLOSED", "DECLINED")
    return (
        asked
        and gates.why_not_write_down(own=view.recommendation.own) is None
        and allows(tie, explaining(view.recommendation.kind))
    )


def meaning_since(view: reads.InView) -> int:
    kinds = ("PROPOSE", "CHANGE", "OBJECT")
    return max((move.version.number for move in view.moves if move.kind in kinds), default=1)


def deal(view: reads.InView, tie: CareTie) -> list[tuple[str, str, bool]]:
    """Rows of label, words and whether a person wrote them: who does what, when both look, whom to call."""
    one, patient = view.recommendation, tie.role == Role.PATIENT
    who = view.words.get("who_does", "")
    rows = [(_("who does it"), who or (_("you") if patient else one.patient.called), bool(who))]
    if one.is_agreed and one.look_day:
        rows.append((_("we look together"), date_format(one.look_day, "j F"), False))
    elif view.state not in ("WITHDRAWN", "CLOSED", "DECLINED"):
        weeks = view.words.get("look_weeks", "") or str(proposals.USUAL_LOOK)
        rows.append((_("we look together"), _("%(when)s") % {"when": in_words("look_weeks", weeks)}, False))
    call = view.words.get("call_when", "")
    if not one.own:
        rows.append(
            (
                _("if something worries you") if patient else _("if something worries them"),
                call or _call(view),
                bool(call),
            )
        )
    return rows


def _call(view: reads.InView) -> str:
    one = view.recommendation
    phone = one.patient.practice.phone
    who = {"who": one.proposed_by, "phone": phone, "practice": one.patient.practice.called}
    return _("call %(who)s at %(practice)s, %(phone)s") % who if phone else _("call %(who)s at %(practice)s") % who


def missing_line(view: reads.InView, known: gates.Facts, tie: CareTie) -> dict[str, Any] | None:
    """One line that names what is missing and whose move it is. Where nothing but the patient's yes is missing, the buttons say so."""
    if view.state not in ("PROPOSED", "DISCUSSING", "DEFERRED"):
        return None
    one, patient = view.recommendation, tie.role == Role.PATIENT
    missing = gates.missing(known, who="" if patient else one.patient.called)
    if not missing or list(missing.names) == ["both"] and known.author_yes:
        return None
    return {
        "words": missing.line,
        "whose": _whose(view, missing, tie),
        "kept": view.yes_is_kept,
        "first": missing.names[0],
    }


def _whose(view: reads.InView, missing: Missing, tie: CareTie) -> str:
    one = view.recommendation
    mine = tie.role == Role.PATIENT if missing.whose == Whose.PATIENT else view.version.written_by_id == tie.person_id
    if mine:
        return _("It is your turn.")
    if missing.whose == Whose.PATIENT:
        return _("It is the turn of %(who)s.") % {"who": one.patient.called}
    if any(yes.person_id == view.version.written_by_id and not yes.here for yes in view.said.yes):  # type: ignore[attr-defined]
        return _whose_instead(view, tie)
    return _("It is the turn of %(who)s.") % {"who": view.version.written_by}


def _whose_instead(view: reads.InView, tie: CareTie) -> str:
    """Whoever suggested it has left: a colleague who stands behind it can take it over."""
    gone, new = view.version.written_by, _could_take_over(view, as_role=view.recommendation.proposed_as)
    if not new:
        return _("%(who)s has left. Nobody in the team can take it over yet.") % {"who": gone}
    if any(one.person_id == tie.person_id for one in new):
        return _("%(who)s has left. It is your turn.") % {"who": gone}
    names = gates.in_a_row([str(one.person) for one in new])
    return _("%(who)s has left. It is the turn of %(new)s.") % {"who": gone, "new": names}


def _could_take_over(view: reads.InView, *, as_role: str) -> list[CareTie]:
    """Those in the team who may stand behind it, of the same role if there are any."""
    permission, team = agreeing(view.recommendation.kind), reads.team_of(view.recommendation.patient)
    could = [tie for tie in team if tie.role != Role.PATIENT and allows(tie, permission)]
    return [tie for tie in could if tie.role == as_role] or could


def who_has_left(view: reads.InView, viewer: int) -> str:
    """“Agreed with Dr Rossi, who has left; Dr New has not looked yet”, while nobody here stands behind it."""
    professionals = [yes for yes in view.said.yes if yes.as_role != Role.PATIENT]
    if not professionals or not view.recommendation.is_agreed or any(yes.here for yes in professionals):  # type: ignore[attr-defined]
        return ""
    gone = professionals[-1]
    new = _could_take_over(view, as_role=gone.as_role)
    if not new:
        return _("Agreed with %(who)s, who has left. Nobody in the team can take it over yet.") % {"who": gone.person}
    if any(tie.person_id == viewer for tie in new):
        return _("Agreed with %(who)s, who has left; you have not looked yet.") % {"who": gone.person}
    names = gates.in_a_row([str(tie.person) for tie in new])
    return _("Agreed with %(who)s, who has left; %(new)s has not looked yet.") % {"who": gone.person, "new": names}


def standing_remarks(made: Iterable[Move], said: str, taken_back: str) -> list[Move]:
    """The newest such remark of each person that they have not taken back."""
    last = {move.by_id: move for move in made if move.kind in (said, taken_back)}
    return [move for move in last.values() if move.kind == said]


def spelling(view: reads.InView) -> dict[str, Any] | None:
    """What was corrected in the newest words, unless somebody has said that it changes the meaning."""
    objected = any(move.kind == "OBJECT" and move.version_id == view.version.pk for move in view.moves)
    if not view.version.spelling_only or objected:
        return None
    before = view.version_before
    found = agreement.changes(before.words, view.words, LABELS) if before else []
    changes = [{"label": LABELS[change.field], "pieces": pieces_of(change)} for change in found]
    return {"by": view.version.written_by, "at": view.version.written_at, "changes": changes}


def why_not_mine(known: gates.Facts, tie: CareTie) -> str:
    """What somebody who is no doctor reads under treatment."""
    if not known.treatment or tie.role not in (Role.COACH, Role.THERAPIST):
        return ""
    return _(
        "This is treatment, whatever it is called, so a doctor suggests it, explains it and agrees to it. You can ask, and say if"
        " you see it differently."
    )


def looks_due(found: Iterable[reads.InView], tie: CareTie, today: date) -> list[reads.LookDue]:
    """What both look at by today, from what a page has read anyway; whoever has looked since it is lived reads so. What both have
    looked at waits for the patient to say what comes next."""
    due = []
    for view in found:
        if view.state == State.REVIEWED and tie.role == Role.PATIENT:
            due.append(
                reads.LookDue(
                    view.recommendation.pk, view.what, view.recommendation.look_day or today, True, both_have=True
                )
            )
        if view.to_look_at(today) and (view.recommendation.own is False or tie.role == Role.PATIENT):
            began = max((n for n, move in enumerate(view.moves) if move.kind in moves.AGREEING), default=0)
            looked = any(move.kind in ("LOOK", "REVIEW") and move.by_id == tie.person_id for move in view.moves[began:])
            due.append(reads.LookDue(view.recommendation.pk, view.what, view.recommendation.look_day or today, looked))
    return sorted(due, key=lambda look: look.day)
