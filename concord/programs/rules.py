"""What an entry must hold before it can be signed, and before it can be suggested to somebody."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from django.utils.translation import gettext as _

from concord.plan.rules.ways import NAMED

FIELDS = (
    "what", "mechanism", "should_see", "should_see_when", "sureness", "how_sure", "source_kind", "citation", "url",
    "options", "harms", "for_whom", "not_for", "ask_first", "mode",
)  # fmt: skip
SEARCHED = ("what", "mechanism", "for_whom", "should_see", "citation")
NEEDED_TO_SIGN = (
    "what", "mechanism", "should_see", "should_see_when", "how_sure", "source_kind", "citation", "harms", "for_whom", "not_for",
)  # fmt: skip
NOTHING = "Do nothing for now"
"""Stands beside every suggestion anyway, so it is no way of its own."""
LONGEST_REVIEW = timedelta(days=731)
LONGEST_WHAT = 200
LONGEST_WORDS = 2000
LONGEST_PERSONAL = 400


def why_not_write(words: Mapping[str, str]) -> str | None:
    """A draft needs no more than what it is about."""
    if not words.get("what", "").strip():
        return _("Please say what is suggested, in one line.")
    if len(words["what"]) > LONGEST_WHAT:
        return _("Please say it in one short line; the reason has its own place.")
    if any("\x00" in value for value in words.values()):
        return _("These words hold a sign that cannot be stored. Please type them again without it.")
    if any(len(value) > LONGEST_WORDS for value in words.values()):
        return _("This is longer than %(longest)s signs. Please shorten it a little.") % {"longest": LONGEST_WORDS}
    return None


def why_not_revise(before: Mapping[str, str], after: Mapping[str, str]) -> str | None:
    if dict(before) == dict(after):
        return _("Nothing was changed, so there is nothing to save.")
    return None


def missing_to_sign(words: Mapping[str, str]) -> list[str]:
    """The fields that are still empty, in the order of the form."""
    return [field for field in NEEDED_TO_SIGN if not words.get(field, "").strip()]


def why_not_sign(
    words: Mapping[str, str], next_review: date, *, today: date, seen: int, current: int, off: bool
) -> str | None:
    """Whoever signs has read exactly these words, all of them, and says when they will read them again."""
    if off:
        return _("This was taken off the shelf. Put it back first, then sign it.")
    if seen != current:
        return _("The words have changed since you read them. Please read them again, then sign.")
    if missing := missing_to_sign(words):
        return _("Before it can be signed it still needs: %(missing)s.") % {"missing": ", ".join(names(missing))}
    if next_review <= today:
        return _("Please choose a day for the next review that is still to come.")
    if next_review - today > LONGEST_REVIEW:
        return _("The next review comes within two years. Please choose an earlier day.")
    return None


def names(fields: list[str]) -> list[str]:
    called = {
        "what": _("what is suggested"), "mechanism": _("what it does"), "should_see": _("what we should see"),
        "should_see_when": _("after how long"), "how_sure": _("how sure"), "source_kind": _("the kind of source"),
        "citation": _("the source"), "harms": _("what can be unpleasant or harmful"), "for_whom": _("for whom"),
        "not_for": _("not for whom"),
    }  # fmt: skip
    return [called[field] for field in fields]


def why_not_in_force(*, signed: bool, next_review: date | None, off: bool, today: date) -> str | None:
    """Nothing can be suggested that no clinician answers for today."""
    if off:
        return _("This was taken off the shelf.")
    if not signed or next_review is None:
        return _("Nobody has signed this yet. A doctor of the practice can, after reading it.")
    if next_review < today:
        return _("Its review was due. A doctor of the practice reads it again and signs it, then it can be suggested.")
    return None


def why_not_suggest(personal: str, *, has_goal: bool, already: bool) -> str | None:
    if already:
        return _("This stands in the plan already. You can change its words there.")
    if not has_goal:
        return _("Please choose the goal that this is for. Without one, the patient cannot see why it matters.")
    if not personal.strip():
        return _("Please write one line of your own: why this, for this person, now.")
    if len(personal) > LONGEST_PERSONAL:
        return _("One line is enough here: at most %(longest)s signs.") % {"longest": LONGEST_PERSONAL}
    if "\x00" in personal:
        return _("These words hold a sign that cannot be stored. Please type them again without it.")
    return None


def words_for_plan(words: Mapping[str, str], *, personal: str, no_more: str) -> dict[str, str]:
    """As a recommendation's words: the author's own line first, then the practice's. `no_more` is said where it is about pacing."""
    mechanism = [personal.strip(), words.get("mechanism", "").strip()]
    if words.get("mode") == "PACING":
        mechanism.append(no_more)
    taken = {field: words.get(field, "").strip() for field in ("what", "should_see", "should_see_when", "how_sure")}
    named = [line.strip() for line in words.get("options", "").splitlines() if line.strip()]
    others = [way for way in named if way.casefold() != NOTHING.casefold()]
    return {
        **taken,
        "mechanism": "\n\n".join(filter(None, mechanism)),
        "stands_on": stands_on(words),
        "ours_harms": words.get("harms", "").strip(),
        **{f"{key}_what": way for key, way in zip(NAMED, others, strict=False)},
    }


def stands_on(words: Mapping[str, str]) -> str:
    """What kind of source a suggestion from the shelf stands on; a guess stays one, whatever it cites."""
    if words.get("sureness") == "GUESS":
        return "GUESS"
    return {"GUIDELINE": "GUIDELINE", "STUDY": "STUDY", "REVIEW": "STUDY"}.get(
        words.get("source_kind", ""), "EXPERIENCE"
    )


def why_not_of_here(patients: int, entrys: int) -> str | None:
    if patients != entrys:
        return _("This stands on the shelf of another practice. Please choose from your own.")
    return None
