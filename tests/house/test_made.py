"""Documents that fail when they are wrong."""

import re

import pytest

from concord.access.permissions import Permission
from concord.web import made

CHECKS = re.compile(r"\btests/[\w/]*\w(?:\.py)?")


@pytest.mark.parametrize("name", sorted(made.pages()))
def test_a_made_page_says_what_the_code_says(name):
    assert (made.FOLDER / name).read_text(encoding="utf-8") == made.pages()[name], "run `python -m concord make_docs`"


def test_every_permission_is_in_the_docs():
    page = made.permissions()
    assert all(str(permission.words) in page for permission in Permission)


HOUSE = made.FOLDER.parent.parent


def test_what_the_hazard_log_and_the_decisions_name_as_their_watch_is_there():
    """A hazard whose check was renamed would stand there as watched, and nobody would watch."""
    pages = [HOUSE / "docs" / "hazards.md", *(HOUSE / "docs" / "decisions").glob("*.md")]
    named = {(page.name, one) for page in pages for one in CHECKS.findall(page.read_text(encoding="utf-8"))}
    assert len(named) > len(pages) // 2
    gone = [(page, one) for page, one in sorted(named) if not (HOUSE / one.rstrip("/")).exists()]
    assert not gone, gone
