"""Suggest, answer, change, let go: who may, and what is kept."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from concord.access.guard import NotAllowed, Refused
from concord.agreement.actions import ChangedMeanwhile
from concord.agreement.models import Acknowledgement
from concord.plan import actions, reads
from concord.plan.models import Evidence, Move, Recommendation, State
from tests.make import goals as make_goals
from tests.make import plan as make
from tests.make import story
from tests.make.people import record, tie

pytestmark = pytest.mark.django_db


@pytest.fixture
def goal(team):
    return make_goals.written_goal(team.patient, team.thandi)


@pytest.fixture
def other(team):
    """Another record of the same practice, in which the doctor stands too."""
    from tests.make.people import person

    patient = record(team.practice, team.doctor, "Jonas")
    jonas = person("Jonas K")
    tie(patient, jonas, "PATIENT", by=team.doctor)
    return patient, jonas


@pytest.mark.parametrize("kind", ["MEDICINE", "SUPPLEMENT", "DIET", "PROCEDURE", "TEST", "REFERRAL"])
@pytest.mark.parametrize("who", ["coach", "therapist", "thandi"])
def test_only_a_doctor_suggests_treatment(team, goal, kind, who):
    with pytest.raises(NotAllowed, match="cannot propose a treatment"):
        make.proposed_recommendation(team.patient, goal, getattr(team, who), kind=kind)
    assert make.proposed_recommendation(team.patient, goal, team.doctor, kind=kind).state == State.PROPOSED


@pytest.mark.parametrize("who", ["doctor", "coach", "therapist"])
def test_every_professional_suggests_a_lifestyle_step(team, goal, who):
    assert make.proposed_recommendation(team.patient, goal, getattr(team, who), kind="MOVEMENT").state == State.PROPOSED


def test_the_patients_own_is_agreed_at_once_and_marked_as_theirs(team, acting):
    own = make.proposed_recommendation(
        team.patient, None, team.thandi, what="A walk by the canal", mechanism="It calms me."
    )
    assert own.own
    assert own.state == State.AGREED
    acting(team.doctor)
    assert [move.kind for move in Move.objects.filter(recommendation=own)] == ["PROPOSE", "YES"]


def test_a_because_without_a_reason_is_refused_by_the_rule_and_by_the_database(team, goal, acting):
    with pytest.raises(Refused, match="without a because"):
        make.proposed_recommendation(team.patient, goal, team.doctor, mechanism=" \n")
    recommendation = make.proposed_recommendation(team.patient, goal, team.doctor)
    acting(team.doctor)
    with pytest.raises(IntegrityError, match="recommendation_has_a_reason"), transaction.atomic():
        Recommendation.objects.filter(pk=recommendation.pk).update(reason=" \n")


@pytest.mark.parametrize(
    ("given", "fact"),
    [
        ({}, "evidence_rests_on_exactly_one_thing"),
        ({"source": "x", "event": True}, "evidence_rests_on_exactly_one_thing"),
        ({"source": " "}, "a_source_has_words"),
        ({"source": "x", "url": "ftp://example.org"}, "an_address_belongs_to_a_source"),
        ({"event": True, "url": "https://example.org"}, "an_address_belongs_to_a_source"),
    ],
)
def test_the_database_wants_exactly_one_source_each(team, goal, acting, given, fact):
    event = story.event(team.patient, team.thandi)
    recommendation = make.proposed_recommendation(team.patient, goal, team.doctor)
    acting(team.doctor)
    given = {**given, **({"event": event} if given.get("event") else {})}
    version = recommendation.text.versions.get()
    with pytest.raises(IntegrityError, match=fact), transaction.atomic():
        Evidence.objects.create(patient=team.patient, recommendation=recommendation, version=version, **given)


def test_a_coach_cannot_be_the_author_of_treatment_even_in_the_database(team, goal, acting, now):
    acting(team.doctor)
    text = make.proposed_recommendation(team.patient, goal, team.doctor).text
    acting(team.coach)
    with pytest.raises(IntegrityError, match="treatment_comes_from_a_doctor|unique"), transaction.atomic():
        Recommendation.objects.create(
            patient=team.patient, text=text, goal=goal, kind="MEDICINE", reason="x", proposed_by=team.coach,
            proposed_as="COACH", proposed_at=now, moved_at=now,
        )  # fmt: skip


def test_sources_of_all_four_kinds_are_kept_with_their_version(team, goal, acting, now):
    from concord.measures.models import Measure

    acting(team.doctor)
    evidence = [
        {"event": story.event(team.patient, team.thandi)}, {"cause": story.cause(team.patient, team.thandi)},
        {"measure": Measure.objects.catalogue().first()}, {"source": "A guideline", "url": "https://example.org"},
    ]  # fmt: skip
    recommendation = make.proposed_recommendation(team.patient, goal, team.doctor, evidence=evidence)
    acting(team.doctor)
    assert len(reads.one_in_view(team.patient, recommendation.pk).evidence) == 4
    changed = {**make.RISE, "should_see": "fewer headaches"}
    actions.revise_recommendation(recommendation=recommendation, words=changed, seen=1, by=team.doctor, now=now)
    assert len(reads.one_in_view(team.patient, recommendation.pk).evidence) == 4, "kept when nothing is said about them"
    actions.revise_recommendation(
        recommendation=recommendation, words=changed, seen=2, evidence=[], by=team.doctor, now=now
    )
    assert reads.one_in_view(team.patient, recommendation.pk).evidence == []
    assert Evidence.objects.count() == 8


def test_goals_events_causes_and_measures_of_another_record_are_refused(team, goal, other, acting, now):
    from concord.measures import actions as measures

    patient, jonas = other
    foreign_goal = make_goals.written_goal(patient, jonas)
    foreign = [{"event": story.event(patient, jonas)}, {"cause": story.cause(patient, jonas)}]
    acting(jonas)
    foreign.append({"measure": measures.add_own_measure(patient=patient, called="ache", by=jonas, now=now)})
    with pytest.raises(Refused, match="another record"):
        make.proposed_recommendation(team.patient, foreign_goal, team.doctor)
    for source in foreign:
        with pytest.raises(Refused, match="another record"):
            make.proposed_recommendation(team.patient, goal, team.doctor, evidence=[source])
    acting(team.doctor)
    assert not Recommendation.objects.filter(patient=team.patient).exists()


def test_changed_words_ask_again_and_the_old_yes_no_longer_counts(team, goal, acting, now):
    recommendation = make.agreed_recommendation(team.patient, goal, team.doctor, team.thandi)
    acting(team.doctor)
    actions.revise_recommendation(
        recommendation=recommendation, words={**make.RISE, "what": "Get up at 7"}, seen=1, by=team.doctor, now=now
    )
    view = reads.one_in_view(team.patient, recommendation.pk)
    assert view.state == State.PROPOSED
    assert view.changed_since.words["what"] == make.RISE["what"]
    assert {one.person for one in Acknowledgement.objects.standing()} == {team.thandi, team.doctor}, (
        "the goal's, and the author's"
    )
    acting(team.thandi)
    with pytest.raises(Refused, match="changed since you read"):
        actions.answer_recommendation(recommendation=recommendation, answer="YES", seen=1, by=team.thandi, now=now)


def test_two_who_change_the_words_at_once(team, goal, acting, now):
    recommendation = make.proposed_recommendation(team.patient, goal, team.doctor)
    for person, words in ((team.doctor, {"what": "Up at 7"}), (team.coach, {"should_see": "a clear head"})):
        acting(person)
        given = {"recommendation": recommendation, "words": {**make.RISE, **words}, "seen": 1, "by": person, "now": now}
        if person == team.doctor:
            actions.revise_recommendation(**given)
        else:
            with pytest.raises(ChangedMeanwhile) as told:
                actions.revise_recommendation(**given)
            assert (told.value.together["what"], told.value.together["should_see"]) == ("Up at 7", "a clear head")


def test_nobody_changes_anothers_words(team, goal, acting, now):
    own = make.proposed_recommendation(team.patient, None, team.thandi, what="Walk", mechanism="It calms me.")
    theirs = make.proposed_recommendation(team.patient, goal, team.doctor)
    for person, recommendation in ((team.doctor, own), (team.thandi, theirs)):
        acting(person)
        for act in (actions.revise_recommendation, actions.withdraw_recommendation):
            more = {"words": {**make.RISE, "what": "x"}, "seen": 1} if act is actions.revise_recommendation else {}
            with pytest.raises(Refused, match="words"):
                act(recommendation=recommendation, by=person, now=now, **more)


def test_not_now_rests_until_the_day_the_patient_chose(team, goal, acting):
    recommendation = make.proposed_recommendation(team.patient, goal, team.doctor)
    make.answered(recommendation, team.thandi, "NOT_NOW", look_day=date(2026, 5, 10))
    acting(team.thandi)
    view = reads.one_in_view(team.patient, recommendation.pk)
    assert not view.waits(date(2026, 5, 9))
    assert view.waits(date(2026, 5, 10))


def test_no_needs_no_reason_and_nobody_changes_the_words_to_ask_once_more(team, goal, acting, now):
    recommendation = make.answered(make.proposed_recommendation(team.patient, goal, team.doctor), team.thandi, "NO")
    assert recommendation.state == State.DECLINED
    acting(team.doctor)
    with pytest.raises(Refused, match="no, and that stands"):
        actions.revise_recommendation(
            recommendation=recommendation, words={**make.RISE, "what": "x"}, seen=1, by=team.doctor, now=now
        )


def test_yes_tapped_twice_has_one_effect(team, goal, acting):
    recommendation = make.agreed_recommendation(team.patient, goal, team.doctor, team.thandi)
    make.answered(recommendation, team.thandi)
    acting(team.doctor)
    assert Move.objects.filter(recommendation=recommendation, kind="YES").count() == 1


def test_an_agreement_is_looked_at_after_three_weeks(team, goal):
    recommendation = make.agreed_recommendation(team.patient, goal, team.doctor, team.thandi)
    assert recommendation.look_day == make.APRIL.date() + timedelta(weeks=3)


@pytest.mark.parametrize("who", ["doctor", "coach", "supporter", "stranger", "former"])
def test_nobody_but_the_patient_answers(team, goal, now, who):
    recommendation = make.proposed_recommendation(team.patient, goal, team.doctor)
    by = {"recommendation": recommendation, "by": getattr(team, who), "now": now}
    for act in (
        lambda: actions.answer_recommendation(answer="YES", seen=1, **by),
        lambda: actions.take_back_answer(**by),
    ):
        with pytest.raises(NotAllowed):
            act()


@pytest.mark.parametrize("who", ["supporter", "stranger", "former"])
def test_who_stands_outside_cannot_suggest_change_or_let_go(team, goal, now, who):
    recommendation = make.proposed_recommendation(team.patient, goal, team.doctor)
    person = getattr(team, who)
    by = {"recommendation": recommendation, "by": person, "now": now}
    for act in (
        lambda: make.proposed_recommendation(team.patient, goal, person),
        lambda: actions.revise_recommendation(words=make.RISE, seen=1, **by),
        lambda: actions.withdraw_recommendation(**by),
        lambda: actions.end_recommendation(**by),
        lambda: actions.propose_again(**by),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_coach_neither_changes_nor_ends_treatment(team, goal, acting, now):
    treatment = make.agreed_recommendation(team.patient, goal, team.doctor, team.thandi, kind="MEDICINE")
    acting(team.coach)
    by = {"recommendation": treatment, "by": team.coach, "now": now}
    for act in (
        lambda: actions.revise_recommendation(words={**make.RISE, "what": "x"}, seen=1, **by),
        lambda: actions.withdraw_recommendation(**by),
        lambda: actions.end_recommendation(**by),
    ):
        with pytest.raises(NotAllowed, match="treatment"):
            act()


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda: Move.objects.update(words="other"),
        lambda: Move.objects.all()._raw_delete("default"),
        lambda: Evidence.objects.update(url=""),
        lambda: Recommendation.objects.update(kind="MEDICINE"),
        lambda: Recommendation.objects.all()._raw_delete("default"),
    ],
)
def test_the_database_lets_nobody_rewrite_the_plans_history(team, goal, acting, rewrite):
    make.agreed_recommendation(team.patient, goal, team.doctor, team.thandi)
    acting(team.doctor)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        rewrite()


def test_who_is_not_shown_the_plan_sees_none_of_it(team, goal, acting):
    make.agreed_recommendation(team.patient, goal, team.doctor, team.thandi)
    for who in ("supporter", "stranger", "former"):
        acting(getattr(team, who))
        assert (Recommendation.objects.count(), Move.objects.count()) == (0, 0), who
