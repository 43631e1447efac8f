"""Two walls: what a person may not have is not reached by another's number, nor where the first wall has fallen."""

from __future__ import annotations

import pytest

from tests.house.addresses import addresses
from tests.house.cells import Matrix
from tests.house.database import undone
from tests.house.expectations import TABLE
from tests.house.spying import every_guard_open
from tests.house.test_addresses import ROLES, body_for, leaked

OF_THE_PRACTICE = {("programs:suggest", "entry_id")}
"""Not a patient's thing: what stands on the shelf stands there for all of a practice's patients."""
CROSSED = [
    (name, part)
    for name, address in addresses().items()
    for part in address.kept
    if TABLE[name].about == "patient"
    and part != "patient_id"
    and "=" not in TABLE[name].things.get(part, "")
    and (name, part) not in OF_THE_PRACTICE
]


@pytest.mark.parametrize(("name", "part"), CROSSED)
def test_another_patients_thing_is_not_found_in_this_record(name: str, part: str, matrix: Matrix):
    """Also not by the doctor of both: one thing in the address is the other patient's, everything else is right."""
    row = TABLE[name]
    others = matrix.kept(name, row, "beside")[part]
    nothing = matrix.kept(name, row, "nowhere")[part]
    for verb in ("GET", "POST"):
        body = body_for(matrix, name, row, "doctor") if verb == "POST" else None
        answer = matrix.ask("doctor", verb, matrix.address(name, row, **{part: others}), body)
        lost = matrix.ask("doctor", verb, matrix.address(name, row, **{part: nothing}), body)
        allowed = {404, 405} if row.names(row.let_in, "doctor") else {403, 405}
        assert answer.status in allowed, (verb, answer.status)
        assert answer.said == lost.said, f"{verb}: one can tell that it exists"
        assert not answer.changed
        # The doctor's list of people names the other one, as it should.
        assert not [word for life, topic, word in answer.canaries() if life == "beside" and topic != "record"]


def test_no_word_of_another_patient_is_taken_from_a_body(matrix: Matrix):
    """Wherever a form offers things of this patient, the other patient's are sent instead: refused, and nothing changes."""
    asked = 0
    for name, row in TABLE.items():
        for role in ("patient", "doctor"):
            if not (row.about == "patient" and row.names(row.act, role)) or (form := matrix.form(role, name)) is None:
                continue
            filled = {**form.filled(matrix.world.own.now.date().isoformat()), **row.body}
            for field, others in others_for(matrix, form.fields):
                answer = matrix.ask(role, "POST", matrix.address(name, row), {**filled, field: others})
                asked += 1
                assert answer.status in (200, 403, 404, 422), (name, field, answer.status)
                assert not answer.changed, (name, field, answer.changed)
    assert asked > 15


KINDS = {
    "goal": "goal", "concern": "concern", "concerns": "concern", "event": "event", "cause": "cause", "measure": "measure",
    "measures": "measure", "member": "member", "to": "doctor", "one": "one", "other": "other",
}  # fmt: skip


def others_for(matrix: Matrix, fields: dict) -> list[tuple[str, str]]:
    far = matrix.world.far
    things = {**far.things, "doctor": far.doctor.pk}
    chosen = [
        (name, str(things[KINDS[name]])) for name, one in fields.items() if name in KINDS and one.kind != "hidden"
    ]
    about = [("about", f"{kind} {things[kind]}") for kind in ("goal", "recommendation", "step") if "about" in fields]
    return chosen + about


MORE_OF_A_KIND = {
    "recommendation_id": (
        "answered",
        "agreed",
        "withdrawn",
        "for_steps",
        "explained",
        "looked",
        "corrected",
        "own_idea",
        "shaken",
    ),
    "finding_id": ("marked",),
    "experiment_id": ("releasable", "released", "let_go", "held", "answered_experiment", "over", "running"),
    "step_id": ("small_step", "paused_step", "changed_step", "suggested_step"),
    "question_id": (
        "answered_question",
        "handed_question",
        "unclear_question",
        "talk_question",
        "sentence_question",
    ),
    "goal_id": ("ended_goal",),
    "episode_id": ("removed_episode",),
    "result_id": ("removed_result",),
    "thread_id": ("away_thread",),
    "note_id": ("waiting_note", "protected_note"),
}
MORE_BY_PK = {
    "story:event": ("removed_event",),
    "story:cause": ("removed_cause", "shaken_cause"),
    "story:retelling": ("answered_retelling",),
    "sentence": ("sentence",),
    "medicines:medicine": ("stopped_medicine", "removed_medicine"),
}


def pages(matrix: Matrix, role: str) -> list[str]:
    """Every page that this role may look at, for each thing of a kind."""
    things, found = matrix.world.own.things, []
    for name, row in TABLE.items():
        if row.names(row.look, role):
            found.append(matrix.address(name, row))
            for part in matrix.found[name].kept:
                more = MORE_BY_PK.get(name, ()) if part == "pk" else MORE_OF_A_KIND.get(part, ())
                found += [matrix.address(name, row, **{part: things[thing]}) for thing in more]
    return found


def test_every_word_can_be_read_somewhere_by_the_patient_or_the_doctor(matrix: Matrix):
    """Otherwise looking for words that leak would find none because they are never shown."""
    met = {
        word
        for role in ("patient", "doctor")
        for path in pages(matrix, role)
        for _life, _topic, word in matrix.ask(role, "GET", path).canaries()
    }
    never = sorted(matrix.world.own.placed - met, key=lambda word: (len(word), word))
    assert not never, " ".join(never)


@pytest.mark.parametrize("role", [role for role in ROLES if role not in ("patient", "signed_out")])
def test_the_database_keeps_what_is_not_shared_even_where_every_guard_is_open(role: str, matrix: Matrix):
    """Door and guard let everybody do everything; row-level security alone stands between the pages and the words."""
    own = matrix.world.own
    nameless = type(own.patient)(pk=own.patient.pk, practice=own.patient.practice, called="nobody", opened_at=own.now)
    leaks, opened = {}, 0
    with every_guard_open(nameless, own.patient.practice), undone():
        for name, row in TABLE.items():
            if row.about not in ("patient", "practice") or row.names(row.look, role):
                continue
            answer = matrix.ask(role, "GET", matrix.address(name, row))
            opened += answer.status < 400
            if leak := leaked(matrix, role, answer):
                leaks[name] = leak
    assert not leaks
    assert opened >= FEWEST_OPENED.get(role, 15), "the guards were not open, so nothing was proven"


FEWEST_OPENED = {"doctor": 3, "coach": 3, "therapist": 3, "guest": 10}
