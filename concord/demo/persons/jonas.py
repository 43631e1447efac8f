"""Jonas Keller: in disagreement. A yes has fallen, another was never given, a “yes, but” waits, and the two sides rate apart."""

from __future__ import annotations

from datetime import date, datetime

from concord.checkins.actions import choose_questions
from concord.demo import seeing, thinking, wishes
from concord.demo.days import Course, Doing, Gaps, Line, Pull, Turn
from concord.demo.living import Advance, live
from concord.demo.partnership import Partnership, Staff
from concord.demo.persons import talks
from concord.demo.practice import open_record
from concord.goals import actions as goals
from concord.goals.models import Goal
from concord.measures import actions as measures_actions
from concord.plan import actions as plan
from concord.plan.models import Step
from concord.story.models import Concern

CALLED, SAID = "Jonas Keller", "in disagreement"
OPENED = 300
COURSE = Course(
    "jonas",
    (
        Line(
            "back",
            6.0,
            1.3,
            weekend=-0.9,
            pulls=(Pull("standing", 1, 0.45),),
            turns=(Turn("works with his hands again", 130, 0.8, 20),),
        ),
        Line("standing", 4.0, 1.6, 0, 12, 0.5, carry=0.1, weekend=-2.4, since=OPENED),
        Line("thick_head", 4.6, 1.2, carry=0.5, since=OPENED),
        Line("sleep_quality", 5.2, 1.3, pulls=(Pull("back", 0, -0.5),), since=OPENED),
        Line("strain", 5.0, 1.5, weekend=-1.5, since=OPENED),
    ),
    Gaps("back", 8, any_day=0.16, on_bad_days=0.4, one_tap=0.1),
    (Doing("bench", 0.55, 0.2, 0b0010101), Doing("hot", 0.8, 0.9)),
)
GOAL = {
    "words": "Full days at my own bench again",
    "why": "The workshop is mine. I did not build it to look at it.",
    "level_0": "three days a week, six hours each",
    "level_m1": "two hours, then the floor",
    "level_p1": "four days",
    "level_p2": "five days, like before",
}
FULLER = {**GOAL, "level_0": "four days a week, eight hours each", "level_p1": "five days"}
NIGHTS = {
    "words": "Sleep through without the evening tablet",
    "why": "You told me that it makes the morning thick.",
    "level_0": "five nights of seven",
    "level_m1": "the tablet every night",
    "level_p1": "all nights of a month",
}
MAT = {
    "what": "Ten minutes of bending and rolling on the mat, before work",
    "mechanism": "A back that is held still for fear of pain gets stiffer and reports more of it. Small bends, every day, teach it that bending is safe.",
    "should_see": "Less stiffness in the first hour, and bending to the lower drawer without planning it",
    "should_see_when": "after three to four weeks",
    "how_sure": "Good studies for backs like yours. How fast it goes with you, nobody knows.",
    "stands_on": "STUDY",
    "way_1_what": "The same in warm water",
    "way_2_what": "Two times five minutes",
}
HELPER = {
    "what": "Two half days a week with the apprentice doing the lifting",
    "mechanism": "You said that the days after lifting are the worst ones. If he lifts, you see whether it is the lifting or the standing.",
    "should_see": "Fewer bad mornings after workshop days",
    "should_see_when": "after three weeks",
    "how_sure": "A guess that your own days can answer.",
    "stands_on": "GUESS",
}
TELLING = """Joiner, third generation. Came from Kassel to Bristol in 1995 for a woman; stayed for the work. 2014 I lifted an oak
table top alone because the apprentice was late. Since then the back. Had injections in 2016, no good. Had an operation offered, said no.
The tablets make the head thick, and a thick head and a band saw do not go together. That is all."""
NOTES = (
    ("hard", "Could not put socks on. Went barefoot in the boots."),
    ("any", "Cut 14 dovetails, sitting."),
    ("good", "Six hours standing, paid nothing. See? It is possible."),
    ("hard", "Stood through a delivery. Paid on the same evening."),
    ("any", "Skipped the questions for three days. Nothing to say, so nothing said."),
    ("any", "Apprentice lifted. I watched. Hard to watch."),
    ("hard", "Floor. Ceiling. Floor."),
    ("good", "Slept like a plank, the good sort of plank."),
    ("any", "My head is not the problem, the tablet is."),
)


def tell(staff: Staff, *, today: date, now: datetime, advance: Advance) -> None:
    told = open_record(staff, staff.rossi, called=CALLED, birth_year=1968, ago=OPENED, today=today, now=now)
    told.joined_by(staff.ben, staff.noa, staff.grace, ago=OPENED - 3, asked_by=staff.rossi)
    back, thick = _story(told)
    goal = _goals(told, back, thick)
    steps = _plan(told, goal)
    measures = {"back": back.measure, "thick_head": thick.measure, **told.catalogue("sleep_quality", "strain")}
    measures["standing"] = told.do(
        measures_actions.add_own_measure, told.me, OPENED, patient=told.patient, called="Hours on my feet", question="How long did you stand?",
        input_kind="HOURS", better="NEITHER", unit="h", unit_words="hours", possible_low=0.0, possible_high=24.0, daily="SUM",
    )  # fmt: skip
    asked = [measures[name] for name in ("standing", "sleep_quality", "strain")]
    told.do(choose_questions, told.me, OPENED, 12, patient=told.patient, measures=asked)
    live(told, COURSE, measures, steps=steps, notes=NOTES, advance=advance)
    seeing.looked(told)
    talks.jonas(told)


