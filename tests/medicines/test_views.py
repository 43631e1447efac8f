"""Pages of the list: kept by two, read by the others, and nothing typed is lost."""

import pytest
from django.urls import reverse

from concord.medicines.models import Medicine
from concord.people.models import CareTie
from concord.people.roles import Topic
from tests.make import medicines as make

pytestmark = pytest.mark.django_db
ENTRY = {
    "called": "Magnesium",
    "kind": "SUPPLEMENT",
    "how_taken": "one in the evening",
    "since": "spring 2021",
    "as_needed": "on",
}


@pytest.fixture(autouse=True)
def thandi_acts(team, acting):
    acting(team.thandi)


@pytest.fixture
def page(team, client_for):
    return lambda who, name, *args: client_for(who).get(reverse(name, args=[team.patient.pk, *args]))


@pytest.fixture
def send(team, client_for):
    return lambda who, name, *args, **body: client_for(who).post(reverse(name, args=[team.patient.pk, *args]), body)


def text(answer) -> str:
    return answer.content.decode()


def test_an_entry_lives_its_life_through_the_pages(team, page, send):
    assert "Nothing on the list" in text(page(team.thandi, "medicines:medicines"))
    send(team.thandi, "medicines:add_medicine", **ENTRY)
    medicine = Medicine.objects.get()
    shown = text(page(team.thandi, "medicines:medicines"))
    for words in ("Magnesium", "Supplement", "when needed", "since spring 2021"):
        assert words in shown
    assert 'value="spring 2021"' in text(page(team.doctor, "medicines:edit_medicine", medicine.pk))
    send(team.doctor, "medicines:edit_medicine", medicine.pk, **{**ENTRY, "what_for": "sleep"})
    send(team.thandi, "medicines:stop_medicine", medicine.pk, reason="no effect", day="2026-01-05")
    assert "no effect" in text(page(team.coach, "medicines:medicines"))
    send(team.thandi, "medicines:restart_medicine", medicine.pk, day="5.2.2026")
    send(team.thandi, "medicines:remove_medicine", medicine.pk)
    assert "Taken off the list" in text(page(team.thandi, "medicines:medicines"))
    send(team.thandi, "medicines:restore_medicine", medicine.pk)
    history = text(page(team.thandi, "medicines:medicine", medicine.pk))
    for words in (
        "Written down",
        "Changed",
        "Stopped",
        "Started again",
        "Taken off the list",
        "Put back on the list",
        "no effect",
    ):
        assert words in history


def test_a_coach_reads_the_list_and_why_coaches_do_not_change_it(team, page, send):
    medicine = make.medicine(team.patient, team.thandi)
    for name, args in (("medicines:medicines", []), ("medicines:medicine", [medicine.pk])):
        shown = text(page(team.coach, name, *args))
        assert "Amitriptyline" in shown
        assert "The patient and a doctor keep this list" in shown
        assert "/stop/" not in shown
    for name in ("edit", "stop", "restart"):
        assert page(team.coach, f"medicines:{name}_medicine", medicine.pk).status_code == 403
    for name in ("stop", "restart", "remove", "restore"):
        assert send(team.coach, f"medicines:{name}_medicine", medicine.pk, day="2026-01-01").status_code == 403
    assert page(team.coach, "medicines:add_medicine").status_code == 403


def test_a_supporter_reads_it_only_when_it_is_shared(team, page):
    make.medicine(team.patient, team.thandi)
    assert page(team.supporter, "medicines:medicines").status_code == 403
    CareTie.objects.filter(person=team.supporter).update(topics=[Topic.MEDICINES])
    assert "You can read this list" in text(page(team.supporter, "medicines:medicines"))
    assert page(team.stranger, "medicines:medicines").status_code == 404


@pytest.mark.parametrize(
    ("since", "asks"), [("12", "an age or a year"), ("2099", "has not come yet"), ("soon", "could not read")]
)
def test_what_was_typed_comes_back_with_the_question(team, send, since, asks):
    answer = send(team.thandi, "medicines:add_medicine", **{**ENTRY, "since": since})
    assert answer.status_code == 422
    assert asks in text(answer)
    assert 'value="Magnesium"' in text(answer)
    assert f'value="{since}"' in text(answer)


@pytest.mark.parametrize("day", ["2099-01-01", "", "soon", "2026-13-01", "²"])
def test_a_day_that_cannot_be_comes_back(team, send, day):
    medicine = make.medicine(team.patient, team.thandi)
    answer = send(team.thandi, "medicines:stop_medicine", medicine.pk, reason="dizzy", day=day)
    assert answer.status_code == 422
    assert "dizzy" in text(answer)
    assert Medicine.objects.get().stopped_day is None


def test_an_entry_of_another_record_is_not_found(team, page, send):
    from tests.make.people import record

    elsewhere = make.medicine(record(team.practice, team.doctor, "Jonas"), team.doctor)
    for who in (team.thandi, team.doctor):
        for name in ("medicine", "edit_medicine", "stop_medicine", "restart_medicine"):
            assert page(who, f"medicines:{name}", elsewhere.pk).status_code == 404
        for name in ("remove_medicine", "restore_medicine"):
            assert send(who, f"medicines:{name}", elsewhere.pk).status_code == 404


def test_the_list_never_speaks_of_a_dose_by_itself(team, page):
    make.whole_list(team.patient, team.thandi, team.doctor)
    shown = text(page(team.thandi, "medicines:medicines")).lower()
    for word in ("adherence", "compliance", "dose", "should take"):
        assert word not in shown


def test_a_long_list_costs_no_more_queries(team, client_for, django_assert_max_num_queries):
    for number in range(60):
        make.medicine(team.patient, team.thandi, f"thing {number}")
    client, address = client_for(team.doctor), reverse("medicines:medicines", args=[team.patient.pk])
    with django_assert_max_num_queries(12):
        assert client.get(address).status_code == 200
