"""The first ten minutes: the way in, and the one tap from part to part."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from concord.access.doors import patient_page
from concord.access.permissions import Permission
from concord.people.models import Patient
from concord.story import actions, reads
from concord.story.parts import Part, address_after, address_of


@patient_page(Permission.WRITE_CONCERN)
def welcome(request: HttpRequest, patient: Patient) -> HttpResponse:
    if request.method == "POST":
        begun = actions.begin_telling(patient=patient, by=request.user, now=timezone.now())  # type: ignore[arg-type]
        return redirect(address_of(patient, begun.reached))
    begun_before = reads.beginning(patient)
    here = Part.values.index(begun_before.reached) if begun_before else 0
    parts = [
        {"label": part.label, "url": address_of(patient, part.value), "past": bool(begun_before) and number < here}
        for number, part in enumerate(Part)
    ]
    return render(request, "story/welcome.html", {"beginning": begun_before, "parts": parts, "here": parts[here]})


@require_POST
@patient_page(Permission.WRITE_CONCERN)
def move_on(request: HttpRequest, patient: Patient) -> HttpResponse:
    done = request.POST.get("done", "")
    if done not in Part.values:
        raise Http404
    actions.move_on(patient=patient, done=done, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    return redirect(address_after(patient, done))
