"""My people in three groups, in a handful of queries however many there are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from concord.access.guard import allows
from concord.attention import rules
from concord.attention.people import Need, Panel, Somebody
from concord.attention.texts import read_texts
from concord.checkins.models import Checkin, Flare
from concord.conversation.reads.waiting import unheard_for
from concord.people.models import CareTie, Membership, Person
from concord.people.roles import Role
from concord.plan.actions.understanding import explaining
from concord.plan.models import Step, StepDay
from concord.plan.reads import questions_for
from concord.plan.reads.understanding import told_back
from concord.story.models import Retelling, RetellingTurn, Retold
from concord.visits.asked import COLUMNS, asked_of, columns
from concord.visits.line import Line
from concord.visits.models import Look, Visit
from concord.visits.waits import unheard_line


def ties_of(person: Person) -> list[CareTie]:
    """The open ties, the person's own record first, then by name. One query."""
    found = CareTie.objects.still_open().filter(person=person).select_related("patient__practice")
    return sorted(found, key=lambda tie: (tie.role != Role.PATIENT, tie.patient.called.casefold(), tie.pk))


def memberships_of(person: Person) -> list[Membership]:
    return list(Membership.objects.still_open().filter(person=person).select_related("practice"))


def panel(ties: Iterable[CareTie], person: Person, *, today: date, now: datetime) -> Panel:
    """Professionals' people: who needs the reader, with what and for how long; who waits for colleagues; everybody else."""
    people = {tie.patient_id: Somebody(tie) for tie in ties}
    if people:
        _messages(people, person, now)
        _questions(people, person, today)
        _told_back(people, person)
        read_texts(people, person, today)
        _promised(people, person, today)
        _facts(people, person, today)
    needs = [one for one in people.values() if one.needs]
    needs.sort(key=lambda one: rules.order((need.day for need in one.needs), name=one.name))
    for one in people.values():
        if one.awaited:
            said = ngettext(
                "%(who)s’s answer is awaited", "%(who)s’s answer to %(many)s suggestions is awaited", one.awaited
            )
            one.with_others.append(said % {"who": one.name, "many": one.awaited})
    others = [one for one in people.values() if not one.needs]
    team = [one for one in others if one.with_others or one.looks]
    return Panel(needs, team, [one for one in others if not one.with_others and not one.looks])


def _messages(people: dict[int, Somebody], person: Person, now: datetime) -> None:
    """What patients and those beside them wrote, and nobody has said they heard; the promise of the practice is the day."""
    for one in unheard_for(person, now=now, patients=people):
        people[one.message.patient_id].needs.append(Need("hear", unheard_line(one), day=one.answer_by))


def _questions(people: dict[int, Somebody], person: Person, today: date) -> None:
    found = questions_for(person, today=today, ties=[one.tie for one in people.values()])
    for one in found["mine"]:
        if one.question.patient_id in people:
            people[one.question.patient_id].needs.append(
                Need("answer", question=one, day=one.question.answer_by, since=one.said_at)
            )
    for one in found["team"]:
        if one.question.patient_id in people:
            by = date_format(one.question.answer_by, "j F")
            said = (
                _("%(who)s answers by %(day)s") if one.whose else _("a question waits, and nobody is there to answer")
            )
            people[one.question.patient_id].with_others.append(
                said % {"who": one.whose, "day": by} if one.whose else said
            )


def _told_back(people: dict[int, Somebody], person: Person) -> None:
    """Only whoever explained says whether they explained it clearly."""
    for told in told_back(people, to=person):
        one = people[told.patient]
        if allows(one.tie, explaining(told.kind)):
            url = reverse("plan:understanding", args=[told.patient, told.recommendation])
            line = Line(_("told back to you: did you explain it clearly?"), url, words=told.words, note=told.what,
                        act="judge", thing=told.recommendation, seen=told.version)  # fmt: skip
            one.needs.append(Need("judge", line, since=told.at))


