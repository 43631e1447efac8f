"""Opens doors and guards on purpose, one at a time, to see whether a test notices; and tells whether a view was entered."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any
from unittest import mock

from concord.access import doors, guard
from concord.people.models import CareTie, Membership, Patient, Person, Practice
from concord.people.roles import ALL_TOPICS, Role
from tests.house.addresses import Address

entered: list[str] = []


@contextmanager
def watched(addresses: dict[str, Address]) -> Iterator[None]:
    """While this lasts, `entered` names the addresses whose view ran behind its door."""
    before = []
    for address in addresses.values():
        if (door := address.door) is not None:
            cell = door.__closure__[door.__code__.co_freevars.index("view")]
            before.append((cell, cell.cell_contents))
            cell.cell_contents = _noting(address.name, cell.cell_contents)
    try:
        yield
    finally:
        for cell, view in before:
            cell.cell_contents = view


def _noting(name: str, view: Callable[..., Any]) -> Callable[..., Any]:
    def noted(*args: Any, **kwargs: Any) -> Any:
        entered.append(name)
        return view(*args, **kwargs)

    return noted


def false_tie(person: Person, patient: Patient) -> CareTie:
    """As if this person were the patient, to whom everything belongs."""
    return CareTie(
        patient=patient, person=person, role=Role.PATIENT, topics=list(ALL_TOPICS), from_at=patient.opened_at
    )


@contextmanager
def door_that_asks_for_no_tie(patient: Patient | None, practice: Practice) -> Iterator[None]:
    member = Membership(practice=practice, role=Role.DOCTOR, administers=True)
    memberships = mock.MagicMock()
    memberships.objects.still_open().filter().select_related().first.return_value = member
    with (
        mock.patch.object(doors, "_tie_or_404", lambda request, number: false_tie(request.user, patient)),
        mock.patch.object(doors, "Membership", memberships),
        mock.patch.object(doors, "require_member", return_value=member),
        mock.patch.object(doors, "leave_trace", return_value=None),
    ):
        yield


@contextmanager
def door_that_asks_for_no_permission() -> Iterator[None]:
    with (
        mock.patch.object(doors, "allows", return_value=True),
        mock.patch.object(doors, "require_member", return_value=None),
    ):
        yield


@contextmanager
def every_guard_open(patient: Patient, practice: Practice) -> Iterator[None]:
    """Door and guard let everybody do everything, in every module that has taken them in by name."""

    def require(by: Person, permission: Any, *, patient: Patient) -> CareTie:
        return false_tie(by, patient)

    taken = {"require": require, "allows": lambda tie, permission: True, "require_member": lambda *given, **more: None}
    with door_that_asks_for_no_tie(patient, practice), _replaced(taken):
        yield


@contextmanager
def _replaced(by_name: dict[str, Any]) -> Iterator[None]:
    with mock.patch.multiple(guard, **by_name):
        patches = [
            mock.patch.object(module, name, function)
            for module in _rooms()
            for name, function in by_name.items()
            if hasattr(module, name)
        ]
        for patch in patches:
            patch.start()
        try:
            yield
        finally:
            for patch in patches:
                patch.stop()


def _rooms() -> list[ModuleType]:
    own = [module for name, module in list(sys.modules.items()) if name.startswith("concord.") and module is not None]
    return [module for module in own if module is not guard]


@contextmanager
def guard_left_out(path: str, first: int, last: int) -> Iterator[list[int]]:
    """As if the one call of the guard on these lines of this file were not there."""
    passed: list[int] = []

    def letting_through(real: Callable[..., Any]) -> Callable[..., Any]:
        def maybe(by: Person, permission: Any, **about: Any) -> Any:
            caller = sys._getframe(1)
            if caller.f_code.co_filename == path and first <= caller.f_lineno <= last:
                passed.append(caller.f_lineno)
                return false_tie(by, about["patient"]) if "patient" in about else None
            return real(by, permission, **about)

        return maybe

    module = next(module for module in _rooms() if getattr(module, "__file__", None) == path)
    names = [name for name in ("require", "require_member") if hasattr(module, name)]
    with mock.patch.multiple(module, **{name: letting_through(getattr(module, name)) for name in names}):
        yield passed
