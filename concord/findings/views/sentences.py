"""A sentence of what we think is going on rests on something that was noticed in the days."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from concord.access.attempt import attempt
from concord.access.doors import patient_page
from concord.access.permissions import Permission
from concord.findings import actions, cards, reads, words
from concord.findings.forms import RestForm
from concord.findings.models import Finding, State
from concord.findings.views import or_404
from concord.findings.views.connections import is_patient
from concord.people.models import Patient
from concord.story.reads.sentences import sentence as find_sentence

STANDS_OUT = (State.HELD_UP, State.LESS_CLEAR, State.NOTICED)


@patient_page(Permission.WRITE_SENTENCE)
def link_sentence(request: HttpRequest, patient: Patient, sentence_id: int) -> HttpResponse:
    """Without the days shared nothing is on offer; the page says so."""
    sentence = or_404(find_sentence(patient, sentence_id))
    form = RestForm(request.POST or None, findings=_on_offer(request, patient))
    if request.method == "POST" and form.is_valid():
        given = {"sentence": sentence, "by": request.user, "now": timezone.now()}
        if attempt(form, actions.rest_sentence_on, **form.cleaned_data, **given):
            return redirect("sentence", patient.pk, sentence_id)
    page = {"form": form, "sentence": sentence, "any": bool(form.findings)}
    return render(request, "findings/rest.html", page, status=422 if form.is_bound else 200)


def _on_offer(request: HttpRequest, patient: Patient) -> list[tuple[Finding, str]]:
    """What stood out, each at its clearest, in words."""
    shown = reads.shown_in(patient.practice)
    seen = cards.for_patient(list(reads.told(patient)), shown, own=is_patient(request))
    first = [card.first for card in cards.in_pairs(seen) if card.state in STANDS_OUT]
    return [(finding, words.plain(words.sentence(finding))) for finding in first]


@require_POST
@patient_page(Permission.WRITE_SENTENCE)
def unlink_sentence(request: HttpRequest, patient: Patient, pk: int) -> HttpResponse:
    support = or_404(reads.sentence_support(patient, pk))
    actions.take_finding_from(support=support, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    return redirect("sentence", patient.pk, support.sentence_id)
