"""The sign-in pages speak like the rest of Concord and lead nowhere that is shut."""

import pytest

from tests.browser import DESK

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("path", ["/accounts/login/", "/accounts/login/code/", "/accounts/password/reset/"])
def test_a_page_before_sign_in_is_clean(visit, path):
    for options in ({}, {"size": DESK, "dark": True}):
        visit(None, path, **options).check()


def test_nobody_is_sent_to_a_sign_up_that_is_shut(visit):
    page = visit(None, "/accounts/login/").page
    assert page.locator("a[href*=signup]").count() == 0


def test_a_wrong_password_keeps_the_address_and_explains(visit):
    window = visit(None, "/accounts/login/")
    window.page.fill("input[name=login]", "nobody@example.org")
    window.page.fill("input[type=password]", "wrong wrong wrong wrong")
    window.page.get_by_role("button", name="Sign in").click()
    window.page.wait_for_load_state()
    assert window.page.locator("input[name=login]").input_value() == "nobody@example.org"
    assert window.page.get_by_role("alert").first.is_visible()
    window.check()
