"""Asked, promised, kept, moved or not yet: by professionals, and by supporters whom the patient asked."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from concord.access.guard import NotAllowed, Refused
from concord.database.acting import acting_as
from concord.measures.models import Mark
from concord.plan import actions, promised, reads
from concord.plan.models import Ask, HelpNeed, Step
from concord.plan.rules import promises as rules
from tests.make import goals as make_goals
from tests.make import plan as make

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 4, 10)
LATER = make.APRIL + timedelta(days=3)


@pytest.fixture
def walk(team):
    goal = make_goals.written_goal(team.patient, team.thandi)
    agreed = make.agreed_recommendation(team.patient, goal, team.coach, team.thandi)
    return make.step(team.patient, team.thandi, recommendation=agreed, words="Walk on Sundays")


def ask(team, asked=None, *, by=None, now=LATER, **more):
    by = by or team.thandi
    given = {"words": "Walk with me", "by_day": FRIDAY, **more}
    with acting_as(by):
        return actions.ask_for_help(patient=team.patient, asked=asked or team.supporter, by=by, now=now, **given)


def answer(team, one, yes=True, *, by=None, words="", now=LATER):
    by = by or team.supporter
    with acting_as(by):
        return actions.answer_ask(ask=one, yes=yes, words=words, by=by, now=now)


def seen_by(team, who, today=date(2026, 4, 5)):
    with acting_as(who):
        return {view.step.words: view.state for view in reads.promises_in(team.patient, today=today)}


def promise(team, by=None, **more):
    by = by or team.doctor
    return make.step(team.patient, by, owner=by, words="Call the physiotherapist", by_day=FRIDAY, **more)


def test_a_supporter_without_the_plan_says_yes_and_marks_only_their_own(team, walk):
    one = ask(team, helps=walk)
    with acting_as(team.supporter):
        assert [waiting.words for waiting in reads.asks_of(team.supporter)] == ["Walk with me"]
        assert not Step.objects.exists()
    said = answer(team, one, words="Gladly, after lunch.")
    assert (said.state, said.made.owner, said.made.owner_role, said.made.helps_id) == (
        "YES",
        team.supporter,
        "SUPPORTER",
        walk.pk,
    )
    with acting_as(team.supporter):
        assert [view.step.words for view in reads.promised_by(team.supporter, today=LATER.date())] == ["Walk with me"]
        marked = actions.mark_step(
            step=said.made, day=LATER.date(), state="DONE", note="Lovely.", by=team.supporter, now=LATER
        )
        assert marked.state == "DONE"
        for step in (walk, promise(team)):
            with pytest.raises(NotAllowed):
                actions.mark_step(step=step, day=LATER.date(), state="DONE", by=team.supporter, now=LATER)
        assert not Mark.objects.exists()
    assert seen_by(team, team.thandi) == {"Call the physiotherapist": "OPEN", "Walk with me": "KEPT"}


def test_no_is_an_answer_in_own_words_and_makes_nothing(team):
    said = answer(team, ask(team), yes=False, words="My knee says no.")
    assert (said.state, said.made, said.answer) == ("NO", None, "My knee says no.")
    with pytest.raises(Refused, match="answered this already"):
        answer(team, said, yes=True)


def test_asking_and_answering_twice_have_one_effect(team):
    one = ask(team)
    assert ask(team).pk == one.pk
    assert answer(team, one).made_id == answer(team, one).made_id
    with acting_as(team.thandi):
        assert (Ask.objects.count(), Step.objects.count()) == (1, 1)


def test_only_the_patient_asks_and_only_who_was_asked_answers(team):
    for who in (team.doctor, team.coach, team.supporter, team.stranger):
        with pytest.raises(NotAllowed):
            ask(team, team.therapist, by=who)
    one = ask(team)
    for who in (team.doctor, team.thandi):
        with pytest.raises(Refused, match="Somebody else was asked"):
            answer(team, one, by=who)
    with pytest.raises(NotAllowed):
        answer(team, one, by=team.stranger)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"words": "  "}, "what you ask for"), ({"words": "x" * 301}, "one or two lines"), ({"words": "\x00"}, "cannot be stored"),
        ({"by_day": None}, "Please choose one"), ({"times_a_week": 2}, "Please choose one"), ({"by_day": None, "times_a_week": 8}, "seven times"),
        ({"by_day": date(2020, 1, 1)}, "still to come"), ({"by_day": date(2099, 1, 1)}, "very far away"),
    ],
)  # fmt: skip
def test_an_ask_that_cannot_be_is_refused_with_a_sentence(team, more, sentence):
    with pytest.raises(Refused, match=sentence):
        ask(team, **more)


def test_who_left_and_oneself_cannot_be_asked(team):
    for asked, sentence in (
        (team.former, "in the team now"),
        (team.stranger, "in the team now"),
        (team.thandi, "cannot ask yourself"),
    ):
        with pytest.raises(Refused, match=sentence):
            ask(team, asked)


def test_an_ask_is_taken_back_while_it_waits(team):
    one = ask(team)
    with acting_as(team.thandi):
        for _again in range(2):
            assert actions.take_back_ask(ask=one, by=team.thandi, now=LATER).state == "TAKEN_BACK"
    with pytest.raises(Refused, match="no longer asked"):
        answer(team, one)
    yes = answer(team, ask(team, words="Cook"))
    with acting_as(team.thandi), pytest.raises(Refused, match="answered already"):
        actions.take_back_ask(ask=yes, by=team.thandi, now=LATER)


def test_kept_moved_not_yet_and_let_go_are_told_kindly(team):
    step = promise(team)
    assert seen_by(team, team.thandi) == {step.words: "OPEN"}
    assert seen_by(team, team.thandi, FRIDAY + timedelta(days=1)) == {step.words: "NOT_YET"}
    monday = FRIDAY + timedelta(days=3)
    with acting_as(team.doctor):
        actions.move_promise(step=step, by_day=monday, words="Nobody answered.", by=team.doctor, now=LATER)
        [view] = reads.promises_in(team.patient, today=LATER.date())
        assert (view.state, view.days_before, view.why) == ("MOVED", [FRIDAY], "Nobody answered.")
        assert promised.said(view) == "moved to 13 April; first it was 10 April"
        actions.mark_step(step=step, day=LATER.date(), state="DONE", by=team.doctor, now=LATER)
        assert [(one.state, one.is_open) for one in reads.promises_in(team.patient, today=monday)] == [("KEPT", False)]
        assert reads.promises_in(team.patient, today=monday + timedelta(days=40)) == []
        with pytest.raises(Refused, match="no other day"):
            actions.move_promise(step=step, by_day=monday, by=team.doctor, now=LATER)
    gone = promise(team, team.coach)
    with acting_as(team.coach):
        actions.end_step(step=gone, words="I am ill.", by=team.coach, now=LATER)
        assert [one.state for one in reads.promises_in(team.patient, today=FRIDAY) if one.step == gone] == ["LET_GO"]


@pytest.mark.parametrize(
    ("facts", "state"),
    [({}, "OPEN"), ({"moved": True}, "MOVED"), ({"done": True, "moved": True}, "KEPT"), ({"by_day": None}, "EACH_WEEK"),
     ({"ended": True}, "LET_GO"), ({"by_day": date(2026, 4, 1)}, "NOT_YET"), ({"ended": True, "done": True}, "KEPT")],
)  # fmt: skip
def test_where_a_promise_stands(facts, state):
    given = {"by_day": FRIDAY, "done": False, "ended": False, "moved": False, "today": LATER.date(), **facts}
    assert rules.where(**given) == state


def test_only_who_promised_moves_it_and_a_weekly_one_has_no_day(team):
    step = promise(team)
    for who in (team.coach, team.thandi):
        with acting_as(who), pytest.raises(Refused, match="Only the person who promised"):
            actions.move_promise(step=step, by_day=FRIDAY, by=who, now=LATER)
    weekly = make.step(team.patient, team.doctor, owner=team.doctor, words="Write", times_a_week=1)
    with acting_as(team.doctor), pytest.raises(Refused, match="each week"):
        actions.move_promise(step=weekly, by_day=FRIDAY, by=team.doctor, now=LATER)


def test_what_help_is_needed_is_asked_once(team, walk):
    def say(words, by=team.thandi):
        with acting_as(by):
            return actions.say_what_helps(step=walk, words=words, by=by, now=LATER)

    with pytest.raises(Refused, match="Only the person whose step"):
        say("x", team.doctor)
    assert say("Somebody beside me").pk == say("Somebody beside me").pk
    with pytest.raises(Refused, match="said that already"):
        say("Something else")
    with acting_as(team.doctor):
        assert HelpNeed.objects.get().words == "Somebody beside me"
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            HelpNeed.objects.update(words="other")


def test_the_database_makes_no_promise_out_of_a_no(team):
    one = ask(team)
    with acting_as(team.supporter), pytest.raises(IntegrityError, match="makes_a_promise"), transaction.atomic():
        Ask.objects.filter(pk=one.pk).update(state="YES")
    with acting_as(team.thandi), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Ask.objects.update(words="other")


def test_the_whole_way_on_the_pages(team, walk, client_for):
    at = [team.patient.pk]
    thandi, sipho, doctor = (client_for(one) for one in (team.thandi, team.supporter, team.doctor))
    needs = thandi.post(reverse("plan:say_what_helps", args=[*at, walk.pk]), {"words": "Somebody <b>beside</b> me"})
    form = thandi.get(needs.url).content.decode()
    assert "Somebody &lt;b&gt;beside&lt;/b&gt; me" in form
    wrong = thandi.post(needs.url, {"asked": team.supporter.pk, "words": "Walk", "rhythm": "ONCE", "by_day": ""})
    assert wrong.status_code == 422
    good = {"asked": team.supporter.pk, "words": "Walk with me", "rhythm": "WEEK", "times_a_week": "1"}
    assert thandi.post(needs.url, good).status_code == 302
    hers, page = thandi.get(reverse("plan:promises", args=at)).content.decode(), reverse("plan:promises", args=at)
    assert "you asked Sipho Mokoena" in hers
    his = sipho.get(page).content.decode()
    assert "Thandi asks you" in his
    assert "Walk on Sundays" not in his
    with acting_as(team.supporter):
        one = Ask.objects.get()
    act = reverse("plan:answer_ask", args=[*at, one.pk])
    assert doctor.post(act, {"yes": "yes"}).status_code == 422
    assert sipho.post(act, {"yes": "yes", "words": "Gladly."}).status_code == 302
    with acting_as(team.supporter):
        step = Ask.objects.get().made
    assert sipho.post(reverse("plan:mark_promise", args=[*at, step.pk]), {"state": "DONE"}).status_code == 302
    assert "done on 1 day this week" in thandi.get(page).content.decode()
    assert sipho.post(reverse("plan:let_go", args=[*at, step.pk]), {"words": "I am away."}).status_code == 302
    assert "I am away." in thandi.get(page).content.decode()
    assert sipho.get(reverse("plan:plan", args=at)).status_code == 403
    assert sipho.post(reverse("plan:mark_promise", args=[*at, walk.pk]), {"state": "DONE"}).status_code == 404
    typed = {"words": "Call", "by_day": "2019-01-01"}
    assert doctor.post(reverse("plan:promise", args=at), typed).status_code == 422
    assert (
        doctor.post(
            reverse("plan:promise", args=at) + f"?step={walk.pk}", {**typed, "by_day": "2026-12-24"}
        ).status_code
        == 302
    )
    assert "Call" in doctor.get(reverse("plan:promised")).content.decode()


TOO_MUCH = "kept " * 500


def test_words_that_are_refused_stand_in_their_form_again(team, walk, client_for):
    """Where they were typed and nowhere else; once the form is gone, beside the sentence that refuses them."""
    one, sipho, doctor = ask(team, helps=walk), client_for(team.supporter), client_for(team.doctor)
    at, mine = [team.patient.pk], promise(team)

    def refused(client, verb, number, **more) -> str:
        answered = client.post(reverse(f"plan:{verb}", args=[*at, number]), {"words": TOO_MUCH, **more})
        page = answered.content.decode()
        assert answered.status_code == 422
        assert "Please shorten it" in page
        return page

    page = refused(sipho, "answer_ask", one.pk, yes="no")
    assert f'name="words" value="{TOO_MUCH}"' in page
    assert "You had typed" not in page
    page = refused(doctor, "let_go", mine.pk)
    assert page.count(f'value="{TOO_MUCH}"') == 1
    assert f'id="go_{mine.pk}" name="words" value="{TOO_MUCH}"' in page
    page = refused(doctor, "move_promise", mine.pk, by_day="")
    assert page.count(f'value="{TOO_MUCH}"') == 1
    assert f'id="why_{mine.pk}" name="words" value="{TOO_MUCH}"' in page
    with acting_as(team.doctor):
        actions.end_step(step=mine, by=team.doctor, now=LATER)
    assert f"“{TOO_MUCH}”" in refused(doctor, "let_go", mine.pk)


def test_promises_of_many_people_cost_the_same_queries(team, acting, client_for):
    counts = []
    for _round in range(2):
        for number in range(3):
            promise(team)
            answer(team, ask(team, words=f"Thing {number} {_round}"))
            ask(team, words=f"Waiting {number} {_round}")
        counts.append([])
        for who, page in (
            (team.thandi, reverse("plan:promises", args=[team.patient.pk])),
            (team.doctor, reverse("plan:promised")),
        ):
            client = client_for(who)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(page).status_code == 200
            counts[-1].append(len([one for one in queries if "SAVEPOINT" not in one["sql"]]))
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 12
