"""Write, change, sign, take off and put back."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from concord.access.attempt import attempt
from concord.access.doors import practice_page
from concord.access.permissions import Permission
from concord.agreement.actions import ChangedMeanwhile
from concord.agreement.meeting import both_texts
from concord.people.models import Practice
from concord.programs import actions, reads, starting
from concord.programs.forms import LABELS, EntryForm, SignForm
from concord.programs.views.looking import entry_page


@practice_page(Permission.WRITE_SHELF)
def write(request: HttpRequest, practice: Practice) -> HttpResponse:
    form = EntryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {"practice": practice, "kind": form.cleaned_data["kind"], "words": form.typed}
        if made := attempt(form, actions.write_entry, **given, by=request.user, now=timezone.now()):
            messages.success(request, _("Kept as a draft. It can be suggested once a doctor has signed it."))
            return redirect("programs:entry", practice.pk, made.pk)
    page = {"form": form, "practice": practice}
    return render(request, "programs/write.html", page, status=422 if form.errors else 200)


@practice_page(Permission.WRITE_SHELF)
def edit(request: HttpRequest, practice: Practice, entry_id: int) -> HttpResponse:
    found = reads.on_shelf(reads.entry_of(practice, entry_id))
    blank = partial(EntryForm, editing=True)
    form = blank(request.POST or None, initial={**found.newest.words, "seen": found.newest.number})
    page = reverse("programs:entry", args=[practice.pk, entry_id])
    if request.method == "POST" and form.is_valid():
        given = {"entry": found.entry, "seen": form.cleaned_data["seen"] or 0, "words": form.typed}
        try:
            attempt(form, actions.revise_entry, **given, by=request.user, now=timezone.now())
        except ChangedMeanwhile as changed:
            return both_texts(request, changed, form=blank, labels=LABELS, theirs_url=page)
        if not form.errors:
            messages.success(request, _("Kept as a draft. The signed words stay in use until these are signed."))
            return redirect(page)
    given = {"form": form, "practice": practice, "one": found, "page": page}
    return render(request, "programs/write.html", given, status=422 if form.errors else 200)


@practice_page(Permission.WRITE_SHELF)
def starters(request: HttpRequest, practice: Practice) -> HttpResponse:
    if request.method == "POST" and (draft := starting.DRAFTS.get(request.POST.get("draft", ""))):
        given = {"practice": practice, "kind": draft["kind"], "words": starting.words_of(draft)}
        made = actions.write_entry(**given, by=request.user, now=timezone.now())
        messages.success(request, _("It is on your shelf as a draft. Read it, change it, and let a doctor sign it."))
        return redirect("programs:entry", practice.pk, made.pk)
    return render(request, "programs/starters.html", {"practice": practice, "drafts": starting.drafts()})


@require_POST
@practice_page(Permission.SIGN_SHELF)
def sign(request: HttpRequest, practice: Practice, entry_id: int) -> HttpResponse:
    form = SignForm(request.POST)
    if form.is_valid():
        given = {"entry": reads.entry_of(practice, entry_id), **form.cleaned_data}
        if attempt(form, actions.sign_entry, **given, by=request.user, now=timezone.now()):
            messages.success(request, _("Signed. It can be suggested from now on."))
            return redirect("programs:entry", practice.pk, entry_id)
    page = entry_page(request, practice, entry_id, signing=form)
    return render(request, "programs/entry.html", page, status=422)


@require_POST
@practice_page(Permission.SIGN_SHELF)
def take_signature_back(request: HttpRequest, practice: Practice, entry_id: int) -> HttpResponse:
    actions.take_signature_back(entry=reads.entry_of(practice, entry_id), by=request.user, now=timezone.now())
    messages.success(request, _("Taken back. It cannot be suggested until somebody signs it again."))
    return redirect("programs:entry", practice.pk, entry_id)


@require_POST
@practice_page(Permission.WRITE_SHELF)
def take_off(request: HttpRequest, practice: Practice, entry_id: int) -> HttpResponse:
    actions.take_off(entry=reads.entry_of(practice, entry_id), by=request.user, now=timezone.now())
    messages.success(request, _("Taken off the shelf. What was suggested before stays in the plans."))
    return redirect("programs:entry", practice.pk, entry_id)


@require_POST
@practice_page(Permission.WRITE_SHELF)
def put_back(request: HttpRequest, practice: Practice, entry_id: int) -> HttpResponse:
    actions.put_back(entry=reads.entry_of(practice, entry_id), by=request.user, now=timezone.now())
    messages.success(request, _("Back on the shelf."))
    return redirect("programs:entry", practice.pk, entry_id)
