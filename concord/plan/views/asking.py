""" "I don't get this": ask, answer, now I get it, still not; and every open question of a professional on one page."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from concord.access.attempt import attempt
from concord.access.doors import patient_page
from concord.access.once import once
from concord.access.permissions import Permission
from concord.goals import reads as goals
from concord.people.models import Patient
from concord.people.roles import Role
from concord.plan import actions, looked, reads, shown
from concord.plan.forms import ArrangeForm, AskForm, FindForm, HandOverForm, NeededWordsForm, TalkForm, UnderstoodForm


@patient_page(Permission.ASK_QUESTION)
def ask(request: HttpRequest, patient: Patient) -> HttpResponse:
    """One tap under a thing posts here and has asked; the empty page is for a question about nothing in particular."""
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _says_enough(form):
        data = form.cleaned_data
        about = about_of(request, patient, data["about"])
        question = attempt(
            form, actions.ask_question, patient=patient, about=about, words=data["words"], part=data["part"], with_coach=data["coach"],
            by=request.user, now=timezone.now(),
        )  # fmt: skip
        if question is not None:
            messages.success(request, _("Asked. You see here who answers, and by when."))
            return redirect("plan:question", patient.pk, question.pk)
    return render(request, "plan/ask.html", {"form": form}, status=422 if form.errors else 200)


def _says_enough(form: AskForm) -> bool:
    """About a thing one tap is enough; a question about nothing in particular needs words."""
    if not form.cleaned_data["about"] and not form.cleaned_data["words"]:
        form.add_error("words", _("Please write what is unclear to you."))
    return not form.errors


def about_of(request: HttpRequest, patient: Patient, named: str):
    """The thing of this patient that was tapped; another's, and what whoever asks is not shown, is not found."""
    if not named:
        return None
    kind, number = named.split()
    if kind in ("measure", "finding"):
        return reads.day_thing_of(patient, kind, int(number), tie=request.tie)  # type: ignore[attr-defined]
    if kind == "message":
        return reads.message_of(patient, int(number), person=request.user)  # type: ignore[arg-type]
    if kind in ("sentence", "cause"):
        return {"sentence": reads.sentence_of, "cause": reads.cause_of}[kind](patient, int(number), tie=request.tie)  # type: ignore[attr-defined]
    find = {"recommendation": reads.recommendation_of, "step": reads.step_of, "goal": goals.goal_of}[kind]
    return find(patient, int(number))


@patient_page(Permission.ASK_QUESTION)
def question(request: HttpRequest, patient: Patient, question_id: int) -> HttpResponse:
    return question_page(request, patient, question_id)


def question_page(
    request: HttpRequest, patient: Patient, question_id: int, *, status: int = 200, **typed
) -> HttpResponse:
    today = timezone.localdate()
    found = reads.question_of(patient, question_id, today=today)
    mine = found.asked_by_id == request.user.pk
    may = shown.may(request.tie)  # type: ignore[attr-defined]
    others = reads.others_who_could(found) if found.still_open else []
    can_hand_over = found.owner_id == request.user.pk and found.state == found.State.WAITING
    people = [person for person, _role in others] if can_hand_over else []
    joined = reads.coach_is_in(found, others)
    coach = None if joined else next((person for person, role in others if role == Role.COACH), None)
    given = {
        "one": reads.question_in_view(found, today=today), "question": found, "mine": mine, "may": may, "coach": coach if mine or may["explain"] else None,
        "answering": NeededWordsForm(), "adding": NeededWordsForm(), "settling": UnderstoodForm(),
        "handing": HandOverForm(people=people) if people else None, "arranging": ArrangeForm(auto_id="arrange_%s"), **typed,
    }  # fmt: skip
    return render(request, "plan/question.html", given, status=status)


def _turn(request: HttpRequest, patient: Patient, question_id: int, form, name: str, action, done: str) -> HttpResponse:
    found = reads.question_of(patient, question_id)
    if form.is_valid():
        attempt(form, action, question=found, **form.cleaned_data, by=request.user, now=timezone.now())
    if form.errors:
        return question_page(request, patient, question_id, status=422, **{name: form})
    messages.success(request, done)
    return redirect("plan:question", patient.pk, question_id)


