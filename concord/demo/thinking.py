"""What each partnership thinks is going on, what the professionals understood, and what was suggested into whose words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from concord.database.acting import acting_as
from concord.demo.partnership import Partnership
from concord.people.models import Membership, Person
from concord.plan import actions as plan
from concord.plan.models import Question
from concord.story import actions as story
from concord.story.models import Concern, Event, PossibleCause, Retelling, Sentence, Suggestion

Who = Person | Membership


def thinks(
    told: Partnership, who: Who, words: str, sureness: str, *, ago: int, on: tuple[str, ...] = (), names: bool = False
) -> Sentence:
    """`on` are the first words of what it rests on: an event of the story, or a possible cause."""
    one = told.do(story.write_sentence, who, ago, 18, patient=told.patient, words=words, sureness=sureness, names_condition=names)  # fmt: skip
    for begins in on:
        with acting_as(told.me):
            event = Event.objects.filter(patient=told.patient, words__startswith=begins).first()
            cause = PossibleCause.objects.filter(patient=told.patient, words__startswith=begins).first()
        told.do(story.link_sentence, who, ago, 19, sentence=one, event=event, cause=None if event else cause)
    return one


def offers(told: Partnership, who: Who, into: Any, words: str, why: str, *, ago: int) -> Suggestion:
    return told.do(story.suggest_words, who, ago, 20, into=into, words=words, why=why)


def retells(told: Partnership, who: Who, understood: str, led_up_to: str, *, ago: int, concern: Concern | None = None) -> Retelling:  # fmt: skip
    given = {"understood": " ".join(understood.split()), "led_up_to": " ".join(led_up_to.split())}
    return told.do(story.write_retelling, who, ago, 12, patient=told.patient, concern=concern, **given)


def says_to(told: Partnership, retelling: Retelling, answer: str, words: str, *, ago: int) -> None:
    with acting_as(told.me):
        retelling.refresh_from_db()
    told.do(story.answer_retelling, told.me, ago, 19, retelling=retelling, answer=answer, words=words, seen=retelling.number)  # fmt: skip


def thandi(told: Partnership, head: Concern) -> None:
    """Yes after “not quite”, one answer that waits, and a page that has been revised."""
    rossi, mia, ben = told.staff.rossi, told.staff.mia, told.staff.ben
    first = retells(
        told, rossi, "Your head presses on most days. You work through it, and then the evening with Lwazi is gone.",
        "It began before exams, and it got worse when Lwazi did not sleep.", ago=236, concern=head,
    )  # fmt: skip
    says_to(told, first, "NOT_QUITE", "It is not the evenings. It is that I never know in the morning which day it will be.", ago=235)  # fmt: skip
    told.do(
        story.rewrite_retelling, rossi, 234, 13, retelling=first, seen=1,
        understood="Your head presses on most days, and the worst of it is not knowing in the morning which day it will be. So you promise Lwazi nothing.",
        led_up_to="It began before exams, and it got worse when Lwazi did not sleep.",
    )  # fmt: skip
    says_to(told, first, "YES", "Yes. That about promising nothing, I had not even said.", ago=233)
    retells(
        told, mia, "On early shifts you feed three hundred children and forget yourself until two. By then you have nothing left for anybody.",
        "The school kitchen, and before that the bakery: you have eaten at other people’s hours since 2008.", ago=3,
    )  # fmt: skip
    thinks(told, rossi, "Tension-type headache. The scan of 2015 and everything since speak for it, and nothing speaks for something dangerous.", "KNOWN", ago=230, on=("A scan of my head", "Tension-type headache"), names=True)  # fmt: skip
    nights = thinks(told, told.me, "After a night in pieces my head presses more the next day.", "LIKELY", ago=226, on=("short nights", "Lwazi did not sleep"))  # fmt: skip
    neck = thinks(told, ben, "The muscles beside your neck hold the tension of the kitchen bench.", "LIKELY", ago=168, on=("long mornings at the kitchen",))  # fmt: skip
    thinks(told, told.me, "I am calmer when I know that nothing is growing in there, and a calm head presses less.", "GUESS", ago=120)  # fmt: skip
    weather = thinks(told, told.me, "My mother’s weather lives in my head too.", "GUESS", ago=229)
    told.do(story.set_aside_sentence, told.me, 205, sentence=weather, why="Six weeks of weather beside my head, and they did not care for each other.")  # fmt: skip
    taken = offers(told, rossi, nights, "After a night in pieces my head presses more the next day, most of the time.", "Your days say “mostly”: at your sister’s it was not so.", ago=90)  # fmt: skip
    told.do(story.accept_suggestion, told.me, 89, 20, suggestion=taken, seen=nights.words)
    told.do(
        story.revise_sentence, ben, 60, sentence=neck, seen=1, sureness="GUESS",
        words="The muscles beside your neck hold the tension of the kitchen bench. Whether they make the pressing, we are trying out.",
    )  # fmt: skip
    with acting_as(told.me):
        hungry = PossibleCause.objects.get(patient=told.patient, words__startswith="nothing to eat")
    offers(told, mia, hungry, "nothing to eat between five and two on early shifts, and too little to drink", "You told me that you leave the cup at the till.", ago=5)  # fmt: skip


def jonas(told: Partnership, back: Concern) -> None:
    """Two who see it differently, side by side; and something that was missed."""
    rossi, ben, noa = told.staff.rossi, told.staff.ben, told.staff.noa
    missed = retells(
        told, ben, "You can stand for ten minutes, then the back stops you. You would rather carry on than lie down.",
        "The table top in 2014, and a fall at seventeen that nobody asked about.", ago=245, concern=back,
    )  # fmt: skip
    says_to(told, missed, "MISSED", "Callum. Since he is here I have to stand and show, and cannot sit down in front of him.", ago=20)  # fmt: skip
    unsure = retells(told, noa, "You fear the next time, so you hold still.", "Years in which every doctor said something else.", ago=240)  # fmt: skip
    says_to(told, unsure, "NOT_QUITE", "Fear is your word. I say care.", ago=239)
    told.do(
        story.rewrite_retelling, noa, 12, retelling=unsure, seen=1,
        understood="You take care of your back the way you take care of a saw: you know what it can do to you.",
        led_up_to="Years in which every doctor said something else, so that you only trust what you have tried.",
    )  # fmt: skip
    thinks(told, rossi, "The pictures of 2018 show wear that most people of your age have.", "KNOWN", ago=265, on=("Pictures of the spine",))  # fmt: skip
    torn = thinks(told, told.me, "Something tore when I lifted the table top, and nobody has found it.", "LIKELY", ago=264, on=("The oak table top", "the table top tore"))  # fmt: skip
    still = thinks(told, noa, "Holding still makes the back stiffer than the work does.", "GUESS", ago=240, on=("holding still for fear",))  # fmt: skip
    thinks(told, told.me, "The tablet makes the morning, not the back.", "LIKELY", ago=210)
    offers(told, rossi, torn, "Something gave when I lifted the table top. What it was, nobody can see on the pictures.", "That it tore is more than anybody knows.", ago=30)  # fmt: skip
    kept = offers(told, told.me, still, "Holding still makes the back stiffer than easy work does.", "A delivery is not easy work.", ago=200)  # fmt: skip
    told.do(story.leave_suggestion, noa, 198, suggestion=kept, words="I mean all work, also the hard one. Let us see what the mat shows.")  # fmt: skip


def hugh(told: Partnership) -> None:
    """The question that is late: he would rather talk."""
    with acting_as(told.me):
        late = Question.objects.waiting().filter(patient=told.patient, answer_by__lt=told.today).first()
    if late is not None and late.answer_by + timedelta(days=1) <= told.today:
        told.do(plan.ask_to_talk, told.me, 0, 8, question=late, way="CALL")
