"""A goal lives: written, agreed, changed, rated, ended, taken up again; each refusal is a sentence."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from concord.access.guard import NotAllowed, Refused
from concord.agreement.actions import ChangedMeanwhile
from concord.goals import actions, reads
from concord.goals.models import Goal, GoalDraft, GoalMove, Rating
from concord.people.roles import Topic
from tests.make import goals as make
from tests.make import story
from tests.make.people import record, tie

pytestmark = pytest.mark.django_db


@pytest.fixture
def goal(team):
    return make.written_goal(team.patient, team.thandi)


def view_of(team, goal):
    return reads.goal_in_view(team.patient, goal.pk)


def test_whoever_writes_a_goal_has_said_yes_to_it_and_the_others_are_asked(team, goal, acting):
    acting(team.doctor)
    view = view_of(team, goal)
    assert [one.person for one in view.said_yes] == [team.thandi]
    assert {one.person for one in view.not_yet} == {team.doctor, team.coach, team.therapist}
    assert not view.agreed


def test_a_goal_is_agreed_when_nobody_who_is_asked_is_missing(team, acting):
    goal = make.agreed_goal(team.patient, team.thandi, team.doctor, team.coach, team.therapist)
    acting(team.thandi)
    assert view_of(team, goal).agreed


def test_a_professional_who_does_not_see_the_goals_is_not_asked(team, goal, acting):
    from tests.make.people import member

    guest = member(team.practice, "Guest", "COACH")
    tie(team.patient, guest, "COACH", by=team.doctor, topics=[Topic.DAYS])
    acting(team.thandi)
    assert guest not in {one.person for one in view_of(team, goal).not_yet}


def test_an_edit_drops_every_other_yes_and_says_what_changed(team, acting, now):
    goal = make.agreed_goal(team.patient, team.thandi, team.doctor)
    acting(team.thandi)
    actions.edit_goal(goal=goal, words={**make.LWAZI, "level_0": "two hours"}, seen=1, by=team.thandi, now=now)
    view = view_of(team, goal)
    assert [one.person for one in view.said_yes] == [team.thandi]
    assert reads.change_before(view).words["level_0"] == make.LWAZI["level_0"]


def test_another_day_to_look_is_other_words_too(team, acting, now):
    goal = make.agreed_goal(team.patient, team.thandi, team.doctor)
    acting(team.thandi)
    actions.edit_goal(goal=goal, words=make.LWAZI, seen=1, look_day=date(2026, 7, 1), by=team.thandi, now=now)
    view = view_of(team, goal)
    assert view.words["look_day"] == "2026-07-01"
    assert view.look_day == date(2026, 7, 1)
    assert team.doctor in {one.person for one in view.not_yet}


def test_other_concerns_alone_cost_nobodys_yes(team, acting, now):
    goal = make.agreed_goal(team.patient, team.thandi, team.doctor)
    concern = story.concern(team.patient, team.thandi)
    acting(team.thandi)
    assert actions.edit_goal(goal=goal, words=make.LWAZI, seen=1, concerns=[concern], by=team.thandi, now=now) is None
    view = view_of(team, goal)
    assert list(view.goal.concerns.all()) == [concern]
    assert len(view.said_yes) == 2


def test_of_two_windows_that_edit_at_once_the_second_is_told(team, goal, acting, now):
    acting(team.thandi)
    actions.edit_goal(goal=goal, words={**make.LWAZI, "why": "He is four."}, seen=1, by=team.thandi, now=now)
    with pytest.raises(ChangedMeanwhile) as told:
        actions.edit_goal(goal=goal, words={**make.LWAZI, "level_p1": "all day"}, seen=1, by=team.thandi, now=now)
    assert (told.value.together["why"], told.value.together["level_p1"]) == ("He is four.", "all day")


def test_a_yes_to_old_words_is_refused(team, goal, acting, now):
    acting(team.thandi)
    actions.edit_goal(goal=goal, words={**make.LWAZI, "why": "x"}, seen=1, by=team.thandi, now=now)
    acting(team.doctor)
    with pytest.raises(Refused, match="changed since you read"):
        actions.acknowledge_goal(goal=goal, seen=1, by=team.doctor, now=now)


def test_the_last_part_of_writing_names_concerns_in_the_persons_words(team, client_for):
    concern = story.concern(team.patient, team.thandi)
    page = client_for(team.thandi).get(f"/patients/{team.patient.pk}/goals/write/look/").content.decode()
    assert concern.words in page
    assert f"concern {concern.pk}" not in page


def test_a_concern_of_another_record_is_refused(team, acting, now):
    other = record(team.practice, team.doctor, "Jonas")
    foreign = story.concern(other, _patient_of(other, team))
    acting(team.doctor)
    with pytest.raises(Refused, match="another record"):
        actions.write_goal(patient=team.patient, words=make.LWAZI, concerns=[foreign], by=team.doctor, now=now)
    assert not Goal.objects.exists()


def _patient_of(patient, team):
    from tests.make.people import person

    jonas = person("Jonas K")
    tie(patient, jonas, "PATIENT", by=team.doctor)
    return jonas


def test_a_goal_ends_in_own_words_and_is_taken_up_again_with_the_yes_of_whoever_does_it(team, acting, now):
    goal = make.agreed_goal(team.patient, team.thandi, team.doctor)
    acting(team.thandi)
    actions.end_goal(goal=goal, how="REACHED", words="We played all afternoon.", by=team.thandi, now=now)
    goal.refresh_from_db()
    assert (goal.ended_as, goal.ended_words) == ("REACHED", "We played all afternoon.")
    with pytest.raises(Refused, match="has ended"):
        actions.acknowledge_goal(goal=goal, seen=1, by=team.thandi, now=now)
    with pytest.raises(Refused, match="has ended"):
        actions.edit_goal(goal=goal, words={**make.LWAZI, "why": "x"}, seen=1, by=team.thandi, now=now)
    with pytest.raises(Refused, match="ended already"):
        actions.end_goal(goal=goal, how="REACHED", by=team.thandi, now=now)
    actions.reopen_goal(goal=goal, by=team.thandi, now=now)
    with pytest.raises(Refused, match="nothing to take up"):
        actions.reopen_goal(goal=goal, by=team.thandi, now=now)
    goal.refresh_from_db()
    assert goal.ended_at is None
    assert [move.kind for move in goal.moves.all()] == ["BEGUN", "ENDED", "REOPENED"]
    assert [one.person for one in view_of(team, goal).said_yes] == [team.thandi]


def test_both_sides_say_where_they_are_and_the_gap_is_something_to_talk_about(team, goal, acting):
    make.rated(goal, team.thandi, -1)
    make.rated(goal, team.doctor, 1)
    acting(team.thandi)
    view = view_of(team, goal)
    assert view.apart == 2
    assert [(level.number, [one.rated_by for one in level.here]) for level in view.levels if level.here] == [
        (1, [team.doctor]),
        (-1, [team.thandi]),
    ]


def test_rating_the_same_day_again_replaces_and_keeps_the_earlier(team, goal, acting):
    make.rated(goal, team.thandi, -1)
    make.rated(goal, team.thandi, 0)
    make.rated(goal, team.thandi, 0)
    acting(team.thandi)
    assert [one.level for one in Rating.objects.standing()] == [0]
    assert Rating.objects.count() == 2


def test_a_rating_is_taken_back_by_who_gave_it_only(team, goal, acting, now):
    rating = make.rated(goal, team.thandi, -1)
    acting(team.doctor)
    with pytest.raises(Refused, match="Only the person who said this"):
        actions.take_back_rating(rating=rating, by=team.doctor, now=now)
    acting(team.thandi)
    actions.take_back_rating(rating=rating, by=team.thandi, now=now)
    assert not Rating.objects.standing().exists()


def test_a_draft_is_kept_part_by_part_and_seen_by_its_author_only(team, acting, now):
    acting(team.thandi)
    actions.keep_draft(patient=team.patient, words={"words": "play"}, by=team.thandi, now=now)
    actions.keep_draft(patient=team.patient, words={"why": "he asks"}, concerns=[7], by=team.thandi, now=now)
    draft = reads.draft_of(team.patient, team.thandi)
    assert (draft.words, draft.concerns) == ({"words": "play", "why": "he asks"}, [7])
    acting(team.doctor)
    assert not GoalDraft.objects.exists()
    acting(team.thandi)
    actions.forget_draft(patient=team.patient, by=team.thandi, now=now)
    assert not GoalDraft.objects.exists()


def test_saving_the_goal_forgets_its_draft(team, acting, now):
    acting(team.thandi)
    actions.keep_draft(patient=team.patient, words={"words": "play"}, by=team.thandi, now=now)
    actions.write_goal(patient=team.patient, words=make.LWAZI, by=team.thandi, now=now)
    assert not GoalDraft.objects.exists()


@pytest.mark.parametrize("who", ["supporter", "stranger", "former"])
def test_who_may_not_cannot_do_anything_with_a_goal(team, goal, now, who):
    by = {"by": getattr(team, who), "now": now}
    rating = make.rated(goal, team.thandi, -1)
    for act in (
        lambda: actions.write_goal(patient=team.patient, words=make.LWAZI, **by),
        lambda: actions.edit_goal(goal=goal, words=make.LWAZI, seen=1, **by),
        lambda: actions.acknowledge_goal(goal=goal, seen=1, **by),
        lambda: actions.withdraw(goal=goal, **by),
        lambda: actions.end_goal(goal=goal, how="REACHED", **by),
        lambda: actions.reopen_goal(goal=goal, **by),
        lambda: actions.rate_goal(goal=goal, level=0, day=now.date(), **by),
        lambda: actions.take_back_rating(rating=rating, **by),
        lambda: actions.keep_draft(patient=team.patient, words={"words": "x"}, **by),
        lambda: actions.forget_draft(patient=team.patient, **by),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_supporter_with_the_goals_sees_them_and_one_without_does_not(team, goal, acting):
    acting(team.supporter)
    assert Goal.objects.count() == 1
    acting(team.stranger)
    assert (Goal.objects.count(), GoalMove.objects.count()) == (0, 0)


def test_the_database_refuses_a_goal_with_a_text_of_another_record(team, goal, acting, now):
    other = record(team.practice, team.doctor, "Jonas")
    acting(team.doctor)
    given = {"version": goal.text.versions.get(), "level": 0, "day": now.date(), "look_day": now.date()}
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(IntegrityError, match="within_one_record"), transaction.atomic():
        Rating.objects.create(patient=other, goal=goal, **given, rated_by=team.doctor, as_role="DOCTOR", rated_at=now)


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda: GoalMove.objects.update(words="other"),
        lambda: Rating.objects.update(level=2),
        lambda: Goal.objects.update(begun_as="DOCTOR"),
        lambda: Goal.objects.all()._raw_delete("default"),
    ],
)
def test_the_database_lets_nobody_rewrite_a_goals_history(team, goal, acting, rewrite):
    make.rated(goal, team.thandi, -1)
    acting(team.thandi)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        rewrite()


def test_a_goal_that_ended_without_saying_how_cannot_be_stored(team, goal, acting, now):
    acting(team.thandi)
    with pytest.raises(IntegrityError, match="goal_that_ended_says_how"), transaction.atomic():
        Goal.objects.update(ended_at=now)


def test_the_goals_of_a_list_cost_the_same_queries_however_many(team, acting, django_assert_num_queries):
    for number in range(8):
        goal = make.agreed_goal(team.patient, team.thandi, team.doctor, words=f"Goal {number}")
        make.rated(goal, team.thandi, -1, day=make.APRIL.date() + timedelta(days=0))
    acting(team.thandi)
    with django_assert_num_queries(4):
        assert len(reads.goals(team.patient)) == 8
