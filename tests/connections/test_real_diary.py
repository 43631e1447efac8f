"""A real person's diary; the file is not part of the project."""

import os
from pathlib import Path

import pytest

from bench.connections import real_diary
from concord.connections import analyse

PLACES = [os.environ.get("CONCORD_DIARY", ""), Path(__file__).parents[3] / "shared" / "data" / "kossakowski_daily.csv"]
DIARY = next((Path(place) for place in PLACES if place and Path(place).is_file()), None)


@pytest.mark.skipif(DIARY is None, reason="the diary of Kossakowski et al. is not here; name it in CONCORD_DIARY")
def test_a_real_diary_gives_a_few_findings_where_plain_correlation_claims_many():
    days = real_diary.read(str(DIARY))
    found = analyse(days)
    assert len(found.tests) == 288
    assert 5 <= len(found.reported) <= 20
    assert real_diary.naive(days) > 70
    assert found.reported[0].cause == "pil.event_disturb"
