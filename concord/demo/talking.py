"""What people of the demo write to each other and about each other, through the room's own actions."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw

from concord.conversation import actions as conversation
from concord.conversation.models import Message, Note, Thread
from concord.database.acting import acting_as
from concord.demo.partnership import Partnership
from concord.people.models import CareTie, Membership, Person

Who = Person | Membership


def begins(told: Partnership, by: Who, words: str, *others: Who, called: str = "", ago: int, hour: int = 10) -> Thread:
    """With `others`, or with every professional of the team."""
    with acting_as(told.me):
        ties = CareTie.objects.still_open().filter(patient=told.patient, person__in=[_person(one) for one in others])
        chosen = list(ties.select_related("person")) or None
    return told.do(
        conversation.begin_thread, by, ago, hour, patient=told.patient, called=called, words=words, others=chosen
    )


def says(told: Partnership, thread: Thread, by: Who, words: str, *, ago: int, hour: int = 10) -> Message:
    return told.do(conversation.write_message, by, ago, hour, thread=thread, words=words)


def hears(told: Partnership, said: Message | Thread, by: Who, words: str, *, ago: int, hour: int = 12) -> None:
    """Of a thread, its first message."""
    with acting_as(told.me):
        first = Message.objects.filter(thread=said).order_by("pk").first() if isinstance(said, Thread) else said
    told.do(conversation.say_heard, by, ago, hour, message=first, words=words, seen=first.number)


def notes(
    told: Partnership, by: Membership, words: str, *, ago: int, hour: int = 11, kind: str = "VISIT", **more
) -> Note:
    return told.do(conversation.write_note, by, ago, hour, patient=told.patient, kind=kind, words=words, **more)


def has_read(told: Partnership, *threads: Thread, who: Sequence[Who], ago: int = 0) -> None:
    """So that it is no longer new to them."""
    for thread in threads:
        for one in who:
            told.do(conversation.look_at_thread, one, ago, 9, thread=thread)


def with_picture(told: Partnership, thread: Thread, by: Who, name: str, *, ago: int, hour: int = 10) -> None:
    told.do(conversation.attach_file, by, ago, hour, thread=thread, name=name, content=a_cup())


def a_cup() -> bytes:
    """A drawn kitchen cup on a table: invented, like everybody here."""
    picture = Image.new("RGB", (900, 640), (236, 228, 212))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 430, 900, 640), fill=(176, 146, 112))
    draw.ellipse((520, 250, 700, 430), outline=(64, 104, 112), width=26)
    draw.rounded_rectangle((240, 190, 590, 500), radius=44, fill=(88, 132, 140))
    draw.ellipse((262, 176, 568, 252), fill=(60, 40, 28))
    made = io.BytesIO()
    picture.save(made, "JPEG", quality=85)
    return made.getvalue()


def _person(who: Who) -> Person:
    return who.person if isinstance(who, Membership) else who
