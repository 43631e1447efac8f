"""The one shape of a tap on a recommendation, a step or an experiment: do it, say so, and be back where one was."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.views.decorators.http import require_POST

from concord.access.attempt import attempt
from concord.access.back import back_or
from concord.access.doors import patient_page
from concord.access.permissions import Permission
from concord.people.models import Patient
from concord.plan import reads
from concord.plan.reads.experiments import experiment_of

FOUND: dict[str, Callable[[Patient, int], Any]] = {
    "recommendation": reads.recommendation_of,
    "step": reads.step_of,
    "experiment": experiment_of,
}


def tap(
    thing: str, action: Callable[..., Any], done: Any, permission: Permission, *, page: str = "",
    shape: Callable[[QueryDict], Form] | None = None, refused: Callable[..., HttpResponse] | None = None, name: str = "moving",
) -> Callable[..., HttpResponse]:  # fmt: skip
    """A view for one act on a `thing`, with what was typed in `shape`, if anything is; `done` is said, and `page` comes next.

    What is refused is said on the page `refused` beside what was typed, under `name`; without one it is a page of its own.
    """

    @require_POST
    @patient_page(permission)
    def view(request: HttpRequest, patient: Patient, **key: int) -> HttpResponse:
        (number,) = key.values()
        form, about = shape(request.POST) if shape else Form({}), {thing: FOUND[thing](patient, number)}
        doing = partial(attempt, form, action) if refused else action
        if form.is_valid():
            made = doing(**about, **form.cleaned_data, by=request.user, now=timezone.now())
        if form.errors and refused:
            return refused(request, patient, number, status=422, **{name: form})
        messages.success(request, str(done(made) if callable(done) else done))
        return back_or(request, page or f"plan:{thing}", patient.pk, number)

    return view
