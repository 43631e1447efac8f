"""The part of a life in which people think together: sentences, suggestions, and what the doctor understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from concord.plan import actions as plan
from concord.story import actions as story
from concord.story.models import Concern, Event, Sentence

if TYPE_CHECKING:
    from tests.house.lives import Life


def think_together(life: Life) -> None:
    """What we think is going on, suggestions, and what the doctor understood."""
    word, concern = (lambda: life.word("story")), Concern.objects
    with life.by(life.person) as me:
        given = {"patient": life.patient, **me}
        words = {name: word() for name in ("sentence", "second_sentence", "aside_sentence")}
        made = {name: story.write_sentence(words=said, sureness="GUESS", **given) for name, said in words.items()}
        story.set_aside_sentence(sentence=made["aside_sentence"], why=word(), **me)
        event = Event.objects.filter(patient=life.patient, pk=life.things["event"]).get()
        link = story.link_sentence(sentence=made["second_sentence"], event=event, **me)
    with life.by(life.doctor) as doctor:
        suggestion = story.suggest_words(into=made["sentence"], words=word(), why=word(), **doctor)
        about = {"retelling": None, "answered_retelling": concern.get(pk=life.things["closed_concern"])}
        retold = {
            name: story.write_retelling(
                patient=life.patient, concern=one, understood=word(), led_up_to=word(), **doctor
            )
            for name, one in about.items()
        }
    with life.by(life.person) as me:
        answer = {"answer": "MISSED", "words": word(), "seen": 1}
        story.answer_retelling(retelling=retold["answered_retelling"], **answer, **me)
    life.things.update({name: one.pk for name, one in {**made, **retold}.items()})
    life.things.update(sentence_link=link.pk, suggestion=suggestion.pk, sentence_words=words["sentence"])


def ask(life: Life, recommendation) -> None:
    names = ("question", "answered_question", "handed_question", "unclear_question", "talk_question")
    with life.by(life.person) as me:
        asked = {
            name: plan.ask_question(patient=life.patient, about=recommendation, words=life.word("plan"), **me)
            for name in names
        }
    with life.by(life.doctor) as doctor:
        for name in ("answered_question", "unclear_question", "talk_question"):
            plan.answer_question(question=asked[name], words=life.word("plan"), **doctor)
    with life.by(life.person) as me:
        for name in ("unclear_question", "talk_question"):
            plan.say_understood(question=asked[name], understood=False, words=life.word("plan"), **me)
        plan.ask_to_talk(question=asked["talk_question"], way="CALL", **me)
        sentence = Sentence.objects.get(pk=life.things["sentence"])
        asked["sentence_question"] = plan.ask_question(
            patient=life.patient, about=sentence, words=life.word("story"), **me
        )
    life.things.update({name: question.pk for name, question in asked.items()})