@require_POST
@patient_page(Permission.ANSWER_QUESTION)
@once
def answer(request: HttpRequest, patient: Patient, question_id: int) -> HttpResponse:
    form, done = (
        NeededWordsForm(request.POST),
        _("Your answer is there. Whether it is clear now, only the person who asked can say."),
    )
    return _turn(request, patient, question_id, form, "answering", actions.answer_question, done)


@require_POST
@patient_page(Permission.ASK_QUESTION)
@once
def add(request: HttpRequest, patient: Patient, question_id: int) -> HttpResponse:
    return _turn(
        request, patient, question_id, NeededWordsForm(request.POST), "adding", actions.add_to_question, _("Added.")
    )


@require_POST
@patient_page(Permission.ASK_QUESTION)
def understood(request: HttpRequest, patient: Patient, question_id: int) -> HttpResponse:
    form = UnderstoodForm(request.POST)
    clear = request.POST.get("understood") == "yes"
    done = _("Good that you asked.") if clear else _("Thank you for saying so. It goes round once more.")
    return _turn(request, patient, question_id, form, "settling", actions.say_understood, done)


@require_POST
@patient_page(Permission.ASK_QUESTION)
def take_back(request: HttpRequest, patient: Patient, question_id: int) -> HttpResponse:
    found = reads.question_of(patient, question_id)
    actions.take_back_question(question=found, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(request, _("The question is taken back."))
    return redirect("plan:plan", patient.pk)


@require_POST
@patient_page(Permission.ASK_QUESTION)
def bring_in(request: HttpRequest, patient: Patient, question_id: int) -> HttpResponse:
    found = reads.question_of(patient, question_id)
    question = actions.bring_in_coach(question=found, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.success(
        request, _("%(who)s can answer as well now, and sees what was said so far.") % {"who": question.also}
    )
    return redirect("plan:question", patient.pk, question_id)


@require_POST
@patient_page(Permission.ASK_QUESTION)
def ask_to_talk(request: HttpRequest, patient: Patient, question_id: int) -> HttpResponse:
    form, way = TalkForm(request.POST), request.POST.get("way", "")
    owner = reads.question_of(patient, question_id).owner
    asked = {"CALL": _("%(who)s sees that you ask for a call."), "VISIT": _("%(who)s sees that you ask for a visit.")}
    done = asked.get(way, _("%(who)s sees that writing is enough.")) % {"who": owner}
    return _turn(request, patient, question_id, form, "talking", actions.ask_to_talk, done)


@require_POST
@patient_page(Permission.ANSWER_QUESTION)
@once
def arrange(request: HttpRequest, patient: Patient, question_id: int) -> HttpResponse:
    form = ArrangeForm(request.POST, auto_id="arrange_%s")
    done = _("%(who)s sees when you talk.") % {"who": patient.called}
    return _turn(request, patient, question_id, form, "arranging", actions.arrange_talk, done)


@patient_page(Permission.ASK_QUESTION)
def all_questions(request: HttpRequest, patient: Patient) -> HttpResponse:
    """Every question of this person: waiting, answered, settled; and a search in what was said."""
    form = FindForm(request.GET or None)
    words = form.cleaned_data["q"].strip() if form.is_bound and form.is_valid() else ""
    found = reads.all_questions(patient, words=words, page=request.GET.get("page"), today=timezone.localdate())
    query = f"{urlencode({'q': words})}&" if words else ""
    given = {"found": found, "form": form, "words": words, "query": query, "may": shown.may(request.tie)}  # type: ignore[attr-defined]
    return render(request, "plan/all_questions.html", given)


@require_POST
@patient_page(Permission.ANSWER_QUESTION)
def hand_over(request: HttpRequest, patient: Patient, question_id: int) -> HttpResponse:
    people = [person for person, _role in reads.others_who_could(reads.question_of(patient, question_id))]
    form = HandOverForm(request.POST, people=people)
    return _turn(
        request,
        patient,
        question_id,
        form,
        "handing",
        actions.hand_over_question,
        _("Handed over. The day stays as promised."),
    )


@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """A professional's open questions across the people they stand beside; row-level security and the ties decide which."""
    found = reads.questions_for(request.user, today=timezone.localdate())  # type: ignore[arg-type]
    looked.at_questions([*found["mine"], *found["team"]], reader=request.user, now=timezone.now())  # type: ignore[arg-type]
    return render(request, "plan/questions.html", found)
