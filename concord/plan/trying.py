"""Experiments in the words of a page, told to whoever looks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from concord.access.guard import allows
from concord.access.permissions import Permission
from concord.findings import experiments as engine
from concord.findings.drawing import say
from concord.findings.sizes import rounded, signed
from concord.people.models import CareTie, Patient
from concord.people.roles import PROFESSIONALS, Role
from concord.pictures import Dot, DotWords, FittedAt, Picture, Scale, dots_with_line, in_both_sizes, plain_number
from concord.plan.models import ExperimentAnswer, Stands, Touches
from concord.plan.reads import experiments as reads
from concord.plan.reads import releasing
from concord.plan.reads.experiments import ExperimentInView
from concord.plan.rules import experiments as rules

LABELS: Mapping[str, Any] = {
    "question": gettext_lazy("what we want to know"),
    "usual": gettext_lazy("one way"),
    "instead": gettext_lazy("the other way"),
    "effect": gettext_lazy("difference that matters"),
    "blocks": gettext_lazy("blocks"),
    "block_days": gettext_lazy("days in a block"),
    "washout_days": gettext_lazy("days to get used to it"),
    "first_day": gettext_lazy("first day"),
    "stop_when": gettext_lazy("what stops it"),
    "stop_at": gettext_lazy("value at which it stops"),
}
PER = Permission
MOST_ON_THE_PLAN = 4
ORDER: list[str] = [Stands.HELD, Stands.RUNNING, Stands.DESIGNED, Stands.ANSWERED, Stands.STOPPED, Stands.LET_GO]
TAKEN = (Touches.SUPPLEMENT, Touches.PRESCRIBED)
"""What is taken is suggested by a clinician, also when the patient’s own days have answered."""


@dataclass(frozen=True)
class ChancesShown:
    """What a design could tell, while it is being typed. `why_not` says why it would not be begun."""

    clear: str
    tenths: int
    days: int
    last_day: date | None
    why_not: str | None
    rests_on: str
    would_do: int | None = None  # so many blocks instead, offered in one tap


def chances(patient: Patient, data: Mapping[str, Any], *, first_day: date | None, today: date) -> ChancesShown | None:
    """None while the numbers are not whole."""
    if not all(data.get(name) is not None for name in ("measure", "effect", "blocks", "block_days", "washout_days")):
        return None
    numbers = {name: data[name] for name in ("blocks", "block_days", "washout_days", "effect")}
    if first_day and first_day > today + timedelta(days=rules.DAYS_AHEAD):
        # The action refuses so late a day; nothing is reckoned from it, since its last day may lie beyond all calendars.
        first_day = None
    wanted = rules.Wanted(**numbers, first_day=first_day or today)
    if refused := rules.why_not_plan(wanted):
        return ChancesShown("", 0, wanted.days, None, refused, "")
    spread, found = reads.chances_of(patient, data["measure"], wanted, until=today)
    rests_on = _("%(days)s days of it in the last four months: it usually lies within %(sd)s of its middle, %(carry)s of a day stays on the next") % {
        "days": spread.days, "sd": plain_number(round(spread.sd, 1)), "carry": f"{round(100 * spread.carry_over)} %",
    }  # fmt: skip
    return ChancesShown(
        rules.in_ten(found.clear), round(10 * found.clear), wanted.days, wanted.last_day if first_day else None,
        reads.why_not_answerable(spread, found), rests_on, _would_do(found.needed, wanted),
    )  # fmt: skip


def _would_do(needed: int | None, wanted: rules.Wanted) -> int | None:
    """More blocks, where a person could live through them."""
    fits = needed is not None and wanted.blocks < needed and needed * wanted.block_days <= rules.LONGEST_RUN
    return needed if fits else None


def in_rows(patient: Patient, today: date) -> list[ExperimentInView]:
    """What runs or waits first, then what was answered, with its answer in one line; what was let go last."""
    views = reads.in_view(patient, today)
    for view in views:
        view.says = in_plain_words(view, view.answer) if view.answer else ""
    return sorted(views, key=lambda view: ORDER.index(view.stands))


def in_short(patient: Patient, today: date) -> list[ExperimentInView]:
    """For the plan's page."""
    rows = [view for view in in_rows(patient, today) if view.stands not in (Stands.LET_GO, Stands.STOPPED)]
    return rows[:MOST_ON_THE_PLAN]


