"""Piet van Wyk: many medicines and supplements, a daughter as supporter, and nothing heard from him for a fortnight."""

from __future__ import annotations

from datetime import date, datetime

from concord.checkins.actions import choose_questions
from concord.demo import seeing
from concord.demo.days import Course, Doing, Gaps, Line, Pull, Turn
from concord.demo.living import Advance, live
from concord.demo.partnership import Partnership, Staff
from concord.demo.persons import talks
from concord.demo.practice import email_of, nobodys_password, open_record
from concord.measures import actions as measures_actions
from concord.people.roles import Topic
from concord.plan.models import Step
from concord.story.models import Concern

CALLED, SAID = "Piet van Wyk", "many medicines"
OPENED = 420
QUIET = 15
COURSE = Course(
    "piet",
    (
        Line("salt", 3.0, 1.2, 0, 8, weekend=0.8, carry=0.1, since=300),
        Line("systolic", 146, 7, 90, 210, pulls=(Pull("salt", 1, 2.5),), turns=(Turn("walks with the dog", 170, -8, 80),), often=0.85),
        Line("diastolic", 84, 5, 50, 120, pulls=(Pull("systolic", 0, 0.3),), often=0.85),
        Line("glucose", 152, 18, 60, 380, carry=0.4, turns=(Turn("walks with the dog", 170, -12, 80),), often=0.7),
        Line("feet", 5.4, 1.3, carry=0.5),
        Line("stairs", 4.8, 1.0, turns=(Turn("walks with the dog", 170, -1.3, 80),)),
        Line("weight", 96.0, 0.4, 50, 150, 0.1, carry=0.85, often=0.3),
    ),
    Gaps("feet", 8, any_day=0.12, on_bad_days=0.35, one_tap=0.1, quiet_since=QUIET),
    (Doing("dog", 0.85, 0.5), Doing("box", 0.95, 0.9)),
)  # fmt: skip
GOAL = {
    "words": "To the harbour and back with the dog, without sitting on the bollards",
    "why": "The dog is old too. One of us has to keep the course.",
    "level_0": "there and back with one stop",
    "level_m1": "to the chandler's and back",
    "level_p1": "there and back, no stop",
    "level_p2": "round by the lighthouse",
}
FEWER = {
    "words": "Know what every one of the tablets is for",
    "why": "On a ship you do not carry cargo without papers.",
    "level_0": "I can say it for all of them, with the list in my hand",
    "level_m1": "for half of them",
    "level_p1": "without the list",
}
DOG = {
    "what": "Walk with the dog every morning, at the dog's pace",
    "mechanism": "Muscles that walk take sugar out of the blood and let the vessels open. The dog sees to it that you do not overdo it.",
    "should_see": "Stairs with less puffing; the upper blood pressure number a little lower",
    "should_see_when": "after six to eight weeks",
    "how_sure": "Good studies for walking and blood pressure.",
    "stands_on": "STUDY",
    "way_1_what": "Twice ten minutes",
    "way_2_what": "The bicycle in the cellar",
}
SALT = {
    "what": "Fish from the market instead of from the tin, four days a week",
    "mechanism": "The tins carry most of your salt, and salt pushes the pressure up the day after.",
    "should_see": "Lower morning numbers after days without a tin",
    "should_see_when": "within three weeks",
    "how_sure": "Good studies for salt; how much it is with you, your own numbers can say.",
    "stands_on": "STUDY",
}
REVIEW = {
    "what": "Come with the whole box of tablets, and we go through it one by one",
    "mechanism": "Twelve things from four people over twenty years. Looking at all of them on one table shows what still has its reason.",
    "should_see": "A list on which every line has a reason that both of us know",
    "should_see_when": "after one long visit",
    "how_sure": "It is tidying up; no tablet changes before we have talked about it.",
    "stands_on": "GUIDELINE",
    "ours_benefits": "Fewer tablets, if some have lost their reason",
    "ours_harms": "none; nothing changes on that day",
}
REGULAR = (
    ("Metformin", "one with breakfast, one with supper", "sugar", "Dr Okafor", "2009"),
    ("Ramipril", "one in the morning", "blood pressure", "the ship's doctor, then Dr Okafor", "2004"),
    ("Bisoprolol", "half of one in the morning", "the heart that gallops", "the hospital", "2017"),
    ("Apixaban", "one morning, one evening", "so that no clot forms", "the hospital", "2017"),
    ("Atorvastatin", "one at night", "fat in the blood", "Dr Okafor", "2011"),
    ("Allopurinol", "one at noon", "the big toe", "a doctor in Rotterdam", "2006"),
    ("Pantoprazole", "one before breakfast", "I have forgotten", "the hospital", "2017"),
    ("Tamsulosin", "one after supper", "so that I can sleep past three", "Dr Okafor", "2021"),
)
SUPPLEMENTS = (
    ("Vitamin B12", "one under the tongue, mornings", "the feet", "Dr Okafor", "2023"),
    ("Cod liver oil", "one spoon", "the winter, my mother's orders", "my mother", "as a child"),
    ("Turmeric capsules", "two with lunch", "the knees", "Anneke", "2024"),
)
STOPPED = (
    ("Amlodipine", "one in the morning", "blood pressure", "Dr Okafor", "2019", "Ankles like fenders.", 3, "MEDICINE"),
    ("Zopiclone", "one at bedtime", "nights after Marijke died", "Dr Okafor", "2020", "Fog at the wheel until noon.", 4, "MEDICINE"),
    ("Glucosamine", "one a day", "the knees", "a magazine", "2021", "A year, forty pounds, no difference.", 3, "SUPPLEMENT"),
)  # fmt: skip
TELLING = """Chief engineer, deep sea, 38 years, Rotterdam to everywhere. Sugar found at a medical in 2009, could have been there for years.
The heart went off beat in 2017, on the quay, of all places. Marijke died in 2020 and I let things slide. Feet have burned at night since about 2022.
Doctors changed, tablets stayed. Anneke counts them into the box on Sundays. I am not complaining, I am reporting."""
NOTES = (
    ("any", "Wind NW 6. Dog refused the pier."),
    ("good", "Harbour and back, one stop, looked at the new pilot boat."),
    ("hard", "Feet alight. Stood on the bathroom tiles at two."),
    ("any", "Ate Anneke's soup. She salts like her mother."),
    ("good", "Stairs in one go with a bag of coal. No puffing worth the name."),
    ("any", "Meter said 139 over 81. Took it twice, did not believe it."),
    ("hard", "Did not go out. Dog neither."),
    ("any", "Old shipmate buried. Long day in hard shoes."),
)


