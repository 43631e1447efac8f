"""Pages of the list. The patient and a doctor keep it; others in the team read it, and read why they only read."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from concord.access.attempt import attempt
from concord.access.doors import patient_page, their_day
from concord.access.guard import allows
from concord.access.once import once
from concord.access.permissions import Permission
from concord.medicines import actions, reads, rules
from concord.medicines.forms import DayForm, MedicineForm, StopForm, initial_of
from concord.medicines.models import Medicine
from concord.people.models import Patient
from concord.people.roles import Role
from concord.story.parts import part_of


def _found(patient: Patient, pk: int) -> Medicine:
    medicine = reads.medicine(patient, pk)
    if medicine is None:
        raise Http404
    return medicine


def _may(request: HttpRequest) -> dict[str, object]:
    tie = request.tie  # type: ignore[attr-defined]
    keeps = allows(tie, Permission.LIST_MEDICINES)
    return {"own": tie.role == Role.PATIENT, "keep": keeps, "why_not": "" if keeps else rules.why_not_keep_as(Role(tie.role))}  # fmt: skip


def _form(request: HttpRequest, patient: Patient, initial: dict | None = None) -> MedicineForm:
    own = request.tie.role == Role.PATIENT  # type: ignore[attr-defined]
    today = their_day(request)
    doctors = reads.doctors(patient)
    return MedicineForm(request.POST or None, initial=initial, patient=patient, today=today, own=own, doctors=doctors)


@patient_page(Permission.SEE_MEDICINES)
def medicines(request: HttpRequest, patient: Patient) -> HttpResponse:
    lists = {"current": reads.current(patient), "stopped": reads.stopped(patient), "removed": reads.removed(patient)}
    return render(request, "medicines/medicines.html", {**lists, "may": _may(request)})


@patient_page(Permission.SEE_MEDICINES)
def medicine(request: HttpRequest, patient: Patient, pk: int) -> HttpResponse:
    found = _found(patient, pk)
    page = {"medicine": found, "changes": reads.changes(found), "may": _may(request)}
    return render(request, "medicines/medicine.html", page)


@patient_page(Permission.LIST_MEDICINES)
@once
def add_medicine(request: HttpRequest, patient: Patient) -> HttpResponse:
    form, part = _form(request, patient), part_of(request, "MEDICINES")
    if request.method == "POST" and form.is_valid():
        given = {"patient": patient, "by": request.user, "now": timezone.now()}
        if attempt(form, actions.add_medicine, **form.cleaned_data, **given):
            messages.success(request, _("It is on the list."))
            return redirect(part["url"]) if part else redirect("medicines:medicines", patient.pk)
    page = {"form": form, "part": part, "current": reads.current(patient) if part else [], "may": _may(request)}
    return render(request, "medicines/medicine_form.html", page, status=422 if form.is_bound else 200)


@patient_page(Permission.LIST_MEDICINES)
def edit_medicine(request: HttpRequest, patient: Patient, pk: int) -> HttpResponse:
    found = _found(patient, pk)
    form = _form(request, patient, initial_of(found))
    if request.method == "POST" and form.is_valid():
        given = {"medicine": found, "by": request.user, "now": timezone.now()}
        if attempt(form, actions.edit_medicine, **form.cleaned_data, **given):
            messages.success(request, _("Changed. How it was before stays in the history."))
            return redirect("medicines:medicine", patient.pk, pk)
    page = {"form": form, "medicine": found, "may": _may(request)}
    return render(request, "medicines/medicine_form.html", page, status=422 if form.is_bound else 200)


@patient_page(Permission.LIST_MEDICINES)
def stop_medicine(request: HttpRequest, patient: Patient, pk: int) -> HttpResponse:
    found = _found(patient, pk)
    form = StopForm(request.POST or None, initial={"day": their_day(request)})
    if request.method == "POST" and form.is_valid():
        given = {"medicine": found, "by": request.user, "now": timezone.now()}
        if attempt(form, actions.stop_medicine, **form.cleaned_data, **given):
            messages.success(request, _("Noted as stopped. You can start it again at any time."))
            return redirect("medicines:medicines", patient.pk)
    page = {"form": form, "medicine": found, "stopping": True}
    return render(request, "medicines/day_form.html", page, status=422 if form.is_bound else 200)


@patient_page(Permission.LIST_MEDICINES)
def restart_medicine(request: HttpRequest, patient: Patient, pk: int) -> HttpResponse:
    found = _found(patient, pk)
    form = DayForm(request.POST or None, initial={"day": their_day(request)})
    if request.method == "POST" and form.is_valid():
        given = {"medicine": found, "by": request.user, "now": timezone.now()}
        if attempt(form, actions.restart_medicine, **form.cleaned_data, **given):
            messages.success(request, _("It is among what is taken now."))
            return redirect("medicines:medicines", patient.pk)
    return render(
        request, "medicines/day_form.html", {"form": form, "medicine": found}, status=422 if form.is_bound else 200
    )


@require_POST
@patient_page(Permission.LIST_MEDICINES)
def remove_medicine(request: HttpRequest, patient: Patient, pk: int) -> HttpResponse:
    actions.remove_medicine(medicine=_found(patient, pk), by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _("It is off the list. You can put it back below."))
    return redirect("medicines:medicines", patient.pk)


@require_POST
@patient_page(Permission.LIST_MEDICINES)
def restore_medicine(request: HttpRequest, patient: Patient, pk: int) -> HttpResponse:
    actions.restore_medicine(medicine=_found(patient, pk), by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _("It is back on the list."))
    return redirect("medicines:medicines", patient.pk)
