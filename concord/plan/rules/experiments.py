"""What an experiment may be, who has to say yes or release it, and when it can be answered. Pure; the limits are Concord's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from concord.agreement.states import drawn
from concord.goals.rules import latest_day_on_earth
from concord.plan.rules.food_words import eaten_in
from concord.plan.rules.listed import spoken_of
from concord.plan.rules.naming import named_in

FORWARD: dict[tuple[str, str], str] = {
    **{("DESIGNED", kind): "DESIGNED" for kind in ("CHANGE", "YES", "TAKE_BACK", "RELEASE", "NO_RELEASE")},
    ("DESIGNED", "DRAW"): "RUNNING",
    ("DESIGNED", "LET_GO"): "LET_GO",
    ("LET_GO", "BRING_BACK"): "DESIGNED",
    ("RUNNING", "HOLD"): "HELD",
    ("RUNNING", "STOP"): "STOPPED",
    ("RUNNING", "ANSWER"): "ANSWERED",
    ("HELD", "GO_ON"): "RUNNING",
    ("HELD", "STOP"): "STOPPED",
}
LONGEST = {"question": 300, "usual": 200, "instead": 200, "stop_when": 500}
LONGEST_WORDS = 1000
LONGEST_RUN = 200
LONGEST_BLOCK = 14
DAYS_AHEAD = 90
DAYS_TO_CATCH_UP = 14


@dataclass(frozen=True)
class Wanted:
    """A design as somebody typed it."""

    blocks: int
    block_days: int
    washout_days: int
    effect: float
    first_day: date

    @property
    def days(self) -> int:
        return self.blocks * self.block_days

    @property
    def last_day(self) -> date:
        return self.first_day + timedelta(days=self.days - 1)


def after(stands: str, kind: str) -> str:
    return FORWARD[stands, kind]


def why_not_go(stands: str, kind: str) -> str | None:
    if (stands, kind) in FORWARD:
        return None
    if stands == "DESIGNED":
        return _("This has not begun yet. First both sides say yes to the same words.")
    if stands == "LET_GO":
        return _("This design was let go. It can be brought back.")
    if stands == "HELD":
        return _("This is on hold, for safety. A doctor of the team lets it go on, or you stop it.")
    if stands == "RUNNING":
        return _("This is running, so its design stands. You can stop it at any time and design another one.")
    return _("This is over. What it said stays; another one can be designed.")


def why_not_write(words: Mapping[str, str], wanted: Wanted, *, now: datetime) -> str | None:
    if not all(words.get(field, "").strip() for field in ("question", "usual", "instead")):
        return _("Please say what you want to know, your usual way and the other way. A few words each are enough.")
    if any(len(words.get(field, "")) > longest for field, longest in LONGEST.items()):
        return _("Please say it shorter: one line each.")
    if any("\x00" in value for value in words.values()):
        return _("These words hold a sign that cannot be stored. Please type them again without it.")
    if words["usual"].strip().casefold() == words["instead"].strip().casefold():
        return _("Both ways say the same. An experiment needs two ways of a day that differ.")
    if not words.get("stop_when", "").strip():
        return _("Please write down what would make you stop at once. It is easier to say now than on a hard day.")
    return why_not_plan(wanted) or why_not_first(wanted.first_day, now=now)


def why_not_plan(wanted: Wanted) -> str | None:
    """Numbers that leave no day to count, or that nobody should promise."""
    if wanted.blocks < 2 or wanted.blocks % 2:
        return _("The number of blocks has to be even: each way gets half of them.")
    if not 1 <= wanted.block_days <= LONGEST_BLOCK:
        return _("A block lasts from 1 to %(most)s days.") % {"most": LONGEST_BLOCK}
    if not 0 <= wanted.washout_days < wanted.block_days:
        return _("Days to get used to the change have to be fewer than the days of a block.")
    if not 0 < wanted.effect < 1e6:
        return _("Please say how big a difference would matter to you: a number above 0.")
    if wanted.days > LONGEST_RUN:
        return _("That would take %(days)s days. Concord plans at most %(most)s, since life does not stand still.") % {
            "days": wanted.days, "most": LONGEST_RUN,
        }  # fmt: skip
    return None


def why_not_first(first_day: date, *, now: datetime) -> str | None:
    latest = latest_day_on_earth(now)
    if first_day < latest - timedelta(days=1):
        return _("Its first day has passed. Please choose a day that is still to come; then everybody is asked again.")
    if first_day > latest + timedelta(days=DAYS_AHEAD):
        return _("Please choose a first day within the next three months.")
    return None


def why_not_answerable(
    *, refused: str | None, clear: float, needed: int | None, known: int, fewest: int, least: float
) -> str | None:
    """A design that can hardly answer is not begun: it would cost weeks and teach nothing."""
    if known < fewest:
        return _("It has been written down on %(known)s days so far. With %(fewest)s we can say how much it varies, and so what a design can answer.") % {
            "known": known, "fewest": fewest,
        }  # fmt: skip
    if refused == "makes_no_sense":
        return _("With these numbers nothing can be worked out: it has not varied at all so far.")
    if refused == "too_few_blocks":
        return _("With so few blocks chance alone gives the best of all results too often, so no answer could be clear. At least %(needed)s blocks are needed.") % {"needed": needed}  # fmt: skip
    if refused or clear < least:
        begin = _("The chances of a clear answer would be %(chances)s.") % {"chances": in_ten(clear)}
        if needed is None:
            return begin + " " + _("Not even 80 blocks would make them even. Look for a bigger difference, or for something that varies less.")  # fmt: skip
        return begin + " " + _("%(needed)s blocks would make them even.") % {"needed": needed}
    return None


def in_ten(clear: float) -> str:
    """“about 7 in 10”."""
    tenths = round(10 * clear)
    if tenths < 1:
        return _("less than 1 in 10")
    return _("more than 9 in 10") if tenths > 9 else _("about %(tenths)s in 10") % {"tenths": tenths}


def why_not_call_it(touches: str, texts: Iterable[str], on_the_list: Iterable[tuple[str, str]]) -> str | None:
    """What is swallowed is called so. `on_the_list`: (kind, name) of medicines and supplements that whoever writes may see."""
    texts = list(texts)
    for kind, name in on_the_list:
        if spoken_of(texts, [name]) is None:
            continue
        if (kind == "MEDICINE" and touches != "PRESCRIBED") or (
            kind == "SUPPLEMENT" and touches in ("NOTHING", "FOOD")
        ):
            return _("“%(name)s” stands on the list of what is taken. Please say so under “What does it touch?”; a doctor of the team then looks at it first.") % {"name": name[:60]}  # fmt: skip
    if touches == "NOTHING" and (found := named_in(texts)):
        return _("“%(words)s” sounds as if something is swallowed, applied or left out. Please say so under “What does it touch?”, or say it in other words.") % {"words": found.words}  # fmt: skip
    if touches == "NOTHING" and (food := eaten_in(texts)):
        return _("“%(words)s” sounds like something eaten, drunk or left out. Please say so under “What does it touch?”: then a doctor looks at it first. Or say it in other words.") % {"words": food}  # fmt: skip
    return None


def why_not_this_version(seen: int, *, current: int) -> str | None:
    if seen != current:
        return _("The design has changed since you read it. Please read it again first.")
    return None


def why_not_release(touches: str, *, prescriber: str, is_prescriber: bool, sees_medicine: bool) -> str | None:
    if touches == "PRESCRIBED" and not sees_medicine:
        return _("The list of medicines is not shared with you, so you cannot release this. The patient can change that.")  # fmt: skip
    if touches == "NOTHING":
        return _("Nothing is swallowed, left out of food or fasted here, so this needs no release.")
    if touches != "PRESCRIBED" or is_prescriber:
        return None
    if not prescriber:
        return _("The list of medicines does not say which doctor of the team prescribes this. Choose them there first; only that doctor can release it.")  # fmt: skip
    return _("The list of medicines says: prescribed by %(who)s. Only they can release an experiment with it.") % {
        "who": prescriber
    }


def why_not_begin(*, another_until: str) -> str | None:
    if another_until:
        return _(
            "Another experiment runs until %(day)s, and two at once would blur each other. Choose a first day after that, or stop the other one first."
        ) % {"day": another_until}
    return None


def still_needed(*, patient_said: bool, professional_said: bool, touches: str, released: bool) -> list[str]:
    """Who has to do what before the order is drawn: PATIENT, PROFESSIONAL, RELEASE."""
    needed = [] if patient_said else ["PATIENT"]
    needed += [] if professional_said else ["PROFESSIONAL"]
    return needed + ([] if touches == "NOTHING" or released else ["RELEASE"])


def why_not_mark(day: date, *, own: bool, who: str, first_day: date, last_day: date, now: datetime) -> str | None:
    if not own:
        return _("Only %(who)s knows how the day went.") % {"who": who}
    if not first_day <= day <= last_day:
        return _("This day does not belong to the experiment.")
    if day > latest_day_on_earth(now):
        return _("This day has not come yet.")
    if day < latest_day_on_earth(now) - timedelta(days=DAYS_TO_CATCH_UP + 1):
        return _("A day can be marked up to %(days)s days late. It counts as it was drawn anyway.") % {
            "days": DAYS_TO_CATCH_UP
        }
    return None


def why_not_answer_yet(last_day: date, *, now: datetime) -> str | None:
    """Looking before the end would make chance look like an answer."""
    if latest_day_on_earth(now) <= last_day + timedelta(days=1):
        return _("The answer stays closed until the last day is over. Looking earlier would make chance look like an answer.")  # fmt: skip
    return None


def why_not_say(words: str, *, needed: bool = False) -> str | None:
    if needed and not words.strip():
        return _("Please say in a few words why. The patient reads it.")
    if len(words) > LONGEST_WORDS:
        return _("This is longer than %(longest)s signs. Please shorten it a little.") % {"longest": LONGEST_WORDS}
    if "\x00" in words:
        return _("These words hold a sign that cannot be stored. Please type them again without it.")
    return None


def why_not_give(*, answered: bool, has_cause: bool, given: bool, says: str) -> str | None:
    if not answered:
        return _("There is no answer yet.")
    if not has_cause:
        return _("This experiment did not begin from a possible cause.")
    if says == "CANT_TELL":
        return _("This experiment cannot tell, so it speaks neither for nor against the possible cause.")
    return _("It stands beside the possible cause already.") if given else None


def reached(value: float | None, stop_at: float | None, *, better: str) -> bool:
    """Whether a value is at or beyond the one at which both agreed to stop, in the direction that is worse."""
    if value is None or stop_at is None:
        return False
    return value <= stop_at if better == "UP" else value >= stop_at


def still_possible(low: float | None, high: float | None, *, effect: float) -> bool:
    """Whether a difference that would have mattered lies within what the days leave open, either way."""
    return low is None or high is None or low <= -effect or high >= effect


def as_markdown() -> str:
    """The part of docs/made/states.md about experiments."""
    return "\n".join(
        [
            "",
            "## An experiment",
            "",
            "From `concord/plan/rules/experiments.py`. `YES` is for each side, to one version; a `CHANGE` drops every yes and the release.",
            "`RELEASE`, `HOLD` and `GO_ON` are a doctor's; with a prescribed medicine `RELEASE` is its prescriber's. `DRAW` happens by itself",
            "with the last yes or release that was missing. `STOP` is the patient's at any time, without a word, and a doctor's.",
            "",
            *drawn(FORWARD),
            "",
        ]
    )