def tell(staff: Staff, *, today: date, now: datetime, advance: Advance) -> None:
    told = open_record(staff, staff.okafor, called=CALLED, birth_year=1951, ago=OPENED, today=today, now=now)
    told.joined_by(staff.rossi, staff.mia, staff.tom, ago=OPENED - 10, asked_by=staff.okafor)
    topics = [Topic.MEDICINES, Topic.DAYS, Topic.GOALS, Topic.PLAN]
    told.supported_by(None, called="Anneke van Wyk", relation="daughter", topics=topics, ago=400, email=email_of("Anneke van Wyk"), password=nobodys_password())  # fmt: skip
    feet, stairs = _story(told)
    _medicines(told)
    steps = _partnership(told, feet, stairs)
    measures = {"feet": feet.measure, "stairs": stairs.measure, **told.catalogue("systolic", "diastolic", "glucose", "weight")}  # fmt: skip
    measures["salt"] = told.do(
        measures_actions.add_own_measure, told.me, 300, patient=told.patient, called="Tins opened", question="How many tins and packets?",
        input_kind="COUNT", better="DOWN", unit_words="tins", possible_low=0.0, possible_high=20.0, daily="SUM",
    )  # fmt: skip
    asked = [measures[name] for name in ("systolic", "diastolic", "glucose", "salt", "weight")]
    told.do(choose_questions, told.me, 300, 12, patient=told.patient, measures=asked)
    live(told, COURSE, measures, steps=steps, notes=NOTES, advance=advance)
    seeing.looked(told)
    talks.piet(told)


def _story(told: Partnership) -> tuple[Concern, Concern]:
    told.tells(TELLING, ago=OPENED - 1)
    mine = told.events([
        ("FAMILY_HISTORY", "Father: sugar, lost a foot.", "the 1970s", {"role_in_story": "LAID_GROUND"}),
        ("WORK", "Went to sea.", "September 1969", {"until": "2007"}),
        ("EXPOSURE", "Engine rooms: heat, noise, lagging that we now know was asbestos.", "the 1970s", {"until": "the 1980s"}),
        ("INJURY", "Steam burn, left forearm, off Valparaíso.", "1983"),
        ("CONDITION", "Sugar.", "2009", {"still_going": True, "said_by": "OTHER", "said_by_words": "the seamen's medical"}),
        ("CONDITION", "The heart off beat.", "June 2017", {"still_going": True, "said_by": "OTHER", "said_by_words": "the hospital in Hull"}),
        ("LIFE_EVENT", "Marijke died. In November, on a Tuesday.", "November 2020", {"role_in_story": "KEEPS_GOING"}),
        ("SYMPTOM", "Feet burn at night.", "about 2022", {"still_going": True}),
        ("LIFE_EVENT", "The dog moved in. Anneke's idea.", f"{told.day(175):%-d %B %Y}"),
    ], ago=170)  # fmt: skip
    told.events([("TEST", "Feeling in both feet tested with the thread: not felt at the tips of the toes.", f"{told.day(380):%-d %B %Y}")], ago=378, by=told.staff.okafor)  # fmt: skip
    feet = told.concern("my feet burn at night", "sleeping", 6, ago=OPENED)
    stairs = told.concern("puffing on the stairs like an old donkey engine", "carrying my own coal", 5, ago=OPENED)
    told.cause("the sugar of all those years", "WONDERING", [
        (told.staff.okafor, "FOR", "Both feet, the tips first, worse at night.", mine[4]),
        (told.me, "AGAINST", "My father had the sugar worse, and his feet never burned. He had other trouble with them."),
    ], ago=370, by=told.staff.okafor, concern=feet)  # fmt: skip
    told.cause("tight deck shoes for thirty years", "SET_ASIDE", [
        (told.me, "FOR", "They were very tight."),
        (told.staff.okafor, "AGAINST", "Barefoot for half a year, and no change on your own list."),
    ], ago=350, concern=feet, why="Half a year barefoot, and the feet do not thank me.")  # fmt: skip
    return feet, stairs


