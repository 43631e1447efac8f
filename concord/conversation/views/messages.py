"""One message: its earlier words, changing it, taking it back, and saying that it was heard."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from concord.access.attempt import attempt
from concord.access.doors import patient_page
from concord.access.permissions import Permission
from concord.conversation import actions, reads
from concord.conversation.forms import ChangeForm, HeardForm
from concord.conversation.models import Draft
from concord.conversation.views.keeping import keep_refused, message_or_404, place_of
from concord.conversation.views.thread import page_of
from concord.people.models import Patient


@patient_page(Permission.WRITE_MESSAGE)
def message(request: HttpRequest, patient: Patient, message_id: int) -> HttpResponse:
    """Whoever wrote it can change it here; everybody in the thread reads what stood there before."""
    found = message_or_404(request, patient, message_id)
    draft = reads.change_begun(found, request.user)  # type: ignore[arg-type]
    initial = {"words": draft.words if draft else found.words, "seen": found.number}
    form = ChangeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        changed = attempt(
            form, actions.change_message, message=found, **form.cleaned_data, by=request.user, now=timezone.now()
        )
        if changed is not None:
            messages.success(request, _("Changed. The others see that it was, and what stood there before."))
            return redirect(place_of(found))
    keep_refused(request, form, patient, Draft.For.CHANGE, found)
    mine = found.by_id == request.user.pk
    hidden = found.taken_back_at is not None and not mine
    earlier = [] if hidden else list(found.changes.order_by("-number"))
    given = {
        "one": found,
        "mine": mine,
        "hidden": hidden,
        "form": form,
        "draft": draft,
        "earlier": earlier,
        "back": place_of(found),
    }
    return render(request, "conversation/message.html", given, status=422 if form.errors else 200)


@require_POST
@patient_page(Permission.WRITE_MESSAGE)
def take_back(request: HttpRequest, patient: Patient, message_id: int) -> HttpResponse:
    found = message_or_404(request, patient, message_id)
    actions.take_back_message(message=found, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _("Taken back. The others no longer see the words."))
    return redirect(place_of(found))


@require_POST
@patient_page(Permission.WRITE_MESSAGE)
def hear(request: HttpRequest, patient: Patient, message_id: int) -> HttpResponse:
    found, form = message_or_404(request, patient, message_id), HeardForm(request.POST)
    if form.is_valid():
        attempt(
            form,
            actions.say_heard,
            message=found,
            words=form.cleaned_data["words"],
            seen=form.cleaned_data["seen"] or 0,
            by=request.user,
            now=timezone.now(),
        )
    if form.errors:
        keep_refused(request, form, patient, Draft.For.HEARD, found)
        return page_of(request, patient, found.thread_id, status=422, hearing=form, hears=found.pk)
    messages.success(request, _("%(name)s sees your sentence, with your name and role.") % {"name": found.by.called})
    return redirect("conversation:waiting" if request.POST.get("back") == "waiting" else place_of(found))


@require_POST
@patient_page(Permission.WRITE_MESSAGE)
def take_back_heard(request: HttpRequest, patient: Patient, heard_id: int) -> HttpResponse:
    heard = reads.heard_of(patient, heard_id, request.user)  # type: ignore[arg-type]
    if heard is None:
        raise Http404
    actions.take_back_heard(heard=heard, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _("Taken back. The message waits to be heard again."))
    return redirect("conversation:thread", patient.pk, heard.thread_id)
