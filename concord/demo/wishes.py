"""What matters most, as the demo's people wrote it blind: one round open with a real gap, one waiting, one begun by the other side."""

from __future__ import annotations

from concord.agreement.actions import current_version
from concord.database.acting import acting_as
from concord.demo.partnership import Partnership
from concord.goals import actions as goals
from concord.goals.models import Goal, Priority
from concord.people.models import Membership, Person

THANDIS_FIRST = ("My head not hurting every day", "Not being so tired at work", "Dinner with all of us at one table")
ROSSIS_FIRST = ("Fewer days with headache", "Fewer painkillers in a month", "Sleep that is long enough")
THANDIS = (
    "On the floor with Lwazi, without paying for it next day",
    "Keep the job at the school, and the early shift",
    "A head that is quiet on Sundays",
    "Not be the one who always says: later",
)
ROSSIS = (
    "Fewer than eight headache days a month",
    "Painkillers on at most two days a week",
    "Regular sleep, also in the weeks of early shift",
)
MIAS = ("Something to eat before ten", "Energy for Lwazi after work", "A plan that fits the early shift")
JONAS = ("My bench, full days", "No more tablets in the evening", "That somebody believes me on bad days")
HUGHS_DOCTOR = ("The hip: know the choices", "Sleep past three o’clock", "Blood pressure in the morning")


THANDIS_LIFE: dict[str, tuple[int | None, int | None]] = {
    "SLEEP": (2, 7), "ENERGY": (3, 7), "MOOD": (5, 7), "PEOPLE": (6, 9), "WORK": (6, 7), "OTHER": (2, 5),
}  # fmt: skip
THANDIS_LIFE_NOW = {**THANDIS_LIFE, "SLEEP": (6, 7), "ENERGY": (5, 7), "PEOPLE": (8, 9)}
MIAS_GOAL = {
    "words": "Have something in the stomach before ten on early shifts",
    "why": "You said that the bad afternoons begin with an empty morning.",
    "level_0": "four mornings of five",
    "level_m1": "one morning of five",
}


def tell_thandis(told: Partnership) -> None:
    """An earlier round, and a newer one in which her first wish stands on nobody's list but the coach's."""
    rossi, mia, tom = told.staff.rossi, told.staff.mia, told.staff.tom
    finishes(told, told.me, THANDIS_FIRST, ago=243)
    finishes(told, rossi, ROSSIS_FIRST, ago=242)
    joins(told, THANDIS_FIRST[0], ROSSIS_FIRST[0], ago=241)
    told.do(goals.begin_round, told.me, 24, patient=told.patient)
    finishes(told, told.me, THANDIS, ago=24)
    finishes(told, rossi, ROSSIS, ago=22)
    finishes(told, mia, MIAS, ago=21)
    told.do(goals.keep_priorities, tom, 20, patient=told.patient, words=["A walk that is nobody’s duty"])
    joins(told, THANDIS[2], ROSSIS[0], ago=20)
    joins(told, THANDIS[0], MIAS[1], ago=19)
    told.do(goals.mark_for_talk, rossi, 19, priority=wish(told.me, THANDIS[0]))


def tell_beside(told: Partnership, play: Goal) -> None:
    """How life is, twice; how ready she felt, twice; words that lie beside her goal; and a goal that her coach suggests."""
    mia, tom = told.staff.mia, told.staff.tom
    for ago, answers in ((241, THANDIS_LIFE), (23, THANDIS_LIFE_NOW)):
        said = {"answers": answers, "called": "the allotment", "day": told.day(ago)}
        told.do(goals.say_life_areas, told.me, ago, patient=told.patient, **said)
    for ago, important, confident in ((239, 9, 5), (23, 9, 7)):
        told.do(goals.say_readiness, told.me, ago, goal=play, importance=important, confidence=confident)
    with acting_as(told.me):
        now = current_version(play.text)
    first = told.do(goals.suggest_words, tom, 120, goal=play, words={**now.words, "level_p1": "two hours, outdoors"}, look_day=play.look_day, seen=now.number)  # fmt: skip
    told.do(goals.answer_suggestion, told.me, 119, suggestion=first, take=False, seen=now.number, words="Indoors counts too. He has a train set.")  # fmt: skip
    told.do(
        goals.suggest_words, mia, 8, goal=play, words={**now.words, "level_p2": "a whole afternoon, and an ordinary day after it"},
        look_day=play.look_day, seen=now.number, note="You told me that fine is a big word. Ordinary is what you long for.",
    )  # fmt: skip
    told.goal(MIAS_GOAL, ago=9, by=mia)


def tell_jonas(told: Partnership) -> None:
    """He has finished and waits for the other side."""
    finishes(told, told.me, JONAS, ago=6)


def tell_hughs(told: Partnership) -> None:
    """His doctor has finished; the question waits for him."""
    finishes(told, told.staff.rossi, HUGHS_DOCTOR, ago=5)


def finishes(told: Partnership, who: Person | Membership, words: tuple[str, ...], *, ago: int) -> None:
    told.do(goals.finish_priorities, who, ago, patient=told.patient, words=list(words))


def joins(told: Partnership, one: str, other: str, *, ago: int) -> None:
    told.do(goals.join_priorities, told.me, ago, 19, one=wish(told.me, one), other=wish(told.me, other))


def wish(reader: Person, words: str) -> Priority:
    with acting_as(reader):
        return Priority.objects.select_related("patient", "in_list").filter(words=words).latest("pk")


def ask_supporter(told: Partnership, who: Person) -> None:
    """Her husband says, too, where her goal stands, since she asked him to."""
    told.do(goals.ask_rater, told.me, 30, patient=told.patient, person=who)
    with acting_as(told.me):
        play = Goal.objects.still_open().filter(patient=told.patient, begun_by=told.me).first()
    if play is not None:
        told.rates(play, who, (19, 1, "He was not asleep on the sofa afterwards. That is how I know."))
