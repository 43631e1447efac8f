"""A conversation that was called by the words of a thing, before names told nothing, is called by the kind of the thing."""

import importlib

from django.db import connection

from concord.plan.actions.threads import _called
from concord.plan.models.threads import TALKED_ABOUT
from concord.plan.reads.threads import PAGES
from tests.house.cells import Matrix
from tests.house.database import as_admin, ask, undone

NAMES = "SELECT id, called FROM conversation_thread ORDER BY id"


def test_talks_from_before_lose_the_words_in_their_names(matrix: Matrix):
    """As the owner of the tables, who is bound by the second wall as everybody is."""
    call = importlib.import_module("concord.plan.migrations.0023_threads_are_called_by_their_kind")
    with undone(), as_admin(), connection.cursor() as cursor:
        about = [thread for (thread,) in ask("SELECT thread_id FROM plan_threadabout")]
        assert about
        before = ask(NAMES)
        cursor.execute(
            "UPDATE conversation_thread SET called = 'My own words of it' WHERE id IN (SELECT thread_id FROM plan_threadabout)"
        )
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET SESSION AUTHORIZATION owner")
        cursor.execute(call.SQL)
        assert ask(NAMES) == []
        cursor.execute("SET SESSION AUTHORIZATION DEFAULT")
        assert ask(NAMES) == before


def test_every_thing_that_can_be_talked_about_has_a_name():
    """The names that are given from now on, and those that are given to what is from before, are the same."""
    call = importlib.import_module("concord.plan.migrations.0023_threads_are_called_by_their_kind")
    assert len(PAGES) == len(TALKED_ABOUT)
    assert all(f"'{_called(kind)}'" in call.CALL for kind in PAGES)
