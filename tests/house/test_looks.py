"""Whatever way a page is asked for: who looked at somebody else's record stands on record."""

from __future__ import annotations

from concord.access.models import Trace
from concord.database.acting import acting_as
from tests.house.cells import Matrix
from tests.house.database import undone
from tests.house.expectations import TABLE

OF_A_RECORD = "/patients/"


def test_an_address_of_a_record_knows_only_the_ways_that_leave_a_trace(matrix: Matrix):
    faults = []
    for name, row in TABLE.items():
        path = matrix.address(name, row)
        if path.startswith(OF_A_RECORD) and row.names(row.look, "doctor"):
            said = {verb: matrix.ask("doctor", verb, path).status for verb in ("OPTIONS", "PUT")}
            faults += [f"{verb} {name}: {status}" for verb, status in said.items() if status not in (405, 404)]
    assert not faults, faults


def test_a_page_that_answers_something_sent_was_looked_at_too(matrix: Matrix):
    without, asked = [], 0
    for name, row in TABLE.items():
        path = matrix.address(name, row)
        if not path.startswith(OF_A_RECORD) or not row.names(row.look, "doctor") or row.act:
            continue
        with undone():
            before = looks(matrix)
            if matrix.clients["doctor"].post(path, {}).status_code == 200:
                asked += 1
                without += [] if looks(matrix) > before else [name]
    assert asked > 20
    assert not without, without


def looks(matrix: Matrix) -> int:
    own = matrix.world.own
    with acting_as(own.person):
        return Trace.objects.filter(patient=own.patient, person=own.doctor, what="looked").count()
