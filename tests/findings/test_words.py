"""How a finding is put into words."""

from __future__ import annotations

import pytest

from concord.findings import cards, matrix, sizes, words
from concord.findings.models import Finding, Run, State, Tier
from concord.measures.models import Measure
from tests.make import findings as make


@pytest.mark.django_db
def test_a_night_is_told_from_long_to_short_and_plain_words_have_their_marks(team, acting):
    acting(team.thandi)
    found = make.of_nights(make.lived_in(team.patient, team.thandi))
    assert found.estimate < 0 < sizes.size(found).middle
    assert words.plain(words.sentence(found)).startswith(
        "On days after a short night, “the pressing in my head” was about 1.1 higher"
    )


def test_an_interval_that_reaches_to_both_sides_says_which_end_is_which():
    assert sizes.Size(-0.29, -0.6, 0.01).between() == "0.6 lower to 0.01 higher"
    assert sizes.Size(-0.29, -0.6, 0.003).between() == "0 to 0.6"
    assert sizes.Size(-1.1, -1.6, -0.6).between() == "0.6 to 1.6"


@pytest.mark.django_db
def test_a_rhythm_that_was_held_is_told_beside_the_finding_and_in_every_test(team, acting):
    lived = make.lived_in(team.patient, team.thandi)
    acting(team.thandi)
    run = Run.objects.filter(patient=team.patient).latest("pk")
    run.fits = [fit | {"rhythms": [27.9]} for fit in run.fits]
    found = make.of_nights(lived)
    held = cards.held_names(team.patient, run)[found.effect_measure_id]
    assert held[0] == "its own rhythm of about 28 days"
    assert "its own rhythm of about 28 days" in " ".join(words.other_reasons(found, held, []))
    assert matrix.diagnostics(team.patient, run)[0].held.startswith("its own rhythm of about 28 days")


def test_answers_at_the_end_of_a_scale_are_told_for_they_can_go_no_further():
    pain = Measure(called="pain", input_kind="SCALE")
    assert words.at_an_end(pain, [0, 10, *[5] * 18]).startswith(
        "“pain” was at an end of its scale (0 or 10) on 2 of 20 days."
    )
    assert words.at_an_end(pain, [0, *[5] * 18]) == ""
    assert words.at_an_end(pain, []) == ""
    assert words.at_an_end(Measure(called="attacks", input_kind="COUNT"), [0] * 20) == ""


@pytest.mark.django_db
def test_what_faded_is_not_told_as_if_it_still_stood(team, acting):
    acting(team.thandi)
    found = make.of_nights(make.lived_in(team.patient, team.thandi))
    found.tier, found.less_clear = Tier.NOTICED, True
    assert words.plain(words.sentence(found)).startswith(
        "Noticed once, and not borne out since: on days after a short night,"
    )


@pytest.mark.django_db
def test_what_cannot_be_told_was_asked_and_not_seen(team, acting):
    made = make.lived_in(team.patient, team.thandi)
    acting(team.thandi)
    found = Finding.objects.with_names().filter(patient=team.patient, cause_measure=made.movement, tier="")
    cannot = next(one for one in found if one.state == State.CANT_TELL)
    assert words.seen(cannot).startswith("Asked of ")
    assert "another reason" not in words.seen(cannot)
    assert "It may have another reason" in words.seen(make.of_nights(made))


def test_of_one_mark_what_can_be_told_comes_first_and_the_days_of_what_cannot_are_folded():
    unclear = [Finding(cause_mark_id=1, kind="EVENT", estimate=0.1) for _ in range(2)]
    held = Finding(cause_mark_id=1, kind="EVENT", estimate=1.0, tier=Tier.HELD_UP)
    alone = Finding(cause_mark_id=2, kind="EVENT", estimate=0.1)
    told = cards.by_mark([*unclear, held, alone])
    assert [card.first for card in told] == [held, *unclear, alone]
    assert [card.brief for card in told] == [False, True, True, False]
