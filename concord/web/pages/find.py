"""Find words in what was said and written between people: messages, open notes, questions and answers. Each room finds its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from concord.access.doors import patient_page, this_moment
from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.conversation import reads as conversation
from concord.conversation.models import Message, NoteWords
from concord.conversation.reads.search import FEWEST_SIGNS, LONGEST, Piece, plain
from concord.conversation.reads.threads import called
from concord.people.models import CareTie, Patient, Person
from concord.plan.models import Question, Turn
from concord.plan.reads.search import questions_about, turns_holding

ON_A_PAGE, MOST_OF_A_KIND = 20, 200
MESSAGE, NOTE, QUESTION, ANSWER = _("message"), _("note"), _("question"), _("answer")


class SearchForm(forms.Form):
    q = forms.CharField(
        label=_("Find words in messages, notes and questions"), max_length=LONGEST, required=False,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Find words")}),
        error_messages={"null_characters_not_allowed": _("This holds a sign that cannot be looked for.")},
    )  # fmt: skip

    def clean_q(self) -> str:
        sought: str = self.cleaned_data["q"]
        if sought and len("".join(plain(sought).split())) < FEWEST_SIGNS:
            raise forms.ValidationError(_("Please type at least two letters."))
        return sought


@dataclass(frozen=True)
class Found:
    """One place: what it is, where it stands, who wrote it, and the words around."""

    kind: str | Promise
    place: str
    url: str
    who: Person
    role: str
    at: datetime
    pieces: list[Piece]


@patient_page(Permission.SEE_MESSAGES)
def find(request: HttpRequest, patient: Patient) -> HttpResponse:
    form, tie = SearchForm(request.GET), request.tie  # type: ignore[attr-defined]
    sought = form.cleaned_data["q"] if form.is_valid() else ""
    places = everything(patient, tie, request.user, sought, now=this_moment(request)) if sought.split() else []  # type: ignore[arg-type]
    found = sorted(places, key=lambda one: one.at, reverse=True)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    given = {
        "form": form, "sought": sought, "query": urlencode({"q": sought}) + "&", "page_obj": page, "counted": counted(found),
        "most": MOST_OF_A_KIND if any(many >= MOST_OF_A_KIND for many in _many(found).values()) else 0, "looks_in": looks_in(tie), "protects": allows(tie, Permission.PROTECT_NOTE),
    }  # fmt: skip
    return render(request, "pages/find.html", given)


def everything(patient: Patient, tie: CareTie, person: Person, sought: str, *, now: datetime) -> Iterator[Found]:
    """At most 200 of a kind, in at most four queries."""
    for message in conversation.found_in(patient, person, sought)[:MOST_OF_A_KIND]:
        yield _message(message, sought)
    if allows(tie, Permission.SEE_NOTES):
        for words in conversation.notes_holding(patient, tie, sought, now=now)[:MOST_OF_A_KIND]:
            yield _note(words, patient, sought)
    if allows(tie, Permission.ASK_QUESTION):
        for turn in turns_holding(patient, sought)[:MOST_OF_A_KIND]:
            yield _turn(turn, sought)
        for question in questions_about(patient, sought)[:MOST_OF_A_KIND]:
            yield _about(question, patient, sought)


def _message(one: Message, sought: str) -> Found:
    url = f"{reverse('conversation:thread', args=[one.patient_id, one.thread_id])}?at={one.pk}#m{one.pk}"
    return Found(MESSAGE, called(one.thread), url, one.by, one.role_words, one.sent_at, conversation.marked(one.words, sought))  # fmt: skip


def _note(words: NoteWords, patient: Patient, sought: str) -> Found:
    note = words.note
    url = reverse("conversation:note", args=[patient.pk, note.pk])
    return Found(NOTE, note.get_kind_display(), url, note.by, note.role_words, note.at, conversation.marked(words.words, sought))  # fmt: skip


def _turn(turn: Turn, sought: str) -> Found:
    shown, url = turn.shown, reverse("plan:question", args=[turn.patient_id, turn.question_id])
    kind = ANSWER if turn.kind == Turn.Kind.ANSWERED else QUESTION
    return Found(kind, shown, url, turn.by, turn.get_as_role_display(), turn.at, conversation.marked(turn.words, sought))  # fmt: skip


def _about(asked: Question, patient: Patient, sought: str) -> Found:
    url = reverse("plan:question", args=[patient.pk, asked.pk])
    return Found(QUESTION, "", url, asked.asked_by, "", asked.asked_at, conversation.marked(asked.in_view, sought))  # fmt: skip


def _many(found: list[Found]) -> dict[Any, int]:
    return {kind: sum(one.kind is kind for one in found) for kind in (MESSAGE, NOTE, QUESTION, ANSWER)}


def counted(found: list[Found]) -> str:
    """“3 messages, 1 note”."""
    many = _many(found)
    said = [
        ngettext("%(n)s message", "%(n)s messages", many[MESSAGE]) % {"n": many[MESSAGE]}, ngettext("%(n)s note", "%(n)s notes", many[NOTE]) % {"n": many[NOTE]},
        ngettext("%(n)s question", "%(n)s questions", many[QUESTION]) % {"n": many[QUESTION]}, ngettext("%(n)s answer", "%(n)s answers", many[ANSWER]) % {"n": many[ANSWER]},
    ]  # fmt: skip
    return ", ".join(words for words, number in zip(said, many.values(), strict=True) if number)


def looks_in(tie: CareTie) -> str:
    """What is looked through, for this reader."""
    if allows(tie, Permission.SEE_NOTES) and allows(tie, Permission.ASK_QUESTION):
        return str(_("In the conversations that you are in, in open notes, in questions and their answers."))
    return str(_("Only in the conversations that you are in."))
