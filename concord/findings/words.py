"""Findings in words. Each sentence exists twice: as HTML, where a person's own words stand in their own voice, and plain."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, timedelta
from html import unescape
from typing import Any

from django.utils.formats import date_format
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from concord.findings import sizes
from concord.findings.models import Finding, Kind, State
from concord.measures.models import InputKind, Measure
from concord.pictures import plain_number

FRESH_DAYS = 28
TWO_YEARS = 730
ENDS = (0, 10)
LEAST_AT_AN_END = 0.1  # our own: from so many answers on a fifth of a size is lost (`python -m bench.connections.ends`)
OWN_WORDS = re.compile(r'“?<span class="words" dir="auto">(.*?)</span>”?')
"""Where a voice of its own is not to be had, a person's words stand in quotation marks."""


def name(measure: Measure) -> SafeString:
    if measure.patient_id:
        return format_html('<span class="words" dir="auto">{}</span>', measure.called)
    return format_html("“{}”", measure.called)


def when(finding: Finding) -> SafeString:
    """“On days after a short night”, “On the day after …”: the cause and the delay."""
    if finding.kind == Kind.EVENT:
        return _when_marked(finding)
    cause = finding.cause_measure
    if finding.kind == Kind.DOSE:
        return format_html(_("After two weeks with all of {} rather than none"), name(cause))  # type: ignore[arg-type]
    if cause.code in sizes.SLEPT:  # type: ignore[union-attr]
        nights = [
            _("On days after a short night"),
            _("On the day after that of a short night"),
            _("Two days after that of a short night"),
        ]
        return format_html("{}", [*nights, _("Three days after that of a short night")][min(finding.lag, 3)])
    if cause.input_kind == InputKind.YES_NO:  # type: ignore[union-attr]
        said = [_("On days with {}"), _("On the day after {}"), _("Two days after {}"), _("Three days after {}")]
    else:
        said = [
            _("On days when {} was high"),
            _("On the day after {} was high"),
            _("Two days after {} was high"),
            _("Three days after {} was high"),
        ]
    return format_html(said[min(finding.lag, 3)], name(cause))  # type: ignore[arg-type]


def _when_marked(finding: Finding) -> SafeString:
    mark: Any = finding.cause_mark
    words = format_html('<span class="words" dir="auto">{}</span>', mark.words)
    if finding.mark_ended:
        return format_html(_("In the six weeks after “{}” ended"), words)
    if mark.kind == "EVENT" or mark.until_day == mark.from_day:
        return format_html(_("In the six weeks after “{}”"), words)
    return format_html(_("In the six weeks after “{}” began"), words)


def sentence(finding: Finding) -> SafeString:
    """What was seen; for what is only noticed, as a question; for what cannot be told, as that."""
    found = sizes.size(finding)
    if found is None:
        return format_html(_("{}: not enough days yet to ask about {}."), when(finding), name(finding.effect_measure))
    if finding.state == State.CANT_TELL:
        return _cant_tell(finding, found)
    given = (name(finding.effect_measure), found.about(), _higher(found), found.between())
    if finding.state in (State.NOTICED, State.FADED, State.LESS_CLEAR):
        said = {
            State.LESS_CLEAR: _(
                'Less clear than it was: {}, {} was about <strong>{} {}</strong> <span class="quiet">({})</span> over all days.'
            ),
            State.NOTICED: _(
                'Could it be that {}, {} was about <strong>{} {}</strong> <span class="quiet">({})</span>?'
            ),
            State.FADED: _(
                'Noticed once, and not borne out since: {}, {} was about <strong>{} {}</strong> <span class="quiet">({})</span>.'
            ),
        }[finding.state]
        asked = when(finding)
        return format_html(said, SafeString(asked[:1].lower() + asked[1:]), *given)
    return format_html(
        _('{}, {} was about <strong>{} {}</strong> <span class="quiet">({})</span>.'), when(finding), *given
    )


