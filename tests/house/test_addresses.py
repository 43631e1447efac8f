"""Every address by every role by every verb, for one's own record, another's and none: as the table written by hand says."""

from __future__ import annotations

import pytest

from tests.house.addresses import addresses
from tests.house.cells import OUTSIDE, SIGN_IN, Answer, Matrix, in_the_team
from tests.house.expectations import TABLE, Row

ROLES = (
    "patient", "doctor", "coach", "therapist", "guest", "supporter_story", "supporter_medicines", "supporter_days",
    "supporter_goals", "supporter_plan", "supporter_nothing", "former", "stranger", "administrator", "signed_out",
)  # fmt: skip
MEMBERS = ("doctor", "coach", "therapist", "guest", "former", "administrator")
WITHOUT_WORKER = "healthz"
"""Answers 503 here, as it should: no worker runs beside these tests."""
LIKE_OTHER_SUPPORTERS = ("supporter_story", "supporter_medicines", "supporter_days", "supporter_plan")
SHOWN_FORMS = ("patient", "doctor", "coach", "administrator")
ASKED_AGAIN = ("story:mark_piece", "plan:edit", "conversation:begin")
"""Let in, and asked to correct what the matrix sent: the sentence comes from the form, which is behind the guard."""
COUNTED: dict[str, int] = {}


def test_every_address_stands_in_the_table_and_the_table_names_no_other():
    assert set(addresses()) == set(TABLE)


@pytest.mark.parametrize("name", TABLE)
def test_an_address_answers_everybody_as_the_table_says(name: str, matrix: Matrix):
    faults = [fault for role in ROLES for fault in wrong_with(matrix, name, role)]
    assert not faults, "\n".join(faults)


def wrong_with(matrix: Matrix, name: str, role: str) -> list[str]:
    row = TABLE[name]
    cells = {
        (verb, life): wrong_with_cell(matrix, name, row, role, verb, life)
        for verb in ("GET", "POST")
        for life in records_of(row, role)
    }
    COUNTED[name] = COUNTED.get(name, 0) + len(cells)
    return [f"{name} {verb} {life} as {role}: {fault}" for (verb, life), fault in cells.items() if fault]


def records_of(row: Row, role: str) -> tuple[str, ...]:
    """One's own, and one that is none of one's business: the doctor's is of another practice, everybody else's of the same."""
    if row.about in ("everybody", "signed_in") or role == "signed_out" or role in LIKE_OTHER_SUPPORTERS:
        return ("own",)
    if row.about == "practice":
        return ("own",) if role == "stranger" else ("own", "far")
    return ("own", "far" if role == "doctor" else "beside")


def wrong_with_cell(matrix: Matrix, name: str, row: Row, role: str, verb: str, life: str) -> str | None:
    path = matrix.address(name, row, life)
    body = body_for(matrix, name, row, role) if verb == "POST" else None
    answer = matrix.ask(role, verb, path, body)
    looks, acts = row.names(row.look, role), row.names(row.act, role)
    if answer.status >= 500 and name != WITHOUT_WORKER:
        return f"answers {answer.status}"
    if leak := leaked(matrix, role, answer):
        return f"shows {leak}"
    if life == "own" and (acts if verb == "POST" and row.act else looks):
        return wrong_with_allowed(name, answer, row, verb)
    if answer.changed:
        return f"is refused, yet changed {answer.changed}"
    if answer.entered and not (life == "own" and row.names(row.let_in, role)):
        return "went through the door"
    return wrong_with_refused(matrix, name, row, role, verb, life, answer)


def wrong_with_allowed(name: str, answer: Answer, row: Row, verb: str) -> str | None:
    if verb == "POST" and not row.act and answer.changed and row.about != "everybody":
        return f"changed {answer.changed}, where nothing is to be done"
    if verb == "POST" and row.act:
        let_in = answer.status < 400 or (answer.status == 422 and name in ASKED_AGAIN)
        return None if let_in else f"answers {answer.status} to somebody who may act: {said(answer)}"
    fine = answer.status < 400 or answer.status == 405 or row.about == "everybody" or "=nonsense" in row.things.values()
    return None if fine else f"answers {answer.status} to somebody who may"


def wrong_with_refused(
    matrix: Matrix, name: str, row: Row, role: str, verb: str, life: str, answer: Answer
) -> str | None:
    if role == "signed_out":
        to_sign_in = answer.status == 302 and answer.response["Location"].startswith(SIGN_IN)
        return None if to_sign_in else f"answers {answer.status}, not the way to sign in"
    if verb == "GET" and not row.look and answer.status == 405:
        return None
    inside = role in MEMBERS if row.about == "practice" else in_the_team(role)
    if life == "own" and inside and row.about in ("patient", "practice"):
        if row.names(row.hidden, role):
            return None if answer.status == 404 else f"answers {answer.status} where nothing is to be found"
        by_rule = verb == "POST" and row.names(row.rule, role)
        fine = answer.status in ((200, 403, 422) if by_rule else (403,))
        return None if fine else f"answers {answer.status}, not 403"
    if answer.status != 404:
        return f"answers {answer.status}, not 404"
    nowhere = matrix.nowhere(role, verb, name, row)
    return None if nowhere == answer.said else "differs from a record that does not exist"


def body_for(matrix: Matrix, name: str, row: Row, role: str) -> dict:
    """What this person would send, else what the patient or the doctor would: an answer that only a guard can refuse."""
    things = matrix.world.own.things
    given = {part: things[said[1:]] if str(said).startswith("@") else said for part, said in row.body.items()}
    own = {"therapist": "coach", "guest": "coach"}.get(role, role)
    for who in (own if own in SHOWN_FORMS else "patient", "patient", "doctor"):
        if (form := matrix.form(who, name)) is not None:
            return form.filled(matrix.world.own.now.date().isoformat(), **given)
    return given


def leaked(matrix: Matrix, role: str, answer: Answer) -> str:
    met = {(life, topic) for life, topic, _word in answer.canaries() if not matrix.world.sees(role, life, topic)}
    return ", ".join(f"words of {life}'s {topic}" for life, topic in sorted(met))


def said(answer: Answer) -> str:
    from tests.house.pages import text_of

    return " ".join(text_of(answer.response.content.decode("utf-8", "replace")).split())[-300:]


assert set(OUTSIDE) <= set(ROLES)


def test_what_a_request_writes_is_told(matrix: Matrix):
    """Else no cell could fail for it."""
    row = TABLE["visits:visits"]
    path = matrix.address("visits:visits", row)
    asked = matrix.ask("patient", "POST", path, body_for(matrix, "visits:visits", row, "patient"))
    assert asked.changed == ["visits_wish"]
    assert matrix.ask("patient", "GET", path).changed == []
