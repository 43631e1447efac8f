"""Every test as a file: opened by a spreadsheet it runs nothing, reads every letter, and says what each number is."""

import csv
import io

import pytest
from django.urls import reverse

from concord.database.acting import acting_as
from concord.findings import actions, matrix
from concord.people.models import CareTie
from concord.people.roles import Topic
from concord.team import actions as team_actions
from tests.make import findings as make
from tests.make import measures as numbers

pytestmark = pytest.mark.django_db


def table(client, team):
    answer = client.get(reverse("findings:export", args=[team.patient.pk]))
    assert answer.status_code == 200
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def column(rows, begins):
    at = next(number for number, name in enumerate(rows[0]) if name.startswith(begins))
    return [row[at] for row in rows[1:]]


def test_a_cell_that_a_spreadsheet_would_run_is_quoted(team, client_for, acting):
    acting(team.thandi)
    bad = numbers.own_measure(team.patient, team.thandi, "=HYPERLINK(1)", better="DOWN")
    numbers.days_of(team.patient, team.thandi, bad, [1, 2, 3])
    numbers.days_of(team.patient, team.thandi, numbers.measure("sleep_hours"), [7, 8, 6])
    make.look(team.patient, team.thandi)
    assert set(column(table(client_for(team.doctor), team), "effect")) == {"'=HYPERLINK(1)"}
    assert [matrix.harmless(sign + "1") for sign in ("=", "+", "-", "@")] == ["'=1", "'+1", "'-1", "'@1"]
    assert matrix.harmless(-1.5) == -1.5


def test_accents_are_read_by_a_spreadsheet_and_numbers_have_a_point(team, client_for, acting):
    made = make.days(team.patient, team.thandi)
    acting(team.thandi)
    odd = numbers.own_measure(team.patient, team.thandi, "Müdigkeit, “wie Blei”", better="DOWN")
    numbers.days_of(team.patient, team.thandi, odd, [3, 4, 5])
    make.look(team.patient, team.thandi)
    client = client_for(team.doctor)
    client.cookies["django_language"] = "de"
    raw = client.get(reverse("findings:export", args=[team.patient.pk])).content
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = table(client, team)
    assert "Müdigkeit, “wie Blei”" in column(rows, "effect")
    known = [one for one in column(rows, "estimate") if one]
    assert known
    assert all("," not in one and float(one) == float(one) for one in known)
    assert made.nights.called in column(rows, "cause")


def test_every_column_says_what_it_is_and_every_row_has_them_all(team, client_for):
    make.days(team.patient, team.thandi)
    make.look(team.patient, team.thandi)
    rows = table(client_for(team.doctor), team)
    assert {len(row) for row in rows} == {len(matrix.EXPORTED)}
    assert {"hours", "minutes"} <= set(column(rows, "unit of cause"))
    assert set(column(rows, "unit of effect")) == {"points"}


def test_what_was_left_out_stands_in_the_file_with_why(team, client_for):
    made = make.days(team.patient, team.thandi)
    with acting_as(team.thandi):
        actions.choose_use(
            patient=team.patient, measure=made.movement, used_as="NOT_ASKED", by=team.thandi, now=make.NOW
        )
    make.look(team.patient, team.thandi)
    rows = table(client_for(team.doctor), team)
    left = [row for row in rows if row[0] == "LEFT_OUT"]
    assert [(row[1], row[-2]) for row in left] == [(made.movement.called, "somebody chose to leave it out")]


def test_a_question_that_waits_says_why_in_words(team, client_for):
    make.days(team.patient, team.thandi, length=20)
    make.look(team.patient, team.thandi)
    assert any(
        "too few days on which both were written down" in why
        for why in column(table(client_for(team.doctor), team), "why")
    )


def test_a_professional_who_lost_the_days_gets_no_file_and_reads_why(team, client_for):
    make.days(team.patient, team.thandi)
    make.look(team.patient, team.thandi)
    with acting_as(team.thandi):
        tie = CareTie.objects.still_open().between(team.coach, team.patient).get()
        team_actions.share_topics(tie=tie, topics=[Topic.STORY, Topic.PLAN], by=team.thandi, now=make.NOW)
    for name in ("export", "every_test", "connections", "before_and_after"):
        assert client_for(team.coach).get(reverse(f"findings:{name}", args=[team.patient.pk])).status_code == 403
