"""What happens when a fragment cannot come: a refusal takes the page's place, a lost connection is said aloud."""

import re
from pathlib import Path

import pytest

import concord

pytestmark = pytest.mark.journey
ADD = """address => {
  const button = document.createElement("button");
  button.id = "try"; button.textContent = "try";
  button.setAttribute("hx-get", address); button.setAttribute("hx-target", "this");
  document.querySelector("#main").append(button);
  htmx.process(button);
}"""


@pytest.fixture
def page(visit, settings):
    settings.DEMO = True
    return visit(None, "/gallery/?page=today").page


def test_a_refusal_takes_the_place_of_the_page_and_is_read_aloud(page):
    page.evaluate(ADD, "/nowhere/")
    page.locator("#try").click()
    page.get_by_role("heading", name="There is nothing here for you").wait_for()
    assert page.locator("main").count() == 1
    assert page.locator("#try").count() == 0
    page.wait_for_timeout(150)
    assert "The address is wrong" in page.locator("#said").text_content()


def test_a_lost_connection_is_said_and_nothing_typed_is_lost(page):
    page.evaluate(ADD, "/gallery/?page=today")
    page.evaluate("document.querySelector('#try').setAttribute('hx-swap', 'none')")
    page.locator("input[name=head][value='3']").check(force=True)
    page.context.set_offline(True)
    page.locator("#try").click()
    page.locator("#trouble").wait_for(state="visible")
    assert page.locator("input[name=head]:checked").get_attribute("value") == "3"
    page.context.set_offline(False)
    page.locator("#try").click()
    page.locator("#trouble").wait_for(state="hidden")


def test_steppers_in_a_fragment_that_arrives_later_have_their_buttons(page):
    page.evaluate(ADD, "/gallery/?page=today")
    page.evaluate("document.querySelector('#try').setAttribute('hx-select', 'section.sheet')")
    page.locator("#try").click()
    page.locator("#try .stepper .round").first.wait_for()
    assert page.locator("#try .stepper .round").count() == 2


def test_a_trigger_names_another_element_in_quotes():
    """`from:closest form` without quotes is read as `from:closest`: then nothing happens while one types."""
    for page in Path(concord.__file__).parent.rglob("templates/**/*.html"):
        for trigger in re.findall(r'hx-trigger="([^"]*)"', page.read_text()):
            assert not re.search(r"(from|target):(closest|find|next|previous)\b", trigger), (page.name, trigger)


def test_what_is_sent_while_somebody_types_waits_its_turn_and_the_newest_is_never_dropped():
    """By itself htmx keeps the first that waits and drops the rest: on a slow line the last tap of an evening would not be saved."""
    found = 0
    for page in Path(concord.__file__).parent.rglob("templates/**/*.html"):
        for tag in re.findall(r'<[^<>]*hx-trigger="(?:change|input)[^>]*>', re.sub(r"{%.*?%}", "", page.read_text())):
            found += 1
            assert 'hx-sync="this:queue last"' in tag, f"{page.name}: {tag[:120]}"
    assert found >= 9
