"""The shelf: any member writes, a doctor signs, nothing unsigned is suggested, and the plan's own action suggests it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from concord.access.guard import NotAllowed, Refused
from concord.agreement.actions import ChangedMeanwhile
from concord.database.acting import acting_as
from concord.plan.models import Evidence, Recommendation
from concord.plan.reads import one_in_view
from concord.programs import actions, reads
from concord.programs.models import ShelfEntry, ShelfVersion, Signature, Suggestion
from concord.programs.starting import DRAFTS, words_of
from tests.make import goals as make_goals
from tests.make import people
from tests.make import programs as make

pytestmark = pytest.mark.django_db
NOW = make.APRIL


@pytest.fixture
def goal(team):
    return make_goals.agreed_goal(team.patient, team.thandi, team.doctor)


def sign(entry, by, *, seen=1, days=365):
    with acting_as(by):
        day = NOW.date() + timedelta(days=days)
        return actions.sign_entry(entry=entry, seen=seen, next_review_day=day, by=by, now=NOW)


def test_a_coach_writes_a_draft_and_cannot_sign_it(team, acting):
    entry = make.drafted(team.practice, team.coach)
    with pytest.raises(NotAllowed, match="Only a doctor of this practice"):
        sign(entry, team.coach)
    acting(team.coach)
    assert reads.on_shelf(entry).signature is None


def test_a_stranger_neither_writes_nor_signs(team):
    entry = make.drafted(team.practice, team.coach)
    with pytest.raises(NotAllowed):
        make.drafted(team.practice, team.stranger)
    with pytest.raises(NotAllowed):
        sign(entry, team.stranger)


def test_the_database_lets_nobody_sign_in_anothers_name(team, acting):
    entry = make.drafted(team.practice, team.coach)
    acting(team.coach)
    version = ShelfVersion.objects.get(entry=entry)
    for by in (team.coach, team.doctor):
        with pytest.raises(Exception, match="row-level security"), transaction.atomic():
            Signature.objects.create(
                practice=team.practice, version=version, signed_by=by, signed_as="DOCTOR", signed_at=NOW,
                signed_day=NOW.date(), next_review_day=NOW.date() + timedelta(days=9),
            )  # fmt: skip


def test_the_shelf_of_another_practice_is_not_there(team, acting):
    make.signed(team.practice, team.doctor)
    acting(team.stranger)
    assert not ShelfEntry.objects.exists()
    assert not ShelfVersion.objects.exists()
    assert not Signature.objects.exists()


def test_an_unfinished_draft_says_what_is_missing(team):
    entry = make.drafted(team.practice, team.coach, harms="", citation="")
    with pytest.raises(Refused, match="the source, what can be unpleasant or harmful"):
        sign(entry, team.doctor)


@pytest.mark.parametrize(("days", "said"), [(0, "still to come"), (732, "within two years")])
def test_the_next_review_comes_within_two_years(team, days, said):
    entry = make.drafted(team.practice, team.coach)
    with pytest.raises(Refused, match=said):
        sign(entry, team.doctor, days=days)
    assert sign(entry, team.doctor, days=731)


def test_the_database_too_knows_no_review_after_two_years(team, acting):
    entry = make.signed(team.practice, team.doctor)
    acting(team.doctor)
    version = ShelfVersion.objects.get(entry=entry)
    Signature.objects.update(withdrawn_at=NOW)
    with pytest.raises(IntegrityError, match="next_review_within_two_years"), transaction.atomic():
        Signature.objects.create(
            practice=team.practice, version=version, signed_by=team.doctor, signed_as="DOCTOR", signed_at=NOW,
            signed_day=NOW.date(), next_review_day=NOW.date() + timedelta(days=800),
        )  # fmt: skip


def test_nothing_is_suggested_before_it_is_signed(team, goal, acting):
    entry = make.drafted(team.practice, team.doctor)
    with pytest.raises(Refused, match="Nobody has signed this yet"):
        make.suggested(team.patient, entry, goal, team.coach)
    acting(team.thandi)
    assert not Recommendation.objects.exists()


def test_nor_after_its_review_was_due_nor_off_the_shelf_nor_with_the_signature_taken_back(team, goal):
    entry = make.signed(team.practice, team.doctor, days=30)
    with pytest.raises(Refused, match="review was due"):
        make.suggested(team.patient, entry, goal, team.coach, now=NOW + timedelta(days=31))
    with acting_as(team.coach):
        actions.take_off(entry=entry, by=team.coach, now=NOW)
    with pytest.raises(Refused, match="taken off the shelf"):
        make.suggested(team.patient, entry, goal, team.coach)
    with acting_as(team.doctor):
        actions.put_back(entry=entry, by=team.doctor, now=NOW)
        assert actions.take_signature_back(entry=entry, by=team.doctor, now=NOW) == 1
        assert actions.take_signature_back(entry=entry, by=team.doctor, now=NOW) == 0
    with pytest.raises(Refused, match="Nobody has signed"):
        make.suggested(team.patient, entry, goal, team.coach)


def test_signed_words_stay_in_use_until_the_new_ones_are_signed(team, goal, acting):
    entry = make.signed(team.practice, team.doctor)
    words = {**words_of(DRAFTS["rise"]), "what": "Get up at seven"}
    with acting_as(team.coach):
        actions.revise_entry(entry=entry, seen=1, words=words, by=team.coach, now=NOW)
    made = make.suggested(team.patient, entry, goal, team.coach)
    acting(team.thandi)
    assert one_in_view(team.patient, made.pk).what == DRAFTS["rise"]["what"]
    sign(entry, team.doctor, seen=2)
    acting(team.doctor)
    assert reads.on_shelf(entry).what == "Get up at seven"
    assert [len(version.signed) for version in reads.versions_of(entry)] == [1, 1]


def test_a_signature_belongs_to_the_words_that_were_read(team):
    entry = make.drafted(team.practice, team.coach)
    with acting_as(team.coach):
        actions.revise_entry(entry=entry, seen=1, words={**words_of(DRAFTS["rise"]), "harms": "None known"}, by=team.coach, now=NOW)  # fmt: skip
    with pytest.raises(Refused, match="have changed since you read them"):
        sign(entry, team.doctor, seen=1)


def test_two_who_change_the_same_draft_see_both_texts(team):
    entry = make.drafted(team.practice, team.coach)
    change = {"entry": entry, "seen": 1, "now": NOW}
    with acting_as(team.coach):
        actions.revise_entry(words={"what": "Hers"}, by=team.coach, **change)
    with acting_as(team.doctor), pytest.raises(ChangedMeanwhile) as raised:
        actions.revise_entry(words={"what": "His"}, by=team.doctor, **change)
    assert raised.value.newest.words["what"] == "Hers"


def test_the_same_draft_and_the_same_signature_twice_have_one_effect(team, acting):
    assert make.drafted(team.practice, team.coach) == make.drafted(team.practice, team.coach)
    entry = make.signed(team.practice, team.doctor)
    assert sign(entry, team.doctor) == sign(entry, team.doctor)


def test_a_suggestion_is_the_practices_words_with_ones_own_line_first(team, goal, acting):
    entry = make.signed(team.practice, team.doctor, code="pacing")
    made = make.suggested(team.patient, entry, goal, team.coach, personal="  You said Mondays cost you Tuesdays. ")
    acting(team.thandi)
    view = one_in_view(team.patient, made.pk)
    assert view.words["mechanism"].startswith("You said Mondays cost you Tuesdays.\n\nAfter too much")
    assert "Nobody plans more for you" in view.words["mechanism"]
    assert "feel like giving up" in str(view.words)
    sources = [one.source for one in Evidence.objects.filter(recommendation=made).order_by("pk")]
    assert sources == [DRAFTS["pacing"]["citation"], "Reviewed for Practice at the Linden by Dr Rossi on 2 April 2026"]
    assert Suggestion.objects.get(recommendation=made).personal == "You said Mondays cost you Tuesdays."


def test_only_a_doctor_suggests_treatment_from_the_shelf(team, goal, acting):
    entry = make.signed(team.practice, team.doctor, code="fodmap")
    with pytest.raises(NotAllowed, match="As coach you cannot propose a treatment"):
        make.suggested(team.patient, entry, goal, team.coach)
    assert make.suggested(team.patient, entry, goal, team.doctor).kind == "DIET"


@pytest.mark.parametrize("who", ["supporter", "former", "stranger"])
def test_nobody_else_suggests(team, goal, who):
    entry = make.signed(team.practice, team.doctor)
    with pytest.raises(NotAllowed):
        make.suggested(team.patient, entry, goal, getattr(team, who))


def test_a_suggestion_needs_a_line_of_ones_own_and_a_goal(team, goal):
    entry = make.signed(team.practice, team.doctor)
    for given, said in (({"personal": " "}, "one line of your own"), ({"personal": "x" * 401}, "One line is enough")):
        with pytest.raises(Refused, match=said):
            make.suggested(team.patient, entry, goal, team.coach, **given)
    with pytest.raises(Refused, match="choose the goal"):
        make.suggested(team.patient, entry, None, team.coach)


def test_the_same_tap_twice_suggests_once_and_other_words_are_refused(team, goal, acting):
    entry = make.signed(team.practice, team.doctor)
    first = make.suggested(team.patient, entry, goal, team.coach)
    assert make.suggested(team.patient, entry, goal, team.coach) == first
    with pytest.raises(Refused, match="stands in the plan already"):
        make.suggested(team.patient, entry, goal, team.coach, personal="Once more.")


def test_the_shelf_of_another_practice_cannot_be_suggested_here(team, goal):
    other = people.place_of(team.stranger).practice
    entry = make.signed(other, team.stranger)
    with pytest.raises(Refused, match="another practice"):
        make.suggested(team.patient, entry, goal, team.doctor)


def test_every_starter_is_whole_and_none_is_signed(team, acting):
    for code in DRAFTS:
        make.drafted(team.practice, team.coach, code)
    acting(team.coach)
    found = reads.shelf(team.practice)
    assert len(found) == len(DRAFTS) >= 8
    assert not [one for one in found if one.signature]
    sign(found[0].entry, team.doctor)
