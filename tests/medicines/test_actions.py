"""One list, kept by the patient and the doctor; a coach reads it."""

from datetime import date

import pytest
from django.db import ProgrammingError, transaction

from concord.access.guard import NotAllowed, Refused
from concord.database.acting import acting_as
from concord.measures.models import Mark
from concord.medicines import actions, reads
from concord.medicines.models import Medicine, MedicineChange
from tests.make import medicines as make
from tests.make.people import member, tie

pytestmark = pytest.mark.django_db
JUNE = date(2023, 6, 1)


@pytest.fixture(autouse=True)
def thandi_acts(team, acting):
    acting(team.thandi)


def marks():
    standing = Mark.objects.filter(kind="MEDICINE", removed_at=None).order_by("pk")
    return [(mark.words, mark.from_day, mark.until_day) for mark in standing]


@pytest.mark.parametrize("who", ["coach", "therapist", "supporter", "stranger", "former"])
def test_only_the_patient_and_a_doctor_keep_the_list(team, acting, now, who):
    medicine, by = make.medicine(team.patient, team.thandi), getattr(team, who)
    acting(by)
    for act in (
        lambda: actions.add_medicine(patient=team.patient, called="x", by=by, now=now),
        lambda: actions.edit_medicine(medicine=medicine, called="x", by=by, now=now),
        lambda: actions.stop_medicine(medicine=medicine, day=JUNE, by=by, now=now),
        lambda: actions.restart_medicine(medicine=medicine, day=JUNE, by=by, now=now),
        lambda: actions.remove_medicine(medicine=medicine, by=by, now=now),
        lambda: actions.restore_medicine(medicine=medicine, by=by, now=now),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_patient_and_doctor_correct_the_same_entry_and_the_history_names_both(team, acting, now):
    medicine = make.medicine(team.patient, team.thandi, since="2019")
    acting(team.doctor)
    actions.edit_medicine(medicine=medicine, called="Amitriptyline drops", since="spring 2020", by=team.doctor, now=now)
    medicine = reads.medicine(team.patient, medicine.pk)
    assert (medicine.called, medicine.when) == ("Amitriptyline drops", "since spring 2020")
    told = [(change.what, change.by, change.as_it_stood["called"]) for change in reads.changes(medicine)]
    assert told == [("CHANGED", team.doctor, "Amitriptyline drops"), ("ADDED", team.thandi, "Amitriptyline")]


def test_supplements_stand_on_the_same_list_after_the_medicines(team):
    make.whole_list(team.patient, team.thandi, team.doctor)
    assert [medicine.called for medicine in reads.current(team.patient)] == ["Amitriptyline", "Ibuprofen", "Magnesium"]
    assert [(medicine.called, medicine.stopped_words) for medicine in reads.stopped(team.patient)] == [("Propranolol", "I was dizzy all day")]  # fmt: skip


def test_each_start_and_stop_leaves_a_mark(team, now):
    medicine = make.medicine(team.patient, team.thandi, since="3 January 2026")
    assert marks() == [("Amitriptyline", date(2026, 1, 3), None)]
    actions.stop_medicine(medicine=medicine, reason="dizzy", day=date(2026, 2, 1), by=team.thandi, now=now)
    actions.restart_medicine(medicine=medicine, day=date(2026, 4, 1), by=team.thandi, now=now)
    assert marks() == [("Amitriptyline", date(2026, 1, 3), date(2026, 2, 1)), ("Amitriptyline", date(2026, 4, 1), None)]
    assert medicine.when == "since 1 April 2026"
    both = marks()
    actions.remove_medicine(medicine=medicine, by=team.thandi, now=now)
    assert marks() == []
    actions.restore_medicine(medicine=medicine, by=team.thandi, now=now)
    assert marks() == both


def test_a_beginning_known_only_to_the_year_is_no_mark_but_its_end_is(team, now):
    medicine = make.medicine(team.patient, team.thandi, since="2019")
    assert marks() == []
    actions.stop_medicine(medicine=medicine, day=JUNE, by=team.thandi, now=now)
    assert marks() == [("Amitriptyline stopped", JUNE, JUNE)]
    assert medicine.when == "2019 to 1 June 2023"


@pytest.mark.parametrize(
    ("since", "sentence"),
    [
        ("2031", "has not come yet"),
        ("1960", "before the year of birth"),
        ("2019 to 2020", "only when it began"),
        ("12", "an age or a year"),
    ],
)
def test_a_since_that_cannot_be_is_refused_with_a_way_on(team, since, sentence):
    with pytest.raises(Refused, match=sentence):
        make.medicine(team.patient, team.thandi, since=since)


def test_an_entry_cannot_begin_after_it_was_stopped(team, now):
    medicine = make.stopped(team.patient, team.thandi)
    with pytest.raises(Refused, match="after it was stopped"):
        actions.edit_medicine(medicine=medicine, called="Propranolol", since="2024", by=team.thandi, now=now)


@pytest.mark.parametrize(
    ("day", "sentence"), [(date(2026, 5, 5), "not come yet"), (date(2018, 12, 31), "before it began")]
)
def test_a_day_of_stopping_that_cannot_be_is_refused(team, now, day, sentence):
    medicine = make.medicine(team.patient, team.thandi, since="2019")
    with pytest.raises(Refused, match=sentence):
        actions.stop_medicine(medicine=medicine, day=day, by=team.thandi, now=now)


def test_stopping_twice_and_starting_what_is_taken_are_refused(team, now):
    medicine = make.medicine(team.patient, team.thandi)
    with pytest.raises(Refused, match="being taken already"):
        actions.restart_medicine(medicine=medicine, day=JUNE, by=team.thandi, now=now)
    actions.stop_medicine(medicine=medicine, day=JUNE, by=team.thandi, now=now)
    with pytest.raises(Refused, match="start it again"):
        actions.stop_medicine(medicine=medicine, day=JUNE, by=team.thandi, now=now)
    for day, sentence in ((date(2023, 5, 1), "before it was stopped"), (date(2026, 5, 5), "not come yet")):
        with pytest.raises(Refused, match=sentence):
            actions.restart_medicine(medicine=medicine, day=day, by=team.thandi, now=now)


def test_a_wrong_entry_goes_and_can_come_back(team, now):
    medicine = make.medicine(team.patient, team.thandi)
    with pytest.raises(Refused, match="on the list already"):
        actions.restore_medicine(medicine=medicine, by=team.thandi, now=now)
    actions.remove_medicine(medicine=medicine, by=team.thandi, now=now)
    assert list(reads.current(team.patient)) == []
    assert list(reads.removed(team.patient)) == [medicine]
    with pytest.raises(Refused, match="off the list already"):
        actions.remove_medicine(medicine=medicine, by=team.thandi, now=now)
    actions.restore_medicine(medicine=medicine, by=team.thandi, now=now)
    assert list(reads.current(team.patient)) == [medicine]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [({"called": " "}, "what it is called"), ({"called": "x" * 121}, "room for 120"), ({"what_for": "x" * 301}, "room for 300"),
     ({"how_taken": "a\0"}, "cannot be kept"), ({"chosen_by_words": "x" * 121}, "room for 120")],
)  # fmt: skip
def test_words_that_cannot_be_kept_are_refused(team, now, given, sentence):
    with pytest.raises(Refused, match=sentence):
        make.medicine(team.patient, team.thandi, **given)
    medicine = make.medicine(team.patient, team.thandi)
    with pytest.raises(Refused, match=sentence):
        actions.edit_medicine(medicine=medicine, by=team.thandi, now=now, **{"called": "x", **given})


