"""A step under a treatment falls due as often as its words say: “once a week” is not every day."""

import pytest

from concord.access.guard import Refused
from concord.database.acting import acting_as
from concord.plan import actions
from concord.plan.models import Step
from concord.plan.rules.rhythms import WEEKEND, WORKDAYS, Often, said
from concord.plan.rules.steps import Rhythm
from concord.plan.rules.under import why_not_suggest_step
from tests.make import goals as make_goals
from tests.make import plan as make

DAILY, MONDAYS, SUNDAYS, TWO_DAYS = Rhythm(days=127), Rhythm(days=1), Rhythm(days=64), Rhythm(days=0b1001)


@pytest.mark.parametrize(("words", "often"), [
    ("Metformin 500 mg once a day with food", 7), ("Metformin 500 mg, twice a day", 7), ("Metformin 500 mg daily", 7), ("one tablet each night", 7), ("10 mg/day", 7), ("every 8 hours", 7), ("q8h", 7), ("einmal am Tag", 7), ("tous les jours", 7), ("a tablet a day", 7),
    ("Semaglutide 0.25 mg once a week", 1), ("1x/week", 1), ("weekly", 1), ("300 mg a week", 1), ("une fois par semaine", 1), ("every week", 1), ("einmal pro Woche", 1),
    ("twice weekly", 2), ("2x/week", 2), ("zweimal pro Woche", 2), ("two tablets a week", 2), ("three times a week", 3), ("up to 3 days a week", 3),
    ("every other day", 3.5), ("jeden zweiten Tag", 3.5), ("un jour sur deux", 3.5), ("alle zwei Tage", 3.5), ("on alternate days", 3.5), ("on odd days", 3.5),
    ("every two weeks", 0.5), ("fortnightly", 0.5), ("alle 2 Wochen", 0.5), ("every 28 days", 0.25), ("once a month", 0.25), ("as needed", 0),
])  # fmt: skip
def test_how_often_is_read_as_people_write_it(words, often):
    assert [one.days for one in said([words])] == [often]


@pytest.mark.parametrize("words", ["Leave out wheat and milk for four weeks", "Insulin glargine 10 units at night", "Take it for a week", "an extra glass", "Look again in a week"])  # fmt: skip
def test_what_says_how_long_or_when_does_not_say_how_often(words):
    assert said([words]) == []


def test_named_days_are_those_days():
    assert said(["Mondays and Thursdays"]) == [Often(2, 0b1001)]
    assert said(["Monday to Friday"]) == said(["on weekdays"]) == [Often(5, WORKDAYS)]
    assert said(["at weekends"]) == [Often(2, WEEKEND)]
    assert said(["Semaglutide once a week, on a Sunday evening"]) == [Often(1, 64)]


@pytest.mark.parametrize(("above", "words", "rhythm"), [
    ("Methotrexate 10 mg once a week", "Take the methotrexate", DAILY), ("Methotrexate 10 mg weekly", "Take it", DAILY), ("Methotrexate 10 mg weekly", "Take the methotrexate", Rhythm(times_a_week=2)),
    ("Semaglutide 0.25 mg on Sundays", "Inject the semaglutide", MONDAYS), ("B12 injection every three months", "The B12 injection", MONDAYS), ("Vitamin D 20000 IU every two weeks", "Vitamin D", MONDAYS),
    ("Prednisolone 5 mg every other day", "Take the prednisolone", DAILY), ("Ibuprofen 400 mg as needed", "Take the ibuprofen", DAILY), ("Semaglutide 0.25 mg once a week", "Semaglutide once a week", DAILY),
    ("Metformin 500 mg once a day", "Take the metformin", MONDAYS), ("Metformin 500 mg daily", "Metformin", Rhythm(times_a_week=3)),
])  # fmt: skip
def test_a_step_that_falls_due_at_another_rhythm_is_not_what_was_agreed(above, words, rhythm):
    why = why_not_suggest_step([words], above=[above], rhythm=rhythm, rhythm_words="so often")
    assert why.startswith("“so often” does not stand in the recommendation above.")


