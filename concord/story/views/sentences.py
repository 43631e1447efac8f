"""What we think is going on: write, say it otherwise, order, link, set aside. The page itself stands in `web/pages`."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from concord.access.attempt import attempt
from concord.access.doors import patient_page
from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.agreement.meeting import both_texts
from concord.people.models import Patient
from concord.people.roles import Role
from concord.story import actions, reads
from concord.story.forms.sentences import LinkForm, SentenceForm, WhyForm
from concord.story.models import Sentence
from concord.story.reads import sentences as sentence_reads
from concord.story.views import or_404


def _form(request: HttpRequest, data: QueryDict | None = None, sentence: Sentence | None = None) -> SentenceForm:
    """Only a clinician is asked whether a sentence names an illness."""
    tie = request.tie  # type: ignore[attr-defined]
    clinician = tie.role == Role.DOCTOR and allows(tie, Permission.NAME_CONDITION)
    names = ("words", "sureness", "names_condition")
    initial: dict[str, Any] = {name: getattr(sentence, name) for name in names} if sentence else {}
    initial |= {"seen": sentence.number} if sentence else {}
    return SentenceForm(data, initial=initial, clinician=clinician, editing=sentence is not None)


def _page(request: HttpRequest, form: Any, *, heading: str, **more: Any) -> HttpResponse:
    given = {"form": form, "heading": heading, **more}
    return render(request, "story/words_form.html", given, status=422 if form.is_bound else 200)


@patient_page(Permission.WRITE_SENTENCE)
def write_sentence(request: HttpRequest, patient: Patient) -> HttpResponse:
    form = _form(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {"patient": patient, "by": request.user, "now": timezone.now()}
        if sentence := attempt(form, actions.write_sentence, **form.cleaned_data, **given):
            messages.success(request, _("It stands on the page, with your name. What does it rest on?"))
            return redirect("sentence", patient.pk, sentence.pk)
    lead = _("What do you think is going on? A guess is welcome, also one that turns out wrong.")
    return _page(request, form, heading=_("A sentence of mine"), lead=lead)


@patient_page(Permission.WRITE_SENTENCE)
def revise_sentence(request: HttpRequest, patient: Patient, pk: int) -> HttpResponse:
    sentence = or_404(sentence_reads.sentence(patient, pk))
    form = _form(request, request.POST or None, sentence)
    if request.method == "POST" and form.is_valid():
        given = {"sentence": sentence, "by": request.user, "now": timezone.now()}
        try:
            done = attempt(form, actions.revise_sentence, **form.cleaned_data, **given)
        except actions.WordingChanged as changed:
            return _both(request, changed, sentence)
        if done:
            return redirect("sentence", patient.pk, pk)
    why_not = actions.why_not_change_sentence(sentence, request.tie)  # type: ignore[attr-defined]
    lead = why_not or _("How it stood before stays in the history.")
    return _page(request, form, heading=_("Say it in other words"), lead=lead, sentence=sentence)


def _both(request: HttpRequest, changed: actions.WordingChanged, sentence: Sentence) -> HttpResponse:
    theirs_url = request.path.removesuffix("edit/")
    labels = {"words": _("the sentence")}
    return both_texts(
        request, changed, form=lambda data: _form(request, data, sentence), labels=labels, theirs_url=theirs_url
    )


@patient_page(Permission.WRITE_SENTENCE)
def set_aside_sentence(request: HttpRequest, patient: Patient, pk: int) -> HttpResponse:
    sentence, form = or_404(sentence_reads.sentence(patient, pk)), WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {"sentence": sentence, "by": request.user, "now": timezone.now()}
        if attempt(form, actions.set_aside_sentence, **form.cleaned_data, **given):
            messages.success(request, _("Set aside. It stays in the history, and can be taken up again."))
            return redirect("going_on", patient.pk)
    why_not = actions.why_not_set_aside(sentence, request.tie)  # type: ignore[attr-defined]
    lead = why_not or _("It leaves the page. Nothing is thrown away.")
    more = {"lead": lead, "quoted": sentence.words, "button": _("Set it aside"), "sentence": sentence}
    return _page(request, form, heading=_("Set this aside?"), **more)


@patient_page(Permission.WRITE_SENTENCE)
def link_sentence(request: HttpRequest, patient: Patient, pk: int) -> HttpResponse:
    sentence = or_404(sentence_reads.sentence(patient, pk))
    offered = {"events": reads.events(patient), "causes": reads.causes(patient).prefetch_related(None)}
    form = LinkForm(request.POST or None, **offered)
    if request.method == "POST" and form.is_valid():
        given = {"sentence": sentence, "by": request.user, "now": timezone.now()}
        if attempt(form, actions.link_sentence, **form.cleaned_data, **given):
            return redirect("sentence", patient.pk, pk)
    more = {"lead": _("One at a time."), "quoted": sentence.words, "button": _("Link it"), "sentence": sentence}
    return _page(request, form, heading=_("What does it rest on?"), **more)


@require_POST
@patient_page(Permission.WRITE_SENTENCE)
def unlink_sentence(request: HttpRequest, patient: Patient, pk: int, link_pk: int) -> HttpResponse:
    link = or_404(sentence_reads.link(or_404(sentence_reads.sentence(patient, pk)), link_pk))
    actions.unlink_sentence(link=link, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    return redirect("sentence", patient.pk, pk)


@require_POST
@patient_page(Permission.WRITE_SENTENCE)
def take_up_sentence(request: HttpRequest, patient: Patient, pk: int) -> HttpResponse:
    sentence = or_404(sentence_reads.sentence(patient, pk))
    actions.take_up_sentence(sentence=sentence, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _("It stands on the page again."))
    return redirect("sentence", patient.pk, pk)


@require_POST
@patient_page(Permission.WRITE_SENTENCE)
def move_sentence(request: HttpRequest, patient: Patient, pk: int) -> HttpResponse:
    sentence, up = or_404(sentence_reads.sentence(patient, pk)), request.POST.get("way") == "up"
    actions.move_sentence(sentence=sentence, up=up, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    return redirect("going_on", patient.pk)
