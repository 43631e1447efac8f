"""The walls of the house, read from its source: a line of code that stands in the wrong room turns these red."""

from __future__ import annotations

import ast
import re
import tomllib

import pytest

from tests.house import source

MOST_LINES = 300
TELL_NOTHING = {"utils", "helpers", "common", "core", "services", "signals", "misc", "handlers", "managers"}
READS_THE_CLOCK = {"views", "jobs", "doors", "middleware", "commands", "launch", "healthz", "demo", "signin"}
NEED_NO_NAME = {"concord.findings", "concord.launch", "concord.connections", "concord.pictures", "concord.paper"}
GUARDS = {"require", "require_member"}


def actions() -> list[tuple]:
    return [
        pytest.param(path, node, id=f"{path.relative_to(source.HOUSE)}:{node.name}")
        for path in source.files("actions")
        for node in source.functions(path)
        if _writes(node)
    ]


def _writes(node: ast.FunctionDef) -> bool:
    """An action takes who acts; a small read beside the actions does not."""
    return any(argument.arg == "by" for argument in [*node.args.args, *node.args.kwonlyargs])


def front_door() -> set[str]:
    from concord import team

    return set(getattr(team, "FRONT_DOOR", ()))


@pytest.mark.parametrize(("path", "node"), actions())
def test_an_action_is_keyword_only_and_takes_who_and_when(path, node):
    assert not node.args.args, f"{source.place(path, node)}: {node.name} takes positional arguments"
    assert {"by", "now"} <= {argument.arg for argument in node.args.kwonlyargs}, (
        f"{source.place(path, node)}: {node.name}"
    )


@pytest.mark.parametrize(("path", "node"), actions())
def test_an_action_is_one_transaction(path, node):
    decorators = {ast.unparse(decorator) for decorator in node.decorator_list}
    assert "transaction.atomic" in decorators, f"{source.place(path, node)}: {node.name} is not atomic"


@pytest.mark.parametrize(("path", "node"), actions())
def test_an_action_asks_the_guard_before_it_writes(path, node):
    if node.name in front_door():
        pytest.skip("a front-door action: there is no tie to guard yet; its own tests stand in tests/team")
    called = source.names_called(node)
    asks = [position for position, name in enumerate(called) if name in GUARDS or _asks_for_it(path, name)]
    assert asks, f"{source.place(path, node)}: {node.name} never asks the guard"
    writes = [
        position
        for position, name in enumerate(called)
        if name in {"create", "update", "save", "delete", "get_or_create", "bulk_create"}
    ]
    assert not writes or asks[0] < writes[0], f"{source.place(path, node)}: {node.name} writes before it asks"


def _asks_for_it(path, name: str) -> bool:
    """A private step of the same file may hold the guard, and so may another action that is called first."""
    for node in source.tree(path).body:
        if isinstance(node, ast.FunctionDef) and node.name == name:
            return bool(GUARDS & set(source.names_called(node)))
    return False


def test_there_are_actions_to_watch():
    assert len(actions()) > 5


@pytest.mark.parametrize("path", source.files("views"), ids=source.place)
def test_views_reach_records_through_the_door_only(path):
    for node in ast.walk(source.tree(path)):
        name = getattr(node, "attr", getattr(node, "id", ""))
        assert name not in {"objects", "get_object_or_404", "get_list_or_404"}, source.place(path, node)