@pytest.mark.parametrize(("above", "words", "rhythm"), [
    ("Methotrexate 10 mg once a week", "Take the methotrexate", MONDAYS), ("Methotrexate 10 mg weekly", "Take it", Rhythm(times_a_week=1)), ("Semaglutide 0.25 mg on Sundays", "Inject the semaglutide", SUNDAYS),
    ("Prednisolone 5 mg every other day", "Take the prednisolone", Rhythm(days=0b1010101)), ("Prednisolone 5 mg every other day", "Take the prednisolone", Rhythm(times_a_week=3)), ("Metformin 500 mg twice a day", "Take the metformin", DAILY),
    ("Metformin 500 mg", "Take the metformin", MONDAYS), ("Metformin daily for a week, then twice a week", "Take the metformin", TWO_DAYS), ("Metformin daily for a week, then twice a week", "Take the metformin", DAILY),
    ("Methotrexate 10 mg once a week", "Write the methotrexate down", DAILY), ("Metformin 500 mg once a day", "Fill your pill box", SUNDAYS), ("Ibuprofen 400 mg as needed", "Take the ibuprofen, as needed", DAILY),
    ("B12 injection every three months", "The B12 injection", Rhythm(by_day=make.APRIL.date())), ("Methotrexate 10 mg once a week", "Walk ten minutes", DAILY), ("Acupuncture once a week", "Acupuncture on Tuesday", Rhythm(days=2)),
])  # fmt: skip
def test_the_same_rhythm_said_otherwise_passes(above, words, rhythm):
    assert why_not_suggest_step([words], above=[above], rhythm=rhythm) is None


def test_a_patient_may_always_do_less_of_what_was_agreed():
    assert (
        why_not_suggest_step(["Take the metformin"], above=["Metformin daily"], rhythm=MONDAYS, to_patient=True) is None
    )
    why = why_not_suggest_step(
        ["Take it"], above=["Methotrexate weekly"], rhythm=DAILY, rhythm_words="every day", to_patient=True
    )
    assert why.startswith("“every day” in this step has not been explained to you and agreed.")


pytestmark = pytest.mark.django_db
WEEKLY = "Magnesium 300 mg once a week"


@pytest.fixture
def weekly(team):
    goal = make_goals.written_goal(team.patient, team.thandi)
    one = make.proposed_treatment(team.patient, goal, team.doctor, what=WEEKLY)
    make.through_every_gate(one, team.doctor, team.thandi)
    return one


def test_nobody_sets_what_is_taken_once_a_week_to_every_day(team, weekly):
    with pytest.raises(Refused, match="“every day” does not stand in the recommendation above"):
        make.step(
            team.patient,
            team.doctor,
            recommendation=weekly,
            words="The magnesium tablet",
            cue="",
            smallest="",
            days=127,
        )
    step = make.step(
        team.patient, team.doctor, recommendation=weekly, words="The magnesium tablet", cue="", smallest="", days=1
    )
    given = {"words": step.words, "days": 127, "start_day": step.start_day, "by": team.doctor, "now": make.APRIL}
    with acting_as(team.doctor), pytest.raises(Refused, match="“every day”"):
        actions.edit_step(step=step, **given)


def test_it_is_asked_again_at_the_patients_tap(team, weekly):
    step = make.step(
        team.patient, team.doctor, recommendation=weekly, words="The magnesium tablet", cue="", smallest="", days=1
    )
    with acting_as(team.doctor):
        Step.objects.filter(pk=step.pk).update(days=127, taken_on_at=None)
        step.refresh_from_db()
    with acting_as(team.thandi), pytest.raises(Refused, match="“every day” in this step has not been explained"):
        actions.take_on_step(step=step, by=team.thandi, now=make.APRIL)


def test_too_much_makes_no_treatment_rarer(team, client_for):
    goal = make_goals.written_goal(team.patient, team.thandi)
    daily = make.proposed_treatment(team.patient, goal, team.doctor, what="Magnesium 300 mg once a day")
    step = make.step(
        team.patient, team.doctor, recommendation=daily, words="The magnesium tablet", cue="", smallest="Put it ready"
    )
    make.through_every_gate(daily, team.doctor, team.thandi)
    with acting_as(team.thandi):
        actions.make_smaller(step=step, by=team.thandi, now=make.APRIL)
        with pytest.raises(Refused, match="How often this is done was agreed with the treatment"):
            actions.make_smaller(step=step, by=team.thandi, now=make.APRIL)
        step.refresh_from_db()
    assert (step.days, step.is_small) == (127, True)
    page = client_for(team.thandi).get(f"/patients/{team.patient.pk}/plan/steps/{step.pk}/").content.decode()
    assert "/smaller/" not in page


@pytest.mark.parametrize("words", ["Double it", "Take two", "Stop taking it", "Three a day", "Skip it on Sundays"])
def test_a_coach_changes_no_treatment_by_not_naming_it(team, weekly, words):
    for field in ("words", "cue", "smallest"):
        with pytest.raises(Refused, match="does not stand in the recommendation above"):
            make.step(team.patient, team.coach, recommendation=weekly, days=1, **{"words": "As agreed", "cue": "", "smallest": "", field: words})  # fmt: skip
    step = make.step(team.patient, team.coach, recommendation=weekly, words="A glass of water ready in the evening", cue="", smallest="", days=127)  # fmt: skip
    with acting_as(team.coach), pytest.raises(Refused, match="does not stand in the recommendation above"):
        actions.edit_step(step=step, words=words, days=127, start_day=step.start_day, by=team.coach, now=make.APRIL)
