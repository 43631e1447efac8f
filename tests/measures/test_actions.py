"""Values are written down once, replaced with their history, and only by those who may."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from concord.access.guard import NotAllowed, Refused
from concord.measures import actions, reads, rules
from concord.measures.models import Earlier, Measure, Value
from tests.make import measures as make
from tests.make import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def pain(team, acting):
    acting(team.thandi)
    return make.measure("pain")


def test_the_same_key_twice_is_one_value(team, pain, now):
    make.value(team.patient, team.thandi, pain, 4, key="k")
    make.value(team.patient, team.thandi, pain, 4, key="k")
    assert Value.objects.count() == 1
    assert not Earlier.objects.exists()


def test_another_value_under_the_key_replaces_and_the_earlier_one_is_kept(team, pain, now):
    make.value(team.patient, team.thandi, pain, 4, key="k")
    later = make.value(team.patient, team.thandi, pain, 7, key="k", now=now + timedelta(hours=1))
    assert Value.objects.get().value == 7
    (before,) = reads.history(team.patient, "measures_value", later.key)
    assert before.was["value"] == 4
    assert before.replaced_by == team.thandi


def test_no_way_round_the_history(team, pain):
    make.value(team.patient, team.thandi, pain, 4, key="k")
    Value.objects.update(value=9)
    assert Earlier.objects.get().was["value"] == 4


def test_a_value_cannot_be_removed_without_a_trace(team, pain):
    make.value(team.patient, team.thandi, pain)
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM measures_value")
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Earlier.objects.update(was={})


def test_a_value_taken_back_is_absent_and_can_come_again(team, pain, now):
    make.value(team.patient, team.thandi, pain, 4, key="k")
    make.value(team.patient, team.thandi, pain, None, key="k")
    assert reads.day_values(team.patient, [pain], now.date(), now.date()) == {pain.pk: {}}
    make.value(team.patient, team.thandi, pain, 4, key="k")
    assert reads.day_values(team.patient, [pain], now.date(), now.date())[pain.pk] == {now.date(): 4}
    assert Earlier.objects.count() == 2


def test_taking_back_what_never_was_writes_nothing(team, pain):
    make.value(team.patient, team.thandi, pain, None)
    assert not Value.objects.exists()


def test_a_supporter_cannot_write_down_a_value(team, pain, acting):
    acting(team.supporter)
    with pytest.raises(NotAllowed):
        make.value(team.patient, team.supporter, pain)


def test_a_stranger_cannot_write_down_a_value(team, pain, acting):
    acting(team.stranger)
    with pytest.raises(NotAllowed):
        make.value(team.patient, team.stranger, pain)


def test_eleven_on_a_scale_to_ten_is_refused_with_name_and_range(team, pain):
    with pytest.raises(Refused) as refusal:
        make.value(team.patient, team.thandi, pain, 11)
    assert refusal.value.sentence == "11 is not possible for Pain. It goes from 0 to 10."
    assert not Value.objects.exists()


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -0.5])
def test_no_number_no_value(team, pain, number):
    with pytest.raises(Refused, match="Pain"):
        make.value(team.patient, team.thandi, pain, number)


def test_a_day_that_has_not_come_is_refused(team, pain, now):
    with pytest.raises(Refused, match="has not come yet"):
        make.value(team.patient, team.thandi, pain, day=date(2026, 5, 5))
    make.value(team.patient, team.thandi, pain, day=date(2026, 5, 4), zone="Pacific/Kiritimati")


def test_nobody_rewords_a_measure_of_somebody_else_or_of_everybody(team, pain, acting, now):
    own = make.own_measure(team.patient, team.thandi)
    told = {"called": "Cephalalgia", "question": "", "low_words": "", "high_words": ""}
    with pytest.raises(Refused, match="same for everybody"):
        actions.edit_own_measure(patient=team.patient, measure=pain, by=team.thandi, now=now, **told)
    acting(team.doctor)
    with pytest.raises(Refused, match="Somebody else wrote these words"):
        actions.edit_own_measure(patient=team.patient, measure=own, by=team.doctor, now=now, **told)


def test_an_unknown_zone_is_refused(team, pain, now):
    rows = [(pain.pk, now.date(), now, "Atlantis/Deep", 2.0, "k")]
    with pytest.raises(Refused, match="Atlantis/Deep"):
        actions.record_many(patient=team.patient, rows=rows, source="IMPORT", by=team.thandi, now=now)
    with pytest.raises(Refused, match="Atlantis/Deep"):
        make.value(team.patient, team.thandi, pain, zone="Atlantis/Deep")


def test_another_patients_own_measure_is_refused(team, pain, acting):
    acting(team.doctor)
    other = people.record(team.practice, team.doctor, "Other")
    theirs = make.own_measure(other, team.doctor)
    with pytest.raises(Refused, match="another record"):
        make.value(team.patient, team.doctor, theirs)
    with pytest.raises(Refused, match="another record"):
        make.days_of(team.patient, team.doctor, theirs, [1.0])
    assert not Value.objects.exists()


def test_nobody_changes_what_somebody_else_wrote_but_the_patient_may(team, pain, acting):
    make.value(team.patient, team.thandi, pain, 4, key="k")
    acting(team.coach)
    with pytest.raises(Refused, match="Somebody else wrote this down"):
        make.value(team.patient, team.coach, pain, 5, key="k")
    make.value(team.patient, team.coach, pain, 5, key="mine")
    acting(team.thandi)
    make.value(team.patient, team.thandi, pain, 6, key="mine")
    assert sorted(Value.objects.values_list("value", flat=True)) == [4, 6]


def test_a_correction_keeps_the_day_it_is_given(team, pain, now):
    held = make.value(team.patient, team.thandi, pain, 4)
    actions.correct_value(
        patient=team.patient, key=held.key, value=5, day=now.date() - timedelta(days=1), by=team.thandi, now=now
    )
    assert Value.objects.values_list("value", "day", "source").get() == (5, date(2026, 5, 2), "BY_HAND")


def test_a_correction_is_as_possible_as_a_value(team, pain, now):
    held = make.value(team.patient, team.thandi, pain, 4)
    with pytest.raises(Refused, match="11 is not possible for Pain"):
        actions.correct_value(patient=team.patient, key=held.key, value=11, day=held.day, by=team.thandi, now=now)
    later = now.date() + timedelta(days=3)
    with pytest.raises(Refused, match="has not come yet"):
        actions.correct_value(patient=team.patient, key=held.key, value=5, day=later, by=team.thandi, now=now)
    assert Value.objects.get().value == 4


def test_correcting_what_is_not_there_says_so(team, pain, now):
    nothing = actions.correct_value(
        patient=team.patient, key=rules.key_of("x"), value=5, day=now.date(), by=team.thandi, now=now
    )
    assert nothing is None


def test_a_coach_cannot_correct_the_patients_value(team, pain, acting, now):
    held = make.value(team.patient, team.thandi, pain, 4)
    acting(team.coach)
    with pytest.raises(Refused, match="Somebody else"):
        actions.correct_value(patient=team.patient, key=held.key, value=5, day=now.date(), by=team.coach, now=now)


def test_a_supporter_cannot_correct_a_value(team, pain, acting, now):
    held = make.value(team.patient, team.thandi, pain, 4)
    acting(team.supporter)
    with pytest.raises(NotAllowed):
        actions.correct_value(patient=team.patient, key=held.key, value=5, day=now.date(), by=team.supporter, now=now)


def test_many_values_are_taken_once(team, pain):
    numbers = [float(n % 11) for n in range(300)]
    assert make.days_of(team.patient, team.thandi, pain, numbers) == actions.Counts(300, 0, 0)
    assert make.days_of(team.patient, team.thandi, pain, numbers) == actions.Counts(0, 300, 0)
    numbers[7] = 9.5
    assert make.days_of(team.patient, team.thandi, pain, numbers) == actions.Counts(0, 299, 1)
    assert Earlier.objects.get().was["value"] == 7


def test_one_impossible_value_among_many_refuses_all(team, pain):
    with pytest.raises(Refused, match="11 is not possible for Pain"):
        make.days_of(team.patient, team.thandi, pain, [3.0, 11.0, 4.0])
    with pytest.raises(Refused, match="needs a number"):
        make.days_of(team.patient, team.thandi, pain, [3.0, float("nan")])
    with pytest.raises(Refused, match="has not come yet"):
        make.days_of(team.patient, team.thandi, pain, [3.0], until=date(2027, 1, 1))
    assert not Value.objects.exists()


def test_a_key_twice_among_many_the_later_row_counts(team, pain, now):
    rows = [(pain.pk, now.date(), now, "UTC", number, "one key") for number in (1.0, 2.0, 3.0)]
    counts = actions.record_many(patient=team.patient, rows=rows, source="IMPORT", by=team.thandi, now=now)
    assert Value.objects.get().value == 3
    assert counts == actions.Counts(1, 2, 0)


def test_bringing_in_again_leaves_corrections_by_hand_alone(team, pain, now):
    make.days_of(team.patient, team.thandi, pain, [3.0, 4.0])
    held = Value.objects.get(value=4)
    actions.correct_value(patient=team.patient, key=held.key, value=8, day=held.day, by=team.thandi, now=now)
    assert make.days_of(team.patient, team.thandi, pain, [3.0, 4.0]) == actions.Counts(0, 2, 0)
    assert sorted(Value.objects.values_list("value", flat=True)) == [3, 8]


def test_few_and_many_share_one_key(team, pain, now):
    rows = [(pain.pk, now.date(), now, "UTC", 2.0, "ключ\t1")]
    actions.record_many(patient=team.patient, rows=rows, source="BY_HAND", by=team.thandi, now=now)
    make.value(team.patient, team.thandi, pain, 2, key="ключ\t1")
    assert Value.objects.get().key == rules.key_of("ключ\t1")


def test_a_supporter_cannot_bring_in_many(team, pain, acting):
    acting(team.supporter)
    with pytest.raises(NotAllowed):
        make.days_of(team.patient, team.supporter, pain, [1.0])


def test_the_wall_stands_behind_the_guard(team, pain, acting, now):
    acting(team.supporter)
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        Value.objects.create(
            patient=team.patient, key=rules.key_of("k"), measure=pain, day=now.date(), at=now, zone="UTC", value=1,
            source="BY_HAND", by=team.supporter, recorded_at=now,
        )  # fmt: skip
    acting(team.thandi)
    make.value(team.patient, team.thandi, pain)
    for who, seen in ((team.doctor, 1), (team.supporter, 0), (team.stranger, 0), (None, 0)):
        acting(who)
        assert Value.objects.count() == seen


def test_nobody_writes_into_the_catalogue(team, acting):
    acting(team.doctor)
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        Measure.objects.create(code="mine", called="Mine")
    assert Measure.objects.catalogue().update(called="Other") == 0


def test_infinity_is_no_value_to_the_database_either(team, pain, now):
    with pytest.raises(IntegrityError, match="value_is_a_number"), transaction.atomic():
        Value.objects.create(
            patient=team.patient, key=rules.key_of("k"), measure=pain, day=now.date(), at=now, zone="UTC", value=float("nan"),
            source="BY_HAND", by=team.thandi, recorded_at=now,
        )  # fmt: skip


def test_an_own_measure_is_made_once_a_code(team, acting):
    acting(team.thandi)
    first = make.own_measure(team.patient, team.thandi, code="diary-x")
    assert make.own_measure(team.patient, team.thandi, code="diary-x") == first
    assert (first.possible_low, first.possible_high) == (0, 10)


def test_a_measure_needs_a_name(team, acting):
    acting(team.thandi)
    with pytest.raises(Refused, match="give the measure a name"):
        make.own_measure(team.patient, team.thandi, "  ")
    with pytest.raises(Refused, match="lowest possible value"):
        make.own_measure(team.patient, team.thandi, possible_low=5, possible_high=1)


def test_a_supporter_cannot_make_a_measure(team, acting):
    acting(team.supporter)
    with pytest.raises(NotAllowed):
        make.own_measure(team.patient, team.supporter)