def page(view: ExperimentInView, tie: CareTie, *, now: datetime) -> dict[str, Any]:
    """Everything on the page of one experiment."""
    one, stands = view.experiment, view.stands
    yes = {said.person_id: said for said in view.yes}
    sides = {said.as_role for said in view.yes}
    released = reads.release_of(one, view.moves)
    needed = reads.still_needed(one, view) if stands == Stands.DESIGNED else []
    given = {
        "view": view, "one": one, "patients": tie.role == Role.PATIENT, "can": can(view, tie, said_yes=tie.person_id in yes, now=now),
        "said_yes": tie.person_id in yes, "released": released, "needs_release": one.touches != "NOTHING", "needed": needed,
        "patient_said": next((said for said in view.yes if said.as_role == Role.PATIENT), None),
        "professional_said": next((said for said in view.yes if said.as_role in PROFESSIONALS), None),
        "both_said": Role.PATIENT in sides and bool(sides & set(PROFESSIONALS)), "chances": rules.in_ten(one.chances),
        "effect": plain_number(one.effect), "stop_at": plain_number(one.stop_at or 0.0), "number": one.text.current, "hold": next((move for move in reversed(view.moves) if move.kind == "HOLD"), None),
    }  # fmt: skip
    if stands == Stands.DESIGNED and one.touches != "NOTHING" and released is None:
        given |= _release(view, tie)
    if stands == Stands.DESIGNED:
        given["why_not_begin"] = rules.why_not_begin(another_until=reads.another_until(one))
    if stands in (Stands.RUNNING, Stands.HELD):
        given |= running(view)
    if view.answer is not None:
        given |= answered(view, view.answer)
    return given


def can(view: ExperimentInView, tie: CareTie, *, said_yes: bool, now: datetime) -> dict[str, bool]:
    """Which moves this person has here: the table and the guard's permission, both."""
    free = {kind: rules.why_not_go(view.stands, kind) is None for _state, kind in rules.FORWARD}
    releases = allows(tie, PER.RELEASE_EXPERIMENT)
    return {
        "yes": free["YES"] and allows(tie, PER.AGREE_TO_EXPERIMENT) and not said_yes,
        "take_back": free["TAKE_BACK"] and said_yes, "change": free["CHANGE"] and allows(tie, PER.DESIGN_EXPERIMENT),
        "let_go": free["LET_GO"] and allows(tie, PER.DESIGN_EXPERIMENT), "bring_back": free["BRING_BACK"] and allows(tie, PER.DESIGN_EXPERIMENT),
        "no_release": free["NO_RELEASE"] and releases, "stop": free["STOP"] and allows(tie, PER.STOP_EXPERIMENT) and (not view.over or view.held),
        "hold": free["HOLD"] and releases and not view.over, "go_on": free["GO_ON"] and releases,
        "again": view.stands in (Stands.STOPPED, Stands.ANSWERED) and allows(tie, PER.DESIGN_EXPERIMENT),
        "mark": view.stands == Stands.RUNNING and tie.role == Role.PATIENT,
        "open": free["ANSWER"] and view.over and allows(tie, PER.SEE_FINDINGS) and rules.why_not_answer_yet(view.experiment.last_day, now=now) is None, "weigh": allows(tie, PER.WRITE_CAUSE),
        "suggest": allows(tie, PER.PROPOSE_TREATMENT if view.experiment.touches in TAKEN else PER.PROPOSE_RECOMMENDATION),
    }  # fmt: skip


