"""The free box, its versions, and marking the dated pieces in it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from concord.access.attempt import attempt
from concord.access.doors import patient_page, their_day
from concord.access.once import once
from concord.access.permissions import Permission
from concord.people.models import Patient
from concord.story import actions, reads, rules
from concord.story.forms import HeardForm, TellingForm
from concord.story.models import Telling
from concord.story.parts import go_on, part_of
from concord.story.views import or_404
from concord.story.views.events import event_form
from concord.story.views.story import may


@patient_page(Permission.WRITE_STORY)
def tell(request: HttpRequest, patient: Patient) -> HttpResponse:
    own = reads.own_telling(patient, request.user)  # type: ignore[arg-type]
    box = TellingForm if may(request.tie)["own"] else HeardForm  # type: ignore[attr-defined]
    form = box(request.POST or None, initial={"words": own.words, "seen": own.number} if own else {"seen": 0})
    page = {"form": form, "own": own, "may": may(request.tie), "part": part_of(request, "TELLING")}  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        try:
            if attempt(form, actions.tell, patient=patient, **form.cleaned_data, by=request.user, now=timezone.now()):
                return _told(request, patient)
        except actions.TellingChanged as changed:
            return _changed_meanwhile(request, page, changed)
    return render(request, "story/tell.html", page, status=422 if form.is_bound else 200)


def _told(request: HttpRequest, patient: Patient) -> HttpResponse:
    messages.success(request, _("Saved. You can write on at any time."))
    return go_on(request, patient, done="TELLING", now=timezone.now()) or redirect("story:story", patient.pk)


def _changed_meanwhile(request: HttpRequest, page: dict, changed: actions.TellingChanged) -> HttpResponse:
    """Both texts on one page: the newest above, one's own still in the box, ready to be put together and saved."""
    form = type(page["form"])(initial={"words": changed.yours["words"], "seen": changed.newest.number})
    return render(request, "story/tell.html", {**page, "form": form, "newest": changed.newest}, status=409)


@patient_page(Permission.SEE_STORY)
def versions(request: HttpRequest, patient: Patient) -> HttpResponse:
    return render(request, "story/versions.html", {"versions": reads.versions(patient)[:100]})


@patient_page(Permission.WRITE_STORY)
def pieces(request: HttpRequest, patient: Patient, pk: int) -> HttpResponse:
    """Every sentence with the time that was found in it, to be put into the timeline one by one."""
    telling = or_404(reads.telling(patient, pk))
    today = their_day(request)
    known = {event.piece: event for event in reads.events(patient) if event.piece}
    rows = [
        {"piece": piece, "when": rules.found_in(piece, patient.birth_year, today), "event": known.get(piece)}
        for piece in rules.pieces(telling.words)
    ]
    return render(request, "story/pieces.html", {"telling": telling, "rows": rows})


@patient_page(Permission.WRITE_STORY)
@once
def mark_piece(request: HttpRequest, patient: Patient, pk: int) -> HttpResponse:
    telling, asked = or_404(reads.telling(patient, pk)), request.POST or request.GET
    piece = asked.get("piece", "").strip()
    form = event_form(request, patient, _found(telling, piece, request))
    form.fields.pop("said_by", None)
    form.fields.pop("said_by_words", None)
    if request.method == "POST" and form.is_valid():
        given = {"telling": telling, "piece": piece, "by": request.user, "now": timezone.now()}
        if attempt(form, actions.mark_piece, **form.cleaned_data, **given):
            messages.success(request, _("It is in the timeline now."))
            return redirect("story:pieces", patient.pk, pk)
    page = {"form": form, "telling": telling, "piece": piece}
    return render(request, "story/event_form.html", page, status=422 if form.is_bound else 200)


def _found(telling: Telling, piece: str, request: HttpRequest) -> dict:
    today = their_day(request)
    return {"words": piece, "when": rules.found_in(piece, telling.patient.birth_year, today)}
