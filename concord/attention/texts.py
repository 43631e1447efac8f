"""What waits in the texts that people agree on: yeses that are missing, and looks that are due."""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.agreement.models import Acknowledgement, Version
from concord.attention.people import Need, Somebody
from concord.goals.models import Rating
from concord.people.models import CareTie, Person
from concord.people.roles import PROFESSIONALS, Role
from concord.plan.actions.moving import agreeing
from concord.plan.models import AGREED_STATES, Recommendation, Review, State
from concord.plan.rules.moves import RESTS_UNTIL_ASKED
from concord.plan.rules.proposals import is_treatment
from concord.visits.line import Line, level_choices
from concord.visits.waits import has_looked


def read_texts(people: dict[int, Somebody], person: Person, today: date) -> None:
    """Goals without the reader's yes; what waits for a doctor's yes, or for somebody to take it over; looks that are due; what
    waits for the patient's own answer. One query."""
    for version in _texts(people, person, today):
        one = people[version.patient_id]
        if hasattr(version.text, "goal"):
            _goal(one, version, person, today)
        else:
            _recommendation(one, version, person, today)


def _texts(people: dict[int, Somebody], person: Person, today: date) -> QuerySet[Version]:
    due = Q(text__recommendation__in=Recommendation.objects.to_look_at(today))
    waits = Q(text__recommendation__state__in=[State.PROPOSED, State.DISCUSSING])
    waits |= Q(text__recommendation__in=Recommendation.objects.asked_again(today))
    agreed = Q(text__recommendation__state__in=AGREED_STATES) & ~Q(text__recommendation__proposed_as=Role.PATIENT)
    goals = Q(text__goal__isnull=False, text__goal__ended_at__isnull=True)
    standing = Q(acknowledgements__withdrawn_at__isnull=True, acknowledgements__isnull=False)
    here = CareTie.objects.still_open().filter(patient=OuterRef("patient"), person=OuterRef("person"))
    given = Acknowledgement.objects.filter(Exists(here), version=OuterRef("pk"), withdrawn_at__isnull=True)
    behind = Exists(given.filter(as_role__in=PROFESSIONALS))
    mine = Review.objects.filter(
        recommendation=OuterRef("text__recommendation"), by=person, at__gte=OuterRef("text__recommendation__moved_at")
    )
    rated = Rating.objects.standing().filter(goal=OuterRef("text__goal"), rated_by=person).order_by("-day")
    found = Version.objects.current().filter(goals | due | waits | (agreed & ~behind), patient__in=people)
    return found.select_related("text__goal", "text__recommendation__proposed_by").order_by("text_id").annotate(
        yes=ArrayAgg("acknowledgements__person_id", filter=standing, default=Value([])), looked=Exists(mine), behind=behind,
        doctor=Exists(given.filter(as_role=Role.DOCTOR)), rated=Subquery(rated.values("day")[:1]),
    )  # fmt: skip


def _goal(one: Somebody, version: Version, person: Person, today: date) -> None:
    goal, url = version.text.goal, reverse("goals:goal", args=[version.patient_id, version.text.goal.pk])
    says, look_day = version.words.get("words", ""), goal.look_day
    if allows(one.tie, Permission.ACKNOWLEDGE_GOAL) and person.pk not in version.yes:  # type: ignore[attr-defined]
        line = Line(_("a goal that you have not agreed to yet"), url, words=says, act="acknowledge", thing=goal.pk, seen=version.number)  # fmt: skip
        one.needs.append(Need("acknowledge", line, since=version.written_at))
        return
    due = look_day is not None and look_day <= today and not has_looked(look_day, version.rated)  # type: ignore[attr-defined]
    if due and allows(one.tie, Permission.RATE_GOAL):
        choices = level_choices(version.words)
        line = Line(_wanted(look_day), url, words=says, act="rate", thing=goal.pk, choices=choices)
        one.needs.append(Need("rate", line, day=look_day))


def _recommendation(one: Somebody, version: Version, person: Person, today: date) -> None:
    made, url = version.text.recommendation, reverse("plan:recommendation", args=[version.patient_id, version.text.recommendation.pk])  # fmt: skip
    what, may = version.words.get("what", ""), allows(one.tie, agreeing(version.text.recommendation.kind))
    if made.state in (State.PROPOSED, State.DISCUSSING):
        if may and is_treatment(made.kind) and not version.doctor:  # type: ignore[attr-defined]
            line = Line(_("a treatment that waits for the yes of a doctor"), url, words=what)
            one.needs.append(Need("read", line, since=version.written_at))
        elif may and not made.own and not version.behind:  # type: ignore[attr-defined]
            said = _("suggested by somebody who has left; nobody here stands behind it yet")
            one.needs.append(Need("read", Line(said, url, words=what)))
        elif made.state == State.PROPOSED and not made.own:
            one.awaited += 1
        return
    if made.state in RESTS_UNTIL_ASKED:
        one.awaited += not made.own
        return
    if may and made.is_agreed and not made.own and not version.behind:  # type: ignore[attr-defined]
        said = _("agreed with somebody who has left; nobody here has looked yet")
        one.needs.append(Need("read", Line(said, url, words=what)))
    if made.look_day is None or made.look_day > today:
        return
    if made.proposed_by_id == person.pk and not made.own:
        if not version.looked:  # type: ignore[attr-defined]
            line = Line(_wanted(made.look_day), url, words=what, act="look", thing=made.pk)
            one.needs.append(Need("look", line, day=made.look_day))
    else:
        whose = (
            _("a look is due · for the patient")
            if made.own
            else _("a look is due · for %(who)s") % {"who": made.proposed_by.called}
        )
        one.looks.append(Line(whose, url, words=what))


def _wanted(day: date | None) -> str:
    return _("we wanted to look on %(day)s") % {"day": date_format(day, "j F") if day else ""}
