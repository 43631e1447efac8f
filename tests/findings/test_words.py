"""How a finding is put into words."""

from __future__ import annotations

import pytest

from concord.findings import words
from tests.make import findings as make


@pytest.mark.django_db
def test_a_night_is_told_from_long_to_short_and_plain_words_have_their_marks(team, acting):
    acting(team.thandi)
    found = make.of_nights(make.lived_in(team.patient, team.thandi))
    assert found.estimate < 0 < words.size(found).middle
    assert words.plain(words.sentence(found)).startswith(
        "On days after a short night, “the pressing in my head” was about 1.1 higher"
    )


def test_an_interval_that_reaches_to_both_sides_says_which_end_is_which():
    assert words.Size(-0.29, -0.6, 0.01).between() == "0.6 lower to 0.01 higher"
    assert words.Size(-1.1, -1.6, -0.6).between() == "0.6 to 1.6"
