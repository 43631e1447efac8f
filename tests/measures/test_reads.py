"""One value a day, marks of a span, and nothing that is not shared."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.access.guard import NotAllowed, Refused
from concord.measures import actions, reads, rules
from concord.measures.models import Mark
from tests.make import measures as make

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 1)


@pytest.mark.parametrize(("daily", "one"), [("LAST", 3), ("SUM", 12), ("MEAN", 4), ("MAX", 7)])
def test_several_values_of_a_day_become_one(team, acting, now, daily, one):
    acting(team.thandi)
    own = make.own_measure(team.patient, team.thandi, "Cups", input_kind="COUNT", daily=daily)
    for hour, value in enumerate((2, 7, 3)):
        make.value(team.patient, team.thandi, own, value, day=DAY, key=str(hour), at=now + timedelta(hours=hour))
    assert reads.day_values(team.patient, [own], DAY, DAY)[own.pk] == {DAY: one}
    assert rules.one_of_the_day(daily, [2, 7, 3]) == one


@given(st.sampled_from(["LAST", "SUM", "MEAN", "MAX"]), st.floats(0, 10))
def test_one_value_of_a_day_is_that_value(daily, value):
    assert rules.one_of_the_day(daily, [value]) == value


def test_days_come_in_order_and_unknown_days_are_absent(team, acting, django_assert_num_queries):
    acting(team.thandi)
    measures = [make.own_measure(team.patient, team.thandi, f"Own {n}") for n in range(3)]
    for own in measures[:2]:
        make.days_of(team.patient, team.thandi, own, [1.0, None, 3.0], until=DAY)
    with django_assert_num_queries(1):
        found = reads.day_values(team.patient, measures, DAY - timedelta(days=2), DAY)
    assert [list(days.items()) for days in found.values()] == [
        [(DAY - timedelta(days=2), 1.0), (DAY, 3.0)], [(DAY - timedelta(days=2), 1.0), (DAY, 3.0)], [],
    ]  # fmt: skip
    assert reads.day_values(team.patient, measures, DAY, DAY)[measures[0].pk] == {DAY: 3.0}
    assert reads.day_values(team.patient, [], DAY, DAY) == {}


def mark(team, by, now, key: str = "k", **facts) -> Mark:
    return actions.mark(
        patient=team.patient, by=by, now=now, key=key, **{"kind": "STEP", "words": "Walk", "from_day": DAY, **facts}
    )


def test_a_mark_is_kept_up_to_date_by_its_key(team, acting, now):
    acting(team.thandi)
    first = mark(team, team.thandi, now)
    again = mark(team, team.thandi, now, words="Walk ten minutes", until_day=DAY + timedelta(days=9))
    assert again.pk == first.pk
    assert [m.words for m in reads.marks(team.patient, DAY, DAY)] == ["Walk ten minutes"]
    actions.unmark(patient=team.patient, key="k", by=team.thandi, now=now)
    actions.unmark(patient=team.patient, key="k", by=team.thandi, now=now)
    assert not reads.marks(team.patient, DAY, DAY)
    mark(team, team.thandi, now)
    assert reads.marks(team.patient, DAY, DAY)


@pytest.mark.parametrize(
    ("begins", "ends", "touches"), [(-9, -1, False), (-9, 0, True), (-9, None, True), (5, None, True), (6, None, False)]
)
def test_marks_that_touch_the_span(team, acting, now, begins, ends, touches):
    acting(team.thandi)
    until = None if ends is None else DAY + timedelta(days=ends)
    mark(team, team.thandi, now, from_day=DAY + timedelta(days=begins), until_day=until)
    assert reads.marks(team.patient, DAY, DAY + timedelta(days=5)).exists() is touches


def test_a_mark_needs_words_and_an_end_after_its_beginning(team, acting, now):
    acting(team.thandi)
    with pytest.raises(Refused, match="in words"):
        mark(team, team.thandi, now, words=" ")
    with pytest.raises(Refused, match="cannot end before"):
        mark(team, team.thandi, now, until_day=DAY - timedelta(days=1))


@pytest.mark.parametrize(
    ("kind", "refused"), [("STEP", "supporter"), ("MEDICINE", "coach"), ("EVENT", "supporter"), ("GOAL", "supporter")]
)
def test_a_mark_needs_the_permission_of_its_kind(team, acting, now, kind, refused):
    who = getattr(team, refused)
    acting(who)
    with pytest.raises(NotAllowed):
        mark(team, who, now, kind=kind)
    acting(team.doctor)
    mark(team, team.doctor, now, kind=kind)
    acting(who)
    if reads.marks(team.patient, DAY, DAY).exists():
        with pytest.raises(NotAllowed):
            actions.unmark(patient=team.patient, key="k", by=who, now=now)


def test_a_mark_is_seen_by_the_topic_of_its_kind(team, acting, now):
    acting(team.thandi)
    for kind in ("STEP", "MEDICINE", "EVENT", "GOAL"):
        mark(team, team.thandi, now, kind=kind, key=kind)
    acting(team.supporter)
    assert [m.kind for m in reads.marks(team.patient, DAY, DAY)] == ["GOAL"]
    acting(team.stranger)
    assert not Mark.objects.exists()
