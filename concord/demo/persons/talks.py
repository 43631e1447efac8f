"""Four partnerships talk: what was heard and by whom, what still waits, notes that are open, one that waits for a talk."""

from __future__ import annotations

from datetime import timedelta

from concord.conversation import actions as conversation
from concord.conversation.models import Thread
from concord.database.acting import acting_as
from concord.demo.partnership import Partnership
from concord.demo.talking import begins, has_read, hears, notes, says, with_picture
from concord.goals.models import Goal
from concord.people.models import Person
from concord.plan import actions as plan


def thandi(told: Partnership, sipho: Person) -> None:
    rossi, mia, me = told.staff.rossi, told.staff.mia, told.me
    nights = begins(told, me, "Since the clocks went back I wake at three again, and then the head is there before the alarm. Four nights of seven. Is that a reason to change something, or do we wait?", rossi, mia, called="The nights again", ago=9, hour=21)  # fmt: skip
    hears(told, nights, rossi, "I read that you wake at three, four nights of seven, since the clocks changed. Nothing needs changing this week. I look at your days before you come and we decide then.", ago=8, hour=8)  # fmt: skip
    answer = says(told, nights, mia, "That half-hour of light in the morning helps most people over the change. Would the walk fit before work instead of after the kettle, just for this fortnight?", ago=8, hour=13)  # fmt: skip
    hears(told, answer, me, "You mean: same walk, only earlier, until it is light again. I try it from Monday.", ago=7, hour=20)  # fmt: skip
    says(told, nights, me, "Monday to Wednesday before work. Woke at three only once. My head was a two on Wednesday!", ago=3, hour=19)  # fmt: skip
    latest = says(told, nights, me, "One more thing before Thursday: the chemist had a different magnesium, twice as strong. Do I take half, or is that the same in the end?", ago=1, hour=18)  # fmt: skip
    told.do(conversation.change_message, me, 1, 19, message=latest, seen=1, words="One more thing before Thursday: the chemist only had another magnesium, twice as strong. Do I take half, or is that the same in the end?")  # fmt: skip
    breakfast = begins(told, me, "This is the famous breakfast. Standing, next to the dishwasher.", mia, called="Breakfast standing up", ago=26, hour=7)  # fmt: skip
    with_picture(told, breakfast, me, "IMG_2291.jpg", ago=25, hour=7)
    evidence = says(told, breakfast, me, "With evidence.", ago=25, hour=7)
    hears(told, evidence, mia, "Seen. Nothing to do, except to keep the blue cup.", ago=24, hour=9)
    hears(told, breakfast, mia, "I see half a banana and a coffee, at seven, standing. That counts, and on Friday I ask how the afternoons were.", ago=24, hour=9)  # fmt: skip
    home = begins(told, me, "Sipho, I put you in here with Dr Rossi, so that I do not have to explain everything twice.", rossi, sipho, called="At home", ago=60, hour=20)  # fmt: skip
    hears(told, home, sipho, "I understood that the alarm stays where it is, also on Sundays. I take Lwazi to football.", ago=59, hour=21)  # fmt: skip
    notes(told, rossi, "Seen today. Pressing headache about halved since spring, still worse after short nights. Neck freely movable, no signs that worry me. We keep the fixed rise time, look again in three weeks. She asks whether the walks or the rising did it; I said that nobody can tell, as both began in the same month.", ago=14)  # fmt: skip
    notes(told, mia, "Rang at noon. Breakfast before ten on four of five school days. She laughs about it, which I take as a good sign.", kind="CALL", ago=23, hour=12)  # fmt: skip
    notes(told, rossi, "Her sister's diagnosis came up at the end and she went quiet. I want to ask her in person whether she would like to talk about being tested herself, before she reads it in a line of mine.", ago=2, shown="WAITS", wait_until=told.today + timedelta(days=6), why="She should hear this from me, not read it.")  # fmt: skip
    has_read(told, nights, breakfast, home, *_about_goals(told), who=[me])
    has_read(told, breakfast, who=[mia])


def _about_goals(told: Partnership) -> tuple[Thread, Thread]:
    """Two that were begun from a goal: in the list the words of each goal tell them apart."""
    rossi, mia, me, given = told.staff.rossi, told.staff.mia, told.me, {"patient": told.patient}
    with acting_as(me):
        play, bite = Goal.objects.filter(ended_at=None, **given).order_by("pk")[:2]
    playing = told.do(plan.write_about, me, 44, 20, about=play, **given)
    hour = says(told, playing, me, "A whole hour at the swings, and the day after I was fine. Does that count as the next level?", ago=44, hour=20)  # fmt: skip
    hears(told, hour, rossi, "Heard: an hour, and a good day after it. The levels are yours: if it happens three times, say so, and we look together.", ago=43, hour=8)  # fmt: skip
    eating = told.do(plan.write_about, mia, 20, 11, about=bite, **given)
    asked = says(told, eating, mia, "Which early shift is the hardest one for it? I would like to think about that one first.", ago=20, hour=11)  # fmt: skip
    hears(
        told,
        asked,
        me,
        "You want the hardest. Thursdays, when the vegetables come. I write down two Thursdays.",
        ago=19,
        hour=19,
    )
    has_read(told, playing, eating, who=[rossi, mia, told.staff.ben, told.staff.tom])
    return playing, eating


