"""Experiments as pages and actions read them. Of the days to come nothing is asked: the database would not tell either."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from concord.access.permissions import Permission
from concord.agreement.models import Acknowledgement, Version
from concord.agreement.reads import current_versions, partners_asked, standing
from concord.findings import experiments as engine
from concord.measures.models import Measure
from concord.measures.reads import day_values
from concord.people.models import CareTie, Patient
from concord.people.roles import PROFESSIONALS, Role
from concord.plan.models import DayLived, DrawnDay, Experiment, ExperimentAnswer, ExperimentMove, Stands
from concord.plan.rules import experiments as rules
from concord.plan.rules.days import place_of

Words = dict[str, str]
LINKS = ("text", "measure", "medicine", "cause", "finding", "evidence", "designed_by", "answer")
Lived = list[tuple[str, bool]]


@dataclass
class ExperimentInView:
    """One experiment with its words and, while it runs, what `day` asks for."""

    experiment: Experiment
    words: Words
    day: date
    drawn: DrawnDay | None = None
    as_planned: bool | None = None
    moves: list[ExperimentMove] = field(default_factory=list)
    yes: list[Acknowledgement] = field(default_factory=list)
    stop_reached: bool = False
    days: list[DrawnDay] = field(default_factory=list)
    lived: dict[date, bool] = field(default_factory=dict)
    says: str = ""  # the answer in one line, for lists

    @property
    def stands(self) -> str:
        return self.experiment.stands

    @property
    def answer(self) -> ExperimentAnswer | None:
        return getattr(self.experiment, "answer", None) if self.experiment.stands == Stands.ANSWERED else None

    @property
    def way(self) -> str:
        """What the day asks for, in the words of the design; on hold every day is lived as usual."""
        if self.held:
            return self.words["usual"]
        return "" if self.drawn is None else self.words["usual" if self.drawn.letter == "A" else "instead"]

    @property
    def held(self) -> bool:
        return self.experiment.stands == Stands.HELD

    @property
    def clock(self) -> str:
        """The place by whose clock its days begin."""
        return place_of(zone_of(self.experiment))

    @property
    def number(self) -> int:
        """Which day of the experiment it is, from 1."""
        return (self.day - self.experiment.first_day).days + 1

    @property
    def length(self) -> int:
        return self.experiment.blocks * self.experiment.block_days

    @property
    def over(self) -> bool:
        return self.day > self.experiment.last_day

    @property
    def begun(self) -> bool:
        return self.day >= self.experiment.first_day

    @property
    def stands_in_words(self) -> str:
        if self.stands == Stands.RUNNING and not self.begun:
            return _("agreed, not yet running")
        return (
            _("its last day is over")
            if self.stands == Stands.RUNNING and self.over
            else self.experiment.get_stands_display()
        )


def experiments_of(patient: Patient) -> QuerySet[Experiment]:
    """Each with `says`, the words and numbers of its newest design, in the same query."""
    newest = Version.objects.filter(patient=patient, text=OuterRef("text"), number=OuterRef("text__current"))
    found = Experiment.objects.filter(patient=patient).select_related(*LINKS)
    return found.annotate(says=Subquery(newest.values("words")[:1]))


def in_view(patient: Patient, day: date) -> list[ExperimentInView]:
    """All of them, the newest first; one query however many there are."""
    return [ExperimentInView(one, one.says, day) for one in experiments_of(patient)]  # type: ignore[attr-defined]


def zone_of(experiment: Experiment) -> str:
    """By whose clock its days begin: as it was when chance drew, before that the patient's account's, without one the practice's."""
    if experiment.zone:
        return experiment.zone
    patients = (
        CareTie.objects.still_open().filter(patient=experiment.patient, role=Role.PATIENT).order_by("from_at", "pk")
    )
    return patients.values_list("person__zone", flat=True).first() or experiment.patient.practice.zone


def experiment_of(patient: Patient, experiment_id: int) -> Experiment:
    """This patient's experiment, or 404."""
    found = experiments_of(patient).filter(pk=experiment_id).first()
    if found is None:
        raise Http404
    found.patient = patient
    return found


