"""Pages of events and of the telling: nothing typed is lost, nobody changes another's words."""

import pytest
from django.urls import reverse

from concord.story.models import Event, Telling
from tests.make import story as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def thandi_acts(team, acting):
    acting(team.thandi)


def text(answer) -> str:
    return answer.content.decode()


EVENT = {
    "words": "glandular fever",
    "kind": "INFECTION",
    "when": "about age 12",
    "until": "",
    "role_in_story": "LAID_GROUND",
}


def test_the_patient_adds_changes_and_takes_out_an_event(team, page, send):
    assert send(team.thandi, "story:add_event", **EVENT).status_code == 302
    event = Event.objects.get()
    assert (event.said_by, event.role_in_story) == ("PATIENT", "LAID_GROUND")
    assert "about age 12" in text(page(team.thandi, "story:edit_event", event.pk))
    send(team.thandi, "story:edit_event", event.pk, **{**EVENT, "words": "mononucleosis"})
    assert "mononucleosis" in text(page(team.thandi, "story:event", event.pk))
    send(team.thandi, "story:undo_event", event.pk, event.changes.order_by("pk").first().pk)
    send(team.thandi, "story:remove_event", event.pk)
    assert "glandular fever" in text(page(team.thandi, "story:removed"))
    assert "glandular fever" not in text(page(team.thandi, "story:story"))
    send(team.thandi, "story:restore_event", event.pk)
    assert "glandular fever" in text(page(team.thandi, "story:story"))


def test_what_was_typed_comes_back_beside_the_question(team, send):
    answer = send(team.thandi, "story:add_event", **{**EVENT, "when": "3/25/2019"})
    assert answer.status_code == 422
    assert "Did you mean 25 March 2019" in text(answer)
    assert 'value="3/25/2019"' in text(answer)
    assert "glandular fever" in text(answer)
    assert not Event.objects.exists()


def test_a_time_ahead_is_refused_on_the_form(team, send):
    answer = send(team.thandi, "story:add_event", **{**EVENT, "when": "2099"})
    assert answer.status_code == 422
    assert "has not come yet" in text(answer)


def test_the_doctor_writes_down_what_the_patient_says(team, page, send):
    send(team.doctor, "story:add_event", **EVENT, said_by="PATIENT")
    shown = text(page(team.thandi, "story:story"))
    assert "said by Thandi, written down by Dr Rossi" in shown


def test_a_coach_is_offered_no_condition_and_reads_why(team, page, send):
    shown = text(page(team.coach, "story:add_event"))
    assert 'value="CONDITION"' not in shown
    assert "written down by the patient or by a doctor" in shown
    assert send(team.coach, "story:add_event", **{**EVENT, "kind": "CONDITION"}, said_by="WRITER").status_code == 422
    assert not Event.objects.exists()


def test_anothers_entry_shows_the_sentence_instead_of_the_button(team, page, send):
    event = make.event(team.patient, team.doctor, "scar on the knee", "INJURY")
    shown = text(page(team.thandi, "story:event", event.pk))
    assert "These are the words of Dr Rossi" in shown
    assert reverse("story:edit_event", args=[team.patient.pk, event.pk]) not in shown
    answer = send(team.thandi, "story:remove_event", event.pk)
    assert answer.status_code == 403
    assert "words of Dr Rossi" in text(answer)
    send(team.thandi, "story:say_role", event.pk, role_in_story="SET_OFF")
    assert Event.objects.get().role_in_story == "SET_OFF"


def test_an_event_of_another_record_is_not_found(team, page, send, acting):
    from tests.make.people import record

    other = record(team.practice, team.doctor, "Jonas")
    elsewhere = make.event(other, team.doctor)
    for who in (team.thandi, team.doctor):
        for name in ("story:event", "story:edit_event"):
            assert page(who, name, elsewhere.pk).status_code == 404
        for name in ("story:remove_event", "story:restore_event", "story:say_role"):
            assert send(who, name, elsewhere.pk).status_code == 404
    assert page(team.thandi, "story:event", 10**30).status_code == 404


@pytest.mark.parametrize("name", ["story:remove_event", "story:restore_event", "story:say_role"])
def test_looking_changes_nothing(team, page, name):
    assert page(team.thandi, name, make.event(team.patient, team.thandi).pk).status_code == 405


def test_two_windows_get_both_texts(team, send):
    make.telling(team.patient, team.thandi, "first")
    make.telling(team.patient, team.thandi, "from the other window", seen=1)
    answer = send(team.thandi, "story:tell", words="typed here", seen=1)
    assert answer.status_code == 409
    shown = text(answer)
    assert "from the other window" in shown
    assert "typed here" in shown
    assert 'name="seen" value="2"' in shown
    assert send(team.thandi, "story:tell", words="both together", seen=2).status_code == 302
    assert Telling.objects.count() == 3


def test_a_piece_becomes_an_event_with_its_time_found(team, page, send):
    telling = make.telling(team.patient, team.thandi)
    shown = text(page(team.doctor, "story:pieces", telling.pk))
    assert "spring 2011" in shown
    piece = "In spring 2011 I lost my job at the bakery."
    form = text(
        page(team.doctor, "story:mark_piece", telling.pk, query="?piece=In+spring+2011+I+lost+my+job+at+the+bakery.")
    )
    assert 'value="In spring 2011"' in form or 'value="spring 2011"' in form
    send(team.doctor, "story:mark_piece", telling.pk, piece=piece, words=piece, kind="WORK", when="spring 2011")
    event = Event.objects.get()
    assert event.who_says_so == "said by Thandi, written down by Dr Rossi"
    assert f'<a href="{reverse("story:event", args=[team.patient.pk, event.pk])}">{piece}</a>' in text(page(team.thandi, "story:story"))  # fmt: skip
    assert "on the timeline" in text(page(team.doctor, "story:pieces", telling.pk))


def test_words_that_do_not_stand_in_the_telling_are_not_marked(team, send):
    telling = make.telling(team.patient, team.thandi)
    answer = send(team.thandi, "story:mark_piece", telling.pk, piece="I won", words="I won", kind="OTHER")
    assert answer.status_code == 422
    assert "do not stand in the story" in text(answer)


def test_earlier_versions_are_read(team, page):
    make.telling(team.patient, team.thandi, "the first way")
    make.telling(team.patient, team.thandi, "the second way", seen=1)
    shown = text(page(team.doctor, "story:versions"))
    assert "the first way" in shown
    assert "the second way" in shown
