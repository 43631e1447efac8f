"""What a caller may choose. A frozen dataclass without logic; the defaults are the ones measured."""

from dataclasses import dataclass


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
