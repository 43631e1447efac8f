"""Putting each kind of question to a diary: which can be asked, and what came of those that were."""

from dataclasses import dataclass, field

import numpy as np

from concord.connections import changes, design, dose, enough, events, lags
from concord.connections.frame import Diary
from concord.connections.options import Options
from concord.connections.results import Fit, NotEnough

LOST: enough.Why = ("no_variation", None)  # it varies by less than a number of its size can hold


@dataclass
class Answers:
    """Raw answers of one kind: `keys` are (cause, effect, lag); the lists run alongside."""

    kind: str
    keys: list[tuple[str, str, int]] = field(default_factory=list)
    estimate: list[float] = field(default_factory=list)
    se: list[float] = field(default_factory=list)
    free: list[float] = field(default_factory=list)
    n: list[int] = field(default_factory=list)
    p: list[float] | None = None  # only where p does not come from estimate and se
    waiting: list[NotEnough] = field(default_factory=list)
    fits: list[Fit] = field(default_factory=list)

    def add(self, key: tuple[str, str, int], estimate: float, se: float, free: float, n: int) -> None:
        """Keep an answer, or say that it could not be told apart when it is not a number."""
        self.keys.append(key)
        self.estimate.append(float(estimate))
        self.se.append(float(se))
        self.free.append(float(free))
        self.n.append(int(n))

    def wait(self, cause: str, effect: str, lag: int, why: enough.Why, other: str | None = None) -> None:
        self.waiting.append(enough.refuse(self.kind, cause, effect, lag, why, other))


def ask_lags(diary: Diary, options: Options) -> tuple[Answers, dict[int, list[int]], lags.Columns]:
    """Every exposure, symptom and lag. Also which columns were held for each symptom, for the dose question."""
    answers, held = Answers("lag"), {}
    columns = lags.lagged_columns(diary, options.lags)
    away = design.each_lag(enough.away_from_usual(diary.exposures), options.lags)
    answered = np.isfinite(diary.symptoms)
    each = answered.T.astype(float)
    both_answered, both_varied = each @ columns.seen, each @ away
    asked = [(diary.causes[c], lag) for c, lag in zip(columns.cause.tolist(), columns.lag.tolist(), strict=True)]
    for j, effect in enumerate(diary.effects):
        symptom = diary.symptoms[:, j]
        together, varied = both_answered[j], both_varied[j]
        names = [(cause, effect, lag) for cause, lag in asked]
        why = enough.why_not_symptom(symptom[answered[:, j]], diary.length, options)
        allowed = (columns.unit > 0) & enough.lags_allowed(together, varied, options) & (why is None)
        for k in np.flatnonzero(~allowed).tolist():
            reason = why or enough.why_not_lag(int(together[k]), int(varied[k]), diary.length, options)
            answers.wait(*names[k], reason or LOST)
        if allowed.any():
            found = lags.slopes(symptom, columns, allowed)
            held[j] = _keep_slopes(answers, diary, found, names, allowed, together)
    return answers, held, columns


def _keep_slopes(
    answers: Answers,
    diary: Diary,
    found: lags.Slopes,
    names: list[tuple[str, str, int]],
    allowed: np.ndarray,
    together: np.ndarray,
) -> list[int]:
    good = allowed & np.isfinite(found.estimate) & np.isfinite(found.se) & (found.se > 0)
    answered_well = np.flatnonzero(good)
    answers.keys += [names[k] for k in answered_well.tolist()]
    answers.estimate += found.estimate[answered_well].tolist()
    answers.se += found.se[answered_well].tolist()
    answers.free += [float(found.free)] * len(answered_well)
    answers.n += together[answered_well].astype(int).tolist()
    for k in np.flatnonzero(allowed & ~good).tolist():
        answers.wait(*names[k], ("inseparable", None), names[int(found.twin[k])][0])
    effect = names[0][1]
    answered = int(np.isfinite(diary.symptoms[:, diary.effects.index(effect)]).sum())
    answers.fits.append(
        Fit(
            effect,
            answered,
            found.carry.phi,
            float(np.sqrt(found.carry.variance)),
            found.residual_autocorrelation,
            tuple((names[k][0], names[k][2]) for k in sorted(found.held)),
            found.rhythms,
        )
    )
    return found.held


def ask_events(diary: Diary, options: Options) -> Answers:
    """Every event and symptom."""
    answers = Answers("event")
    weekday = diary.weekday()
    starts = [start for start, _ in diary.events]
    for start, label in diary.events:
        others = [other for other in starts if other != start and -options.days_after_event < other < diary.length]
        for j, effect in enumerate(diary.effects):
            symptom = diary.symptoms[:, j]
            answered = np.flatnonzero(np.isfinite(symptom))
            nearby = [other for other in starts if other != start]
            why = enough.why_not_event(answered, start, nearby, diary.length, options)
            if why is None and enough.varied_days(symptom[answered]) < options.fewest_days_each_way:
                why = ("no_variation", None)
            if why is None and starts.count(start) > 1:
                why = ("event_too_near", None)
            if why:
                answers.wait(label, effect, 0, why)
                continue
            found = events.event_effect(symptom, weekday, start, others, options.days_after_event)
            after = (answered >= start) & (answered < start + options.days_after_event)
            before = (answered < start) & (answered >= start - options.days_before_event)
            answers.add((label, effect, 0), found.estimate[0], found.se[0], found.free, (after | before).sum())
    return answers


def ask_doses(diary: Diary, options: Options, held: dict[int, list[int]], columns: lags.Columns) -> Answers:
    """Every medicine's trailing mean and symptom."""
    answers = Answers("dose")
    medicines = [k for k, name in enumerate(diary.causes) if name.startswith("med.")]
    taken = diary.exposures[:, medicines]
    means, most = dose.trailing_means(taken, options.dose_window), dose.most_in_a_day(taken)
    for j, effect in enumerate(diary.effects):
        symptom = diary.symptoms[:, j]
        # What was asked about lags can be asked about doses.
        why = None if j in held else enough.why_not_symptom(symptom[np.isfinite(symptom)], diary.length, options)
        if why:
            found = [why] * len(medicines)
        else:
            other_things = columns.values[:, [k for k in held.get(j, []) if columns.cause[k] not in medicines]]
            found = dose.dose_effects(symptom, means, most, other_things, diary.weekday(), options)
        for k, outcome in zip(medicines, found, strict=True):
            if isinstance(outcome, dose.Dose):
                key = (diary.causes[k], effect, options.dose_window)
                answers.add(key, outcome.estimate, outcome.se, outcome.free, outcome.n)
            else:
                answers.wait(diary.causes[k], effect, options.dose_window, outcome)
    return answers


def ask_changes(diary: Diary, options: Options) -> Answers:
    """One question a symptom: did its level shift on some day?"""
    answers = Answers("change", p=[])
    for j, effect in enumerate(diary.effects):
        symptom = diary.symptoms[:, j]
        answered = symptom[np.isfinite(symptom)]
        why = enough.why_not_symptom(answered, diary.length, options)
        if why:
            answers.wait("", effect, 0, why)
            continue
        shift = changes.level_shift(symptom, diary.weekday())
        answers.add(("", effect, shift.day), shift.estimate, shift.se, shift.free, len(answered))
        if answers.p is not None:
            answers.p.append(shift.p)
    return answers
