"""The questions that are open, each with who answers it today, from two columns of a query that a page asks anyway."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.utils.dateparse import parse_date

from concord.conversation.reads.team import places
from concord.people.models import Absence, CareTie, Patient, Person
from concord.people.roles import PROFESSIONALS
from concord.plan.models import Question, Turn
from concord.plan.models.questions import ABOUT, words_in_sight
from concord.plan.reads.team import answers_of

IDS = ("owner_id", "also_id", "asked_by_id", *(f"{name}_id" for name in ABOUT))


@dataclass(frozen=True)
class OpenQuestion:
    """`who` answers, in place of `instead_of` where its owner does not; both are empty where nobody is there to answer."""

    pk: int
    words: str
    state: str
    answer_by: date
    asker: int
    who: str
    who_pk: int
    instead_of: str = ""


def columns(patient: Patient, today: date) -> dict[str, ArraySubquery]:
    """For a query of this patient; `open_ones` reads them."""
    asked = Turn.objects.filter(question=OuterRef("pk")).order_by("at", "pk").values("words")[:1]
    in_it = places().filter(thread__messages=OuterRef("message")).values("person")
    row = JSONObject(
        pk="pk", said="said", in_view=words_in_sight(), state="state", answer_by="answer_by", owner="owner__called",
        owner_role="owner_role", finding_topics="finding__topics", in_it="in_it", **{name: name for name in IDS},
    )  # fmt: skip
    found = Question.objects.still_open().filter(patient=patient)
    rows = found.annotate(said=Subquery(asked), in_it=ArraySubquery(in_it)).values(row=row)
    away = Absence.objects.on(today).filter(person=OuterRef("person")).order_by("-until_day").values("until_day")[:1]
    tie = JSONObject(person="person_id", called="person__called", role="role", topics="topics", until="away")
    ties = CareTie.objects.still_open().filter(patient=patient, role__in=PROFESSIONALS).order_by("from_at", "pk")
    return {"asked_now": ArraySubquery(rows), "could_answer": ArraySubquery(ties.annotate(away=Subquery(away)).values(row=tie))}  # fmt: skip


def open_ones(found: Mapping[str, Any], patient: Patient) -> list[OpenQuestion]:
    team = [_tie(row, patient) for row in found.get("could_answer", [])]
    away = {row["person"]: parse_date(row["until"]) for row in found.get("could_answer", []) if row["until"]}
    return [_line(row, patient, team, away) for row in found.get("asked_now", [])]


def _tie(row: Mapping[str, Any], patient: Patient) -> CareTie:
    person = Person(pk=row["person"], called=row["called"])
    return CareTie(patient=patient, person=person, role=row["role"], topics=row["topics"])


def _line(row: Mapping[str, Any], patient: Patient, team: list[CareTie], away: Mapping[int, Any]) -> OpenQuestion:
    asked = Question(patient=patient, owner_role=row["owner_role"], **{name: row[name] for name in IDS})
    own = next((tie for tie in team if tie.person_id == asked.owner_id), None)
    asked.owner_here, asked.owner_topics = own is not None, own.topics if own else []  # type: ignore[attr-defined]
    asked.away_until, asked.finding_topics = away.get(asked.owner_id), row["finding_topics"]  # type: ignore[attr-defined]
    answers = answers_of(asked, team, away, in_it=row["in_it"]) if row["state"] == Question.State.WAITING else None
    words = row["said"] or row["in_view"] or ""
    given: dict[str, Any] = {
        "state": row["state"],
        "answer_by": parse_date(row["answer_by"]),
        "asker": asked.asked_by_id,
    }
    if answers is None or answers.instead is not None and answers.instead.pk == asked.owner_id:
        return OpenQuestion(row["pk"], words, who=row["owner"], who_pk=asked.owner_id, **given)
    if answers.instead is None:
        return OpenQuestion(row["pk"], words, who="", who_pk=0, **given)
    return OpenQuestion(
        row["pk"], words, who=answers.instead.called, who_pk=answers.instead.pk, instead_of=row["owner"], **given
    )
