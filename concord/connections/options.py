"""What a caller may choose. A frozen dataclass without logic; the defaults are the ones measured."""

from dataclasses import dataclass

from concord.connections.refusals import InputError, a_number, a_whole_number, shorten

LEAST = {
    "fewest_days": 30,
    "fewest_days_each_way": 3,
    "days_before_event": 7,
    "days_after_event": 7,
    "fewest_days_around_event": 3,
    "dose_window": 2,
}


@dataclass(frozen=True)
class Options:
    """Choices for `analyse`.

    `alpha`: false discovery rate; a test is reported when its q is at most this.
    `lags`: how many days earlier an exposure is asked about.
    `fewest_days`: fewest days on which cause and effect were both answered before a test is made.
    `fewest_days_each_way`: for yes/no exposures (and mostly-zero ones), fewest such days with each answer.
    `days_before_event`, `days_after_event`: window around an event; the effect is the mean over the latter.
    `fewest_days_around_event`: fewest answered days on each side of it.
    `dose_window`: days over which taking a medicine is averaged.
    `change_points`: ask whether a symptom's level shifted on an unknown day. Off, because the method's
    false alarms have not met their bar (see docs/connections.md); when on it is a question, not a finding.
    """

    alpha: float = 0.10
    lags: tuple[int, ...] = (0, 1, 2, 3)
    fewest_days: int = 45
    fewest_days_each_way: int = 10
    days_before_event: int = 120
    days_after_event: int = 42
    fewest_days_around_event: int = 14
    dose_window: int = 14
    change_points: bool = False


DEFAULTS = Options()


def check_options(options: Options) -> None:
    """Refuse choices that make no sense, in a sentence."""
    if not isinstance(options, Options):
        raise InputError(f"The options must be an Options, not '{shorten(options)}'.")
    if not 0 < a_number(options.alpha, "alpha") < 1:
        raise InputError(f"alpha is {options.alpha}; it must lie between 0 and 1.")
    _check_lags(options.lags)
    for name, least in LEAST.items():
        if a_whole_number(getattr(options, name), name) < least:
            raise InputError(f"{name} is {getattr(options, name)}; it must be at least {least}.")
    if not isinstance(options.change_points, bool):
        raise InputError(f"change_points must be True or False, not '{shorten(options.change_points)}'.")


def _check_lags(lags: object) -> None:
    if not isinstance(lags, (tuple, list)) or not lags:
        raise InputError(
            f"lags must be one or more whole numbers of days, such as (0, 1, 2, 3), not '{shorten(lags)}'."
        )
    for lag in lags:
        if isinstance(lag, float) or a_whole_number(lag, "A lag") < 0:
            raise InputError(f"lags are {tuple(lags)}; each must be a whole number of days, 0 or more.")
    if len(set(lags)) != len(lags):
        raise InputError(f"lags are {tuple(lags)}; each may be asked once.")
