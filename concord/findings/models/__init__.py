"""Runs of the engine and what became of their answers, and what people say of it."""

from concord.findings.models.looking import (
    ChosenUse,
    Finding,
    FindingQuerySet,
    Kind,
    PracticeShows,
    Record,
    Run,
    SentenceSupport,
    Shown,
    State,
    Support,
    Tier,
    Turn,
    Use,
    WatchState,
)
from concord.findings.models.said import Helped, WhetherItHelped

__all__ = [
    "ChosenUse",
    "Finding",
    "FindingQuerySet",
    "Helped",
    "Kind",
    "PracticeShows",
    "Record",
    "Run",
    "SentenceSupport",
    "Shown",
    "State",
    "Support",
    "Tier",
    "Turn",
    "Use",
    "WatchState",
    "WhetherItHelped",
]
