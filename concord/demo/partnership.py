"""Tells one partnership: each verb is a room's own action, done as the person who would do it, on the day it would be done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from concord.agreement.models import Text
from concord.database.acting import acting_as
from concord.goals import actions as goals
from concord.goals.models import Goal
from concord.measures import actions as measures
from concord.measures.models import Measure
from concord.measures.reads import catalogue
from concord.medicines import actions as medicines
from concord.medicines.models import Medicine
from concord.people.models import CareTie, Membership, Patient, Person
from concord.people.roles import Role
from concord.plan import actions as plan
from concord.plan.models import Question, Recommendation, Step
from concord.story import actions as story
from concord.story.models import Concern, Event, PossibleCause
from concord.team import actions as team
from concord.visits import actions as visits
from concord.visits.models import Wish

ZONE = "Europe/London"


@dataclass(frozen=True)
class Staff:
    """Who works at the practice, by first name or as people say it."""

    rossi: Membership
    okafor: Membership
    mia: Membership
    tom: Membership
    grace: Membership
    ben: Membership
    noa: Membership


@dataclass
class Partnership:
    """`me` is the patient as a person. Days are counted backwards from today."""

    patient: Patient
    me: Person
    staff: Staff
    today: date
    begun: datetime
    """The moment at which the demo is filled; nothing happens after it."""

    def day(self, ago: int) -> date:
        return self.today - timedelta(days=ago)

    def at(self, ago: int, hour: int = 10, minute: int = 0) -> datetime:
        then = datetime.combine(self.day(ago), time(hour, minute), ZoneInfo(ZONE))
        return min(then, self.begun)

    def year(self, back: int) -> str:
        return str(self.today.year - back)

    def do(self, action: Callable[..., Any], by: Person | Membership, ago: int, hour: int = 10, **given: Any) -> Any:
        person = by.person if isinstance(by, Membership) else by
        with acting_as(person):
            return action(by=person, now=self.at(ago, hour), **given)

    # The team

    def joined_by(self, *members: Membership, ago: int, asked_by: Membership) -> None:
        for member in members:
            self.do(team.add_colleague, asked_by, ago, patient=self.patient, member=member)

    def supported_by(self, supporter: Person | None, *, called: str, relation: str, topics: list[str], ago: int, **joins: str) -> Person:  # fmt: skip
        invited = self.do(
            team.invite_to_team, self.me, ago, patient=self.patient, role=Role.SUPPORTER, detail=relation, topics=topics, called=called
        )  # fmt: skip
        return team.join(secret=invited.secret, called=called, zone=ZONE, now=self.at(ago, 19), **joins).person  # type: ignore[arg-type]

    # The story

    def tells(self, words: str, *, ago: int, by: Person | Membership | None = None) -> None:
        self.do(story.tell, by or self.me, ago, patient=self.patient, words=" ".join(words.split()), seen=0)

    def events(self, rows: Iterable[tuple], *, ago: int, by: Person | Membership | None = None) -> list[Event]:
        """Rows of kind, words, when, and at most one mapping of anything else; its `ago` is when this one was written down."""
        written = []
        for kind, words, when, *more in rows:
            given = {"ago": ago, **(more[0] if more else {})}
            written.append(self.do(story.add_event, by or self.me, patient=self.patient, kind=kind, words=words, when=when, **given))  # fmt: skip
        return written

    def concern(self, words: str, keeps_me_from: str, level: int, *, ago: int, hour: int = 10) -> Concern:
        return self.do(
            story.name_concern, self.me, ago, hour, patient=self.patient, words=words, keeps_me_from=keeps_me_from, level=level,
            day=self.day(ago),
        )  # fmt: skip

    def cause(
        self, words: str, status: str, reasons: Iterable[tuple], *, ago: int, by: Person | Membership | None = None, concern: Concern | None = None,
        why: str = "",
    ) -> PossibleCause:  # fmt: skip
        """Reasons are rows of who says it, FOR or AGAINST, words, and an event or a measure; `why` is why it stands where it stands."""
        cause = self.do(story.write_cause, by or self.me, ago, patient=self.patient, words=words, concern=concern)
        for who, side, said, *link in reasons:
            linked = {"event" if isinstance(one, Event) else "measure": one for one in link}
            self.do(story.add_evidence, who, max(ago - 6, 1), cause=cause, side=side, words=said, **linked)
        if status != "WONDERING":
            self.do(story.set_cause_status, by or self.me, max(ago - 20, 1), 18, cause=cause, status=status, why=why)
        return cause

    # Medicines and numbers

    def takes(self, rows: Iterable[tuple[str, str, str, str, str]], *, ago: int, by: Person | Membership | None = None, kind: str = "MEDICINE", as_needed: bool = False) -> list[Medicine]:  # fmt: skip
        """Rows of name, how taken, what for, who chose it, since."""
        return [
            self.do(
                medicines.add_medicine, by or self.me, ago, patient=self.patient, called=called, kind=kind, how_taken=how,
                what_for=what_for, chosen_by_words=chosen, since=since, as_needed=as_needed,
            )
            for called, how, what_for, chosen, since in rows
        ]  # fmt: skip

    def stopped(self, medicine: Medicine, reason: str, day: date, *, ago: int) -> None:
        self.do(medicines.stop_medicine, self.me, ago, 11, medicine=medicine, reason=reason, day=day)

    def tested(self, rows: Iterable[tuple], *, by: Membership, lab: str) -> None:
        """Rows of name, days ago, value, unit, and the reference range."""
        for called, ago, value, unit, low, high in rows:
            self.do(
                measures.record_test_result, by, max(ago - 2, 0), patient=self.patient, called=called, day=self.day(ago), value=value,
                unit_words=unit, reference_low=low, reference_high=high, lab=lab, key=f"{called} {ago}",
            )  # fmt: skip

    def attack(self, measure: Measure, *, ago: int, hour: int, hours: float, strength: float, words: str) -> None:
        began = self.at(ago, hour)
        self.do(
            measures.record_episode, self.me, max(ago - 1, 1), 9, patient=self.patient, measure=measure, began_at=began,
            ended_at=began + timedelta(hours=hours), strength=strength, day=self.day(ago), zone=ZONE, words=words, key=f"attack {ago}",
        )  # fmt: skip

    # Goals

    def goal(self, words: Mapping[str, str], *, ago: int, by: Person | Membership | None = None, concerns: Sequence[Concern] = (), look: int | None = None) -> Goal:  # fmt: skip
        """`look` is how many days from today; the levels are named by their sign."""
        look_day = None if look is None else self.today + timedelta(days=look)
        return self.do(
            goals.write_goal,
            by or self.me,
            ago,
            patient=self.patient,
            words=dict(words),
            concerns=concerns,
            look_day=look_day,
        )

    def says_yes_to(self, goal: Goal, *who: Person | Membership, ago: int) -> None:
        for one in who:
            self.do(goals.acknowledge_goal, one, ago, 14, goal=goal, seen=self.newest(goal.text))

    def rates(self, goal: Goal, who: Person | Membership, *rows: tuple[int, int, str]) -> None:
        """Rows of days ago, level, words."""
        for ago, level, words in rows:
            self.do(goals.rate_goal, who, ago, 17, goal=goal, level=level, day=self.day(ago), words=words)

    # The plan

    def suggests(
        self, who: Person | Membership, kind: str, goal: Goal | None, words: Mapping[str, str], *, ago: int, evidence: Sequence[Mapping] = (),
        cause: PossibleCause | None = None,
    ) -> Recommendation:  # fmt: skip
        return self.do(
            plan.propose_recommendation, who, ago, 11, patient=self.patient, goal=goal, kind=kind, words=dict(words), evidence=evidence,
            cause=cause,
        )  # fmt: skip

    def answers(
        self, recommendation: Recommendation, answer: str, words: str = "", *, ago: int, look: int | None = None
    ) -> None:
        look_day = None if look is None else self.today + timedelta(days=look)
        self.do(
            plan.answer_recommendation, self.me, ago, 20, recommendation=recommendation, answer=answer, words=words,
            seen=self.newest(recommendation.text), look_day=look_day,
        )  # fmt: skip

    def weighs(self, recommendation: Recommendation, worry: str, sure: int, *, ago: int, anyway: bool = False) -> None:
        self.do(
            plan.weigh, self.me, ago, 19, recommendation=recommendation, worry=worry, no_worry=not worry, sure=sure, anyway=anyway,
            seen=self.newest(recommendation.text),
        )  # fmt: skip

    def look_back(self, recommendation: Recommendation, *rows: tuple, until: int | None = None) -> None:
        """Rows of days ago, who, result, whether it was worth the effort, words; then it goes on until so many days from today."""
        for ago, who, result, worth, words in rows:
            self.do(
                plan.look_back, who, ago, 18, recommendation=recommendation, result=result, worth=worth, words=words
            )
        if until is not None:
            look_day, seen = self.today + timedelta(days=until), self.newest(recommendation.text)
            self.do(plan.go_on, self.me, rows[-1][0], 20, recommendation=recommendation, look_day=look_day, seen=seen)

    def step(
        self, words: str, cue: str, smallest: str, *, ago: int, by: Person | Membership | None = None, **more: Any
    ) -> Step:
        """Every day unless another rhythm is given; a professional's own with `owner`."""
        rhythm = {} if {"days", "times_a_week", "by_day"} & set(more) else {"days": 127}
        if isinstance(more.get("owner"), Membership):
            more["owner"] = more["owner"].person
        return self.do(
            plan.write_step, by or self.me, ago, 21, patient=self.patient, words=words, cue=cue, smallest=smallest,
            start_day=self.day(ago), **rhythm, **more,
        )  # fmt: skip

    def asks(self, about: Recommendation | Step | Goal | None, words: str, *, ago: int, part: str = "") -> Question:
        return self.do(plan.ask_question, self.me, ago, 21, patient=self.patient, about=about, words=words, part=part)

    def explains(self, question: Question, who: Membership, words: str, *, ago: int) -> None:
        self.do(plan.answer_question, who, ago, 13, question=question, words=words)

    def gets_it(self, question: Question, understood: bool, words: str = "", *, ago: int) -> None:
        self.do(plan.say_understood, self.me, ago, 19, question=question, understood=understood, words=words)

    def understands(
        self, recommendation: Recommendation, who: Membership, said: str, told_back: str, *, ago: int, how: str = "TALK",
        written_down: bool = False, clear: bool | None = True, link: str = "",
    ) -> None:  # fmt: skip
        """Explained by `who`, told back, by the patient or written down in a visit, and judged by `who` unless that is still open."""
        given = {"recommendation": recommendation, "seen": self.newest(recommendation.text)}
        self.do(plan.explain, who, ago, 15, how=how, words=said, link=link, **given)
        teller, tell = (who, plan.write_down_told) if written_down else (self.me, plan.tell_back)
        self.do(tell, teller, ago, 16, words=told_back, **given)
        if clear is not None:
            self.do(plan.judge_explaining, who, ago, 17, clear=clear, **given)

    # Visits

    def wants_to_speak_about(self, *lines: str, ago: int) -> list[Wish]:
        return [self.do(visits.write_wish, self.me, ago, 18, patient=self.patient, words=words) for words in lines]

    def visited(self, who: Membership, *others: Membership, ago: int, spoken: Sequence[Wish] = (), words: str = "") -> None:  # fmt: skip
        there = [one.person_id for one in others]
        self.do(visits.note_visit, who, ago, 16, patient=self.patient, day=self.day(ago), present=there, spoken=[wish.pk for wish in spoken], words=words)  # fmt: skip

    def tie_of(self, who: Person) -> CareTie:
        with acting_as(self.me):
            return CareTie.objects.still_open().between(who, self.patient).get()

    def newest(self, text: Text) -> int:
        with acting_as(self.me):
            text.refresh_from_db()
        return text.current

    def catalogue(self, *codes: str) -> dict[str, Measure]:
        with acting_as(self.me):
            return {code: catalogue(code) for code in codes}
