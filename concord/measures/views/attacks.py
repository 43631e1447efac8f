"""Attacks: the list, writing one down, changing it, taking it back."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from concord.access.attempt import attempt
from concord.access.doors import patient_page
from concord.access.permissions import Permission
from concord.measures import actions, reads
from concord.measures.forms import EpisodeChangeForm, EpisodeForm
from concord.measures.models import Episode
from concord.measures.rules import number
from concord.measures.views import LINES_ON_A_PAGE, may, or_404, status_of
from concord.people.models import Patient

SHOWN = ("began_at", "ended_at", "words")


@patient_page(Permission.SEE_DAYS)
def attacks(request: HttpRequest, patient: Patient) -> HttpResponse:
    page = Paginator(reads.episodes(patient), LINES_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "measures/attacks.html", {"page_obj": page, **may(request)})


@patient_page(Permission.RECORD_VALUES)
def write(request: HttpRequest, patient: Patient) -> HttpResponse:
    form = EpisodeForm(request.POST or None, measures=reads.for_attacks(patient))
    if request.method == "POST" and form.is_valid():
        told = {**form.cleaned_data, "key": f"attack:{form.cleaned_data['key']}"}
        attempt(
            form, actions.record_episode, patient=patient, **told, **_where(told), by=request.user, now=timezone.now()
        )
        if not form.errors:
            messages.success(request, _("Written down."))
            return redirect("measures:attacks", patient.pk)
    return render(request, "measures/write_attack.html", {"form": form}, status=status_of(form))


@patient_page(Permission.RECORD_VALUES)
def correct(request: HttpRequest, patient: Patient, episode_id: int) -> HttpResponse:
    episode = or_404(reads.episodes(patient).filter(pk=episode_id).first())
    form = EpisodeChangeForm(request.POST or None, initial=_as_typed(episode))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        attempt(form, actions.correct_episode, patient=patient, episode=episode, **told, **_where(told), by=request.user, now=timezone.now())  # fmt: skip
        if not form.errors:
            messages.success(request, _("Changed. How it was before is kept."))
            return redirect("measures:attacks", patient.pk)
    given = {"form": form, "episode": episode, "before": reads.history(patient, "measures_episode", episode.key)}
    return render(request, "measures/attack.html", given, status=status_of(form))


@require_POST
@patient_page(Permission.RECORD_VALUES)
def remove(request: HttpRequest, patient: Patient, episode_id: int) -> HttpResponse:
    episode = or_404(reads.episodes(patient).filter(pk=episode_id).first())
    actions.remove_episode(patient=patient, episode=episode, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _("Taken back. You can bring it back at any time."))
    return redirect("measures:attacks", patient.pk)


@require_POST
@patient_page(Permission.RECORD_VALUES)
def restore(request: HttpRequest, patient: Patient, episode_id: int) -> HttpResponse:
    episode = or_404(reads.episodes(patient).filter(pk=episode_id).first())
    actions.restore_episode(patient=patient, episode=episode, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _("It is back."))
    return redirect("measures:attacks", patient.pk)


def _where(told: dict) -> dict:
    """The day on which the person says that it began, and the zone in which they say it."""
    return {"day": timezone.localtime(told["began_at"]).date(), "zone": timezone.get_current_timezone_name()}


def _as_typed(episode: Episode) -> dict:
    strength = "" if episode.strength is None else number(episode.strength)
    return {**{name: getattr(episode, name) for name in SHOWN}, "strength": strength}