def _medicines(told: Partnership) -> None:
    told.takes(REGULAR, ago=OPENED - 2)
    told.takes(SUPPLEMENTS, ago=OPENED - 2, kind="SUPPLEMENT")
    told.takes([("Paracetamol", "two when the knees are bad, not more than three times a day", "knees", "Dr Okafor", "2015"), ("Glyceryl trinitrate spray", "under the tongue, never needed yet", "in case of the chest", "the hospital", "2017")], ago=OPENED - 2, as_needed=True)  # fmt: skip
    for called, how, what_for, chosen, since, reason, back, kind in STOPPED:
        old = told.takes([(called, how, what_for, chosen, since)], ago=OPENED - 2, kind=kind)[0]
        told.stopped(old, reason, date(told.today.year - back, 9, 14), ago=OPENED - 2)
    told.tested([
        ("HbA1c", 395, 64.0, "mmol/mol", 20, 42), ("HbA1c", 200, 59.0, "mmol/mol", 20, 42), ("HbA1c", 30, 54.0, "mmol/mol", 20, 42),
        ("Creatinine", 395, 108.0, "µmol/L", 60, 110), ("Creatinine", 30, 104.0, "µmol/L", 60, 110), ("Vitamin B12", 395, 171.0, "ng/L", 200, 900),
        ("Vitamin B12", 200, 344.0, "ng/L", 200, 900), ("Potassium", 30, 4.6, "mmol/L", 3.5, 5.3),
    ], by=told.staff.okafor, lab="Harbour hospital")  # fmt: skip


def _partnership(told: Partnership, feet: Concern, stairs: Concern) -> dict[str, Step]:
    okafor, mia, tom = told.staff.okafor, told.staff.mia, told.staff.tom
    harbour = told.goal(GOAL, ago=180, concerns=[stairs], look=40)
    told.says_yes_to(harbour, okafor, tom, mia, told.staff.rossi, ago=178)
    told.rates(harbour, told.me, (170, -1, ""), (80, 0, "One stop. Bollard seven."), (32, 0, ""))
    told.rates(harbour, tom, (80, 0, ""), (30, 1, "You did not stop, you talked to the pilot."))
    papers = told.goal(FEWER, ago=60, concerns=[feet])
    told.says_yes_to(papers, okafor, told.staff.rossi, mia, tom, ago=58)
    told.rates(papers, told.me, (58, -1, "Seven of thirteen."))
    dog = told.suggests(tom, "MOVEMENT", harbour, DOG, ago=172, evidence=[{"source": "WHO guidelines on physical activity, 2020", "url": "https://www.who.int/publications/i/item/9789240015128"}])  # fmt: skip
    told.answers(dog, "YES", "The dog has signed too.", ago=171)
    told.look_back(dog, (149, tom, "HELPED", "YES", ""), (149, told.me, "HELPED", "YES", "Bollard five without a stop. The dog agrees."), until=26)  # fmt: skip
    salt = told.suggests(mia, "NUTRITION", harbour, SALT, ago=50, evidence=[{"measure": told.catalogue("systolic")["systolic"]}])  # fmt: skip
    told.answers(salt, "YES_BUT", "Herring stays. Herring is not up for discussion.", ago=48)
    spoken = told.wants_to_speak_about("Herring", "The spray: before the stairs, or on them", ago=49)
    told.visited(okafor, mia, ago=48, spoken=spoken, words="Anneke was on the telephone and heard all of it.")
    told.suggests(okafor, "REFERRAL", papers, REVIEW, ago=17)
    told.wants_to_speak_about("Which of the nine tablets is for what", ago=3)
    box = told.step("Box filled with Anneke", "Sunday after the shipping forecast", "", ago=150, goal=harbour, days=64)
    return {"dog": told.step("Out with the dog", "When he brings the lead", "Round the block", ago=170, recommendation=dog), "box": box}  # fmt: skip
