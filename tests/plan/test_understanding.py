"""Explained, told back in one's own words, and was the explaining clear: every way of the table, and who may go it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from concord.access.guard import NotAllowed, Refused
from concord.database.acting import acting_as
from concord.plan import actions, reads
from concord.plan.models import Recommendation, Understanding, Understood
from concord.plan.rules import is_confirmed, told_back
from concord.plan.rules import understanding as rules
from concord.team import actions as team_actions
from tests.make import goals as make_goals
from tests.make import plan as make

pytestmark = pytest.mark.django_db
MINE = "Same time each day, so I get tired sooner at night."


@pytest.fixture
def recommendation(team):
    goal = make_goals.written_goal(team.patient, team.thandi)
    return make.proposed_recommendation(team.patient, goal, team.coach)


def go(team, recommendation, kind, *, by=None, seen=None, now=make.APRIL, **more):
    """Whoever usually makes such a move makes it."""
    by = by or (team.thandi if kind == "TELL_BACK" else team.coach)
    with acting_as(by):
        recommendation = Recommendation.objects.select_related("text").get(pk=recommendation.pk)
        given = {"recommendation": recommendation, "by": by, "now": now}
        if kind == "TAKE_BACK":
            return actions.take_back_understanding(**given)
        given["seen"] = seen or recommendation.text.current
        if kind == "EXPLAIN":
            return actions.explain(**{"how": "TALK", **given, **more})
        if kind == "TELL_BACK":
            tell = actions.tell_back if by == team.thandi else actions.write_down_told
            return tell(**{"words": MINE, **given, **more})
        return actions.judge_explaining(clear=kind == "CLEAR", **given, **more)


def state(team, recommendation):
    with acting_as(team.doctor):
        return reads.understanding_of(team.patient)[recommendation.pk]


WAYS = {
    "NOT_EXPLAINED": [], "EXPLAINED": ["EXPLAIN"], "TOLD_BACK": ["TELL_BACK"], "EXPLAIN_AGAIN": ["TELL_BACK", "AGAIN"],
    "CONFIRMED": ["EXPLAIN", "TELL_BACK", "CLEAR"],
}  # fmt: skip


@pytest.mark.parametrize(("before", "kind"), rules.FORWARD)
def test_every_way_of_the_table_can_be_gone_and_taken_back_by_whoever_went_it(team, recommendation, before, kind):
    for move in WAYS[before]:
        go(team, recommendation, move)
    assert state(team, recommendation) == before
    made = go(team, recommendation, kind, words="Once more, in other words.")
    assert state(team, recommendation) == rules.FORWARD[before, kind] == made.state
    back = go(team, recommendation, "TAKE_BACK", by=made.by)
    assert state(team, recommendation) == before == back.state
    assert before in rules.TAKEN_BACK[made.state, "TAKE_BACK"]


@pytest.mark.parametrize("before", Understood.values)
@pytest.mark.parametrize("kind", ["EXPLAIN", "TELL_BACK", "CLEAR", "AGAIN"])
def test_what_the_table_does_not_allow_is_refused_with_a_sentence(team, recommendation, before, kind):
    if (before, kind) in rules.FORWARD:
        return
    for move in WAYS[before]:
        go(team, recommendation, move)
    with pytest.raises(Refused) as refused:
        go(team, recommendation, kind)
    assert refused.value.sentence.endswith((".", "!"))
    assert state(team, recommendation) == before


def test_every_state_and_move_of_the_table_is_stored_and_the_other_way_round():
    assert {state for state, _kind in rules.FORWARD} | set(rules.FORWARD.values()) == set(Understood.values)
    kinds = {kind for _state, kind in rules.FORWARD} | {"TAKE_BACK"}
    assert kinds == set(Understanding.Kind.values)
    assert set(rules.HOWS) == set(Understanding.How.values)


def test_only_the_explainers_own_word_confirms():
    assert {kind for (_state, kind), then in rules.FORWARD.items() if then == "CONFIRMED"} == {"CLEAR"}
    assert [is_confirmed(state) for state in (*Understood.values, None)] == [False, False, False, False, True, False]
    assert [told_back(state) for state in (*Understood.values, None)] == [False, False, True, True, True, False]


def test_nobody_takes_back_what_another_said(team, recommendation):
    with pytest.raises(Refused, match="nothing here"):
        go(team, recommendation, "TAKE_BACK")
    go(team, recommendation, "TELL_BACK")
    with pytest.raises(Refused, match="Thandi Mokoena said this last"):
        go(team, recommendation, "TAKE_BACK", by=team.coach)


def test_taking_back_twice_goes_back_two_ways(team, recommendation):
    for words in ("Like hunger.", "Like hunger.", "It adds up."):
        go(team, recommendation, "EXPLAIN", words=words)
    for _again in range(2):
        go(team, recommendation, "TAKE_BACK", by=team.coach)
    assert state(team, recommendation) == "NOT_EXPLAINED"


def test_other_words_are_asked_anew_and_what_was_said_before_stays_in_the_history(team, recommendation):
    for move in WAYS["CONFIRMED"]:
        go(team, recommendation, move)
    with acting_as(team.coach):
        recommendation.text.refresh_from_db()
        words = {**make.RISE, "mechanism": "Another reason."}
        actions.revise_recommendation(recommendation=recommendation, words=words, seen=1, by=team.coach, now=make.APRIL)
    assert state(team, recommendation) == "NOT_EXPLAINED"
    with acting_as(team.thandi):
        view = _in_view(team, recommendation)
        assert (view.state, view.asked_again, len(view.moves)) == ("NOT_EXPLAINED", True, 3)


def test_a_corrected_spelling_keeps_it():
    assert rules.meaning_since([("PROPOSE", 1), ("YES", 1), ("CHANGE", 3), ("SPELLING", 4)]) == 3


def test_words_that_have_changed_meanwhile_are_read_first(team, recommendation):
    with pytest.raises(Refused, match="words have changed"):
        go(team, recommendation, "TELL_BACK", seen=2)


def test_only_whoever_explained_judges_the_explaining(team, recommendation):
    go(team, recommendation, "EXPLAIN", by=team.doctor)
    go(team, recommendation, "TELL_BACK")
    with pytest.raises(Refused, match="Dr Rossi explained this"):
        go(team, recommendation, "CLEAR", by=team.coach)
    assert go(team, recommendation, "CLEAR", by=team.doctor).state == "CONFIRMED"


def test_when_the_explainer_has_left_another_stands_in(team, recommendation):
    go(team, recommendation, "TELL_BACK")
    with acting_as(team.thandi):
        tie = next(tie for tie in team.patient.ties.still_open() if tie.person_id == team.coach.pk)
        team_actions.end_tie(tie=tie, by=team.thandi, now=make.APRIL)
    assert go(team, recommendation, "CLEAR", by=team.therapist).state == "CONFIRMED"


def test_treatment_is_explained_by_a_doctor(team):
    goal = make_goals.written_goal(team.patient, team.thandi)
    treatment = make.proposed_recommendation(team.patient, goal, team.doctor, kind="MEDICINE")
    with pytest.raises(NotAllowed):
        go(team, treatment, "EXPLAIN", by=team.coach)
    for kind, by in (("EXPLAIN", team.doctor), ("TELL_BACK", team.thandi)):
        go(team, treatment, kind, by=by)
    with pytest.raises(NotAllowed):
        go(team, treatment, "CLEAR", by=team.coach)
    with pytest.raises(NotAllowed):
        go(team, treatment, "TELL_BACK", by=team.therapist)
    assert go(team, treatment, "CLEAR", by=team.doctor).state == "CONFIRMED"


def test_ones_own_idea_needs_no_explaining_and_what_is_over_none_any_more(team, recommendation):
    own = make.proposed_recommendation(team.patient, None, team.thandi)
    with pytest.raises(Refused, match="own idea"):
        go(team, own, "TELL_BACK")
    with acting_as(team.coach):
        assert own.pk not in reads.understanding_of(team.patient)
        actions.withdraw_recommendation(recommendation=recommendation, words="", by=team.coach, now=make.APRIL)
    with pytest.raises(Refused, match="This is over"):
        go(team, recommendation, "EXPLAIN")


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"how": "SONG"}, "Please choose how"),
        ({"how": "FILM"}, "address of the film"),
        ({"how": "PICTURE", "link": "javascript:alert(1)"}, "begins with https"),
        ({"link": "https://example.org/" + "x" * 500}, "too long"),
        ({"words": "x" * 2001}, "longer than 2000"),
        ({"words": "\x00"}, "cannot be stored"),
    ],
)
def test_an_explanation_that_cannot_be_kept_is_refused_with_a_sentence(team, recommendation, more, sentence):
    with pytest.raises(Refused, match=sentence):
        go(team, recommendation, "EXPLAIN", **more)


def test_nothing_told_back_is_no_words(team, recommendation):
    with pytest.raises(Refused, match="no wrong answer"):
        go(team, recommendation, "TELL_BACK", words="  ")
    with acting_as(team.thandi):
        version = recommendation.text.versions.get()
    facts = {"patient": team.patient, "recommendation": recommendation, "by": team.thandi, "as_role": "PATIENT",
             "version": version, "at": make.APRIL, "state": "TOLD_BACK"}  # fmt: skip
    with acting_as(team.thandi), pytest.raises(IntegrityError, match="has_words"), transaction.atomic():
        Understanding.objects.create(kind="TELL_BACK", words=" ", **facts)
    with acting_as(team.thandi), pytest.raises(IntegrityError, match="says_how"), transaction.atomic():
        Understanding.objects.create(kind="EXPLAIN", **facts)


def test_nobody_rewrites_what_was_told_back(team, recommendation):
    go(team, recommendation, "TELL_BACK")
    for rewrite in (
        lambda: Understanding.objects.update(words="other"),
        lambda: Understanding.objects.all()._raw_delete("default"),
    ):
        with acting_as(team.thandi), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            rewrite()


@pytest.mark.parametrize("who", ["supporter", "stranger", "former"])
def test_who_stands_outside_neither_explains_nor_tells_back(team, recommendation, who):
    by = getattr(team, who)
    given = {"recommendation": recommendation, "by": by, "now": make.APRIL}
    with acting_as(by):
        for act in (
            lambda: actions.explain(how="TALK", seen=1, **given),
            lambda: actions.tell_back(words="x", seen=1, **given),
            lambda: actions.write_down_told(words="x", seen=1, **given),
            lambda: actions.judge_explaining(clear=True, seen=1, **given),
            lambda: actions.take_back_understanding(**given),
        ):
            with pytest.raises(NotAllowed):
                act()
        assert not Understanding.objects.exists()


def test_fifty_recommendations_are_one_query(team, recommendation, acting):
    goal = recommendation.goal
    for number in range(6):
        one = make.proposed_recommendation(team.patient, goal, team.coach, what=f"Thing {number}")
        go(team, one, "TELL_BACK")
    acting(team.doctor)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert len(reads.understanding_of(team.patient)) == 7
    assert len(queries) == 1


def test_the_card_says_whose_words_they_are(team, recommendation, client_for):
    page = reverse("plan:recommendation", args=[team.patient.pk, recommendation.pk])
    assert "Let me say it back" in client_for(team.thandi).get(page).content.decode()
    go(team, recommendation, "TELL_BACK", by=team.coach)
    said = client_for(team.thandi).get(page).content.decode()
    assert "written down by Mia Berg, in your words" in said
    assert "I explained it clearly" not in said
    coach = client_for(team.coach).get(page).content.decode()
    assert "I explained it clearly" in coach
    assert "Let me say it back" not in coach
    assert "explained this, so only they can say" in client_for(team.doctor).get(page).content.decode()


def test_the_page_lets_everybody_do_their_part_and_keeps_what_was_typed(team, recommendation, client_for):
    at = [team.patient.pk, recommendation.pk]
    thandi, coach = client_for(team.thandi), client_for(team.coach)
    typed = coach.post(reverse("plan:explain", args=at), {"how": "FILM", "words": "Watch this", "seen": 1})
    assert typed.status_code == 422
    assert "Watch this" in typed.content.decode()
    assert "address of the film" in typed.content.decode()
    film = {"how": "FILM", "words": "Watch this", "link": "https://example.org/film", "seen": 1}
    assert coach.post(reverse("plan:explain", args=at), film).status_code == 302
    late = thandi.post(reverse("plan:tell_back", args=at), {"words": MINE, "seen": 7})
    assert late.status_code == 422
    assert MINE in late.content.decode()
    assert thandi.post(reverse("plan:tell_back", args=at), {"words": MINE, "seen": 1}).status_code == 302
    assert coach.post(reverse("plan:judge_explaining", args=at), {"clear": "no", "seen": 1}).status_code == 302
    shown = thandi.get(reverse("plan:understanding", args=at)).content.decode()
    assert "Mia Berg says: “I will explain it again.”" in shown
    assert "watch it again" in shown
    assert coach.post(reverse("plan:take_back_understanding", args=at)).status_code == 302
    assert state(team, recommendation) == "TOLD_BACK"
    assert thandi.post(reverse("plan:judge_explaining", args=at), {"clear": "yes", "seen": 1}).status_code == 403


@pytest.mark.parametrize("who", ["thandi", "coach", "doctor"])
def test_its_page_and_the_card_need_few_queries(team, recommendation, client_for, who):
    for number in range(4):
        go(team, recommendation, "TELL_BACK", words=f"So {number}", now=make.APRIL + timedelta(minutes=number))
    client = client_for(getattr(team, who))
    for name in ("plan:recommendation", "plan:understanding"):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(name, args=[team.patient.pk, recommendation.pk])).status_code == 200
        assert len([one for one in queries if "SAVEPOINT" not in one["sql"]]) <= 12


def _in_view(team, recommendation):
    view = reads.one_in_view(team.patient, recommendation.pk)
    return reads.understanding_in_view(view.recommendation, view.moves)
