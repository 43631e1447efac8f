"""What a patient told about their worry and how sure they are, written down by a professional: marked, put right by the patient, never their yes."""

import pytest
from django.db import Error, transaction
from django.urls import reverse
from django.utils import timezone

from concord.access.guard import NotAllowed, Refused
from concord.agreement.models import Acknowledgement
from concord.database.acting import acting_as
from concord.plan import actions
from concord.plan.models import Recommendation, Weighed
from tests.make import goals as make_goals
from tests.make import plan as make

pytestmark = pytest.mark.django_db
SAID = {"worry": "My mother had <b>kidney</b> stones.", "sure": 8}


@pytest.fixture
def one(team):
    goal = make_goals.written_goal(team.patient, team.thandi)
    return make.proposed_treatment(team.patient, goal, team.doctor)


def told(one, by, **said):
    with acting_as(by):
        one.text.refresh_from_db()
        said = said or SAID
        return actions.write_down_weighed(recommendation=one, seen=one.text.current, by=by, now=make.APRIL, **said)


def state_of(team, one):
    with acting_as(team.doctor):
        return Recommendation.objects.get(pk=one.pk).state


def card(client_for, who, one):
    return client_for(who).get(reverse("plan:recommendation", args=[one.patient_id, one.pk])).content.decode()


def test_what_is_written_down_closes_no_gate_and_gives_no_yes(team, one):
    make.understood(one, team.doctor, team.thandi)
    make.answered(one, team.thandi)
    told(one, team.doctor)
    assert state_of(team, one) == "DISCUSSING", "her yes is kept, and still waits for what she weighs"
    make.weighed(one, team.thandi, worry=SAID["worry"], sure=8)
    assert state_of(team, one) == "AGREED"


def test_it_takes_no_yes_of_the_patients_before_or_after(team, one):
    told(one, team.doctor)
    with acting_as(team.doctor):
        assert {yes.as_role for yes in Acknowledgement.objects.filter(version__text=one.text)} == {"DOCTOR"}


def test_each_side_reads_who_wrote_it_down_and_the_patient_takes_or_changes_it_in_one_tap(team, one, client_for):
    told(one, team.doctor)
    hers = card(client_for, team.thandi, one)
    assert "Dr Rossi, doctor, wrote down on 2 April what you said" in hers
    assert "kidney&lt;/b&gt; stones" in hers
    assert "Yes, I said this" in hers
    assert "wrote down on 2 April what Thandi said" in card(client_for, team.coach, one)
    his = card(client_for, team.doctor, one)
    assert "you wrote down on 2 April what Thandi told you" in his
    assert "Yes, I said this" not in his
    weigh = reverse("plan:weigh", args=[one.patient_id, one.pk])
    client_for(team.thandi).post(weigh, {"seen": "1", "worry": SAID["worry"], "sure": "8"})
    with acting_as(team.thandi):
        mine = Weighed.objects.get(as_role="PATIENT")
        assert (mine.worry, mine.sure, mine.by) == (SAID["worry"], 8, team.thandi)
    for who in (team.thandi, team.doctor):
        assert "wrote down on" not in card(client_for, who, one)


def test_her_own_words_stand_and_the_same_words_of_hers_are_hers(team, one, client_for):
    make.weighed(one, team.thandi, worry="The taste.", sure=9)
    told(one, team.doctor, worry="The price.", sure=3)
    page = card(client_for, team.thandi, one)
    assert "The taste." in page
    assert "The price." in page
    assert page.index("9 of 10") < page.index("how sure: 3 of 10")
    make.weighed(one, team.thandi, worry="The taste.", sure=9)
    assert "The price." not in card(client_for, team.thandi, one)
    with acting_as(team.thandi):
        assert Weighed.objects.filter(as_role="PATIENT").count() == 2


def test_the_newest_of_each_professional_stands_and_the_same_twice_is_one(team, one, client_for):
    assert told(one, team.doctor).pk == told(one, team.doctor).pk
    told(one, team.doctor, no_worry=True)
    page = card(client_for, team.thandi, one)
    assert "Nothing worries them about it." in page
    assert "kidney" not in page


