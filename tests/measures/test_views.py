# Long because every page of the numbers is walked with the same few helpers.
"""The pages of numbers, attacks and test results: who sees them, what they keep when something is wrong."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from concord.measures import actions
from concord.measures.models import Choice, CupSize, Episode, Measure, TestResult, Value
from tests.make import measures as make
from tests.make import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.now().astimezone(UTC).date()


@pytest.fixture
def pain(team, acting):
    acting(team.thandi)
    return make.measure("pain")


def address(name: str, team, *more) -> str:
    return reverse(f"measures:{name}", args=[team.patient.pk, *more])


def written(today, **more) -> dict:
    return {"value": "4", "day": today.isoformat(), "zone": "Europe/London", "key": str(uuid4()), **more}


def test_a_number_is_written_down_and_stands_on_its_page(team, pain, client_for, acting, today):
    thandi = client_for(team.thandi)
    answer = thandi.post(address("write", team, pain.pk), written(today), follow=True)
    assert "Written down." in answer.content.decode()
    acting(team.thandi)
    held = Value.objects.get()
    assert (held.value, held.day, held.zone, held.source, held.by) == (
        4,
        today,
        "Europe/London",
        "BY_HAND",
        team.thandi,
    )
    page = thandi.get(address("measure", team, pain.pk)).content.decode()
    assert "Thandi Mokoena, written down by hand" in page
    assert "4 on" in thandi.get(address("numbers", team)).content.decode()


def test_pressing_twice_writes_once(team, pain, client_for, acting, today):
    thandi, told = client_for(team.thandi), written(today)
    for __ in range(2):
        assert thandi.post(address("write", team, pain.pk), told).status_code == 302
    acting(team.thandi)
    assert Value.objects.count() == 1


def test_an_unlikely_value_is_asked_about_and_what_was_typed_is_kept(team, client_for, acting, today):
    acting(team.thandi)
    weight = make.measure("weight")
    thandi, told = client_for(team.thandi), written(today, value="320,5")
    answer = thandi.post(address("write", team, weight.pk), told)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Weight: 320.5 kg. That is unusual. Is it right?" in page
    assert 'value="320,5"' in page
    assert told["key"] in page
    acting(team.thandi)
    assert not Value.objects.exists()
    assert thandi.post(address("write", team, weight.pk), {**told, "sure": "on"}).status_code == 302
    acting(team.thandi)
    assert Value.objects.get().value == 320.5


def test_an_impossible_value_is_refused_however_sure(team, client_for, acting, today):
    acting(team.thandi)
    weight = make.measure("weight")
    page = client_for(team.thandi).post(address("write", team, weight.pk), written(today, value="5000", sure="on"))
    assert page.status_code == 422
    assert "5000 is not possible for Weight. It goes from 20 to 500 kg." in page.content.decode()
    assert 'value="5000"' in page.content.decode()


def test_a_day_that_has_not_come_is_refused_and_kept(team, pain, client_for, today):
    later = (today + timedelta(days=3)).isoformat()
    page = client_for(team.thandi).post(address("write", team, pain.pk), written(today, day=later)).content.decode()
    assert "has not come yet" in page
    assert later in page


@pytest.mark.parametrize(
    "value", ["", "abc", "nan", "inf", "1e400", "\x00", "<script>alert(1)</script>", "4,5,6", "😀"]
)
def test_what_is_no_number_is_a_sentence(team, client_for, acting, today, value):
    acting(team.thandi)
    weight = make.measure("weight")
    answer = client_for(team.thandi).post(address("write", team, weight.pk), written(today, value=value))
    assert answer.status_code == 422
    assert "<script>alert" not in answer.content.decode()


def test_a_value_is_changed_taken_back_and_brought_back_with_its_history(team, pain, client_for, acting, today):
    held = make.value(team.patient, team.thandi, pain, 4)
    thandi, of = client_for(team.thandi), (pain.pk, held.key)
    answer = thandi.post(address("value", team, *of), {"value": "6", "day": held.day.isoformat()})
    assert answer.status_code == 302
    page = thandi.get(address("value", team, *of)).content.decode()
    assert "How it was before" in page
    assert "4, 3 May 2026" in page
    thandi.post(address("take_back", team, *of))
    assert "taken back" in thandi.get(address("measure", team, pain.pk)).content.decode()
    acting(team.thandi)
    assert Value.objects.get().value is None
    thandi.post(address("bring_back", team, *of))
    acting(team.thandi)
    assert Value.objects.get().value == 6


def test_a_value_between_two_steps_is_shown_as_it_is(team, pain, client_for, acting):
    held = make.value(team.patient, team.thandi, pain, 4.25)
    assert 'value="4.25"' in client_for(team.thandi).get(address("value", team, pain.pk, held.key)).content.decode()


def test_a_coach_cannot_change_what_the_patient_wrote(team, pain, client_for, acting):
    held = make.value(team.patient, team.thandi, pain, 4)
    coach = client_for(team.coach)
    assert "change<span" not in coach.get(address("measure", team, pain.pk)).content.decode()
    answer = coach.post(address("value", team, pain.pk, held.key), {"value": "6", "day": held.day.isoformat()})
    assert "Somebody else wrote this down" in answer.content.decode()
    assert coach.post(address("take_back", team, pain.pk, held.key)).status_code == 403
    acting(team.thandi)
    assert Value.objects.get().value == 4


def test_a_value_of_another_record_does_not_exist(team, pain, client_for, acting):
    acting(team.doctor)
    other = people.record(team.practice, team.doctor, "Other")
    theirs = make.own_measure(other, team.doctor)
    held = make.value(other, team.doctor, theirs, 4)
    doctor = client_for(team.doctor)
    assert doctor.get(address("measure", team, theirs.pk)).status_code == 404
    assert doctor.get(address("value", team, pain.pk, held.key)).status_code == 404
    assert doctor.post(address("write", team, theirs.pk), {}).status_code == 404
    assert doctor.get(reverse("measures:value", args=[other.pk, theirs.pk, held.key])).status_code == 200


PAGES = ["numbers", "attacks", "results"]
WRITING = ["choose", "own_measure", "cup", "write_attack", "write_result"]


@pytest.mark.parametrize("name", [*PAGES, *WRITING])
@pytest.mark.parametrize(
    ("who", "sees", "writes"),
    [("thandi", 200, 200), ("doctor", 200, 200), ("coach", 200, 200), ("supporter", 403, 403), ("stranger", 404, 404), ("former", 404, 404)],
)  # fmt: skip
def test_who_sees_and_who_writes(team, client_for, who, sees, writes, name):
    answer = client_for(getattr(team, who)).get(address(name, team))
    assert answer.status_code == (sees if name in PAGES else writes)


def test_a_supporter_with_shared_days_reads_and_does_not_write(team, client_for, pain):
    from concord.people.roles import Role, Topic

    friend = people.person("A friend")
    people.tie(team.patient, friend, Role.SUPPORTER, by=team.thandi, detail="friend", topics=[Topic.DAYS])
    make.value(team.patient, team.thandi, pain, 4)
    client = client_for(friend)
    page = client.get(address("measure", team, pain.pk)).content.decode()
    assert "Thandi Mokoena" in page
    assert "Write down" not in page
    assert client.get(address("write", team, pain.pk)).status_code == 403


def test_pages_ask_the_same_few_questions_whatever_the_rows(team, client_for, acting, django_assert_max_num_queries):
    acting(team.thandi)
    for number in range(6):
        own = make.own_measure(team.patient, team.thandi, f"Own {number}")
        make.days_of(team.patient, team.thandi, own, [float(n % 9) for n in range(120)])
        actions.record_test_result(
            patient=team.patient,
            called="Ferritin",
            day=make.TODAY,
            value=20,
            key=f"t{number}",
            by=team.thandi,
            now=make.NOW,
        )
    thandi = client_for(team.thandi)
    for name, more in (("numbers", ()), ("measure", (own.pk,)), ("results", ()), ("attacks", ()), ("choose", ())):
        with django_assert_max_num_queries(12):
            assert thandi.get(address(name, team, *more)).status_code == 200
    assert "page 1 of 3" in thandi.get(address("measure", team, own.pk)).content.decode()


def test_an_own_measure_is_made_renamed_and_stopped(team, client_for, acting):
    thandi = client_for(team.thandi)
    told = {
        "called": "صداع <b>",
        "question": "",
        "input_kind": "SCALE",
        "better": "DOWN",
        "low_words": "none",
        "high_words": "most",
    }
    assert thandi.post(address("own_measure", team), told).status_code == 302
    acting(team.thandi)
    own = Measure.objects.get(patient=team.patient)
    assert own.called == "صداع <b>"
    page = thandi.get(address("measure", team, own.pk)).content.decode()
    assert "صداع &lt;b&gt;" in page
    thandi.post(
        address("edit_own", team, own.pk), {"called": "Head", "question": "", "low_words": "", "high_words": ""}
    )
    assert "صداع" in thandi.get(address("edit_own", team, own.pk)).content.decode()
    thandi.post(address("stop", team, own.pk))
    page = thandi.get(address("numbers", team)).content.decode()
    assert "No longer measured" in page
    thandi.post(address("take_up", team, own.pk))
    assert "No longer measured" not in thandi.get(address("numbers", team)).content.decode()


def test_nobody_rewords_somebody_elses_measure(team, client_for, acting):
    acting(team.thandi)
    own = make.own_measure(team.patient, team.thandi, "My head")
    told = {"called": "Cephalalgia", "question": "", "low_words": "", "high_words": ""}
    assert (
        "Somebody else wrote these words"
        in client_for(team.doctor).post(address("edit_own", team, own.pk), told).content.decode()
    )
    pain = make.measure("pain")
    assert (
        "same for everybody" in client_for(team.thandi).post(address("edit_own", team, pain.pk), told).content.decode()
    )


def test_ten_thousand_letters_are_refused_and_kept(team, client_for):
    told = {"called": "a" * 10_000, "input_kind": "SCALE", "better": "DOWN"}
    answer = client_for(team.thandi).post(address("own_measure", team), told)
    assert answer.status_code == 422
    assert "at most 120 characters" in answer.content.decode()
    assert "a" * 10_000 in answer.content.decode()


def test_a_catalogue_measure_is_chosen_and_stopped(team, client_for, acting, pain):
    doctor = client_for(team.doctor)
    doctor.post(address("take_up", team, pain.pk))
    doctor.post(address("take_up", team, pain.pk))
    acting(team.doctor)
    assert Choice.objects.get().chosen_by == team.doctor
    assert "Pain" in doctor.get(address("numbers", team)).content.decode()
    doctor.post(address("stop", team, pain.pk))
    assert "Pain" not in doctor.get(address("numbers", team)).content.decode()


def test_cups_of_earlier_days_keep_their_size(team, client_for, acting, today):
    acting(team.thandi)
    cups = make.measure("cups")
    now = timezone.now()
    for day in (today - timedelta(days=10), today):
        make.value(team.patient, team.thandi, cups, 8, day=day, key=str(day), now=now)
    thandi = client_for(team.thandi)
    assert thandi.post(address("cup", team), {"millilitres": "300", "from_day": today.isoformat()}).status_code == 302
    page = thandi.get(address("measure", team, cups.pk)).content.decode()
    assert "about 2.4 litres" in page
    assert "about 1.6 litres" in page
    refused = thandi.post(address("cup", team), {"millilitres": "5000", "from_day": today.isoformat()})
    assert "A cup holds from 50 to 1000 mL, so 5000 is not possible." in refused.content.decode()
    acting(team.thandi)
    assert CupSize.objects.count() == 1


def test_an_attack_is_written_down_ended_and_taken_back(team, client_for, acting, pain):
    thandi = client_for(team.thandi)
    told = {
        "measure": pain.pk,
        "began_at": "2026-05-02T22:30",
        "ended_at": "",
        "strength": "7",
        "words": "left side",
        "key": str(uuid4()),
    }
    for __ in range(2):
        assert thandi.post(address("write_attack", team), told).status_code == 302
    acting(team.thandi)
    held = Episode.objects.get()
    assert (held.began_at, held.day.isoformat()) == (datetime(2026, 5, 2, 21, 30, tzinfo=UTC), "2026-05-02")
    thandi.post(address("attack", team, held.pk), {**told, "ended_at": "2026-05-03T01:00", "strength": "8"})
    page = thandi.get(address("attack", team, held.pk)).content.decode()
    assert "strength 7" in page
    bad = thandi.post(address("attack", team, held.pk), {**told, "ended_at": "2026-05-01T01:00"})
    assert "The end lies before the beginning" in bad.content.decode()
    thandi.post(address("remove_attack", team, held.pk))
    assert "taken back" in thandi.get(address("attacks", team)).content.decode()
    thandi.post(address("restore_attack", team, held.pk))
    acting(team.thandi)
    assert Episode.objects.get().removed_at is None
    coach = client_for(team.coach)
    assert coach.post(address("remove_attack", team, held.pk)).status_code == 403


def test_a_test_result_is_written_down_changed_and_taken_back(team, client_for, acting):
    doctor = client_for(team.doctor)
    told = {"called": "Ferritin", "day": "2026-04-01", "value": "12,5", "unit_words": "µg/L", "reference_low": "30", "reference_high": "300",
            "lab": "City", "key": str(uuid4())}  # fmt: skip
    for __ in range(2):
        assert doctor.post(address("write_result", team), told).status_code == 302
    page = doctor.get(address("results", team)).content.decode()
    assert "12.5 µg/L" in page
    assert "below the range" in page
    assert "range 30 to 300" in page
    acting(team.doctor)
    held = TestResult.objects.get()
    doctor.post(address("result", team, held.pk), {**told, "value": "125"})
    assert "Ferritin: 12.5" in doctor.get(address("result", team, held.pk)).content.decode()
    bad = doctor.post(address("result", team, held.pk), {**told, "value": ""})
    assert "Please write the result" in bad.content.decode()
    bad = doctor.post(address("result", team, held.pk), {**told, "reference_low": "400"})
    assert "begins above its end" in bad.content.decode()
    assert client_for(team.coach).post(address("remove_result", team, held.pk)).status_code == 403
    doctor.post(address("remove_result", team, held.pk))
    assert "taken back" in doctor.get(address("results", team)).content.decode()
    assert client_for(team.thandi).post(address("restore_result", team, held.pk)).status_code == 302
