"""The second wall around ties and invitations: what the database itself refuses, with every Python guard out of the way."""

import pytest
from django.db import ProgrammingError, connection, transaction

from concord.people.models import CareTie, Invitation
from concord.people.roles import ALL_TOPICS, Role
from tests.make import team as ways
from tests.make.people import SPRING, person, place_of

pytestmark = pytest.mark.django_db


def refused():
    return pytest.raises(ProgrammingError, match="permission denied|row-level security")


@pytest.mark.parametrize("who", ["thandi", "doctor", "supporter", "stranger"])
def test_nobody_writes_a_tie_by_hand(team, acting, who):
    person = getattr(team, who)
    acting(person)
    with refused(), transaction.atomic():
        CareTie.objects.create(patient=team.patient, person=team.stranger, role=Role.DOCTOR, from_at=SPRING)


def test_a_supporter_cannot_open_more_topics_for_themself(team, acting):
    acting(team.supporter)
    mine = CareTie.objects.filter(person=team.supporter)
    with refused(), transaction.atomic():
        mine.update(topics=ALL_TOPICS)


def test_a_professional_cannot_end_somebody_elses_tie(team, acting):
    acting(team.doctor)
    assert CareTie.objects.filter(person=team.coach).update(until_at=SPRING) == 0


def test_nobody_opens_their_ended_tie_again(team, acting):
    acting(team.former)
    assert CareTie.objects.filter(person=team.former).update(until_at=None) == 0


def test_nobody_changes_their_own_role(team, acting):
    acting(team.thandi)
    with refused(), transaction.atomic():
        CareTie.objects.filter(person=team.thandi).update(role=Role.DOCTOR)


def test_a_patient_changes_and_ends_ties_of_their_own_team(team, acting):
    acting(team.thandi)
    assert CareTie.objects.filter(person=team.supporter).update(topics=ALL_TOPICS) == 1
    assert CareTie.objects.filter(person=team.coach).update(until_at=SPRING) == 1


@pytest.mark.parametrize("who", ["supporter", "stranger", "former"])
def test_only_the_team_writes_an_invitation(team, acting, who):
    person = getattr(team, who)
    acting(person)
    with refused(), transaction.atomic():
        Invitation.objects.create(
            practice=team.practice, patient=team.patient, role=Role.DOCTOR, way="LINK", secret_hash="x", invited_by=person,
            invited_at=SPRING, expires_at=ways.later(days=7),
        )  # fmt: skip


@pytest.mark.parametrize("who", ["coach", "stranger"])
def test_only_who_looks_after_the_practice_invites_to_it(team, acting, who):
    person = getattr(team, who)
    acting(person)
    with refused(), transaction.atomic():
        Invitation.objects.create(
            practice=team.practice, role=Role.DOCTOR, way="LINK", secret_hash="x", invited_by=person, invited_at=SPRING,
            expires_at=ways.later(days=7),
        )  # fmt: skip


def test_nobody_invites_in_another_name(team, acting):
    acting(team.coach)
    with refused(), transaction.atomic():
        Invitation.objects.create(
            practice=team.practice, patient=team.patient, role=Role.COACH, way="LINK", secret_hash="x", invited_by=team.doctor,
            invited_at=SPRING, expires_at=ways.later(days=7),
        )  # fmt: skip


def test_an_invitation_is_never_made_good_again(team, acting):
    made = ways.asked_in(team.patient, by=team.thandi).invitation
    acting(team.thandi)
    with refused(), transaction.atomic():
        Invitation.objects.filter(pk=made.pk).update(expires_at=ways.later(days=900))
    with refused(), transaction.atomic():
        Invitation.objects.filter(pk=made.pk).update(role=Role.DOCTOR)


def test_a_supporter_does_not_see_who_else_was_invited(team, acting):
    ways.asked_in(team.patient, by=team.thandi)
    acting(team.supporter)
    assert Invitation.objects.count() == 0
    acting(team.coach)
    assert Invitation.objects.filter(accepted_at=None).count() == 1


