"""An analysis as a table to read in a terminal."""

from collections import Counter

from concord.connections.refusals import shorten
from concord.connections.results import Analysis, NotEnough, Test

HEAD = f"{'kind':6} {'cause':26} {'effect':20} {'lag':>3} {'estimate':>9} {'shown interval':>19} {'p':>8} {'q':>7} {'days':>5}"
NOT_ASKED = {
    "change": "Whether a level shifted on an unknown day was not asked: its false alarms have not met their bar."
}


def written(analysis: Analysis, title: str, everything: bool = False) -> str:
    """Reported findings (or every test), what must wait, and what was not asked."""
    shown = analysis.tests if everything else analysis.reported
    lines = [
        title,
        f"{analysis.days} days, {len(analysis.tests)} questions asked, {len(analysis.reported)} reported at q <= {analysis.alpha:g}",
    ]
    if shown:
        lines += [HEAD, *(_row(test) for test in shown)]
        lines.append("Seen together, not proof: each may have another reason.")
    elif not analysis.tests:
        lines.append("Nothing could be asked of these days yet.")
    else:
        lines.append("Nothing stood out. That is an answer too: these days cannot tell.")
    lines += _waiting(analysis.not_enough)
    lines += [NOT_ASKED[kind] for kind in analysis.not_asked]
    return "\n".join(lines)


def _row(test: Test) -> str:
    between = f"{test.low_rep:.2f} to {test.high_rep:.2f}"
    return (
        f"{test.kind:6} {shorten(test.cause)[:26]:26} {shorten(test.effect)[:20]:20} {test.lag:>3} {test.estimate:>9.3f} {between:>19} "
        f"{test.p:>8.1g} {test.q:>7.3f} {test.n:>5}"
    )


def _waiting(entries: tuple[NotEnough, ...]) -> list[str]:
    if not entries:
        return []
    reasons = Counter(entry.reason for entry in entries)
    counted = ", ".join(f"{count} {reason.replace('_', ' ')}" for reason, count in sorted(reasons.items()))
    days = [entry.more_days for entry in entries if entry.more_days]
    soonest = f" The first could be asked after {min(days)} more days." if days else ""
    return [f"{len(entries)} questions must wait: {counted}.{soonest}"]
