"""The plan, one recommendation, and how its words have changed."""

from __future__ import annotations

from itertools import pairwise

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from concord.access.doors import patient_page
from concord.access.permissions import Permission
from concord.agreement import rules as agreement
from concord.people.models import Patient
from concord.plan import chained, reads, shown
from concord.plan.forms import (
    AnswerForm,
    CostForm,
    NeededWordsForm,
    StillHoldsForm,
    ToldWeighForm,
    WeighLaterForm,
    WordsForm,
)
from concord.plan.labels import LABELS, in_words


@patient_page(Permission.SEE_PLAN)
def plan(request: HttpRequest, patient: Patient) -> HttpResponse:
    given = shown.plan_page(patient, request.user, request.tie, timezone.localdate())  # type: ignore[arg-type, attr-defined]
    return render(request, "plan/plan.html", given)


@patient_page(Permission.SEE_PLAN)
def chains(request: HttpRequest, patient: Patient) -> HttpResponse:
    given = chained.page(patient, request.tie, timezone.localdate())  # type: ignore[attr-defined]
    return render(request, "plan/chains.html", {**given, "may": shown.may(request.tie)})  # type: ignore[attr-defined]


@patient_page(Permission.SEE_PLAN)
def recommendation(request: HttpRequest, patient: Patient, recommendation_id: int) -> HttpResponse:
    return recommendation_page(request, patient, recommendation_id)


def recommendation_page(
    request: HttpRequest, patient: Patient, recommendation_id: int, *, answering: AnswerForm | None = None,
    leaving: WordsForm | None = None, weighing: WeighLaterForm | None = None, differing: NeededWordsForm | None = None,
    telling: ToldWeighForm | None = None, holding: StillHoldsForm | None = None, costing: CostForm | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    """Also with an answer that was refused: what was typed is still there."""
    view = reads.one_in_view(patient, recommendation_id)
    given = shown.recommendation_page(view, request.user, request.tie, timezone.localdate())  # type: ignore[attr-defined]
    first = {"look_day": given["first_look"], "seen": view.version.number}
    answers = {
        name: AnswerForm(initial=first, auto_id=f"{name}_%s", to=name) for name in ("YES", "TRY", "YES_BUT", "NOT_NOW")
    }
    answers["NO"] = AnswerForm(initial={"seen": view.version.number}, auto_id="NO_%s", to="NO")
    chosen = answering.data.get("answer", "") if answering is not None else ""
    if answering is not None and chosen in answers:
        answering.auto_id = f"{chosen}_%s"
        answers[chosen] = answering
    forms = {
        "answers": answers, "answering": answering, "chosen": chosen, "leaving": leaving or WordsForm(),
        "weighing": weighing or WeighLaterForm(initial=first, auto_id="weigh_%s"),
        "telling": telling or ToldWeighForm(initial=first, auto_id="told_%s", who=patient.called),
        "differing": differing or NeededWordsForm(auto_id="differ_%s"), "holding": holding or StillHoldsForm(),
        "costing": costing or shown.cost_form(view.costs, patient),
    }  # fmt: skip
    return render(request, "plan/recommendation.html", {**given, **forms}, status=status)


@patient_page(Permission.SEE_PLAN)
def versions(request: HttpRequest, patient: Patient, recommendation_id: int) -> HttpResponse:
    found = reads.recommendation_of(patient, recommendation_id)
    history = reads.versions_of(found)
    for newer, older in pairwise(history):
        newer.changes = shown.readable(agreement.changes(older.words, newer.words, LABELS))  # type: ignore[attr-defined]
    said = history[-1].words
    first = [
        {"label": LABELS[field], "words": in_words(field, said.get(field, ""))} for field in LABELS if field != "goal"
    ]
    given = {
        "recommendation": found,
        "history": history,
        "first": [one for one in first if one["words"]],
        "what": history[0].words["what"],
    }
    return render(request, "plan/versions.html", given)
