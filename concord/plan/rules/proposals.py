"""What a recommendation must hold before it can be suggested, and who may suggest what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from concord.goals.rules import latest_day_on_earth
from concord.plan.rules.ways import WAY_FIELDS

BECAUSE = ("what", "mechanism", "should_see", "should_see_when", "stands_on", "how_sure")
DEAL = ("who_does", "look_weeks", "call_when")
"""Who does what, after how many weeks both look, and whom to call when."""
FIELDS = (*BECAUSE, *DEAL, *WAY_FIELDS)
NEEDED_BY_THE_PATIENT = ("what", "mechanism")
NEEDED = (*NEEDED_BY_THE_PATIENT, "should_see", "should_see_when", "stands_on", "how_sure")
STANDS_ON = ("", "STUDY", "GUIDELINE", "EXPERIENCE", "OWN_DATA", "GUESS")
LOOK_WEEKS = (1, 2, 3, 4, 6, 8, 12, 26)
USUAL_LOOK = 3
FIRST_LOOK = timedelta(weeks=USUAL_LOOK)
TREATMENT = frozenset({"MEDICINE", "SUPPLEMENT", "DIET", "PROCEDURE", "TEST", "REFERRAL"})
"""Anything swallowed, applied, injected, fasted or eliminated, and tests and referrals, whatever its author calls it."""
LONGEST_WHAT = 200
LONGEST_WORDS = 2000
MOST_SOURCES = 12
LONGEST_LOOK = timedelta(days=366 * 2)
LINKS = ("event", "cause", "measure", "finding")
"""What a because can point at in the record; beside them stands a source in words."""
SOURCES = (*LINKS, "source")


def is_treatment(kind: str) -> bool:
    return kind in TREATMENT


def why_not_propose(words: Mapping[str, str], *, has_goal: bool, own: bool) -> str | None:
    """A recommendation says what, why in plain words, for which goal, what we should see and when, and how sure we are."""
    missing = next((f for f in (NEEDED_BY_THE_PATIENT if own else NEEDED) if not words.get(f, "").strip()), None)
    if missing:
        return _what_is_missing(missing)
    if not has_goal and not own:
        return _("Please choose the goal that this is for. Without one, the patient cannot see why it matters.")
    if len(words["what"]) > LONGEST_WHAT:
        return _("Please say it in one short line; the reason has its own place.")
    if words.get("stands_on", "") not in STANDS_ON:
        return _("Please choose what it stands on from the list.")
    if words.get("look_weeks", "") not in ("", *map(str, LOOK_WEEKS)):
        return _("Please choose from the list after how many weeks you look together.")
    return None


def why_not_ways(*, unnamed: bool) -> str | None:
    if unnamed:
        return _("Something is written about another way, and it has no name. Please say what it is, or leave it out.")
    return None


def look_after(words: Mapping[str, str]) -> timedelta:
    """How long after the yes both look whether it helps; three weeks unless the words say otherwise."""
    weeks = words.get("look_weeks", "")
    return timedelta(weeks=int(weeks) if weeks.isdecimal() else USUAL_LOOK)


def _what_is_missing(field: str) -> str:
    return {
        "what": _("Please say what you suggest, in one line."),
        "mechanism": _("Please say why it should help, in plain words. A suggestion without a because cannot be made."),
        "should_see": _("Please say what you both should see if it helps."),
        "should_see_when": _("Please say after how long you both should see it."),
        "stands_on": _("Please choose what it stands on most. “A guess” is a good answer."),
        "how_sure": _("Please say how sure you are. “It is a guess” is a good answer."),
    }[field]


def why_not_change(*, own: bool, by_patient: bool) -> str | None:
    """Nobody edits another's words: the patient's own belong to the patient, a professional's to the professionals."""
    if own and not by_patient:
        return _("These are the patient’s own words. You can suggest something of your own beside them.")
    if not own and by_patient:
        return _("These words are not yours to change. “Yes, but…” is the place to say what should be different.")
    return None


def why_not_answer(
    answer: str, words: str, look_day: date | None, *, seen: int, current: int, now: datetime
) -> str | None:
    """The patient's answer to version `seen`, which must be the newest."""
    if seen != current:
        return _("The words have changed since you read them. Please read them again, then answer.")
    if answer == "YES_BUT" and not words.strip():
        return _("Please say what should be different. A few words are enough.")
    if answer == "TRY" and look_day is None:
        return _("Please choose the day until which you try it. Then you both look whether it helped.")
    if answer == "NOT_NOW" and look_day is None:
        return _("Please choose a day to look at this again. Until then nobody asks.")
    return why_not_say(words) or why_not_look(look_day, now=now)


def why_not_again(not_before: date | None, *, today: date) -> str | None:
    if not_before is not None and today < not_before:
        return _("The answer was “not now”, and the day to look at it again has not come. Until then nobody asks.")
    return None


def why_not_for(*, ended: bool) -> str | None:
    if ended:
        return _("The goal that it is for is over. Please choose an open one, or open that goal again.")
    return None


def why_not_this_version(seen: int, *, current: int) -> str | None:
    if seen != current:
        return _("The words have changed since you read them. Please read them again. What you typed is still here.")
    return None


def why_not_look(day: date | None, *, now: datetime) -> str | None:
    if day is None:
        return None
    if day < latest_day_on_earth(now) - timedelta(days=2):
        return _("The day to look again lies in the past. Please choose a day that is still to come.")
    if day > latest_day_on_earth(now) + LONGEST_LOOK:
        return _("Please choose a day to look again within the next two years.")
    return None


def why_not_say(words: str) -> str | None:
    if len(words) > LONGEST_WORDS:
        return _("This is longer than %(longest)s signs. Please shorten it a little.") % {"longest": LONGEST_WORDS}
    if "\x00" in words:
        return _("These words hold a sign that cannot be stored. Please type them again without it.")
    return None


def why_not_rest_on(sources: Sequence[Mapping[str, object]]) -> str | None:
    """Each source is exactly one of an event, a possible cause, a measure, a finding, or words with or without an address."""
    if len(sources) > MOST_SOURCES:
        return _("Please choose the %(most)s sources that matter most.") % {"most": MOST_SOURCES}
    for source in sources:
        if sum(bool(source.get(name)) for name in SOURCES) != 1:
            return _(
                "Each source is one thing: an event, a possible cause, a measure, a connection, or a source in words."
            )
        if source.get("url") and not str(source["url"]).startswith(("http://", "https://")):
            return _("The address of a source begins with https:// or http://.")
    return None


def why_not_link(patients: Iterable[int | None], *, patient: int) -> str | None:
    """None stands for what belongs to nobody, such as a measure of the catalogue."""
    if any(one is not None and one != patient for one in patients):
        return _("Something that you chose belongs to another record. Please choose from the list.")
    return None
