"""One thread: read it, write in it, choose who is in it, put it away."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from concord.access.attempt import attempt
from concord.access.doors import patient_page
from concord.access.permissions import Permission
from concord.conversation import actions, reads
from concord.conversation.forms import AddForm, BeginForm, HeardForm, MessageForm
from concord.conversation.forms.threads import file_of
from concord.conversation.models import Draft
from concord.conversation.views.keeping import keep_words, number_or, thread_or_404
from concord.conversation.views.looking import may, promise
from concord.people.models import Patient


@patient_page(Permission.SEE_MESSAGES)
def thread(request: HttpRequest, patient: Patient, thread_id: int) -> HttpResponse:
    return page_of(request, patient, thread_id)


def page_of(request: HttpRequest, patient: Patient, thread_id: int, *, status: int = 200, **typed: Any) -> HttpResponse:
    """Also with something that was refused: what was typed is still there."""
    now, whole = timezone.now(), request.GET.get("whole") == "yes"
    where = {name: number_or(request.GET.get(name)) for name in ("before", "at")}
    page = reads.thread_page(patient, thread_id, request.user, **where, whole=whole, now=now)  # type: ignore[arg-type]
    if page is None:
        raise Http404
    if request.method == "GET" and not page.before and (page.has_new or page.looked_at is None):
        actions.look_at_thread(thread=page.thread, letter=page.letter, by=request.user, now=now)  # type: ignore[arg-type]
    given = {
        "page": page, "whole": whole, "writing": MessageForm(initial={"words": page.draft}), "hearing": HeardForm(), "hears": 0,
        **may(request), **promise(patient), **typed,
    }  # fmt: skip
    return render(request, "conversation/thread.html", given, status=status)


@require_POST
@patient_page(Permission.WRITE_MESSAGE)
def send(request: HttpRequest, patient: Patient, thread_id: int) -> HttpResponse:
    """Send; or keep, with a file or without one. A file stays with the draft whatever becomes of the words."""
    found, form = thread_or_404(request, patient, thread_id), MessageForm(request.POST, request.FILES)
    who: Any = {"thread": found, "by": request.user, "now": timezone.now()}
    if form.is_valid() and (file := file_of(form)):
        attempt(form, actions.attach_file, name=file[0], content=file[1], **who)
    if form.is_valid() and request.POST.get("do") == "send":
        said = attempt(
            form, actions.write_message, words=form.cleaned_data["words"], key=form.cleaned_data["key"], **who
        )
        if said is not None:
            messages.success(request, _("Sent."))
            return redirect(f"{reverse('conversation:thread', args=[patient.pk, thread_id])}#m{said.pk}")
    keep_words(request, form, patient, Draft.For.MESSAGE, found)
    if form.errors:
        return page_of(request, patient, thread_id, status=422, writing=form)
    messages.success(request, _("Kept as a draft. Only you see it."))
    return redirect(f"{reverse('conversation:thread', args=[patient.pk, thread_id])}#write")


@patient_page(Permission.BEGIN_THREAD)
def begin(request: HttpRequest, patient: Patient) -> HttpResponse:
    draft = reads.draft_of(patient, request.user, Draft.For.THREAD)  # type: ignore[arg-type]
    about = may(request)
    first = {"words": draft.words, "called": draft.called} if draft else {}
    given = {"team": reads.could_be_in(patient), "viewer": request.user.pk, "chooses": about["chooses"]}
    form = BeginForm(request.POST or None, request.FILES or None, initial=first, **given)
    if request.method == "POST" and form.is_valid() and request.POST.get("do") != "keep":
        data = form.cleaned_data
        begun = attempt(
            form, actions.begin_thread, patient=patient, called=data["called"], words=data["words"], others=form.chosen(),
            file=file_of(form), key=data["key"], by=request.user, now=timezone.now(),
        )  # fmt: skip
        if begun is not None:
            messages.success(request, _("Sent."))
            return redirect("conversation:thread", patient.pk, begun.pk)
    if form.is_bound:
        keep_words(request, form, patient, Draft.For.THREAD)
        if not form.errors:
            messages.success(request, _("Kept as a draft. Only you see it."))
            return redirect("conversation:begin", patient.pk)
    shown = {"form": form, "draft": draft, **about, **promise(patient)}
    return render(request, "conversation/begin.html", shown, status=422 if form.errors else 200)


@patient_page(Permission.SEE_MESSAGES)
def people(request: HttpRequest, patient: Patient, thread_id: int) -> HttpResponse:
    found, about = thread_or_404(request, patient, thread_id), may(request)
    members = reads.members_of(found, today=timezone.localdate())
    form = AddForm(request.POST or None, team=reads.could_be_added(found))
    if request.method == "POST" and form.is_valid():
        given = {"thread": found, "tie": form.chosen(), "whole": form.cleaned_data["whole"]}
        if added := attempt(form, actions.add_member, **given, by=request.user, now=timezone.now()):
            messages.success(request, _("%(name)s is in this conversation now.") % {"name": added.person.called})
            return redirect("conversation:people", patient.pk, thread_id)
    given = {"thread": found, "members": members, "form": form, **about}
    return render(request, "conversation/people.html", given, status=422 if form.errors else 200)


@require_POST
@patient_page(Permission.CHOOSE_MEMBERS)
def put_out(request: HttpRequest, patient: Patient, thread_id: int, member_id: int) -> HttpResponse:
    member = reads.member_of(patient, thread_or_404(request, patient, thread_id), member_id)
    if member is None:
        raise Http404
    actions.put_out_member(member=member, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _("%(name)s is no longer in this conversation, and sees nothing of it.") % {"name": member.person.called})  # fmt: skip
    return redirect("conversation:people", patient.pk, thread_id)


@require_POST
@patient_page(Permission.SEE_MESSAGES)
def leave(request: HttpRequest, patient: Patient, thread_id: int) -> HttpResponse:
    found = thread_or_404(request, patient, thread_id)
    actions.leave_thread(thread=found, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _("You are no longer in this conversation."))
    return redirect("conversation:threads", patient.pk)


@require_POST
@patient_page(Permission.SEE_MESSAGES)
def put_away(request: HttpRequest, patient: Patient, thread_id: int) -> HttpResponse:
    found = thread_or_404(request, patient, thread_id)
    actions.put_away_thread(thread=found, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _("Put away. It comes back by itself when somebody writes."))
    return redirect("conversation:threads", patient.pk)


@require_POST
@patient_page(Permission.SEE_MESSAGES)
def bring_back(request: HttpRequest, patient: Patient, thread_id: int) -> HttpResponse:
    found = thread_or_404(request, patient, thread_id)
    actions.bring_back_thread(thread=found, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    return redirect("conversation:thread", patient.pk, thread_id)
