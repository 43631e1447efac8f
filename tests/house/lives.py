"""A whole record, lived through the rooms' own actions, with a word of its own in every text.

Every word made here is found nowhere else: met in an answer, it tells whose it is and under which topic it was shared.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from concord.checkins import actions as checkins
from concord.database.acting import acting_as
from concord.findings import actions as findings
from concord.findings.reads import of_marks
from concord.findings.reads import told as findings_told
from concord.goals.models import Goal
from concord.measures import actions as measures
from concord.measures.models import Measure
from concord.medicines import actions as medicines
from concord.people.models import Person, Practice
from concord.people.roles import Role
from concord.plan import actions as plan
from concord.story import actions as story
from concord.story.models import Event, EventChange, PossibleCause, Sentence
from tests.house.life import CANARY, NOWHERE, Life
from tests.house.lives_of_agreement import agree_and_look
from tests.house.lives_of_goals import lay_beside, say_what_matters_most, set_goals
from tests.house.lives_of_plan import order_promise_and_look_again
from tests.house.lives_together import ask, think_together
from tests.house.lives_with_experiments import try_out
from tests.house.lives_with_visits import fill_shelf, meet
from tests.house.talks import take_notes, talk
from tests.make import findings as make_findings
from tests.make import people as make

__all__ = ["CANARY", "NOWHERE", "Life", "a_life"]


def tell_story(life: Life) -> None:
    word, things = (lambda: life.word("story")), life.things
    with life.by(life.person) as me:
        story.begin_telling(patient=life.patient, **me)
        first = story.tell(patient=life.patient, words=f"In 2009 {word()}.", seen=0, **me)
        things["piece"] = f"In 2010 {word()}."
        words = f"{things['piece']} Since 2015 {word()}."
        told = story.tell(patient=life.patient, words=words, seen=first.number, **me)
        events = [_event(life, me, kind="INFECTION", when="2003"), _event(life, me, kind="WORK", when="spring 2011")]
        story.edit_event(
            event=events[0], kind="INFECTION", words=word(), when="2003", until="", role_in_story="SET_OFF", **me
        )
        story.remove_event(event=events[1], **me)
        # A concern is asked about each day in its own words, so these are read wherever the days are shared.
        named = [life.word("concern") for _ in range(2)]
        concerns = [
            story.name_concern(
                patient=life.patient, words=words, keeps_me_from=life.word("story", shown=not place), level=6, **me
            )
            for place, words in enumerate(named)
        ]
        story.close_concern(concern=concerns[1], **me)
        causes = [story.write_cause(patient=life.patient, words=word(), concern=concerns[0], **me) for _ in range(2)]
        texts = life.words("days", called="", question="", low_words="", high_words="")
        measure = measures.add_own_measure(patient=life.patient, input_kind="SCALE", better="DOWN", **texts, **me)
        evidence = story.add_evidence(cause=causes[0], side="FOR", words=word(), event=events[0], measure=None, **me)
        story.add_evidence(cause=causes[0], side="AGAINST", words=word(), event=None, measure=measure, **me)
        story.remove_cause(cause=causes[1], **me)
    with life.by(life.doctor) as doctor:
        _event(life, doctor, kind="CONDITION", when="2017", said_by="OTHER", said_by_words=word())
    with acting_as(life.person):
        change = EventChange.objects.filter(event=events[0]).order_by("pk").first()
    things.update(
        telling=told.pk, event=events[0].pk, removed_event=events[1].pk, change=change.pk, concern=concerns[0].pk, measure=measure.pk,
        closed_concern=concerns[1].pk, cause=causes[0].pk, removed_cause=causes[1].pk, evidence=evidence.pk,
    )  # fmt: skip


def _event(life: Life, who: dict, **more):
    return story.add_event(patient=life.patient, words=life.word("story"), **more, **who)


def list_medicines(life: Life) -> None:
    with life.by(life.person) as me:
        for name in ("medicine", "stopped_medicine", "removed_medicine"):
            texts = life.words("medicines", called="", how_taken="", what_for="", chosen_by_words="")
            life.things[name] = medicines.add_medicine(patient=life.patient, since="2020", **texts, **me).pk
        find = {
            name: medicines.Medicine.objects.get(pk=life.things[name]) for name in life.things if "medicine" in name
        }
        reason, day = life.word("medicines"), life.now.date() - timedelta(days=30)
        medicines.stop_medicine(medicine=find["stopped_medicine"], reason=reason, day=day, **me)
        medicines.remove_medicine(medicine=find["removed_medicine"], **me)
        measures.mark(
            patient=life.patient, kind="MEDICINE", words=life.word("medicines"), from_day=day, key="a mark", **me
        )


def live_days(life: Life) -> None:
    today = life.now.date()
    with life.by(life.person) as me:
        measure = Measure.objects.get(pk=life.things["measure"])
        checkins.choose_questions(patient=life.patient, measures=[measure], **me)
        for back in range(3):
            given = {"day": today - timedelta(days=back), "zone": "Europe/London", "answers": {measure: 4.0 + back}}
            checkins.answer_checkin(patient=life.patient, note=life.word("days", shown=False), **given, **me)
            checkins.answer_checkin(patient=life.patient, note=life.word("days"), **given, **me)
        measures.choose_measure(patient=life.patient, measure=measure, **me)
        measures.choose_cup_size(patient=life.patient, millilitres=250, from_day=today, **me)
        life.things["flare"] = checkins.call_flare(patient=life.patient, day=today, **me).pk
        for name in ("result", "removed_result"):
            texts = life.words("days", called="", value_words="", unit_words="", lab="")
            made = measures.record_test_result(patient=life.patient, day=today, key=name, **texts, **me)
            life.things[name] = made.pk
        measures.remove_test_result(patient=life.patient, result=made, **me)
        for name in ("episode", "removed_episode"):
            made = _attack(life, measure, me)
            life.things[name] = made.pk
        measures.remove_episode(patient=life.patient, episode=made, **me)
        given = {
            "zone": "Europe/London",
            "source": "BY_HAND",
            "day": today,
            "measure": measure,
            "patient": life.patient,
        }
        for name, value in (("key", 3.0), ("gone_key", 5.0)):
            life.things[name] = measures.record(key=f"{life.name} {name}", value=value, **given, **me).key
        measures.correct_value(patient=life.patient, key=life.things["gone_key"], value=None, day=today, **me)


def _attack(life: Life, measure: Measure, who: dict):
    return measures.record_episode(
        patient=life.patient, measure=measure, began_at=life.now - timedelta(hours=5), ended_at=life.now, strength=6,
        day=life.now.date(), zone="Europe/London", words=life.word("days"), key=f"{life.name} {life.numbers()}", **who,
    )  # fmt: skip


def look_at_days(life: Life) -> None:
    """Five months of nights that do something to a head, looked through once."""
    make_findings.days(life.patient, life.person, until=life.now.date(), now=life.now)
    make_findings.look(life.patient, life.person, now=life.now)
    with life.by(life.person) as me:
        found, cause = findings_told(life.patient).first(), PossibleCause.objects.get(pk=life.things["cause"])
        findings.give_as_evidence(finding=found, cause=cause, side="FOR", words=life.word("story"), **me)
        second = Sentence.objects.get(pk=life.things["second_sentence"])
        life.things["support"] = findings.rest_sentence_on(sentence=second, finding=found, **me).pk
        findings.choose_use(patient=life.patient, measure=found.cause_measure, used_as="NOT_ASKED", **me)
        marked = of_marks(life.patient).first()
        findings.say_whether_it_helped(finding=marked, says="CANT_TELL", words=life.word("medicines"), **me)
    life.things.update(finding=found.pk, marked=marked.pk)


BECAUSE = dict.fromkeys(
    (
        "what",
        "mechanism",
        "should_see",
        "should_see_when",
        "how_sure",
        "who_does",
        "call_when",
        "way_1_what",
        "ours_harms",
    ),
    "",
)


def plan_together(life: Life) -> None:
    goal = Goal.objects
    states = ("recommendation", "answered", "agreed", "withdrawn", "for_steps", "explained", "looked", "corrected")
    with life.by(life.doctor) as doctor:
        given = {"patient": life.patient, "goal": goal.get(pk=life.things["goal"]), "kind": "SLEEP"}
        rests = {"event": Event.objects.get(pk=life.things["event"]), "cause": PossibleCause.objects.get(pk=life.things["cause"]),
                 "measure": Measure.objects.get(pk=life.things["measure"])}  # fmt: skip
        source = [
            *({name: one} for name, one in rests.items()),
            {"source": life.word("plan"), "url": "https://example.org/"},
        ]
        made = {
            name: plan.propose_recommendation(words={**life.words("plan", **BECAUSE), "stands_on": "GUESS"}, evidence=source, **given, **doctor)
            for name in states
        }  # fmt: skip
        plan.withdraw_recommendation(recommendation=made["withdrawn"], words=life.word("plan"), **doctor)
    with life.by(life.person) as me:
        for name, answer in (("answered", "YES_BUT"), ("agreed", "YES"), ("for_steps", "YES")):
            words = life.word("plan")
            made[name] = plan.answer_recommendation(recommendation=made[name], answer=answer, words=words, seen=1, **me)
    life.things.update({name: one.pk for name, one in made.items()})
    understand(life, made["explained"])
    agree_and_look(life, made["looked"], made["corrected"])
    take_steps(life, made["for_steps"])
    ask(life, made["recommendation"])
    order_promise_and_look_again(life)


def understand(life: Life, recommendation) -> None:
    given = {"recommendation": recommendation, "seen": 1}
    with life.by(life.doctor) as doctor:
        plan.explain(how="TALK", words=life.word("plan"), **given, **doctor)
        plan.write_down_weighed(worry=life.word("plan"), **given, **doctor)
        plan.write_down_told(words=life.word("plan"), **given, **doctor)
    with life.by(life.person) as me:
        plan.tell_back(words=life.word("plan"), **given, **me)


def take_steps(life: Life, recommendation) -> None:
    today = life.now.date()
    names = ("step", "small_step", "paused_step", "changed_step")
    texts = {"words": "", "cue": "", "smallest": ""}
    rhythm = {"days": 127, "start_day": today - timedelta(days=3)}
    with life.by(life.person) as me:
        steps = {
            name: plan.write_step(patient=life.patient, **life.words("plan", **texts), **rhythm, **me) for name in names
        }
        plan.make_smaller(step=steps["small_step"], **me)
        plan.pause_step(step=steps["paused_step"], **me)
        plan.end_step(step=steps["changed_step"], words=life.word("plan"), **me)
        plan.mark_step(step=steps["step"], day=today, state="DONE", note=life.word("plan"), **me)
    with life.by(life.doctor) as doctor:
        given = {"patient": life.patient, "recommendation": recommendation, **rhythm}
        steps["suggested_step"] = plan.write_step(**given, **life.words("plan", **texts), **doctor)
    life.things.update({name: step.pk for name, step in steps.items()}, talked_about=f"step {steps['step'].pk}")


def a_life(name: str, practice: Practice, doctor: Person, now: datetime) -> Life:
    patient = make.record(practice, doctor, called=f"kanari{name}record0", birth_year=1984)
    person = make.person(f"Patient {name.capitalize()}")
    make.tie(patient, person, Role.PATIENT, by=doctor)
    life = Life(name, patient, person, doctor, now)
    life.placed.add(patient.called)
    parts = (
        tell_story, think_together, list_medicines, live_days, set_goals, lay_beside, say_what_matters_most, plan_together, fill_shelf, meet,
        look_at_days,
        try_out,
        talk,
        take_notes,
    )  # fmt: skip
    for part in parts:
        part(life)
    return life
