"""What people do with one experiment: yes, release, days, stop, hold, open the answer, put it beside the possible cause."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from concord.access.attempt import attempt
from concord.access.doors import patient_page
from concord.access.permissions import Permission
from concord.people.models import Patient
from concord.plan import actions
from concord.plan.forms import DayLivedForm, HoldForm, StopForm, WeighForm, YesForm
from concord.plan.reads.experiments import experiment_of
from concord.plan.views.experimenting import experiment_page


def _move(
    request: HttpRequest, patient: Patient, experiment_id: int, action: Callable[..., Any], done: str, *, form: Form | None = None, name: str = ""
) -> HttpResponse:  # fmt: skip
    """One move; what is refused is said beside what was typed."""
    found = experiment_of(patient, experiment_id)
    form = form if form is not None else Form({})
    if form.is_valid():
        attempt(form, action, experiment=found, **form.cleaned_data, by=request.user, now=timezone.now())
    if form.errors:
        return experiment_page(request, patient, experiment_id, status=422, **{name or "moving": form})
    messages.success(request, done)
    return redirect("plan:experiment", patient.pk, experiment_id)


@require_POST
@patient_page(Permission.AGREE_TO_EXPERIMENT)
def agree(request: HttpRequest, patient: Patient, experiment_id: int) -> HttpResponse:
    form = YesForm(request.POST, auto_id="yes_%s")
    form.fields.pop("words")
    done = _("You have said yes. Once everybody has who is asked, chance draws the order.")
    return _move(request, patient, experiment_id, actions.agree_to_experiment, done, form=form, name="agreeing")


@require_POST
@patient_page(Permission.AGREE_TO_EXPERIMENT)
def take_back_agreement(request: HttpRequest, patient: Patient, experiment_id: int) -> HttpResponse:
    return _move(request, patient, experiment_id, actions.take_back_yes, _("Taken back."))


@require_POST
@patient_page(Permission.RELEASE_EXPERIMENT)
def release(request: HttpRequest, patient: Patient, experiment_id: int) -> HttpResponse:
    form = YesForm(request.POST, auto_id="release_%s")
    return _move(
        request, patient, experiment_id, actions.release_experiment, _("Released."), form=form, name="releasing"
    )


@require_POST
@patient_page(Permission.RELEASE_EXPERIMENT)
def take_back_release(request: HttpRequest, patient: Patient, experiment_id: int) -> HttpResponse:
    return _move(request, patient, experiment_id, actions.take_back_release, _("The release is taken back."))


@require_POST
@patient_page(Permission.DESIGN_EXPERIMENT)
def let_go(request: HttpRequest, patient: Patient, experiment_id: int) -> HttpResponse:
    return _move(request, patient, experiment_id, actions.let_go_of_experiment, _("Let go. It can be brought back."))


@require_POST
@patient_page(Permission.DESIGN_EXPERIMENT)
def bring_back(request: HttpRequest, patient: Patient, experiment_id: int) -> HttpResponse:
    return _move(request, patient, experiment_id, actions.bring_back_experiment, _("It is on the table again."))


@require_POST
@patient_page(Permission.MARK_STEP)
def mark_day(request: HttpRequest, patient: Patient, experiment_id: int) -> HttpResponse:
    answer = _move(
        request, patient, experiment_id, actions.mark_experiment_day, _("Noted."), form=DayLivedForm(request.POST)
    )
    back = request.POST.get("back", "")
    if answer.status_code == 302 and back and url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        answer["Location"] = back
    return answer


@require_POST
@patient_page(Permission.STOP_EXPERIMENT)
def stop(request: HttpRequest, patient: Patient, experiment_id: int) -> HttpResponse:
    form = StopForm(request.POST, auto_id="stop_%s")
    done = _("Stopped. You need no reason. Every day is yours again.")
    return _move(request, patient, experiment_id, actions.stop_experiment, done, form=form, name="stopping")


@require_POST
@patient_page(Permission.RELEASE_EXPERIMENT)
def hold(request: HttpRequest, patient: Patient, experiment_id: int) -> HttpResponse:
    form = HoldForm(request.POST, auto_id="hold_%s")
    done = _("On hold. Until you let it go on, every day is lived as usual.")
    return _move(request, patient, experiment_id, actions.hold_experiment, done, form=form, name="holding")


@require_POST
@patient_page(Permission.RELEASE_EXPERIMENT)
def go_on(request: HttpRequest, patient: Patient, experiment_id: int) -> HttpResponse:
    return _move(request, patient, experiment_id, actions.let_experiment_go_on, _("It goes on from today."))


@require_POST
@patient_page(Permission.SEE_FINDINGS)
def open_answer(request: HttpRequest, patient: Patient, experiment_id: int) -> HttpResponse:
    return _move(request, patient, experiment_id, actions.open_answer, _("Here is what it says."))


@require_POST
@patient_page(Permission.WRITE_CAUSE)
def weigh(request: HttpRequest, patient: Patient, experiment_id: int) -> HttpResponse:
    form = WeighForm(request.POST, auto_id="weigh_%s")
    done = _("It stands beside the possible cause now.")
    return _move(request, patient, experiment_id, actions.give_answer_as_evidence, done, form=form, name="weighing")
