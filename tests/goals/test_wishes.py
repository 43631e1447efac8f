"""What matters most: the rules of a list, which wishes may mean the same, and what both said first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.access.guard import Refused
from concord.database.acting import acting_as
from concord.goals import actions, beside
from concord.goals.models import PriorityPair, PriorityTalk
from concord.goals.reads import priorities as reads
from concord.goals.rules import priorities as rules
from tests.make import priorities as make
from tests.make.goals import APRIL


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["a"] * 5, None),
        (["a"] * 6, "Five are enough"),
        (["a" * 301], "shorter"),
        (["a\x00"], "cannot be stored"),
        ([" ", ""], None),
    ],
)
def test_a_list_holds_up_to_five_short_wishes(words, says):
    sentence = rules.why_not_keep_wishes(words)
    assert sentence is None if says is None else says in sentence


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("Fewer headaches", "Less headache", ["headaches"]),
        ("Sleep through the night", "Better sleep", ["sleep"]),
        ("Walk to the sea", "Walking", ["walk"]),
        ("Play with Lwazi", "Blood pressure", []),
        ("To be able to do more", "Be able to do less", []),
        ("Weniger Kopfschmerzen", "Kopfschmerz seltener", ["kopfschmerzen"]),
        ("", "x", []),
    ],
)
def test_two_wishes_may_mean_the_same_when_they_share_a_word_that_tells_something(one, other, shared):
    assert rules.alike(one, other) == shared


words = st.text(st.sampled_from("abcdefgh ,.é😀"), max_size=40)


@given(st.dictionaries(st.integers(1, 5), words, max_size=5), st.dictionaries(st.integers(6, 10), words, max_size=5))
def test_each_wish_stands_in_one_suggested_pair_at_most_and_every_pair_shares_a_word(ones, others):
    pairs = rules.may_mean_the_same(ones, others)
    assert len({one for one, _o, _s in pairs}) == len(pairs) == len({other for _o, other, _s in pairs})
    assert all(shared for _one, _other, shared in pairs)


@given(st.lists(words, max_size=5), st.integers(0, 5), st.booleans())
def test_moving_a_wish_loses_none(listed, place, up):
    assert sorted(rules.moved(listed, place, up=up)) == sorted(listed)


def test_up_and_down_again_is_as_before():
    listed = ["a", "b", "c"]
    assert rules.moved(listed, 1, up=True) == ["b", "a", "c"]
    assert rules.moved(rules.moved(listed, 1, up=True), 0, up=False) == listed


@pytest.fixture
def opened(team):
    make.opened_round(team.patient, team.thandi, team.doctor)
    return team


def join(team, one: str, other: str, by=None):
    by = by or team.thandi
    mine, theirs = make.wish(by, one), make.wish(by, other)
    with acting_as(by):
        return actions.join_priorities(one=mine, other=theirs, by=by, now=APRIL)


def side_by_side(team, person):
    with acting_as(person):
        return reads.side_by_side(reads.round_in_view(team.patient, person))


@pytest.mark.django_db
def test_side_by_side_says_the_same_only_mine_only_yours_and_what_may_be_the_same(opened):
    join(opened, make.THANDIS[1], make.ROSSIS[1])
    here = side_by_side(opened, opened.thandi)
    assert [(one.one.words, one.other.words) for one in here.same] == [(make.THANDIS[1], make.ROSSIS[1])]
    assert [wish.words for wish in here.only_patients] == [make.THANDIS[0], make.THANDIS[2]]
    assert [wish.words for wish in here.only_others] == [make.ROSSIS[0], make.ROSSIS[2]]
    assert [(one.other.words, one.shared) for one in here.perhaps] == [(make.ROSSIS[2], ("sleep",))]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("other", "said"),
    [
        (0, "What you put first, Dr Rossi put first, too."),
        (2, "What you put first stands in third place on the list of Dr Rossi."),
        (None, "What you put first is joined with nothing on the list of Dr Rossi."),
    ],
)
def test_where_the_first_wish_stands_is_said_in_one_sentence(opened, other, said):
    if other is not None:
        join(opened, make.THANDIS[0], make.ROSSIS[other])
    first = beside.first_wish(side_by_side(opened, opened.thandi), opened.thandi)
    assert first == {"sentence": said, "talk": other != 0}
    theirs = beside.first_wish(side_by_side(opened, opened.doctor), opened.doctor)
    assert "you put first" in theirs["sentence"] or "your list" in theirs["sentence"]


@pytest.mark.django_db
def test_a_first_wish_with_a_possible_match_is_no_alarm(opened):
    for viewer, said in ((opened.thandi, "What you put first may stand on the list of Dr Rossi in other words."), (opened.doctor, "put first may stand on your list in other words.")):  # fmt: skip
        here = side_by_side(opened, viewer)
        here.perhaps = [reads.Joined(here.only_patients[0], here.only_others[0], shared=("sleep",))]
        first = beside.first_wish(here, viewer)
        assert said in first["sentence"]
        assert not first["talk"]


@pytest.mark.django_db
def test_a_wish_is_joined_once_with_one_of_a_list_and_parted_again(opened):
    pair = join(opened, make.THANDIS[0], make.ROSSIS[0])
    assert join(opened, make.THANDIS[0], make.ROSSIS[0], by=opened.doctor) == pair
    for one, other in ((0, 1), (1, 0)):
        with pytest.raises(Refused, match="Part those two first"):
            join(opened, make.THANDIS[one], make.ROSSIS[other])
    with acting_as(opened.doctor):
        actions.part_priorities(pair=pair, by=opened.doctor, now=APRIL)
        actions.part_priorities(pair=pair, by=opened.doctor, now=APRIL)
        assert not PriorityPair.objects.standing().exists()
    join(opened, make.THANDIS[0], make.ROSSIS[1])


@pytest.mark.django_db
def test_two_wishes_of_one_side_or_of_different_rounds_are_not_joined(opened):
    with pytest.raises(Refused, match="one from each list"):
        join(opened, make.THANDIS[0], make.THANDIS[1])
    with acting_as(opened.thandi):
        actions.begin_round(patient=opened.patient, by=opened.thandi, now=APRIL)
    make.finished(opened.patient, opened.thandi, "Something new")
    make.finished(opened.patient, opened.doctor, "Something else")
    with pytest.raises(Refused, match="different rounds"):
        join(opened, "Something new", make.ROSSIS[0])


@pytest.mark.django_db
def test_earlier_rounds_are_kept_and_can_be_read(opened):
    with acting_as(opened.doctor):
        first = reads.round_in_view(opened.patient, opened.doctor)
        actions.begin_round(patient=opened.patient, by=opened.doctor, now=APRIL)
        with pytest.raises(Refused, match="open already"):
            actions.begin_round(patient=opened.patient, by=opened.doctor, now=APRIL)
        newest = reads.round_in_view(opened.patient, opened.doctor)
        assert [one.pk for one in newest.earlier] == [first.round.pk]
        earlier = reads.round_in_view(opened.patient, opened.doctor, first.round.pk)
        assert (earlier.opened, earlier.newest) == (True, False)


@pytest.mark.django_db
def test_a_mark_to_talk_is_set_once_and_goes_when_it_was_talked_about(opened):
    wish = make.wish(opened.doctor, make.THANDIS[0])
    for person in (opened.doctor, opened.thandi):
        with acting_as(person):
            actions.mark_for_talk(priority=wish, by=person, now=APRIL)
    assert side_by_side(opened, opened.thandi).only_patients[0].talk.asked_by == opened.doctor
    with acting_as(opened.thandi):
        actions.say_talked(priority=wish, by=opened.thandi, now=APRIL)
        assert not PriorityTalk.objects.still_open().exists()


@pytest.mark.django_db
def test_a_finished_list_is_changed_by_taking_it_back_only(team):
    make.finished(team.patient, team.thandi)
    with pytest.raises(Refused, match="stays as it is"):
        make.finished(team.patient, team.thandi, "Something else")
    with acting_as(team.thandi):
        actions.take_list_back(patient=team.patient, by=team.thandi, now=APRIL)
        with pytest.raises(Refused, match="write on"):
            actions.take_list_back(patient=team.patient, by=team.thandi, now=APRIL)
    make.finished(team.patient, team.thandi, "Something else")


@pytest.mark.django_db
def test_an_empty_list_is_not_finished(team):
    with acting_as(team.thandi), pytest.raises(Refused, match="nothing on your list"):
        actions.finish_priorities(patient=team.patient, words=["", " "], by=team.thandi, now=APRIL)


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["thandi", "doctor", "supporter"])
def test_the_pages_of_goals_ask_the_same_few_questions_however_many_goals(opened, who, client_for):
    from tests.make import goals
    from tests.plan.test_pages import queries_of

    client, of = client_for(getattr(opened, who)), f"/patients/{opened.patient.pk}/goals/"
    asked: list[dict[str, int]] = []
    for several in (1, 7):
        for number in range(several):
            goal = goals.agreed_goal(opened.patient, opened.thandi, opened.doctor, words=f"Goal {number}")
            goals.rated(goal, opened.thandi, -1)
            goals.rated(goal, opened.doctor, 1)
        goals.written_goal(opened.patient, opened.coach, words="A proposal")
        pages = ["", "life/", f"{goal.pk}/", *(["what-matters-most/"] if who != "supporter" else [])]
        asked.append({page: len(queries_of(client, of + page)) for page in pages})
    assert list(asked[0].values()) == list(asked[1].values())
    assert max(asked[1].values()) <= 12, asked
