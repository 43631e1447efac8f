"""The answers of a run become findings: each question keeps one row, and each change of where it stands one turn."""

from __future__ import annotations

from datetime import date
from typing import Any

from concord.findings.models import Finding, Run, State, Support, Tier, Turn
from concord.findings.series import Series, usual_span

TIERS = {"noticed": Tier.NOTICED.value, "held up": Tier.HELD_UP.value, None: ""}
NUMBERS = ("estimate", "low", "high", "p", "q", "q_now", "n")
UPDATED = (
    "run", *NUMBERS, "low_shown", "high_shown", "usual_low", "usual_high", "tier", "noticed_day", "held_day", "less_clear",
    "reason", "more_days", "other_measure", "topics",
)  # fmt: skip
ONCE = (State.HELD_UP, State.LESS_CLEAR, State.NOTICED, State.FADED)


def keep_findings(run: Run, series: Series, analysis: Any) -> None:
    """Write every question of the run: tests made, and questions that wait."""
    known = {finding.key: finding for finding in Finding.objects.filter(patient=run.patient)}
    answered = [_answered(run, series, test) for test in analysis.tests]
    waiting = [_waiting(run, series, entry, known) for entry in analysis.not_enough]
    rows = [row for row in (*answered, *waiting) if row is not None]
    Finding.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["patient", "key"], update_fields=list(UPDATED), batch_size=500
    )
    _keep_turns(run, rows, known)


def _question(run: Run, series: Series, one: Any) -> Finding | None:
    """The row of a question, without its answer; None for a kind that pages do not show."""
    if one.kind not in ("lag", "event", "dose"):
        return None
    finding = Finding(
        patient=run.patient, run=run, key=f"{one.kind}|{one.cause}|{one.effect}|{one.lag}", kind=one.kind.upper(), lag=one.lag,
        effect_measure_id=_measure(one.effect),
    )  # fmt: skip
    if one.kind == "event":
        mark, what = one.cause.split(":")
        finding.cause_mark_id, finding.mark_ended = int(mark), what == "ended"
        # The days of every other event are held while one is judged, so all of them are its inputs.
        finding.topics = list(series.topics)
    else:
        finding.cause_measure_id = _measure(one.cause)
        finding.usual_low, finding.usual_high = usual_span(series.columns[one.cause]) or (None, None)
    return finding


def _answered(run: Run, series: Series, test: Any) -> Finding | None:
    finding = _question(run, series, test)
    if finding is None:
        return None
    for name in NUMBERS:
        setattr(finding, name, getattr(test, name))
    finding.low_shown, finding.high_shown = test.low_rep, test.high_rep
    finding.tier, finding.less_clear = TIERS[test.tier], test.less_clear
    finding.noticed_day, finding.held_day = _day(test.noticed_on), _day(test.held_on)
    return finding


def _waiting(run: Run, series: Series, entry: Any, known: dict[str, Finding]) -> Finding | None:
    """What was noticed once and can no longer be asked keeps the days it was noticed on: it has faded, and says so."""
    finding = _question(run, series, entry)
    if finding is None:
        return None
    finding.reason, finding.more_days = entry.reason, entry.more_days
    finding.other_measure_id = _measure(entry.other) if entry.other else None
    if before := known.get(finding.key):
        finding.tier, finding.noticed_day, finding.held_day = before.tier, before.noticed_day, before.held_day
    return finding


def _keep_turns(run: Run, rows: list[Finding], known: dict[str, Finding]) -> None:
    ids = dict(Finding.objects.filter(patient=run.patient, run=run).values_list("key", "pk"))
    before = {key: finding.state for key, finding in known.items()}
    Turn.objects.bulk_create(
        Turn(
            patient=run.patient,
            finding_id=ids[row.key],
            run=run,
            became=row.state,
            at=run.at,
            estimate=row.estimate,
            topics=row.topics,
        )  # fmt: skip
        for row in rows
        if row.state != before.get(row.key) and (row.state in ONCE or before.get(row.key) in ONCE)
    )


def stood(finding: Finding) -> dict[str, Any]:
    """How a finding stands now, for what is built on it."""
    return {
        "patient": finding.patient,
        "finding": finding,
        "run": finding.run,
        "stood": finding.state,
        "topics": finding.topics,
    }


def keep_support(finding: Finding, evidence: Any) -> Support:
    return Support.objects.create(evidence=evidence, **stood(finding))


def _measure(name: str) -> int:
    return int(name.rsplit(".m", 1)[1])


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
