"""What must be there before something counts as agreed: computed from the content, said as one line, never as a checklist.

A small lifestyle step has light gates, since its author's because is one yes and the patient's tap the other. Treatment,
whatever its author calls it, keeps every gate. Own rules of Concord, after what NICE NG197 asks of shared decisions and what
AHRQ teaches about teach-back and about confidence of seven in ten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from concord.plan.rules.proposals import is_treatment

SURE_ENOUGH = 7
STANDS, WAITS = "STANDS", "WAITS"


class Whose(StrEnum):
    """Whose move it is."""

    PATIENT = "PATIENT"
    AUTHOR = "AUTHOR"
    DOCTOR = "DOCTOR"


@dataclass(frozen=True)
class Facts:
    """What is known about one version of one recommendation; everything that a gate may look at."""

    kind: str
    own: bool
    words: Mapping[str, str]
    has_goal: bool = False
    """An open goal that the patient wrote, or has said yes to."""
    goal_waits: bool = False
    """There is an open goal, and the patient has not said yes to it."""
    worry_said: bool = False
    told_back: bool = False
    explained_clearly: bool = False
    sure: int | None = None
    anyway: bool = False
    patient_yes: bool = False
    author_yes: bool = False
    doctor_yes: bool = False

    @property
    def treatment(self) -> bool:
        return is_treatment(self.kind)

    def say(self, *fields: str) -> bool:
        """Whether each of these fields has words."""
        return all(self.words.get(field, "").strip() for field in fields)


@dataclass(frozen=True)
class Gate:
    """`closed` tells from the facts whether it is; `missing` names what is missing, told to whoever reads (`who` is the
    patient's name, empty for the patient); `whose` says who can bring it."""

    name: str
    closed: Callable[[Facts], bool]
    missing: Callable[[Facts, str], str]
    whose: Callable[[Facts], Whose]
    treatment_only: bool = False


def _author(_facts: Facts) -> Whose:
    return Whose.AUTHOR


def _patient(_facts: Facts) -> Whose:
    return Whose.PATIENT


def _doctor(_facts: Facts) -> Whose:
    return Whose.DOCTOR


def _sure_or_anyway(facts: Facts) -> bool:
    return facts.sure is not None and (facts.sure >= SURE_ENOUGH or facts.anyway)


def _goal(facts: Facts, who: str) -> str:
    if not facts.goal_waits:
        return _("an open goal that it is for")
    return (
        _("the yes of %(who)s to the goal that it is for") % {"who": who}
        if who
        else _("your yes to the goal that it is for")
    )


def _worry(_facts: Facts, who: str) -> str:
    return (
        _("what matters to %(who)s or worries them") % {"who": who} if who else _("what matters to you or worries you")
    )


def _how_sure(facts: Facts, who: str) -> str:
    if facts.sure is not None:
        return _("a smaller way, or a “try anyway”, since how sure is %(sure)s of 10") % {"sure": facts.sure}
    return (
        _("how sure %(who)s is that it can be done") % {"who": who} if who else _("how sure you are that you can do it")
    )


def _understood(facts: Facts, who: str) -> str:
    if facts.told_back:
        return _("whether it was explained clearly")
    return (
        _("what it is for, in the words of %(who)s") % {"who": who} if who else _("what it is for, in your own words")
    )


def _both(facts: Facts, who: str) -> str:
    if not (facts.author_yes or facts.own):
        return _("a yes from the side that suggests it")
    return _("the yes of %(who)s") % {"who": who} if who else _("your yes")


GATES: tuple[Gate, ...] = (
    Gate(
        "goal", lambda f: f.has_goal or f.own, _goal, lambda f: Whose.PATIENT if f.goal_waits else Whose.AUTHOR,
    ),
    Gate("because", lambda f: f.say("mechanism"), lambda _f, _who: _("the reason in plain words"), _author),
    Gate(
        "other_ways", lambda f: f.say("nothing_benefits", "nothing_harms"),
        lambda _f, _who: _("what speaks for and against doing nothing for now"), _author, treatment_only=True,
    ),
    Gate(
        "harms", lambda f: f.say("ours_benefits", "ours_harms", "how_sure"),
        lambda _f, _who: _("what good it may do and what harm"), _author, treatment_only=True,
    ),
    Gate(
        "who_and_when", lambda f: f.say("who_does", "look_weeks", "call_when"),
        lambda _f, _who: _("who does what, when you look together, and when to call"), _author, treatment_only=True,
    ),
    Gate("worry", lambda f: f.worry_said, _worry, _patient, treatment_only=True),
    Gate(
        "understood", lambda f: f.explained_clearly, _understood,
        lambda f: Whose.DOCTOR if f.told_back else Whose.PATIENT, treatment_only=True,
    ),
    Gate("sure", _sure_or_anyway, _how_sure, _patient, treatment_only=True),
    Gate("clinician", lambda f: f.doctor_yes, lambda _f, _who: _("a doctor’s yes"), _doctor, treatment_only=True),
    Gate(
        "both", lambda f: f.patient_yes and (f.own or f.author_yes), _both,
        lambda f: Whose.PATIENT if f.author_yes or f.own else Whose.AUTHOR,
    ),
)  # fmt: skip
"""In the order in which people get to them; the first open one says whose move it is."""


def open_gates(facts: Facts) -> list[Gate]:
    return [gate for gate in GATES if (facts.treatment or not gate.treatment_only) and not gate.closed(facts)]


@dataclass(frozen=True)
class Missing:
    """What is still missing, ready for one line."""

    names: Sequence[str] = ()
    words: Sequence[str] = ()
    whose: Whose | None = None

    def __bool__(self) -> bool:
        return bool(self.names)

    @property
    def line(self) -> str:
        """“…, … and …”."""
        return in_a_row(self.words)


def missing(facts: Facts, *, who: str = "", but: Iterable[str] = ()) -> Missing:
    """Everything that is missing, without what stands on the page as a button anyway (`but`)."""
    found = [gate for gate in open_gates(facts) if gate.name not in set(but)]
    if not found:
        return Missing()
    return Missing([gate.name for gate in found], [gate.missing(facts, who) for gate in found], found[0].whose(facts))


def in_a_row(words: Sequence[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def why_not_weigh(*, worry: str, no_worry: bool, sure: int | None, anyway: bool, state: str) -> str | None:
    """Words or “nothing worries me”, how sure from 0 to 10, and “anyway” only about how sure."""
    if state in ("WITHDRAWN", "CLOSED", "DECLINED"):
        return _("This is not asked at the moment, so there is nothing to weigh.")
    if no_worry and worry.strip():
        return _(
            "You wrote something that matters to you, and ticked that there is nothing. Please choose one of them."
        )
    if sure is not None and not 0 <= sure <= 10:
        return _("How sure you are goes from 0 to 10.")
    if anyway and sure is None:
        return _("Please say first how sure you are that you can do this.")
    if not worry.strip() and not no_worry and sure is None:
        return _("Please say what matters to you, or how sure you are. One of them is enough.")
    return None


def why_not_take_back_written_down(*, written: bool) -> str | None:
    if not written:
        return _("You have written nothing down here, so there is nothing to take back.")
    return None


def why_not_write_down(*, own: bool) -> str | None:
    if own:
        return _("This is their own idea, so what they think of it is theirs to write.")
    return None
