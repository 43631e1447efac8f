"""A double tap, a lost answer sent again, two windows: the second time has no effect where that is promised, and never a fault."""

from __future__ import annotations

import pytest
from django.test import Client

from concord.people.models import CareTie
from concord.team import actions
from tests.hostile.test_words import post
from tests.house import database
from tests.house.cells import Matrix
from tests.house.expectations import TABLE
from tests.house.test_addresses import body_for
from tests.make.people import person

# What takes one more step back, or makes one smaller still, each time it is sent. Everything else has one effect, by a key, by
# the state of things, because it says how things shall be, or because the form was sent already (concord/access/once.py).
ANOTHER_EACH_TIME = {"story:undo_event", "plan:smaller", "plan:undo", "findings:finding"}

# Saving the same words again changes nothing but adds a line to the history, or seals the same password anew.
ONE_MORE_LINE = {
    "story:edit_event", "story:keeps_from", "story:revise_cause", "medicines:edit_medicine", "plan:pause", "findings:practice",
    "notices:mail",
}  # fmt: skip


def state() -> dict[str, str]:
    """What every table holds, moments apart: when something was last seen may move, what is so may not."""
    without = "regexp_replace(t::text, '\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d[^\",)]*', '', 'g')"
    each = " UNION ALL ".join(
        f"SELECT '{name}', count(*) || md5(coalesce(string_agg({without}, '|' ORDER BY {without}), '')) FROM {name} t"
        for name in database.tables()
    )
    with database.as_admin():
        return dict(database.ask(each))  # type: ignore[arg-type]


def actor(name: str) -> str:
    row = TABLE[name]
    return next(role for role in ("patient", "doctor", "coach", "therapist") if row.names(row.act, role))


TO_DO = [name for name, row in TABLE.items() if row.act and row.about in ("patient", "practice")]


@pytest.mark.parametrize("name", TO_DO)
def test_what_is_sent_twice_has_one_effect_unless_it_makes_another(name: str, matrix: Matrix):
    role = actor(name)
    body = body_for(matrix, name, TABLE[name], role)
    with database.undone():
        first = post(matrix, role, name, body)
        once = state()
        second = post(matrix, role, name, body)
        changed = [table for table, holds in state().items() if holds != once[table]]
    matrix.clients[role].cookies.pop("messages", None)
    assert first.status_code < 400
    assert second.status_code in (200, 302, 403, 404, 409, 410, 422)
    if name in ONE_MORE_LINE:
        assert all(
            "change" in table or table in ("findings_practiceshows", "notices_mailserver") for table in changed
        ), changed
    else:
        assert bool(changed) == (name in ANOTHER_EACH_TIME), changed


def test_an_invitation_opened_twice_gives_one_place(matrix: Matrix):
    own = matrix.world.own
    with database.undone():
        with own.by(own.person) as me:
            invited = actions.invite_to_team(
                patient=own.patient, role="COACH", topics=[], called="New", detail="x", **me
            )
        guest, other = person("New Coach"), person("Another")
        said = []
        for who in (guest, guest, other):
            browser = Client()
            browser.force_login(who)
            said.append(browser.post(f"/i/{invited.secret}/", {}).status_code)
        assert said == [302, 410, 410]
        with own.by(own.person):
            assert CareTie.objects.filter(patient=own.patient, person=guest).count() == 1
            assert CareTie.objects.filter(patient=own.patient, person=other).count() == 0
