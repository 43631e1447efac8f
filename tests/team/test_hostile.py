"""What people and programs may type: kept as typed, shown as typed, never run, never lost, and refused in a sentence."""

import re

import pytest
from django.urls import reverse
from django.utils.html import escape

from concord.access.guard import Refused
from concord.database.acting import acting_as
from concord.people.models import Patient, Practice
from concord.team import actions
from concord.team.forms import InviteForm, LineField, NewPatientForm
from tests.make.people import SPRING

pytestmark = pytest.mark.django_db

SHOWN_AS_TYPED = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)", "{{ 7*7 }}", "{% debug %}", "${7*7}",
    "<svg/onload=alert(1)>", "javascript:alert(1)", "&lt;b&gt;", "<b>bold</b>", "Robert'); DROP TABLE people_patient;--", "' OR '1'='1",
    "../../etc/passwd", "%00", "%s%s%n", "\\u003cscript\\u003e", "🌿👩🏽‍⚕️", "👨‍👩‍👧", "محمد", "שָׁלוֹם", "गौरी", "李小龍", "Zoë Müller-Øst", "Nguyễn",
    "O’Brien", "e\u0301", "ﷺ", "İstanbul", "𝕋𝕙𝕒𝕟𝕕𝕚", "null", "undefined", "None", "-1", "=1+1", "@SUM(1)",
]  # fmt: skip
INVISIBLE = ["A\x00B", "A\x07B", "A\u202eB", "A\u2066B", "A\x7fB"]


@pytest.mark.parametrize("name", SHOWN_AS_TYPED)
def test_a_name_is_kept_and_shown_as_typed(team, client_for, name):
    with acting_as(team.doctor):
        actions.correct_record(patient=team.patient, called=name, birth_year=1984, by=team.doctor, now=SPRING)
    page = client_for(team.doctor).get(reverse("team:team", args=[team.patient.pk])).content.decode()
    assert escape(name) in page
    assert name == escape(name) or name not in page


@pytest.mark.parametrize("name", SHOWN_AS_TYPED)
def test_a_form_takes_it_and_gives_it_back(team, client_for, name):
    address = reverse("team:correct_record", args=[team.patient.pk])
    answer = client_for(team.thandi).post(address, {"called": name, "birth_year": "1"})
    assert f'value="{escape(name)}"' in answer.content.decode()
    client_for(team.thandi).post(address, {"called": name, "birth_year": "1984"})
    with acting_as(team.thandi):
        assert Patient.objects.get().called == name


@pytest.mark.parametrize("name", INVISIBLE)
def test_what_cannot_be_seen_is_not_taken(team, client_for, name):
    answer = client_for(team.doctor).post(
        reverse("team:new_patient", args=[team.practice.pk]), {"called": name, "key": "x"}
    )
    assert answer.status_code == 200
    assert re.search("cannot be seen|Null characters", answer.content.decode())


def test_ten_kilobytes_of_name_are_refused_with_the_reason(team, client_for):
    long = "x" * 10_000
    answer = client_for(team.doctor).post(reverse("team:new_patient", args=[team.practice.pk]), {"called": long})
    page = answer.content.decode()
    assert "at most 120 characters (it has 10000)" in page
    assert long in page


def test_the_same_through_every_text_field_of_an_invitation(team, client_for):
    for name in SHOWN_AS_TYPED:
        form = InviteForm({"called": name, "role": "COACH", "detail": name}, by_role="DOCTOR")
        assert form.is_valid(), (name, form.errors)
        assert form.cleaned_data["detail"] == name


@pytest.mark.parametrize("name", ["", " ", "\u00a0", "\u3000", "\n\t"])
def test_a_name_of_nothing_is_no_name(team, name):
    form = NewPatientForm({"called": name, "birth_year": "", "key": "2f0b6c5e-6d2e-4b59-9d55-2a4e1f0f7f6f"})
    assert not form.is_valid()
    assert form.errors["called"]


def test_blanks_around_and_between_are_one():
    assert LineField().clean("  Thandi \n  Mokoena ") == "Thandi Mokoena"


@pytest.mark.parametrize("year", ["1889", "2200", "-5", "99999999999", "19.5", "abc", "１９８４x", "\x00"])
def test_an_impossible_year_is_said_and_kept(team, client_for, year):
    address = reverse("team:new_patient", args=[team.practice.pk])
    key = "2f0b6c5e-6d2e-4b59-9d55-2a4e1f0f7f6f"
    answer = client_for(team.doctor).post(address, {"called": "Thandi", "birth_year": year, "key": key})
    assert answer.status_code == 200
    assert 'value="Thandi"' in answer.content.decode()
    with acting_as(team.doctor):
        assert Patient.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [("answer_days", "0"), ("answer_days", "31"), ("answer_days", "x"), ("zone", "Mars/Base"), ("zone", "\x00"), ("language", "xx"),
     ("emergency_number", "9" * 41), ("called", ""), ("phone", "\u202e911")],
)  # fmt: skip
def test_settings_that_cannot_be_are_refused(team, client_for, field, value):
    given = {
        "called": "Oak",
        "emergency_number": "112",
        "phone": "",
        "answer_days": "5",
        "zone": "Asia/Kolkata",
        "language": "en-gb",
    }
    answer = client_for(team.doctor).post(reverse("team:practice", args=[team.practice.pk]), {**given, field: value})
    assert answer.status_code == 200
    assert Practice.objects.get(pk=team.practice.pk).called == team.practice.called


@pytest.mark.parametrize("secret", ["%00", "x" * 3000, "..%2f..", "🔑", "' OR 1=1", "%F0%28%8C%28"])
def test_any_address_of_an_invitation_is_answered(client, db, secret):
    answer = client.get(f"/i/{secret}/")
    assert answer.status_code == 404


def test_numbers_that_no_database_holds_are_not_found(team, client_for):
    client = client_for(team.thandi)
    for number in ("0", "99999999999999999999999999"):
        assert client.get(f"/patients/{number}/team/").status_code == 404
        assert client.get(f"/patients/{team.patient.pk}/team/invitations/{number}/").status_code == 404
        assert client.get(f"/practice/{number}/").status_code == 404


def test_a_made_up_role_or_topic_is_not_taken(team, client_for):
    address = reverse("team:invite", args=[team.patient.pk])
    for changed in ({"role": "ADMIN"}, {"role": "PATIENT"}, {"topics": ["EVERYTHING"]}):
        given = {"called": "L", "role": "SUPPORTER", "detail": "friend", **changed}
        answer = client_for(team.thandi).post(address, given)
        assert answer.status_code == 200
        assert "not one of the available choices" in answer.content.decode()


def test_the_action_refuses_what_the_form_let_pass(team):
    with acting_as(team.doctor), pytest.raises(Refused):
        actions.correct_record(patient=team.patient, called="", birth_year=1984, by=team.doctor, now=SPRING)
