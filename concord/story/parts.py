"""The four parts of the first ten minutes: each is its owning room's page, opened with `?welcome=1`."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from concord.people.models import Patient
from concord.story import actions
from concord.story.models import Beginning

Part = Beginning.Part
PAGES = {
    Part.TELLING: "story:tell",
    Part.CONCERNS: "story:name_concern",
    Part.MEDICINES: "medicines:add_medicine",
    Part.PAGE: "know",
}


def address_of(patient: Patient, part: str) -> str:
    return reverse(PAGES[Part(part)], args=[patient.pk]) + "?welcome=1"


def part_of(request: HttpRequest, part: str) -> dict | None:
    """For a page that is also a part of the first ten minutes: where we are in them, or nothing outside them."""
    if not request.GET.get("welcome"):
        return None
    patient = request.patient  # type: ignore[attr-defined]
    number = Part.values.index(part) + 1
    before = address_of(patient, Part.values[number - 2]) if number > 1 else reverse("story:welcome", args=[patient.pk])
    return {"done": part, "number": number, "of": len(Part.values), "label": Part(part).label, "before": before, "url": address_of(patient, part)}  # fmt: skip


def go_on(request: HttpRequest, patient: Patient, *, done: str, now: datetime) -> HttpResponse | None:
    """Within the first ten minutes: to the next part. Outside them: nothing, and the page goes its own way."""
    if not request.GET.get("welcome"):
        return None
    actions.move_on(patient=patient, done=done, by=request.user, now=now)  # type: ignore[arg-type]
    return redirect(address_after(patient, done))


def address_after(patient: Patient, done: str) -> str:
    number = Part.values.index(done) + 1
    return address_of(patient, Part.values[number]) if number < len(Part.values) else reverse("story:story", args=[patient.pk])  # fmt: skip
