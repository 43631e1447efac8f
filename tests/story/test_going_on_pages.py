"""The pages of what we think is going on and of what was understood, as each of the team sees them."""

from __future__ import annotations

from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from concord.database.acting import acting_as
from concord.people.models import CareTie
from concord.people.roles import Topic
from concord.story import actions
from concord.story.models import Retelling, Sentence, Suggestion
from tests.make import findings as make_findings
from tests.make import story as make

pytestmark = pytest.mark.django_db


def text(answer) -> str:
    return unescape(answer.content.decode())


def one(team, model):
    with acting_as(team.thandi):
        return model.objects.get()


def test_the_page_says_who_says_so_how_sure_and_what_it_rests_on(team, page, acting, now):
    guess = make.sentence(team.patient, team.thandi, "the nights")
    make.sentence(team.patient, team.doctor, "Migraine.", "KNOWN", names_condition=True)
    event = make.event(team.patient, team.thandi, "night shifts", "WORK", "2014")
    acting(team.thandi)
    actions.link_sentence(sentence=guess, event=event, by=team.thandi, now=now)
    shown = text(page(team.coach, "going_on"))
    for words in ("the nights", "a guess", "Thandi Mokoena, patient", "known", "a diagnosis, by a doctor", "night shifts", "rests on"):  # fmt: skip
        assert words in shown
    assert "Coaches do not write here" in shown
    assert reverse("story:write_sentence", args=[team.patient.pk]) not in shown
    assert 'class="sheet stack after guess"' in shown


def test_written_changed_suggested_into_and_set_aside_through_the_pages(team, send, page):
    assert send(team.thandi, "story:write_sentence", words="the nights").status_code == 422
    assert send(team.thandi, "story:write_sentence", words="the nights", sureness="GUESS").status_code == 302
    sentence = one(team, Sentence)
    at = ("sentence", sentence.pk)
    assert "the nights" in text(send(team.coach, "story:suggest", *at, words="the nights", why="I heard it"))
    assert send(team.coach, "story:suggest", *at, words="the short nights", why="I heard it").status_code == 302
    suggestion = one(team, Suggestion)
    shown = text(page(team.thandi, "sentence", sentence.pk))
    assert "Mia Berg, coach, suggests" in shown
    assert "“I heard it”" in shown
    assert "Take these words" in shown
    assert "Take these words" not in text(page(team.doctor, "sentence", sentence.pk))
    assert send(team.thandi, "story:leave_suggestion", suggestion.pk, words="").status_code == 302
    assert "Take these words after all" in text(page(team.thandi, "sentence", sentence.pk))
    assert send(team.thandi, "story:accept_suggestion", suggestion.pk, seen="the nights").status_code == 302
    assert "the short nights" in text(page(team.thandi, "going_on"))
    refused = send(team.thandi, "story:set_aside_sentence", sentence.pk, why="")
    assert refused.status_code == 422
    assert send(team.thandi, "story:set_aside_sentence", sentence.pk, why="it was the shoes").status_code == 302
    assert "it was the shoes" in text(page(team.doctor, "going_on"))
    assert send(team.thandi, "story:take_up_sentence", sentence.pk).status_code == 302


def test_two_windows_answer_409_with_both_texts(team, send):
    sentence = make.sentence(team.patient, team.thandi, "the nights")
    body = {"sureness": "GUESS", "seen": 1}
    assert send(team.thandi, "story:revise_sentence", sentence.pk, words="first window", **body).status_code == 302
    both = send(team.thandi, "story:revise_sentence", sentence.pk, words="second window", **body)
    assert both.status_code == 409
    assert "first window" in text(both)
    assert "second window" in text(both)
    retelling = make.retelling(team.patient, team.doctor)
    again = {"led_up_to": "", "seen": 1}
    assert send(team.doctor, "story:rewrite_retelling", retelling.pk, understood="first", **again).status_code == 302
    both = send(team.doctor, "story:rewrite_retelling", retelling.pk, understood="second", **again)
    assert (both.status_code, "first" in text(both), "second" in text(both)) == (409, True, True)


def test_only_a_doctor_is_asked_whether_it_names_an_illness(team, page):
    asked = {who: "names an illness" in text(page(getattr(team, who), "story:write_sentence")) for who in ("thandi", "doctor", "therapist")}  # fmt: skip
    assert asked == {"thandi": False, "doctor": True, "therapist": False}


