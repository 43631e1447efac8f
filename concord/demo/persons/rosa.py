"""Rosa Lind: keeps a real diary, 23 measures of mood and body in her own words, through a death in the family; a level is reached."""

from __future__ import annotations

from datetime import date, datetime

from concord.checkins.actions import choose_questions
from concord.demo import seeing
from concord.demo.days import Course, Doing, Gaps, Line, Pull, Turn
from concord.demo.living import Advance, live
from concord.demo.partnership import Partnership, Staff
from concord.demo.practice import open_record
from concord.measures import actions as measures
from concord.measures.models import Measure
from concord.plan.models import Step
from concord.story.models import Concern

CALLED, SAID = "Rosa Lind", "a whole diary"
OPENED = 364
LOSS, CHOIR = 148, 110
GRIEF = Turn("her brother died", LOSS, 1.0, 6, until=70)


def _grief(change: float) -> Turn:
    """Back again slowly from 70 days ago on."""
    return Turn(GRIEF.because, GRIEF.ago, change, 6, until=GRIEF.until)


def _line(name: str, middle: float, *, loss: float = 0.0, pulls: tuple[Pull, ...] = (), **more) -> Line:
    return Line(
        name, middle, pulls=pulls, turns=(_grief(loss),) if loss else (), **{"spread": 1.1, "carry": 0.4, **more}
    )


