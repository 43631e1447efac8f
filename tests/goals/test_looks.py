"""Ratings in looks: nobody reads where another sees a goal before they have said it themselves; the gap is the agenda."""

from datetime import date, timedelta

import pytest
from django.db import Error, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concord.access.guard import NotAllowed, Refused
from concord.database.acting import acting_as
from concord.goals import actions
from concord.goals.models import Rating, RatingGiven
from concord.goals.rules.ratings import ONE_LOOK, look_of
from tests.make import goals as make
from tests.make.goals import APRIL

pytestmark = pytest.mark.django_db
DAY = APRIL.date()
WHO = ("thandi", "doctor", "coach")


@pytest.fixture
def goal(team):
    return make.written_goal(team.patient, team.thandi)


def read_by(person) -> set[tuple[str, date]]:
    with acting_as(person):
        return {(one.rated_by.called, one.day) for one in Rating.objects.standing().select_related("rated_by")}


def on(goal, who, days: int, level: int = 0):
    day = DAY + timedelta(days=days)
    return make.rated(goal, who, level, day=day, now=APRIL + timedelta(days=days))


def test_a_rating_is_read_by_others_once_they_have_given_theirs(team, goal):
    on(goal, team.thandi, 1)
    assert read_by(team.doctor) == set()
    on(goal, team.doctor, 3)
    assert {name for name, _day in read_by(team.doctor)} == {"Dr Rossi", "Thandi Mokoena"}
    assert {name for name, _day in read_by(team.thandi)} == {"Dr Rossi", "Thandi Mokoena"}
    assert read_by(team.coach) == set()


def test_a_look_that_is_over_is_open_to_all_and_the_new_one_is_blind_again(team, goal):
    on(goal, team.thandi, 1)
    on(goal, team.doctor, 2)
    on(goal, team.thandi, 60)
    assert read_by(team.coach) == {("Thandi Mokoena", DAY + timedelta(days=1)), ("Dr Rossi", DAY + timedelta(days=2))}
    assert ("Thandi Mokoena", DAY + timedelta(days=60)) not in read_by(team.doctor)


ways = st.lists(st.tuples(st.sampled_from(WHO), st.integers(0, 80), st.integers(-2, 2)), min_size=1, max_size=8)


@given(ways)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_in_whatever_order_they_rate_the_newest_look_is_read_by_those_who_gave_in_it(team, goal, way):
    with transaction.atomic():
        for name, days, level in way:
            on(goal, getattr(team, name), days, level)
        with acting_as(team.thandi):
            given_by = set(RatingGiven.objects.filter(goal=goal).values_list("look_day", "person"))
        newest = max(look for look, _person in given_by)
        for name in WHO:
            person = getattr(team, name)
            with acting_as(person):
                looks = set(Rating.objects.exclude(rated_by=person).values_list("look_day", flat=True))
            assert (newest in looks) <= ((newest, person.pk) in given_by)
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("day", "others", "mine", "look"),
    [
        (10, [], [], 10), (10, [8], [], 8), (10, [8], [8], 10), (10, [8, 11], [], 11), (40, [8], [], 40), (8, [29], [], 29), (8, [30], [], 8),
    ],
)  # fmt: skip
def test_a_rating_belongs_to_the_nearest_look_within_three_weeks_that_still_waits_for_mine(day, others, mine, look):
    at = lambda days: DAY + timedelta(days=days)  # noqa: E731
    assert look_of(at(day), others=map(at, others), mine=map(at, mine)) == at(look)
    assert ONE_LOOK.days == 21


def test_nobody_says_that_they_have_given_without_having_given(team, goal):
    version = goal.text.versions.get
    with acting_as(team.thandi):
        theirs = Rating.objects.create(
            patient=team.patient, goal=goal, version=version(), level=0, day=DAY, look_day=DAY, rated_by=team.thandi, as_role="PATIENT",
            rated_at=APRIL,
        )  # fmt: skip
    insert = "INSERT INTO goals_ratinggiven (patient_id, goal_id, look_day, person_id, rating_id) VALUES (%s, %s, %s, %s, %s)"
    with (
        pytest.raises(Error, match="who_has_given_gave_that_rating"),
        acting_as(team.doctor),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(insert, [team.patient.pk, goal.pk, theirs.look_day, team.doctor.pk, theirs.pk])
    assert read_by(team.doctor) == set()


def test_nobody_rates_in_anothers_name_by_raw_sql(team, goal):
    mine = on(goal, team.thandi, 1)
    with pytest.raises(Error, match="row-level security"), acting_as(team.doctor), transaction.atomic():
        Rating.objects.create(
            patient=team.patient, goal=goal, version=mine.version, level=2, day=DAY, look_day=DAY, rated_by=team.thandi, as_role="PATIENT",
            rated_at=APRIL,
        )  # fmt: skip
    with acting_as(team.doctor):
        assert Rating.objects.update(taken_back_at=APRIL) == 0


def test_a_supporter_says_where_a_goal_stands_only_when_asked(team, goal):
    with acting_as(team.supporter), pytest.raises(Refused, match="not been asked"):
        actions.rate_goal(goal=goal, level=0, day=DAY, by=team.supporter, now=APRIL)
    on(goal, team.thandi, 1)
    assert len(read_by(team.supporter)) == 1
    with acting_as(team.thandi):
        actions.ask_rater(patient=team.patient, person=team.supporter, by=team.thandi, now=APRIL)
    assert read_by(team.supporter) == set()
    on(goal, team.supporter, 2)
    assert len(read_by(team.supporter)) == 2
    with acting_as(team.thandi):
        actions.stop_asking_rater(patient=team.patient, person=team.supporter, by=team.thandi, now=APRIL)
    with acting_as(team.supporter), pytest.raises(Refused):
        actions.rate_goal(goal=goal, level=1, day=DAY, by=team.supporter, now=APRIL)


def test_only_the_patient_asks_a_supporter_and_only_one_who_sees_the_goals(team, goal):
    with acting_as(team.doctor), pytest.raises(NotAllowed):
        actions.ask_rater(patient=team.patient, person=team.supporter, by=team.doctor, now=APRIL)
    with acting_as(team.thandi), pytest.raises(Refused, match="stands beside you"):
        actions.ask_rater(patient=team.patient, person=team.coach, by=team.thandi, now=APRIL)
    with pytest.raises(Error), acting_as(team.doctor), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO goals_raterasked (patient_id, person_id, asked_at) VALUES (%s, %s, now())",
            [team.patient.pk, team.supporter.pk],
        )


def test_what_was_taken_back_is_given_again_in_the_same_look(team, goal):
    first = on(goal, team.thandi, 1)
    on(goal, team.doctor, 2)
    with acting_as(team.thandi):
        actions.take_back_rating(rating=first, by=team.thandi, now=APRIL)
    assert on(goal, team.thandi, 3, level=1).look_day == first.look_day