def test_an_earlier_day_is_shown_and_nonsense_is_no_fault(team, page, now):
    make.sentence(team.patient, team.thandi, "the nights", now=now - timedelta(days=40))
    for days, seen in ((41, False), (39, True)):
        day = (now - timedelta(days=days)).date().isoformat()
        shown = text(page(team.coach, "going_on", query=f"?on={day}"))
        assert ("the nights" in shown, "at the end of" in shown) == (seen, True)
    for odd in ("yesterday", "", "9999-99-99", "2999-01-01"):
        assert page(team.coach, "going_on", query=f"?on={odd}").status_code == 200


def test_not_quite_is_kept_when_words_are_missing_and_the_author_reads_it_beside_the_box(team, send, page):
    assert send(team.doctor, "story:write_retelling", understood="Mornings are the worst.").status_code == 302
    retelling = one(team, Retelling)
    missing = send(team.thandi, "story:answer_retelling", retelling.pk, answer="NOT_QUITE", words="", seen=1)
    assert (missing.status_code, "what is different" in text(missing)) == (422, True)
    late = send(team.thandi, "story:answer_retelling", retelling.pk, answer="MISSED", words="the noise", seen=7)
    assert (late.status_code, "the noise" in text(late)) == (422, True)
    assert send(team.thandi, "story:answer_retelling", retelling.pk, answer="NOT_QUITE", words="not knowing", seen=1).status_code == 302  # fmt: skip
    assert "not knowing" in text(page(team.doctor, "story:rewrite_retelling", retelling.pk))
    told = text(page(team.doctor, "overview"))
    assert ("what you understood: not quite" in told, "“not knowing”" in told) == (True, True)
    assert "what you understood" not in text(page(team.coach, "overview"))
    assert "Yes, that is it" not in text(page(team.doctor, "story:retelling", retelling.pk))
    assert send(team.thandi, "story:take_back_answer", retelling.pk).status_code == 302
    assert "Dr Rossi wrote what they understood" in text(page(team.thandi, "overview"))
    assert send(team.doctor, "story:let_go", retelling.pk).status_code == 302


def test_the_story_page_of_both_sides_shows_sentences_and_retellings(team, page):
    make.sentence(team.patient, team.thandi, "the nights")
    make.retelling(team.patient, team.doctor)
    for who, asked in ((team.thandi, "is that it?"), (team.doctor, "waits for an answer"), (team.coach, "Dr Rossi")):
        shown = text(page(who, "story:story"))
        assert asked in shown
        assert "the nights" in shown
        assert "Mornings are the worst for you." in shown


def test_a_supporter_reads_only_what_is_shown_to_them_and_is_offered_nothing(team, page, send, acting):
    sentence = make.sentence(team.patient, team.thandi, "the nights")
    retelling = make.retelling(team.patient, team.doctor)
    pages = (("going_on", ()), ("sentence", (sentence.pk,)), ("story:retelling", (retelling.pk,)))
    for name, at in pages:
        assert page(team.supporter, name, *at).status_code == 403
        assert page(team.stranger, name, *at).status_code == 404
    acting(team.thandi)
    CareTie.objects.filter(person=team.supporter).update(topics=[Topic.STORY])
    for name, at in pages:
        shown = text(page(team.supporter, name, *at))
        assert not {"I don’t get this", "Suggest other words", "Yes, that is it"} & {words for words in ("I don’t get this", "Suggest other words", "Yes, that is it") if words in shown}  # fmt: skip
    assert send(team.supporter, "story:suggest", "sentence", sentence.pk, words="x").status_code == 403


def test_the_pages_need_few_queries_however_much_is_written(team, page, acting, client_for):
    made = make_findings.lived_in(team.patient, team.thandi)
    acting(team.thandi)
    from concord.findings.actions import rest_sentence_on

    finding, event = make_findings.of_nights(made), make.event(team.patient, team.thandi)
    for number in range(30):
        sentence = make.sentence(team.patient, team.doctor, f"sentence {number}", now=make_findings.NOW)
        make.suggestion(sentence, team.thandi, f"other words {number}", now=make_findings.NOW)
        acting(team.doctor)
        actions.link_sentence(sentence=sentence, event=event, by=team.doctor, now=make_findings.NOW)
        rest_sentence_on(sentence=sentence, finding=finding, by=team.doctor, now=make_findings.NOW)
    retelling = make.retelling(team.patient, team.doctor)
    for who in (team.thandi, team.doctor):
        client = client_for(who)
        for name, at, query in (("going_on", (), ""), ("going_on", (), "?on=2026-05-02"), ("sentence", (sentence.pk,), ""), ("story:retelling", (retelling.pk,), "")):  # fmt: skip
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(reverse(name, args=[team.patient.pk, *at]) + query)
            assert answer.status_code == 200
            counted = [one["sql"] for one in queries if "SAVEPOINT" not in one["sql"]]
            assert len(counted) <= 12, (name, len(counted), counted)
