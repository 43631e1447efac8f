"""What chance drew before the clock of a draw was kept opens by the clock of the patient's account, and not a minute earlier."""

import importlib

from django.db import connection

from tests.house.cells import Matrix
from tests.house.database import as_admin, ask, undone

MOMENTS = "SELECT experiment_id, day, opens_at FROM plan_drawnday ORDER BY 1, 2"
SEEDS = "SELECT experiment_id, opens_at FROM plan_draw ORDER BY 1"
ZONES = "SELECT id, zone FROM plan_experiment ORDER BY id"
AS_BEFORE = (
    "SET CONSTRAINTS ALL IMMEDIATE",
    "ALTER TABLE plan_draw ADD last_day date",
    "UPDATE plan_draw d SET last_day = e.last_day, opens_at = to_timestamp(0) FROM plan_experiment e WHERE e.id = d.experiment_id",
    "UPDATE plan_drawnday SET opens_at = to_timestamp(0)",
    "UPDATE plan_experiment SET zone = ''",
)


def test_draws_from_before_open_by_the_clock_of_the_account(matrix: Matrix):
    """As the owner of the tables, who is bound by the second wall as everybody is."""
    kept = importlib.import_module("concord.plan.migrations.0024_days_open_by_the_clock_of_the_draw")
    with undone(), as_admin(), connection.cursor() as cursor:
        before = [ask(MOMENTS), ask(SEEDS), ask(ZONES)]
        assert before[0]
        for sql in AS_BEFORE:
            cursor.execute(sql)
        assert ask(MOMENTS) != before[0]
        cursor.execute("SET SESSION AUTHORIZATION owner")
        cursor.execute(kept.OPEN + kept.FILL + kept.CLOSED)
        assert ask(MOMENTS) == []
        cursor.execute("SET SESSION AUTHORIZATION DEFAULT")
        assert [ask(MOMENTS), ask(SEEDS), ask(ZONES)] == before
