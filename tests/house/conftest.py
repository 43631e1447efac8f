"""The world that the matrix and the mutants live in: made once a file, in a transaction that is never committed.

The connection signs in as the cluster's administrator and then works as the app: what the app's role may not, it may not
here either; yet a test can step out of that role for a moment, to compare tables or to change a policy.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.house.cells import Matrix
from tests.house.database import working_as_app
from tests.house.spying import watched


@pytest.fixture(scope="module")
def matrix(assets: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Matrix]:
    import logging

    from django.db import transaction

    from tests.house.world import build

    # Thousands of refusals are asked for here; the record of each would hide what a failing test has to say.
    logging.getLogger("django.request").setLevel(logging.CRITICAL)
    with django_db_blocker.unblock(), working_as_app(), transaction.atomic():  # type: ignore[attr-defined]
        matrix = Matrix(build())
        with watched(matrix.found):
            yield matrix
        transaction.set_rollback(True)
    logging.getLogger("django.request").setLevel(logging.NOTSET)
