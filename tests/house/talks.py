"""What is said and noted in a whole record; see `lives`."""

from __future__ import annotations

from datetime import timedelta

from concord.conversation import actions as conversation
from concord.conversation.models import Member
from concord.plan import actions as plan
from concord.plan.models import Recommendation
from tests.house.life import Life
from tests.make import conversation as make_conversation


def talk(life: Life) -> None:
    """Two threads of patient and doctor; nobody else of the team is in them."""
    word = lambda topic="messages": life.word(topic)  # noqa: E731
    begin = {"patient": life.patient, "others": [make_conversation.tie_of(life.patient, life.doctor)]}
    with life.by(life.person) as me:
        thread = conversation.begin_thread(words=word(), called=word(), **begin, **me)
        away = conversation.begin_thread(words=word(), called=word(), **begin, **me)
        conversation.put_away_thread(thread=away, **me)
        said = make_conversation.first_of(thread, life.person)
        conversation.change_message(message=said, words=word(), seen=1, **me)
        sent = conversation.attach_file(
            thread=thread, name=f"{word()}.png", content=make_conversation.picture("PNG"), **me
        )
        kept = conversation.write_message(thread=thread, words=word(), **me)
        gone = conversation.write_message(thread=thread, words=word(), **me)
        conversation.take_back_message(message=gone, **me)
        conversation.keep_draft(
            patient=life.patient, kind="THREAD", words=word(), called=life.word("messages", shown=False), **me
        )
        conversation.keep_draft(patient=life.patient, kind="MESSAGE", thread=thread, words=word(), **me)
        unsent = conversation.attach_file(
            thread=thread, name=f"{word()}.jpg", content=make_conversation.picture(), **me
        )
        conversation.look_at_thread(thread=thread, **me)
        suggested = Recommendation.objects.get(pk=life.things["recommendation"])
        plan.write_about(patient=life.patient, about=suggested, **me)
    with life.by(life.doctor) as doctor:
        heard = conversation.say_heard(message=said, words=word(), seen=2, **doctor)
        answer = conversation.write_message(thread=thread, words=word(), **doctor)
        conversation.keep_draft(patient=life.patient, kind="NOTE", words=life.word("notes", shown=False), **doctor)
        member = Member.objects.get(thread=thread, person=life.doctor)
    life.things.update(
        thread=thread.pk, away_thread=away.pk, message=said.pk, kept_message=kept.pk, heard=heard.pk, answer_message=answer.pk, sent_file=sent.pk,
        attachment=unsent.pk, thread_member=member.pk,
    )  # fmt: skip


def take_notes(life: Life) -> None:
    soon = life.now.date() + timedelta(days=9)
    kinds = {
        "note": ("notes", {}), "waiting_note": ("waiting", {"shown": "WAITS", "wait_until": soon}),
        "protected_note": ("guarded", {"shown": "PROTECTED", "protects": "THIRD_PARTY"}),
    }  # fmt: skip
    with life.by(life.doctor) as doctor:
        for name, (topic, given) in kinds.items():
            why = {"why": life.word(topic)} if given else {}
            made = conversation.write_note(
                patient=life.patient, kind="VISIT", words=life.word(topic), **why, **given, **doctor
            )
            conversation.change_note(note=made, words=life.word(topic), seen=1, **doctor)
            life.things[name] = made.pk
