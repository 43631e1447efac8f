"""Data for pictures: a believable person, and the nastiest words and numbers."""

import random
from datetime import date, timedelta

from concord.pictures import (
    Band,
    BandKind,
    CourseWords,
    DayValue,
    GoalLevel,
    Grain,
    Lane,
    LifeEvent,
    LifeWords,
    Mark,
    Panel,
    Ribbon,
    Role,
    Say,
    Scale,
    Span,
    State,
    Symbol,
)

TODAY = date(2026, 11, 22)
NASTY = "</text><script>alert('x')</script> & \"quoted\" \x00\x07 שלום עולם \u202eevil 👩‍👩‍👧‍👦 " + "Überlänge" * 30


def _tick(day: date, grain: Grain) -> str:
    if grain is Grain.YEAR:
        return f"{day.year}"
    if grain is Grain.MONTH:
        return f"{day:%b}"
    return f"{day:%b} {day.year}" if grain is Grain.MONTH_AND_YEAR else f"{day.day} {day:%b}"


SAY = Say(day=lambda day: f"{day.day} {day:%B} {day.year}", tick=_tick)
COURSE = CourseWords(
    day="Day", value="Headache", also="What else", skipped="skipped", unknown="not known", missing="no entry",
    nothing="Nothing here yet", ribbon="usual range", more="+{count} more", begins="{what} began", ends="{what} ended", goal="goal: {what}",
)  # fmt: skip
LIFE = LifeWords(
    what="What", when="When", kind="Kind", role="Its part", going_on="still going", nothing="No story yet",
    roles={Role.LAID_THE_GROUND: "laid the ground", Role.SET_IT_OFF: "set it off", Role.KEEPS_IT_GOING: "keeps it going"},
)  # fmt: skip
LANES = [
    Lane("symptom", "Symptoms", Symbol.CIRCLE),
    Lane("condition", "Illnesses", Symbol.CROSS),
    Lane("infection", "Infections", Symbol.DELTA),
    Lane("medicine", "Medicines", Symbol.LOZENGE),
    Lane("life", "Life", Symbol.HOUSE),
    Lane("work", "Work", Symbol.BOX),
    Lane("injury", "Injuries and operations", Symbol.STAR),
]


def year_of_days(
    *, days: int = 365, seed: int = 1, gaps: bool = True, low: float = 0, high: float = 10
) -> list[DayValue]:
    rng = random.Random(seed)
    first, level, told = TODAY - timedelta(days=days - 1), 6.0, []
    for i in range(days):
        level += rng.gauss(0, 0.5) - (level - (6.2 - 2.6 * i / days)) * 0.12
        if gaps and (rng.random() < 0.05 or 0.42 < i / days < 0.47):
            continue
        state = (
            State.SKIPPED
            if gaps and rng.random() < 0.05
            else State.UNKNOWN
            if gaps and rng.random() < 0.02
            else State.ANSWERED
        )
        value = min(max(round(level + rng.gauss(0, 0.8)), 0), 10) / 10 * (high - low) + low
        told.append(DayValue(first + timedelta(days=i), value if state is State.ANSWERED else None, state))
    return told


def bands(days: int = 365) -> list[Band]:
    def at(part: float) -> date:
        return TODAY - timedelta(days=round(days * (1 - part)))

    return [
        Band("Up at 6:30", at(0.2)),
        Band("Magnesium in the evening", at(0.3), at(0.62)),
        Band("Lwazi ill at home", at(0.5), at(0.54), BandKind.EVENT),
        Band("Walk ten minutes after I put the kettle on", at(0.66)),
    ]


def marks(days: int = 365) -> list[Mark]:
    return [
        Mark("New job", TODAY - timedelta(days=round(days * 0.55))),
        Mark("Propranolol stopped", TODAY - timedelta(days=round(days * 0.12))),
    ]


def goals(days: int = 365) -> list[GoalLevel]:
    return [
        GoalLevel(5, TODAY - timedelta(days=round(days * 0.8)), label="goal 5"),
        GoalLevel(4, TODAY - timedelta(days=round(days * 0.4)), label="goal 4"),
    ]