def test_whoever_wrote_it_down_takes_it_back_in_one_tap_and_may_write_anew(team, one, client_for):
    told(one, team.doctor)
    undo = reverse("plan:take_back_written_down", args=[one.patient_id, one.pk])
    assert undo in card(client_for, team.doctor, one)
    assert undo not in card(client_for, team.thandi, one)
    for _twice in range(2):
        assert client_for(team.doctor).post(undo).status_code == 302
    for who in (team.thandi, team.doctor):
        assert "wrote down on" not in card(client_for, who, one)
    with acting_as(team.doctor):
        assert Weighed.objects.filter(taken_back=True).count() == 1
    with acting_as(team.doctor):
        actions.write_down_weighed(recommendation=one, worry="The price.", seen=1, by=team.doctor, now=timezone.now())
    assert "The price." in card(client_for, team.thandi, one)


def test_nobody_takes_back_what_somebody_else_wrote_down_nor_what_the_patient_said(team, one):
    told(one, team.doctor)
    make.weighed(one, team.thandi)
    with acting_as(team.coach), pytest.raises((NotAllowed, Refused)):
        actions.take_back_written_down(recommendation=one, by=team.coach, now=make.APRIL)
    with acting_as(team.thandi), pytest.raises((NotAllowed, Refused)):
        actions.take_back_written_down(recommendation=one, by=team.thandi, now=make.APRIL)
    light = make.proposed_recommendation(team.patient, one.goal, team.doctor)
    with acting_as(team.doctor), pytest.raises(Refused, match="nothing to take back"):
        actions.take_back_written_down(recommendation=light, by=team.doctor, now=make.APRIL)


def test_what_is_taken_back_opens_no_gate_that_the_patient_closed(team, one):
    make.understood(one, team.doctor, team.thandi)
    told(one, team.doctor)
    make.weighed(one, team.thandi, worry=SAID["worry"], sure=8)
    make.answered(one, team.thandi)
    with acting_as(team.doctor):
        actions.take_back_written_down(recommendation=one, by=team.doctor, now=make.APRIL)
    assert state_of(team, one) == "AGREED"


def test_a_change_of_the_words_asks_again(team, one, client_for):
    told(one, team.doctor)
    with acting_as(team.doctor):
        words = {**make.TABLETS, "what": "Half a magnesium tablet with supper"}
        actions.revise_recommendation(recommendation=one, words=words, seen=1, by=team.doctor, now=make.APRIL)
    assert "wrote down on" not in card(client_for, team.thandi, one)


def test_only_whoever_could_explain_it_writes_it_down(team, one):
    for who in (team.coach, team.thandi):
        with pytest.raises(NotAllowed):
            told(one, who)
    light = make.proposed_recommendation(team.patient, one.goal, team.coach)
    assert told(light, team.coach).pk
    own = make.proposed_recommendation(team.patient, one.goal, team.thandi, what="Sing")
    with pytest.raises(Refused, match="theirs to write"):
        told(own, team.coach)


@pytest.mark.parametrize(
    "said", [{}, {"worry": "x", "no_worry": True}, {"sure": 11}, {"worry": "a\x00b"}, {"worry": "x" * 10_001}]
)
def test_nothing_and_nonsense_are_refused_in_a_sentence(team, one, said):
    with acting_as(team.doctor), pytest.raises(Refused):
        actions.write_down_weighed(recommendation=one, seen=1, by=team.doctor, now=make.APRIL, **said)


def test_words_that_changed_meanwhile_are_read_first_and_what_was_typed_stays(team, one, client_for):
    address = reverse("plan:write_down_weighed", args=[one.patient_id, one.pk])
    answer = client_for(team.doctor).post(address, {"seen": "7", "worry": "The \u202etaste 🙂", "sure": "4"})
    assert answer.status_code == 422
    assert "The \u202etaste 🙂" in answer.content.decode()


def test_the_database_lets_nobody_weigh_in_the_patients_role_or_name(team, one):
    with acting_as(team.doctor):
        version = one.text.versions.get()
    row = {"patient": team.patient, "recommendation": one, "version": version, "no_worry": True, "at": make.APRIL}
    for by, role in ((team.doctor, "PATIENT"), (team.thandi, "DOCTOR"), (team.thandi, "PATIENT")):
        with pytest.raises(Error, match="row-level security"), acting_as(team.doctor), transaction.atomic():
            Weighed.objects.create(**row, by=by, as_role=role)
    with pytest.raises(Error, match="written_down"), acting_as(team.doctor), transaction.atomic():
        Weighed.objects.create(**{**row, "sure": 2, "anyway": True}, by=team.doctor, as_role="DOCTOR")
