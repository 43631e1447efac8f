"""Every test of a run as professionals read it: a grid, a list, the state of the models, a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from concord.findings import words
from concord.findings.models import Finding, Run, State
from concord.findings.reads import names
from concord.measures.models import InputKind, Measure
from concord.people.models import Patient
from concord.pictures import plain_number

MOST_LISTED = 60
MOST_ROWS = 30
SIGN = {
    State.HELD_UP: "●",
    State.LESS_CLEAR: "◐",
    State.NOTICED: "○",
    State.FADED: "◌",
    State.CANT_TELL: "·",
    State.WAITING: "",
}
COLUMNS = [
    gettext_lazy("question"), gettext_lazy("days later"), gettext_lazy("estimate, for one unit"), gettext_lazy("95 % interval"),
    gettext_lazy("p"), gettext_lazy("q"), gettext_lazy("days"), gettext_lazy("stands"),
]  # fmt: skip
EXPORTED = (
    "kind (LAG: goes together; EVENT: six weeks after against before; DOSE: two weeks with all against none; LEFT_OUT: not asked about)",
    "cause", "unit of cause", "effect", "unit of effect", "lag (days)",
    "estimate (units of effect; LAG: for one more unit of cause)", "low (95 % interval)", "high (95 % interval)",
    "low shown (wider, as what stood out was chosen)", "high shown (wider, as what stood out was chosen)",
    "p (two-sided)", "q (over looks and questions)", "q now (Benjamini-Hochberg, this look)", "days counted", "state",
    "noticed (date)", "held up (date)", "why it is not answered", "more days needed (about)",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Cell:
    """One cause and one effect: the best state of all delays, and where to read on."""

    sign: str
    words: str
    url: str


def surest_first(findings: Sequence[Finding]) -> list[Finding]:
    """By q; where many share one, by p."""
    return sorted(findings, key=lambda one: (one.q is None, one.q or 0, one.p if one.p is not None else 2, one.pk))


def grid(findings: Sequence[Finding]) -> dict[str, Any]:
    """Causes down, effects across. Of very many causes those in which something stood out stand first, and the rest is counted."""
    effects = {one.effect_measure_id: one.effect_measure for one in findings}
    rows: dict[str, dict[int, list[Finding]]] = {}
    for one in findings:
        rows.setdefault(_cause(one), {}).setdefault(one.effect_measure_id, []).append(one)
    shown = list(rows.items())
    if len(shown) > MOST_ROWS:
        shown.sort(key=lambda row: all(not one.tier for cell in row[1].values() for one in cell))
    return {
        "effects": list(effects.values()), "more": max(len(shown) - MOST_ROWS, 0),
        "rows": [(cause, [_cell(found.get(key, [])) for key in effects]) for cause, found in shown[:MOST_ROWS]],
    }  # fmt: skip


def _cell(findings: list[Finding]) -> Cell:
    if not findings:
        return Cell("", _("not asked"), "")
    best = min(findings, key=lambda one: (list(SIGN).index(one.state), one.q if one.q is not None else 2, one.pk))
    lag = f" {best.lag} d" if best.tier and best.kind == "LAG" else ""
    return Cell(
        SIGN[best.state] + lag, str(best.state.label), reverse("findings:finding", args=[best.patient_id, best.pk])
    )


def _cause(finding: Finding) -> str:
    return words.label(finding).rsplit(" → ", 1)[0]


def row(finding: Finding) -> list[str]:
    """A line of the list, in the order of COLUMNS."""
    if finding.estimate is None:
        return [words.label(finding), str(finding.lag), "", "", "", "", "", words.more_days(finding)]
    between = f"{_number(finding.low)} {_('to')} {_number(finding.high)}"
    q = _number(finding.q_now if finding.q_now is not None else finding.q)
    stands = str(finding.state.label)
    return [
        words.label(finding),
        str(finding.lag),
        _number(finding.estimate),
        between,
        _number(finding.p),
        q,
        str(finding.n),
        stands,
    ]


def _number(value: float | None) -> str:
    return plain_number(value) if value is not None else ""


@dataclass(frozen=True)
class Diagnosis:
    """How the model of one effect stood. `left` is the lag-1 autocorrelation after the model; near 0 is good."""

    called: str
    answered: int
    of_days: int
    carry_over: str
    noise: str
    left: str
    talk: bool
    held: str


def diagnostics(patient: Patient, run: Run) -> list[Diagnosis]:
    keys = {int(fit["effect"].rsplit(".m", 1)[1]) for fit in run.fits}
    keys |= {int(name.rsplit(".m", 1)[1]) for fit in run.fits for name, _lag in fit["held"]}
    called = names(patient, sorted(keys))
    told = []
    for fit in run.fits:
        effect = called.get(int(fit["effect"].rsplit(".m", 1)[1]))
        held = [
            f"{called[key].called} ({lag} d)"
            for key, lag in ((int(name.rsplit(".m", 1)[1]), lag) for name, lag in fit["held"])
            if key in called
        ]
        left = fit["residual_autocorrelation"]
        told.append(
            Diagnosis(
                effect.called if effect else "",
                fit["answered"],
                run.days,
                _number(fit["carry_over"]),
                _number(fit["noise_sd"]),
                _number(left),
                abs(left) > 0.2,
                ", ".join([*(words.comes_round(days) for days in fit.get("rhythms", ())), *sorted(held)]),
            )  # fmt: skip
        )
    return told


def left_out(patient: Patient, run: Run) -> list[str]:
    """What was not asked, and why."""
    return [f"{called}: {why}" for called, why in _left_out(patient, run)]


def _left_out(patient: Patient, run: Run) -> list[tuple[str, str]]:
    why = {"unused": _("somebody chose to leave it out"), "one_day": _("written down on one day only")}
    called = names(patient, [int(what[1:]) for what, _reason in run.left_out])
    return [(called[int(what[1:])].called, why[reason]) for what, reason in run.left_out if int(what[1:]) in called]


def exported(finding: Finding) -> list[object]:
    """A row in the order of EXPORTED, numbers with a decimal point and all their digits."""
    sizes = [
        getattr(finding, name)
        for name in ("estimate", "low", "high", "low_shown", "high_shown", "p", "q", "q_now", "n")
    ]
    cause, effect = finding.cause_measure, finding.effect_measure
    named = [finding.kind, _cause(finding), _unit(cause) if cause else "", effect.called, _unit(effect), finding.lag]
    why = words.more_days(finding) if finding.reason else ""
    return [*named, *sizes, finding.state.value, finding.noticed_day, finding.held_day, why, finding.more_days]


def _unit(measure: Measure) -> str:
    """Points of a scale, 1 for yes; else what it is counted in."""
    known = {InputKind.SCALE: _("points"), InputKind.YES_NO: _("yes = 1")}
    return measure.unit_words or str(known.get(InputKind(measure.input_kind), ""))


def exported_left_out(patient: Patient, run: Run) -> list[list[object]]:
    """What was not asked about at all, each with its reason, in the same columns."""
    width = len(EXPORTED)
    return [["LEFT_OUT", called, *[""] * (width - 4), why, ""] for called, why in _left_out(patient, run)]


def harmless(cell: object) -> object:
    """A spreadsheet must not read a person's words as a formula; numbers stay numbers."""
    if isinstance(cell, str) and cell.startswith(FORMULA):
        return f"'{cell}"
    return "" if cell is None else cell
