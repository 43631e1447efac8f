"""Looking again and again without false alarms adding up: two locks.

Noticed: the first look at which a test's q is at most alpha. Lock 1 is an e-value for repeated looks (the normal mixture of
Robbins 1970, largest so far), Benjamini-Hochberg over every test. Lock 2 asks that the days since it was noticed point the
same way. Both open at one look: held up. It is not a theorem (running maxima, refits); it is measured (docs/connections.md).
"""

import hashlib
import json
from collections import Counter
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any

import numpy as np
from scipy.special import ndtr, ndtri

from concord.connections import multiple
from concord.connections.analysis import analyse_diary
from concord.connections.frame import Diary, read_diary
from concord.connections.options import DEFAULTS, Options, check_options
from concord.connections.refusals import InputError
from concord.connections.results import Analysis, Test

MIXTURE = 0.1  # of the days so far: the spread of effects the e-value bets on
FRESH_DAYS = 28
FRESH_SHARE = 0.05  # new information needed, of that at noticing
FRESH_LEVEL = 0.10
KINDS = ("lag", "event", "dose")
SMALLEST_SE = 1e-150

Tests = dict[tuple, Test]


@dataclass(frozen=True)
class Kept:
    """What a watch remembers of one test. `log_e`: largest log e-value so far. The rest from when it was noticed."""

    log_e: float = -np.inf
    noticed_on: str | None = None
    direction: int = 0
    z: float = 0.0
    information: float = 0.0
    past: str = ""
    held_on: str | None = None


class Watch:
    """Keeps what earlier looks saw. One watch a patient; `to_json` and `from_json` keep every bit."""

    def __init__(self, options: Options = DEFAULTS) -> None:
        check_options(options)
        self.options = options
        self.kept: dict[tuple, Kept] = {}
        self.last_day: str | None = None

    def look(self, days: object, events: object = None) -> Analysis:
        """Analyse all days so far and say what is noticed and what has held up. Days already seen change nothing."""
        diary, called = _each_by_its_own_name(read_diary(days, events))
        analysis = analyse_diary(diary, self.options)
        tests = _keyed(analysis)
        if diary.length:
            self._forget_or_recompute(diary)
        if diary.length and (self.last_day is None or _last_day(diary) > self.last_day):
            self._learn(diary, analysis, tests)
            self.last_day = _last_day(diary)
        return _as_brought(self._tell(analysis, tests), called)

    def _learn(self, diary: Diary, analysis: Analysis, tests: Tests) -> None:
        today, past = _last_day(diary), _fingerprint(diary, diary.length)
        for key, test in tests.items():
            kept = self.kept.get(key, Kept())
            z = _score(test)
            rho = MIXTURE * diary.length
            log_e = z * z * rho / (2 * (1 + rho)) - 0.5 * np.log1p(rho)
            kept = replace(kept, log_e=float(max(kept.log_e, log_e)))
            if kept.noticed_on is None and test.q <= self.options.alpha:
                kept = replace(
                    kept,
                    noticed_on=today,
                    direction=1 if test.estimate > 0 else -1,
                    z=z,
                    information=_information(test),
                    past=past,
                )
            self.kept[key] = kept
        first = self._first_lock(tests, len(analysis.not_enough))
        for key, test in tests.items():
            kept = self.kept[key]
            if kept.held_on is None and first[key] <= self.options.alpha and _second_lock(kept, test, today):
                self.kept[key] = replace(kept, held_on=today)

    def _first_lock(self, tests: Tests, waiting: int) -> dict:
        """q of every test from the e-values; questions that wait count as 1."""
        keys = list(tests)
        values = [float(np.exp(-max(self.kept.get(key, Kept()).log_e, 0.0))) for key in keys]
        return dict(zip(keys, multiple.q_values(np.array(values + [1.0] * waiting)).tolist(), strict=False))

    def _forget_or_recompute(self, diary: Diary) -> None:
        """Where days before a noticing were edited, what it rested on is worked out again; it falls where it cannot be."""
        again: dict[str, dict] = {}
        for key, kept in self.kept.items():
            if kept.noticed_on is None or kept.noticed_on > _last_day(diary):
                continue
            length = int((np.datetime64(kept.noticed_on) - diary.first).astype(int)) + 1
            past = _fingerprint(diary, length)
            if past == kept.past:
                continue
            if past not in again:
                again[past] = _keyed(analyse_diary(_until(diary, length), self.options)) if length > 0 else {}
            test = again[past].get(key)
            if test is None:
                self.kept[key] = Kept(log_e=kept.log_e)
            else:
                self.kept[key] = replace(kept, z=_score(test), information=_information(test), past=past)

    def _tell(self, analysis: Analysis, tests: Tests) -> Analysis:
        first = self._first_lock(tests, len(analysis.not_enough))
        told = [
            _with_tier(test, self.kept.get(key, Kept()), first[key], self.options.alpha) for key, test in tests.items()
        ]
        others = [test for test in analysis.tests if test.kind not in KINDS]
        return replace(analysis, tests=(*told, *others))

    def to_json(self) -> str:
        """Everything, as text; floats keep every bit."""
        kept = [[list(key), asdict(value)] for key, value in sorted(self.kept.items())]
        return json.dumps({"version": 1, "options": asdict(self.options), "last_day": self.last_day, "kept": kept})

    @classmethod
    def from_json(cls, text: str) -> "Watch":
        """A watch as it was when `to_json` was called."""
        try:
            state = json.loads(text)
            options = {**state["options"], "lags": tuple(state["options"]["lags"])}
            watch = cls(Options(**{field.name: options[field.name] for field in fields(Options)}))
            watch.last_day = None if state["last_day"] is None else str(date.fromisoformat(state["last_day"]))
            watch.kept = {_key(key): _kept(**value) for key, value in state["kept"]}
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise InputError("This text is not a watch that was put away with to_json.") from error
        return watch


