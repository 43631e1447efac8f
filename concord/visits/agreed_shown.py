"""The agreement page in words: the same parts for the screen, for paper, and for what changed since."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from concord.agreement import rules as agreement
from concord.people.models import Patient
from concord.people.roles import PROFESSIONALS, Role
from concord.pictures import LadderWords, Level, Picture, Place, in_both_sizes, levels_ladder
from concord.pictures.ladder import signed
from concord.plan.models import State
from concord.plan.rules.moves import RESTS_UNTIL_ASKED
from concord.visits.agreed import Agreed, Goal, Try

Draw = Callable[..., Picture]


@dataclass(frozen=True)
class Rung:
    """One level of a goal on paper, and who says that we are here."""

    level: str
    words: str
    here: str = ""


@dataclass(frozen=True)
class Item:
    """One thing on the page. `words` are a person's; `because`, `note` and `said` stand under them; a goal has its levels, best
    first, as text for paper and as a picture for the screen."""

    key: str
    words: str
    who: str = ""
    because: str = ""
    note: str = ""
    said: str = ""
    url: str = ""
    picture: Picture | None = None
    levels: tuple[Rung, ...] = ()

    @property
    def compared(self) -> dict[str, str]:
        return {"words": self.words, "because": self.because, "note": self.note, "said": self.said, "who": self.who}


@dataclass(frozen=True)
class Part:
    """A heading with what stands under it, and what is said when there is nothing."""

    name: str
    label: str
    nothing: str
    items: list[Item] = field(default_factory=list)


def moment_of(day: date, *, today: date, now: datetime, zone: str) -> datetime:
    """The end of a day in the practice's zone; of today, now."""
    if day >= today:
        return now
    return datetime.combine(day, time.max, ZoneInfo(zone))


def parts(found: Agreed, patient: Patient, *, draw: Draw | None = None) -> list[Part]:
    """The page in its order: what we want, what we try and why, who does what, when we look, whom to reach, what is not agreed."""
    found_parts = [
        Part("want", _("What we want"), _("No goal is written down yet."), [_wanted(goal, patient, draw) for goal in found.goals]),
        Part("think", _("What we think is going on"), _("Nothing is written about it here yet."), [
            Item(f"think {one.number}", one.words, who=f"{one.who} · {one.sureness}", url=reverse("sentence", args=[patient.pk, one.number])) for one in found.thoughts
        ]),
        Part("try", _("What we try, and why"), _("Nothing is agreed to try at the moment."), [_tried(one, patient) for one in found.agreed]),
        Part("does", _("Who does what"), _("Nobody has taken on a step."), [
            Item(f"step {one.number}", one.words, who=one.who, note=one.when, url=reverse("plan:step", args=[patient.pk, one.number])) for one in found.steps
        ]),
        Part("look", _("When we look"), _("No day to look is fixed."), _looks(found, patient)),
        Part("reach", _("How to reach whom"), _("Nobody is in the team."), _people(found, patient)),
        Part("open", _("What is not agreed"), _("Nothing is open between us at the moment."), [_open(one, patient) for one in found.open]),
    ]  # fmt: skip
    return [part for part in found_parts if part.name not in found.hidden]


def days_back(today: date) -> list[tuple[str, date]]:
    """Days that are one tap away: nobody has to know a date to ask what has changed."""
    back = ((_("a month ago"), 30), (_("three months ago"), 91), (_("half a year ago"), 182), (_("a year ago"), 365))
    return [(words, today - timedelta(days=days)) for words, days in back]


def _wanted(goal: Goal, patient: Patient, draw: Draw | None) -> Item:
    agreed = (
        _("agreed: %(names)s") % {"names": ", ".join(goal.yes)}
        if goal.yes
        else _("nobody has said yes to these words yet")
    )
    picture = None
    if goal.levels and draw:
        told = [Level(number, words) for number, words in goal.levels.items()]
        here = [Place(level, _("%(who)s: here") % {"who": who}) for level, who in goal.places]
        words = LadderWords(_("level"), _("what it looks like"), _("who says we are here"), "")
        says = _("The levels of the goal, best first: %(levels)s") % {
            "levels": "; ".join(
                f"{signed(number)} {goal.levels[number]}" for number in sorted(goal.levels, reverse=True)
            )
        }
        picture = draw(
            told, here, title=_("The levels of the goal"), description=says, words=words, name=f"goal-{goal.number}"
        )
    url = reverse("goals:goal", args=[patient.pk, goal.number])
    return Item(
        f"goal {goal.number}", goal.words, note=agreed, said=goal.why, url=url, picture=picture, levels=_rungs(goal)
    )


def _rungs(goal: Goal) -> tuple[Rung, ...]:
    def here(level: int) -> str:
        who = ", ".join(name for at, name in goal.places if at == level)
        return _("%(who)s: here") % {"who": who} if who else ""

    return tuple(Rung(signed(level), goal.levels[level], here(level)) for level in sorted(goal.levels, reverse=True))


