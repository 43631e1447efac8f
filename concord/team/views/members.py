"""Who works at a practice: members, and invitations to it. For those who look after its settings."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from concord.access.attempt import attempt
from concord.access.doors import practice_page
from concord.access.once import once
from concord.access.permissions import Permission
from concord.notices import reads as notices
from concord.people.models import Invitation, Membership, Practice
from concord.team import actions, reads
from concord.team.forms import AcceptForm, EndMembershipForm, InviteMemberForm, MemberForm, posted
from concord.team.views.invitations import page_of

managed = practice_page(Permission.MANAGE_PRACTICE)


@managed
def members(request: HttpRequest, practice: Practice) -> HttpResponse:
    now = timezone.now()
    shown = {"members": reads.members_of(practice), "pending": reads.pending_in_practice(practice, now=now)}
    return render(request, "team/members.html", {**shown, "practice": practice, "here": "members"})


@managed
@once
def invite_member(request: HttpRequest, practice: Practice) -> HttpResponse:
    form = InviteMemberForm(posted(request))
    can_send = notices.can_send(practice)
    if request.method == "POST" and form.is_valid():
        way = Invitation.Way.EMAIL if form.cleaned_data["email"] and can_send else Invitation.Way.LINK
        given = {**form.cleaned_data, "way": way}
        invited = attempt(
            form, actions.invite_to_practice, practice=practice, **given, by=request.user, now=timezone.now()
        )
        if invited is not None:
            return redirect("team:practice_invitation", practice.pk, invited.invitation.pk)
    return render(request, "team/invite_member.html", {"form": form, "practice": practice, "can_send": can_send})


@managed
def member(request: HttpRequest, practice: Practice, number: int) -> HttpResponse:
    member = _member_or_404(practice, number)
    now_is = {"discipline": member.discipline, "administers": member.administers}
    form = MemberForm(posted(request), initial=now_is)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if attempt(form, actions.change_member, member=member, **given, by=request.user, now=timezone.now()):
            messages.success(request, _("Saved."))
            return redirect("team:members", practice.pk)
    return render(request, "team/member.html", {"form": form, "member": member, "practice": practice, "can_send": notices.can_send(practice)})  # fmt: skip


@managed
def end_membership(request: HttpRequest, practice: Practice, number: int) -> HttpResponse:
    member = _member_or_404(practice, number)
    form = EndMembershipForm(posted(request), others=reads.members_of(practice).exclude(pk=member.pk))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        ended = attempt(form, actions.end_membership, member=member, **given, by=request.user, now=timezone.now())
        if ended is not None:
            messages.success(request, _("%(name)s no longer works here.") % {"name": member.person.called})
            return redirect("team:members", practice.pk)
    alone = reads.left_alone_without(member)
    return render(request, "team/end_membership.html", {"form": form, "member": member, "practice": practice, "alone": alone})  # fmt: skip


@managed
@require_POST
@once
def member_way_back(request: HttpRequest, practice: Practice, number: int) -> HttpResponse:
    member = _member_or_404(practice, number)
    form = AcceptForm(request.POST)
    if form.is_valid():
        attempt(form, actions.let_member_back_in, member=member, by=request.user, now=timezone.now())
    if not form.is_valid():
        messages.error(request, form.non_field_errors()[0])
        return redirect("team:member", practice.pk, member.pk)
    messages.success(request, _("A letter is on its way to the address that %(name)s signs in with.") % {"name": member.person.called})  # fmt: skip
    return redirect("team:member", practice.pk, member.pk)


@managed
def practice_invitation(request: HttpRequest, practice: Practice, number: int) -> HttpResponse:
    made = _invitation_or_404(practice, number)
    return render(request, "team/practice_invitation.html", {**page_of(made, timezone.now(), reader=request.user), "practice": practice})  # fmt: skip


@managed
@require_POST
def withdraw_from_practice(request: HttpRequest, practice: Practice, number: int) -> HttpResponse:
    made = _invitation_or_404(practice, number)
    actions.withdraw_invitation(invitation=made, by=request.user, now=timezone.now())
    messages.success(request, _("The invitation was taken back."))
    return redirect("team:members", practice.pk)


def _member_or_404(practice: Practice, number: int) -> Membership:
    if (member := reads.member_of(practice, number)) is None:
        raise Http404
    return member


def _invitation_or_404(practice: Practice, number: int) -> Invitation:
    if (made := reads.invitation_in(practice, number)) is None:
        raise Http404
    return made