def _release(view: ExperimentInView, tie: CareTie) -> dict[str, Any]:
    """Whether whoever looks may release it, and if not, who may."""
    one, patient = view.experiment, view.experiment.patient
    who = ", ".join(str(each.person) for each in releasing.who_may_release(patient))
    prescribed = one.touches == "PRESCRIBED" and one.medicine is not None
    if not allows(tie, PER.RELEASE_EXPERIMENT) and not prescribed:
        return {"why_not_release": _("Something is swallowed, left out of food or fasted here, so a doctor looks at it first: %(who)s.") % {"who": who or _("there is none in the team yet")}}  # fmt: skip
    prescriber, theirs = releasing.prescriber_of(one.medicine, tie.person)
    sees = one.medicine is not None
    sentence = rules.why_not_release(one.touches, prescriber=prescriber, is_prescriber=theirs, sees_medicine=sees)
    return {"why_not_release": sentence, "may_release": sentence is None and allows(tie, PER.RELEASE_EXPERIMENT)}


@dataclass(frozen=True)
class DayShown:
    """A day that has come: what was drawn for it, and what was said about it."""

    day: date
    way: str
    counts: bool
    as_planned: bool | None


def running(view: ExperimentInView) -> dict[str, Any]:
    one = view.experiment
    until, said = min(view.day, one.last_day), view.lived
    ways = {"A": view.words["usual"], "B": view.words["instead"]}
    days = [DayShown(each.day, ways[each.letter], each.counts, said.get(each.day)) for each in view.days]
    held = reads.held_days(one, view.moves)
    open_days = [day for day in days if day.as_planned is None and day.day != view.day and day.day not in held]
    catch_up = view.day - timedelta(days=rules.DAYS_TO_CATCH_UP)
    return {
        "days": [day for day in reversed(days) if day.day != view.day],
        "open_days": [day for day in open_days if day.day >= catch_up][-3:],
        "past": max(0, min(view.number, view.length)), "left": max(0, (one.last_day - until).days),
        "begins": one.first_day if not view.begun else None, "opens_on": one.last_day + timedelta(days=2),
    }  # fmt: skip


def answered(view: ExperimentInView, answer: ExperimentAnswer) -> dict[str, Any]:
    drawn = [(letter, counts) for letter, counts in answer.inputs["drawn"]]
    pairs = engine.differences(reads.design_of(view.experiment), drawn, answer.inputs["values"])
    return {
        "sentence": sentence(view, answer), "still_possible": rules.still_possible(answer.low, answer.high, effect=view.experiment.effect), "notes": notes(answer), "picture": picture(view, answer, pairs), "helped": _helped(view, answer),
        "evidence_given": view.experiment.evidence is not None and view.experiment.evidence.taken_back_at is None,
        "evidence_words": in_plain_words(view, answer),
    }  # fmt: skip


def sentence(view: ExperimentInView, answer: ExperimentAnswer) -> dict[str, str]:
    """The answer in pieces, so that a page can set a person's words in their own voice. Only here it may say “caused”."""
    middle, low, high = answer.estimate, answer.low, answer.high
    if middle is None or low is None or high is None:
        return {"cant": WHY_NONE.get(answer.not_enough, WHY_NONE[""])}
    if answer.says == "CANT_TELL":
        like = max(abs(low), abs(high))
        ends = {"low": signed(low, like), "high": signed(high, like)}
        return {"cant": _("With the other way it could be anything from %(low)s to %(high)s.") % ends}
    low, high = (low, high) if middle > 0 else (-high, -low)
    words = {key: rounded(end, like=middle) for key, end in (("size", abs(middle)), ("low", low), ("high", high))}
    return {
        "about": (_("about %(size)s higher") if middle > 0 else _("about %(size)s lower")) % words,
        "between": _("%(low)s to %(high)s") % words,
    }  # fmt: skip


WHY_NONE: Mapping[str, Any] = {
    "too_few_pairs": gettext_lazy("Too many days are open, so too few pairs of blocks can be compared."),
    "schedule_not_followed": gettext_lazy(
        "Most days went otherwise than drawn, so the two ways can hardly be compared."
    ),
    "no_variation": gettext_lazy("It was the same on all days, whichever way they were lived."),
    "": gettext_lazy("The days do not say."),
}


