"""The second wall: what the database shows to whoever acts, with every Python filter out of the way."""

import pytest
from django.db import ProgrammingError, connection, transaction

from concord.access.guard import NotAllowed, leave_trace, require
from concord.access.models import Trace
from concord.access.permissions import Permission
from concord.agreement import actions as agreement
from concord.agreement.models import Text
from concord.database.acting import NotInATransaction, acting_as, acting_person
from concord.people.models import CareTie, Patient
from concord.people.roles import Topic

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("who", "sees"), [("thandi", 1), ("doctor", 1), ("supporter", 1), ("stranger", 0), ("former", 0)]
)
def test_only_the_team_sees_the_record(team, acting, who, sees):
    acting(getattr(team, who))
    assert Patient.objects.count() == sees


def test_nobody_acting_sees_nothing(team, acting):
    acting(None)
    assert Patient.objects.count() == 0
    assert CareTie.objects.count() == 0


def test_a_topic_that_is_not_shared_is_invisible(team, acting, now):
    acting(team.doctor)
    for topic in (Topic.GOALS, Topic.PLAN):
        agreement.begin_text(
            patient=team.patient,
            topic=topic,
            words={"words": "walk"},
            permission=Permission.WRITE_GOAL,
            by=team.doctor,
            now=now,
        )
    acting(team.supporter)
    assert [text.topic for text in Text.objects.all()] == [Topic.GOALS]


def test_a_stranger_cannot_write_into_a_record(team, acting):
    acting(team.stranger)
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        Text.objects.create(patient=team.patient, topic=Topic.GOALS)


def test_acting_as_needs_a_transaction_and_restores(team):
    with acting_as(team.doctor):
        with acting_as(team.coach):
            assert acting_person() == team.coach.pk
        assert acting_person() == team.doctor.pk


@pytest.mark.django_db(databases=[])
def test_acting_as_outside_a_transaction_is_refused(django_db_blocker):
    with django_db_blocker.unblock(), pytest.raises(NotInATransaction), acting_as(1):
        pass


def test_the_trace_is_read_by_the_patient_only(team, acting, now):
    acting(team.doctor)
    leave_trace("looked", by=team.doctor, patient=team.patient, at=now)
    assert Trace.objects.count() == 0
    acting(team.thandi)
    assert Trace.objects.filter(what="looked").count() == 1


def test_nobody_writes_a_trace_in_another_name(team, acting, now):
    acting(team.coach)
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        leave_trace("looked", by=team.doctor, patient=team.patient, at=now)


def test_the_trace_cannot_be_rewritten(team, acting):
    acting(team.thandi)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Trace.objects.update(what="nothing")


def test_the_app_owns_nothing_and_bypasses_nothing(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == ("app", False, False)
        cursor.execute("SELECT count(*) FROM pg_class WHERE relowner = 'app'::regrole")
        assert cursor.fetchone() == (0,)


def test_a_refusal_says_who_and_what(team, acting):
    acting(team.coach)
    with pytest.raises(NotAllowed, match="As coach you cannot propose a treatment"):
        require(team.coach, Permission.PROPOSE_TREATMENT, patient=team.patient)
    acting(team.supporter)
    with pytest.raises(NotAllowed, match="not shared with you"):
        require(team.supporter, Permission.SEE_PLAN, patient=team.patient)
    acting(team.stranger)
    with pytest.raises(NotAllowed, match="not in this person’s team"):
        require(team.stranger, Permission.SEE_PLAN, patient=team.patient)


def test_the_auditor_reads_the_trace_and_no_record(site, lived_in):
    import psycopg

    from tests import before_django

    cluster = before_django.cluster.test_cluster(before_django.STATE)
    with psycopg.connect(cluster.url("auditor", connection.settings_dict["NAME"])) as auditor:
        assert auditor.execute("SELECT count(*) FROM access_trace").fetchone()[0] > 0
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            auditor.execute("SELECT * FROM people_patient")
