"""Brings a year of invented days in: the earlier ones as a diary, the last eight weeks evening by evening."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from random import Random

from concord.checkins import actions as checkins
from concord.database.acting import acting_as
from concord.demo.days import Course, Lived, days
from concord.demo.partnership import ZONE, Partnership
from concord.measures.actions import record_many
from concord.measures.models import Measure
from concord.plan.models import Step

EVENINGS = 56
EVENING = 20
Advance = Callable[[int], None]
Note = tuple[str, str]
"""`good`, `hard` or `any`, and the words."""


def live(
    told: Partnership, course: Course, measures: Mapping[str, Measure], *, steps: Mapping[str, Step], notes: Sequence[Note],
    advance: Advance, only_in_the_diary: Collection[str] = (), newest: int = 1,
) -> list[Lived]:  # fmt: skip
    """Everything up to `newest` days ago; today itself stays open."""
    lived = [day for day in days(course, told.today) if day.ago >= newest]
    with acting_as(told.me):
        bring_in_diary(told, lived, measures, only_in_the_diary)
        words = dict(with_words(lived, notes, seed=course.seed))
        asked = {name: measure for name, measure in measures.items() if name not in only_in_the_diary}
        for day in lived:
            if day.ago <= EVENINGS:
                tell_evening(told, day, asked, steps, words.get(day.ago))
                advance(1)
    return lived


def bring_in_diary(
    told: Partnership, lived: Sequence[Lived], measures: Mapping[str, Measure], only: Collection[str]
) -> None:
    rows = (
        (measures[name].pk, day.day, told.at(day.ago, EVENING), ZONE, float(value), f"diary {name} {day.day}")
        for day in lived
        for name, value in day.told.items()
        if name in measures and (day.ago > EVENINGS or name in only)
    )
    record_many(patient=told.patient, rows=rows, source="IMPORT", by=told.me, now=told.at(1, 22))


def tell_evening(
    told: Partnership, day: Lived, measures: Mapping[str, Measure], steps: Mapping[str, Step], words: str | None
) -> None:
    """As Today does: a bad day in one tap, answers and steps in one go; a day without an answer leaves no row at all."""
    given = {"patient": told.patient, "day": day.day, "zone": ZONE, "by": told.me}
    if day.bad:
        checkins.say_bad_day(bad=True, now=told.at(day.ago, 18), **given)
    if not day.told:
        return
    checkins.answer_checkin(
        answers={measures[name]: float(value) for name, value in day.told.items() if name in measures},
        steps={steps[name]: state for name, state in day.marks.items() if name in steps and steps[name].start_day <= day.day and not day.bad},
        note=words, now=told.at(day.ago, EVENING, day.ago * 7 % 60), **given,
    )  # fmt: skip


def with_words(lived: Sequence[Lived], notes: Sequence[Note], *, seed: str) -> Iterator[tuple[int, str]]:
    """Which of the notes was written on which evening: hard words on hard days, each once."""
    chance, waiting = Random(f"{seed} notes"), list(notes)  # noqa: S311 - invented days, no secret
    evenings = [day for day in lived if day.ago <= EVENINGS and day.told]
    for day in evenings:
        if chance.random() > len(notes) / max(1, len(evenings)) * 1.5:
            continue
        fitting = [note for note in waiting if note[0] in ("any", "hard" if day.hard else "good")]
        if fitting:
            waiting.remove(fitting[0])
            yield day.ago, fitting[0][1]