OWN = {
    "calm": ("Calm inside", "How calm were you inside?", "UP", "a wasps' nest", "a lake"),
    "irritable": ("Short-tempered", "How short-tempered were you?", "DOWN", "patient", "snapping at tram doors"),
    "cheerful": ("Cheerful", "How cheerful were you?", "UP", "not", "humming"),
    "lonely": ("Lonely in company", "How lonely were you among people?", "DOWN", "not", "behind glass"),
    "guilty": ("Guilty about nothing", "How guilty did you feel without a reason?", "DOWN", "not", "all day"),
    "curious": ("Curious", "How curious were you?", "UP", "about nothing", "about everything"),
    "restless": ("Restless", "How restless was your body?", "DOWN", "still", "pacing"),
    "worried": ("Turning things over", "How much did you turn things over?", "DOWN", "not", "without end"),
    "focus": ("Could read a page", "How well could you keep to a page?", "UP", "read it four times", "forgot the room"),
    "myself": ("Like myself", "How much like yourself were you?", "UP", "a stranger", "entirely"),
    "weepy": ("Close to tears", "How close to tears were you?", "DOWN", "far", "in them"),
    "hopeful": ("Hopeful", "How hopeful were you?", "UP", "no", "yes"),
    "ashamed": ("Ashamed", "How ashamed were you?", "DOWN", "not", "of everything"),
    "doing_things": ("Got things begun", "How easily did you begin things?", "UP", "not at all", "by themselves"),
    "stomach": ("Stomach in a knot", "How knotted was your stomach?", "DOWN", "open", "a fist"),
    "dizzy": ("Giddy", "How giddy were you?", "DOWN", "firm ground", "a ferry"),
    "jaw": ("Jaw", "How tight was your jaw?", "DOWN", "loose", "biting iron"),
    "breath": ("Breath", "How free was your breath?", "UP", "up in the throat", "down to the belt"),
    "heavy": ("Heavy limbs", "How heavy were your arms and legs?", "DOWN", "light", "wet sand"),
    "appetite": ("Appetite", "How much did you want to eat?", "UP", "nothing", "everything"),
    "woke": ("Woken at night", "How often did you wake?", "DOWN", "", ""),
    "outside": ("Minutes outside", "How many minutes were you outside?", "UP", "", ""),
}
COUNTED = {"woke": {"input_kind": "COUNT", "unit_words": "times", "possible_low": 0.0, "possible_high": 20.0}, "outside": {"input_kind": "MINUTES", "unit": "min", "unit_words": "minutes", "possible_low": 0.0, "possible_high": 1440.0}}  # fmt: skip
COURSE = Course(
    "rosa",
    (
        Line("outside", 42, 20, 0, 300, 5, carry=0.2, weekend=25),
        Line("woke", 1.8, 0.9, 0, 9, carry=0.3, turns=(_grief(1.2),)),
        _line("low", 4.0, loss=2.6, carry=0.6, pulls=(Pull("woke", 1, 0.5), Pull("outside", 0, -0.02))),
        _line("calm", 5.6, loss=-1.2, pulls=(Pull("outside", 0, 0.025),)),
        _line("irritable", 3.6, pulls=(Pull("woke", 1, 0.6),)),
        _line("cheerful", 5.0, loss=-2.2, pulls=(Pull("low", 0, -0.3),)),
        _line("lonely", 3.8, loss=1.5),
        _line("guilty", 3.2, loss=1.8),
        _line("curious", 5.8, loss=-1.5),
        _line("restless", 3.4),
        _line("worried", 4.6, loss=1.0, pulls=(Pull("woke", 1, 0.4),)),
        _line("focus", 5.4, loss=-1.8, pulls=(Pull("woke", 1, -0.4),)),
        _line("page", 4.0, pulls=(Pull("focus", 0, -0.6),), since=200),
        _line("myself", 6.0, loss=-1.6),
        _line("weepy", 2.8, loss=3.0),
        _line("hopeful", 5.0, loss=-1.4, carry=0.7),
        _line("ashamed", 2.6),
        _line("doing_things", 5.0, loss=-1.0, pulls=(Pull("low", 1, -0.3),)),
        _line("stomach", 3.0, pulls=(Pull("worried", 0, 0.4),)),
        _line("dizzy", 1.6, spread=0.9),
        _line("jaw", 4.2, spread=1.3),
        _line("breath", 6.2, pulls=(Pull("calm", 0, 0.3),)),
        _line("heavy", 3.8, loss=1.2),
        _line("appetite", 5.8, loss=-1.6),
    ),
    Gaps("low", 7.5, any_day=0.04, on_bad_days=0.14, one_tap=0.3),
    (Doing("choir", 0.85, 0.6, 0b0000100, since=CHOIR), Doing("outside", 0.8, 0.5)),
)  # fmt: skip
ASKED = ("outside", "woke", "calm", "irritable", "focus", "myself")
GOAL = {
    "words": "Be in a room with people and not count the minutes",
    "why": "I run the reading circle, and I used to love it.",
    "level_0": "one evening in two without looking at the clock",
    "level_m1": "I count from the first minute",
    "level_p1": "three evenings in four",
    "level_p2": "I forget that I ever counted",
}
OUT = {
    "what": "Half an hour outside before the library opens",
    "mechanism": "Daylight early and moving feet lift the day a little for many people; in your diary the days with more of it read lighter.",
    "should_see": "Calmer evenings on days with the half hour",
    "should_see_when": "after two weeks",
    "how_sure": "Fair studies, and your own pages.",
    "stands_on": "EXPERIENCE",
    "way_1_what": "The long way home instead",
    "way_2_what": "Lunch on the bench",
}
SING = {
    "what": "Go back to the choir on Wednesdays, alto, second row",
    "mechanism": "Nobody has to talk there, and everybody breathes together. It is company without small talk.",
    "should_see": "One evening a week that is not counted",
    "should_see_when": "after a month",
    "how_sure": "It is my own guess. I have known me for a while.",
}
NIGHTS = {
    "what": "When awake longer than it takes to hum three songs: up, and sit in the kitchen with a dull book",
    "mechanism": "Lying awake teaches the bed to be a place for thinking. Getting up keeps bed and sleep together.",
    "should_see": "Fewer times awake",
    "should_see_when": "after three to four weeks",
    "how_sure": "Good studies in people with long sleeplessness; in grief it is less known.",
    "stands_on": "EXPERIENCE",
    "way_1_what": "Breathing slowly in the dark",
    "way_2_what": "Leave the nights alone for now",
}
TELLING = """Librarian. I observe for a living, and when it got bad I began to observe myself; hence the columns. I have kept them, evening by evening, for
a year now, in a green book, and typed them in afterwards. I was low at nineteen, low after my daughter was born, and low again when the old branch closed and we all
moved into the glass building. I am not looking for a name for it. I am looking for the handle. Then Mats died, my brother. You will find the day
without being told."""
NOTES = (
    ("good", "Returned books to the shelf for two hours. The order of it."),
    ("any", "Overdue: one novel, one me."),
    ("hard", "Found Mats's voice on the old answering machine. Played it. Played it."),
    ("any", "Column 4 has been above 5 for a week. I do not trust it, but I write it."),
    ("good", "Choir. Missed the entry in bar 40, so did everybody."),
    ("hard", "A reader asked whether I was the lady who used to laugh."),
    ("good", "Did not look at the clock until the caretaker jingled his keys."),
    ("any", "Fog on the canal, a heron in it like a question mark."),
    ("any", "Ingrid rang from Lund. We talked about curtains, and it was lovely."),
    ("hard", "Three songs. Kitchen. Dull book. Again."),
    ("good", "Read forty pages standing on the ladder."),
    ("any", "Jaw all day like a drawer that sticks."),
    ("good", "Bought the boots that I had decided against."),
    ("any", "The glass building hums in B flat. I have checked."),
)


