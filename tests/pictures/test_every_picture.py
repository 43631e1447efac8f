"""What holds for each picture: it is sound, it is named, it stays inside, a strict policy lets it through."""

import re

import pytest

from concord.pictures import PHONE
from concord.pictures.looks import LOOKS

from . import sheet
from .reading import SVG, assert_sound, drawings, label_boxes

EVERY = sheet.everything() + sheet.everything(nasty=True)


@pytest.mark.parametrize("picture", EVERY, ids=range(len(EVERY)))
def test_a_picture_is_sound_on_phone_and_desk(picture):
    assert_sound(picture)


@pytest.mark.parametrize("picture", EVERY, ids=range(len(EVERY)))
def test_somebody_who_cannot_see_it_hears_what_it_is(picture):
    for svg in drawings(picture):
        by_id = {e.get("id"): e for e in svg.iter() if e.get("id")}
        assert by_id[svg.get("aria-labelledby")].tag == f"{SVG}title"
        assert by_id[svg.get("aria-describedby")].tag == f"{SVG}desc"
        # Links inside role="img" would be hidden from a screen reader.
        assert svg.get("role") == ("group" if list(svg.iter(f"{SVG}a")) else "img")


def test_no_two_pictures_of_a_page_share_an_id():
    ids = [e.get("id") for p in sheet.everything() for svg in drawings(p) for e in svg.iter() if e.get("id")]
    assert len(ids) == len(set(ids))


def test_lettering_is_never_smaller_than_eleven():
    for picture in EVERY:
        for svg in drawings(picture):
            assert all(float(text.get("font-size")) >= 11 for text in svg.iter(f"{SVG}text"))


def test_phone_and_desk_are_different_drawings():
    for picture in EVERY:
        phone, desk = drawings(picture)
        assert float(phone.get("width")) == PHONE
        assert float(desk.get("width")) == 720


def test_the_stylesheet_and_the_standalone_look_say_the_same():
    css = (sheet.STATIC / "pictures.css").read_text()
    rules = dict(re.findall(r"^  \.(pic-[a-z-]+) \{ (.*) \}$", css, re.M))
    for look, drawn in LOOKS.items():
        told = dict(part.strip().split(": ", 1) for part in rules[look].split(";") if part.strip())
        plain = {key: re.sub(r"^var\(--[a-z-]+, (.*)\)$", r"\1", value).replace('"', "") for key, value in told.items()}
        plain.pop("font-family", None)
        assert plain == {key: value for key, value in drawn.items() if key != "font-family"}, look


def test_every_class_that_is_drawn_has_a_look():
    known = set(LOOKS) | {"pic", "pic-link", "pic-phone", "pic-desk"}
    drawn = {e.get("class") for p in EVERY for svg in drawings(p) for e in svg.iter() if e.get("class")}
    assert drawn <= known


def test_a_picture_that_stands_alone_needs_no_stylesheet():
    for picture in sheet.everything(standalone=True):
        for svg in drawings(picture):
            for element in svg.iter():
                if element.tag.removeprefix(SVG) in ("text", "path", "rect", "line", "circle"):
                    assert element.get("fill") or element.get("stroke"), element.attrib


def test_hostile_words_are_shown_and_do_nothing():
    shown = "".join(box[0] for p in sheet.everything(nasty=True) for svg in drawings(p) for box in label_boxes(svg))
    assert "</text><script>" in shown
    assert "\u202e" not in shown
    assert all("<script" not in p.svg for p in EVERY)