def test_the_database_itself_lets_only_colleagues_be_added(team, acting):
    acting(team.doctor)
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="member of the practice"), transaction.atomic():  # fmt: skip
        cursor.execute("SELECT add_colleague(%s, %s, %s, %s)", [team.patient.pk, team.stranger.pk, ALL_TOPICS, SPRING])
    acting(team.supporter)
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="only the team"), transaction.atomic():
        cursor.execute("SELECT add_colleague(%s, %s, %s, %s)", [team.patient.pk, team.former.pk, ALL_TOPICS, SPRING])


def test_the_database_itself_lets_only_administrators_end_a_membership(team, acting):
    acting(team.coach)
    number = team.former.memberships.get().pk
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="looks after"), transaction.atomic():
        cursor.execute("SELECT end_membership(%s, NULL, %s)", [number, SPRING])


SHADOWS = {
    "people_membership": "SELECT 1::bigint AS id, {practice}::bigint AS practice_id, {person}::bigint AS person_id, 'DOCTOR' AS role, '' AS discipline, true AS administers, NULL::timestamptz AS until_at",
    "people_caretie": "SELECT {patient}::bigint AS patient_id, {person}::bigint AS person_id, 'DOCTOR' AS role, NULL::timestamptz AS until_at, ARRAY['STORY','DAYS']::varchar[] AS topics",
}  # fmt: skip


def test_a_table_that_a_session_lays_over_ours_opens_nothing(team, acting):
    """Whoever came as far as the application's role may make temporary tables, which PostgreSQL would look at first."""
    number = place_of(team.coach).pk
    acting(team.coach)
    given = {"practice": team.practice.pk, "person": team.coach.pk, "patient": team.patient.pk}
    with connection.cursor() as cursor:
        for name, rows in SHADOWS.items():
            cursor.execute(f"CREATE TEMPORARY TABLE {name} ON COMMIT DROP AS {rows.format(**given)}")
        cursor.execute("SELECT looks_after(%s)", [team.practice.pk])
        assert cursor.fetchone() == (False,)
        acting(team.stranger)
        cursor.execute("UPDATE pg_temp.people_caretie SET person_id = %s", [team.stranger.pk])
        cursor.execute("SELECT visible_patients()")
        assert cursor.fetchone() == ([],)
    with (
        pytest.raises(ProgrammingError, match="only who looks after"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT end_membership(%s, NULL, now())", [number])


def works_where(acting, who):
    acting(who)
    with connection.cursor() as cursor:
        cursor.execute("SELECT person_id FROM people_membership")
        return {number for (number,) in cursor.fetchall()}


def test_who_works_where_is_seen_from_near_alone(team, acting):
    here = {team.doctor.pk, team.coach.pk, team.therapist.pk, team.former.pk}
    for who in (team.doctor, team.coach, team.thandi, team.supporter):
        assert works_where(acting, who) == here
    assert works_where(acting, team.stranger) == {team.stranger.pk}
    assert works_where(acting, person("Somebody New")) == set()
    assert works_where(acting, None) == set()


def changed_to(cursor, column, value, who):
    cursor.execute(f"UPDATE people_membership SET {column} = %s WHERE person_id = %s", [value, who.pk])  # noqa: S608
    return cursor.rowcount


def test_the_database_itself_lets_nobody_take_a_place_or_a_role_in_a_practice(team, acting):
    new = "INSERT INTO people_membership (practice_id, person_id, role, discipline, administers, from_at) VALUES (%s, %s, 'DOCTOR', '', true, now())"
    for acts, who in ((team.stranger, team.stranger), (team.doctor, team.thandi), (team.thandi, team.thandi)):
        acting(acts)
        with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="row-level"), transaction.atomic():
            cursor.execute(new, [team.practice.pk, who.pk])
    for column in ("role", "person_id", "practice_id", "until_at"):
        acting(team.doctor)
        with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="denied"), transaction.atomic():
            changed_to(cursor, column, None, team.coach)
    with connection.cursor() as cursor:
        for who, told in ((team.coach, 0), (team.stranger, 0), (team.thandi, 0), (team.doctor, 1)):
            acting(who)
            assert changed_to(cursor, "administers", True, team.coach) == told