def jonas(told: Partnership) -> None:
    ben, rossi, me = told.staff.ben, told.staff.rossi, told.me
    mat = begins(told, me, "Tried your rolling, at home, curtain closed. Five minutes. Back did not fall off.", ben, called="The mat", ago=12, hour=21)  # fmt: skip
    hears(told, mat, ben, "I read: five minutes, at home, and nothing worse after it. Then that is our number, and I stop saying ten.", ago=11, hour=9)  # fmt: skip
    sent = says(told, mat, ben, "Do you bend to the lower drawer with held breath, or breathing out?", ago=11, hour=9)
    said = says(told, mat, me, "None of your business how I breathe.", ago=10, hour=22)
    told.do(conversation.take_back_message, me, 10, 23, message=said)
    hears(told, sent, me, "Watched myself. Held it. Every time. Annoying.", ago=9, hour=20)
    begins(told, me, "The evening tablet. I left it out on two nights, the sleep was bad, the head was clear. What now? I have a delivery on Friday and cannot saw thick-headed.", rossi, called="The evening tablet", ago=6, hour=20)  # fmt: skip
    notes(told, rossi, "He would rather have clear mornings than whole nights, and says so. We do not agree on the order, and I have told him that. Tablet stays for now, at the lowest amount; he may bring the Friday question any time.", ago=20)  # fmt: skip


def amira(told: Partnership) -> None:
    grace, rossi, me = told.staff.grace, told.staff.rossi, told.me
    month = begins(told, me, "Bad month. Please nobody ask me to explain it. I only want you to know.", grace, rossi, called="This month", ago=12, hour=16)  # fmt: skip
    hears(told, month, grace, "Heard: a bad month, and no questions. I keep your Tuesday free and ring only if you say so.", ago=12, hour=17)  # fmt: skip
    hears(told, month, rossi, "I read it. The certificate for the university is ready without a visit; it comes by post on Thursday.", ago=11, hour=8)  # fmt: skip
    thanks = says(told, month, me, "Letter came. Thank you. That was the nicest thing this week.", ago=7, hour=15)
    hears(
        told, thanks, rossi, "Good that it came. Nothing to do for you. We see each other when you can.", ago=6, hour=8
    )
    notes(told, grace, "Wrote instead of calling, as she asked. Plan for bad months works: two smallest steps, curtains, no visitors.", kind="THOUGHT", ago=10)  # fmt: skip


def piet(told: Partnership) -> None:
    okafor, me = told.staff.okafor, told.me
    with acting_as(me):
        anneke = told.patient.ties.get(detail="daughter", until_at=None).person
    boxes = begins(told, me, "My daughter reads along here, she has the better eyes. The white ones and the oval white ones are hard to tell apart since the chemist changed. Which is the water one?", okafor, anneke, called="The white tablets", ago=40, hour=9)  # fmt: skip
    hears(told, boxes, okafor, "I understood that two boxes look alike now. I have asked the chemist to label them in large print; Anneke can collect them from Wednesday.", ago=39, hour=8)  # fmt: skip
    fetched = says(
        told,
        boxes,
        anneke,
        "Collected. He read the labels out to me over the telephone, both of them, twice.",
        ago=36,
        hour=18,
    )
    hears(told, fetched, okafor, "Good. At the next visit we go through all nine together.", ago=35, hour=8)
    says(
        told,
        boxes,
        anneke,
        "He has not answered the evening questions for two weeks. He says he is fine. Should I worry?",
        ago=4,
        hour=20,
    )
    notes(told, okafor, "Feet looked at with the monofilament: less feeling on the left than in spring. He wants no more tablets. Agreed to look at shoes first.", ago=45)  # fmt: skip
    notes(told, okafor, "His daughter rang and told me about her own worries at home. It belongs to her, and is here only so that we go gently when we ask her to do more.", kind="CALL", ago=38, shown="PROTECTED", protects="THIRD_PARTY", why="It is about the daughter and was said in confidence.")  # fmt: skip
    has_read(told, boxes, who=[me])
