"""Ratings in looks: nobody reads where another sees a goal before they have said it themselves; the gap is the agenda."""

from datetime import date, timedelta

import pytest
from django.db import Error, connection, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concord.access.guard import NotAllowed, Refused
from concord.database.acting import acting_as
from concord.goals import actions, reads, told
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
    ("day", "looks", "look"),
    [(10, [], 10), (10, [8], 8), (10, [8, 11], 11), (40, [8], 40), (8, [29], 29), (8, [30], 8), (19, [8, 30], 8), (20, [8, 30], 30)],
)  # fmt: skip
def test_a_rating_belongs_to_the_nearest_look_within_three_weeks(day, looks, look):
    at = lambda days: DAY + timedelta(days=days)  # noqa: E731
    assert look_of(at(day), looks=map(at, looks)) == at(look)
    assert ONE_LOOK.days == 21


def test_saying_it_again_within_three_weeks_takes_its_place_and_opens_nothing(team, goal):
    first, again = on(goal, team.thandi, 1, level=-1), on(goal, team.thandi, 15, level=1)
    assert again.look_day == first.look_day
    assert read_by(team.thandi) == {("Thandi Mokoena", DAY + timedelta(days=15))}
    assert read_by(team.doctor) == set(), "saying it again shows the others neither"
    with acting_as(team.thandi):
        assert [one.level for one in Rating.objects.all()] == [-1, 1], "both stay in the history"
    on(goal, team.doctor, 20)
    with acting_as(team.doctor):
        assert Rating.objects.count() == 3


def test_after_three_weeks_a_new_look_begins(team, goal):
    first, later = on(goal, team.thandi, 1), on(goal, team.thandi, 23, level=1)
    assert (later.look_day - first.look_day).days == 22
    assert len(read_by(team.thandi)) == 2


def told_to(person, goal):
    with acting_as(person):
        return [
            (one.rating.rated_by.called, one.rating.level, one.stands, one.mark, [each.level for each in one.before])
            for one in told.of(reads.goal_in_view(goal.patient, goal.pk))
        ]


def test_what_is_changed_before_the_others_can_be_read_is_not_marked(team, goal):
    on(goal, team.thandi, 1, level=-1)
    on(goal, team.doctor, 2, level=1)
    assert told_to(team.doctor, goal)[1][3] == ""
    on(goal, team.coach, 3, level=0)
    assert {line[3] for line in told_to(team.coach, goal)} == {""}, (
        "saying it for the first time is not saying it again"
    )


def test_what_is_changed_after_reading_is_marked_for_everybody_and_both_stay(team, goal):
    on(goal, team.thandi, 1, level=-1)
    on(goal, team.doctor, 2, level=1)
    on(goal, team.thandi, 3, level=1)
    line = ("Thandi Mokoena", 1, True, "said again when the others’ could be read", [-1])
    for who in (team.thandi, team.doctor):
        assert told_to(who, goal)[0] == line
    assert told_to(team.coach, goal) == [], "who is still blind is told nothing"


def test_what_is_taken_back_after_reading_is_marked_and_cannot_be_said_anew_unmarked(team, goal):
    mine = on(goal, team.thandi, 1, level=-1)
    on(goal, team.doctor, 2, level=1)
    with acting_as(team.thandi):
        actions.take_back_rating(rating=mine, by=team.thandi, now=APRIL + timedelta(days=3))
    [_doctors, line] = told_to(team.doctor, goal)
    assert line == ("Thandi Mokoena", -1, False, "taken back on 4 April, when the others’ could be read", [])
    on(goal, team.thandi, 4, level=1)
    assert told_to(team.doctor, goal)[0][3:] == ("said again when the others’ could be read", [-1])


def test_the_page_says_what_saying_it_again_does(team, goal, client_for):
    address = reverse("goals:goal", args=[team.patient.pk, goal.pk])
    today = timezone.localdate()
    now = timezone.now()
    make.rated(goal, team.thandi, -1, day=today, now=now - timedelta(minutes=3))
    assert "saying it again takes its place" in client_for(team.thandi).get(address).content.decode()
    make.rated(goal, team.doctor, 1, day=today, now=now - timedelta(minutes=2))
    client = client_for(team.thandi)
    assert "so it will be marked" in client.get(address).content.decode()
    typed = {"level": "0", "day": today.isoformat(), "words": "<b>Ja</b>"}
    page = client.post(reverse("goals:rate", args=[team.patient.pk, goal.pk]), typed, follow=True).content.decode()
    assert "It takes the place of the −1 you said before" in page
    assert "said again when the others’ could be read" in page
    assert "before, for" in page
    assert "&lt;b&gt;Ja" in page


def by_raw_sql(team, goal, person, role, *, look: int, day: int, back=None):
    with acting_as(person), transaction.atomic():
        return Rating.objects.create(
            patient=team.patient, goal=goal, version=goal.text.versions.get(), level=0, day=DAY + timedelta(days=day),
            look_day=DAY + timedelta(days=look), rated_by=person, as_role=role, rated_at=APRIL, taken_back_at=back,
        )  # fmt: skip


@pytest.mark.parametrize(("look", "day"), [(9, 9), (40, 9), (1, 40), (40, 30), (-20, 1)])
@pytest.mark.parametrize("back", [None, APRIL])
def test_the_database_begins_no_look_beside_another(team, goal, look, day, back):
    on(goal, team.thandi, 1)
    with pytest.raises(Error, match="row-level security"):
        by_raw_sql(team, goal, team.doctor, "DOCTOR", look=look, day=day, back=back)


def test_the_database_keeps_one_rating_of_a_person_in_a_look(team, goal):
    on(goal, team.thandi, 1)
    with pytest.raises(Error, match="one_rating_a_person_and_look"):
        by_raw_sql(team, goal, team.thandi, "PATIENT", look=1, day=5)
    assert by_raw_sql(team, goal, team.doctor, "DOCTOR", look=1, day=5).pk
    assert by_raw_sql(team, goal, team.doctor, "DOCTOR", look=30, day=30).pk


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


def test_the_overview_says_of_when_it_is_and_that_somebody_has_said_it_anew(team, goal, client_for):
    def overview(who):
        return " ".join(client_for(who).get(reverse("overview", args=[team.patient.pk])).content.decode().split())

    on(goal, team.thandi, 1)
    on(goal, team.doctor, 2)
    on(goal, team.thandi, 40, level=-2)
    of_the_doctor, of_thandi, of_her_husband = overview(team.doctor), overview(team.thandi), overview(team.supporter)
    assert f"as said on {(DAY + timedelta(days=2)).day} April" in of_the_doctor
    assert "Thandi Mokoena has said where this stands. Say it first yourself" in of_the_doctor
    assert "has said where this stands" not in of_thandi + of_her_husband
    on(goal, team.doctor, 41, level=-1)
    assert "has said where this stands" not in overview(team.doctor)
