"""Every guard, every door and every policy is left out once, and a test has to notice. What survives proves nothing."""

from __future__ import annotations

import ast

import pytest

from tests.house import refusals, source
from tests.house.addresses import addresses
from tests.house.cells import Matrix, in_the_team
from tests.house.database import undone
from tests.house.expectations import TABLE
from tests.house.policies import holes_in, opened, policies, rows_of, walled
from tests.house.spying import door_that_asks_for_no_permission, door_that_asks_for_no_tie, guard_left_out
from tests.house.test_addresses import MEMBERS, ROLES, wrong_with_cell

GUARDS = {"require", "require_member"}


def guards() -> list:
    """Every place in the actions where the guard is asked."""
    return [
        pytest.param(str(path), call.lineno, call.end_lineno, id=source.place(path, call))
        for path in source.files("actions")
        for call in ast.walk(source.tree(path))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in GUARDS
    ]


@pytest.mark.parametrize("probe", refusals.PROBES, ids=str)
def test_an_action_refuses_whoever_may_not(probe: refusals.Probe, matrix: Matrix):
    with undone():
        assert refusals.fault(probe, matrix.world) is None


@pytest.mark.parametrize(("path", "first", "last"), guards())
def test_a_guard_left_out_is_noticed(path: str, first: int, last: int, matrix: Matrix):
    for probe in refusals.probes_of(path):
        with guard_left_out(path, first, last) as passed, undone():
            if refusals.fault(probe, matrix.world) is not None and passed:
                return
    pytest.fail("survived: no refusal depends on this guard")


def test_every_action_with_a_guard_has_a_refusal():
    from tests.house.test_walls import actions, front_door

    asked = {
        f"{path.relative_to(source.HOUSE).parts[0]}.{node.name}" for path, node in (one.values for one in actions())
    }
    guarded = asked - {f"team.{name}" for name in front_door()}
    assert guarded == {probe.action for probe in refusals.PROBES}


DOORS = sorted(name for name, address in addresses().items() if address.door is not None)


@pytest.mark.parametrize("name", DOORS)
def test_a_door_that_asks_for_no_tie_is_noticed(name: str, matrix: Matrix):
    row, own = TABLE[name], matrix.world.own
    outsider = "stranger" if row.about == "patient" else "patient"
    with door_that_asks_for_no_tie(own.patient, own.patient.practice):
        assert any(wrong_with_cell(matrix, name, row, outsider, verb, "own") for verb in ("GET", "POST")), "survived"


def refused_inside(name: str) -> list[str]:
    """Who stands in the team, or works in the practice, and may not come in here. Nobody: then only the tie guards this door."""
    row = TABLE[name]
    inside = MEMBERS if row.about == "practice" else tuple(filter(in_the_team, ROLES))
    return [role for role in inside if not row.names(row.let_in, role)]


@pytest.mark.parametrize("name", list(filter(refused_inside, DOORS)))
def test_a_door_that_asks_for_no_permission_is_noticed(name: str, matrix: Matrix):
    row = TABLE[name]
    with door_that_asks_for_no_permission():
        found = (
            wrong_with_cell(matrix, name, row, role, verb, "own")
            for role in refused_inside(name)
            for verb in ("GET", "POST")
        )
        assert any(found), "survived"


def test_every_table_with_a_patient_holds_something_to_leak(matrix: Matrix):
    assert [table for table in walled() if not rows_of(table, matrix.world)] == []


@pytest.mark.parametrize("table", walled())
def test_the_second_wall_has_no_hole(table: str, matrix: Matrix):
    assert holes_in(table, matrix.world) == []


@pytest.mark.parametrize("table", walled())
def test_a_policy_that_lets_everybody_through_is_noticed(table: str, matrix: Matrix):
    survivors = []
    for name, clauses in policies(table):
        with opened(table, name, clauses):
            if not holes_in(table, matrix.world):
                survivors.append(name)
    assert survivors == []