def tell(staff: Staff, *, today: date, now: datetime, advance: Advance) -> None:
    told = open_record(staff, staff.okafor, called=CALLED, birth_year=1979, ago=OPENED, today=today, now=now)
    told.joined_by(staff.rossi, staff.noa, staff.grace, ago=OPENED - 2, asked_by=staff.okafor)
    glass, page = _story(told)
    steps = _partnership(told, glass)
    kept = {name: _measure(told, name) for name in OWN}
    told.do(choose_questions, told.me, 60, patient=told.patient, measures=[kept[name] for name in ASKED])
    only = set(OWN) - set(ASKED)
    live(
        told,
        COURSE,
        {**kept, "low": glass.measure, "page": page.measure},
        steps=steps,
        notes=NOTES,
        advance=advance,
        only_in_the_diary=only,
    )
    seeing.looked(told)


def _measure(told: Partnership, name: str) -> Measure:
    called, question, better, low, high = OWN[name]
    return told.do(
        measures.add_own_measure, told.me, OPENED - 1, patient=told.patient, called=called, question=question, better=better,
        low_words=low, high_words=high, code=f"green-book-{name}", **COUNTED.get(name, {}),
    )  # fmt: skip


def _story(told: Partnership) -> tuple[Concern, Concern]:
    told.tells(TELLING, ago=40)
    back = told.year
    mine = told.events([
        ("FAMILY_HISTORY", "Father silent every winter. We called it his hibernation and thought it a joke.", "the 1980s", {"role_in_story": "LAID_GROUND"}),
        ("MOVE", "Lund to Sheffield, for library school.", "September 2001"),
        ("SYMPTOM", "The first low year.", "about age 19", {"until": "about age 20"}),
        ("PREGNANCY", "Ingrid.", "2005", {"until": "2006"}),
        ("SYMPTOM", "Low again, with a pram.", "2006", {"until": "2007"}),
        ("WORK", "The old branch, my branch.", "2008", {"until": back(3)}),
        ("WORK", "The glass building, open plan, everybody sees everybody.", back(3), {"still_going": True, "role_in_story": "KEEPS_GOING"}),
        ("LIFE_EVENT", "Ingrid left for Lund, in the opposite direction to me.", f"September {back(2)}", {"role_in_story": "SET_OFF"}),
        ("LIFE_EVENT", "Mats died.", f"{told.day(LOSS):%-d %B %Y}", {"role_in_story": "SET_OFF"}),
        ("LIFE_EVENT", "Back in the choir.", f"{told.day(CHOIR):%-d %B %Y}", {"still_going": True}),
    ], ago=38)  # fmt: skip
    glass = told.concern("behind glass", "the reading circle", 5, ago=OPENED - 1)
    page = told.concern("reading the same page four times", "my work, which is pages", 4, ago=200)
    told.cause("nights with holes in them", "FITS", [
        (told.me, "FOR", "Columns 2 and 3, the day after. Anyone can see it."),
        (told.staff.noa, "AGAINST", "In the weeks after Mats you slept badly and well, and the days did not ask."),
    ], ago=90, concern=glass, why="The columns say so, and I did not want them to.")  # fmt: skip
    told.cause("a room without corners", "WONDERING", [
        (told.me, "FOR", "It began with the move into the new building.", mine[6]),
        (told.me, "AGAINST", "On Sundays there are plenty of corners."),
    ], ago=85, concern=glass)  # fmt: skip
    told.cause("coffee after four", "SET_ASIDE", [(told.me, "AGAINST", "Left it for a month. The book shows nothing, not even a headache.")], ago=260, why="A month is long enough for coffee.")  # fmt: skip
    told.takes([("Sertraline", "one in the morning", "the low", "Dr Okafor", f"{told.day(330):%B %Y}")], ago=320, by=told.staff.okafor)  # fmt: skip
    wort = told.takes([("St John's wort", "two a day", "the dark months", "a pharmacist in Lund", "2018")], ago=OPENED - 1, kind="SUPPLEMENT")[0]  # fmt: skip
    told.stopped(wort, "Dr Okafor said that it does not go with the tablets.", told.day(335), ago=334)
    told.takes([("Fish oil", "two capsules at noon", "a magazine said the mood", "me", "2022")], ago=OPENED - 1, kind="SUPPLEMENT")  # fmt: skip
    return glass, page


