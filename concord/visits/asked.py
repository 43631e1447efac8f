"""What others ask of one person: help, a yes or a release for an experiment, a word on “we are stuck” or on suggested words.

Read as columns of a query of ties that a page asks anyway, so that it costs none of its own; row-level security shows each only
to those with whom it is shared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Avg, Exists, F, Max, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Greatest, JSONObject, Now, TruncDate
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.agreement.models import Acknowledgement, Version
from concord.measures.models import Daily, Value
from concord.people.models import CareTie, Person
from concord.people.roles import PROFESSIONALS, Role
from concord.plan.models import Ask, Draw, Experiment, ExperimentMove, Outcome, Stands, Stuck, StuckSaid
from concord.plan.rules import experiments as rules
from concord.visits import suggested
from concord.visits.line import Line, day_words

TAKEN = {Daily.SUM: Sum, Daily.MEAN: Avg, Daily.MAX: Max}
TOLD_FOR = timedelta(days=14)
"""So long it is told that the patient stopped an experiment, unless the reader has looked since."""
COLUMNS = ("asks", "stuck", "designs", *suggested.COLUMNS)


@dataclass(frozen=True)
class Asked:
    """One thing that waits for this person, as a line. `kind` is what is asked; `since` when it was, unless by themself."""

    kind: str
    line: Line
    day: date | None = None
    since: datetime | None = None


def columns() -> dict[str, Any]:
    """For a query of ties: what is asked of each tie's person by each tie's patient."""
    mine = {"patient": OuterRef("patient")}
    asks = Ask.objects.waiting().filter(asked=OuterRef("person"), **mine).order_by("asked_at", "pk")
    ask = JSONObject(
        pk="pk", words="words", by_day="by_day", times="times_a_week", who="asked_by__called", at="asked_at"
    )
    said = StuckSaid.objects.filter(stuck=OuterRef("pk")).order_by("at", "pk")
    spoken = ArraySubquery(said.values(one=JSONObject(by="by_id", role="as_role", who="by__called")))
    stuck = Stuck.objects.still_open().filter(**mine).annotate(spoken=spoken)
    called = JSONObject(pk="pk", words="words", by="called_by_id", who="called_by__called", at="called_at", spoken="spoken")  # fmt: skip
    return {
        "asks": ArraySubquery(asks.values(told=ask)), "stuck": Subquery(stuck.values(told=called)[:1]),
        "designs": ArraySubquery(_designs().filter(**mine).values(told=_design())),
        **suggested.columns(OuterRef("patient"), OuterRef("person"), own=False),
    }  # fmt: skip


def _designs() -> QuerySet[Experiment]:
    """Those on the table, each with the words of its newest design, who said yes to them, and whether they are released; and those that
    ran to their end, by the clock that was kept at the draw, and wait to be opened."""
    newest = Version.objects.filter(text=OuterRef("text"), number=OuterRef("text__current"))
    given = Acknowledgement.objects.filter(
        version__text=OuterRef("text"), version__number=OuterRef("text__current"), withdrawn_at__isnull=True
    )
    released = ExperimentMove.objects.filter(
        experiment=OuterRef("pk"), version__number=OuterRef("text__current"), kind__in=["RELEASE", "NO_RELEASE"]
    ).order_by("-at", "-pk")
    running = Q(stands=Stands.RUNNING)
    over = running & Exists(Draw.objects.filter(experiment=OuterRef("pk"), opens_at__lte=Now()))
    stop = running & _reached()
    ended = ExperimentMove.objects.filter(
        experiment=OuterRef("pk"), kind="STOP", as_role=Role.PATIENT, at__gte=Now() - TOLD_FOR
    )
    stopped = Q(stands=Stands.STOPPED) & Exists(ended)
    return Experiment.objects.filter(Q(stands=Stands.DESIGNED) | over | stop | stopped).annotate(
        over=over, ended=Subquery(ended.values(told=JSONObject(at="at", words="words", who="by__called"))[:1]), says=Subquery(newest.values("words")[:1]), at=Subquery(newest.values("written_at")[:1]),
        yes=ArraySubquery(given.values("as_role")), release=Subquery(released.values("kind")[:1]),
    ).order_by("pk")  # fmt: skip


def _reached() -> Q:
    """Whether yesterday or today came to the value at which both agreed to stop, several numbers of a day taken as one as everywhere."""
    mine = Value.objects.standing().filter(
        patient=OuterRef("patient"), measure=OuterRef("measure"), value__isnull=False
    )
    near = mine.filter(day__gte=Greatest(TruncDate(Now() - timedelta(days=1)), OuterRef("first_day"))).order_by()
    later = Value.objects.standing().filter(
        patient=OuterRef("patient"), measure=OuterRef("measure"), day=OuterRef("day")
    )
    later = later.filter(
        Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), value__gt=OuterRef("value")), value__isnull=False
    )
    days: dict[Daily, QuerySet[Any, Any]] = {
        way: near.values("day").annotate(one=taken("value")) for way, taken in TAKEN.items()
    }
    days[Daily.LAST] = near.filter(~Exists(later)).annotate(one=F("value"))
    found = Q()
    for way, day in days.items():
        low, high = (Exists(day.filter(**{f"one__{beyond}": OuterRef("stop_at")})) for beyond in ("lte", "gte"))
        found |= Q(measure__daily=way) & (Q(low, measure__better="UP") | (Q(high) & ~Q(measure__better="UP")))
    return found


def _design() -> JSONObject:
    return JSONObject(
        pk="pk", stands="stands", over="over", ended="ended", says="says", at="at", yes="yes", release="release", touches="touches", number="text__current", first_day="first_day",
        last_day="last_day", who="designed_by__called", medicine="medicine__pk", prescriber="medicine__prescriber__called",
        prescribes=F("medicine__prescriber_id"),
    )  # fmt: skip


def asked_of(tie: CareTie, person: Person, row: Mapping[str, Any]) -> list[Asked]:
    """What waits for this tie's person; `row` holds the columns."""
    found = [_ask(tie, told) for told in row["asks"]] if allows(tie, Permission.KEEP_PROMISE) else []
    if row["stuck"] and _waits_for_me(tie, row["stuck"]):
        since = None if row["stuck"]["by"] == tie.person_id else _moment(row["stuck"]["at"])
        found.append(Asked("stuck", stuck_line(tie, row["stuck"]), since=since))
    for told in row["designs"]:
        found += _of_design(tie, person, told)
    return found + [Asked("words", line, since=since) for line, since in suggested.lines_of(tie, row)]