def _cant_tell(finding: Finding, found: sizes.Size) -> SafeString:
    like = max(abs(found.low), abs(found.high))
    return format_html(
        _("{}, {} could be anything from {} to {}: we can’t tell."),
        when(finding), name(finding.effect_measure), sizes.signed(found.low, like), sizes.signed(found.high, like),
    )  # fmt: skip


def _higher(found: sizes.Size) -> str:
    return _("higher") if found.higher else _("lower")


def plain(words: str) -> str:
    return " ".join(unescape(strip_tags(OWN_WORDS.sub(r"“\1”", words))).split())


def delay(finding: Finding) -> str:
    if finding.kind == Kind.EVENT:
        return _("over the six weeks from that day")
    if finding.kind == Kind.DOSE:
        return _("over the two weeks before")
    if finding.cause_measure is not None and finding.cause_measure.code in sizes.SLEPT and finding.lag == 0:
        return _("on the day that follows the night")
    return [_("on the same day"), _("one day later"), _("two days later"), _("three days later")][min(finding.lag, 3)]


def seen(finding: Finding) -> str:
    """“Seen on 64 days, one day later. It may have another reason.” Where nothing was seen there is nothing to give a reason for."""
    if finding.state == State.CANT_TELL:
        asked = ngettext("Asked of %(n)s day", "Asked of %(n)s days", finding.n) % {"n": finding.n}
        return _("%(days)s, %(delay)s.") % {"days": asked, "delay": delay(finding)}
    days = ngettext("Seen on %(n)s day", "Seen on %(n)s days", finding.n) % {"n": finding.n}
    return _("%(days)s, %(delay)s. It may have another reason.") % {"days": days, "delay": delay(finding)}


def what_high_means(finding: Finding) -> str:
    cause = finding.cause_measure
    if finding.kind != Kind.LAG or cause is None or cause.input_kind == InputKind.YES_NO or finding.usual_low is None:
        return ""
    given = {
        "low": plain_number(finding.usual_low),
        "high": plain_number(finding.usual_high or 0),
        "unit": cause.unit_words,
    }
    if cause.code in sizes.SLEPT:
        return _("Short here means %(low)s rather than %(high)s %(unit)s.") % given
    return (_("High here means %(high)s rather than %(low)s %(unit)s.") % given).replace(" .", ".")


def standing(finding: Finding) -> str:
    """Where it stands, with the days, and how much that is worth."""
    given = {"noticed": _said(finding.noticed_day), "held": _said(finding.held_day)}
    if finding.state == State.HELD_UP:
        return _("We noticed this on %(noticed)s. It held up on %(held)s.") % given
    if finding.state == State.LESS_CLEAR:
        return (
            _("It held up on %(held)s. Lately it is less clear: with the newer days it does not stand out as it did.")
            % given
        )
    if finding.state == State.NOTICED:
        return _("We noticed this on %(noticed)s. About a third of what we notice is chance, so this is a question, not an answer.") % given  # fmt: skip
    if finding.state == State.FADED:
        return _("We noticed this on %(noticed)s. The days since do not bear it out.") % given
    if finding.state == State.CANT_TELL:
        return _("That is an answer too: these days cannot say whether the two go together.")
    return more_days(finding)


def more_days(finding: Finding) -> str:
    """What is missing for a question that waits, and how many more days."""
    effect, cause = finding.effect_measure.called, _cause_called(finding)
    given = {"effect": effect, "cause": cause, "days": finding.more_days}
    days = _("more than two more years") if (finding.more_days or 0) > TWO_YEARS else ""
    if finding.more_days and not days:
        days = ngettext("about %(days)s more day", "about %(days)s more days", finding.more_days) % given
    said = {
        "few_days": _("too few days on which both were written down"),
        "never_answered": _("no day yet on which both were written down"),
        "few_each_way": _("too few days that differ from the usual"),
        "no_variation": _("every day was the same"),
        "few_free_days": _("too few days for all that has to be held"),
        "too_much_for_days": _("too few days for all that has to be held"),
        "inseparable": _("it cannot be told apart from “%(other)s”") % {"other": finding.other_measure.called if finding.other_measure else _("something else")},
        "event_outside": _("it lies outside the days that were written down"),
        "few_days_before": _("too few days before it were written down, so there is little to compare with"),
        "few_days_after": _("too few days after it were written down"),
        "event_too_near": _("something else began within two weeks of it"),
    }.get(finding.reason, _("it cannot be asked of these days"))  # fmt: skip
    return f"{said}; {days}." if days else f"{said}."


