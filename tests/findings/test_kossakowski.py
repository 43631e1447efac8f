"""A real person's diary through the whole way: loaded, looked through, and the figures of docs/connections-kossakowski.md.

The diary is in the public domain (Kossakowski and others 2017) and not part of this repository. Name its daily means in
CONCORD_DIARY and run `python -m pytest tests/findings/test_kossakowski.py`; with CONCORD_WRITE_DOCS=1 the page's figures
are written anew, else they are compared.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from django.core.management import call_command
from scipy import stats

from concord.database.acting import acting_as
from concord.findings import actions, reads, words
from concord.findings.models import Finding, State
from concord.findings.series import frames
from concord.measures.reads import measures_of
from tests.make import findings as make

ROOT = Path(__file__).resolve().parents[2]
DIARY = Path(os.environ.get("CONCORD_DIARY", ROOT.parent / "shared" / "data" / "kossakowski_daily.csv"))
PAGE = ROOT / "docs" / "connections-kossakowski.md"
FIGURES = re.compile(r"(?<=<!-- figures -->\n).*?(?=<!-- end -->)", re.DOTALL)
# Chosen before any look: what he did and what happened, and six ways he felt.
INFLUENCES = [
    "phy_physact", "soc_together", "soc_pleasant", "soc_belong", "act_difficul", "act_well", "act_enjoy", "event_pleas", "event_import",
    "event_disturb", "evn_ordinary", "phy_hungry",
]  # fmt: skip
FEELINGS = ["mood_down", "mood_anxious", "mood_cheerf", "phy_tired", "phy_headache", "pat_worry"]
LATEST = datetime(2013, 4, 30, 18, tzinfo=UTC)
pytestmark = [
    pytest.mark.django_db(transaction=False),
    pytest.mark.skipif(not DIARY.exists(), reason="the diary is not here: name its file in CONCORD_DIARY"),
]


def test_the_page_says_what_the_diary_says(team, acting):
    _load(team)
    _choose(team)
    looks = _look_every_fortnight(team)
    acting(team.thandi)
    said = _figures(team, looks)
    page = PAGE.read_text(encoding="utf-8")
    if os.environ.get("CONCORD_WRITE_DOCS") == "1":
        PAGE.write_text(FIGURES.sub(lambda _match: said, page), encoding="utf-8")
        return
    found = FIGURES.search(page)
    assert found is not None
    assert found.group() == said


def _load(team) -> None:
    example = ROOT / "docs" / "examples" / "kossakowski.toml"
    with acting_as(team.doctor):
        call_command(
            "load",
            "diary",
            str(DIARY),
            "--map",
            str(example),
            "--patient",
            str(team.patient.pk),
            "--as",
            team.doctor.email,
        )


def _choose(team) -> None:
    with acting_as(team.thandi):
        for measure in measures_of(team.patient).filter(patient=team.patient):
            name = measure.code.removeprefix("kossakowski-")
            use = "INFLUENCE" if name in INFLUENCES else "FEELING" if name in FEELINGS else "NOT_ASKED"
            actions.choose_use(patient=team.patient, measure=measure, used_as=use, by=team.thandi, now=make.NOW)


def _look_every_fortnight(team) -> int:
    """As it would have been: from the sixtieth day on a look every fourteen days, and one at the end."""
    with acting_as(team.thandi):
        series = reads.series(team.patient, until=make.TODAY)
    ends = [*range(60, series.days, 14), series.days]
    for day in ends:
        ago = (make.TODAY - (series.first + timedelta(days=day - 1))).days
        make.look_as_on(ago, team.patient, team.thandi)
    return len(ends)


def _figures(team, looks: int) -> str:
    run = reads.latest_run(team.patient)
    days, _events = frames(run.record.inputs)
    lag = [one for one in reads.every_question(team.patient, run) if one.kind == "LAG"]
    claims = _plain_correlation(days)
    claimed = [one for one in claims if one.p < 0.05]
    now = [one for one in lag if one.q_now is not None and one.q_now <= 0.10]
    counts = {state: sum(one.state == state for one in lag) for state in State}
    lines = [
        "| | |", "|---|---|",
        f"| days, from first to last | {run.days} |",
        f"| questions asked (12 things x 6 feelings x 4 delays) | {len(lag)} |",
        f"| waiting for more days | {counts[State.WAITING]} |",
        f"| plain correlation would claim (p < .05) | {len(claimed)} of {len(claims)} |",
        f"| of that many, chance alone gives about | {round(0.05 * len(claims))} |",
        f"| Concord, one look at all days (q at most .10) | {len(now)} |",
        f"| after {looks} looks, one a fortnight: held up | {counts[State.HELD_UP]} |",
        f"| held up, less clear at the end | {counts[State.LESS_CLEAR]} |",
        f"| noticed, still a question | {counts[State.NOTICED]} |",
        f"| noticed once, faded | {counts[State.FADED]} |",
        "", "Every finding that stands at the end, in the words of the page:", "",
    ]  # fmt: skip
    told = [one for one in reads.told(team.patient) if one.state in (State.HELD_UP, State.LESS_CLEAR, State.NOTICED)]
    lines += [f"- *{one.state.label}*: {words.plain(words.sentence(one))} Seen on {one.n} days." for one in told]
    return "\n".join([*lines, "", *_strongest(claimed, lag)]) + "\n"


def _strongest(claimed: list[Claim], lag: list[Finding]) -> list[str]:
    """The ten strongest claims of plain correlation, each with what Concord says of the same two things at the same delay."""
    of = {(one.cause_measure_id, one.effect_measure_id, one.lag): one for one in lag}
    shown = sorted(claimed, key=lambda one: -abs(one.r))[:10]
    lines = ["The ten strongest claims of plain correlation, and what Concord says of the same:", "", "| r | of what | days later | Concord |", "|---|---|---|---|"]  # fmt: skip
    for one in shown:
        found = of[one.cause, one.effect, one.lag]
        cause, effect = found.cause_measure.called, found.effect_measure.called
        lines.append(f"| {one.r:+.2f} | “{cause}” and “{effect}” | {one.lag} | {found.state.label} |")
    return lines


@dataclass(frozen=True)
class Claim:
    cause: int
    effect: int
    lag: int
    r: float
    p: float


def _plain_correlation(days: dict) -> list[Claim]:
    """What an app without a model would ask: Pearson's r of every pair and delay."""
    series = {name: np.array(column, dtype=float) for name, column in days.items() if name != "date"}
    claims = []
    for cause, x in series.items():
        for effect, y in series.items():
            if cause.startswith("pil") and effect.startswith("sym"):
                for lag in range(4):
                    a, b = x[: len(x) - lag], y[lag:]
                    both = np.isfinite(a) & np.isfinite(b)
                    said = stats.pearsonr(a[both], b[both])
                    claims.append(Claim(_key(cause), _key(effect), lag, float(said.statistic), float(said.pvalue)))
    return claims


def _key(column: str) -> int:
    return int(column.rsplit(".m", 1)[1])
