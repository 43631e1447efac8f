"""“We are stuck”: either side calls a look at the whole plan, and both say what comes of it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from concord.access.guard import NotAllowed, Refused
from concord.database.acting import acting_as
from concord.plan import actions, reads
from concord.plan.models import Outcome, Stuck, StuckSaid
from concord.plan.rules import stuck as rules
from tests.make import goals as make_goals
from tests.make import plan as make
from tests.make import story as make_story

pytestmark = pytest.mark.django_db
LATER = make.APRIL + timedelta(days=2)


def call(team, by=None, words="Nothing moves."):
    by = by or team.thandi
    with acting_as(by):
        return actions.call_stuck(patient=team.patient, words=words, by=by, now=make.APRIL)


def say(team, stuck, by, outcome="GO_ON", words="We go on.", now=LATER):
    with acting_as(by):
        return actions.conclude_stuck(stuck=stuck, outcome=outcome, words=words, by=by, now=now)


def is_open(team, stuck):
    with acting_as(team.thandi):
        return Stuck.objects.get(pk=stuck.pk).closed_at is None


@pytest.mark.parametrize("who", ["thandi", "doctor", "coach", "therapist"])
def test_either_side_calls_it_once(team, who):
    by = getattr(team, who)
    assert call(team, by).pk == call(team, by).pk
    with pytest.raises(Refused, match="looking at the whole plan already"):
        call(team, by, words="Other words")


@pytest.mark.parametrize("who", ["supporter", "stranger", "former"])
def test_who_stands_outside_neither_calls_nor_says(team, who):
    by = getattr(team, who)
    with pytest.raises(NotAllowed):
        call(team, by)
    stuck = call(team)
    with pytest.raises(NotAllowed):
        say(team, stuck, by)


def test_it_is_over_when_both_sides_have_said_what_comes_of_it(team):
    stuck = call(team)
    say(team, stuck, team.doctor, "CHANGE_PLAN", "Fewer things.")
    say(team, stuck, team.coach, "REST", "Two quiet weeks.")
    assert is_open(team, stuck)
    first = say(team, stuck, team.thandi, "REST", "Two weeks without anything.")
    assert not is_open(team, stuck)
    assert say(team, stuck, team.thandi, "REST", "Two weeks without anything.").pk == first.pk
    with pytest.raises(Refused, match="This look is over"):
        say(team, stuck, team.doctor, "GO_ON", "Other.")
    assert call(team, team.doctor, "Again").pk != stuck.pk
    with acting_as(team.thandi):
        spoken = {one["role"]: one["outcome"] for one in reads.looks_at_the_whole(team.patient)[1].spoken}
    assert spoken == {"DOCTOR": "CHANGE_PLAN", "COACH": "REST", "PATIENT": "REST"}
    assert [rules.is_settled(roles) for roles in ([], ["PATIENT"], ["DOCTOR", "COACH"], ["COACH", "PATIENT"])] == [
        False,
        False,
        False,
        True,
    ]


def test_while_it_is_open_a_word_can_be_said_anew_and_the_earlier_stays(team):
    stuck = call(team)
    for words in ("First.", "Second."):
        say(team, stuck, team.doctor, "GO_ON", words)
    with acting_as(team.doctor):
        assert StuckSaid.objects.count() == 2
        assert [one["words"] for one in reads.looks_at_the_whole(team.patient)[0].spoken] == ["Second."]
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            StuckSaid.objects.update(words="other")


@pytest.mark.parametrize(
    ("outcome", "words", "sentence"),
    [("FLY", "x", "choose what comes"), ("REST", " ", "own words"), ("REST", "x" * 2001, "longer than"), ("REST", "\x00", "cannot be stored")],
)  # fmt: skip
def test_what_comes_of_it_is_chosen_and_said(team, outcome, words, sentence):
    with pytest.raises(Refused, match=sentence):
        say(team, call(team), team.thandi, outcome, words)
    assert set(rules.OUTCOMES) == set(Outcome.values)


def test_whoever_called_it_takes_it_back_while_nobody_has_said_anything(team):
    stuck = call(team)
    with acting_as(team.doctor), pytest.raises(Refused, match="Somebody else called this"):
        actions.take_back_stuck(stuck=stuck, by=team.doctor, now=LATER)
    say(team, stuck, team.doctor)
    with acting_as(team.thandi), pytest.raises(Refused, match="said already"):
        actions.take_back_stuck(stuck=stuck, by=team.thandi, now=LATER)
    say(team, stuck, team.thandi)
    again = call(team, words="Once more")
    with acting_as(team.thandi):
        for _twice in range(2):
            assert actions.take_back_stuck(stuck=again, by=team.thandi, now=LATER).taken_back


def test_the_database_holds_one_look_at_a_time(team):
    call(team)
    facts = {"patient": team.patient, "called_by": team.thandi, "called_as": "PATIENT", "called_at": LATER}
    with acting_as(team.thandi), pytest.raises(IntegrityError, match="at_a_time"), transaction.atomic():
        Stuck.objects.create(**facts)


def test_the_page_shows_all_of_it_and_keeps_what_was_typed(team, client_for):
    goal = make_goals.written_goal(team.patient, team.thandi)
    make_story.cause(team.patient, team.thandi)
    one = make.agreed_recommendation(team.patient, goal, team.coach, team.thandi)
    with acting_as(team.thandi):
        actions.end_recommendation(recommendation=one, words="It did <i>not</i> help.", by=team.thandi, now=LATER)
    make.question(team.patient, team.thandi, one, words="Why at all?")
    thandi, coach = client_for(team.thandi), client_for(team.coach)
    page = reverse("plan:stuck", args=[team.patient.pk])
    said = thandi.get(page).content.decode()
    for words in (
        make_goals.LWAZI["words"],
        "short nights",
        make.RISE["what"],
        "It did &lt;i&gt;not&lt;/i&gt; help.",
        "Why at all?",
    ):
        assert words in said
    assert thandi.post(reverse("plan:call_stuck", args=[team.patient.pk]), {"words": "Help."}).status_code == 302
    with acting_as(team.thandi):
        stuck = Stuck.objects.get()
    act = reverse("plan:conclude_stuck", args=[team.patient.pk, stuck.pk])
    typed = coach.post(act, {"words": "Typed already"})
    assert typed.status_code == 422
    assert "Typed already" in typed.content.decode()
    assert coach.post(act, {"outcome": "REST", "words": "Rest."}).status_code == 302
    with CaptureQueriesContext(connection) as queries:
        assert "We rest for a while" in thandi.get(page).content.decode()
    assert len([one for one in queries if "SAVEPOINT" not in one["sql"]]) <= 12


def test_while_it_is_open_the_plan_says_so_to_both_sides(team, client_for):
    goal = make_goals.written_goal(team.patient, team.thandi)
    make.agreed_recommendation(team.patient, goal, team.coach, team.thandi)
    plan = reverse("plan:plan", args=[team.patient.pk])

    def read(who) -> str:
        return client_for(who).get(plan).content.decode()

    assert "a look at the whole plan" not in read(team.thandi)
    stuck = call(team, team.doctor)
    assert "Dr Rossi called a look at the whole plan on" in read(team.thandi)
    assert "Look, and say what comes of it" in read(team.thandi)
    assert "You called a look at the whole plan on" in read(team.doctor)
    say(team, stuck, team.thandi, "REST", "Two quiet weeks.")
    assert "You have said what comes of it." in read(team.thandi)
    assert "Look, and say what comes of it" in read(team.coach)
    say(team, stuck, team.coach, "REST", "Two quiet weeks.")
    assert "a look at the whole plan" not in read(team.thandi)


def test_when_both_have_said_it_the_end_stands_first_and_says_whether_they_differ(team, client_for):
    page = reverse("plan:stuck", args=[team.patient.pk])
    for theirs, apart in (("CHANGE_PLAN", True), ("REST", False)):
        stuck = call(team)
        say(team, stuck, team.doctor, theirs, "Fewer things.")
        act = reverse("plan:conclude_stuck", args=[team.patient.pk, stuck.pk])
        answer = client_for(team.thandi).post(act, {"outcome": "REST", "words": "Two quiet weeks."}, follow=True)
        said = answer.content.decode()
        assert "The look is over, and stays here." in said
        assert said.index("What came of it on") < said.index("Two quiet weeks.") < said.index("What we both want")
        assert ("You do not say the same." in said) == apart
        assert said.index("We are stuck: let us look at all of it") < said.index("What we both want")
    assert "Earlier looks" in client_for(team.doctor).get(page).content.decode()
    call(team)
    assert "What came of it on" not in client_for(team.doctor).get(page).content.decode()
