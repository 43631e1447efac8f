"""One look at all days of one patient: gather, ask the engine, keep."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction

from concord.access.guard import leave_trace, refuse_if, require
from concord.access.permissions import Permission
from concord.findings import reads, rules
from concord.findings.actions import keeping
from concord.findings.models import Record, Run, WatchState
from concord.findings.series import Series, fingerprint, frames
from concord.measures import rules as days
from concord.people.models import Patient, Person

METHOD = "connections 3"


@transaction.atomic
def run_findings(*, patient: Patient, by: Person, now: datetime) -> Run | None:
    """Look with the sight of `by`, who sees the whole record. None when nothing has changed since the last look."""
    tie = require(by, Permission.LOOK_FOR_FINDINGS, patient=patient)
    refuse_if(rules.why_not_look(tie.sees_all))
    watch_state = _locked_watch(patient, now)
    series = reads.series(patient, until=days.latest_day(now))
    # The engine brings numpy, scipy and pandas with it; only a worker that looks needs them.
    from concord.connections import Options, Watch

    watch = Watch.from_json(watch_state.state) if watch_state.state else Watch(Options())
    options = json.dumps(asdict(watch.options), sort_keys=True)
    mark = fingerprint(series, options, METHOD)
    last = Run.objects.filter(patient=patient).first()
    if last is not None and last.fingerprint == mark:
        WatchState.objects.filter(patient=patient, failed_at__isnull=False).update(failed_at=None)
        return None
    before = watch_state.state
    analysis = watch.look(*frames(series.as_text()))
    run = _keep_run(patient, series, analysis, fingerprint=mark, by=by, now=now)
    Record.objects.create(
        patient=patient, run=run, topics=list(series.topics), inputs=series.as_text(), options=options, watch_before=before,
        answers=json.dumps({"tests": analysis.to_dicts(), "not_enough": analysis.not_enough_dicts()}),
    )  # fmt: skip
    watch_state.state, watch_state.topics, watch_state.at, watch_state.failed_at = (
        watch.to_json(),
        list(series.topics),
        now,
        None,
    )
    watch_state.save()
    keeping.keep_findings(run, series, analysis)
    leave_trace(
        "looked for what goes together", by=by, patient=patient, at=now, permission=Permission.LOOK_FOR_FINDINGS
    )
    return run


@transaction.atomic
def note_failed_look(*, patient: Patient, by: Person, now: datetime) -> None:
    """A look did not come to its end. Whoever reads the findings is told so; the next one that ends takes it away."""
    require(by, Permission.LOOK_FOR_FINDINGS, patient=patient)
    WatchState.objects.update_or_create(
        patient=patient, defaults={"failed_at": now}, create_defaults={"failed_at": now, "at": now}
    )


def again(record: Record) -> dict[str, Any]:
    """The answers of a run made anew from what it stored: the same bits."""
    from concord.connections import Options, Watch

    options = json.loads(record.options)
    fresh = Watch(Options(**{**options, "lags": tuple(options["lags"])}))
    watch = Watch.from_json(record.watch_before) if record.watch_before else fresh
    analysis = watch.look(*frames(record.inputs))
    told = {"tests": analysis.to_dicts(), "not_enough": analysis.not_enough_dicts()}
    return json.loads(json.dumps(told))


def _locked_watch(patient: Patient, now: datetime) -> WatchState:
    """One look at a time: the row is locked until this one is kept."""
    WatchState.objects.get_or_create(patient=patient, defaults={"at": now})
    return WatchState.objects.select_for_update().get(patient=patient)


def _keep_run(patient: Patient, series: Series, analysis: Any, *, fingerprint: str, by: Person, now: datetime) -> Run:
    first: date | None = series.first
    return Run.objects.create(
        patient=patient, at=now, method=METHOD, fingerprint=fingerprint, first_day=first, last_day=series.last, days=series.days,
        asked=len(analysis.tests), waiting=len(analysis.not_enough),
        left_out=[[what, why] for what, why in series.left_out if what.startswith("m")],
        fits=[asdict(fit) for fit in analysis.fits], by=by,
    )  # fmt: skip
