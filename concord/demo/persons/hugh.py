"""Hugh Bennett: one question waits, another is overdue, his doctor owes a telephone call, and he has declined something with a reason."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from concord.checkins.actions import choose_questions
from concord.demo import seeing, thinking, wishes
from concord.demo.days import Course, Doing, Gaps, Line, Pull, Turn
from concord.demo.living import Advance, live
from concord.demo.partnership import Partnership, Staff
from concord.demo.practice import open_record
from concord.goals.models import Goal
from concord.plan import actions as plan
from concord.plan.models import Recommendation, Step
from concord.story.models import Concern

CALLED, SAID = "Hugh Bennett", "waits for answers"
OPENED = 290
FRIDAY = 4
COURSE = Course(
    "hugh",
    (
        Line(
            "hip",
            5.2,
            1.2,
            carry=0.4,
            pulls=(Pull("movement_minutes", 1, 0.02),),
            turns=(Turn("stands up by the clock", 95, -0.9, 40),),
        ),
        Line("movement_minutes", 55, 24, 0, 400, 5, carry=0.1, weekend=20, since=OPENED),
        Line("awake", 5.0, 1.5, carry=0.35),
        Line("sleep_hours", 5.9, 0.8, 2, 11, 0.5, pulls=(Pull("awake", 0, -0.3),), since=OPENED),
        Line("mood", 6.4, 1.0, carry=0.5, since=OPENED),
    ),
    Gaps("hip", 8, any_day=0.06, on_bad_days=0.2, one_tap=0.2),
    (Doing("stand", 0.75, 0.5), Doing("radio", 0.6, 0.4)),
)
GOAL = {
    "words": "Kneel down to the broad beans and get up again without an audience",
    "why": "My allotment neighbour has begun to offer me his arm. He is eighty-one.",
    "level_0": "down and up with a hand on the spade, most days",
    "level_m1": "I garden with my eyes",
    "level_p1": "without the spade",
    "level_p2": "a whole row, planted on my knees",
}
STAND = {
    "what": "Stand up every forty minutes when you sit, and take ten steps",
    "mechanism": "A hip that is kept in one position stiffens; ten steps are enough to move its fluid about, and too few to tire it.",
    "should_see": "An easier first minute when you get up",
    "should_see_when": "after two to three weeks",
    "how_sure": "Fair studies; it is cheap and safe.",
    "stands_on": "EXPERIENCE",
    "way_1_what": "A higher chair",
    "way_2_what": "The stationary bicycle of the church hall",
}
SWIM = {
    "what": "Swim twice a week",
    "mechanism": "In the water the hip moves without your weight on it, so it can get stronger with less pain.",
    "should_see": "Stairs with the banister as decoration",
    "should_see_when": "after two months",
    "how_sure": "Good studies for hips that hurt.",
    "stands_on": "STUDY",
    "way_1_what": "Walking in the shallow end",
    "way_2_what": "The same exercises on a mat",
}
NIGHT = {
    "what": "Radio off at eleven, and the worrying written on a card before supper",
    "mechanism": "The shipping news at three keeps part of you on watch. Worries that have a card can wait until morning.",
    "should_see": "Less of the lying awake at three",
    "should_see_when": "after three weeks",
    "how_sure": "Fair studies for the card, a guess for the radio.",
    "stands_on": "EXPERIENCE",
}
PICTURE = {
    "what": "A new picture of the hip, then a talk with the surgeon's team about what it means",
    "mechanism": "The last one is from six years ago. What could be done depends on how it looks now, and what should be done depends on you.",
    "should_see": "You know your choices, including waiting",
    "should_see_when": "in about two months",
    "how_sure": "It answers a question; it does not make anything better by itself.",
    "stands_on": "EXPERIENCE",
    "ours_benefits": "We both know how the joint looks now, and what could be done",
    "ours_harms": "A little radiation; and a picture can look worse than a hip feels",
    "ours_burden": "one morning at the hospital, one talk",
    "ours_cost": "the bus",
    "nothing_benefits": "No morning spent on it, and no talk of knives",
    "nothing_harms": "What is decided next is decided on a picture of six years ago",
    "way_1_what": "Wait until the winter, and look again then",
    "way_1_benefits": "The exercises have time to show what they can do",
    "way_1_harms": "If it gets worse, the way to the surgeon is as long as now",
    "who_does": "I order the picture; Hugh goes; we read the letter together",
    "look_weeks": "8",
    "call_when": "If you cannot put weight on the leg, or the groin is hot and you have a fever: the same day",
}
TELLING = """If it please the reader: I was a signalman on the Settle line for thirty-one years, and a signalman sits, stands up, pulls, and sits.
The left hip began to speak to me about 2016, and since two winters ago it shouts in the morning. I lie awake at three, not from the hip but because three o'clock was
the goods train, and some part of me still gets up to let it through. My wife, Jean, says that I ought to ask more questions. I have therefore asked several."""
NOTES = (
    ("any", "Eleven minutes to put on trousers, of which nine were negotiation."),
    ("good", "Down to the beans and up, hand on spade, nobody about but a robin, who has been sworn to secrecy."),
    ("hard", "Three o'clock goods ran on time, I regret to say."),
    ("any", "Jean's sister to tea. I stood up every forty minutes; she thought me restless, then patriotic."),
    ("any", "Forgot the card. Worried instead about having forgotten the card."),
    ("good", "Walked to the viaduct and counted arches. Twenty-four, as ever."),
    ("hard", "Hip in full voice, baritone."),
    ("good", "Slept until six. Checked the clock against the wireless, both agreed."),
    ("any", "Parish meeting, two and a half hours, stood for most of it by the tea urn."),
    ("any", "Pigeons at the cabbages. Covered the cabbages and then, upon reflection, my head."),
    ("hard", "Did too much wheelbarrow yesterday and was sent the account today."),
    ("any", "Still no word about the card with the exercises, but I am a patient man in both senses."),
)


def tell(staff: Staff, *, today: date, now: datetime, advance: Advance) -> None:
    told = open_record(staff, staff.rossi, called=CALLED, birth_year=1959, ago=OPENED, today=today, now=now)
    told.joined_by(staff.tom, staff.noa, staff.okafor, ago=OPENED - 8, asked_by=staff.rossi)
    hip, awake = _story(told)
    steps = _partnership(told, hip, awake)
    catalogued = told.catalogue("movement_minutes", "sleep_hours", "mood")
    told.do(choose_questions, told.me, OPENED, 12, patient=told.patient, measures=list(catalogued.values()))
    live(told, COURSE, {"hip": hip.measure, "awake": awake.measure, **catalogued}, steps=steps, notes=NOTES, advance=advance)  # fmt: skip
    seeing.hugh(told, hip.measure)
    thinking.hugh(told)


def _story(told: Partnership) -> tuple[Concern, Concern]:
    told.tells(TELLING, ago=OPENED)
    back = told.year
    mine = told.events([
        ("INJURY", "Fell out of the apple tree at the vicarage, left side first. It was not our apple tree.", "about age 11", {"role_in_story": "LAID_GROUND"}),
        ("WORK", "Signalman, nights every third week.", "1980", {"until": "2011", "role_in_story": "KEEPS_GOING"}),
        ("LIFE_EVENT", "Married Jean, between two trains.", "14 April 1984"),
        ("PROCEDURE", "Gallbladder out. Returned to duty in a fortnight.", "1998"),
        ("FAMILY_HISTORY", "Mother had both hips replaced and danced until ninety.", "the 1990s"),
        ("SYMPTOM", "The hip begins to speak.", "about 2016", {"still_going": True}),
        ("TEST", "A picture of the hip. “Moderate”, said the letter, which is what they say of weather.", f"spring {back(6)}"),
        ("LIFE_EVENT", "First grandson, Alfie.", f"February {back(2)}"),
        ("MOVE", "From the station house to a bungalow. One misses the stairs, in a way.", f"{told.day(212):%-d %B %Y}"),
    ], ago=205)  # fmt: skip
    told.events([("INJURY", "A fall on ice in his working years, six weeks on sticks; left hip.", "winter 1991", {"said_by": "OTHER", "said_by_words": "his wife Jean"})], ago=180, by=told.staff.rossi)  # fmt: skip
    hip = told.concern("my hip in the morning", "kneeling to the beans", 6, ago=OPENED)
    awake = told.concern("lying awake at three", "being civil before noon", 5, ago=OPENED)
    told.cause("thirty-one years of nights every third week", "WONDERING", [
        (told.me, "FOR", "I wake at the minute at which the goods ran.", mine[1]),
        (told.staff.noa, "FOR", "Your body kept that timetable longer than the railway did."),
        (told.me, "AGAINST", "My mate Ron did the same nights and sleeps like a churchyard."),
    ], ago=160, concern=awake)  # fmt: skip
    told.cause("too much wheelbarrow at the weekend", "TRIED", [
        (told.me, "FOR", "Mondays are eloquent."),
        (told.staff.rossi, "FOR", "After long days outside, the next morning is worse on your list.", told.catalogue("movement_minutes")["movement_minutes"]),
    ], ago=100, concern=hip, why="The barrow rests every other Sunday. Jean pushes it the other ones.")  # fmt: skip
    told.takes([("Lisinopril", "one in the morning", "the pressure", "Dr Rossi", "2013"), ("Naproxen gel", "rubbed in at night", "the hip", "the chemist", "2022")], ago=OPENED - 1)  # fmt: skip
    told.takes([("Rosehip powder", "a spoonful in porridge", "the hip", "Jean", back(1))], ago=OPENED - 1, kind="SUPPLEMENT")  # fmt: skip
    return hip, awake


def _partnership(told: Partnership, hip: Concern, awake: Concern) -> dict[str, Step]:
    rossi, tom, noa = told.staff.rossi, told.staff.tom, told.staff.noa
    kneel = told.goal(GOAL, ago=110, concerns=[hip, awake], look=7)
    told.says_yes_to(kneel, rossi, tom, noa, told.staff.okafor, ago=108)
    told.rates(kneel, told.me, (100, -1, ""), (50, 0, "Hand on spade, dignity in pocket."), (8, 0, ""))
    told.rates(kneel, tom, (50, 0, ""), (7, 0, ""))
    stand = told.suggests(tom, "MOVEMENT", kneel, STAND, ago=97)
    told.answers(stand, "YES", "A signalman can stand up by the clock. It is all that he can do.", ago=96)
    swim = told.suggests(tom, "MOVEMENT", kneel, SWIM, ago=92)
    told.answers(swim, "NO", "I cannot swim, and I do not intend to learn it at sixty-seven in front of a school party. Thank you for asking. Ask me again when the school party is over.", ago=91, look=45)  # fmt: skip
    night = told.suggests(noa, "SLEEP", kneel, NIGHT, ago=75)
    told.answers(night, "YES", "On condition that the card may be a postcard.", ago=74)
    told.look_back(stand, (73, tom, "HELPED", "YES", ""), (72, told.me, "HELPED", "YES", "The first minute has become half a minute."), until=4)  # fmt: skip
    told.look_back(night, (52, noa, "HELPED", "YES", "You sleep through on four nights in seven."), (51, told.me, "DID_NOT", "CANT_TELL", "I lie awake with a postcard. My wife finds it an improvement."))  # fmt: skip
    picture = told.suggests(rossi, "TEST", kneel, PICTURE, ago=16)
    told.do(plan.see_differently, tom, 14, recommendation=picture, words="I would let the exercises have three more months before the picture.")  # fmt: skip
    told.weighs(picture, "Whether a picture leads to a knife, as night leads to day.", 8, ago=12)
    told.answers(picture, "YES", "A picture commits a man to nothing, I am told.", ago=12)
    told.do(plan.write_down_weighed, rossi, 5, 15, recommendation=picture, seen=1, sure=7, worry="It is less the knife than the waiting room. One reads the same magazine four times.")  # fmt: skip
    wishes.tell_hughs(told)
    _questions(told, stand, picture, kneel)
    return {
        "stand": told.step("Up every forty minutes, ten steps", "When the kitchen timer goes", "Stand, and sit down again", ago=95, recommendation=stand),
        "radio": told.step("Worries on a postcard, radio off at eleven", "While Jean lays the table", "One worry, one line", ago=73, recommendation=night),
    }  # fmt: skip


def _questions(told: Partnership, stand: Recommendation, picture: Recommendation, kneel: Goal) -> None:
    """One is over its day, one came yesterday; and a professional's own step stands beside them."""
    settled = told.asks(stand, "Do I stop the timer when I am at church?", ago=90)
    told.explains(settled, told.staff.tom, "Yes. Twice up for the hymns counts.", ago=89)
    told.gets_it(settled, True, "Hymns count. The sermon is at my own risk.", ago=88)
    told.asks(
        picture, "If the new picture is worse, am I then obliged to have the operation?", ago=13, part="mechanism"
    )
    told.asks(
        stand,
        "You spoke of a card with exercises for the gentleman's way of kneeling. Has it perhaps gone astray?",
        ago=1,
    )
    told.step(
        "I will call Ben, the physiotherapist, and ask whether he can see Hugh", "", "", ago=1, by=told.staff.rossi,
        owner=told.staff.rossi, goal=kneel, by_day=next_friday(told.today),
    )  # fmt: skip


def next_friday(today: date) -> date:
    return today + timedelta(days=(FRIDAY - today.weekday()) % 7)
