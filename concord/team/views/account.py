"""One's own account: name, time zone, e-mail, password, and the places where one stands."""

from __future__ import annotations

from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from concord.access.attempt import attempt
from concord.notices.reads import can_send
from concord.people.models import Person
from concord.team import actions, reads, rules
from concord.team.actions.account import read_token
from concord.team.forms import AcceptForm, AccountForm, EmailForm, KeepForm, posted


def account(request: HttpRequest) -> HttpResponse:
    first = {"called": request.user.called, "zone": request.user.zone, "letters": request.user.wants_letters}
    form = AccountForm(posted(request), initial=first)
    if request.method == "POST" and form.is_valid():
        changed = attempt(form, actions.change_account, **form.cleaned_data, by=request.user, now=timezone.now())
        if changed is not None:
            messages.success(request, _("Saved."))
            return redirect("team:account")
    shown = {
        "to_confirm": _why_not_confirm(request.user) is None,
        "standing": reads.places_of(request.user),
        "memberships": reads.memberships_of(request.user),
    }
    return render(request, "team/account.html", {"form": form, **shown})


@sensitive_post_parameters()
def keep_way_in(request: HttpRequest) -> HttpResponse:
    form = KeepForm(posted(request), initial={"email": request.user.email})
    if sentence := rules.why_not_keep(has_password=request.user.has_usable_password()):
        messages.info(request, sentence)
        return redirect("team:account")
    if request.method == "POST" and form.is_valid():
        kept = attempt(form, actions.keep_way_in, **form.cleaned_data, by=request.user, now=timezone.now())
        if kept is not None:
            update_session_auth_hash(request, kept)
            messages.success(request, _("Saved. You can sign in with them on any device."))
            return redirect("team:account")
    return render(request, "team/keep_way_in.html", {"form": form})


@sensitive_post_parameters()
def new_email(request: HttpRequest) -> HttpResponse:
    form = EmailForm(posted(request), has_password=reads.has_password(request.user))
    practice = reads.practice_of(request.user)
    if request.method == "POST" and form.is_valid():
        # Else a device left lying about would be a place to guess the password, or to fill somebody's mailbox.
        if (too_often := consume_or_429(request, action="manage_email", user=request.user)) is not None:
            return too_often
        given = {**form.cleaned_data, "practice": practice}
        by_letter = attempt(form, actions.ask_new_email, **given, by=request.user, now=timezone.now())
        if by_letter is not None:
            messages.success(request, _said(by_letter, form.cleaned_data["email"]))
            return redirect("team:account")
    return render(request, "team/new_email.html", {"form": form, "by_letter": can_send(practice)})


def confirm_email(request: HttpRequest, token: str) -> HttpResponse:
    asked, form = read_token(token), AcceptForm(posted(request))
    sentence = rules.why_not_confirm_email(asked, number=request.user.pk, now_is=request.user.email or "")
    if asked is None or sentence is not None:
        return render(request, "team/over.html", {"sentence": sentence, "to_account": True}, status=410)
    if request.method == "POST" and form.is_valid():
        confirmed = attempt(form, actions.confirm_new_email, token=token, by=request.user, now=timezone.now())
        if confirmed is not None:
            messages.success(request, _("Saved. From now on you sign in with %(email)s.") % {"email": asked["new"]})
            return redirect("team:account")
    return render(request, "team/confirm_email.html", {"form": form, "new": asked["new"]})


@require_POST
def ask_to_confirm(request: HttpRequest) -> HttpResponse:
    if sentence := _why_not_confirm(request.user):
        messages.info(request, sentence)
        return redirect("team:account")
    actions.ask_to_confirm(by=request.user, now=timezone.now())
    said = _("We have written to %(email)s. Please open the link in that letter.") % {"email": request.user.email}
    messages.success(request, said)
    return redirect("team:account")


@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    person = actions.sign_out_everywhere(by=request.user, now=timezone.now())
    update_session_auth_hash(request, person)
    messages.success(request, _("Every other device is signed out."))
    return redirect("team:account")


def _why_not_confirm(person: Person) -> str | None:
    given = {"has_email": bool(person.email), "confirmed": person.has_confirmed}
    return rules.why_not_ask_to_confirm(**given, can_send=can_send(reads.practice_of(person)))


def _said(by_letter: bool, email: str) -> str:
    if by_letter:
        return _("We have written to %(email)s. The new address counts once you open the link in that letter.") % {"email": email}  # fmt: skip
    return _("Saved. From now on you sign in with %(email)s.") % {"email": email}
