"""Whether something helped: each says it for themself, beside the days, and sees what the others say."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from concord.access.guard import NotAllowed, Refused
from concord.database.acting import acting_as
from concord.findings import actions, cards, reads
from concord.findings.models import WhetherItHelped
from concord.people.roles import Topic
from concord.team import actions as team_actions
from tests.make import findings as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def of_a_step(team):
    make.lived_in(team.patient, team.thandi)
    with acting_as(team.thandi):
        return next(one for one in reads.of_marks(team.patient) if one.cause_mark.kind == "STEP")


def say(finding, by, says="HELPED", words=""):
    with acting_as(by):
        return actions.say_whether_it_helped(finding=finding, says=says, words=words, by=by, now=make.NOW)


def test_each_says_it_for_themself_and_both_stand_on_the_page(team, of_a_step, client_for):
    client, url = client_for(team.thandi), reverse("findings:say_helped", args=[team.patient.pk, of_a_step.pk])
    client.post(url, {"says": "HELPED", "words": "Mornings are mine again."})
    say(of_a_step, team.doctor, "CANT_TELL")
    page = client.get(reverse("findings:before_and_after", args=[team.patient.pk])).content.decode()
    assert "Mornings are mine again." in page
    assert "can’t tell" in page
    assert "✓ it helped" in page


@pytest.mark.parametrize(
    ("agreed", "said"),
    [
        (date(2099, 5, 20), "You agreed to look at it on 20 May 2099. Until then “can’t tell” is a good answer."),
        (date(2026, 4, 20), "You agreed to look at it on 20 April 2026."),
        (None, "No day to look was agreed. Its six weeks were over on 4 February 2026."),
    ],
)
def test_before_and_after_names_the_day_that_was_agreed_for_looking(team, of_a_step, client_for, agreed, said):
    make.mark(team.patient, team.thandi, "STEP", "up at 6:30", days_ago=130, look_day=agreed)
    page = client_for(team.doctor).get(reverse("findings:before_and_after", args=[team.patient.pk])).content.decode()
    assert said in page
    assert ("Until then" in page) == ("Until then" in said)
    # What was measured stays the mean of six weeks, whatever day was agreed.
    assert "over the six weeks from that day" in page


def test_the_day_agreed_for_a_step_counts_no_more_for_its_end(team):
    make.days(team.patient, team.thandi, length=240)
    make.mark(team.patient, team.thandi, "STEP", "up at 6:30", days_ago=150, until_ago=70, look_day=date(2026, 3, 1))
    make.look(team.patient, team.thandi)
    with acting_as(team.thandi):
        found = list(reads.of_marks(team.patient))
        shown = [cards.Card(one) for one in sorted(found, key=lambda one: one.mark_ended) if one.estimate is not None]
        cards.hear(team.patient, shown, team.thandi.pk, today=make.TODAY)
    heard = {card.first.mark_ended: card.heard for card in shown if card.heard}
    assert (heard[False].agreed, heard[False].look) == (True, date(2026, 3, 1))
    assert (heard[True].agreed, heard[True].look) == (False, make.TODAY - timedelta(days=70 - 42 - 1))


def test_the_newest_word_counts_the_earlier_stays_and_the_same_twice_is_once(team, of_a_step):
    for says in ("HELPED", "HELPED", "DID_NOT"):
        say(of_a_step, team.thandi, says)
    with acting_as(team.thandi):
        about = (of_a_step.cause_mark_id, of_a_step.mark_ended)
        [said] = reads.said_of_marks(team.patient, [of_a_step.cause_mark_id])[about]
        assert said.says == "DID_NOT"
        assert WhetherItHelped.objects.count() == 2


@pytest.mark.parametrize(("says", "words"), [("MAYBE", ""), ("HELPED", "x" * 301), ("HELPED", "a\x00b")])
def test_what_makes_no_sense_is_refused(team, of_a_step, says, words):
    with pytest.raises(Refused):
        say(of_a_step, team.thandi, says, words)


def test_words_that_are_too_long_are_still_there(team, of_a_step, client_for):
    url = reverse("findings:say_helped", args=[team.patient.pk, of_a_step.pk])
    answer = client_for(team.thandi).post(url, {"says": "HELPED", "words": "x" * 301})
    assert answer.status_code == 422
    assert "x" * 301 in answer.content.decode()


def test_a_connection_between_measures_is_not_said_to_have_helped(team):
    made = make.lived_in(team.patient, team.thandi)
    with pytest.raises(Refused, match="dated step"):
        say(make.of_nights(made), team.thandi)


def test_whoever_is_not_shown_the_plan_does_not_read_what_was_said_of_a_step(team, of_a_step):
    say(of_a_step, team.thandi)
    with acting_as(team.thandi):
        tie = team.patient.ties.still_open().get(person=team.coach)
        team_actions.share_topics(tie=tie, topics=[Topic.DAYS], by=team.thandi, now=make.NOW)
    with acting_as(team.coach):
        assert WhetherItHelped.objects.count() == 0


def test_a_supporter_says_nothing_here(team, of_a_step):
    with pytest.raises(NotAllowed):
        say(of_a_step, team.supporter)


def test_what_a_practice_does_not_show_yet_is_not_there(team, of_a_step, client_for):
    with acting_as(team.doctor):
        actions.choose_when_shown(practice=team.patient.practice, shown="AFTER_A_LOOK", by=team.doctor, now=make.NOW)
    url = reverse("findings:say_helped", args=[team.patient.pk, of_a_step.pk])
    assert client_for(team.thandi).post(url, {"says": "HELPED"}).status_code == 404


def test_one_card_of_what_each_says_stands_under_all_that_was_asked_of_a_thing(team, of_a_step):
    with acting_as(team.thandi):
        same = [
            one
            for one in reads.of_marks(team.patient)
            if one.cause_mark_id == of_a_step.cause_mark_id and one.estimate is not None
        ]
        shown = [cards.Card(one) for one in (*same, *same)]
        cards.hear(team.patient, shown, team.thandi.pk, today=make.TODAY)
    assert [card.heard is not None for card in shown] == [False] * (len(shown) - 1) + [True]


@pytest.mark.parametrize(
    ("days_ago", "said"),
    [
        (9000, "before the first day that was written down"),
        (-20000, "It is still to come"),
    ],
)
def test_what_lies_outside_the_days_says_why_it_cannot_be_compared(team, of_a_step, client_for, days_ago, said):
    make.mark(team.patient, team.thandi, "EVENT", "Moved to the coast", days_ago=days_ago)
    for person in (team.thandi, team.doctor):
        page = client_for(person).get(reverse("findings:before_and_after", args=[team.patient.pk])).content.decode()
        assert "Moved to the coast" in page
        assert said in page
