"""Data for the pictures of goals, weeks, connections and plans."""

import random
from datetime import date, timedelta

from concord.pictures import (
    AreaWords,
    ChainWords,
    Column,
    DayWords,
    Dot,
    DotWords,
    Estimate,
    FittedAt,
    ForestWords,
    LadderWords,
    Level,
    LifeArea,
    Link,
    Node,
    Pillar,
    Place,
    Rating,
    RatingWords,
    Scale,
    ShownDay,
    State,
    Weekday,
    WeekdayWords,
)

from .believable import TODAY

LADDER = LadderWords(level="Level", words="What it looks like", who="Who says we are here", nothing="No levels yet")
AREA = AreaWords(area="Part of life", now="now", wanted="wanted", before="before", unknown="–")
AREAS = [
    LifeArea("Sleep and rest", 3, 7, (2, 2)),
    LifeArea("People close to me", 8, 8),
    LifeArea("Work, or what I do all day", None, 6, (4,)),
    LifeArea("The allotment", 5, None),
    LifeArea("What gives my life sense, when I come to think of it, which is not often", 10, 0),
]
RATING = RatingWords(day="Day", who="Who", level="Level", nothing="Nobody has said yet")
DAY = DayWords(
    day="Day", value="Value", note="Note", talk="worth talking about", skipped="skipped", unknown="not known", initial=lambda day: "MTWTFSS"[day.weekday()]
)  # fmt: skip
WEEKDAY = WeekdayWords(
    weekday="Day", middle="Usual", low="From", high="To", days="Days", unknown="not known", rests_on="{count} days"
)
DOTS = DotWords(across="hours slept", up="the pressing in my head", nothing="No days yet", dot="Day")
FOREST = ForestWords(
    what="What",
    middle="Estimate",
    low="From",
    high="To",
    unknown="can't tell",
    nothing="Nothing yet",
    less="less headache",
    more="more headache",
)
CHAIN = ChainWords(
    columns=("what we do", "what it changes", "what we want"), source="From", target="To", how_sure="How sure",
    guess="a guess", known="known", alone="on no chain", nothing="No plan yet",
)  # fmt: skip

LEVELS = [
    Level(0, "one hour, tired but no headache"),
    Level(1, "two hours"),
    Level(2, "a whole afternoon, fine next day"),
    Level(-1, "half an hour, then bed"),
    Level(-2, "not playing at all"),
]
PLACES = [Place(-1, "Thandi: here"), Place(0, "Dr Rossi: here")]


def _day(back: int) -> date:
    return TODAY - timedelta(days=back)


RATINGS = [
    Rating(_day(180), -2, "Thandi"),
    Rating(_day(180), -1, "Dr Rossi"),
    Rating(_day(120), -1, "Thandi"),
    Rating(_day(60), 0, "Dr Rossi"),
    Rating(_day(60), -1, "Thandi"),
    Rating(_day(14), 0, "Thandi"),
]


def two_weeks() -> list[ShownDay]:
    values = [6.5, 6.5, 6.5, 5, 6, None, None, 6.6, 6, 5, 6.5, 6, None, None]
    states = {5: State.SKIPPED, 6: State.SKIPPED, 12: State.UNKNOWN, 13: State.UNKNOWN}
    return [ShownDay(_day(13 - i), v, i in (3, 9), states.get(i, State.ANSWERED)) for i, v in enumerate(values)]


def pillars() -> list[Pillar]:
    rng = random.Random(3)
    told = []
    for label, low, high in [
        ("Sleep", 3, 9), ("Food", 0, 10), ("Movement", 0, 60), ("Calm", 0, 10), ("People", 0, 10), ("Meaning and joy", 0, 10),
    ]:  # fmt: skip
        days = [ShownDay(_day(6 - i), round(rng.uniform(low, high)), rng.random() < 0.08) for i in range(7)]
        days[rng.randrange(7)] = ShownDay(_day(rng.randrange(7)), None, state=State.SKIPPED)
        told.append(Pillar(label, days, Scale(low, high)))
    return told


def weekdays() -> list[Weekday]:
    rng = random.Random(4)
    told = []
    for label in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat"):
        middle = rng.uniform(3, 6)
        told.append(
            Weekday(label, middle, middle - rng.uniform(0.5, 2), middle + rng.uniform(0.5, 2), rng.randrange(8, 20))
        )
    return [*told, Weekday("Sun")]


def dots() -> list[Dot]:
    rng = random.Random(5)
    told = []
    for number in range(64):
        slept = round(rng.uniform(4, 9) * 2) / 2
        told.append(Dot(slept, min(max(round(9.5 - 0.75 * slept + rng.gauss(0, 1)), 0), 10), f"day {number + 1}"))
    return told


def fitted() -> list[FittedAt]:
    return [
        FittedAt(
            x / 4,
            9.5 - 0.75 * x / 4,
            9.5 - 0.75 * x / 4 - 0.4 - abs(x / 4 - 6.5) * 0.2,
            9.9 - 0.75 * x / 4 + abs(x / 4 - 6.5) * 0.2,
        )
        for x in range(16, 37)
    ]


def estimates() -> list[Estimate]:
    return [
        Estimate("Short night, next day", 1.1, 0.6, 1.6, "1.1 (0.6 to 1.6)", "/connections/1/"),
        Estimate("Coffee after noon, same day", 0.2, -0.3, 0.7, "0.2 (−0.3 to 0.7)", "/connections/2/"),
        Estimate("Walked ten minutes, same day", -0.6, -1.0, -0.2, "−0.6 (−1.0 to −0.2)", "/connections/3/"),
        Estimate("Argument at work, two days later", 0.5, -2.5, 3.5, "0.5 (−2.5 to 3.5)", "/connections/4/"),
        Estimate("Thunderstorms", 2.0, -30.0, 34.0, "2.0 (−30 to 34)", "/connections/5/"),
        Estimate("Red wine", None, None, None),
    ]


NODES = [
    Node("up", "up at 6:30 ✓ agreed", Column.STEP, "/plan/1/"),
    Node("magnesium", "magnesium, one ✓", Column.STEP, "/plan/2/"),
    Node("walk", "walk 10 min · to try", Column.STEP, "/plan/3/"),
    Node("diary", "write three lines at night", Column.STEP, "/plan/4/"),
    Node("sleep", "deeper sleep", Column.MECHANISM),
    Node("nerves", "calmer nerves (guess)", Column.MECHANISM),
    Node("head", "the pressing in my head", Column.AIM, "/goals/1/"),
    Node("play", "Play with Lwazi without paying for it next day", Column.AIM, "/goals/2/"),
]
LINKS = [
    Link("up", "sleep"),
    Link("magnesium", "sleep"),
    Link("walk", "nerves"),
    Link("sleep", "head"),
    Link("nerves", "head", guess=True),
    Link("walk", "play", guess=True),
    Link("head", "play"),
    Link("nobody", "head"),
]