def experiment_in_view(patient: Patient, experiment_id: int, day: date, *, now: datetime) -> ExperimentInView:
    """One with its whole way, or 404. `day` is what the device tells; a device that tells it falsely opens no letter earlier."""
    found = experiment_of(patient, experiment_id)
    view = ExperimentInView(found, found.says, day)  # type: ignore[attr-defined]
    view.moves = moves_of(found)
    view.yes = yes_to(found) if found.stands == Stands.DESIGNED else []
    if found.stands in (Stands.RUNNING, Stands.HELD):
        view.days = drawn_so_far(found, min(day, found.last_day), now=now)
        view.lived = lived_days(found)
    return _on_the_day(view)


def experiment_today(patient: Patient, day: date, *, now: datetime) -> ExperimentInView | None:
    """The one that runs on this day, for Today; on hold it says so. Else one that is over and waits to be opened. One query."""
    running = experiments_of(patient).filter(stands__in=[Stands.RUNNING, Stands.HELD])
    drawn = DrawnDay.objects.filter(patient=patient, experiment=OuterRef("pk"), day=day, opens_at__lte=now)
    lived = DayLived.objects.filter(patient=patient, experiment=OuterRef("pk"), day=day).order_by("-at", "-pk")
    asked = running.filter(first_day__lte=day).order_by("-last_day").annotate(
        letter=Subquery(drawn.values("letter")[:1]), counts=Subquery(drawn.values("counts")[:1]),
        as_planned=Subquery(lived.values("as_planned")[:1]),
    )  # fmt: skip
    found: Any = asked.first()
    if found is None:
        return None
    found.patient = patient
    view = ExperimentInView(found, found.says, day, as_planned=found.as_planned)
    if found.letter:
        view.drawn = DrawnDay(experiment=found, patient=patient, day=day, letter=found.letter, counts=found.counts)
    return view


def compare_with_stop(view: ExperimentInView, values: Mapping[date, float]) -> None:
    """As `look_at_stop`, with days that a page knows anyway."""
    one, near = view.experiment, (view.day, view.day - timedelta(days=1))
    known = [values.get(day) for day in near if one.first_day <= day <= one.last_day]
    view.stop_reached = any(rules.reached(value, one.stop_at, better=one.measure.better) for value in known)


def _on_the_day(view: ExperimentInView) -> ExperimentInView:
    one = view.experiment
    if one.stands not in (Stands.RUNNING, Stands.HELD) or not one.first_day <= view.day <= one.last_day:
        return view
    view.drawn = next((each for each in view.days if each.day == view.day), None)
    view.as_planned = view.lived.get(view.day)
    return look_at_stop(view)


def look_at_stop(view: ExperimentInView) -> ExperimentInView:
    """Whether the value of the day, or of the one before, is one at which both agreed to stop."""
    one = view.experiment
    if one.stop_at is not None and not view.over:
        since = max(view.day - timedelta(days=1), one.first_day)
        compare_with_stop(view, day_values(one.patient, [one.measure], since, view.day)[one.measure_id])
    return view


def words_of(experiment: Experiment) -> Words:
    return dict(current_versions([experiment.text_id])[experiment.text_id].words)


def yes_to(experiment: Experiment) -> list[Acknowledgement]:
    """Who has said yes to the newest design, has not taken it back, and is still there to stand by it."""
    said = standing([experiment.text_id]).get(experiment.text_id, [])
    here = {tie.person_id for tie in partners_asked(experiment.patient, Permission.AGREE_TO_EXPERIMENT)} if said else ()
    return [one for one in said if one.person_id in here]


def moves_of(experiment: Experiment) -> list[ExperimentMove]:
    moves = ExperimentMove.objects.filter(patient=experiment.patient, experiment=experiment)
    return list(moves.select_related("by", "version"))


def release_of(experiment: Experiment, moves: Iterable[ExperimentMove] | None = None) -> ExperimentMove | None:
    """The release of the newest design that stands. Before it begins it counts as long as its doctor is there, who could put it on hold."""
    found = moves_of(experiment) if moves is None else moves
    about = [
        one for one in found if one.kind in ("RELEASE", "NO_RELEASE") and one.version.number == experiment.text.current
    ]
    last = about[-1] if about and about[-1].kind == "RELEASE" else None
    if last is None or experiment.stands != Stands.DESIGNED:
        return last
    here = partners_asked(experiment.patient, Permission.RELEASE_EXPERIMENT)
    return last if any(tie.person_id == last.by_id for tie in here) else None


