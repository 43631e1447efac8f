"""What Concord saw in the invented days, look after look as the nights would have brought it, and what came of it."""

from __future__ import annotations

from concord.database.acting import acting_as
from concord.demo.partnership import Partnership
from concord.findings import actions as findings
from concord.findings.models import Finding
from concord.goals.models import Goal
from concord.measures.models import Measure
from concord.people.models import Membership, Person
from concord.plan import actions as plan
from concord.story.models import PossibleCause, Sentence

LOOKS = (42, 1)
"""Days ago: what stood out at the first look can have held up by the second."""
OFTEN = (98, 56, 1)
BARROW = {
    "what": "Half a load in the barrow, and the other half the day after",
    "mechanism": "After a day of much moving your hip is worse the next morning. Two halves are the same beans, but half the bill.",
    "should_see": "Mondays that say less",
    "should_see_when": "after two months",
    "how_sure": "A question that your own days raised. When we spoke of it, it was not more than that.",
    "stands_on": "OWN_DATA",
}


def looked(told: Partnership, *agos: int) -> None:
    for ago in agos or LOOKS:
        # In the morning: later it is tomorrow somewhere on earth, and a look counts tomorrow's invented days as well.
        told.do(findings.run_findings, told.me, ago, 8, patient=told.patient)


def connection(told: Partnership, cause: Measure, effect: Measure, lag: int) -> Finding | None:
    """What stood out between these two, so many days later; None where these days did not show it."""
    with acting_as(told.me):
        found = Finding.objects.filter(patient=told.patient, cause_measure=cause, effect_measure=effect, lag=lag)
        return found.told().first()


def before_and_after(told: Partnership, words: str) -> Finding | None:
    """One that has an answer, whichever: of the dated thing with these first words."""
    with acting_as(told.me):
        found = Finding.objects.filter(patient=told.patient, cause_mark__words__startswith=words, mark_ended=False)
        return found.filter(estimate__isnull=False).order_by("q", "pk").first()


def says_of(told: Partnership, finding: Finding | None, *rows: tuple[int, Person | Membership, str, str]) -> None:
    """Rows of days ago, who, HELPED and the like, and their words."""
    for ago, who, says, words in rows if finding else ():
        told.do(findings.say_whether_it_helped, who, ago, 19, finding=finding, says=says, words=words)


def thandi(told: Partnership, measures: dict[str, Measure]) -> None:
    """The short nights held up: a sentence and a possible cause rest on it. Of the walks both say what they think."""
    rossi, tom = told.staff.rossi, told.staff.tom
    looked(told, *OFTEN)
    nights = connection(told, measures["sleep_hours"], measures["head"], 1)
    if nights is not None:
        with acting_as(told.me):
            sentence = Sentence.objects.get(patient=told.patient, words__startswith="After a night in pieces")
            cause = PossibleCause.objects.get(patient=told.patient, words__startswith="short nights")
            told.do(findings.say_looked, rossi, 0, 7, patient=told.patient, findings=[nights])
        told.do(findings.rest_sentence_on, told.me, 0, 8, sentence=sentence, finding=nights)
        told.do(findings.give_as_evidence, rossi, 0, 7, finding=nights, cause=cause, side="FOR", words="Concord sees it in your days too: after an hour less of sleep your head presses more the next day.")  # fmt: skip
    says_of(
        told, before_and_after(told, "Walk 10 minutes"),
        (0, told.me, "HELPED", "I walk further than the clock says."), (0, tom, "HELPED", "Your afternoons say it too."),
    )  # fmt: skip


def hugh(told: Partnership, hip: Measure) -> None:
    """A recommendation rests on what was a question then. By the last look it has held up, so whoever gave it looks again."""
    looked(told, LOOKS[0])
    moved = connection(told, told.catalogue("movement_minutes")["movement_minutes"], hip, 1)
    if moved is not None:
        with acting_as(told.me):
            goal = Goal.objects.filter(patient=told.patient).order_by("pk").first()
        half = told.suggests(told.staff.tom, "MOVEMENT", goal, BARROW, ago=33, evidence=[{"finding": moved}])
        told.answers(
            half, "TRY", "Three weeks, on trial. Jean has long held that I am paid by the journey.", ago=32, look=-11
        )
        step = told.step("Half a barrow, then the other half tomorrow", "When the spade goes back on its nail", "One spadeful less", ago=31, recommendation=half, times_a_week=1)  # fmt: skip
        for ago in (27, 20, 12, 6):
            told.do(plan.mark_step, told.me, ago, 19, step=step, day=told.day(ago), state="DONE")
    looked(told, LOOKS[1])