def _key(key: list) -> tuple:
    kind, cause, effect, lag, which = key
    if kind not in KINDS or not isinstance(lag, int) or not isinstance(which, int):
        raise ValueError(key)
    return kind, str(cause), str(effect), lag, which


def _kept(**said: Any) -> Kept:
    kept = Kept(**said)
    numbers = np.array([kept.log_e, kept.z, kept.information], float)
    if np.isnan(numbers).any() or numbers[2] < 0 or kept.direction not in (-1, 0, 1) or not isinstance(kept.past, str):
        raise ValueError(said)
    for day in (kept.noticed_on, kept.held_on):
        if day is not None:
            date.fromisoformat(day)
    return kept


def _each_by_its_own_name(diary: Diary) -> tuple[Diary, dict[str, str]]:
    """Events that share a label get their day beside it: what was seen of one is never told of another.

    Also how each was called before.
    """
    often = Counter(label for _day, label in diary.events)
    names = [f"{label} {diary.first + day}" if often[label] > 1 else label for day, label in diary.events]
    while len(set(names)) < len(names):  # somebody called another one just so
        names = [
            name if often[label] == 1 else f"{name} " for name, (_day, label) in zip(names, diary.events, strict=True)
        ]
    called = {name: label for name, (_day, label) in zip(names, diary.events, strict=True)}
    events = tuple((day, name) for name, (day, _label) in zip(names, diary.events, strict=True))
    return replace(diary, events=events), called


def _as_brought(analysis: Analysis, called: dict[str, str]) -> Analysis:
    """The same, with every event called as it was."""

    def rename(one: Any) -> Any:
        return replace(one, cause=called[one.cause]) if one.kind == "event" else one

    tests, waiting = map(rename, analysis.tests), map(rename, analysis.not_enough)
    return replace(analysis, tests=tuple(tests), not_enough=tuple(waiting))


def _keyed(analysis: Analysis) -> Tests:
    """Tests by (kind, cause, effect, lag, 0)."""
    return {(test.kind, test.cause, test.effect, test.lag, 0): test for test in analysis.tests if test.kind in KINDS}


def _information(test: Test) -> float:
    """One over the variance, kept within what can be held."""
    return 1 / min(max(test.se, SMALLEST_SE), 1 / SMALLEST_SE) ** 2


def _score(test: Test) -> float:
    """Signed normal score of the two-sided p."""
    return float(np.sign(test.estimate) * -ndtri(test.p / 2))


def _second_lock(kept: Kept, test: Test, today: str) -> bool:
    """Do the days since it was noticed, on their own, point the same way?"""
    if kept.noticed_on is None or np.datetime64(today) - np.datetime64(kept.noticed_on) < np.timedelta64(
        FRESH_DAYS, "D"
    ):
        return False
    information = _information(test)
    gained = information - kept.information
    if gained <= FRESH_SHARE * kept.information:
        return False
    fresh = (
        kept.direction * (_score(test) * np.sqrt(information) - kept.z * np.sqrt(kept.information)) / np.sqrt(gained)
    )
    return bool(ndtr(-fresh) <= FRESH_LEVEL)


def _with_tier(test: Test, kept: Kept, q: float, alpha: float) -> Test:
    tier = "held up" if kept.held_on else ("noticed" if kept.noticed_on else None)
    return replace(
        test,
        q=q,
        q_now=test.q,
        tier=tier,
        noticed_on=kept.noticed_on,
        held_on=kept.held_on,
        less_clear=tier is not None and test.q > alpha,
    )


def _last_day(diary: Diary) -> str:
    return str(diary.first + (diary.length - 1))


def _until(diary: Diary, length: int) -> Diary:
    events = tuple(event for event in diary.events if event[0] < length)
    return replace(diary, exposures=diary.exposures[:length], symptoms=diary.symptoms[:length], events=events)


def _fingerprint(diary: Diary, length: int) -> str:
    """A hash of everything that was known up to a day."""
    part = _until(diary, max(length, 0))
    digest = hashlib.sha256(json.dumps([str(part.first), part.causes, part.effects, part.events]).encode())
    for values in (part.exposures, part.symptoms):
        digest.update((np.where(np.isfinite(values), values, np.nan) + 0.0).tobytes())
    return digest.hexdigest()[:24]
