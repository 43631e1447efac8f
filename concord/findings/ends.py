"""The end of a question: answered, or unlikely to be answered in the time that was chosen. A statement, never a stop by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from concord.findings import cards, reads, sizes
from concord.findings.models import Finding, Run, State
from concord.people.models import Patient

MATTERS = 0.1
"""Of a feeling's scale: a difference below that is not worth more evenings. Concord's own rule."""


@dataclass(frozen=True)
class End:
    """Where the questions about one measure stand. `says` is empty while there is nothing to decide."""

    until: date | None
    says: str = ""


def of_measures(patient: Patient, *, today: date, own: bool) -> dict[int, End]:
    """{measure: its end}, from the newest look, as far as whoever asks is shown it; four queries."""
    chosen, run = reads.ends_chosen(patient), reads.latest_run(patient)
    asked: dict[int, list[Finding]] = defaultdict(list)
    if run is not None:
        every = list(reads.every_question(patient, run).filter(cause_measure__isnull=False))
        for finding in cards.for_patient(every, reads.shown_in(patient.practice), own=own):
            asked[finding.cause_measure_id or 0].append(finding)
    return {
        key: End(chosen.get(key), says(asked.get(key, []), run, until=chosen.get(key), today=today))
        for key in {*chosen, *asked}
    }


def says(findings: Sequence[Finding], run: Run | None, *, until: date | None, today: date) -> str:
    if any(one.state == State.HELD_UP for one in findings):
        return _("Answered: something held up. You can stop asking; what was found stays.")
    if findings and all(_is_small(one) for one in findings):
        return _("Answered as far as it matters: whatever goes with it is less than a tenth of the scale.")
    if until is None:
        return ""
    day = {"day": date_format(until, "j F Y")}
    if today >= until:
        return _("The time that you chose ended on %(day)s. Stop asking, or look longer?") % day
    left = (until - today).days
    if run is not None and findings and all(_is_unlikely(one, run, left) for one in findings):
        return _("Unlikely to be answered by %(day)s. Stop asking, look longer, or find out by an experiment?") % day
    return ""


def _is_small(finding: Finding) -> bool:
    """Asked, and even the far end of its interval is less than matters."""
    size, matters = sizes.size(finding, as_reported=False), _matters(finding)
    return size is not None and matters is not None and max(abs(size.low), abs(size.high)) < matters


def _is_unlikely(finding: Finding, run: Run, left: int) -> bool:
    """Nothing stood out, and what matters would still drown in what is not known when the time is over; an interval shrinks with the
    square root of the days."""
    if finding.state not in (State.CANT_TELL, State.WAITING):
        return False
    size, matters = sizes.size(finding, as_reported=False), _matters(finding)
    if size is None or matters is None or not finding.n:
        return finding.more_days is None or finding.more_days > left
    rate = finding.n / max(run.days, 1)
    half = (size.high - size.low) / 2 * sqrt(finding.n / (finding.n + left * rate))
    return half > matters


def _matters(finding: Finding) -> float | None:
    low, high = finding.effect_measure.possible_low, finding.effect_measure.possible_high
    return MATTERS * (high - low) if low is not None and high is not None else None
