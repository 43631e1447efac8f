"""A life by year: everything is there, by eye, by keyboard and by ear, however long the life."""

import re
import time
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.pictures import DESK, PHONE, LifeEvent, Role, Span, Symbol, timeline

from . import believable as b
from .reading import SVG, assert_sound, by_look, drawings, label_boxes, number, size

TODAY = b.TODAY


def draw(events, **more):
    told = {"lanes": b.LANES, "title": "Story", "description": "", "words": b.LIFE, "say": b.SAY, "today": TODAY}
    return timeline(events, **told | more)


def event(words="Moved", day=date(2020, 5, 3), *, days=0, kind="life", **more) -> LifeEvent:
    return LifeEvent(words, kind, Span(day, day + timedelta(days=days)), f"{day:%Y}", f"/story/{words}/", **more)


def links(picture) -> dict[str, str]:
    return {a.get("href"): a.get("aria-label") for svg in drawings(picture) for a in svg.iter(f"{SVG}a")}


def labels(picture) -> list[str]:
    return [box[0] for box in label_boxes(drawings(picture)[0])]


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_every_event_is_a_link_with_its_whole_words(width):
    found = links(draw([event("Covid", role=Role.SET_IT_OFF, going_on=True)], width=width))
    assert list(found) == ["/story/Covid/"]
    assert found["/story/Covid/"].endswith("Covid, 2020, Life, still going, set it off")


def test_the_name_of_a_link_begins_with_what_is_seen_cut_words_included():
    words = "an event whose words are so long that no phone has room for them on one line"
    (name,) = links(draw([replace(event("long"), words=words)], width=PHONE)).values()
    assert re.match(r"an event whose words.*… 2020.*: " + words, name)


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_link_is_large_enough_for_a_finger_on_a_phone_and_a_mouse_on_a_desk(width):
    for picture in (draw(b.story(), width=width), draw(b.crowded_story(), width=width)):
        for hit in by_look(drawings(picture)[0], "pic-hit"):
            assert number(hit, "height") >= (44 if width == PHONE else 24)
            assert number(hit, "width") >= 24


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize(("count", "years"), [(1, 1), (3, 1), (16, 5), (60, 30), (200, 1), (200, 60)])
def test_one_year_or_sixty_one_event_or_two_hundred(width, count, years):
    picture = draw(b.crowded_story(count, years), width=width, more_url=lambda first, last: f"?from={first}&to={last}")
    assert_sound(picture)
    shown = [href for href in links(picture) if href.startswith("/story/")]
    counted = sum(int(label[1:]) for label in labels(picture) if re.fullmatch(r"\+\d+", label))
    assert len(shown) + counted == count == len(picture.table.rows)
    assert size(drawings(picture)[0])[1] < 2100


def test_what_finds_no_room_is_behind_a_mark_that_zooms_there():
    found = links(draw(b.crowded_story(), more_url=lambda first, last: f"/story/?from={first}&to={last}"))
    assert any(href.startswith("/story/?from=") and label.startswith("+") for href, label in found.items())


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_zoom_shows_what_touches_the_years_asked_for(width):
    events = [
        event("before", date(2001, 1, 1)),
        event("reaches in", date(2001, 1, 1), ends=Span(date(2011, 1, 1), date(2011, 1, 1))),
        event("still", date(1990, 1, 1), going_on=True),
        event("inside", date(2012, 1, 1)),
        event("after", date(2030, 1, 1)),
    ]
    picture = draw(events, first=date(2010, 1, 1), last=date(2020, 1, 1), width=width)
    assert_sound(picture)
    assert [row[1] for row in picture.table.rows] == ["still", "reaches in", "inside"]


def test_the_table_says_what_the_picture_says():
    picture = draw([event("Night shifts", kind="work", going_on=True, role=Role.KEEPS_IT_GOING)])
    assert picture.table.headers == ("When", "What", "Kind", "Its part")
    assert picture.table.rows == (("2020 · still going", "Night shifts", "Work", "keeps it going"),)


def fades(picture) -> list[list[float]]:
    return [
        [float(s.get("stop-opacity")) for s in g] for svg in drawings(picture) for g in svg.iter(f"{SVG}linearGradient")
    ]


def test_a_rough_date_fades_at_its_edges_and_a_sure_one_does_not():
    rough = fades(draw([event(days=900), event("now")]))
    assert rough == [[0.08, 0.55, 0.08]]
    assert fades(draw([event(), event("now")])) == []


def test_what_still_goes_on_has_an_open_end_and_what_ended_has_not():
    assert len(by_look(drawings(draw([event(going_on=True)]))[0], "pic-open-end")) == 1
    assert by_look(drawings(draw([event(ends=Span(date(2022, 1, 1), date(2022, 1, 1)))]))[0], "pic-open-end") == []


def test_each_kind_has_a_name_beside_its_symbol():
    assert {lane.label for lane in b.LANES if lane.kind != "injury"} <= set(labels(draw(b.story())))


def test_roles_are_explained_under_the_picture_only_when_there_are_any():
    assert "laid the ground" in labels(draw(b.story()))
    assert "laid the ground" not in labels(draw([event()]))


def test_an_event_of_an_unknown_kind_is_still_shown():
    assert "/story/Moved/" in links(draw([event(kind="nobody knows")]))


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_keyboard_goes_through_a_lane_as_time_did(width):
    years = [2019, 2003, 2011, 2007, 2015]
    events = [event(str(year), date(year, 1, 1), role=Role.SET_IT_OFF if year == 2015 else None) for year in years]
    assert list(links(draw(events, width=width))) == [f"/story/{year}/" for year in sorted(years)]


def test_no_story_yet_is_said():
    assert labels(draw([])) == ["No story yet"]
    assert labels(draw([event()], first=date(1950, 1, 1), last=date(1951, 1, 1))) == ["No story yet"]


def test_the_whole_of_a_long_life_is_drawn_in_a_blink():
    events = b.crowded_story()
    took = []
    for _ in range(7):
        began = time.perf_counter()
        draw(events)
        took.append(time.perf_counter() - began)
    assert min(took) < 0.05


DAYS = st.dates(date(1930, 1, 1), date(2030, 1, 1))
EDGES = st.one_of(DAYS, st.sampled_from([date.min, date.max]))


@st.composite
def any_event(draw_one):
    begin, end = sorted((draw_one(EDGES), draw_one(DAYS)))
    ends = None
    if draw_one(st.booleans()):
        later = sorted((draw_one(EDGES), draw_one(EDGES)))
        ends = Span(*later)
    kind = draw_one(st.sampled_from(["life", "work", "symptom", "other"]))
    role = draw_one(st.sampled_from([None, *Role]))
    words = draw_one(st.text(max_size=60))
    return LifeEvent(
        words, kind, Span(begin, end), draw_one(st.text(max_size=40)), "/story/1/", ends, draw_one(st.booleans()), role
    )


@settings(max_examples=120, deadline=None)
@given(
    st.lists(any_event(), max_size=40),
    st.one_of(st.none(), DAYS),
    st.one_of(st.none(), DAYS),
    st.sampled_from([240, PHONE, DESK, 1100]),
)
def test_no_life_breaks_it(events, first, last, width):
    assert_sound(draw(events, first=first, last=last, width=width))


def test_every_symbol_can_be_drawn():
    lanes = [b.Lane(symbol.value, symbol.value, symbol) for symbol in Symbol]
    assert_sound(draw([event(kind=symbol.value) for symbol in Symbol], lanes=lanes))
