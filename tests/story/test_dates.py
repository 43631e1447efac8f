"""Rough dates, read from the words people use. Known answers, then every text there is."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.story.rules import Unclear, found_in, marked, pieces, read_period, rough_date

TODAY = date(2026, 5, 3)
BORN = 1984


def span(text, birth_year=BORN):
    period = rough_date(text, birth_year, TODAY)
    return tuple(
        f"{rough.first:%Y-%m-%d} {rough.last:%Y-%m-%d}" if rough else None for rough in (period.began, period.ended)
    )


@pytest.mark.parametrize(
    ("text", "first", "last", "said"),
    [
        ("2019", "2019-01-01", "2019-12-31", "2019"),
        ("in 2019", "2019-01-01", "2019-12-31", "2019"),
        ("about 2019", "2019-01-01", "2019-12-31", "about 2019"),
        ("'94", "1994-01-01", "1994-12-31", "'94"),
        ("March 2019", "2019-03-01", "2019-03-31", "March 2019"),
        ("Sept. 2019", "2019-09-01", "2019-09-30", "Sept. 2019"),
        ("spring 2019", "2019-03-01", "2019-05-31", "spring 2019"),
        ("autumn of 2019", "2019-09-01", "2019-11-30", "autumn of 2019"),
        ("winter 2018", "2018-12-01", "2019-02-28", "winter 2018"),
        ("winter 2026", "2025-12-01", "2026-02-28", "winter 2026"),
        ("3.5.2019", "2019-05-03", "2019-05-03", "3 May 2019"),
        ("03/05/2019", "2019-05-03", "2019-05-03", "3 May 2019"),
        ("2019-05-03", "2019-05-03", "2019-05-03", "3 May 2019"),
        ("3.5.19", "2019-05-03", "2019-05-03", "3 May 2019"),
        ("3rd of May, 2019", "2019-05-03", "2019-05-03", "3rd of May, 2019"),
        ("May 3, 2019", "2019-05-03", "2019-05-03", "May 3, 2019"),
        ("5/2019", "2019-05-01", "2019-05-31", "May 2019"),
        ("the nineties", "1990-01-01", "1999-12-31", "the nineties"),
        ("early 1990s", "1990-01-01", "1993-05-02", "early 1990s"),
        ("late 2019", "2019-09-01", "2019-12-31", "late 2019"),
        ("about age 12", "1996-01-01", "1997-12-31", "about age 12"),
        ("When I was 12", "1996-01-01", "1997-12-31", "When I was 12"),
        ("at 12", "1996-01-01", "1997-12-31", "age 12"),
        ("as a child", "1986-01-01", "1997-12-31", "as a child"),
        ("in my twenties", "2004-01-01", "2014-12-31", "in my twenties"),
        ("3 years ago", "2023-01-01", "2023-12-31", "about 2023"),
        ("yesterday", "2026-05-02", "2026-05-02", "2 May 2026"),
        ("two weeks ago", "2026-04-16", "2026-04-22", "about 19 April 2026"),
        ("last summer", "2025-06-01", "2025-08-31", "summer 2025"),
        ("last year", "2025-01-01", "2025-12-31", "2025"),
        ("between 2010 and 2012", "2010-01-01", "2012-12-31", "between 2010 and 2012"),
        ("before 2010", "1984-01-01", "2009-12-31", "before 2010"),
        ("Christmas 2019", "2019-12-01", "2019-12-31", "Christmas 2019"),
    ],
)
def test_a_time_is_read_as_people_say_it(text, first, last, said):
    assert span(text) == (f"{first} {last}", None)
    assert rough_date(text, BORN, TODAY).said == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("from 2015 to 2019", "2015 to 2019"), ("2015-2019", "2015 to 2019"), ("2015–19", "2015 to 2019"),
        ("March to May 2019", "March 2019 to May 2019"), ("age 12 to 15", "age 12 to age 15"),
        ("3 to 10 May 2019", "3 May 2019 to 10 May 2019"), ("spring 2015 until summer 2016", "spring 2015 to summer 2016"),
        ("since 2015", "since 2015"), ("2015, still going", "since 2015"), ("2015 until now", "since 2015"), ("2015 -", None),
        ("since childhood", "since childhood"), ("in my teens, still going", "in my teens, still going"),
        ("all my life", "since birth"), ("for 3 years", "since about 2023"), ("until 2020", "until 2020"), ("still going", "still going"),
        ("", ""), ("   ", ""),
    ],
)  # fmt: skip
def test_from_to_and_still_going(text, said):
    if said is None:
        with pytest.raises(Unclear):
            rough_date(text, BORN, TODAY)
    else:
        assert rough_date(text, BORN, TODAY).said == said


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("3/25/2019", "Did you mean 25 March 2019"), ("12", "an age or a year"), ("3 May", "In which year"), ("May", "May 2025"),
        ("spring", "In which year"), ("30.2.2019", "not in the calendar"), ("13/2019", "twelve months"), ("ages ago", "could not read"),
        ("2019 to 2015", "comes before"), ("150 years ago", "longer ago than a life"), ("99999999999 days ago", "could not read"),
    ],
)  # fmt: skip
def test_what_could_mean_two_things_becomes_a_friendly_question(text, asks):
    with pytest.raises(Unclear) as unclear:
        rough_date(text, BORN, TODAY)
    assert asks in unclear.value.sentence


def test_an_age_needs_a_year_of_birth():
    with pytest.raises(Unclear, match="year of birth"):
        rough_date("about age 12", None, TODAY)


@given(st.text(max_size=120))
def test_no_text_there_is_breaks_the_reading(text):
    with suppress(Unclear):
        began = rough_date(text, BORN, TODAY).began
        assert began is None or began.first <= began.last


NUMBER = st.integers(0, 99_999).map(str)
PIECES = st.sampled_from(
    [
        "age",
        "since",
        "from",
        "to",
        "until",
        "ago",
        "years",
        "days",
        "month",
        "may",
        "spring",
        "1990s",
        "early",
        "'",
        "-",
        "/",
        ".",
        ",",
        "still",
        "going",
        "last",
        "at",
    ]
)


@given(st.lists(NUMBER | PIECES, max_size=7).map(" ".join))
def test_nothing_made_of_dates_breaks_the_reading(text):
    with suppress(Unclear):
        rough_date(text, BORN, TODAY)


def test_three_boxes_are_put_together():
    read = lambda *boxes, **more: read_period(*boxes, birth_year=BORN, today=TODAY, **more).said  # noqa: E731
    assert read("2015", "2019") == "2015 to 2019"
    assert read("2015", "", still_going=True) == "since 2015"
    assert read("2015", "now") == "since 2015"
    assert read("2015", "still going") == "since 2015"
    assert read("2015 to 2018", "2019") == "2015 to 2019"
    with pytest.raises(Unclear, match="Which of the two"):
        read("2015", "2019", still_going=True)


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("I had glandular fever in spring 2003 and never got well.", "spring 2003"), ("Since 2015 my head hurts.", "Since 2015"),
        ("When I was 12 we moved.", "When I was 12"), ("After the 3.5.2019 accident", "3.5.2019"), ("Nothing here.", ""),
        ("From March 2015 until spring 2019 I worked nights", "From March 2015 until spring 2019"), ("Room 9999, 12 people", ""),
    ],
)  # fmt: skip
def test_a_time_is_found_inside_a_sentence(sentence, found):
    assert found_in(sentence, BORN, TODAY) == found


def test_a_telling_is_cut_into_its_sentences():
    told = "Since 3.5.2019 it hurts. Dr. Klein said: rest! Did I?\nNo.\n\nEnd without a stop"
    assert pieces(told) == ["Since 3.5.2019 it hurts.", "Dr. Klein said: rest!", "Did I?", "No.", "End without a stop"]


@given(st.text(max_size=300))
def test_no_word_of_a_telling_is_lost_in_its_pieces(told):
    assert "".join("".join(pieces(told)).split()) == "".join(told.split())


@given(st.text(max_size=60), st.lists(st.text(min_size=1, max_size=5), max_size=4))
def test_marking_changes_no_word(told, known):
    assert "".join(run for run, _key in marked(told, {piece: n for n, piece in enumerate(known)})) == told


def test_marked_pieces_carry_their_event():
    assert marked("I fell.", {}) == [("I fell.", None)]
    assert marked("I fell. I rose.", {"I rose.": 5}) == [("I fell. ", None), ("I rose.", 5)]