def _tried(one: Try, patient: Patient) -> Item:
    by = _("suggested by %(who)s, %(role)s") % {"who": one.by, "role": one.role.lower()}
    matters = _("for the goal “%(goal)s”") % {"goal": one.goal_words} if one.goal_words else ""
    see = _("we should see: %(what)s") % {"what": ", ".join(filter(None, [one.words.get("should_see"), one.words.get("should_see_when")]))} if one.words.get("should_see") else ""  # fmt: skip
    return Item(
        f"try {one.number}", one.what, because=one.words.get("mechanism", ""), note=" · ".join(filter(None, [see, matters, by])),
        url=reverse("plan:recommendation", args=[patient.pk, one.number]),
    )  # fmt: skip


def _open(one: Try, patient: Patient) -> Item:
    said = {
        State.DISCUSSING: _("being talked about"), State.DEFERRED: _("not now"), State.DECLINED: _("no"), State.PROPOSED: _("waits for an answer"),
    }[State(one.state)]  # fmt: skip
    by = _("suggested by %(who)s, %(role)s") % {"who": one.by, "role": one.role.lower()}
    again = (
        _("asked again on %(day)s") % {"day": date_format(one.look_day, "j F Y")}
        if one.look_day and one.state in RESTS_UNTIL_ASKED
        else ""
    )
    url = reverse("plan:recommendation", args=[patient.pk, one.number])
    return Item(f"try {one.number}", one.what, note=" · ".join(filter(None, [said, again, by])), said=one.said, url=url)


def _looks(found: Agreed, patient: Patient) -> list[Item]:
    days = [(one.look_day, f"try {one.number}", one.what, reverse("plan:recommendation", args=[patient.pk, one.number]))
            for one in found.agreed if one.look_day]  # fmt: skip
    days += [(day, f"goal {goal.number}", goal.words, reverse("goals:goal", args=[patient.pk, goal.number]))
             for goal in found.goals if (day := parse_date(goal.look_day or ""))]  # fmt: skip
    return [
        Item(key, words, note=date_format(day, "j F Y"), url=url)
        for day, key, words, url in sorted(days, key=lambda one: one[0])
    ]


def _people(found: Agreed, patient: Patient) -> list[Item]:
    """Professionals by name and role; how the practice answers stands once, at the end."""
    practice = patient.practice
    there = [
        Item(f"person {tie.person_id}", tie.person.called, who=tie.words)
        for tie in found.people
        if tie.role in PROFESSIONALS
    ]
    near = [
        Item(f"person {tie.person_id}", tie.person.called, who=tie.words)
        for tie in found.people
        if tie.role == Role.SUPPORTER
    ]
    answers = _("%(practice)s answers questions within %(days)s working days. Nobody watches Concord between visits.") % {
        "practice": practice.called, "days": practice.answer_days,
    }  # fmt: skip
    phone = _("Telephone: %(phone)s.") % {"phone": practice.phone} if practice.phone else ""
    danger = _("In danger, call %(number)s.") % {"number": practice.emergency_number}
    return [*there, *near, Item("practice", practice.called, note=" ".join(filter(None, [phone, answers, danger])))]


def boundary() -> str:
    return _(
        "This is not a contract and no promise of result. It says what we want to try together, and anybody may think again at any time."
    )


def on_screen(*given: Any, **named: Any) -> Picture:
    return in_both_sizes(levels_ladder, *given, **named)


def for_paper(found: Agreed, patient: Patient) -> dict[str, Any]:
    """Everything that the PDF holds, in the patient's language."""
    with override(language_of(patient, found)):
        day = date_format(found.at.astimezone(ZoneInfo(patient.practice.zone)), "j F Y")
        return {
            "language": (get_language() or "en").split("-")[0], "title": _("Our agreement"), "heading": _("Our agreement"),
            "lead": _("%(who)s and the team at %(practice)s, as it stands on %(day)s") % {"who": patient.called, "practice": patient.practice.called, "day": day},
            "foot": f"{_('Our agreement')} · {patient.called} · {day} · Concord", "boundary": boundary(),
            "parts": [_part_for_paper(part) for part in parts(found, patient)],
        }  # fmt: skip


def _part_for_paper(part: Part) -> dict[str, Any]:
    items = [
        {
            "words": item.words, "who": item.who, "because": item.because, "note": item.note, "said": item.said,
            "levels": [asdict(rung) for rung in item.levels],
        }
        for item in part.items
    ]  # fmt: skip
    return {"label": part.label, "nothing": part.nothing, "items": items}


def language_of(patient: Patient, found: Agreed) -> str:
    """The patient's own, else their practice's."""
    own = next((tie.person.language for tie in found.people if tie.role == Role.PATIENT), "")
    return own or patient.practice.language


def changed(then: list[Part], now: list[Part]) -> list[dict[str, Any]]:
    """Part by part: what is new, what is gone, and what reads otherwise, word by word. Parts without a change are left out."""
    told = []
    for before, after in zip(then, now, strict=True):
        old, new = ({item.key: item for item in part.items} for part in (before, after))
        changes = [_difference(old[key], item) for key, item in new.items() if key in old and old[key].compared != item.compared]  # fmt: skip
        added, gone = (
            [item for key, item in new.items() if key not in old],
            [item for key, item in old.items() if key not in new],
        )
        if added or gone or changes:
            told.append({"label": after.label, "new": added, "gone": gone, "changes": changes})
    return told


def _difference(before: Item, after: Item) -> dict[str, Any]:
    found = agreement.changes(before.compared, after.compared, after.compared)
    return {"item": after, "pieces": [change.pieces for change in found]}
