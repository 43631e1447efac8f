"""The pages of the shelf: what each role sees, two taps and one line, and what they cost."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from concord.database.acting import acting_as
from concord.plan.models import Recommendation
from concord.programs import actions
from concord.programs.starting import DRAFTS
from tests.hostile.payloads import MARK, MARKUP
from tests.make import goals as make_goals
from tests.make import people
from tests.make import plan as make_plan
from tests.make import programs as make

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


def asked_of(client, path: str) -> list[str]:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    quiet = ("SAVEPOINT", "RELEASE")
    return [one["sql"] for one in asked if "set_config" not in one["sql"] and not one["sql"].startswith(quiet)]


@pytest.fixture
def full(team):
    """Fifty entries, half of them signed."""
    for number in range(50):
        keep = make.signed if number % 2 else make.drafted
        keep(team.practice, team.doctor, what=f"Way {number}")
    return team


def test_two_taps_and_one_personal_line(team, client_for, acting):
    """The first tap chooses, the second suggests; the goal is chosen already."""
    entry = make.signed(team.practice, team.doctor)
    make_goals.agreed_goal(team.patient, team.thandi, team.doctor)
    browser = client_for(team.coach)
    page = browser.get(reverse("programs:choose", args=[team.patient.pk])).content.decode()
    first_tap = reverse("programs:suggest", args=[team.patient.pk, entry.pk])
    assert f'href="{first_tap}"' in page
    page = browser.get(first_tap).content.decode()
    assert page.index("Ask first") < page.index("Your line for this person") < page.index(">Suggest<")
    assert "Loud snoring with pauses in breathing?" in page
    goal = page.split('name="goal" value="')[1].split('"')[0]
    assert f'name="goal" value="{goal}"' in page
    assert "checked" in page.split('name="goal"')[1].split(">")[0]
    second_tap = browser.post(first_tap, {"personal": "Your mornings, you said.", "goal": goal})
    assert second_tap.status_code == 302
    acting(team.thandi)
    made = Recommendation.objects.get()
    assert second_tap["Location"] == reverse("plan:recommendation", args=[team.patient.pk, made.pk])
    shown = client_for(team.thandi).get(second_tap["Location"]).content.decode()
    assert "Your mornings, you said." in shown
    assert "Reviewed for Practice at the Linden by Dr Rossi" in shown
    assert "in the plan" in browser.get(reverse("programs:choose", args=[team.patient.pk])).content.decode()


def test_a_coach_sees_why_not(team, client_for):
    entry = make.signed(team.practice, team.doctor, "fodmap")
    make_goals.agreed_goal(team.patient, team.thandi, team.doctor)
    browser = client_for(team.coach)
    assert (
        "Only a doctor can suggest these"
        in browser.get(reverse("programs:choose", args=[team.patient.pk])).content.decode()
    )
    address = reverse("programs:suggest", args=[team.patient.pk, entry.pk])
    page = browser.get(address).content.decode()
    assert "only a doctor can suggest it" in page
    assert "Your line for this person" not in page
    goal = make_goals.written_goal(team.patient, team.thandi)
    assert browser.post(address, {"personal": "Please.", "goal": goal.pk}).status_code == 403


def test_what_is_typed_is_kept_when_it_is_refused(team, client_for):
    entry = make.signed(team.practice, team.doctor)
    goal = make_goals.written_goal(team.patient, team.thandi)
    address = reverse("programs:suggest", args=[team.patient.pk, entry.pk])
    answer = client_for(team.coach).post(address, {"personal": "y" * 500, "goal": goal.pk})
    assert answer.status_code == 422
    assert "y" * 500 in answer.content.decode()


def test_drafts_cannot_be_chosen_and_another_practices_entries_are_not_there(team, client_for):
    make.drafted(team.practice, team.coach, what="Only a draft")
    make.signed(people.place_of(team.stranger).practice, team.stranger, what="Elsewhere")
    foreign = make.drafted(people.place_of(team.stranger).practice, team.stranger, "dash")
    browser = client_for(team.doctor)
    page = browser.get(reverse("programs:choose", args=[team.patient.pk])).content.decode()
    assert "Only a draft" not in page
    assert "Elsewhere" not in page
    assert browser.get(reverse("programs:suggest", args=[team.patient.pk, foreign.pk])).status_code == 404
    assert browser.get(reverse("programs:entry", args=[team.practice.pk, foreign.pk])).status_code == 404


def test_it_is_found_by_words_and_by_kind(team, client_for):
    for code in ("rise", "dash", "pacing"):
        make.signed(team.practice, team.doctor, code)
    browser, where = client_for(team.coach), reverse("programs:shelf", args=[team.practice.pk])
    for query, found in (("q=blood+pressure", "dash"), ("kind=SLEEP", "rise"), ("q=crash&kind=MOVEMENT", "pacing")):
        page = browser.get(f"{where}?{query}").content.decode()
        others = {"rise", "dash", "pacing"} - {found}
        assert DRAFTS[found]["what"] in page
        assert not [code for code in others if DRAFTS[code]["what"] in page]
    assert "Nothing on the shelf fits" in browser.get(f"{where}?q=zzz").content.decode()


def test_a_member_of_the_team_from_elsewhere_has_no_shelf_here(team, client_for):
    make.signed(team.practice, team.doctor)
    visitor = people.person("Dr Visitor")
    people.tie(team.patient, visitor, "DOCTOR", by=team.doctor)
    assert client_for(visitor).get(reverse("programs:choose", args=[team.patient.pk])).status_code == 404


def test_two_texts_meet_on_one_page(team, client_for):
    entry = make.drafted(team.practice, team.coach)
    browser, address = client_for(team.doctor), reverse("programs:edit", args=[team.practice.pk, entry.pk])
    with acting_as(team.coach):
        actions.revise_entry(entry=entry, seen=1, words={"what": "Hers"}, by=team.coach, now=make.APRIL)
    answer = browser.post(address, {"what": "His", "seen": 1})
    assert answer.status_code == 409
    assert "Hers" in answer.content.decode()
    assert "His" in answer.content.decode()


def test_markup_is_words(team, client_for):
    entry = make.drafted(
        team.practice, team.coach, what=MARKUP["a script"], mechanism=MARKUP["an SVG"], not_for=MARKUP["an element"]
    )
    page = client_for(team.doctor).get(reverse("programs:entry", args=[team.practice.pk, entry.pk])).content.decode()
    assert MARK in page
    assert f"<script>window.{MARK}" not in page
    assert "<svg onload" not in page


@pytest.mark.parametrize("name", ["shelf", "choose", "entry", "suggest", "versions", "starters"])
def test_fifty_entries_cost_no_more_queries_than_one(full, client_for, name):
    goal = make_goals.written_goal(full.patient, full.thandi)
    for number in range(50):
        make_plan.proposed_recommendation(full.patient, goal, full.doctor, what=f"Other {number}")
    with acting_as(full.doctor):
        from concord.programs import reads

        entry = next(one.entry for one in reads.shelf(full.practice) if one.signature)
    of = full.patient.pk if name in ("choose", "suggest") else full.practice.pk
    more = [entry.pk] if name in ("entry", "suggest", "versions") else []
    queries = asked_of(client_for(full.doctor), reverse(f"programs:{name}", args=[of, *more]))
    assert len(queries) <= MOST_QUERIES, "\n".join(queries)
