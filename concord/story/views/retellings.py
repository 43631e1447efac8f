"""“What I understood”: written by a professional, answered by the patient, written anew until it is right."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from concord.access.attempt import attempt
from concord.access.doors import patient_page
from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.agreement.meeting import both_texts
from concord.people.models import Patient
from concord.story import actions, reads
from concord.story.forms.sentences import RetellingAnswerForm, RetellingForm
from concord.story.models import Retelling
from concord.story.reads import sentences as sentence_reads
from concord.story.rules import states
from concord.story.views import or_404

LABELS = {"understood": gettext_lazy("what I understood"), "led_up_to": gettext_lazy("what led up to it")}


@patient_page(Permission.RETELL)
def write_retelling(request: HttpRequest, patient: Patient) -> HttpResponse:
    form = RetellingForm(request.POST or None, concerns=reads.active_concerns(patient))
    if request.method == "POST" and form.is_valid():
        given = {"patient": patient, "by": request.user, "now": timezone.now()}
        if retelling := attempt(form, actions.write_retelling, **form.cleaned_data, **given):
            messages.success(request, _("%(who)s is asked whether that is it.") % {"who": patient.called})
            return redirect("story:retelling", patient.pk, retelling.pk)
    page = {"form": form, "heading": _("What I understood"), "button": _("Ask whether that is it")}
    lead = _("%(who)s answers yes, not quite, or you missed something. It goes round until yes.") % {"who": patient.called}  # fmt: skip
    return render(request, "story/words_form.html", {**page, "lead": lead}, status=422 if form.is_bound else 200)


@patient_page(Permission.RETELL)
def rewrite_retelling(request: HttpRequest, patient: Patient, pk: int) -> HttpResponse:
    retelling = or_404(sentence_reads.retelling(patient, pk))
    begun = {"understood": retelling.understood, "led_up_to": retelling.led_up_to, "seen": retelling.number}
    form = RetellingForm(request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        given = {"retelling": retelling, "by": request.user, "now": timezone.now()}
        try:
            done = attempt(form, actions.rewrite_retelling, **form.cleaned_data, **given)
        except actions.WordingChanged as changed:
            here = request.path.removesuffix("edit/")
            return both_texts(request, changed, form=RetellingForm, labels=LABELS, theirs_url=here)
        if done:
            messages.success(request, _("%(who)s is asked about the new words.") % {"who": patient.called})
            return redirect("story:retelling", patient.pk, pk)
    page = {"form": form, "heading": _("What I understood now"), "button": _("Ask whether that is it")}
    more = {"answers": _answers(retelling), "back": ("story:retelling", patient.pk, pk)}
    return render(request, "story/words_form.html", {**page, **more}, status=422 if form.is_bound else 200)


def _answers(retelling: Retelling) -> list:
    """What was said about the words that stand now."""
    turns = [one.turn for one in sentence_reads.retelling_turns(retelling)]
    return [turn for turn in turns if turn.number == retelling.number and turn.words]


@patient_page(Permission.SEE_STORY)
def retelling(request: HttpRequest, patient: Patient, pk: int) -> HttpResponse:
    return retelling_page(request, patient, pk)


def retelling_page(
    request: HttpRequest, patient: Patient, pk: int, *, answering: Form | None = None, status: int = 200
) -> HttpResponse:
    found, tie = or_404(sentence_reads.retelling(patient, pk)), request.tie  # type: ignore[attr-defined]
    answers = allows(tie, Permission.ANSWER_RETELLING)
    free = {move: states.why_not_retell(found.state, move) is None for move in (*states.ANSWERS, "TAKE_BACK", "LET_GO")}
    mine = found.written_by_id == tie.person_id and allows(tie, Permission.RETELL)
    turns = sentence_reads.retelling_turns(found)
    chosen = answering.data.get("answer") if answering is not None else ""
    page = {
        "retelling": found, "turns": turns, "answers": answers, "can": free, "mine": mine, "chosen": chosen,
        "form": answering or RetellingAnswerForm(initial={"seen": found.number}), "last": turns[-1].turn if turns else None,
    }  # fmt: skip
    return render(request, "story/retelling.html", {**page, **_words_and_answer(turns)}, status=status)


def _words_and_answer(turns: list[sentence_reads.RetoldTurn]) -> dict[str, Any]:
    """The turn that wrote the words which stand; and, where an answer to earlier words led to them, that answer."""
    wordings = [number for number, one in enumerate(turns) if one.turn.is_wording]
    newest = wordings[-1] if wordings else 0
    said = [one.turn for one in turns[:newest] if one.turn.kind in (*states.ANSWERS, "TAKE_BACK")]
    answered = said[-1] if said and said[-1].kind != "TAKE_BACK" else None
    return {"written": turns[newest].turn, "since": turns[newest] if answered else None, "answered": answered}


@require_POST
@patient_page(Permission.ANSWER_RETELLING)
def answer_retelling(request: HttpRequest, patient: Patient, pk: int) -> HttpResponse:
    found, form = or_404(sentence_reads.retelling(patient, pk)), RetellingAnswerForm(request.POST)
    if form.is_valid():
        given = {"retelling": found, "by": request.user, "now": timezone.now()}
        attempt(form, actions.answer_retelling, **form.cleaned_data, **given)
    if form.errors:
        return retelling_page(request, patient, pk, answering=form, status=422)
    clear = form.cleaned_data["answer"] == "YES"
    said = _("Good to know. You can change your answer at any time.") if clear else _("Thank you. %(who)s reads it and writes it anew.") % {"who": found.written_by}  # fmt: skip
    messages.success(request, said)
    return redirect("story:retelling", patient.pk, pk)


@require_POST
@patient_page(Permission.ANSWER_RETELLING)
def take_back_answer(request: HttpRequest, patient: Patient, pk: int) -> HttpResponse:
    found = or_404(sentence_reads.retelling(patient, pk))
    actions.take_back_retelling_answer(retelling=found, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _("Your answer is taken back."))
    return redirect("story:retelling", patient.pk, pk)


@require_POST
@patient_page(Permission.RETELL)
def let_go(request: HttpRequest, patient: Patient, pk: int) -> HttpResponse:
    found = or_404(sentence_reads.retelling(patient, pk))
    actions.let_go_retelling(retelling=found, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _("Taken back. Nobody is asked about it any more."))
    return redirect("story:story", patient.pk)
