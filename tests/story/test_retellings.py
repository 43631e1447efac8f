"""“What I understood”: it goes round until the patient says yes. Every way that the table allows, and no other."""

from __future__ import annotations

from itertools import count

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from concord.access.guard import NotAllowed, Refused
from concord.database.acting import acting_as
from concord.story import actions
from concord.story.models import Retelling, Retold
from concord.story.reads import sentences as reads
from concord.story.rules import states
from tests.make import story as make

pytestmark = pytest.mark.django_db
numbers = count(1)
HERS = ("YES", "NOT_QUITE", "MISSED")


@pytest.fixture
def retelling(team):
    return make.retelling(team.patient, team.doctor, led_up_to="The nights with Lwazi.")


def take(retelling: Retelling, move: str, team, now, **more) -> Retelling:
    """As whoever may take this move would, about the newest words."""
    with acting_as(team.thandi):
        retelling.refresh_from_db()
    by = team.thandi if move in (*HERS, "TAKE_BACK") else team.doctor
    given = {"retelling": retelling, "by": by, "now": now}
    with acting_as(by):
        if move in HERS:
            words = {"words": f"It is different {next(numbers)}", "seen": retelling.number, **more}
            return actions.answer_retelling(answer=move, **words, **given)
        if move == "REWRITE":
            words = {"understood": f"Now I see {next(numbers)}", "seen": retelling.number, **more}
            return actions.rewrite_retelling(**words, **given)
        action = {"TAKE_BACK": actions.take_back_retelling_answer, "LET_GO": actions.let_go_retelling}[move]
        return action(**given)


WAYS = {"WAITING": (), "YES": ("YES",), "NOT_QUITE": ("NOT_QUITE",), "MISSED": ("MISSED",), "LET_GO": ("LET_GO",)}


@pytest.mark.parametrize("state", WAYS)
@pytest.mark.parametrize("move", [*HERS, "REWRITE", "TAKE_BACK", "LET_GO"])
def test_every_way_of_the_table_can_be_gone_and_no_other(team, retelling, now, state, move):
    for step in WAYS[state]:
        retelling = take(retelling, step, team, now)
    assert retelling.state == state
    if (state, move) in states.RETELLING:
        assert take(retelling, move, team, now).state == states.RETELLING[state, move]
    else:
        with pytest.raises(Refused):
            take(retelling, move, team, now)


def test_the_table_names_every_state():
    assert set(WAYS) == set(Retold.values)
    assert set(states.RETELLING.values()) == set(Retold.values)


def test_not_quite_goes_round_until_yes_and_nothing_of_it_is_lost(team, retelling, now):
    take(retelling, "NOT_QUITE", team, now, words="Not the mornings. Not knowing.")
    take(retelling, "REWRITE", team, now, understood="You never know which day it will be.", led_up_to="The nights.")
    take(retelling, "MISSED", team, now, words="And the noise in the kitchen.")
    take(retelling, "REWRITE", team, now, understood="You never know which day it will be, and the kitchen is loud.")
    done = take(retelling, "YES", team, now, words="Yes.")
    with acting_as(team.coach):
        told = reads.retelling_turns(done)
        assert [one.turn.kind for one in told] == ["WRITE", "NOT_QUITE", "REWRITE", "MISSED", "REWRITE", "YES"]
        assert [piece.words for piece in told[4].understood if piece.kind == "new"] == ["be, and the kitchen is loud."]
        assert [one.turn.number for one in told] == [1, 1, 2, 2, 3, 3]


@pytest.mark.parametrize("who", ["doctor", "coach", "therapist"])
def test_every_professional_writes_what_they_understood_and_only_the_patient_answers(team, now, who):
    retelling, by = make.retelling(team.patient, getattr(team, who)), getattr(team, who)
    with acting_as(by), pytest.raises(NotAllowed):
        actions.answer_retelling(retelling=retelling, answer="YES", seen=1, by=by, now=now)
    with pytest.raises(NotAllowed):
        make.retelling(team.patient, team.supporter)
    with pytest.raises(NotAllowed):
        make.retelling(team.patient, team.thandi)


def test_nobody_rewrites_or_takes_back_what_somebody_else_understood(team, retelling, now):
    given = {"retelling": retelling, "by": team.coach, "now": now}
    with acting_as(team.coach):
        with pytest.raises(Refused, match="yourself"):
            actions.rewrite_retelling(understood="x", seen=1, **given)
        with pytest.raises(Refused):
            actions.let_go_retelling(**given)


