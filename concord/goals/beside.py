"""Two lists side by side in the words of a page: what both said first, said to whoever looks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from concord.goals.models import PriorityList
from concord.goals.reads.priorities import RoundInView, SideBySide
from concord.people.models import Person
from concord.people.roles import Role


def first_wish(here: SideBySide, viewer: Person) -> dict[str, Any]:
    """Where the patient's first wish stands on the other list, in one plain sentence; `talk` when it is worth talking about."""
    place, perhaps = here.first_is, here.first_may_be_there
    names = {"patient": here.patients.person.called, "other": here.others.person.called, "place": _place(place)}
    if perhaps:
        sentence = _perhaps(here, viewer) % names
    elif here.patients.person_id == viewer.pk:
        sentence = _to_the_patient(place) % names
    elif here.others.person_id == viewer.pk:
        sentence = _to_the_professional(place) % names
    else:
        sentence = _to_somebody_else(place) % names
    return {"sentence": sentence, "talk": place != 1 and not perhaps}


def _perhaps(here: SideBySide, viewer: Person) -> str:
    """No alarm while it may well be the same in other words."""
    if here.patients.person_id == viewer.pk:
        return _("What you put first may stand on the list of %(other)s in other words. Please look below.")
    if here.others.person_id == viewer.pk:
        return _("What %(patient)s put first may stand on your list in other words. Please look below.")
    return _("What %(patient)s put first may stand on the list of %(other)s in other words. Please look below.")


def _to_the_patient(place: int | None) -> str:
    if place is None:
        return _("What you put first is joined with nothing on the list of %(other)s.")
    if place == 1:
        return _("What you put first, %(other)s put first, too.")
    return _("What you put first stands in %(place)s place on the list of %(other)s.")


def _to_the_professional(place: int | None) -> str:
    if place is None:
        return _("What %(patient)s put first is joined with nothing on your list.")
    if place == 1:
        return _("What %(patient)s put first, you put first, too.")
    return _("What %(patient)s put first stands in %(place)s place on your list.")


def _to_somebody_else(place: int | None) -> str:
    if place is None:
        return _("What %(patient)s put first is joined with nothing on the list of %(other)s.")
    if place == 1:
        return _("What %(patient)s put first, %(other)s put first, too.")
    return _("What %(patient)s put first stands in %(place)s place on the list of %(other)s.")


def _place(place: int | None) -> str:
    return {1: _("first"), 2: _("second"), 3: _("third"), 4: _("fourth"), 5: _("fifth")}.get(place or 0, "")


def whose(one: PriorityList, viewer: Person) -> str:
    """The heading over what stands on one list only."""
    return (
        _("Only on your list")
        if one.person_id == viewer.pk
        else _("Only on the list of %(who)s") % {"who": one.person.called}
    )


def who_is_where(view: RoundInView) -> list[dict[str, Any]]:
    """Everybody who takes part or could: finished, writing, not begun. Nobody's words."""
    lists = {one.person_id: one for one in view.lists}
    known = [_line(one.person, one.get_as_role_display(), one, view.viewer) for one in view.lists]
    return known + [
        _line(tie.person, tie.words, None, view.viewer) for tie in view.beside if tie.person_id not in lists
    ]


def _line(person: Person, role: object, one: PriorityList | None, viewer: Person) -> dict[str, Any]:
    finished = one is not None and one.finished_at is not None
    state = _("has finished") if finished else _("is writing") if one else _("has not begun")
    if person.pk == viewer.pk:
        state = _("have finished") if finished else _("are writing") if one else _("have not begun")
    return {
        "who": _("you") if person.pk == viewer.pk else person.called,
        "role": str(role),
        "state": state,
        "finished": finished,
    }


def waits_for(lists: Sequence[PriorityList], viewer: Person, patient: str) -> str:
    """What is still missing before the lists open, in one sentence."""
    done = {one.as_role for one in lists if one.finished_at}
    mine = next((one for one in lists if one.person_id == viewer.pk), None)
    if mine is not None and mine.as_role == Role.PATIENT:
        return _("When one of your team has finished, too, you can read each other’s.")
    if Role.PATIENT not in done:
        return _("When %(who)s has finished, too, you can read each other’s.") % {"who": patient}
    return _("When one of the team has finished, too, the lists open.")


def on_goals_page(lists: Sequence[PriorityList], viewer: Person, patient: str) -> dict[str, str]:
    """One row on the page of goals: where the newest round stands for whoever looks, and what they can do."""
    if not lists:
        return {"text": _("Each of you writes down what matters most, without seeing the other’s list. Then you look at both."), "act": _("Write what matters most")}  # fmt: skip
    i_have_finished = any(one.person_id == viewer.pk and one.finished_at for one in lists)
    if i_have_finished and lists[0].round.revealed_at:
        return {"text": _("The lists lie side by side."), "act": _("Look at both lists")}
    if i_have_finished:
        return {
            "text": _("Your list is finished.") + " " + waits_for(lists, viewer, patient),
            "act": _("Look at my list"),
        }
    finished = [one.person.called for one in lists if one.finished_at]
    if finished:
        who = _(" and ").join(finished[:2])
        return {
            "text": _("Finished: %(who)s. Write yours, then you can read both.") % {"who": who},
            "act": _("Write my list"),
        }
    return {"text": _("A list of what matters most is begun. Nobody sees yours until you and the other side have finished."), "act": _("Write my list")}  # fmt: skip