def _story(told: Partnership) -> tuple[Concern, Concern]:
    told.tells(TELLING, ago=OPENED)
    mine = told.events([
        ("MOVE", "From Kassel to Bristol.", "1995"),
        ("WORK", "My own workshop.", "2003", {"still_going": True}),
        ("INJURY", "The oak table top. Something gave.", "May 2014", {"role_in_story": "SET_OFF"}),
        ("PROCEDURE", "Injections, three of them.", "2016"),
        ("LIFE_EVENT", "Divorce. She kept the dog.", "2017", {"role_in_story": "KEEPS_GOING"}),
        ("TEST", "Pictures of the spine, tube, noise. They said wear and tear, like everyone at fifty.", "2018"),
        ("OTHER", "Said no to the operation.", "autumn 2018"),
        ("WORK", "Took on the apprentice, Callum.", f"{told.day(130):%-d %B %Y}", {"still_going": True, "ago": 128}),
    ], ago=OPENED)  # fmt: skip
    told.events([("INJURY", "Fell from a loading ramp at seventeen; he mentioned it only in passing.", "about 1985")], ago=280, by=told.staff.ben)  # fmt: skip
    back = told.concern("my lower back after ten minutes on my feet", "standing at the bench", 7, ago=OPENED)
    thick = told.concern("the tablets make my head thick", "using the band saw", 5, ago=OPENED)
    noa, ben = told.staff.noa, told.staff.ben
    told.cause("the table top tore something that nobody has found", "WONDERING", [
        (told.me, "FOR", "I heard it.", mine[2]),
        (told.staff.rossi, "AGAINST", "Nothing on the pictures of 2018 would explain ten minutes.", mine[5]),
    ], ago=270, concern=back)  # fmt: skip
    told.cause("holding still for fear of the next time", "WONDERING", [
        (ben, "FOR", "You breathe in and freeze before every bend, also before the ones that do not hurt."),
        (told.me, "AGAINST", "I am not afraid. I am careful."),
    ], ago=250, by=noa, concern=back)  # fmt: skip
    told.takes([
        ("Amitriptyline", "one small tablet in the evening", "nights", "Dr Rossi", "2021"),
        ("Naproxen", "one with breakfast on workshop days", "the back", "Dr Rossi", "2019"),
    ], ago=OPENED)  # fmt: skip
    thinking.jonas(told, back)
    return back, thick


def _goals(told: Partnership, back: Concern, thick: Concern) -> Goal:
    """He raised the bar, so the yes of the others fell; his doctor wrote another goal that he has not agreed to."""
    rossi, ben = told.staff.rossi, told.staff.ben
    bench = told.goal(GOAL, ago=290, concerns=[back], look=10)
    told.says_yes_to(bench, rossi, ben, ago=288)
    told.rates(
        bench,
        told.me,
        (200, -1, "Two hours."),
        (90, -1, "Still two hours."),
        (12, -1, "Two hours and ten minutes, if you must."),
    )
    told.rates(
        bench, ben, (198, -1, ""), (88, 0, ""), (11, 1, "You worked four days last week. I counted, you did not.")
    )
    told.do(goals.edit_goal, told.me, 40, goal=bench, words=FULLER, seen=1, look_day=bench.look_day)
    told.says_yes_to(bench, ben, ago=38)
    told.rates(bench, rossi, (9, 0, ""))
    wishes.tell_jonas(told)
    told.goal(NIGHTS, ago=26, by=rossi, concerns=[thick], look=60)
    return bench


def _plan(told: Partnership, goal: Goal) -> dict[str, Step]:
    ben, grace = told.staff.ben, told.staff.grace
    source = {
        "source": "NICE NG59: low back pain and sciatica in over 16s",
        "url": "https://www.nice.org.uk/guidance/ng59",
    }
    mat = told.suggests(ben, "MOVEMENT", goal, MAT, ago=24, evidence=[source])
    told.answers(mat, "YES_BUT", "On a mat in front of the apprentice? No. At home, and not before seven. And five minutes, not ten.", ago=22)  # fmt: skip
    told.do(plan.call_stuck, told.me, 2, 21, patient=told.patient, words="Three weeks we talk about a mat, and the back talks louder.")  # fmt: skip
    helper = told.suggests(grace, "MOVEMENT", goal, HELPER, ago=125)
    told.answers(helper, "YES", "His idea anyway.", ago=124)
    told.look_back(helper, (102, grace, "HELPED", "YES", "The mornings after are better on paper."), (101, told.me, "CANT_TELL", "NO", "He lifts. I stand about. The back does what it wants."), until=-2)  # fmt: skip
    bench = told.step("Callum lifts, I saw", "When the timber comes in", "He takes the heavy end", ago=123, recommendation=helper, days=0b0010101)  # fmt: skip
    hot = told.step("Hot shower on the back, five minutes", "Before coffee", "", ago=110, goal=goal)
    told.asks(mat, "Why should bending what hurts make it hurt less?", ago=2, part="mechanism")
    return {"bench": bench, "hot": hot}
