"""What was said about a recommendation around a yes: who gave theirs, what was weighed, and what each side saw looking back.

All three come with the newest version in its own query, since every card shows them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils.dateparse import parse_datetime

from concord.agreement.models import Acknowledgement, Version
from concord.people.models import CareTie, Patient, Person
from concord.people.roles import Role
from concord.plan.models import Recommendation, Review, Weighed
from concord.plan.rules import looking
from concord.plan.rules.looking import Together

WEIGHED = ("worry", "no_worry", "sure", "anyway", "taken_back", "as_role", "at")
LOOKED = ("since_id", "result", "worth", "next", "words", "as_role", "at")


def with_what_was_said(versions: QuerySet[Version]) -> QuerySet[Version]:
    """Each newest version of a recommendation with the rows that `said_about` makes into objects."""
    of = {"recommendation": OuterRef("text__recommendation")}
    here = CareTie.objects.still_open().filter(patient=OuterRef("patient"), person=OuterRef("person"))
    given = Acknowledgement.objects.filter(version=OuterRef("pk"), withdrawn_at__isnull=True).order_by("given_at", "pk")
    yes = given.annotate(here=Exists(here)).values(
        row=_rows("person_id", "as_role", "here", at="given_at", called="person__called")
    )
    weighed = Weighed.objects.filter(**of).values(
        row=_rows(*WEIGHED, number="version__number", person_id="by_id", called="by__called")
    )
    looks = Review.objects.filter(**of).values(row=_rows(*LOOKED, person_id="by_id", called="by__called"))
    return versions.annotate(
        said_yes=ArraySubquery(yes), said_weighed=ArraySubquery(weighed), said_looks=ArraySubquery(looks)
    )


def _rows(*names: str, **renamed: str) -> JSONObject:
    return JSONObject(**{name: name for name in names}, **renamed)


@dataclass
class Said:
    """`yes` to the newest words, each with `here` (still in the team); `weighed` and `looks` oldest first."""

    yes: list[Acknowledgement] = field(default_factory=list)
    weighed: list[Weighed] = field(default_factory=list)
    looks: list[Review] = field(default_factory=list)

    def weighed_since(self, number: int) -> list[Weighed]:
        """About today's meaning."""
        return [one for one in self.weighed if one.version_number >= number]  # type: ignore[attr-defined]


def written_down(weighed: Iterable[Weighed]) -> list[Weighed]:
    """What professionals wrote down since the patient last said it themself; the newest of each, unless they took it back."""
    newest: dict[int, Weighed] = {}
    for one in weighed:
        newest = {**newest, one.by_id: one} if one.written_down else {}
    return [one for one in newest.values() if not one.taken_back]


def said_about(version: Any) -> Said:
    """The rows of one annotated version as objects."""
    return Said(
        [_made(Acknowledgement, row, "person", given_at=_at(row), here=row["here"]) for row in version.said_yes],
        [_made(Weighed, row, "by", at=_at(row), version_number=row["number"]) for row in version.said_weighed],
        [_made(Review, row, "by", at=_at(row)) for row in version.said_looks],
    )


def _made(model: type, row: Mapping[str, Any], person: str, **more: Any) -> Any:
    fields = {one.attname for one in model._meta.fields}  # type: ignore[attr-defined]
    one = model(**{name: value for name, value in row.items() if name in fields and name != "at"})
    if person:
        setattr(one, person, Person(pk=row["person_id"], called=row["called"]))
    for name, value in more.items():
        setattr(one, name, value)
    return one


def _at(row: Mapping[str, Any]) -> Any:
    return parse_datetime(row["at"])


def team_of(patient: Patient) -> list[CareTie]:
    """Everybody who stands beside the patient today."""
    ties = CareTie.objects.still_open().filter(patient=patient)
    return list(ties.select_related("person").order_by("from_at", "pk"))


@dataclass
class Looks:
    """The looks since it was agreed or went on; each person's newest counts. `earlier` belong to the stretches before."""

    reviews: list[Review] = field(default_factory=list)
    earlier: list[Review] = field(default_factory=list)

    @property
    def newest(self) -> list[Review]:
        return list({one.by_id: one for one in self.reviews}.values())

    @property
    def patients(self) -> Review | None:
        return next((one for one in self.newest if one.as_role == Role.PATIENT), None)

    @property
    def others(self) -> list[Review]:
        return [one for one in self.newest if one.as_role != Role.PATIENT]

    @property
    def together(self) -> Together:
        return looking.together(self.patients.result if self.patients else None, [one.result for one in self.others])

    def of(self, person: int) -> Review | None:
        return next((one for one in self.newest if one.by_id == person), None)


def looks_since(reviews: Iterable[Review], since: int | None) -> Looks:
    """`since` is the move from which on it is lived as it is now."""
    looks = Looks()
    for one in reviews:
        (looks.reviews if one.since_id == since else looks.earlier).append(one)
    return looks


@dataclass(frozen=True)
class LookDue:
    """Something agreed whose day to look together has come: one line on Today and on the overview."""

    recommendation: int
    what: str
    day: date
    i_have_looked: bool
    both_have: bool = False


def looks_due(patient: Patient, today: date, *, person: int) -> list[LookDue]:
    """What both look at by today, oldest first, with whether `person` has looked already; one query."""
    mine = Review.objects.filter(
        recommendation=OuterRef("text__recommendation"), by=person, at__gte=OuterRef("text__recommendation__moved_at")
    )
    due = Recommendation.objects.to_look_at(today).filter(patient=patient)
    found = Version.objects.current().filter(patient=patient, text__recommendation__in=due)
    rows = found.select_related("text__recommendation").annotate(looked=Exists(mine))
    return [
        LookDue(
            one.text.recommendation.pk, one.words.get("what", ""), one.text.recommendation.look_day or today, one.looked
        )
        for one in rows.order_by("text__recommendation__look_day", "pk")
    ]
