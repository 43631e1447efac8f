"""The telling: one box a person, every version kept, pieces that become events."""

import pytest

from concord.access.guard import NotAllowed, Refused
from concord.people.models import CareTie
from concord.people.roles import Topic
from concord.story import actions, reads
from tests.make import story as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def thandi_acts(team, acting):
    acting(team.thandi)


def test_each_version_of_a_telling_stays(team, now):
    make.telling(team.patient, team.thandi, "first")
    make.telling(team.patient, team.thandi, "second", seen=1)
    assert [t.words for t in reads.versions(team.patient)] == ["second", "first"]
    assert [t.words for t in reads.tellings(team.patient)] == ["second"]


def test_two_windows_do_not_overwrite_each_other(team, now):
    make.telling(team.patient, team.thandi, "first")
    make.telling(team.patient, team.thandi, "second", seen=1)
    with pytest.raises(actions.TellingChanged) as changed:
        actions.tell(patient=team.patient, words="mine", seen=1, by=team.thandi, now=now)
    assert (changed.value.newest.words, changed.value.yours["words"]) == ("second", "mine")


def test_sending_the_same_telling_twice_has_one_effect(team):
    first = make.telling(team.patient, team.thandi, "first")
    assert make.telling(team.patient, team.thandi, "first ", seen=0) == first


@pytest.mark.parametrize(
    ("words", "sentence"), [("", "Nothing was changed"), ("x" * 60_001, "room for 60000"), ("a\0b", "cannot be kept")]
)
def test_a_telling_that_cannot_be_kept_is_refused(team, words, sentence):
    with pytest.raises(Refused, match=sentence):
        make.telling(team.patient, team.thandi, words)


def test_nobody_writes_in_anothers_box(team):
    make.telling(team.patient, team.thandi, "hers")
    make.telling(team.patient, team.doctor, "his notes")
    assert [(t.words, t.written_by) for t in reads.tellings(team.patient)] == [("hers", team.thandi), ("his notes", team.doctor)]  # fmt: skip


def test_a_supporter_does_not_tell(team, acting, now):
    acting(team.supporter)
    with pytest.raises(NotAllowed):
        actions.tell(patient=team.patient, words="x", seen=0, by=team.supporter, now=now)


def test_an_emptied_box_is_kept_and_not_shown(team):
    make.telling(team.patient, team.thandi, "first")
    make.telling(team.patient, team.thandi, "", seen=1)
    assert reads.tellings(team.patient) == []
    assert reads.versions(team.patient).count() == 2


def test_a_piece_marked_by_the_doctor_is_the_patients_word(team, acting, now):
    telling = make.telling(team.patient, team.thandi)
    acting(team.doctor)
    piece = "In spring 2011 I lost my job at the bakery."
    event = actions.mark_piece(telling=telling, piece=piece, kind="WORK", when="spring 2011", by=team.doctor, now=now)
    assert (event.words, event.piece, event.telling) == (piece, piece, telling)
    assert event.who_says_so == "said by Thandi, written down by Dr Rossi"


def test_only_words_of_the_telling_can_be_marked(team, now):
    telling = make.telling(team.patient, team.thandi)
    with pytest.raises(Refused, match="do not stand in the story"):
        actions.mark_piece(telling=telling, piece="I won the lottery", kind="OTHER", by=team.thandi, now=now)
    with pytest.raises(Refused, match="choose a piece"):
        actions.mark_piece(telling=telling, piece=" ", words="x", kind="OTHER", by=team.thandi, now=now)


def test_a_coach_marks_no_condition_in_a_telling(team, acting, now):
    telling = make.telling(team.patient, team.thandi)
    acting(team.coach)
    with pytest.raises(NotAllowed):
        actions.mark_piece(telling=telling, piece="I was a healthy child.", kind="CONDITION", by=team.coach, now=now)


def test_a_supporter_marks_no_piece(team, acting, now):
    telling = make.telling(team.patient, team.thandi)
    CareTie.objects.filter(person=team.supporter.pk).update(topics=[Topic.STORY])
    acting(team.supporter)
    with pytest.raises(NotAllowed, match="write in the story"):
        actions.mark_piece(telling=telling, piece="not in it", kind="OTHER", by=team.supporter, now=now)
