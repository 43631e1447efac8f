"""Words anybody wrote, in a picture: shown, measured, cut, and never more than words."""

from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from concord.pictures import LadderWords, Level, Place, levels_ladder
from concord.pictures.canvas import Canvas
from concord.pictures.lettering import clean, fit, width_of, wrap

from .reading import SVG, assert_sound, drawings

ANY_TEXT = st.text(st.characters(codec=None, categories=None), max_size=120)
WORDS = LadderWords(level="Level", words="What", who="Who", nothing="Nothing")


@settings(max_examples=150, deadline=None)
@given(ANY_TEXT, ANY_TEXT, ANY_TEXT, ANY_TEXT, st.sampled_from([240, 360, 720]))
def test_whatever_somebody_writes_the_picture_stays_sound(title, words, who, talk, width):
    picture = levels_ladder(
        [Level(1, words), Level(0, "x" + words)],
        [Place(0, who)],
        title=title,
        description=words,
        words=WORDS,
        talk=talk,
        width=width,
    )
    assert_sound(picture)


@settings(max_examples=150, deadline=None)
@given(ANY_TEXT)
def test_the_title_read_aloud_is_the_one_that_was_written(title):
    svg = drawings(levels_ladder([], title=title, description="", words=WORDS))[0]
    assert (svg.find(f"{SVG}title").text or "") == clean(title)


@settings(max_examples=200, deadline=None)
@given(ANY_TEXT, st.floats(0, 400))
def test_cut_words_fit_their_room(words, room):
    assert width_of(fit(words, room), 12) <= room + 0.02 or fit(words, room) == ""
    assert all(width_of(line, 12) <= room + 0.02 for line in wrap(words, room, lines=3))


def test_words_that_fit_are_not_cut():
    assert fit("two hours", 400) == "two hours"
    assert wrap("two hours", 400) == ["two hours"]


def test_words_are_wrapped_between_words_and_only_the_last_line_is_cut():
    assert wrap("Play with Lwazi without paying for it next day", 130, lines=2) == [
        "Play with Lwazi",
        "without paying for i…",
    ]


def test_a_family_is_not_torn_apart_by_a_cut():
    family = "👩\u200d👩\u200d👧"
    for room in range(0, 200, 3):
        assert not fit(family * 3, room).rstrip("…").endswith("\u200d")


def test_characters_xml_cannot_carry_are_left_out():
    assert clean("a\x00b\x07c\ud800d\ufffee\n\tf") == "abcde f"
    assert clean("\u202eevil") == "evil"


def test_words_that_look_like_our_own_placeholders_stay_words():
    svg = drawings(levels_ladder([Level(0, "url(#@-x) url(#\x00y)")], title="", description="", words=WORDS))[0]
    assert [t.text for t in svg.iter(f"{SVG}text")][-1] == "url(#@-x) url(#y)"


def test_an_address_that_runs_script_is_not_linked():
    for address in (
        "javascript:alert(1)",
        "data:text/html,x",
        "//elsewhere.example",
        "/\\elsewhere.example",
        " javascript:x",
        "",
        "/a\nb",
    ):
        canvas = Canvas(100)
        with canvas.link(address, "x"):
            canvas.text("pic-label", 0, 20, "x")
        svg = ElementTree.fromstring(canvas.finish(40, title="", description=""))
        assert list(svg.iter(f"{SVG}a")) == []


def test_an_address_of_this_place_is_linked_and_escaped():
    canvas = Canvas(100)
    with canvas.link('/story/?a=1&b="2"', "x"):
        pass
    svg = ElementTree.fromstring(canvas.finish(40, title="", description=""))
    assert [a.get("href") for a in svg.iter(f"{SVG}a")] == ['/story/?a=1&b="2"']
