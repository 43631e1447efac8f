"""The gallery in a real browser: axe clean in light and dark, quiet console, by keyboard, without script, on a narrow screen."""

import pytest

from tests.browser import DESK, PHONE

pytestmark = pytest.mark.journey
PAGES = [
    "?as=plain",
    "?as=patient",
    "?as=partnership",
    "?page=today",
    "?page=because",
    "?page=team",
    "?page=overview",
    "?page=because&as=partnership",
]


@pytest.fixture(autouse=True)
def in_the_demo(settings):
    settings.DEMO = True


def test_the_gallery_is_closed_where_real_people_are(client, settings, db):
    settings.DEMO = settings.DEBUG = False
    assert client.get("/gallery/").status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_every_component_is_clean_in_light_and_dark(visit, page):
    for size, dark in ((PHONE, False), (DESK, True)):
        window = visit(None, f"/gallery/{page}", size=size, dark=dark)
        window.check()


@pytest.mark.parametrize("page", PAGES)
def test_nothing_runs_off_a_narrow_screen(visit, page):
    window = visit(None, f"/gallery/{page}", size={"width": 320, "height": 640})
    assert window.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_scale_is_answered_by_keyboard_and_opened_again_by_a_second_press(visit):
    page = visit(None, "/gallery/?page=today").page
    chosen = page.locator("input[name=head]:checked")
    chosen.focus()
    page.keyboard.press("ArrowRight")
    assert chosen.get_attribute("value") == "7"
    page.locator(".scale-cells label", has_text="7").click()
    assert chosen.count() == 0


def test_hours_move_by_round_buttons(visit):
    page = visit(None, "/gallery/?page=today").page
    page.get_by_role("button", name="Slept: more").click()
    assert page.locator("select[name=slept]").input_value() == "7"


def test_a_step_is_done_in_one_tap(visit):
    page = visit(None, "/gallery/?page=today").page
    page.locator(".step", has_text="Magnesium").locator(".ring").click()
    assert page.locator("input[name=magnesium]:checked").get_attribute("value") == "DONE"


def test_an_open_step_is_reached_and_answered_by_keyboard(visit):
    page = visit(None, "/gallery/?page=today").page
    page.locator("input[name=walk]:checked").focus()
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "magnesium":
            break
    page.keyboard.press("ArrowRight")
    assert page.locator("input[name=magnesium]:checked").get_attribute("value") == "DONE"


def test_the_day_and_the_zone_are_the_devices(visit):
    page = visit(None, "/gallery/?page=today").page
    assert page.locator("input[name=zone]").get_attribute("type") == "hidden"
    assert page.evaluate("document.querySelector('input[name=zone]').value") == "Europe/London"
    assert page.evaluate("document.querySelector('input[name=day]').value") == page.evaluate(
        "new Date().toLocaleDateString('sv')"
    )


def test_the_skip_link_is_the_first_thing_the_keyboard_meets(visit):
    page = visit(None, "/gallery/?page=today").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_without_script_everything_is_there_and_nothing_is_dead(visit):
    page = visit(None, "/gallery/?as=plain", javascript=False).page
    assert page.locator("select[name=slept]").is_visible()
    assert not page.locator("[data-print], [data-copy]").first.is_visible()
    page.locator("details.confirm summary").click()
    assert page.get_by_role("button", name="Yes, end it").is_visible()


def test_places_stand_at_the_bottom_of_a_phone_and_at_the_left_of_a_desk(visit):
    phone = visit(None, "/gallery/?page=today").page.locator("nav.places").bounding_box()
    assert phone["y"] + phone["height"] == pytest.approx(PHONE["height"], abs=1)
    desk = visit(None, "/gallery/?page=today", size=DESK).page.locator("nav.places").bounding_box()
    assert desk["x"] == 0
    assert desk["width"] < 300


def test_everything_to_press_is_large_enough(visit):
    page = visit(None, "/gallery/?page=because").page
    small = page.evaluate(
        "[...document.querySelectorAll('.pill, .places a, summary, button')]"
        ".filter(e => e.offsetParent && e.getBoundingClientRect().height < 44).map(e => e.outerHTML.slice(0, 80))"
    )
    assert small == []


def test_an_empty_place_of_a_layout_takes_no_room(visit):
    page = visit(None, "/gallery/?as=plain").page
    assert not page.locator(".top-line").is_visible()
    assert not page.locator(".actions").is_visible()
    assert not visit(None, "/gallery/?page=today", size=DESK).page.locator(".margin").is_visible()
