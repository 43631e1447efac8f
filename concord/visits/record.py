"""What was agreed on one day, told from the plan, the goals and the questions: for the after-visit page, and as plain text for
a record elsewhere. Nothing is added to what stands there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.agreement.models import Acknowledgement, Version
from concord.people.models import CareTie, Patient
from concord.people.roles import Role
from concord.plan.models import Move, State, Step, Turn, Understanding
from concord.plan.models.questions import words_in_sight
from concord.plan.rules.steps import Rhythm
from concord.plan.words import when_words


@dataclass(frozen=True)
class Said:
    """One thing of the day: what, why, and what was said or fixed about it."""

    what: str
    because: str = ""
    note: str = ""
    who: str = ""
    thing: int = 0


@dataclass
class Day:
    """The day in groups; each group only what truly happened on it."""

    day: date
    agreed: list[Said] = field(default_factory=list)
    but: list[Said] = field(default_factory=list)
    later: list[Said] = field(default_factory=list)
    declined: list[Said] = field(default_factory=list)
    waiting: list[Said] = field(default_factory=list)
    ended: list[Said] = field(default_factory=list)
    looked: list[Said] = field(default_factory=list)
    goals: list[Said] = field(default_factory=list)
    steps: list[Said] = field(default_factory=list)
    told_back: list[Said] = field(default_factory=list)
    answers: list[Said] = field(default_factory=list)

    @property
    def groups(self) -> list[tuple[str, list[Said]]]:
        named = [
            (_("We agreed"), self.agreed), (_("What we want"), self.goals), (_("Who does what"), self.steps),
            (_("Looked at by both"), self.looked), (_("Still to talk about"), self.but), (_("Not now"), self.later), (_("Not agreed"), self.declined),
            (_("Suggested, waits for an answer"), self.waiting), (_("Closed"), self.ended),
            (_("Told back in own words"), self.told_back), (_("Questions answered"), self.answers),
        ]  # fmt: skip
        return [(label, said) for label, said in named if said]


def of_day(tie: CareTie, patient: Patient, day: date) -> Day:
    """Everything that was agreed on this day in the practice's time zone. At most six queries."""
    found, hours = Day(day), _hours(day, patient.practice.zone)
    if allows(tie, Permission.SEE_PLAN):
        _read_moves(found, patient, hours)
        written = Step.objects.filter(patient=patient, written_at__range=hours, ended_at=None).select_related("owner")
        found.steps = [_step(step, patient) for step in written]
        told = (
            Understanding.objects.standing()
            .filter(patient=patient, at__range=hours, kind="TELL_BACK")
            .select_related("version")
        )
        found.told_back = [Said(one.version.words.get("what", ""), note=one.words) for one in told]
        turns = Turn.objects.filter(patient=patient, at__range=hours, kind=Turn.Kind.ANSWERED)
        turns = turns.annotate(shown=words_in_sight("question__")).select_related("by")
        found.answers = [Said(turn.shown, note=turn.words, who=turn.by.called, thing=turn.question_id) for turn in turns]  # fmt: skip
    if allows(tie, Permission.SEE_GOALS):
        _read_goals(found, patient, hours)
    return found


def _read_moves(found: Day, patient: Patient, hours: tuple[datetime, datetime]) -> None:
    """Of each recommendation the last thing that happened to it on the day."""
    moves = Move.objects.filter(patient=patient, at__range=hours).select_related("by", "version", "recommendation")
    places = {State.AGREED: found.agreed, State.TRYING: found.agreed, State.REVIEWED: found.looked, State.DISCUSSING: found.but,
              State.DEFERRED: found.later, State.DECLINED: found.declined, State.PROPOSED: found.waiting, State.CLOSED: found.ended}  # fmt: skip
    latest = {move.recommendation_id: move for move in moves.order_by("at", "pk")}
    for move in latest.values():
        place = places.get(State(move.state))
        if place is not None:
            words, look = move.version.words, _("we look again on %(day)s")
            note = " · ".join(filter(None, [move.words, look % {"day": date_format(move.look_day, "j F Y")} if move.look_day else ""]))  # fmt: skip
            place.append(Said(words.get("what", ""), words.get("mechanism", ""), note, move.by.called, move.recommendation_id))  # fmt: skip


def _read_goals(found: Day, patient: Patient, hours: tuple[datetime, datetime]) -> None:
    given = Acknowledgement.objects.filter(patient=patient, given_at__range=hours, withdrawn_at=None, version__text__goal__isnull=False)  # fmt: skip
    said_yes: dict[Version, list[str]] = {}
    for one in given.select_related("person", "version__text__goal").order_by("given_at"):
        said_yes.setdefault(one.version, []).append(one.person.called)
    found.goals = [
        Said(version.words.get("words", ""), who=", ".join(names), note=_("yes"), thing=version.text.goal.pk)
        for version, names in said_yes.items()
    ]


def _step(step: Step, patient: Patient) -> Said:
    when = when_words(Rhythm(step.days, step.times_a_week, step.by_day))
    who = step.owner.called if step.owner else patient.called
    return Said(step.words, note=" · ".join(filter(None, [step.cue, when])), who=who, thing=step.pk)


def _hours(day: date, zone: str) -> tuple[datetime, datetime]:
    first = datetime.combine(day, time.min, ZoneInfo(zone))
    return first, datetime.combine(day + timedelta(days=1), time.min, ZoneInfo(zone)) - timedelta(microseconds=1)


def as_text(
    found: Day, patient: Patient, *, present: Iterable[tuple[str, str]], wishes: Iterable[str], words: str = ""
) -> str:
    """For the record of a practice's own system: plain lines, in the order of the page."""
    born = f" ({patient.birth_year})" if patient.birth_year else ""
    lines = [
        _("Visit on %(day)s: %(who)s") % {"day": date_format(found.day, "j F Y"), "who": _flat(patient.called) + born}
    ]
    if there := ", ".join(f"{_flat(name)} ({role})" for name, role in present):
        lines.append(_("There: %(people)s") % {"people": there})
    if brought := list(wishes):
        lines += ["", _("Wanted to speak about:"), *(f"- “{_flat(wish)}”" for wish in brought)]
    for label, group in found.groups:
        lines += ["", f"{label}:", *(_as_line(said) for said in group)]
    if words:
        lines += ["", _("Noted: %(words)s") % {"words": _flat(words)}]
    if not found.groups:
        lines += ["", _("Nothing was agreed in Concord on this day.")]
    return "\n".join(lines)


def _as_line(said: Said) -> str:
    what = f"- {_flat(said.what)}" if said.what else "-"
    who = f" ({_flat(said.who)})" if said.who else ""
    because = " " + _("Because: %(why)s") % {"why": _flat(said.because)} if said.because else ""
    note = f" [{_flat(said.note)}]" if said.note else ""
    return f"{what}{who}{note}{because}"


def _flat(words: str) -> str:
    """In one line, as a list needs it."""
    return " ".join(words.split())


def people_of(present: Iterable, patient: Patient) -> list[tuple[str, str]]:
    """(name, role) of who was there."""
    return [(one.person.called if one.person else patient.called, str(Role(one.as_role).label)) for one in present]