def outside(day: date, first: date, *, today: date) -> str:
    """Why a dated thing cannot be compared."""
    if day > today:
        return _("It is still to come. Two weeks after it we can begin to compare.")
    if day > first:
        return _("It is newer than the last day that was looked at.")
    return _("It lies before the first day that was written down (%(first)s), so there is nothing to compare with.") % {
        "first": _said(first)
    }


def _cause_called(finding: Finding) -> str:
    if finding.cause_mark is not None:
        return finding.cause_mark.words
    return finding.cause_measure.called if finding.cause_measure else ""


def label(finding: Finding) -> str:
    """Cause, effect and delay in a line, for tables."""
    cause = _cause_called(finding)
    if finding.cause_mark is not None and finding.mark_ended:
        cause = _("%(what)s ended") % {"what": cause}
    return f"{cause} → {finding.effect_measure.called}"


def surer(finding: Finding) -> list[str]:
    """What would make us surer; never more than the days can give."""
    said = []
    if finding.state == State.NOTICED and finding.noticed_day:
        from_day = finding.noticed_day + timedelta(days=FRESH_DAYS)
        said.append(
            _("Four more weeks: from %(day)s on, the days since may count by themselves.") % {"day": _said(from_day)}
        )
    if finding.state == State.HELD_UP and finding.kind != Kind.EVENT:
        said.append(_("Old days count as much as new ones: if it ended lately, these days show that only slowly. Whoever lives it may know sooner."))  # fmt: skip
    if finding.kind == Kind.LAG:
        said.append(_("More days on which both are written down, and more days that differ from the usual."))
    if finding.kind == Kind.EVENT:
        said.append(_("Nothing else new in the weeks around it, and as few open days as you like to have."))
    said.append(
        _(
            "Days alone show what goes together. Whether one brings the other could only be learned by changing it on purpose, on days chosen by chance."
        )
    )
    return said


def other_reasons(finding: Finding, held: list[str], meanwhile: list[str]) -> list[str]:
    """What else could explain it. Not in an order of likelihood."""
    said = []
    if finding.kind == Kind.LAG and finding.lag == 0:
        said.append(_("It may be the other way round: the second may come before the first on the same day."))
    if finding.kind == Kind.EVENT:
        said.append(_("Something else may have changed in the same weeks. A hard time often turns by itself, too."))
        if meanwhile:
            said.append(_("In the six weeks around it there were also: %(what)s.") % {"what": ", ".join(meanwhile)})
    else:
        said.append(_("Something that nobody writes down may move both."))
        allowed = ", ".join([_("the day of the week"), _("a slow drift"), _("how the day before was"), *held])
        said.append(_("Already allowed for: %(what)s.") % {"what": allowed})
    said.append(_("Chance. The more questions are asked of the same days, the more often it looks like an answer."))
    return said


def at_an_end(measure: Measure, answers: Collection[float]) -> str:
    """Said of a scale of 0 to 10 on which many answers stand at an end: they can go no further there, so sizes come out small."""
    stuck = sum(answer in ENDS for answer in answers)
    if measure.input_kind != InputKind.SCALE or not answers or stuck < LEAST_AT_AN_END * len(answers):
        return ""
    said = _("“%(what)s” was at an end of its scale (0 or 10) on %(n)s of %(of)s days. It can go no further there, so the real difference may be larger.")  # fmt: skip
    return said % {"n": stuck, "of": len(answers), "what": measure.called}


def comes_round(days: float) -> str:
    return _("its own rhythm of about %(days)s days") % {"days": plain_number(round(days))}


def _said(day: Any) -> str:
    return date_format(day, "j F Y") if day else ""
