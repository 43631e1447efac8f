"""Cards: the findings of one pair of things together, with their picture and what has to be said beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils.safestring import SafeString

from concord.findings import drawing, reads, rules, words
from concord.findings.forms import HelpedForm
from concord.findings.models import Finding, Helped, Run, Shown, State, WhetherItHelped
from concord.findings.reads import names
from concord.measures.models import Mark, Measure
from concord.measures.reads import day_values, marks
from concord.measures.rules import EARLIEST
from concord.people.models import Patient
from concord.pictures import Picture

ORDER = [State.HELD_UP, State.LESS_CLEAR, State.NOTICED, State.FADED, State.CANT_TELL, State.WAITING]
AROUND = timedelta(days=42)
LATEST = date(9999, 12, 31)


@dataclass(frozen=True)
class Heard:
    """What each of us says of one mark; `look` is the day agreed for it, else the one on which its six weeks are over."""

    said: list[WhetherItHelped]
    viewer: int
    form: HelpedForm
    look: date
    over: bool
    agreed: bool = False

    @property
    def mine(self) -> str:
        return next((one.says for one in self.said if one.by_id == self.viewer), "")

    @property
    def choices(self) -> list[tuple[str, Any]]:
        return list(Helped.choices)


@dataclass
class Card:
    """`first` gives the headline; `others` are the same pair at other delays."""

    first: Finding
    others: list[Finding] = field(default_factory=list)
    picture: Picture | None = None
    other_reasons: list[str] = field(default_factory=list)
    at_an_end: str = ""
    brief: bool = False
    """Whether its days are folded: beside others of its mark it cannot be told."""
    heard: Heard | None = None
    explained: bool = False
    """Whether the picture says how it is read: the first of its kind on a page does."""

    @property
    def asked_as(self) -> str:
        """What a question about it points at."""
        return f"finding {self.first.pk}"

    @property
    def state(self) -> State:
        return self.first.state

    @property
    def sentence(self) -> SafeString:
        return words.sentence(self.first)

    @property
    def day(self) -> date:
        """Of a dated thing: the one from which its six weeks are counted."""
        return drawing.mark_day(self.first)

    @property
    def seen(self) -> str:
        return words.seen(self.first)

    @property
    def means(self) -> str:
        return words.what_high_means(self.first)

    @property
    def standing(self) -> str:
        return words.standing(self.first)

    @property
    def surer(self) -> list[str]:
        return words.surer(self.first)

    @property
    def also(self) -> list[SafeString]:
        return [words.sentence(other) for other in self.others]


def in_pairs(findings: Sequence[Finding]) -> list[Card]:
    """One card a pair, in the order of tiers and, within one, of the day it was noticed: never by likelihood."""
    cards: dict[tuple, Card] = {}
    for finding in sorted(findings, key=lambda one: ORDER.index(one.state)):
        pair = (
            finding.kind,
            finding.cause_measure_id,
            finding.cause_mark_id,
            finding.mark_ended,
            finding.effect_measure_id,
        )
        if pair in cards:
            cards[pair].others.append(finding)
        else:
            cards[pair] = Card(finding)
    return list(cards.values())


def for_patient(findings: Sequence[Finding], shown: Shown, *, own: bool) -> list[Finding]:
    """What the practice lets whoever looks see: professionals all of it."""
    return [one for one in findings if not own or rules.patient_sees(shown, looked_at=one.looked_at)]


def dress(patient: Patient, run: Run | None, cards: Sequence[Card]) -> None:
    """Draw every card and say what else could explain it: three queries, however many cards."""
    if not cards or run is None or run.last_day is None:
        return
    wanted = {one for card in cards for one in (card.first.cause_measure, card.first.effect_measure) if one is not None}
    days = day_values(patient, wanted, EARLIEST, run.last_day)
    held = held_names(patient, run)
    around = (
        list(marks(patient, run.first_day or EARLIEST, run.last_day))
        if any(card.first.cause_mark for card in cards)
        else []
    )
    kinds: set[str] = set()
    for card in cards:
        finding = card.first
        card.explained = finding.kind not in kinds
        kinds.add(finding.kind)
        causes = days.get(finding.cause_measure_id, {}) if finding.cause_measure_id else {}
        effects = days.get(finding.effect_measure_id, {})
        card.picture = drawing.picture(finding, causes, effects)
        card.at_an_end = words.at_an_end(finding.effect_measure, effects.values())
        beside = [
            name
            for name in held.get(finding.effect_measure_id, [])
            if name != (finding.cause_measure and finding.cause_measure.called)
        ]
        card.other_reasons = words.other_reasons(finding, beside, _meanwhile(finding, around))


def by_mark(findings: Sequence[Finding]) -> list[Card]:
    """One card a finding, in the order of their marks; of one mark, what can be told first, and the days of what cannot folded."""
    marks: dict[tuple, list[Card]] = {}
    for one in findings:
        marks.setdefault((one.cause_mark_id, one.mark_ended), []).append(Card(one))
    for found in marks.values():
        found.sort(key=lambda card: ORDER.index(card.state))
        for card in found[1:]:
            card.brief = card.state == State.CANT_TELL
    return [card for found in marks.values() for card in found]


def hear(
    patient: Patient,
    cards: Sequence[Card],
    viewer: int,
    *,
    today: date,
    typed: tuple[Finding, HelpedForm] | None = None,
) -> None:
    """What each of us says of a mark, once a mark: under its last card. One query."""
    said = reads.said_of_marks(patient, {card.first.cause_mark_id for card in cards if card.first.cause_mark_id})
    heard: set[tuple[int, bool]] = set()
    for card in reversed(cards):
        about = (card.first.cause_mark_id or 0, card.first.mark_ended)
        if about in heard:
            continue
        heard.add(about)
        words = next((one.words for one in said.get(about, []) if one.by_id == viewer), "")
        form = (
            typed[1]
            if typed and (typed[0].cause_mark_id, typed[0].mark_ended) == about
            else HelpedForm(initial={"words": words}, auto_id=f"helped_{card.first.pk}_%s")
        )
        agreed = card.first.cause_mark.look_day if card.first.cause_mark and not card.first.mark_ended else None
        look = agreed or drawing.mark_day(card.first) + AROUND
        card.heard = Heard(said.get(about, []), viewer, form, look, over=look <= today, agreed=agreed is not None)


def held_names(patient: Patient, run: Run) -> dict[int, list[str]]:
    """{effect: what was held because it moves with it, and the rhythms in which it comes round}, as the run's models say."""
    keys = {_key(fit["effect"]): {_key(name) for name, _lag in fit["held"]} for fit in run.fits}
    called = names(patient, sorted({key for held in keys.values() for key in held})) if any(keys.values()) else {}
    rounds = {_key(fit["effect"]): [words.comes_round(one) for one in fit.get("rhythms", ())] for fit in run.fits}
    return {
        effect: [*rounds[effect], *sorted(called[key].called for key in held if key in called)]
        for effect, held in keys.items()
    }


