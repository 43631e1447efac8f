"""What comes back: every test that was made, and every question that could not be asked yet."""

from dataclasses import asdict, dataclass, field, fields


@dataclass(frozen=True, slots=True)
class Test:
    """One question put to the diary, with its answer.

    `kind`: lag, event, dose or change. `lag`: days from cause to effect (lag), length of the trailing
    window in days (dose), day index of the shift (change), 0 (event).
    `estimate`, `low`, `high`: points of the symptom per one unit of the exposure (lag), mean change in points over
    the days after it (event), points per +1.0 of mean taking (dose), shift in points (change); 95 % interval.
    `low_rep`, `high_rep`: the wider interval to show beside a reported finding (Benjamini and Yekutieli 2005).
    `p`: two-sided. `q`: smallest false discovery rate at which the test is reported. `n`: days used. `se`: standard error.
    `tier`, `noticed_on`, `held_on`, `less_clear`, `q_now` are filled by `Watch` only.
    """

    __test__ = False  # not a test case of pytest

    kind: str
    cause: str
    effect: str
    lag: int
    estimate: float
    low: float
    high: float
    low_rep: float
    high_rep: float
    p: float
    q: float
    n: int
    se: float = 0.0
    tier: str | None = None
    noticed_on: str | None = None
    held_on: str | None = None
    less_clear: bool = False
    q_now: float | None = None


@dataclass(frozen=True, slots=True)
class NotEnough:
    """A question that could not be asked, and why.

    `reason`: few_days, few_each_way, no_variation, never_answered, inseparable, event_outside, few_days_before,
    few_days_after, few_free_days, too_much_for_days, event_too_near. `more_days`: how many more answered days would do at the rate seen so far
    (None where more days alone would not help). `other`: the variable it cannot be told apart from.
    """

    kind: str
    cause: str
    effect: str
    lag: int
    reason: str
    more_days: int | None = None
    other: str | None = None


@dataclass(frozen=True, slots=True)
class Fit:
    """How the model of one symptom stood: for the professional's page.

    `carry_over`: AR(1) from one day to the next. `noise_sd`: in points. `answered`: days. `residual_autocorrelation`:
    lag 1, after the model; near 0 is good. `held`: exposures (name, lag) held because they move with the symptom.
    `rhythms`: days a round of each rhythm that was held because the symptom comes round so.
    """

    effect: str
    answered: int
    carry_over: float
    noise_sd: float
    residual_autocorrelation: float
    held: tuple[tuple[str, int], ...] = ()
    rhythms: tuple[float, ...] = ()


@dataclass(frozen=True)
class Analysis:
    """The whole answer for one patient. `tests` holds every test made, reported or not."""

    tests: tuple[Test, ...]
    not_enough: tuple[NotEnough, ...]
    fits: tuple[Fit, ...] = ()
    days: int = 0
    alpha: float = 0.10
    not_asked: tuple[str, ...] = field(default=())

    @property
    def reported(self) -> tuple[Test, ...]:
        """Tests whose q is at most alpha, surest first."""
        return tuple(sorted((t for t in self.tests if t.q <= self.alpha), key=lambda t: (t.q, t.p)))

    def to_dicts(self) -> list[dict]:
        """One plain dict a test, every test made, in an order that does not depend on the input's."""
        names = [f.name for f in fields(Test)]
        return [{name: getattr(test, name) for name in names} for test in self.tests]

    def not_enough_dicts(self) -> list[dict]:
        """One plain dict for each question that could not be asked."""
        return [asdict(entry) for entry in self.not_enough]