def _partnership(told: Partnership, glass: Concern) -> dict[str, Step]:
    okafor, noa, grace = told.staff.okafor, told.staff.noa, told.staff.grace
    room = told.goal(GOAL, ago=350, concerns=[glass], look=14)
    told.says_yes_to(room, okafor, noa, grace, told.staff.rossi, ago=346)
    told.rates(room, told.me, (300, -1, ""), (190, 0, "Once without the clock, and I noticed only on the bus."), (130, -1, "Obviously."), (60, 0, ""), (4, 1, "Three of four. The caretaker had to throw us out."))  # fmt: skip
    told.rates(room, noa, (188, 0, ""), (128, -1, ""), (58, 0, ""), (3, 1, "I read it twice, with joy."))
    out = told.suggests(grace, "MOVEMENT", room, OUT, ago=246)
    told.answers(out, "YES", ago=245)
    told.look_back(out, (224, grace, "HELPED", "YES", ""), (224, told.me, "CANT_TELL", "YES", "Lighter mornings, the evenings undecided. I go on for the mornings."), until=19)  # fmt: skip
    sing = told.suggests(told.me, "RELATIONSHIPS", room, SING, ago=112)
    told.look_back(sing, (90, told.me, "HELPED", "YES", "Second row, third Wednesday, nobody asked anything."), until=9)
    up = told.suggests(noa, "SLEEP", room, NIGHTS, ago=68, evidence=[{"source": "AASM 2021: behavioural treatments for chronic insomnia", "url": "https://pmc.ncbi.nlm.nih.gov/articles/PMC7853203/"}])  # fmt: skip
    told.answers(up, "YES", "Three songs it is. Not Schubert.", ago=66)
    told.look_back(up, (44, noa, "HELPED", "YES", ""), (43, told.me, "HELPED", "NO", "It helps, and it costs me two warm hours a week."), until=5)  # fmt: skip
    told.step("Kitchen, dull book", "After three songs", "Light on, feet on the floor", ago=65, recommendation=up)
    asked = told.asks(up, "And if I fall asleep in the kitchen?", ago=61)
    told.explains(asked, noa, "Then you were sleepy, which was the point. Go to bed and laugh at me.", ago=60)
    told.gets_it(asked, True, "So the kitchen is for staying awake until I cannot.", ago=59)
    return {
        "outside": told.step("Half an hour outside", "Keys in hand, before the doors open", "Once round the block of glass", ago=244, recommendation=out),
        "choir": told.step("Choir", "Wednesday, straight from the tram", "Sit in the back and listen", ago=111, recommendation=sing, days=4),
    }  # fmt: skip
