"""What a finding amounts to, in numbers as they are said."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from concord.findings.models import Finding, Kind
from concord.pictures import plain_number

SLEPT = ("sleep_hours", "time_in_bed")


@dataclass(frozen=True)
class Size:
    """What a finding amounts to between the cause's own low and high: signed as “with more of it”, or “after it began”."""

    middle: float
    low: float
    high: float

    @property
    def higher(self) -> bool:
        return self.middle >= 0

    def about(self) -> str:
        return rounded(abs(self.middle), like=self.middle)

    def between(self) -> str:
        """“0.6 to 1.6”, in the direction of the middle; “0.1 lower to 0.6 higher” where it may be either."""
        ends = {rounded(abs(end), like=self.middle) for end in (self.low, self.high)}
        if self.low < 0 < self.high and "0" not in ends:
            return _("%(low)s to %(high)s") % {
                "low": signed(self.low, self.middle),
                "high": signed(self.high, self.middle),
            }
        low, high = (self.low, self.high) if self.higher else (-self.high, -self.low)
        return _("%(low)s to %(high)s") % {
            "low": rounded(low, like=self.middle),
            "high": rounded(high, like=self.middle),
        }


def rounded(value: float, *, like: float) -> str:
    """One decimal, two where the size itself is below a half, none from ten on."""
    places = 0 if abs(like) >= 10 else 1 if abs(like) >= 0.5 else 2
    return plain_number(round(value, places) + 0.0)


def size(finding: Finding, *, as_reported: bool = True) -> Size | None:
    """None while it cannot be asked. Other than reported: the plain 95 % interval."""
    if finding.estimate is None or finding.low is None or finding.high is None:
        return None
    low, high = (finding.low_shown, finding.high_shown) if as_reported and finding.tier else (finding.low, finding.high)
    step = _step(finding)
    ends = sorted(
        ((low if low is not None else finding.low) * step, (high if high is not None else finding.high) * step)
    )
    return Size(finding.estimate * step, *ends)


def _step(finding: Finding) -> float:
    """From low to high of the cause; for a night, from long to short, since that is how it is said."""
    if finding.kind != Kind.LAG or finding.usual_low is None or finding.usual_high is None:
        return 1.0
    span = finding.usual_high - finding.usual_low
    cause = finding.cause_measure
    return -span if cause is not None and cause.code in SLEPT else span


def signed(value: float, like: float) -> str:
    about = rounded(abs(value), like=like)
    return _("%(size)s higher") % {"size": about} if value >= 0 else _("%(size)s lower") % {"size": about}