def test_not_quite_says_what_and_an_answer_is_about_the_words_that_were_read(team, retelling, now):
    for answer in ("NOT_QUITE", "MISSED"):
        with pytest.raises(Refused, match="what is different"):
            take(retelling, answer, team, now, words=" ")
    with pytest.raises(Refused, match="Please choose"), acting_as(team.thandi):
        actions.answer_retelling(retelling=retelling, answer="MAYBE", seen=1, by=team.thandi, now=now)
    take(retelling, "REWRITE", team, now)
    with pytest.raises(Refused, match="changed since"):
        take(retelling, "YES", team, now, seen=1)


def test_new_words_need_a_new_yes(team, retelling, now):
    take(retelling, "YES", team, now)
    assert take(retelling, "REWRITE", team, now).state == "WAITING"


def test_the_same_twice_has_one_effect(team, retelling, now):
    assert make.retelling(team.patient, team.doctor, led_up_to="The nights with Lwazi.") == retelling
    for _twice in range(2):
        take(retelling, "NOT_QUITE", team, now, words="no")
    for _twice in range(2):
        given = {"understood": "better", "seen": 1, "by": team.doctor, "now": now}
        with acting_as(team.doctor):
            actions.rewrite_retelling(retelling=retelling, **given)
    with acting_as(team.doctor):
        assert [one.turn.kind for one in reads.retelling_turns(retelling)] == ["WRITE", "NOT_QUITE", "REWRITE"]


def test_two_windows_of_one_professional_keep_both_texts(team, retelling, now):
    take(retelling, "REWRITE", team, now, understood="first window", led_up_to="")
    with pytest.raises(actions.WordingChanged) as both:
        take(retelling, "REWRITE", team, now, understood="second window", led_up_to="The nights with Lwazi.", seen=1)
    assert both.value.newest.words["understood"] == "first window"
    assert both.value.together == {"understood": "second window", "led_up_to": ""}


def test_one_retelling_a_person_and_topic(team, retelling):
    concern = make.concern(team.patient, team.thandi)
    with pytest.raises(Refused, match="already"):
        make.retelling(team.patient, team.doctor, "something else")
    assert make.retelling(team.patient, team.doctor, concern=concern) != retelling
    row = {"written_by": team.doctor, "written_as": "DOCTOR", "written_at": retelling.written_at}
    refused = pytest.raises(IntegrityError, match="one_retelling_a_person_and_topic")
    with acting_as(team.doctor), refused, transaction.atomic():
        Retelling.objects.create(patient=team.patient, understood="x", moved_at=retelling.moved_at, **row)


def test_whose_turn_it_is(team, retelling, now):
    def waits(who, *, own: bool) -> int:
        with acting_as(who):
            return len(reads.turn_of(who.pk, reads.in_short(team.patient).retellings, own=own))

    assert (waits(team.thandi, own=True), waits(team.doctor, own=False)) == (1, 0)
    take(retelling, "MISSED", team, now)
    assert (waits(team.thandi, own=True), waits(team.doctor, own=False), waits(team.coach, own=False)) == (0, 1, 0)
    take(retelling, "YES", team, now)
    assert (waits(team.thandi, own=True), waits(team.doctor, own=False)) == (0, 0)


def test_she_reads_what_she_said_and_what_changed_since_before_she_is_asked_again(team, retelling, now, client_for):
    page = reverse("story:retelling", args=[team.patient.pk, retelling.pk])
    thandi = client_for(team.thandi)
    assert "What changed since" not in thandi.get(page).content.decode()
    take(retelling, "NOT_QUITE", team, now, words="There is no chair.")
    take(retelling, "REWRITE", team, now, understood="You have no chair and no minute.")
    hers, his = thandi.get(page).content.decode(), client_for(team.doctor).get(page).content.decode()
    assert "What changed since your answer" in hers
    assert hers.count("There is no chair.") == 2, "beside the question, and in the history"
    assert "What changed since the answer" in his
    assert "Thandi said" in his
    take(retelling, "YES", team, now)
    assert "What changed since" not in thandi.get(page).content.decode()
    for move in ("TAKE_BACK", "REWRITE"):
        take(retelling, move, team, now)
    assert "What changed since" not in thandi.get(page).content.decode(), (
        "an answer that was taken back asks for nothing"
    )


def test_the_day_on_the_page_is_that_of_the_words_not_of_the_answer(team, retelling, now, client_for):
    page = reverse("story:retelling", args=[team.patient.pk, retelling.pk])
    take(retelling, "NOT_QUITE", team, now)
    with acting_as(team.thandi):
        written = localtime(retelling.written_at)
    assert f"doctor, written on {date_format(written, 'j F Y')}" in client_for(team.thandi).get(page).content.decode()


def test_what_waits_for_an_answer_comes_first(team, retelling, now):
    take(retelling, "YES", team, now)
    newer = make.retelling(team.patient, team.coach)
    with acting_as(team.thandi):
        assert [one["pk"] for one in reads.in_short(team.patient).retellings] == [newer.pk, retelling.pk]