def _promised(people: dict[int, Somebody], person: Person, today: date) -> None:
    """What the reader promised by a day that has come, and has not said kept."""
    done = StepDay.objects.standing().filter(step=OuterRef("pk"), state=StepDay.State.DONE)
    steps = Step.objects.still_open().filter(
        patient__in=people, owner=person, by_day__lte=today, taken_on_at__isnull=False
    )
    for step in steps.exclude(Exists(done)).order_by("by_day"):
        said = _("promised by %(day)s") % {"day": date_format(step.by_day, "j F")}  # type: ignore[arg-type]
        url = reverse("plan:step", args=[step.patient_id, step.pk])
        line = Line(said, url, words=step.words_now, act="done", thing=step.pk)
        people[step.patient_id].needs.append(Need("done", line, day=step.by_day))


def _facts(people: dict[int, Somebody], person: Person, today: date) -> None:
    """Flares that the team was told of, the last check-in, the reader's last look and visit: one query."""
    for row in _facts_of(people, today):
        one = people[row["patient_id"]]
        one.looked_at, one.visit_day = row["looked"], row["visit"]
        one.needs += [_retold(row["patient_id"], told) for told in row["retold"]]
        asked = asked_of(one.tie, person, row)
        one.needs += [Need(it.kind, it.line, day=it.day, since=it.since) for it in asked if it.kind != "news"]
        one.news = [it.line for it in asked if it.kind == "news" and _is_new(it.line.at, one.looked_at)]
        told, until = row["told_at"], row["flare_until"]
        if told is not None:
            said = _("in a flare, quiet until %(day)s") % {"day": date_format(until, "j F")}
            one.notes.append(said)
            if one.looked_at is None or one.looked_at < told:
                wants = _("in a flare, and wants you to know") + f" · {_('quiet until %(day)s') % {'day': date_format(until, 'j F')}}"  # fmt: skip
                one.needs.append(
                    Need("flare", Line(wants, reverse("overview", args=[row["patient_id"]]), act="looked"))
                )
        if rules.gone_quiet(row["last"], today=today):
            one.notes.append(_("nothing since %(day)s") % {"day": date_format(row["last"], "j F")})


def _is_new(at: datetime | None, looked_at: datetime | None) -> bool:
    return at is not None and (looked_at is None or looked_at < at)


def _retold(patient: int, told: dict[str, Any]) -> Need:
    """The patient said that the reader has not understood it quite; nobody else can say it anew."""
    said, url = _("not understood quite: say it again"), reverse("story:retelling", args=[patient, told["pk"]])
    return Need("retell", Line(said, url, words=told["understood"], note=told["said"] or ""))


def _facts_of(people: dict[int, Somebody], today: date) -> QuerySet[CareTie, dict[str, Any]]:
    mine = {"patient": OuterRef("patient")}
    flare = Flare.objects.on_day(today).filter(team_told_at__isnull=False, **mine).order_by("-until_day")
    last = Checkin.objects.filter(**mine).order_by("-day")
    looks = Look.objects.filter(person=OuterRef("person"), **mine).order_by("-at")
    held = Visit.objects.standing().filter(present__person=OuterRef("person"), **mine).order_by("-day")
    again = Retelling.objects.filter(written_by=OuterRef("person"), state__in=[Retold.NOT_QUITE, Retold.MISSED], **mine)
    answers = (
        RetellingTurn.objects.filter(retelling=OuterRef("pk")).exclude(words="").order_by("-at", "-pk").values("words")
    )
    retold = again.values(told=JSONObject(pk="pk", understood="understood", said=Subquery(answers[:1])))
    asked = CareTie.objects.filter(pk__in=[one.tie.pk for one in people.values()]).annotate(
        told_at=Subquery(flare.values("team_told_at")[:1]), flare_until=Subquery(flare.values("until_day")[:1]),
        retold=ArraySubquery(retold), last=Subquery(last.values("day")[:1]), looked=Subquery(looks.values("at")[:1]), visit=Subquery(held.values("day")[:1]),
        **columns(),
    )  # fmt: skip
    return asked.values("patient_id", "told_at", "flare_until", "retold", "last", "looked", "visit", *COLUMNS)
