"""Looking back by both, spelling corrections, and what other professionals say beside a recommendation."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from concord.access.guard import NotAllowed, Refused
from concord.agreement.actions import ChangedMeanwhile
from concord.agreement.models import Acknowledgement
from concord.database.acting import acting_as
from concord.plan import actions, reads, reviewing
from concord.plan.models import Move, Recommendation, Review, Weighed
from concord.plan.rules import looking, spelling
from concord.plan.rules.looking import Together
from tests.make import goals as make_goals
from tests.make import plan as make

pytestmark = pytest.mark.django_db
LATER = make.APRIL + timedelta(days=22)


@pytest.fixture
def goal(team):
    return make_goals.written_goal(team.patient, team.thandi)


@pytest.fixture
def agreed(team, goal):
    return make.agreed_recommendation(team.patient, goal, team.doctor, team.thandi)


def view_of(team, one, who=None):
    with acting_as(who or team.doctor):
        return reads.one_in_view(team.patient, one.pk)


def moves_of(team, one):
    with acting_as(team.doctor):
        return list(Move.objects.filter(recommendation=one).order_by("at", "pk").values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("patients", "others", "says"),
    [
        (None, [], Together.NONE), ("HELPED", [], Together.ONE_SIDE), (None, ["HELPED"], Together.ONE_SIDE),
        ("DID_NOT", ["DID_NOT"], Together.DID_NOT), ("HELPED", ["HELPED", "DID_NOT"], Together.APART), ("CANT_TELL", ["HELPED"], Together.APART),
    ],
)  # fmt: skip
def test_what_two_looks_say_together(patients, others, says):
    assert looking.together(patients, others) == says


def test_both_look_each_for_themself_and_did_not_help_is_an_honest_end(team, agreed):
    make.looked_back(agreed, team.doctor, "DID_NOT", words="I had hoped for more.", now=LATER)
    assert view_of(team, agreed).state == "AGREED", "one side alone is no review"
    make.looked_back(agreed, team.thandi, "DID_NOT", words="No difference.", now=LATER + timedelta(minutes=1))
    view = view_of(team, agreed)
    assert view.state == "REVIEWED"
    looks = reviewing.looks_of(view)
    assert (looks.patients.words, [one.words for one in looks.others]) == ("No difference.", ["I had hoped for more."])
    assert looks.together == Together.DID_NOT
    assert "honest end" in reviewing.outcome(looks, view, patient=True)["words"]
    with acting_as(team.thandi):
        actions.end_recommendation(recommendation=agreed, by=team.thandi, now=LATER + timedelta(minutes=2))
    assert view_of(team, agreed).state == "CLOSED"


def test_nobody_looks_for_another_and_a_second_thought_adds_to_the_first(team, agreed, acting):
    make.looked_back(agreed, team.doctor, "HELPED", now=LATER)
    make.looked_back(agreed, team.doctor, "HELPED", now=LATER)
    make.looked_back(agreed, team.doctor, "CANT_TELL", now=LATER + timedelta(minutes=1))
    acting(team.doctor)
    assert [one.by_id for one in Review.objects.in_order()] == [team.doctor.pk] * 2, "the same twice has one effect"
    assert reviewing.looks_of(view_of(team, agreed)).of(team.doctor.pk).result == "CANT_TELL"
    for who in ("supporter", "stranger", "former"):
        with pytest.raises(NotAllowed):
            make.looked_back(agreed, getattr(team, who), now=LATER)


def test_there_is_nothing_to_look_at_before_something_is_agreed(team, goal):
    one = make.proposed_recommendation(team.patient, goal, team.doctor)
    with pytest.raises(Refused, match="not agreed"):
        make.looked_back(one, team.thandi)


def test_it_goes_on_by_the_patients_word_and_is_looked_at_anew(team, agreed):
    make.looked_back(agreed, team.thandi, "HELPED", now=LATER)
    make.looked_back(agreed, team.doctor, "HELPED", now=LATER + timedelta(minutes=1))
    with pytest.raises(NotAllowed), acting_as(team.doctor):
        actions.go_on(recommendation=agreed, look_day=date(2026, 6, 1), seen=1, by=team.doctor, now=LATER)
    with acting_as(team.thandi):
        given = {"recommendation": agreed, "look_day": date(2026, 6, 1), "seen": 1, "by": team.thandi}
        actions.go_on(**given, now=LATER + timedelta(minutes=2))
        actions.go_on(**given, now=LATER + timedelta(minutes=3))
    view = view_of(team, agreed)
    assert (view.state, view.recommendation.look_day) == ("AGREED", date(2026, 6, 1))
    looks = reviewing.looks_of(view)
    assert (looks.reviews, len(looks.earlier)) == ([], 2)
    assert moves_of(team, agreed).count("GO_ON") == 1


def test_looks_that_are_due_are_one_line_each_and_say_who_has_looked(team, agreed):
    with acting_as(team.thandi):
        assert reads.looks_due(team.patient, agreed.look_day - timedelta(days=1), person=team.thandi.pk) == []
        [due] = reads.looks_due(team.patient, agreed.look_day, person=team.thandi.pk)
        assert (due.what, due.i_have_looked) == (make.RISE["what"], False)
    make.looked_back(agreed, team.thandi, now=LATER)
    with acting_as(team.thandi):
        [due] = reads.looks_due(team.patient, agreed.look_day, person=team.thandi.pk)
        assert due.i_have_looked


def test_a_try_has_its_day(team, goal):
    one = make.proposed_recommendation(team.patient, goal, team.doctor)
    with pytest.raises(Refused, match="day until which"):
        make.answered(one, team.thandi, "TRY")
    tried = make.answered(one, team.thandi, "TRY", look_day=date(2026, 4, 20))
    assert (tried.state, tried.look_day) == ("TRYING", date(2026, 4, 20))


# The spelling


WRONG = {**make.RISE, "mechanism": make.RISE["mechanism"].replace("deeper", "deper")}


def corrected(team, one, words=None, by=None, seen=1):
    by = by or team.doctor
    with acting_as(by):
        return actions.correct_spelling(
            recommendation=one, words=words or make.RISE, seen=seen, by=by, now=make.APRIL + timedelta(hours=1)
        )


def test_a_corrected_spelling_keeps_every_yes_and_says_that_it_was_carried_over(team, goal, acting):
    one = make.agreed_recommendation(team.patient, goal, team.doctor, team.thandi, **WRONG)
    corrected(team, one)
    view = view_of(team, one)
    assert (view.state, view.version.number, view.version.spelling_only) == ("AGREED", 2, True)
    acting(team.doctor)
    given = Acknowledgement.objects.standing().filter(version__text=one.text)
    assert {yes.as_role for yes in given if yes.carried_from_id} == {"PATIENT", "DOCTOR"}
    assert view.version_before.words["mechanism"] == WRONG["mechanism"]


def test_either_side_can_say_that_it_changes_the_meaning_and_is_asked_again(team, goal, acting):
    one = make.agreed_recommendation(team.patient, goal, team.doctor, team.thandi, **WRONG)
    corrected(team, one)
    with acting_as(team.thandi):
        for minute in (1, 2):
            actions.say_it_changes_meaning(
                recommendation=one, by=team.thandi, now=make.APRIL + timedelta(hours=1, minutes=minute)
            )
    assert view_of(team, one).state == "PROPOSED"
    assert moves_of(team, one).count("OBJECT") == 1
    acting(team.doctor)
    given = Acknowledgement.objects.standing().filter(version__text=one.text)
    assert {yes.as_role for yes in given} == {"DOCTOR"}
    assert make.answered(one, team.thandi, now=make.APRIL + timedelta(hours=2)).state == "AGREED"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"what": "Get up at 7:30 every day, also at weekends"}, "figure"),
        ({"what": "Sleep as long as you can on Sundays"}, "figure|different"),
        ({"stands_on": "GUESS"}, "more than spelling"),
        ({"look_weeks": "8"}, "more than spelling"),
        ({"ours_harms": "none"}, "different"),
    ],
)
def test_what_is_more_than_spelling_is_a_change(team, agreed, change, says):
    with pytest.raises(Refused, match=says):
        corrected(team, agreed, {**make.RISE, **change})


def test_a_correction_on_top_of_older_words_shows_both_texts(team, goal):
    one = make.proposed_recommendation(team.patient, goal, team.doctor, **WRONG)
    corrected(team, one)
    with pytest.raises(ChangedMeanwhile):
        corrected(team, one, {**make.RISE, "what": "Get up at 6:30 every day, even at weekends"})
    assert spelling.why_not_spelling(WRONG, make.RISE) is None


# What makes a new version


@pytest.mark.parametrize(
    "change", [{"look_weeks": "6"}, {"who_does": "You, and I ring you"}, {"ours_harms": "tired at first"}, {"way_1_what": "a nap"}]
)  # fmt: skip
def test_another_date_owner_risk_or_way_drops_every_yes(team, agreed, acting, now, change):
    acting(team.doctor)
    actions.revise_recommendation(recommendation=agreed, words={**make.RISE, **change}, seen=1, by=team.doctor, now=now)
    view = view_of(team, agreed)
    assert (view.state, len(view.said.yes)) == ("PROPOSED", 1)
    assert view.changed_since is not None


def test_another_goal_drops_every_yes_and_is_the_goal_from_then_on(team, agreed, acting, now):
    other = make_goals.written_goal(team.patient, team.thandi, words="Cook on Thursdays")
    acting(team.doctor)
    actions.revise_recommendation(recommendation=agreed, words=make.RISE, goal=other, seen=1, by=team.doctor, now=now)
    view = view_of(team, agreed)
    assert (view.state, view.goal_words) == ("PROPOSED", "Cook on Thursdays")


def test_the_day_to_look_follows_the_words(team, goal):
    one = make.answered(make.proposed_recommendation(team.patient, goal, team.doctor, look_weeks="8"), team.thandi)
    assert one.look_day == make.APRIL.date() + timedelta(weeks=8)


def test_suggested_again_by_a_colleague_the_colleague_stands_behind_it(team, goal, acting, now):
    one = make.proposed_recommendation(team.patient, goal, team.coach, kind="MOVEMENT")
    with acting_as(team.coach):
        actions.withdraw_recommendation(recommendation=one, by=team.coach, now=now)
    with acting_as(team.doctor):
        actions.propose_again(recommendation=one, by=team.doctor, now=now + timedelta(minutes=1))
    assert {yes.person_id for yes in view_of(team, one).said.yes} == {team.doctor.pk}


def test_what_was_refused_cannot_be_taken_back_in_order_to_ask_once_more(team, goal, acting, now):
    one = make.answered(make.proposed_recommendation(team.patient, goal, team.doctor), team.thandi, "NO")
    acting(team.doctor)
    with pytest.raises(Refused, match="The answer to this was no, and that stands"):
        actions.withdraw_recommendation(recommendation=one, by=team.doctor, now=now)
    with pytest.raises(Refused, match="The answer to this was no, and that stands"):
        actions.propose_again(recommendation=one, by=team.doctor, now=now)


# Beside it


def test_another_professional_sees_it_differently_and_takes_it_back(team, agreed, now):
    with acting_as(team.coach):
        actions.see_differently(recommendation=agreed, words="I would wait.", by=team.coach, now=now)
        actions.see_differently(recommendation=agreed, words="I would wait.", by=team.coach, now=now)
    view = view_of(team, agreed)
    assert view.state == "AGREED", "the patient's answer stays"
    assert [move.words for move in view.moves if move.kind == "DIFFER"] == ["I would wait."]
    with acting_as(team.coach):
        actions.differ_no_longer(recommendation=agreed, by=team.coach, now=now + timedelta(minutes=1))
        with pytest.raises(Refused, match="nothing of yours"):
            actions.differ_no_longer(recommendation=agreed, by=team.coach, now=now + timedelta(minutes=2))


@pytest.mark.parametrize(("who", "says"), [("thandi", "Yes, but"), ("doctor", "your own words")])
def test_whoever_answers_or_wrote_it_says_it_elsewhere(team, agreed, now, who, says):
    by = getattr(team, who)
    with pytest.raises(Refused, match=says), acting_as(by):
        actions.see_differently(recommendation=agreed, words="No.", by=by, now=now)


def test_a_coach_says_no_yes_to_treatment(team, goal, now):
    one = make.proposed_treatment(team.patient, goal, team.doctor)
    with pytest.raises(NotAllowed), acting_as(team.coach):
        actions.say_yes_too(recommendation=one, seen=1, by=team.coach, now=now)


# The database


@pytest.mark.parametrize(
    ("said", "fact"),
    [
        ({"sure": 11}, "sure_is_0_to_10"), ({}, "what_is_weighed_says_something"), ({"anyway": True, "no_worry": True}, "anyway_is_said"),
        ({"worry": "x", "no_worry": True}, "a_worry_or_none"),
    ],
)  # fmt: skip
def test_the_database_knows_what_can_be_weighed(team, agreed, acting, now, said, fact):
    acting(team.thandi)
    version = agreed.text.versions.get()
    with pytest.raises(IntegrityError, match=fact), transaction.atomic():
        Weighed.objects.create(
            patient=team.patient, recommendation=agreed, version=version, by=team.thandi, at=now, **{"as_role": "PATIENT", **said}
        )  # fmt: skip


def test_what_was_weighed_and_looked_at_is_never_rewritten(team, agreed, acting):
    make.weighed(agreed, team.thandi)
    make.looked_back(agreed, team.thandi, now=LATER)
    acting(team.doctor)
    for rewrite in (lambda: Weighed.objects.update(sure=1), lambda: Review.objects.update(result="HELPED")):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            rewrite()
    assert Recommendation.objects.agreed().count() == 1