@pytest.mark.parametrize("path", source.files("rules"), ids=source.place)
def test_rules_are_pure(path):
    for node in ast.walk(source.tree(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            assert not node.module.endswith(".models"), f"{source.place(path, node)}: rules import models"
            assert not node.module.startswith("django.") or node.module == "django.utils.translation", source.place(
                path, node
            )


@pytest.mark.parametrize("path", source.files("forms"), ids=source.place)
def test_forms_never_save(path):
    for node in ast.walk(source.tree(path)):
        if isinstance(node, ast.Call):
            assert getattr(node.func, "attr", "") not in {"save", "create", "update", "delete"} or _plain(node), (
                source.place(path, node)
            )


def _plain(call: ast.Call) -> bool:
    """dict.update() and set.update() of attributes are no writes."""
    return getattr(call.func, "attr", "") == "update" and "objects" not in ast.unparse(call.func)


def test_the_clock_is_read_at_the_edges_only():
    for path in source.tracked("concord/*.py"):
        parts = set(path.relative_to(source.HOUSE).with_suffix("").parts)
        if (
            parts & READS_THE_CLOCK
            or parts & source.PURE
            or "database" in parts
            or path.name == "__main__.py"
            or "migrations" in parts
        ):
            continue
        for node in ast.walk(source.tree(path)):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                assert called not in {
                    "timezone.now",
                    "datetime.now",
                    "date.today",
                    "datetime.today",
                    "timezone.localdate",
                    "time.time",
                }, f"{source.place(path, node)} reads the clock; take `now` from the view"


def test_no_file_has_outgrown_its_room():
    for path in source.tracked("*.py"):
        if "migrations" in path.parts or "vendor" in path.parts:
            continue
        lines = path.read_text(encoding="utf-8").splitlines()
        told = lines and lines[0].startswith("# Long because ")
        assert len(lines) <= MOST_LINES or told, (
            f"{source.place(path)} has {len(lines)} lines: make it a folder of verbs"
        )


def test_names_tell_something():
    for path in source.tracked("*"):
        parts = {part.removesuffix(".py").removesuffix(".js") for part in path.relative_to(source.ROOT).parts}
        assert not parts & TELL_NOTHING, f"{source.place(path)}: which room does it belong to?"


def test_the_contract_names_every_room():
    contracts = tomllib.loads((source.ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = {name.strip(" ()") for layer in contracts[0]["layers"] for name in layer.split("|")}
    ignored = set(contracts[0]["exhaustive_ignores"])
    assert set(source.rooms()) <= layers | ignored
    inside = {name.removeprefix("concord.") for name in contracts[1]["containers"]}
    with_actions = {path.relative_to(source.HOUSE).parts[0] for path in source.files("actions")}
    assert with_actions - {"web"} <= inside, "a room with actions is missing in the contract about the inside of rooms"
    for contract in contracts[2:]:
        named = contract.get("forbidden_modules", []) + contract.get("source_modules", [])
        missing = {f"concord.{room}" for room in source.rooms()} - set(named) - NEED_NO_NAME
        assert not missing, f"{contract['name']}: {missing}"


def test_rooms_do_not_reach_into_views_and_forms_of_others():
    for path in source.tracked("concord/*.py"):
        room = path.relative_to(source.HOUSE).parts[0]
        for node in ast.walk(source.tree(path)):
            if isinstance(node, ast.ImportFrom) and node.module:
                found = re.match(r"concord\.(\w+)\.(views|forms)\b", node.module)
                assert found is None or found[1] == room or room == "web", source.place(path, node)


def test_no_session_level_setting_leaks_to_the_next_user():
    for path in source.tracked("concord/*.py"):
        text = path.read_text(encoding="utf-8")
        for found in re.finditer(r"set_config\([^)]*\)", text):
            assert "true" in found[0], f"{source.place(path)}: {found[0]}"
        assert (
            "concord.person" not in text
            or path.name in {"acting.py", "0002_second_wall.py"}
            or "migrations" in path.parts
        ), path


def test_templates_keep_to_the_policy():
    for path in source.tracked("concord/*.html"):
        # A help text is written by us in a form, never by a person; it may hold a link.
        text = path.read_text(encoding="utf-8").replace("help_text|safe", "help_text")
        for forbidden in (" style=", "<style", "javascript:", "data:image", " onclick=", " onload=", "hx-on", "|safe"):
            assert forbidden not in text, f"{source.place(path)}: {forbidden}"
        assert not re.search(r"<script(?![^>]*\bsrc=)", text), source.place(path)
