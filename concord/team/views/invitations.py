"""Ask somebody into a patient's team: the patient, a colleague, or somebody from outside."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from concord.access.attempt import attempt
from concord.access.doors import patient_page
from concord.access.once import once
from concord.access.permissions import Permission
from concord.notices import reads as notices
from concord.people.models import Invitation, Patient, Person
from concord.people.roles import Role
from concord.team import actions, reads
from concord.team.actions.invitations import link_of
from concord.team.forms import AcceptForm, ColleagueForm, InviteForm, WayInForm, posted
from concord.team.secret import shown_again

Way = Invitation.Way


@patient_page(Permission.INVITE_TO_TEAM)
@once
def invite(request: HttpRequest, patient: Patient) -> HttpResponse:
    form = InviteForm(posted(request), by_role=request.tie.role)
    can_send = notices.can_send(patient.practice)
    if request.method == "POST" and form.is_valid():
        way = Way.EMAIL if form.cleaned_data["email"] and can_send else Way.LINK
        given = {**form.cleaned_data, "way": way}
        invited = attempt(form, actions.invite_to_team, patient=patient, **given, by=request.user, now=timezone.now())
        if invited is not None:
            return redirect("team:made_invitation", patient.pk, invited.invitation.pk)
    return render(request, "team/invite.html", {"form": form, "can_send": can_send})


@patient_page(Permission.INVITE_TO_TEAM)
def add_colleague(request: HttpRequest, patient: Patient) -> HttpResponse:
    colleagues = reads.colleagues_to_add(patient)
    by_the_patient = request.tie.role == Role.PATIENT
    form = ColleagueForm(posted(request), colleagues=colleagues, by_the_patient=by_the_patient)
    if request.method == "POST" and form.is_valid():
        attempt(form, actions.add_colleague, patient=patient, **form.cleaned_data, by=request.user, now=timezone.now())
        if form.is_valid():
            name = form.cleaned_data["member"].person.called
            messages.success(request, _("%(name)s is in the team now.") % {"name": name})
            return redirect("team:team", patient.pk)
    return render(request, "team/add_colleague.html", {"form": form, "some": colleagues.exists()})


@patient_page(Permission.INVITE_PATIENT)
@once
def way_in(request: HttpRequest, patient: Patient) -> HttpResponse:
    """GET explains; POST makes a code to scan, or a letter when an e-mail address is given. Who has own keys gets a letter alone."""
    comes_in_as, can_send = reads.person_of(patient), notices.can_send(patient.practice)
    if comes_in_as is not None and reads.has_own_keys(comes_in_as):
        return _way_back(request, patient, can_send=can_send)
    by_letter = "email" in request.POST
    form = WayInForm(request.POST if by_letter else None)
    if request.method == "POST" and (not by_letter or form.is_valid()):
        given = {"way": Way.EMAIL, **form.cleaned_data} if by_letter else {"way": Way.QR}
        invited = attempt(form, actions.invite_patient, patient=patient, **given, by=request.user, now=timezone.now())
        if invited is not None:
            return redirect("team:made_invitation", patient.pk, invited.invitation.pk)
    return render(request, "team/way_in.html", {"form": form, "comes_in_as": comes_in_as, "can_send": can_send})


def _way_back(request: HttpRequest, patient: Patient, *, can_send: bool) -> HttpResponse:
    form = AcceptForm(posted(request))
    if request.method == "POST" and form.is_valid():
        attempt(form, actions.let_patient_back_in, patient=patient, by=request.user, now=timezone.now())
    if form.is_bound and form.is_valid():
        messages.success(request, _("A letter is on its way to the address that %(name)s signs in with.") % {"name": patient.called})  # fmt: skip
        return redirect("team:team", patient.pk)
    return render(request, "team/way_back.html", {"form": form, "can_send": can_send})


@patient_page(Permission.INVITE_TO_TEAM)
def made_invitation(request: HttpRequest, patient: Patient, number: int) -> HttpResponse:
    made = _invitation_or_404(patient, number)
    return render(request, "team/made_invitation.html", page_of(made, timezone.now(), reader=request.user, own=request.tie.role == Role.PATIENT))  # fmt: skip


@patient_page(Permission.INVITE_TO_TEAM)
@require_POST
def withdraw(request: HttpRequest, patient: Patient, number: int) -> HttpResponse:
    made = _invitation_or_404(patient, number)
    actions.withdraw_invitation(invitation=made, by=request.user, now=timezone.now())
    messages.success(request, _("The invitation was taken back."))
    return redirect("team:team", patient.pk)


def page_of(made: Invitation, now: datetime, *, reader: Person, own: bool = False) -> dict:
    """The code as long as it opens, to whoever made it and to the patient (`own`) alone: who holds it comes in; and its letter's fate."""
    opens = made.accepted_at is None and made.withdrawn_at is None and made.expires_at > now
    hands_on = own or made.invited_by_id == reader.pk
    secret = shown_again(made.seed, made.secret_hash) if opens and hands_on else None
    letter = notices.letter(f"invitation:{made.pk}") if made.way == Way.EMAIL else None
    return {
        "made": made, "opens": opens, "link": link_of(secret) if secret else None, "letter": letter, "elsewhere": opens and not hands_on, "here_only": reads.answers_here_only(),
        "minutes": max(1, round((made.expires_at - now).total_seconds() / 60)) if opens else 0,
    }  # fmt: skip


def _invitation_or_404(patient: Patient, number: int) -> Invitation:
    if (made := reads.invitation_of(patient, number)) is None:
        raise Http404
    return made
