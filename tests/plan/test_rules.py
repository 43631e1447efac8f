"""What a because must hold, when a step falls due, how small it can get, and until when a question is answered."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.plan.rules import proposals, questions, steps
from concord.plan.rules.steps import Rhythm
from concord.plan.words import when_words
from tests.make.plan import RISE

NOW = datetime(2026, 5, 3, 18, 0, tzinfo=UTC)  # a Sunday
SUNDAY, MONDAY = date(2026, 5, 3), date(2026, 5, 4)
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize("missing", proposals.NEEDED)
def test_a_professionals_because_is_whole(missing):
    assert proposals.why_not_propose({**RISE, missing: " "}, has_goal=True, own=False)
    assert proposals.why_not_propose(RISE, has_goal=True, own=False) is None


def test_without_a_goal_only_the_patients_own_can_stand():
    assert "choose the goal" in proposals.why_not_propose(RISE, has_goal=False, own=False)
    assert proposals.why_not_propose({"what": "walk", "mechanism": "it calms me"}, has_goal=False, own=True) is None


def test_the_patients_own_needs_a_because_too():
    assert "because" in proposals.why_not_propose({"what": "walk", "mechanism": ""}, has_goal=True, own=True)


def test_what_is_swallowed_fasted_tested_or_referred_is_treatment():
    treatment = {"MEDICINE", "SUPPLEMENT", "DIET", "PROCEDURE", "TEST", "REFERRAL"}
    assert {kind for kind in [*treatment, "SLEEP", "NUTRITION"] if proposals.is_treatment(kind)} == treatment


@pytest.mark.parametrize(
    ("own", "by_patient", "allowed"),
    [(True, True, True), (False, False, True), (True, False, False), (False, True, False)],
)
def test_nobody_edits_anothers_words(own, by_patient, allowed):
    assert (proposals.why_not_change(own=own, by_patient=by_patient) is None) == allowed


@pytest.mark.parametrize(
    ("answer", "words", "look", "seen", "says"),
    [
        ("YES", "", None, 2, None),
        ("NO", "", None, 2, None),
        ("YES", "", None, 1, "have changed"),
        ("YES_BUT", " ", None, 2, "what should be different"),
        ("YES_BUT", "later", None, 2, None),
        ("NOT_NOW", "", None, 2, "choose a day"),
        ("NOT_NOW", "", date(2026, 6, 1), 2, None),
        ("NOT_NOW", "", date(2026, 4, 1), 2, "in the past"),
        ("NO", "x" * 2001, None, 2, "longer than"),
        ("NO", "a\0", None, 2, "cannot be stored"),
    ],
)
def test_an_answer_is_to_the_newest_words_and_says_what_it_needs(answer, words, look, seen, says):
    sentence = proposals.why_not_answer(answer, words, look, seen=seen, current=2, now=NOW)
    assert sentence is None if says is None else says in sentence


@pytest.mark.parametrize(
    ("sources", "allowed"),
    [
        ([], True),
        ([{"source": "A guideline", "url": "https://example.org"}], True),
        ([{"event": object()}], True),
        ([{"event": object(), "source": "both"}], False),
        ([{"url": "https://example.org"}], False),
        ([{"source": "x", "url": "javascript:alert(1)"}], False),
        ([{"source": "x"}] * 13, False),
    ],
)
def test_each_source_is_exactly_one_thing(sources, allowed):
    assert (proposals.why_not_rest_on(sources) is None) == allowed


def test_weekdays_fall_due_on_their_days_only():
    rhythm = Rhythm(days=0b0000101)  # Monday and Wednesday
    due = [
        day
        for day in range(7)
        if steps.falls_on(rhythm, MONDAY + timedelta(days=day), done_this_week=0, done_ever=False)
    ]
    assert due == [0, 2]


def test_times_a_week_fall_due_until_they_are_done():
    rhythm = Rhythm(times_a_week=2)
    assert steps.falls_on(rhythm, MONDAY, done_this_week=1, done_ever=True)
    assert not steps.falls_on(rhythm, MONDAY, done_this_week=2, done_ever=True)


def test_what_is_done_once_stays_due_also_after_its_day_until_it_is_done():
    rhythm = Rhythm(by_day=MONDAY)
    assert steps.falls_on(rhythm, MONDAY + timedelta(days=3), done_this_week=0, done_ever=False)
    assert not steps.falls_on(rhythm, MONDAY, done_this_week=0, done_ever=True)


@given(st.one_of(st.builds(Rhythm, days=st.integers(1, 127)), st.builds(Rhythm, times_a_week=st.integers(1, 7))))
def test_smaller_is_rarer_and_comes_to_an_end(rhythm):
    size = rhythm.times_a_week or (rhythm.days or 0).bit_count()
    seen = 0
    while (rhythm := steps.smaller(rhythm)) is not None:
        now = rhythm.times_a_week or (rhythm.days or 0).bit_count()
        assert 1 <= now < size
        size, seen = now, seen + 1
    assert seen <= 3
    assert steps.smaller(Rhythm(by_day=MONDAY)) is None


@pytest.mark.parametrize(
    ("rhythm", "says"),
    [
        (Rhythm(days=127), "every day"),
        (Rhythm(times_a_week=7), "every day"),
        (Rhythm(days=31), "on weekdays"),
        (Rhythm(days=96), "at weekends"),
        (Rhythm(days=5), "Mon, Wed"),
        (Rhythm(times_a_week=1), "once a week"),
        (Rhythm(times_a_week=3), "3 times a week"),
        (Rhythm(by_day=date(2026, 6, 5)), "by 5 June"),
    ],
)
def test_a_rhythm_is_said_as_people_say_it(rhythm, says):
    assert when_words(rhythm) == says


@pytest.mark.parametrize(
    ("rhythm", "start", "review", "says"),
    [
        (Rhythm(days=127), SUNDAY, None, None),
        (Rhythm(), SUNDAY, None, "choose one"),
        (Rhythm(days=127, times_a_week=3), SUNDAY, None, "choose one"),
        (Rhythm(days=0), SUNDAY, None, "at least one day"),
        (Rhythm(days=128), SUNDAY, None, "at least one day"),
        (Rhythm(times_a_week=8), SUNDAY, None, "once to seven"),
        (Rhythm(by_day=date(2026, 5, 1)), SUNDAY, None, "begin before"),
        (Rhythm(days=1), date(2026, 4, 1), None, "days back"),
        (Rhythm(days=1), date(2099, 1, 1), None, "very far away"),
        (Rhythm(days=1), date.max, date.max, "very far away"),
        (Rhythm(days=1), SUNDAY, date(2026, 5, 1), "after it has begun"),
    ],
)
def test_a_step_has_one_rhythm_and_possible_days(rhythm, start, review, says):
    words = {"words": "walk", "cue": "", "smallest": ""}
    sentence = steps.why_not_write(words, rhythm, start_day=start, review_day=review, now=NOW)
    assert sentence is None if says is None else says in sentence


def mark(day=SUNDAY, state="DONE", note="", mine=True, taken_on=True, start=date(2026, 4, 1), ended=None):
    return steps.why_not_mark(day, state, note, mine=mine, taken_on=taken_on, start_day=start, ended_day=ended, now=NOW)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, None),
        ({"state": None}, None),
        ({"state": "PERFECT"}, "done, partly"),
        ({"day": date(2026, 5, 5)}, "not come yet"),
        ({"day": date(2026, 4, 15)}, "days late"),
        ({"day": date(2026, 5, 1), "start": date(2026, 5, 2)}, "was not running"),
        ({"ended": date(2026, 5, 1)}, "was not running"),
        ({"taken_on": False}, "only suggested"),
        ({"mine": False}, "Only the person"),
        ({"note": "x" * 501}, "shorter note"),
    ],
)
def test_a_day_is_marked_by_whoever_does_the_step_while_it_runs(given, says):
    sentence = mark(**given)
    assert sentence is None if says is None else says in sentence


@given(days, st.integers(1, 30))
def test_an_answer_is_promised_in_working_days(asked, working_days):
    by = questions.answer_by(asked, working_days)
    between = [asked + timedelta(days=n) for n in range(1, (by - asked).days + 1)]
    assert sum(day.weekday() < 5 for day in between) == working_days
    assert by.weekday() < 5


def test_three_working_days_from_friday_end_on_wednesday():
    assert questions.answer_by(date(2026, 5, 1), 3) == date(2026, 5, 6)


def test_the_proposer_is_asked_first_then_the_coach_then_the_doctor_never_the_asker():
    doctor, coach, therapist = (
        questions.CouldAnswer(n, role) for n, role in [(1, "DOCTOR"), (2, "COACH"), (3, "THERAPIST")]
    )
    everybody = [doctor, therapist, coach]
    assert questions.owner_of(everybody, proposer=3, asker=9) == therapist
    assert questions.owner_of(everybody, proposer=8, asker=9) == coach
    assert questions.owner_of([doctor, therapist], proposer=None, asker=9) == doctor
    assert questions.owner_of(everybody, proposer=2, asker=2) == doctor
    assert questions.owner_of([], proposer=None, asker=9) is None


def test_a_question_is_overdue_only_while_it_waits():
    assert questions.overdue(SUNDAY, state="WAITING", today=MONDAY)
    assert not questions.overdue(SUNDAY, state="WAITING", today=SUNDAY)
    assert not questions.overdue(SUNDAY, state="ANSWERED", today=MONDAY)
