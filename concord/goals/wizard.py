"""One question a screen: where in the whole one is, in words, and what stands beside the question."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import HttpRequest
from django.utils.translation import gettext as _

from concord.goals import rules
from concord.goals.rules import areas
from concord.people.roles import Role


def one_question(request: HttpRequest, form: Form, part: str, kept: dict[str, Any]) -> dict[str, Any]:
    patients = request.tie.role == Role.PATIENT  # type: ignore[attr-defined]
    parts = rules.parts_for(patients=patients)
    return {
        "form": form, "part": part, "progress": progress(part, parts), "first": part == parts[0], "last": part == parts[-1],
        "question": heading(part, form), "said": _said(part, kept), "needed": part in rules.NEEDED,
        "can_finish": all(kept.get(field, "").strip() for field in rules.NEEDED) or part == "level_0",
        "is_ruler": part in ("importance", "confidence", "area"), "offer": _offer(part, kept), "patients": patients,
    }  # fmt: skip


def progress(part: str, parts: tuple[str, ...]) -> str:
    """Said in words: “Part 2 of 4, the goal: question 3 of 5”."""
    chapter, number, question, questions = rules.where_in(part, parts)
    names = {
        "matters": _("what matters"),
        "goal": _("the goal"),
        "levels": _("levels"),
        "look": _("looking again"),
    }
    here = {
        "number": number,
        "all": len(rules.CHAPTERS),
        "chapter": names[chapter],
        "question": question,
        "questions": questions,
    }
    if questions == 1:
        return _("Part %(number)s of %(all)s, %(chapter)s") % here
    return _("Part %(number)s of %(all)s, %(chapter)s: question %(question)s of %(questions)s") % here


def heading(part: str, form: Form) -> str:
    """The question; parts with more than one field have a heading of their own."""
    several = {"look": _("Look again together"), "areas": _("How is life, and how would you like it?")}
    return several.get(part) or str(getattr(form, "question", ""))


def _said(part: str, kept: dict[str, Any]) -> str:
    """What the person has said already, above the question: the goal, or before it what matters."""
    if part in ("matters", "areas"):
        return ""
    matters = str(kept.get("matters", ""))
    return matters if part in ("area", "words") else str(kept.get("words", "")) or matters


def _offer(part: str, kept: dict[str, Any]) -> str:
    """Below 7, on the screen that asks what could get in the way."""
    if part != "barriers":
        return ""
    importance, confidence = (_number(kept.get(ruler, "")) for ruler in ("importance", "confidence"))
    return areas.offer(importance, confidence)


def _number(said: object) -> int | None:
    return int(said) if isinstance(said, str) and said.isdigit() else None
