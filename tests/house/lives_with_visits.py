"""The shelf of a practice, and a visit in a record that is lived for the house tests."""

from __future__ import annotations

from typing import Any

from concord.goals.models import Goal
from concord.programs import actions as programs
from concord.visits import actions as visits
from tests.make import programs as make_programs


def fill_shelf(life: Any) -> None:
    """The shelf tells of nobody, so its words are plain; what was said with a suggestion is the patient's."""
    names = {"entry": "breathing", "signed_entry": "rise", "off_entry": "dash", "suggested_entry": "caffeine"}
    practice, doctor = life.patient.practice, life.doctor
    made = {name: make_programs.drafted(practice, doctor, code, now=life.now) for name, code in names.items()}
    for name in ("signed_entry", "suggested_entry"):
        make_programs.signed(practice, doctor, names[name], now=life.now)
    with life.by(doctor) as who:
        programs.take_off(entry=made["off_entry"], **who)
        goal = Goal.objects.get(pk=life.things["goal"])
        given = {"patient": life.patient, "entry": made["suggested_entry"], "goal": goal}
        programs.suggest_from_shelf(personal=life.word("plan"), **given, **who)
    life.things.update({name: entry.pk for name, entry in made.items()})


def meet(life: Any) -> None:
    with life.by(life.person) as me:
        made = [visits.write_wish(patient=life.patient, words=life.word("plan"), **me) for _ in range(2)]
    with life.by(life.doctor) as doctor:
        given = {"patient": life.patient, "day": life.now.date(), "spoken": [made[0].pk], "words": life.word("plan")}
        life.things["visit"] = visits.note_visit(**given, **doctor).pk
    life.things["wish"] = made[1].pk