def _meanwhile(finding: Finding, around: Sequence[Mark]) -> list[str]:
    if finding.cause_mark is None:
        return []
    day = drawing.mark_day(finding)
    return [
        mark.words for mark in around if mark.pk != finding.cause_mark_id and _near(mark, day) and mark.kind != "GOAL"
    ]


def _near(mark: Mark, day: date) -> bool:
    ends = [mark.from_day] + ([mark.until_day] if mark.until_day else [])
    return any(abs(end - day) <= AROUND for end in ends)


def _key(column: str) -> int:
    return int(column.rsplit(".m", 1)[1])


@dataclass
class Wait:
    """Pairs that wait for the same: each of the causes with each of the effects. `finding` is the one that needs the fewest days."""

    finding: Finding
    causes: list[Any]
    effects: list[Measure]
    why: str

    @property
    def pairs(self) -> int:
        return len(self.causes) * len(self.effects)


def waits(findings: Sequence[Finding]) -> list[Wait]:
    """One line for all pairs that wait for the same: the soonest first, those that more days alone will not help last."""
    best: dict[tuple, Finding] = {}
    for one in findings:
        pair = (one.cause_measure_id, one.cause_mark_id, one.mark_ended, one.effect_measure_id)
        if pair not in best or _days(one) < _days(best[pair]):
            best[pair] = one
    of_cause: dict[tuple, Wait] = {}
    for one in sorted(best.values(), key=lambda one: (_days(one), one.pk)):
        why = words.more_days(one)
        key = (one.cause_measure_id, one.cause_mark_id, one.mark_ended, why)
        of_cause.setdefault(key, Wait(one, [one.cause_mark or one.cause_measure], [], why)).effects.append(
            one.effect_measure
        )
    together: dict[tuple, Wait] = {}
    for wait in of_cause.values():
        marked = wait.finding.pk if wait.finding.cause_mark_id else None
        same = (marked, wait.why, tuple(sorted(effect.pk for effect in wait.effects)))
        if same in together:
            together[same].causes += wait.causes
        else:
            together[same] = wait
    return list(together.values())


def _days(finding: Finding) -> int:
    return finding.more_days if finding.more_days is not None else 10_000


@dataclass(frozen=True)
class Outside:
    """A dated thing that cannot be compared, since its day is not among those that were looked at."""

    words: str
    day: date
    why: str


def outside(patient: Patient, run: Run, *, today: date) -> list[Outside]:
    """The newest first. One query."""
    if run.first_day is None or run.last_day is None:
        return []
    found = [
        one
        for one in marks(patient, EARLIEST, LATEST)
        if one.kind != "GOAL" and not run.first_day < one.from_day <= run.last_day
    ]
    found.sort(key=lambda one: (one.from_day, one.pk), reverse=True)
    return [Outside(one.words, one.from_day, words.outside(one.from_day, run.first_day, today=today)) for one in found]
