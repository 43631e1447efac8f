"""Now, next, later, waiting for something, or only if another thing does not help; three things at a time, and what they cost."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from concord.access.guard import NotAllowed, Refused
from concord.database.acting import acting_as
from concord.measures.models import Mark
from concord.people.models import Practice
from concord.plan import actions, costly, reads
from concord.plan.models import Cost, Placing
from concord.plan.reads.order import things_now
from concord.plan.rules import costs as cost_rules
from concord.plan.rules import order as rules
from concord.plan.rules.costs import Costs
from tests.make import goals as make_goals
from tests.make import plan as make

pytestmark = pytest.mark.django_db
LATER = make.APRIL + timedelta(days=3)


@pytest.fixture
def goal(team):
    return make_goals.written_goal(team.patient, team.thandi)


def agreed(team, goal, what, **more):
    return make.agreed_recommendation(team.patient, goal, team.coach, team.thandi, what=what, **more)


def place(team, thing, where, *, by=None, now=LATER, **more):
    by = by or team.thandi
    with acting_as(by):
        thing = type(thing).objects.get(pk=thing.pk)
        return actions.place_thing(thing=thing, place=where, by=by, now=now, **more)


def now_done(team):
    with acting_as(team.doctor):
        return [one.words for one in things_now(team.patient)]


def test_what_was_never_placed_is_done_now(team, goal):
    for what in ("Walk", "Sleep"):
        agreed(team, goal, what)
    make.step(team.patient, team.thandi, words="Sing")
    make.proposed_recommendation(team.patient, goal, team.coach, what="Not agreed")
    make.step(team.patient, team.doctor, owner=team.doctor, words="Call", by_day=date(2026, 4, 9))
    assert now_done(team) == ["Walk", "Sleep", "Sing"]


def test_a_fourth_yes_comes_next_and_says_so_in_the_history(team, goal):
    for what in ("Walk", "Sleep", "Eat"):
        agreed(team, goal, what)
    fourth = agreed(team, goal, "Breathe")
    own = make.step(team.patient, team.thandi, words="Sing")
    assert now_done(team) == ["Walk", "Sleep", "Eat"]
    with acting_as(team.thandi):
        assert [(one.place, one.by) for one in Placing.objects.order_by("pk")] == [("NEXT", team.thandi)] * 2
        assert {fourth.pk} == set(Placing.objects.filter(step=None).values_list("recommendation", flat=True))
        assert [one.step for one in reads.steps_due(team.patient, LATER.date())] == []
    assert own.pk


def test_a_fourth_thing_now_is_refused_with_what_can_wait_and_changes_places(team, goal):
    things = [agreed(team, goal, what) for what in ("Walk", "Sleep", "Eat", "Breathe")]
    with pytest.raises(Refused, match="Three things are enough.*“Walk”; “Sleep”; “Eat”"):
        place(team, things[3], "NOW")
    place(team, things[3], "NOW", instead=things[0])
    assert now_done(team) == ["Sleep", "Eat", "Breathe"]
    assert rules.why_not_now(["a", "b"], agreed=True) is None


def test_what_is_not_agreed_is_not_done_now_but_may_wait(team, goal):
    one = make.proposed_recommendation(team.patient, goal, team.coach)
    with pytest.raises(Refused, match="not agreed yet"):
        place(team, one, "NOW")
    assert place(team, one, "LATER").place == "LATER"


def test_a_step_that_comes_later_is_not_due_and_leaves_the_charts(team, goal):
    one = agreed(team, goal, "Walk")
    step = make.step(team.patient, team.thandi, recommendation=one, words="Ten minutes")
    day = LATER.date()

    def due():
        with acting_as(team.thandi):
            mark = Mark.objects.get(patient=team.patient, words=step.words)
            return [view.words for view in reads.steps_due(team.patient, day)], mark.until_day

    assert due() == (["Ten minutes"], None)
    place(team, one, "LATER")
    assert due() == ([], day)
    place(team, one, "NOW")
    assert due() == (["Ten minutes"], None)


@pytest.mark.parametrize(
    ("where", "more", "sentence"),
    [
        ("SOMEWHERE", {}, "Please choose now, next"),
        ("WAITING", {}, "what it waits for"),
        ("WAITING", {"waits_for": "DAY"}, "choose the day"),
        ("WAITING", {"waits_for": "DAY", "until_day": date(2020, 1, 1)}, "still to come"),
        ("WAITING", {"waits_for": "RESULT", "until_day": date(2099, 1, 1)}, "next two years"),
        ("IF_NOT", {}, "tried first"),
        ("LATER", {"words": "x" * 201}, "shorter"),
        ("LATER", {"words": "\x00"}, "cannot be stored"),
    ],
)
def test_a_place_that_says_too_little_is_refused_with_a_sentence(team, goal, where, more, sentence):
    with pytest.raises(Refused, match=sentence):
        place(team, agreed(team, goal, "Walk"), where, **more)


def test_a_thing_does_not_wait_for_itself_nor_for_anothers(team, goal):
    one = agreed(team, goal, "Walk")
    with pytest.raises(Refused, match="cannot wait for itself"):
        place(team, one, "IF_NOT", after=one)


def test_it_waits_for_a_result_or_for_what_is_tried_first(team, goal, client_for):
    first, then, result = (agreed(team, goal, what) for what in ("Walk", "Swim", "Iron"))
    place(team, then, "IF_NOT", after=first, words="The pool is warm")
    place(team, result, "WAITING", waits_for="RESULT", until_day=date(2026, 5, 1), words="ferritin")
    page = client_for(team.thandi).get(reverse("plan:plan", args=[team.patient.pk])).content.decode()
    assert "if “Walk” has not helped by 23 April" in page
    assert "waits for a result, until 1 May" in page
    assert page.count("That day has come.") == page.count("The time has come to look.") == 1
    with acting_as(team.thandi):
        kept = Placing.objects.get(recommendation=then)
        assert (kept.after_id, kept.waits_for, kept.until_day) == (first.pk, "", None)


def test_saying_the_same_place_twice_has_one_effect(team, goal):
    one = agreed(team, goal, "Walk")
    assert place(team, one, "LATER").pk == place(team, one, "LATER").pk


def test_who_may_change_the_order(team, goal):
    walk = agreed(team, goal, "Walk")
    pill = make.agreed_recommendation(team.patient, goal, team.doctor, team.thandi, kind="MEDICINE", what="Pill")
    for thing, by in ((walk, team.coach), (pill, team.doctor), (pill, team.thandi)):
        assert place(team, thing, "LATER", by=by)
    with pytest.raises(NotAllowed):
        place(team, pill, "NEXT", by=team.coach)
    for who in (team.supporter, team.stranger, team.former):
        with acting_as(who), pytest.raises(NotAllowed):
            actions.place_thing(thing=walk, place="LATER", by=who, now=LATER)


def test_what_is_over_and_what_others_promised_has_no_place(team, goal):
    one = make.proposed_recommendation(team.patient, goal, team.coach)
    make.answered(one, team.thandi, "NO")
    with pytest.raises(Refused, match="This is over"):
        place(team, one, "LATER")
    theirs = make.step(team.patient, team.doctor, owner=team.doctor, words="Call", by_day=date(2026, 4, 9))
    with pytest.raises(Refused, match="has its own day"):
        place(team, theirs, "LATER")


def test_the_database_keeps_the_order_in_order(team, goal):
    one = agreed(team, goal, "Walk")
    facts = {"patient": team.patient, "by": team.thandi, "as_role": "PATIENT", "at": LATER}
    wrong = [
        ({"place": "LATER"}, "one_thing"), ({"place": "WAITING", "recommendation": one}, "for_what"),
        ({"place": "WAITING", "waits_for": "DAY", "recommendation": one}, "has_one"), ({"place": "IF_NOT", "recommendation": one}, "if_what"),
        ({"place": "X", "recommendation": one}, "known"),
    ]  # fmt: skip
    for fields, name in wrong:
        with acting_as(team.thandi), pytest.raises(IntegrityError, match=name), transaction.atomic():
            Placing.objects.create(**fields, **facts)
    place(team, one, "LATER")
    with acting_as(team.thandi), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Placing.objects.update(place="NOW")


def test_by_buttons_from_the_plan_and_with_what_can_wait(team, goal, client_for):
    things = [agreed(team, goal, what) for what in ("Walk", "Sleep", "Eat", "Breathe")]
    thandi, plan = client_for(team.thandi), reverse("plan:plan", args=[team.patient.pk])
    act = reverse("plan:place", args=[team.patient.pk, things[3].pk])
    assert thandi.post(act, {"place": "LATER"}).status_code == 302
    full = thandi.post(act, {"place": "NOW"})
    assert full.status_code == 422
    assert "“Sleep” comes next" in full.content.decode()
    key = f"recommendation {things[1].pk}"
    assert thandi.post(act, {"place": "NOW", "instead": key}).status_code == 302
    said = thandi.get(plan).content.decode()
    assert said.index("Breathe") < said.index('id="next"') < said.rindex("Sleep")
    history = thandi.get(act).content.decode()
    assert "Where it stood before" in history
    other = {"place": "NOW", "instead": "recommendation 987654321"}
    assert thandi.post(act, other).status_code == 422


def test_costs_are_added_up_and_what_nobody_said_is_counted():
    each = [Costs(30, None, Decimal(1)), Costs(90, Decimal("4.50"), None), Costs()]
    assert cost_rules.total(each) == Costs(120, Decimal("4.50"), Decimal(1), unknown=1)
    assert cost_rules.total([Costs()]) == Costs(unknown=1)
    assert not cost_rules.grows(Costs(30), Costs(30, None, Decimal(0)))
    assert cost_rules.grows(Costs(30), Costs(30, Decimal(1)))
    assert Costs(0, Decimal(0)).nothing
    assert not Costs(1).nothing


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(None, ""), (0, "no extra time"), (1, "1 minute a week"), (59, "59 minutes a week"), (60, "about 1 hour a week"),
     (90, "about 1½ hours a week"), (115, "about 2 hours a week"), (600, "about 10 hours a week")],
)  # fmt: skip
def test_time_is_said_as_people_say_it(minutes, said):
    assert costly.time(minutes) == said


def cost(team, thing, *, by=None, now=LATER, **facts):
    by = by or team.coach
    with acting_as(by):
        return actions.say_cost(thing=thing, by=by, now=now, **facts)


def test_a_proposal_says_when_it_makes_the_plan_grow(team, goal, client_for):
    for what in ("Walk", "Sleep"):
        cost(team, agreed(team, goal, what), minutes_a_week=45, tablets_a_day=Decimal(0))
    resting = agreed(team, goal, "Eat")
    cost(team, resting, minutes_a_week=600)
    place(team, resting, "LATER")
    new = make.proposed_recommendation(team.patient, goal, team.coach, what="Swim")
    page = reverse("plan:recommendation", args=[team.patient.pk, new.pk])
    thandi, coach = client_for(team.thandi), client_for(team.coach)
    assert "With this the plan" not in thandi.get(page).content.decode()
    act = reverse("plan:cost", args=[team.patient.pk, new.pk])
    assert coach.post(act, {"minutes_a_week": "30", "tablets_a_day": ""}).status_code == 302
    said = (
        "With this the plan takes about 2 hours a week, 0 tablets a day; it was about 1½ hours a week, 0 tablets a day."
    )
    assert said in thandi.get(page).content.decode()
    make.answered(new, team.thandi)
    assert "With this the plan" not in thandi.get(page).content.decode()
    plan = thandi.get(reverse("plan:plan", args=[team.patient.pk])).content.decode()
    assert "about 2 hours a week, 0 tablets a day" in plan


def test_money_is_said_in_the_practices_currency_or_not_at_all(team, goal, client_for):
    one = agreed(team, goal, "Walk")
    cost(team, one, money_a_month=Decimal("4.50"))
    page = reverse("plan:recommendation", args=[team.patient.pk, one.pk])
    assert "a month" not in client_for(team.thandi).get(page).content.decode()
    with acting_as(team.doctor):
        Practice.objects.filter(pk=team.practice.pk).update(currency="£")
    assert "£ 4.50 a month" in client_for(team.thandi).get(page).content.decode()


def test_costs_that_cannot_be_are_refused_and_kept_typed(team, goal, client_for):
    one = agreed(team, goal, "Walk")
    for facts, sentence in (({"minutes_a_week": 10081}, "10080"), ({"money_a_month": Decimal(-1)}, "in a month"),
                            ({"tablets_a_day": Decimal(101)}, "tablets")):  # fmt: skip
        with pytest.raises(Refused, match=sentence):
            cost(team, one, **facts)
    act = reverse("plan:cost", args=[team.patient.pk, one.pk])
    typed = client_for(team.coach).post(act, {"minutes_a_week": "77777"})
    assert typed.status_code == 422
    assert "77777" in typed.content.decode()
    with pytest.raises(NotAllowed):
        cost(team, one, by=team.supporter, minutes_a_week=1)


def test_a_cost_said_twice_is_kept_once_and_a_new_one_beside_the_old(team, goal):
    one = agreed(team, goal, "Walk")
    assert cost(team, one, minutes_a_week=30).pk == cost(team, one, minutes_a_week=30).pk
    cost(team, one, by=team.thandi, minutes_a_week=50)
    with acting_as(team.thandi):
        assert list(Cost.objects.values_list("minutes_a_week", "as_role")) == [(30, "COACH"), (50, "PATIENT")]


def test_fifty_things_cost_no_query_more(team, goal, client_for):
    page, client = reverse("plan:plan", args=[team.patient.pk]), client_for(team.thandi)
    counts = []
    for number in (1, 6):
        for again in range(number):
            one = agreed(team, goal, f"Thing {number} {again}")
            place(team, one, "LATER")
            make.step(team.patient, team.thandi, recommendation=one)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page).status_code == 200
        counts.append(len([one for one in queries if "SAVEPOINT" not in one["sql"]]))
    assert counts[0] == counts[1] <= 12