def ribbon(points: list[DayValue]) -> list[Ribbon]:
    return [Ribbon(p.day, p.value - 1, p.value + 1.2, p.value) for p in points if p.answered]


def panels(days: int = 120) -> list[Panel]:
    return [
        Panel("The pressing in my head", year_of_days(days=days, seed=2), Scale(0, 10)),
        Panel("Hours slept", year_of_days(days=days, seed=3, low=3, high=10), Scale(3, 10)),
        Panel("Energy", year_of_days(days=days, seed=4)),
    ]


def _sure(year: int, month: int = 6, day: int = 1) -> Span:
    return Span(date(year, month, day), date(year, month, day))


def _year(year: int, years: int = 1) -> Span:
    return Span(date(year, 1, 1), date(year + years - 1, 12, 31))


def story() -> list[LifeEvent]:
    def event(words, kind, begins, said, **more):
        return LifeEvent(words, kind, begins, said, url=f"/story/{abs(hash(words)) % 1000}/", **more)

    return [
        event("Glandular fever, six weeks in bed", "infection", _year(2004), "about 2004", role=Role.LAID_THE_GROUND),
        event("Fell off the horse", "injury", Span(date(2007, 6, 1), date(2007, 9, 1)), "summer 2007"),
        event(
            "First migraine, at school",
            "symptom",
            Span(date(2006, 1, 1), date(2008, 12, 31)),
            "about age 12",
            role=Role.SET_IT_OFF,
        ),
        event("Migraine", "condition", _sure(2012, 3), "March 2012", going_on=True),
        event("The pill", "medicine", _sure(2012, 9), "2012 to 2017", ends=_year(2017)),
        event("Moved to Leeds, alone", "life", _sure(2013, 9, 14), "14 September 2013"),
        event("Night shifts", "work", _sure(2016, 2), "2016 to 2021", ends=_sure(2021, 5), role=Role.KEEPS_IT_GOING),
        event("Lwazi born", "life", _sure(2018, 5, 3), "3 May 2018"),
        event("Poor sleep", "symptom", _year(2018), "since about 2018", going_on=True, role=Role.KEEPS_IT_GOING),
        event("Propranolol", "medicine", _sure(2019, 1), "2019 to 2020", ends=_sure(2020, 11)),
        event("Covid", "infection", _sure(2020, 11, 20), "November 2020", role=Role.SET_IT_OFF),
        event(
            "The pressing in my head, most days",
            "symptom",
            Span(date(2020, 12, 1), date(2021, 3, 1)),
            "winter 2020",
            going_on=True,
        ),
        event("Dad died", "life", _sure(2021, 8, 2), "2 August 2021"),
        event("Gallbladder out", "injury", _sure(2022, 2, 11), "11 February 2022"),
        event("Magnesium", "medicine", _sure(2026, 5, 3), "since 3 May 2026", going_on=True),
        event("Day job at the library", "work", _sure(2021, 6), "since June 2021", going_on=True),
    ]


def crowded_story(count: int = 200, years: int = 60) -> list[LifeEvent]:
    rng = random.Random(7)
    told = []
    for number in range(count):
        begin = date(2026 - years, 1, 1) + timedelta(days=rng.randrange(years * 365))
        rough = timedelta(days=rng.choice([0, 0, 30, 365, 900]))
        begins = Span(begin, begin + rough)
        lasts, going = rng.random() < 0.3, rng.random() < 0.06
        end = begins.latest + timedelta(days=rng.randrange(2500))
        told.append(
            LifeEvent(
                rng.choice(
                    [
                        "Sinusitis",
                        "Moved house",
                        "Broken wrist",
                        "A long and hard winter with the children ill",
                        "New medicine",
                    ]
                )
                + f" {number}",
                rng.choice(LANES).kind,
                begins,
                f"{begin.year}",
                f"/story/{number}/",
                ends=Span(end, end + rough) if lasts and not going else None,
                going_on=going,
                role=rng.choice([None] * 12 + list(Role)),
            )  # fmt: skip
        )
    return told