def in_plain_words(view: ExperimentInView, answer: ExperimentAnswer) -> str:
    """One line for the plan and for the possible cause."""
    said = sentence(view, answer)
    called = view.experiment.measure.called
    if "cant" in said:
        return _("Our experiment “%(question)s” can’t tell. %(why)s") % {
            "question": view.words["question"],
            "why": said["cant"],
        }
    return _("Our experiment: in those weeks, “%(instead)s” rather than “%(usual)s” caused “%(called)s” to be %(about)s (%(between)s).") % {
        "instead": view.words["instead"], "usual": view.words["usual"], "called": called, **said,
    }  # fmt: skip


def as_suggestion(patient: Patient, experiment_id: int, today: date) -> dict[str, str]:
    """What helped, clearly, as the beginning of a suggestion for the plan: what to do, and the answer as its because. Else nothing."""
    found = [one for one in reads.in_view(patient, today) if one.experiment.pk == experiment_id and one.answer]
    if not found or found[0].answer is None or not _helped(found[0], found[0].answer):
        return {}
    return {"what": found[0].words["instead"], "mechanism": in_plain_words(found[0], found[0].answer)}


def _helped(view: ExperimentInView, answer: ExperimentAnswer) -> bool:
    better = view.experiment.measure.better
    return answer.says != "CANT_TELL" and {"HIGHER": "UP", "LOWER": "DOWN"}[answer.says] == better


def notes(answer: ExperimentAnswer) -> list[str]:
    """What the answer rests on, and what weakens it."""
    said = [
        ngettext("%(n)s day counts", "%(n)s days count", answer.days_used) % {"n": answer.days_used}
        + ", " + ngettext("%(n)s was left open.", "%(n)s were left open.", answer.days_missing) % {"n": answer.days_missing}
    ]  # fmt: skip
    if answer.followed is not None:
        said.append(_("Of the days about which we know it, %(share)s went as drawn. All days are counted as they were drawn, also the others: that is the honest way.") % {"share": f"{round(100 * answer.followed)} %"})  # fmt: skip
    else:
        said.append(_("Nobody wrote down which days went as drawn. All are counted as they were drawn."))
    if "pairs_dropped" in answer.limits:
        said.append(_("Some pairs of blocks had no answer on one side and are left out."))
    if "many_days_missing" in answer.limits:
        said.append(_("Many days are open; if those were the hard ones, the true difference may be another."))
    if answer.p is not None:
        said.append(_("If the two ways made no difference at all, chance alone would show this much or more in %(p)s of all orders that could have been drawn.") % {"p": f"{max(round(100 * answer.p, 1), 0.1):g} %"})  # fmt: skip
    return said


def picture(view: ExperimentInView, answer: ExperimentAnswer, pairs: Sequence[tuple[int, float]]) -> Picture | None:
    """Each pair of blocks a dot: the other way minus the usual one. The band is where the difference lies."""
    if len(pairs) < 2:
        return None
    measure = view.experiment.measure
    title = _("%(called)s: other way minus usual") % {"called": measure.called}
    dots = [Dot(number, value, _("pair %(n)s") % {"n": number}) for number, value in pairs]
    line = []
    if answer.estimate is not None and answer.low is not None and answer.high is not None:
        ends = (1, view.experiment.blocks // 2)
        line = [FittedAt(x, answer.estimate, answer.low, answer.high) for x in ends]
    reach = max(abs(value) for value in [*(value for _n, value in pairs), answer.low or 0.0, answer.high or 0.0]) or 1.0
    return in_both_sizes(
        dots_with_line, dots, line, name=f"experiment-{view.experiment.pk}", title=title,
        description=_("Below 0 it was lower with the other way, above 0 higher."),
        words=DotWords(across=_("pair of blocks"), up=_("other way minus usual"), nothing=_("No pair has answers on both sides."), dot=_("pair")), say=say(),
        up=Scale(-reach, reach),
    )  # fmt: skip
