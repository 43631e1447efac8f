"""Experiments of the demo's people: one that was answered, one that runs, one that waits for a doctor."""

from __future__ import annotations

from random import Random
from typing import Any

from concord.database.acting import acting_as
from concord.demo.partnership import ZONE, Partnership
from concord.measures.actions import add_own_measure, record_many
from concord.measures.models import Measure
from concord.people.models import Membership, Person
from concord.plan import actions as plan
from concord.plan.models import Experiment
from concord.plan.reads import experiments as reads

EVENING = {
    "question": "Do I wind down better when the phone sleeps in the kitchen?",
    "usual": "phone beside the bed, as always",
    "instead": "phone on the kitchen shelf from nine",
    "stop_when": "If Lwazi is ill and I have to be reached at night, or if I lie awake worrying about it",
}
MORNING = {
    "question": "Does daylight before nine give me more of a day?",
    "usual": "a morning as it comes",
    "instead": "twenty minutes outside before nine, whatever the weather",
    "stop_when": "Ice on the pavement, or three mornings in a row with the pressing in my head",
}
SALT = {
    "question": "Does a glass of salt water before getting up calm the running heart?",
    "usual": "getting up slowly, nothing before",
    "instead": "a large glass of salt water, then ten minutes lying down",
    "stop_when": "Swollen feet, a headache that is new, or the pulse above 130 lying down",
}


def thandis(told: Partnership) -> None:
    """Asked last winter and answered; since a fortnight another one runs."""
    cause = told.cause(
        "the phone in bed",
        "WONDERING",
        [(told.me, "FOR", "On nights at my sister's there is no signal, and I sleep.")],
        ago=160,
    )
    wound = told.do(
        add_own_measure, told.me, 158, patient=told.patient, called="how wound up I am when the light goes out", better="DOWN",
        low_words="soft as bread", high_words="like before an exam",
    )  # fmt: skip
    told_each_evening(told, wound, from_ago=158, until_ago=127)
    answered = designed(
        told, told.staff.rossi, wound, EVENING, ago=128, effect=1.5, blocks=16, block_days=3, cause=cause, starts=126
    )
    says_yes(told, answered, told.me, ago=127)
    lived(told, answered, wound, effect=-2.4)
    told.do(plan.open_answer, told.me, 75, 19, experiment=answered)
    told.do(
        plan.give_answer_as_evidence, told.me, 74, experiment=answered, side="FOR",
        words="We tried it, by chance and for seven weeks. For me it was the phone.",
    )  # fmt: skip
    energy = told.catalogue("energy")["energy"]
    runs = designed(
        told, told.staff.tom, energy, MORNING, ago=19, effect=1.5, blocks=20, block_days=3, starts=17, stop_at=1
    )
    says_yes(told, runs, told.me, ago=18)
    with acting_as(told.me):
        days = [one.day for one in reads.drawn_so_far(runs, told.day(1), now=told.at(0, 23))]
    for number, day in enumerate(days[-15:]):
        if number % 7 != 5 and day != told.day(1):
            ago = (told.today - day).days
            told.do(plan.mark_experiment_day, told.me, ago, 21, experiment=runs, day=day, as_planned=number % 6 != 4)


def amiras(told: Partnership, heart: Measure) -> None:
    """Hers is about something swallowed: both have said yes, and it waits for a doctor's release."""
    made = designed(told, told.staff.grace, heart, SALT, ago=9, effect=2.5, blocks=16, block_days=4, starts=-3, washout_days=1, touches="SUPPLEMENT", stop_at=9)  # fmt: skip
    says_yes(told, made, told.me, ago=8)


def designed(
    told: Partnership, by: Membership, measure: Measure, words: dict[str, str], *, ago: int, starts: int, **design: Any
) -> Experiment:
    given = {"touches": "NOTHING", "first_day": told.day(starts), **design}
    return told.do(
        plan.design_experiment, by, ago, 12, patient=told.patient, measure=measure, words=dict(words), **given
    )


def says_yes(told: Partnership, experiment: Experiment, who: Person, *, ago: int) -> None:
    with acting_as(told.me):
        fresh = Experiment.objects.select_related("text").get(pk=experiment.pk)
    told.do(plan.agree_to_experiment, who, ago, 20, experiment=fresh, seen=fresh.text.current)


def told_each_evening(told: Partnership, measure: Measure, *, from_ago: int, until_ago: int) -> None:
    chance = Random("before the experiment")  # noqa: S311 - invented days, no secret
    wanted = {told.day(ago): 6 + chance.gauss(0, 1.1) for ago in range(from_ago, until_ago - 1, -1)}
    _record(told, measure, wanted, ago=until_ago)


def lived(told: Partnership, experiment: Experiment, measure: Measure, *, effect: float) -> None:
    """The days as chance drew them, with what the other way does; a few evenings are left open, and a few went otherwise."""
    chance = Random("the experiment")  # noqa: S311 - invented days, no secret
    with acting_as(told.me):
        drawn = reads.drawn_so_far(experiment, experiment.last_day, now=told.at(0, 23))
    wanted = {
        one.day: 6 + chance.gauss(0, 0.9) + effect * (one.letter == "B") for one in drawn if chance.random() > 0.07
    }
    _record(told, measure, wanted, ago=(told.today - experiment.last_day).days)
    for one in drawn:
        if chance.random() < 0.8:
            ago = (told.today - one.day).days
            told.do(
                plan.mark_experiment_day,
                told.me,
                ago,
                22,
                experiment=experiment,
                day=one.day,
                as_planned=chance.random() > 0.1,
            )


def _record(told: Partnership, measure: Measure, wanted: dict[Any, float], *, ago: int) -> None:
    rows = [
        (measure.pk, day, told.at((told.today - day).days, 22), ZONE, float(min(max(round(value), 0), 10)), f"evening {measure.pk} {day}")
        for day, value in wanted.items()
    ]  # fmt: skip
    with acting_as(told.me):
        record_many(patient=told.patient, rows=rows, source="IMPORT", by=told.me, now=told.at(max(ago - 1, 0), 23))