def _ask(tie: CareTie, told: Mapping[str, Any]) -> Asked:
    day, times = parse_date(told["by_day"]) if told["by_day"] else None, told["times"]
    when = _("by %(day)s") % {"day": day_words(day)} if day else ngettext("once a week", "%(many)s times a week", times) % {"many": times}  # fmt: skip
    said = _("%(who)s asks you, %(when)s") % {"who": told["who"], "when": when}
    line = Line(said, reverse("plan:promises", args=[tie.patient_id]), words=told["words"], act="ask", thing=told["pk"])
    return Asked("ask", line, day, _moment(told["at"]))


def _waits_for_me(tie: CareTie, told: Mapping[str, Any]) -> bool:
    """A professional's word is missing; when one has spoken, only the patient's is."""
    spoken = any(one["role"] in PROFESSIONALS for one in told["spoken"])
    return allows(tie, Permission.CALL_STUCK) and not spoken


def stuck_line(tie: CareTie, told: Mapping[str, Any]) -> Line:
    """“We are stuck”: who called it, who has said what comes of it; with a place to say it here until one has."""
    said = _("you called a look at the whole plan") if told["by"] == tie.person_id else _("%(who)s called a look at the whole plan") % {"who": told["who"]}  # fmt: skip
    names = [_("you") if one["by"] == tie.person_id else one["who"] for one in told["spoken"]]
    spoken = ", ".join(dict.fromkeys(names))
    note = _("what comes of it was said by: %(who)s") % {"who": spoken} if spoken else ""
    mine = any(one["by"] == tie.person_id for one in told["spoken"])
    act = "stuck" if allows(tie, Permission.CALL_STUCK) and not mine else ""
    url = reverse("plan:stuck", args=[tie.patient_id])
    choices = tuple((value, str(label)) for value, label in Outcome.choices)
    return Line(said, url, words=told["words"], note=note, act=act, thing=told["pk"], choices=choices)


