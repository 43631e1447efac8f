"""The door works in a real browser: sign-in page, strangers, quiet console, axe."""

import pytest

from tests.browser import DESK, PHONE

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("size", [PHONE, DESK])
@pytest.mark.parametrize("dark", [False, True])
def test_somebody_who_is_not_signed_in_sees_the_sign_in_page(visit, size, dark):
    window = visit(None, "/accounts/login/", size=size, dark=dark)
    assert window.page.get_by_role("heading", level=1).count() == 1
    window.check()
