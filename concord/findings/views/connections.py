"""Connections: the cards, one of them in full, the weeks, before and after."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from concord.access.attempt import attempt
from concord.access.doors import patient_page, their_day
from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.findings import actions, cards, reads, rules, words
from concord.findings.forms import EvidenceForm, HelpedForm
from concord.findings.models import Finding, Shown, State
from concord.findings.views import or_404
from concord.people.models import Patient
from concord.people.roles import Role
from concord.story.reads import causes

CARDS_A_PAGE = 6
WAITS_A_PAGE = 8
MANY_QUESTIONS = 400
"""Concord's own rule: from here on a card says that fewer questions would give clearer answers."""


@patient_page(Permission.SEE_FINDINGS)
def connections(request: HttpRequest, patient: Patient) -> HttpResponse:
    own, run = is_patient(request), reads.latest_run(patient)
    shown = reads.shown_in(patient.practice)
    everything = list(reads.told(patient))
    seen = cards.for_patient(everything, shown, own=own)
    page = Paginator(cards.in_pairs(seen), CARDS_A_PAGE).get_page(request.GET.get("page"))
    cards.dress(patient, run, page.object_list)
    given: dict[str, Any] = {
        "run": run,
        "page_obj": page,
        "shown": shown,
        "own": own,
        "held_back": len(everything) - len(seen),
    }
    waiting = cards.waits(list(reads.waiting(patient, run))) if run else []
    given |= {
        "waiting": waiting[:WAITS_A_PAGE],
        "more_waiting": sum(wait.pairs for wait in waiting[WAITS_A_PAGE:]),
        "hidden": own and shown == Shown.NOT_AT_ALL,
    }
    given |= {
        "to_look_at": 0 if own else reads.not_looked_at(patient).count(),
        "may_see_all": allows(request.tie, Permission.SEE_EVERY_TEST),
    }  # type: ignore[attr-defined]
    looked = run is not None and run.last_day is not None
    given |= {
        "many": MANY_QUESTIONS,
        "failed_at": run.failed_at if run else reads.failed_look(patient),  # type: ignore[attr-defined]
        "days_wait": not looked and reads.has_days(patient),
        "may_look": allows(request.tie, Permission.LOOK_FOR_FINDINGS),
    }  # type: ignore[attr-defined]
    return render(request, "findings/connections.html", given)


@patient_page(Permission.SEE_FINDINGS)
def finding(request: HttpRequest, patient: Patient, finding_id: int) -> HttpResponse:
    found = _seen_or_404(request, patient, finding_id)
    may_give = allows(request.tie, Permission.WRITE_CAUSE) and found.state in (
        State.HELD_UP,
        State.LESS_CLEAR,
        State.NOTICED,
    )  # type: ignore[attr-defined]
    form = _form(request, patient, found) if may_give else None
    if form is not None and request.method == "POST" and form.is_valid():
        given = attempt(
            form, actions.give_as_evidence, finding=found, **form.cleaned_data, by=request.user, now=timezone.now()
        )
        if given is not None:
            messages.success(request, _("It stands beside the possible cause now. If it changes, this page says so."))
            return redirect("findings:finding", patient.pk, found.pk)
    card = cards.Card(found)
    cards.dress(patient, found.run, [card])
    if found.cause_mark_id:
        cards.hear(patient, [card], request.user.pk, today=their_day(request))
    given_too = {
        "own": is_patient(request),
        "reasons": _may_be_reason(request, found),
        "may_try": allows(request.tie, Permission.DESIGN_EXPERIMENT),
    }
    return render(request, "findings/finding.html", {"card": card, "form": form, **_history(found), **given_too})


def _may_be_reason(request: HttpRequest, found: Finding) -> bool:
    """Whether the plan's form, with this one chosen, is open to whoever looks."""
    return rules.why_not_give(found.state) is None and allows(request.tie, Permission.PROPOSE_RECOMMENDATION)


@patient_page(Permission.SEE_FINDINGS)
def before_and_after(request: HttpRequest, patient: Patient) -> HttpResponse:
    return before_and_after_page(request, patient)


def before_and_after_page(
    request: HttpRequest, patient: Patient, *, typed: tuple[Finding, HelpedForm] | None = None, status: int = 200
) -> HttpResponse:
    """Also with words that were too long: they are still there."""
    own, shown, run = is_patient(request), reads.shown_in(patient.practice), reads.latest_run(patient)
    found = cards.for_patient(list(reads.of_marks(patient)), shown, own=own)
    found = [one for one in found if run is not None and one.run_id == run.pk]
    asked = cards.by_mark([one for one in found if one.estimate is not None])
    page = Paginator(asked, CARDS_A_PAGE).get_page(request.GET.get("page"))
    cards.dress(patient, run, page.object_list)
    waiting = cards.waits([one for one in found if one.estimate is None])
    cards.hear(patient, page.object_list, request.user.pk, today=their_day(request), typed=typed)
    given: dict[str, Any] = {
        "page_obj": page,
        "waiting": waiting[:WAITS_A_PAGE],
        "run": run,
        "own": own,
        "shown": shown,
    }
    told = run is not None and (not own or shown == Shown.AT_ONCE)
    outside = cards.outside(patient, run, today=their_day(request)) if told and run else []
    given |= {"outside": outside[:WAITS_A_PAGE], "more_outside": max(len(outside) - WAITS_A_PAGE, 0)}
    given["may_see_all"] = allows(request.tie, Permission.SEE_EVERY_TEST)  # type: ignore[attr-defined]
    return render(request, "findings/before_and_after.html", given, status=status)


@require_POST
@patient_page(Permission.SAY_LOOKED)
def looked(request: HttpRequest, patient: Patient) -> HttpResponse:
    count = actions.say_looked(
        patient=patient, findings=list(reads.not_looked_at(patient)), by=request.user, now=timezone.now()
    )
    messages.success(request, _("Marked as looked at: %(count)s.") % {"count": count})
    return redirect("findings:connections", patient.pk)


@require_POST
@patient_page(Permission.LOOK_FOR_FINDINGS)
def look_again(request: HttpRequest, patient: Patient) -> HttpResponse:
    asked = actions.ask_for_run(patient=patient, by=request.user, now=timezone.now(), in_seconds=0)
    said = _("Concord is looking. Come back in a minute.") if asked else _("Concord is about to look anyway.")
    messages.success(request, said)
    return redirect("findings:connections", patient.pk)


def is_patient(request: HttpRequest) -> bool:
    return request.tie.role == Role.PATIENT  # type: ignore[attr-defined, no-any-return]


def _seen_or_404(request: HttpRequest, patient: Patient, finding_id: int) -> Finding:
    """What the practice does not show yet is not there for the patient."""
    found = or_404(reads.finding(patient, finding_id))
    if not cards.for_patient([found], reads.shown_in(patient.practice), own=is_patient(request)):
        raise Http404
    return found


def _form(request: HttpRequest, patient: Patient, found: Finding) -> EvidenceForm | None:
    """None while there is no possible cause that it could speak for."""
    there = list(causes(patient).prefetch_related(None))
    if not there:
        return None
    begun = {"words": words.plain(f"{words.sentence(found)} {words.seen(found)}")}
    return EvidenceForm(request.POST or None, causes=there, initial=begun)


def _history(found: Finding) -> dict[str, object]:
    return {"turns": list(reads.turns(found)), "supports": list(reads.supports(found))}
