"""Around Thandi's plan: its order, what it costs, what others promised, and the look at all of it that they once called."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal

from concord.demo.partnership import Partnership
from concord.people.models import Person
from concord.plan import actions as plan
from concord.plan.models import Recommendation, Step

IRON = {
    "what": "Ferritin once more, when the winter is over",
    "mechanism": "It had come up well. If it falls again, that alone can make a head heavy and a person tired.",
    "should_see": "A value above 40",
    "should_see_when": "as soon as the laboratory has written",
    "how_sure": "Good studies that low iron tires. Whether yours is low again nobody knows.",
    "stands_on": "STUDY",
}
STRONG = {
    "what": "Two short rounds of strength a week, at home",
    "mechanism": "Stronger shoulders carry the trays with less pull on the neck, and the neck is where the pressing sits.",
    "should_see": "Less stiffness on the evenings of work days",
    "should_see_when": "after six weeks",
    "how_sure": "Fair studies for the neck. For your head we try it out.",
    "stands_on": "STUDY",
}
STUCK = "My head does what it wants, whatever I do. I am tired of trying."


def around_the_plan(told: Partnership, sipho: Person, steps: Mapping[str, Step]) -> None:
    rise, walk, magnesium, breakfast = (
        steps[name].recommendation for name in ("rise", "walk", "magnesium", "breakfast")
    )
    goal = steps["rise"].goal
    _costs(told, {rise: {"minutes_a_week": 0}, walk: {"minutes_a_week": 70}, breakfast: {"minutes_a_week": 25, "money_a_month": Decimal(8)},
                  magnesium: {"tablets_a_day": Decimal(1), "money_a_month": Decimal("4.50")}})  # fmt: skip
    told.do(plan.place_thing, told.me, 29, 21, thing=breakfast, place="NOW", instead=magnesium)
    told.do(plan.place_thing, told.me, 3, 21, thing=magnesium, place="IF_NOT", after=breakfast, words="I have had enough tablets for now.")  # fmt: skip
    iron = told.suggests(told.staff.rossi, "TEST", goal, IRON, ago=16)
    until = told.today + timedelta(days=6)
    told.do(plan.place_thing, told.staff.rossi, 8, 16, thing=iron, place="WAITING", waits_for="RESULT", until_day=until, words="The blood is at the laboratory.")  # fmt: skip
    strong = told.suggests(told.staff.tom, "MOVEMENT", goal, STRONG, ago=2)
    _costs(told, {strong: {"minutes_a_week": 40}}, ago=2)
    _promises(told, sipho, steps["walk"])
    _stuck(told)


def _costs(told: Partnership, said: Mapping[Recommendation | None, dict], *, ago: int = 28) -> None:
    for thing, facts in said.items():
        told.do(plan.say_cost, told.staff.mia, ago, 12, thing=thing, **facts)


def _promises(told: Partnership, sipho: Person, walk: Step) -> None:
    told.do(plan.say_what_helps, told.me, 60, 20, step=walk, words="Somebody who minds Lwazi on Sunday mornings")
    given = {"patient": told.patient, "helps": walk, "asked": sipho}
    asked = told.do(plan.ask_for_help, told.me, 60, 21, words="Mind Lwazi on Sunday mornings", times_a_week=1, **given)
    made = told.do(plan.answer_ask, sipho, 59, 8, ask=asked, yes=True, words="Gladly. He makes pancakes then.").made
    for ago in (3, 10):
        told.do(plan.mark_step, sipho, ago, 12, step=made, day=told.day(ago), state="DONE")
    told.do(plan.ask_for_help, told.me, 1, 20, words="Come along to the talk about the iron", by_day=told.today + timedelta(days=8), **{**given, "helps": None})  # fmt: skip
    rossi, mia = told.staff.rossi, told.staff.mia
    told.do(plan.ask_for_help, told.me, 2, 20, patient=told.patient, asked=rossi.person, words="Write two lines to the restaurant, so that they stop giving me both late shifts", by_day=told.today + timedelta(days=6))  # fmt: skip
    call = told.step(
        "Call the physiotherapist about your neck",
        "",
        "",
        ago=9,
        by=rossi,
        owner=rossi,
        by_day=told.today + timedelta(days=2),
    )
    told.do(
        plan.move_promise,
        rossi,
        2,
        17,
        step=call,
        by_day=told.today + timedelta(days=5),
        words="She is on holiday until Monday.",
    )
    sheet = told.step(
        "Write down three breakfasts that can be eaten standing", "", "", ago=20, by=mia, owner=mia, by_day=told.day(12)
    )
    told.do(
        plan.mark_step, mia, 13, 15, step=sheet, day=told.day(13), state="DONE", note="They are in your pigeon hole."
    )
    told.step("Send the sleep diary to Dr Okafor", "", "", ago=10, by=mia, owner=mia, by_day=told.day(1))


def _stuck(told: Partnership) -> None:
    stuck = told.do(plan.call_stuck, told.me, 121, 20, patient=told.patient, words=STUCK)
    told.do(plan.conclude_stuck, told.staff.rossi, 118, 16, stuck=stuck, outcome="CHANGE_PLAN", words="Fewer things at a time. The walk comes first, the rest waits.")  # fmt: skip
    told.do(plan.conclude_stuck, told.me, 118, 20, stuck=stuck, outcome="REST", words="Two weeks without writing anything down. Then the walk.")  # fmt: skip
