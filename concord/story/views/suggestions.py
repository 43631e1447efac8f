"""Other words for somebody else's: suggested, accepted, not taken, taken back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from concord.access.attempt import attempt
from concord.access.doors import patient_page
from concord.access.permissions import Permission
from concord.people.models import CareTie, Patient
from concord.story import actions, reads
from concord.story.forms.sentences import LeaveForm, SuggestForm
from concord.story.models import Event, PossibleCause, Sentence, Suggestion
from concord.story.reads import sentences as sentence_reads
from concord.story.views import or_404


@patient_page(Permission.SUGGEST_WORDS)
def suggest(request: HttpRequest, patient: Patient, kind: str, pk: int) -> HttpResponse:
    """Into a sentence, a possible cause or an event of this patient."""
    find: dict[str, Any] = {"sentence": sentence_reads.sentence, "cause": reads.cause, "event": reads.event}
    if kind not in find:
        raise Http404
    into = or_404(find[kind](patient, pk))
    form = SuggestForm(request.POST or None, initial={"words": into.words}, into=kind)
    if request.method == "POST" and form.is_valid():
        given = {"into": into, "by": request.user, "now": timezone.now()}
        if attempt(form, actions.suggest_words, **form.cleaned_data, **given):
            messages.success(request, _("Suggested. %(who)s decides whether to take it.") % {"who": into.written_by})
            return redirect(*address_of(into))
    return _page(request, form, into=into, back=address_of(into))


def _page(request: HttpRequest, form: SuggestForm, *, into: Any, back: tuple) -> HttpResponse:
    given = {
        "form": form, "heading": _("Suggest other words"), "quoted": into.words, "button": _("Suggest it"),
        "lead": _("The words stay %(who)s’s. They can take yours, or keep theirs.") % {"who": into.written_by}, "back": back,
    }  # fmt: skip
    return render(request, "story/words_form.html", given, status=422 if form.is_bound else 200)


@require_POST
@patient_page(Permission.WRITE_STORY)
def accept(request: HttpRequest, patient: Patient, pk: int) -> HttpResponse:
    suggestion = or_404(sentence_reads.suggestion(patient, pk))
    seen = request.POST.get("seen", "").replace("\r\n", "\n")
    actions.accept_suggestion(suggestion=suggestion, seen=seen, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _("Taken. Your words from before stay in the history."))
    return _home(suggestion)


@patient_page(Permission.WRITE_STORY)
def leave(request: HttpRequest, patient: Patient, pk: int) -> HttpResponse:
    """The author keeps their own words; why is optional, so the empty form is a valid answer."""
    suggestion = or_404(sentence_reads.suggestion(patient, pk))
    form = LeaveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = {"suggestion": suggestion, "by": request.user, "now": timezone.now()}
        if attempt(form, actions.leave_suggestion, **form.cleaned_data, **given):
            messages.success(request, _("Your words stay as they are."))
            return _home(suggestion)
    page = {
        "form": form, "heading": _("Keep my words"), "quoted": suggestion.words, "button": _("Keep my words"),
        "lead": _("%(who)s suggested this. You need not say why.") % {"who": suggestion.by}, "back": address_of(suggestion.into),
    }  # fmt: skip
    return render(request, "story/words_form.html", page, status=422 if form.is_bound else 200)


@require_POST
@patient_page(Permission.SUGGEST_WORDS)
def take_back(request: HttpRequest, patient: Patient, pk: int) -> HttpResponse:
    suggestion = or_404(sentence_reads.suggestion(patient, pk))
    actions.take_back_suggestion(suggestion=suggestion, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _("Your suggestion is taken back."))
    return _home(suggestion)


def suggested(into: Sentence | PossibleCause | Event, tie: CareTie) -> dict[str, Any]:
    """For a page that shows words into which others may suggest."""
    found = sentence_reads.suggestions_into(into)
    settled = [one for one in found if one.suggestion.state != Suggestion.State.OPEN]
    return {"suggested": found, "settled": settled, "authors": actions.is_author(into, tie)}


def _home(suggestion: Suggestion) -> HttpResponse:
    return redirect(*address_of(suggestion.into))


def address_of(into: Sentence | PossibleCause | Event) -> tuple[str, int, int]:
    name = {Sentence: "sentence", PossibleCause: "story:cause", Event: "story:event"}[type(into)]
    return name, into.patient_id, into.pk
