"""Blind until both have finished: whatever people do, and in whatever order, nobody reads another's list before; not by raw SQL either."""

import pytest
from django.db import Error, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concord.access.guard import NotAllowed, Refused
from concord.database.acting import acting_as
from concord.goals import actions
from concord.goals.models import Priority, PriorityList, PriorityRound
from concord.goals.reads import priorities as reads
from tests.make import priorities as make
from tests.make.goals import APRIL

pytestmark = pytest.mark.django_db
WHO = ("thandi", "doctor", "coach", "therapist")


def raw(person, sql: str, *given) -> list:
    """As somebody who holds the application's own database role."""
    with acting_as(person), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, given)
        return cursor.fetchall()


def read_by(person) -> set[str]:
    return {words for (words,) in raw(person, "SELECT words FROM goals_priority")}


def all_at_once(team, person) -> set[str]:
    """What the pages give, which have a filter of their own before the database's."""
    with acting_as(person):
        view = reads.round_in_view(team.patient, person)
        return {wish.words for wishes in view.wishes.values() for wish in wishes} if view else set()


steps = st.lists(
    st.tuples(st.sampled_from(WHO), st.sampled_from(["keep", "finish", "take back", "begin"])), min_size=1, max_size=14
)


@given(steps)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_they_do_nobody_reads_another_before_their_own_is_finished_and_the_round_is_open(team, way):
    with transaction.atomic():
        said: list[dict[str, tuple[str, bool]]] = []
        for number, (name, act) in enumerate(way):
            _one_step(team, said, name, act, f"{name} {number}")
            _everybody_sees_what_they_may(team, said)
        transaction.set_rollback(True)


def _one_step(team, said, name, act, words):
    """Does it, and says in plain sets what must be so afterwards: `said` holds for each round who wrote what and whether finished."""
    person, patient = getattr(team, name), team.patient
    common = {"patient": patient, "by": person, "now": APRIL}
    try:
        with transaction.atomic(), acting_as(person):
            if act == "keep":
                actions.keep_priorities(words=[words], **common)
            elif act == "finish":
                actions.finish_priorities(words=[words], **common)
            elif act == "take back":
                actions.take_list_back(**common)
            else:
                actions.begin_round(**common)
    except Refused:
        return
    if act == "begin" or not said:
        said.append({})
    if act == "take back":
        said[-1][name] = (said[-1][name][0], False)
    elif act != "begin":
        said[-1][name] = (words, act == "finish")


def _everybody_sees_what_they_may(team, said):
    for name in WHO:
        may = set()
        for place, one in enumerate(said):
            opened = one.get("thandi", ("", False))[1] and any(one.get(other, ("", False))[1] for other in WHO[1:])
            mine_is_in = any(later.get(name, ("", False))[1] for later in said[place:])
            may |= {words for other, (words, done) in one.items() if other == name or (opened and done and mine_is_in)}
        assert read_by(getattr(team, name)) == may, name
        assert all_at_once(team, getattr(team, name)) <= may
    for outsider in (team.supporter, team.former, team.stranger):
        assert read_by(outsider) == set()


def test_nobody_finishes_for_another_or_takes_back_or_rewrites_by_raw_sql(team):
    make.finished(team.patient, team.thandi)
    with acting_as(team.thandi):
        mine = PriorityList.objects.get()
    for person in (team.doctor, team.supporter, team.stranger):
        touched = "UPDATE goals_prioritylist SET finished_at = NULL WHERE id = %s RETURNING id"
        assert raw(person, touched, mine.pk) == []
    with pytest.raises(Error, match="permission denied"):
        raw(team.doctor, "UPDATE goals_prioritylist SET person_id = %s RETURNING id", team.doctor.pk)
    insert = "INSERT INTO goals_priority (patient_id, in_list_id, place, words) VALUES (%s, %s, 5, 'mine') RETURNING id"
    for person in (team.doctor, team.thandi):
        with pytest.raises(Error, match="row-level security"):
            raw(person, insert, team.patient.pk, mine.pk)


def test_nobody_writes_as_the_patient_nor_a_supporter_at_all(team):
    make.finished(team.patient, team.doctor, "Blood pressure")
    with acting_as(team.doctor):
        number = PriorityRound.objects.get().pk
    begin = "INSERT INTO goals_prioritylist (patient_id, round_id, person_id, as_role, begun_at) VALUES (%s, %s, %s, %s, now()) RETURNING id"
    for person, role in (
        (team.coach, "PATIENT"),
        (team.supporter, "COACH"),
        (team.supporter, "SUPPORTER"),
        (team.stranger, "DOCTOR"),
    ):
        with pytest.raises(Error):
            raw(person, begin, team.patient.pk, number, person.pk, role)


def test_a_round_is_not_opened_by_raw_sql_while_one_side_is_missing(team):
    make.finished(team.patient, team.thandi)
    with pytest.raises(Error, match="row-level security"):
        raw(team.doctor, "UPDATE goals_priorityround SET revealed_at = now() RETURNING id")
    make.finished(team.patient, team.doctor)
    with acting_as(team.thandi):
        assert PriorityRound.objects.get().revealed_at == APRIL


def test_once_open_a_finished_list_is_never_unfinished(team):
    make.opened_round(team.patient, team.thandi, team.doctor)
    with acting_as(team.doctor), pytest.raises(Refused, match="begin a new round"):
        actions.take_list_back(patient=team.patient, by=team.doctor, now=APRIL)
    assert raw(team.doctor, "UPDATE goals_prioritylist SET finished_at = NULL RETURNING id") == []


def test_who_joins_later_stays_blind_until_they_have_finished(team):
    make.opened_round(team.patient, team.thandi, team.doctor)
    with acting_as(team.coach):
        actions.keep_priorities(patient=team.patient, words=["Eat lunch"], by=team.coach, now=APRIL)
    assert read_by(team.coach) == {"Eat lunch"}
    assert "Eat lunch" not in read_by(team.thandi)
    make.finished(team.patient, team.coach, "Eat lunch")
    assert read_by(team.coach) == {*make.THANDIS, *make.ROSSIS, "Eat lunch"}
    assert "Eat lunch" in read_by(team.thandi)


def test_a_pair_and_a_mark_show_nothing_to_whoever_is_still_blind(team):
    make.opened_round(team.patient, team.thandi, team.doctor)
    one, other = make.wish(team.thandi, make.THANDIS[1]), make.wish(team.thandi, make.ROSSIS[1])
    with acting_as(team.thandi):
        actions.join_priorities(one=one, other=other, by=team.thandi, now=APRIL)
        actions.mark_for_talk(priority=one, by=team.thandi, now=APRIL)
    for table in ("goals_prioritypair", "goals_prioritytalk"):
        assert len(raw(team.doctor, f"SELECT id FROM {table}")) == 1
        assert raw(team.coach, f"SELECT id FROM {table}") == []


def test_a_supporter_takes_no_part(team):
    with acting_as(team.supporter), pytest.raises(NotAllowed):
        actions.keep_priorities(patient=team.patient, words=["x"], by=team.supporter, now=APRIL)


def test_the_same_list_finished_twice_is_finished_once(team):
    for _again in range(2):
        make.finished(team.patient, team.thandi)
    with acting_as(team.thandi):
        assert Priority.objects.count() == len(make.THANDIS)
