"""Documents that fail when they are wrong."""

import pytest

from concord.access.permissions import Permission
from concord.web import made


@pytest.mark.parametrize("name", sorted(made.pages()))
def test_a_made_page_says_what_the_code_says(name):
    assert (made.FOLDER / name).read_text(encoding="utf-8") == made.pages()[name], "run `python -m concord make_docs`"


def test_every_permission_is_in_the_docs():
    page = made.permissions()
    assert all(str(permission.words) in page for permission in Permission)
