"""The practice's shelf: eight entries that its doctors have signed, and two drafts that wait."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from concord.database.acting import acting_as
from concord.demo.partnership import ZONE, Staff
from concord.people.models import Membership, Practice
from concord.programs import actions
from concord.programs.models import ShelfEntry
from concord.programs.starting import DRAFTS, words_of

WRITTEN = {
    "rise": ("rossi", "rossi", 320), "caffeine": ("mia", "rossi", 310), "dash": ("mia", "okafor", 300),
    "mediterranean": ("mia", "okafor", 290), "walk_after_meals": ("tom", "okafor", 250), "pacing": ("ben", "rossi", 240),
    "pain_moving": ("ben", "rossi", 210), "breathing": ("noa", "okafor", 180),
}  # fmt: skip
"""Each with who wrote it, who signed it, and how many days ago."""
WAITING = {"fodmap": ("mia", 12), "drink_free_days": ("grace", 5)}
OURS = {"what": "Breathe slowly for two minutes, before breakfast and before bed"}


def fill(practice: Practice, staff: Staff, *, today: date, now: datetime) -> dict[str, ShelfEntry]:
    """The entries by name, for those who suggest from them."""
    made = {}
    for code, (writer, signer, ago) in WRITTEN.items():
        entry = _do(actions.write_entry, getattr(staff, writer), ago + 3, today, now, **_draft(practice, code))
        doctor, review = getattr(staff, signer), today - timedelta(days=ago) + timedelta(days=540)
        _do(actions.sign_entry, doctor, ago, today, now, entry=entry, seen=1, next_review_day=review)
        made[code] = entry
    for code, (writer, ago) in WAITING.items():
        made[code] = _do(actions.write_entry, getattr(staff, writer), ago, today, now, **_draft(practice, code))
    # Signed words stay in use while new ones wait.
    words = {**words_of(DRAFTS["breathing"]), **OURS}
    _do(actions.revise_entry, staff.noa, 8, today, now, entry=made["breathing"], seen=1, words=words)
    return made


def _draft(practice: Practice, code: str) -> dict[str, Any]:
    return {"practice": practice, "kind": DRAFTS[code]["kind"], "words": words_of(DRAFTS[code])}


def _do(action: Any, by: Membership, ago: int, today: date, now: datetime, **given: Any) -> Any:
    then = min(datetime.combine(today - timedelta(days=ago), time(12), ZoneInfo(ZONE)), now)
    with acting_as(by.person):
        return action(by=by.person, now=then, **given)
