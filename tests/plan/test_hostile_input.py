"""Whatever is typed or sent about goals and plan: a clear sentence or a page, nothing lost, nothing run, never a fault of the server."""

import pytest
from django.urls import reverse

from concord.database.acting import acting_as
from concord.team.actions import correct_record
from tests.make import goals as make_goals
from tests.make import plan as make

pytestmark = pytest.mark.django_db

PAYLOADS = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><svg/onload=alert(1)>", "'><b>bold</b>", "</textarea><h1>x</h1>",
    "javascript:alert(1)", "{{ 7*7 }}{% csrf_token %}", "${7*7}", "%(name)s %s %d", "'; DROP TABLE story_event; --", "\\", "\\u0000", "%00",
    "a\0b", "\0", "😀👩‍👩‍👧‍👦🏳️‍🌈", "مرحبا بالعالم", "\u202eright to left\u202c", "Z̷̧̛a̵l̶g̷o̸", "日本語のテキスト", "\ufeff", "\u2028\u2029", "\x1b[31m", "\r\n\r\n",
    "   ", "\t", "x" * 10_240, "a b " * 2_560, "-1", "NaN", "1e309", "../../etc/passwd", "<!--", "]]>", "&lt;&amp;&#x27;",
]  # fmt: skip
RUNS = ("<script>alert", "<img src=x", "<svg/onload", "<b>bold", "</textarea><h1>")


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_any_text_in_any_box_is_kept_or_refused_kindly(team, client_for, payload):
    goal = make_goals.written_goal(team.patient, team.thandi)
    recommendation = make.proposed_recommendation(team.patient, goal, team.doctor)
    agreed = make.agreed_recommendation(team.patient, goal, team.doctor, team.thandi)
    step = make.step(team.patient, team.thandi)
    question = make.question(team.patient, team.thandi, words="why?")
    at = lambda name, *args: reverse(name, args=[team.patient.pk, *args])  # noqa: E731
    every = dict.fromkeys(
        ["words", "why", "level_0", "level_m1", "level_p1", "level_p2", "level_m2", "look_day", "concerns", "seen", "what", "kind",
         "goal", "mechanism", "should_see", "should_see_when", "how_sure", "stands_on", "event", "cause", "measure",
         "who_does", "look_weeks", "call_when", "ours_harms", "nothing_benefits", "way_1_what", "way_4_cost", "worry", "no_worry", "sure", "anyway",
         "result", "worth", "next_", "spelling_only",
         "source", "url", "cue", "smallest", "weekdays", "times_a_week", "by_day", "owner", "start_day", "review_day", "state",
         "note", "day", "until", "about", "part", "understood", "to", "how", "level", "answer", "back", "rhythm"], payload,
    )  # fmt: skip
    some = {"seen": "1", "kind": "SLEEP", "goal": goal.pk, "rhythm": "DAYS", "weekdays": "1", "start_day": "2026-11-30", "answer": "YES_BUT",
            "look_day": "", "url": "", "concerns": [], "event": [], "cause": [], "measure": [], "stands_on": "", "look_weeks": "", "no_worry": "", "sure": "", "anyway": "", "result": "HELPED", "worth": "NO", "next_": "", "spelling_only": "",
            "about": "", "part": "",
            "understood": "no", "level": "0", "how": "REACHED", "until": "", "review_day": "", "by_day": "", "times_a_week": ""}  # fmt: skip
    # Garbage in every field at once mostly tests the choices, so a third of the payloads is enough for that.
    bodies = [{**every, **some}, every][: 2 if PAYLOADS.index(payload) % 3 == 0 else 1]
    sent = {
        team.thandi: [
            at("goals:write_part", "words"), at("goals:write_part", "look"), at("goals:edit", goal.pk), at("goals:rate", goal.pk),
            at("plan:answer", recommendation.pk), at("plan:weigh", recommendation.pk), at("plan:say_how_it_went", agreed.pk), at("plan:go_on", agreed.pk),
            at("plan:write_step"), at("plan:edit_step", step.pk), at("plan:mark", step.pk),
            at("plan:pause", step.pk), at("plan:ask"), at("plan:add_to_question", question.pk), at("plan:propose"),
            at("goals:end", goal.pk),
        ],
        team.doctor: [
            at("plan:propose"), at("plan:edit", recommendation.pk), at("plan:write_step_for", recommendation.pk),
            at("plan:withdraw", recommendation.pk),
        ],
        team.coach: [at("plan:differ", recommendation.pk), at("plan:yes_too", recommendation.pk), at("plan:hand_over", question.pk), at("plan:answer_question", question.pk)],
    }  # fmt: skip
    for who, addresses in sent.items():
        client = client_for(who)
        for address in addresses:
            for body in bodies:
                answer = client.post(address, body)
                assert answer.status_code in (302, 403, 409, 422), (address, answer.status_code)
                assert not any(runs in answer.content.decode() for runs in RUNS), address
    for name, args in [("goals:goals", []), ("goals:goal", [goal.pk]), ("goals:versions", [goal.pk]), ("plan:plan", []),
                       ("plan:recommendation", [recommendation.pk]), ("plan:look_back", [agreed.pk]), ("plan:versions", [recommendation.pk]),
                       ("plan:step", [step.pk]), ("plan:question", [question.pk])]:  # fmt: skip
        shown = client_for(team.thandi).get(at(name, *args))
        assert shown.status_code == 200, name
        assert not any(runs in shown.content.decode() for runs in RUNS), name


@pytest.mark.parametrize("payload", [*PAYLOADS[:12], "99999999999999999999", "0", "-1"], ids=range(15))
def test_any_text_in_an_address_gets_an_answer(team, client_for, payload):
    client = client_for(team.thandi)
    answer = client.get(reverse("plan:propose", args=[team.patient.pk]), {"goal": payload})
    assert answer.status_code == 200
    assert client.get(f"/patients/{team.patient.pk}/goals/write/nothing/").status_code == 404
    for path in (
        "goals/99999999999999999999/",
        "plan/recommendations/99999999999999999999/",
        "plan/steps/0/",
        "plan/questions/0/",
    ):
        assert client.get(f"/patients/{team.patient.pk}/{path}").status_code == 404


def test_a_patient_may_be_called_anything_and_a_hint_in_a_form_stays_words(team, client_for):
    with acting_as(team.thandi):
        given = {"called": "<b onclick=alert(1)>Thandi", "birth_year": team.patient.birth_year}
        correct_record(patient=team.patient, **given, by=team.thandi, now=make.APRIL)
    make_goals.written_goal(team.patient, team.thandi)
    page = client_for(team.doctor).get(reverse("plan:propose", args=[team.patient.pk])).content.decode()
    assert "Left open, &lt;b onclick=alert(1)&gt;Thandi does it." in page
    assert "<b onclick" not in page
