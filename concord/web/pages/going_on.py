"""What we think is going on: sentences with what they rest on, from the story and from the days; now, or as they stood."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from concord.access.doors import patient_page, their_day
from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.agreement.fields import Day
from concord.findings import cards, words
from concord.findings import reads as findings
from concord.findings.models import SentenceSupport
from concord.people.models import CareTie, Patient, Person
from concord.people.roles import Role
from concord.plan.reads import questions_about
from concord.story import actions as story
from concord.story.models import Sentence, SentenceLink, Suggestion
from concord.story.reads import sentences as reads
from concord.story.reads.sentences import ThenStood
from concord.story.rules.sentences import why_not_sentence_as


@dataclass(frozen=True)
class Rest:
    """One thing that a sentence rests on, as a page shows it."""

    kind: str
    words: str
    url: str
    given_by: Person | None = None
    given_at: datetime | None = None
    when: str = ""
    note: str = ""
    own_words: bool = True
    away_url: str = ""


@dataclass(frozen=True)
class Row:
    """A sentence on the page; `number` only where it can be acted on, which an earlier day cannot."""

    words: str
    sureness: str
    is_guess: bool
    names_condition: bool
    who: str
    role: str
    at: datetime
    changed: datetime | None
    rests: list[Rest]
    number: int | None = None
    suggested: int = 0
    own: bool = False

    @property
    def asked_as(self) -> str:
        return f"sentence {self.number}"


@dataclass
class Page:
    rows: list[Row]
    form: DayForm
    set_aside: list[Sentence] = field(default_factory=list)
    on: date | None = None


class DayForm(forms.Form):
    on = Day(label=gettext_lazy("Which day?"))


@patient_page(Permission.SEE_STORY)
def going_on(request: HttpRequest, patient: Patient) -> HttpResponse:
    tie = request.tie  # type: ignore[attr-defined]
    form = DayForm(request.GET if "on" in request.GET else None)
    asked = form.cleaned_data["on"] if form.is_bound and form.is_valid() else None
    on = asked if asked is not None and asked < their_day(request) else None
    if on is not None:
        page = Page([_as_it_stood(patient, one) for one in reads.sentences_on(patient, on)], form, on=on)
    else:
        found, noticed = list(reads.sentences(patient)), _noticed(patient, tie)
        rows = [_row(patient, tie, one, noticed.get(one.pk, [])) for one in found]
        page = Page(rows, form, list(reads.set_aside(patient)))
    return render(request, "pages/going_on.html", {"page": page, **_offers(tie)})


@patient_page(Permission.SEE_STORY)
def sentence(request: HttpRequest, patient: Patient, pk: int) -> HttpResponse:
    tie, found = request.tie, reads.sentence(patient, pk)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    given = _offers(tie)
    noticed = [_found(patient, one, found, tie) for one in _supports(patient, tie) if one.sentence_id == found.pk]
    suggested = reads.suggestions_into(found)
    given |= {
        "sentence": found, "own": found.written_by_id == tie.person_id, "asked_as": f"sentence {found.pk}",
        "rests": [_linked(patient, one, found, tie) for one in reads.links_of(found)] + noticed,
        "suggested": suggested, "settled": [one for one in suggested if one.suggestion.state != Suggestion.State.OPEN],
        "changes": reads.sentence_changes(found), "may_find": allows(tie, Permission.SEE_FINDINGS),
        "why_not_set_aside": story.why_not_set_aside(found, tie) if given["may"]["sentence"] else "",
        "questions": questions_about(found, today=their_day(request)) if tie.role != Role.SUPPORTER else [],
    }  # fmt: skip
    return render(request, "pages/sentence.html", given)


def _offers(tie: CareTie) -> dict[str, Any]:
    """What the page offers to this reader, and the sentence where it does not."""
    writes = allows(tie, Permission.WRITE_SENTENCE)
    asks = allows(tie, Permission.ASK_QUESTION)
    may = {
        "sentence": writes, "suggest": allows(tie, Permission.SUGGEST_WORDS),
        "why_not_sentence": "" if writes or tie.role == Role.SUPPORTER else why_not_sentence_as(Role(tie.role)),
    }  # fmt: skip
    return {"may": may, "ask_url": reverse("plan:ask", args=[tie.patient_id]) if asks else ""}


def _row(patient: Patient, tie: CareTie, one: Sentence, noticed: list[Rest]) -> Row:
    return Row(
        one.words, str(one.get_sureness_display()), one.is_guess, one.names_condition, str(one.written_by),
        str(one.get_written_as_display()), one.written_at, one.changed_at if one.number > 1 else None,
        [_linked(patient, link) for link in one.links.all()] + noticed, one.pk, one.suggested,  # type: ignore[attr-defined]
        one.written_by_id == tie.person_id,
    )  # fmt: skip


def _as_it_stood(patient: Patient, one: ThenStood) -> Row:
    then, written = one.change, one.change.sentence
    return Row(
        then.words, str(then.get_sureness_display()), then.sureness == "GUESS", then.names_condition, str(written.written_by),
        str(written.get_written_as_display()), written.written_at, then.at if then.number > 1 else None,
        [_linked(patient, link) for link in one.links],
    )  # fmt: skip


def _linked(patient: Patient, link: SentenceLink, of: Sentence | None = None, tie: CareTie | None = None) -> Rest:
    """An event or a possible cause; with `of` and `tie` also how the link can be taken away."""
    away = _away("story:unlink_sentence", link, of, tie, of and of.pk)
    given = {"given_by": link.given_by, "given_at": link.given_at, "away_url": away} if of else {}
    if link.event is not None:
        note = _("taken out of the story") if link.event.removed_at else ""
        url = reverse("story:event", args=[patient.pk, link.event.pk])
        return Rest(_("in the story"), link.event.words, url, when=link.event.when, note=note, **given)
    cause = link.cause
    assert cause is not None  # noqa: S101 - the database says that it is one of the two
    note = _("taken out") if cause.removed_at else _("set aside") if cause.status == "SET_ASIDE" else ""
    return Rest(
        _("a possible cause"), cause.words, reverse("story:cause", args=[patient.pk, cause.pk]), note=note, **given
    )


def _supports(patient: Patient, tie: CareTie) -> list[SentenceSupport]:
    """What stood out in the days, as far as it is shown to this reader; without the days nothing."""
    if not allows(tie, Permission.SEE_FINDINGS):
        return []
    found = list(findings.sentence_supports(patient))
    if tie.role != Role.PATIENT or not found:
        return found
    shown = findings.shown_in(patient.practice)
    seen = {one.pk for one in cards.for_patient([link.finding for link in found], shown, own=True)}
    return [link for link in found if link.finding_id in seen]


def _noticed(patient: Patient, tie: CareTie) -> dict[int, list[Rest]]:
    by_sentence: dict[int, list[Rest]] = {}
    for one in _supports(patient, tie):
        by_sentence.setdefault(one.sentence_id, []).append(_found(patient, one))
    return by_sentence


def _found(patient: Patient, link: SentenceSupport, of: Sentence | None = None, tie: CareTie | None = None) -> Rest:
    """What was noticed, in words, and whether it stands otherwise than when the link was made."""
    now = link.finding.state
    note = _("now: %(state)s. Worth talking about.") % {"state": now.label} if now != link.stood else ""
    return Rest(
        _("noticed in the days"), words.plain(words.sentence(link.finding)),
        reverse("findings:finding", args=[patient.pk, link.finding_id]), link.given_by, link.given_at, note=note, own_words=False,
        away_url=_away("findings:unlink_sentence", link, of, tie),
    )  # fmt: skip


def _away(name: str, link: Any, of: Sentence | None, tie: CareTie | None, *more: int | None) -> str:
    """Whoever made the link, or whose sentence it is, may take it away."""
    if of is None or tie is None or tie.person_id not in (link.given_by_id, of.written_by_id):
        return ""
    if not allows(tie, Permission.WRITE_SENTENCE):
        return ""
    return reverse(name, args=[of.patient_id, *(one for one in more if one), link.pk])