def _of_design(tie: CareTie, person: Person, told: Mapping[str, Any]) -> list[Asked]:
    """A yes of the professionals' side, when there is none yet; a release, when this doctor may give it."""
    if told["stands"] == Stands.STOPPED:
        return [_stopped(tie, told)] if allows(tie, Permission.SEE_FINDINGS) else []
    if told["stands"] == Stands.RUNNING:
        return _of_run(tie, told)
    found, at = [], _moment(told["at"])
    if not set(told["yes"]) & set(PROFESSIONALS) and allows(tie, Permission.AGREE_TO_EXPERIMENT):
        said = _("%(who)s designed an experiment; the yes of a professional is missing") % {"who": told["who"]}
        found.append(Asked("agree", _design_line(tie, told, said, "agree"), since=at))
    if _may_release(tie, person, told):
        said = _("an experiment waits for your release")
        found.append(Asked("release", _design_line(tie, told, said, "release"), since=at))
    return found


def _of_run(tie: CareTie, told: Mapping[str, Any]) -> list[Asked]:
    """The value at which both agreed to stop has been reached; or the last day is over, and the answer can be opened, best together."""
    if not allows(tie, Permission.SEE_FINDINGS):
        return []
    words, url = (told["says"] or {}).get("question", ""), reverse("plan:experiment", args=[tie.patient_id, told["pk"]])
    if not told["over"]:
        return [
            Asked(
                "stop", Line(_("in an experiment the value was reached at which you agreed to stop"), url, words=words)
            )
        ]
    ended = datetime.combine(parse_date(told["last_day"]) or date.min, time.max, tzinfo=UTC)
    said = _("the last day of an experiment is over; nobody has seen the answer yet")
    return [Asked("open", Line(said, url, words=words), since=ended)]


def _stopped(tie: CareTie, told: Mapping[str, Any]) -> Asked:
    """The patient stopped it, which needs no reason and asks nothing of anybody; it is only told."""
    at = _moment(told["ended"]["at"])
    said = _("%(who)s stopped an experiment") % {"who": told["ended"]["who"]}
    words, url = (told["says"] or {}).get("question", ""), reverse("plan:experiment", args=[tie.patient_id, told["pk"]])
    return Asked("news", Line(said, url, words=words, note=told["ended"]["words"], at=at))


def _may_release(tie: CareTie, person: Person, told: Mapping[str, Any]) -> bool:
    if told["touches"] == "NOTHING" or told["release"] == "RELEASE" or not allows(tie, Permission.RELEASE_EXPERIMENT):
        return False
    sees, theirs = told["medicine"] is not None, told["prescribes"] == tie.person_id
    named = told["prescriber"] or ""
    return rules.why_not_release(told["touches"], prescriber=named, is_prescriber=theirs, sees_medicine=sees) is None


def _design_line(tie: CareTie, told: Mapping[str, Any], said: str, act: str) -> Line:
    words = told["says"] or {}
    first, last = (day_words(parse_date(told[name])) for name in ("first_day", "last_day"))
    facts = (
        (_("as usual"), words.get("usual", "")), (_("the other way"), words.get("instead", "")),
        (_("we stop when"), words.get("stop_when", "")), (_("days"), f"{first} – {last}"),
    )  # fmt: skip
    url = reverse("plan:experiment", args=[tie.patient_id, told["pk"]])
    given = {"thing": told["pk"], "seen": told["number"], "facts": tuple(one for one in facts if one[1])}
    return Line(said, url, words=words.get("question", ""), act=act, **given)


def _moment(told: str) -> datetime:
    return datetime.fromisoformat(told)
