"""Measures and what was measured. Every change of a row is kept in `Earlier` by the database itself."""

from concord.measures.models.by_hand import Episode, TestResult
from concord.measures.models.measure import Choice, CupSize, Measure
from concord.measures.models.value import Earlier, Mark, Value
from concord.measures.models.words import Better, Daily, InputKind, MarkKind, Pillar, Source

__all__ = [
    "Better", "Choice", "CupSize", "Daily", "Earlier", "Episode", "InputKind", "Mark", "MarkKind", "Measure", "Pillar", "Source",
    "TestResult", "Value",
]  # fmt: skip
