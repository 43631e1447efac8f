"""Come in: the first set-up, and every invitation."""

from __future__ import annotations

from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from concord.access.attempt import attempt
from concord.team import actions, reads, rules
from concord.team.actions.arriving import Arrived
from concord.team.forms import AcceptForm, JoinForm, SetUpForm, posted
from concord.team.reads import Offer
from concord.team.secret import opens_setup
from concord.team.signin import sign_in


@login_not_required
@sensitive_post_parameters()
def set_up(request: HttpRequest, token: str) -> HttpResponse:
    if not opens_setup(token):
        raise Http404
    if reads.is_set_up():
        return render(request, "team/over.html", {"sentence": rules.why_not_set_up(done=True)}, status=410)
    form = SetUpForm(posted(request))
    if request.method == "POST" and form.is_valid():
        given = {"founder": form.founder(), "practice": form.practice()}
        member = attempt(form, actions.set_up, **given, now=timezone.now())
        if member is not None:
            sign_in(request, member.person)
            return redirect("notices:mail", member.practice_id)
    return render(request, "team/set_up.html", {"form": form})


@login_not_required
@sensitive_post_parameters()
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    offer = reads.offer(secret, now=timezone.now())
    if sentence := rules.why_not_accept(offer.state, offer):
        status = 404 if offer.state == "UNKNOWN" else 410
        return render(request, "team/over.html", {"sentence": sentence, "offer": offer}, status=status)
    form, action, given = _answer(request, offer)
    if request.method == "POST" and form.is_valid():
        if (too_often := consume_or_429(request, action="signup")) is not None:
            return too_often
        arrived = attempt(form, action, secret=secret, **given, **form.cleaned_data, now=timezone.now())
        if arrived is not None:
            return _welcome(request, arrived)
    return render(request, "team/invitation.html", {"form": form, "offer": offer, "as_new": action is actions.join})


def _answer(request: HttpRequest, offer: Offer) -> tuple:
    """Back to one's own place, in with the account one has, or in as somebody new."""
    if offer.returning_id is not None:
        return AcceptForm(posted(request)), actions.come_back, {}
    if request.user.is_authenticated:
        return AcceptForm(posted(request)), actions.accept_invitation, {"by": request.user}
    return JoinForm(posted(request), offer=offer), actions.join, {}


def _welcome(request: HttpRequest, arrived: Arrived) -> HttpResponse:
    sign_in(request, arrived.person)
    request.session["arrived"] = True
    if arrived.person.has_usable_password():
        messages.success(request, _("Welcome. You are in."))
    else:
        words = _(
            "Welcome. This device stays signed in. On your account page you can add an e-mail address and a password."
        )
        messages.success(request, words)
    return redirect("/")
