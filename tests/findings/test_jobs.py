"""Looks in the background: with whose sight, once however often asked for, and only where something is new."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse

from concord.access.guard import NotAllowed
from concord.checkins.actions import answer_checkin
from concord.database.acting import acting_as
from concord.findings import actions, jobs, reads
from concord.findings.actions import looking
from concord.findings.models import Run
from concord.people.models import CareTie
from concord.people.roles import Topic
from concord.team import actions as team_actions
from tests.make import findings as make
from tests.make import measures as numbers
from tests.make import people

pytestmark = pytest.mark.django_db


def waiting() -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, queueing_lock, args FROM procrastinate_jobs WHERE task_name = 'look_at_days'")
        return [(name, lock, json.loads(given)) for name, lock, given in cursor.fetchall()]


def test_answers_ask_for_one_look_however_many_there_are(team, acting):
    acting(team.thandi)
    pain = numbers.measure("pain")
    for value in (3.0, 4.0, 5.0):
        answer_checkin(
            patient=team.patient,
            day=make.TODAY,
            zone="Europe/London",
            answers={pain: value},
            by=team.thandi,
            now=make.NOW,
        )
    assert waiting() == [("look_at_days", f"findings {team.patient.pk}", {"patient_id": team.patient.pk})]


def test_a_job_looks_with_the_patients_sight(team, acting):
    make.days(team.patient, team.thandi, length=30)
    acting(None)
    jobs.look_at_days(team.patient.pk)
    acting(team.thandi)
    assert Run.objects.get().by == team.thandi


def test_without_a_patient_who_signs_in_the_doctor_who_sees_everything_looks(team, acting):
    with_doctor = people.record(team.practice, team.doctor, "Jonas")
    assert reads.who_looks(with_doctor.pk) == [(with_doctor.pk, team.doctor.pk)]


def test_nobody_who_sees_everything_means_no_look(team):
    alone = people.record(team.practice, team.doctor, "Jonas")
    patient = people.person("Jonas Klein")
    tie = people.tie(alone, patient, "PATIENT", by=team.doctor)
    with acting_as(patient):
        of_doctor = CareTie.objects.still_open().between(team.doctor, alone).get()
        team_actions.share_topics(tie=of_doctor, topics=[Topic.DAYS], by=patient, now=make.NOW)
    assert reads.who_looks(alone.pk) == [(alone.pk, patient.pk)]
    patient.is_active = False
    patient.save()
    assert reads.who_looks(alone.pk) == []
    assert tie.pk


def test_the_night_asks_only_where_something_is_new(team, acting):
    assert actions.ask_for_runs() == 0
    made = make.days(team.patient, team.thandi, length=20, now=make.NOW)
    assert [patient for patient, _person in reads.who_looks()] == [team.patient.pk]
    make.look(team.patient, team.thandi, make.NOW + timedelta(hours=2))
    assert reads.who_looks() == []
    acting(team.thandi)
    numbers.value(team.patient, team.thandi, made.head, 3, now=make.NOW + timedelta(hours=3))
    acting(None)
    assert actions.ask_for_runs() == 1
    assert actions.ask_for_runs() == 0
    assert len(waiting()) == 1


def test_a_function_gives_numbers_to_the_app_and_to_nobody_else():
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_function_privilege('public', 'who_looks_at_days(bigint)', 'EXECUTE')")
        assert cursor.fetchone() == (False,)


@pytest.fixture
def two(team):
    """Two patients of one practice with days; the engine stumbles over those of the first."""
    make.days(team.patient, team.thandi, length=30)
    other, jonas = people.record(team.practice, team.doctor, "Jonas"), people.person("Jonas Klein")
    people.tie(other, jonas, "PATIENT", by=team.doctor)
    make.days(other, jonas, length=30)
    return other, jonas


def stumble_over(monkeypatch, patient):
    kept = looking.reads.series

    def series(of, *, until):
        if of.pk == patient.pk:
            raise ZeroDivisionError("the pressing in my head")
        return kept(of, until=until)

    monkeypatch.setattr(looking.reads, "series", series)
    return lambda: monkeypatch.setattr(looking.reads, "series", kept)


def test_a_look_that_fails_stops_nobody_elses_and_is_told_without_a_word_about_health(
    team, two, acting, client_for, monkeypatch
):
    other, jonas = two
    mended = stumble_over(monkeypatch, team.patient)
    acting(None)
    with pytest.raises(ZeroDivisionError):
        jobs.look_at_days(team.patient.pk)
    jobs.look_at_days(other.pk)
    acting(jonas)
    assert Run.objects.filter(patient=other).count() == 1
    where = reverse("findings:connections", args=[team.patient.pk])
    for person in (team.thandi, team.doctor):
        page = client_for(person).get(where).content.decode()
        assert "did not come to its end" in page
        assert "Try again now" in page
        assert "pressing" not in page[page.find("did not come to its end") :][:400]
    assert (
        "did not come to its end"
        not in client_for(jonas).get(reverse("findings:connections", args=[other.pk])).content.decode()
    )
    mended()
    acting(None)
    assert team.patient.pk in [patient for patient, _person in reads.who_looks()], "the next night tries again"
    jobs.look_at_days(team.patient.pk)
    assert "did not come to its end" not in client_for(team.thandi).get(where).content.decode()


def test_days_that_did_not_change_are_not_looked_at_again(team, two, acting):
    acting(None)
    for _night in range(2):
        jobs.look_at_days(team.patient.pk)
    acting(team.thandi)
    assert Run.objects.filter(patient=team.patient).count() == 1


def test_a_stranger_notes_no_failure(team):
    with acting_as(team.stranger), pytest.raises(NotAllowed):
        actions.note_failed_look(patient=team.patient, by=team.stranger, now=make.NOW)


def test_whoever_runs_the_server_reads_how_far_the_night_is_in_numbers_alone(team, two, acting, capsys):
    acting(None)
    actions.ask_for_runs()
    call_command("look", "--night")
    assert "2 wait, 0 are being looked at, 0 looked at since yesterday" in capsys.readouterr().out
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE task_name = 'look_at_days'")
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'failed' WHERE args @> %s",
            [json.dumps({"patient_id": team.patient.pk})],
        )
    call_command("look", "--night")
    said = capsys.readouterr().out
    assert "0 wait, 1 are being looked at" in said
    assert f"record {team.patient.pk}: did not come to its end" in said
    with pytest.raises(CommandError, match="Say whose days"):
        call_command("look")
