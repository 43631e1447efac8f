"""The practice's mail server: set it, try it, remove it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from concord.access.attempt import attempt
from concord.access.doors import practice_page
from concord.access.permissions import Permission
from concord.notices import actions, reads, rules
from concord.notices.forms import MailServerForm, TestLetterForm
from concord.people.models import Practice

managed = practice_page(Permission.MANAGE_PRACTICE)


@managed
@sensitive_post_parameters()
def mail(request: HttpRequest, practice: Practice) -> HttpResponse:
    stored = reads.stored_server(practice)
    form = MailServerForm(request.POST or None, stored=stored)
    if request.method == "POST" and form.is_valid():
        given = form.given()
        if attempt(form, actions.set_mail_server, practice=practice, **given, by=request.user, now=timezone.now()):
            messages.success(request, _("Saved. Send yourself a test e-mail to see that it works."))
            return redirect("notices:mail", practice.pk)
    return _page(request, practice, form, TestLetterForm(initial={"to": request.user.email}))


@managed
@require_POST
def test_letter(request: HttpRequest, practice: Practice) -> HttpResponse:
    form = TestLetterForm(request.POST)
    if not form.is_valid():
        return _page(request, practice, MailServerForm(stored=reads.stored_server(practice)), form)
    words = {
        "subject": _("A test from Concord"),
        "body": _("This letter arrived, so Concord can send e-mail from here."),
    }
    trouble = actions.try_mail_server(
        practice=practice, **form.cleaned_data, **words, by=request.user, now=timezone.now()
    )
    if trouble:
        messages.warning(request, rules.what_to_do(trouble))
    else:
        messages.success(
            request, _("The mail server took the letter. Look into the inbox of %(to)s.") % form.cleaned_data
        )
    return redirect("notices:mail", practice.pk)


@managed
@require_POST
def remove(request: HttpRequest, practice: Practice) -> HttpResponse:
    actions.forget_mail_server(practice=practice, by=request.user, now=timezone.now())
    messages.success(request, _("Removed. Invitations now give a link to copy."))
    return redirect("notices:mail", practice.pk)


def _page(request: HttpRequest, practice: Practice, form: MailServerForm, test: TestLetterForm) -> HttpResponse:
    shown = {
        "form": form,
        "test": test,
        "practice": practice,
        "stored": form.stored,
        "by_house": reads.is_set_for_the_house(),
    }
    return render(request, "notices/mail.html", {**shown, "here": "mail"})