def still_needed(experiment: Experiment, view: ExperimentInView | None = None) -> list[str]:
    """Who has to do what before it begins; of a view nothing is asked again."""
    roles = {one.as_role for one in (view.yes if view else yes_to(experiment))}
    return rules.still_needed(
        patient_said=Role.PATIENT in roles, professional_said=bool(roles & set(PROFESSIONALS)), touches=experiment.touches,
        released=release_of(experiment, view.moves if view else None) is not None,
    )  # fmt: skip


def another_until(experiment: Experiment) -> str:
    """Until when another runs at the same time; one that is over and waits to be opened is in nobody's way."""
    running = Experiment.objects.filter(patient=experiment.patient, stands__in=[Stands.RUNNING, Stands.HELD])
    others = running.filter(last_day__gte=experiment.first_day).exclude(pk=experiment.pk)
    last = others.order_by("-last_day").values_list("last_day", flat=True).first()
    return date_format(last, "j F") if last else ""


def chances_of(
    patient: Patient, measure: Measure, wanted: rules.Wanted, *, until: date
) -> tuple[engine.Spread, engine.Chances]:
    """How much the measure varies, and what a design can answer; nothing is worked out where nothing can be."""
    spread = engine.usual_spread(patient, measure, until=until)
    if not spread.enough:
        return spread, engine.Chances(0.0, "makes_no_sense")
    design = engine.Design(wanted.effect, wanted.blocks, wanted.block_days, wanted.washout_days)
    return spread, engine.chances(design, spread)


def why_not_answerable(spread: engine.Spread, found: engine.Chances) -> str | None:
    return rules.why_not_answerable(
        refused=found.refused, clear=found.clear, needed=found.needed, known=spread.days, fewest=engine.FEWEST_DAYS,
        least=engine.LEAST_CHANCES,
    )  # fmt: skip


def design_of(experiment: Experiment) -> engine.Design:
    return engine.Design(experiment.effect, experiment.blocks, experiment.block_days, experiment.washout_days)


def drawn_so_far(experiment: Experiment, until: date, *, now: datetime) -> list[DrawnDay]:
    """The days that have come by the clock that was kept at the draw."""
    days = DrawnDay.objects.filter(patient=experiment.patient, experiment=experiment, day__lte=until, opens_at__lte=now)
    return list(days.order_by("day"))


def lived_days(experiment: Experiment) -> dict[date, bool]:
    """{day: whether it went as drawn}, the newest word of each day."""
    said = DayLived.objects.filter(patient=experiment.patient, experiment=experiment).order_by("at", "pk")
    return dict(said.values_list("day", "as_planned"))


def everything_of(experiment: Experiment, *, now: datetime) -> tuple[Lived, list[float | None], list[str | None]]:
    """The order as drawn, the value of each day, and which way each day went as far as it is known."""
    drawn = drawn_so_far(experiment, experiment.last_day, now=now)
    values = day_values(experiment.patient, [experiment.measure], experiment.first_day, experiment.last_day)
    said, held = lived_days(experiment), held_days(experiment)
    ways: list[str | None] = []
    for one in drawn:
        other = "B" if one.letter == "A" else "A"
        went = said.get(one.day)
        ways.append("A" if one.day in held else None if went is None else one.letter if went else other)
    known = values[experiment.measure_id]
    return [(one.letter, one.counts) for one in drawn], [known.get(one.day) for one in drawn], ways


def held_days(experiment: Experiment, moves: Iterable[ExperimentMove] | None = None) -> set[date]:
    """The days on hold, which were lived as usual whatever was drawn."""
    held: set[date] = set()
    since: date | None = None
    for move in moves_of(experiment) if moves is None else moves:
        if move.kind == "HOLD":
            since = move.day
        elif move.kind == "GO_ON" and since is not None:
            held |= {since + timedelta(days=number) for number in range((move.day - since).days)}
            since = None
    if since is not None:
        held |= {since + timedelta(days=number) for number in range((experiment.last_day - since).days + 1)}
    return held