def test_a_reason_too_long_is_refused(team, now):
    medicine = make.medicine(team.patient, team.thandi)
    with pytest.raises(Refused, match="room for 300"):
        actions.stop_medicine(medicine=medicine, reason="x" * 301, day=JUNE, by=team.thandi, now=now)


@pytest.mark.parametrize("who", ["supporter", "stranger", "former", None])
def test_the_database_shows_the_list_to_those_it_is_shared_with(team, acting, who):
    make.medicine(team.patient, team.thandi)
    acting(getattr(team, who) if who else None)
    assert not Medicine.objects.exists()
    assert not MedicineChange.objects.exists()


def test_the_history_of_the_list_cannot_be_rewritten(team):
    make.medicine(team.patient, team.thandi)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        MedicineChange.objects.update(what="REMOVED")
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Medicine.objects.all()._raw_delete("default")


def test_a_doctor_of_the_team_is_named_as_a_person_and_the_history_keeps_it(team):
    medicine = make.medicine(team.patient, team.thandi, prescriber=team.doctor)
    assert medicine.prescriber == team.doctor
    assert medicine.changes.get().as_it_stood["prescriber"] == str(team.doctor)


@pytest.mark.parametrize("who", ["coach", "thandi", "stranger"])
def test_only_a_doctor_of_the_team_can_be_named(team, who):
    with pytest.raises(Refused, match="Only a doctor of this team"):
        make.medicine(team.patient, team.thandi, prescriber=getattr(team, who))


def test_no_doctor_takes_the_place_of_another(team, now):
    other = member(team.patient.practice, "Dr Samuel Okafor", "DOCTOR")
    tie(team.patient, other, "DOCTOR", by=team.doctor)
    medicine = make.medicine(team.patient, team.thandi, prescriber=other)
    for chosen in (team.doctor, None):
        with acting_as(team.doctor), pytest.raises(Refused, match="says that Dr Samuel Okafor prescribes this"):
            actions.edit_medicine(medicine=medicine, called="x", prescriber=chosen, by=team.doctor, now=now)
    with acting_as(other):
        actions.edit_medicine(medicine=medicine, called="x", prescriber=None, by=other, now=now)
    with acting_as(team.thandi):
        actions.edit_medicine(medicine=medicine, called="x", prescriber=team.doctor, by=team.thandi, now=now)
    assert medicine.prescriber == team.doctor


def test_no_doctor_names_themself_where_the_words_name_another(team, now):
    medicine = make.medicine(team.patient, team.thandi, chosen_by_words="the neurologist in Leeds")
    with acting_as(team.doctor), pytest.raises(Refused, match="neurologist in Leeds"):
        actions.edit_medicine(medicine=medicine, called="x", chosen_by_words="", prescriber=team.doctor, by=team.doctor, now=now)  # fmt: skip
    own = make.medicine(team.patient, team.thandi, chosen_by_words=team.doctor.called)
    with acting_as(team.doctor):
        actions.edit_medicine(medicine=own, called="x", prescriber=team.doctor, by=team.doctor, now=now)
    assert own.prescriber == team.doctor
