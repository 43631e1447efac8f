"""What may be written into a story. Pure: a sentence, or None."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from concord.people.roles import Role
from concord.story.dates import Period, Unclear, found_in, rough_date

__all__ = [
    "Period", "Unclear", "found_in", "latest_day_on_earth", "marked", "pieces", "read_period", "rough_date", "there",
    "why_not_add_evidence", "why_not_bring_back", "why_not_change", "why_not_close", "why_not_name_concern",
    "why_not_tell", "why_not_when", "why_not_write",
]  # fmt: skip

CANNOT_BE_KEPT = "\0"
BEFORE_BIRTH_IS_FINE = {"FAMILY_HISTORY", "EXPOSURE", "PREGNANCY"}
SENTENCE = re.compile(r"[^.!?\n]*(?:[.!?](?=\d)[^.!?\n]*)*[.!?…]*[\"”’)]*", re.UNICODE)
STILL_NOW = re.compile(r"(?i)(?:till |until )?(?:now|the present|present)")
ENDS_NO_SENTENCE = re.compile(r"(?i)(?:\b(?:dr|mr|mrs|ms|prof|st|approx|ca|no|e\.g|i\.e)\.|\b\d{1,2}\.)$")


def latest_day_on_earth(now: datetime) -> date:
    """A day has come as soon as it has come somewhere: at UTC+14."""
    return (now + timedelta(hours=14)).date()


def there(now: datetime, zone: str) -> date:
    """The day it is for somebody who lives in `zone`."""
    return now.astimezone(ZoneInfo(zone)).date()


def why_not_write(words: str, *, most: int, what: str = "") -> str | None:
    if not words.strip():
        return _("Please write something first.") if not what else _("Please write %(what)s.") % {"what": what}
    return why_too_long(words, most=most)


def why_too_long(words: str, *, most: int) -> str | None:
    if CANNOT_BE_KEPT in words:
        return _("There is a sign in these words that cannot be kept. Please type them again instead of pasting them.")
    if len(words) > most:
        return _("This is %(length)s characters long. There is room for %(most)s. Please make it a little shorter.") % {
            "length": len(words),
            "most": most,
        }
    return None


def why_not_tell(words: str, *, before: str, most: int) -> str | None:
    if words.strip() == before.strip():
        return _("Nothing was changed, so there is nothing to save.")
    return why_too_long(words, most=most)


def why_not_mark(piece: str, *, telling: str) -> str | None:
    if not piece.strip():
        return _("Please choose a piece of the story first.")
    if " ".join(piece.split()) not in " ".join(telling.split()):
        return _("These words do not stand in the story as it is now. Please choose a piece again.")
    return None


def read_period(
    when: str, until: str = "", *, still_going: bool = False, birth_year: int | None, today: date
) -> Period:
    """Put together what the boxes “when”, “until” and “still going” say. Raises Unclear with a question."""
    still_going = still_going or bool(STILL_NOW.fullmatch(until.strip()))
    until = STILL_NOW.sub("", until.strip())
    main, end = rough_date(when, birth_year, today), rough_date(until, birth_year, today)
    ended = end.ended or end.began or main.ended
    going = still_going or main.still_going or (end.still_going and end.began is None)
    if ended and going:
        raise Unclear(_("There is an end, and also “still going”. Which of the two is right? Please take one away."))
    return Period(main.began, ended, going)


def why_not_when(period: Period, *, kind: str = "", birth_year: int | None, latest: date) -> str | None:
    """Nothing in a story lies ahead, ends before it began, or (most of it) comes before birth."""
    began, ended = period.began, period.ended
    for rough in (began, ended):
        if rough and rough.first > latest:
            return _(
                "“%(when)s” has not come yet. The story is about what has been; what you want to happen belongs to your goals."
            ) % {"when": rough.said}
    if began and ended and ended.last < began.first:
        return _("“%(ended)s” comes before “%(began)s”. Please look at the two times again.") % {
            "ended": ended.said,
            "began": began.said,
        }
    if began and birth_year and began.last.year < birth_year and kind not in BEFORE_BIRTH_IS_FINE:
        return _(
            "“%(when)s” is before the year of birth, %(year)s. If it happened to somebody else in the family, please choose “In the family”."
        ) % {"when": began.said, "year": birth_year}
    return None


def why_not_change(*, author: bool, own_words_of_patient: bool, role: Role, who: str) -> str | None:
    """Nobody changes another's words; the patient's own words are the patient's, whoever wrote them down."""
    if author or (own_words_of_patient and role == Role.PATIENT):
        return None
    return _("These are the words of %(who)s, so only they can change them. You can add how you see it as an entry of your own.") % {"who": who}  # fmt: skip


def who_says_so() -> str:
    return _("who says so, like “my mother” or “a letter from the hospital”")


def why_not_say_role(role: Role) -> str | None:
    if role != Role.PATIENT:
        return _("What something did in this story is for the patient to say.")
    return None


def why_not_take_out(removed: bool) -> str | None:
    return _("This has been taken out already. You can bring it back.") if removed else None


def why_not_restore(removed: bool) -> str | None:
    return None if removed else _("This stands in the story already.")


def how_it_is_asked() -> tuple[str, str, str]:
    """The question of a concern's own measure, and what 0 and 10 mean."""
    return _("How much did this trouble you today?"), _("not at all"), _("as much as I can imagine")


def why_not_name_concern(active: int, *, most: int) -> str | None:
    if active < most:
        return None
    return ngettext(
        "You have named %(most)s already, and that is as many as we look at together. You can replace it.",
        "You have named %(most)s already, and that is as many as we look at together. You can replace one of them, or say that one no longer bothers you most.",
        most,
    ) % {"most": most}


def why_not_close(closed: bool) -> str | None:
    return _("This one is not among your three any more. You can bring it back.") if closed else None


def why_not_bring_back(closed: bool, *, active: int, most: int) -> str | None:
    if not closed:
        return _("This one is among your three already.")
    return why_not_name_concern(active, most=most)


def why_not_cause_as(role: Role) -> str:
    """For those who may not author a possible cause: why, and what they can do."""
    if role == Role.COACH:
        return _("Coaches do not write down possible causes: it comes close to naming an illness. What you have noticed can go into the story as an event, and the doctor and the patient can take it up.")  # fmt: skip
    return _("Possible causes are written by the patient, a doctor or a therapist.")


def why_not_set_status(before: str, after: str, *, known: list[str]) -> str | None:
    if after not in known:
        return _("Please choose one of the four.")
    return _("It stands there already.") if before == after else None


def why_not_add_evidence(words: str, *, links: int, most: int) -> str | None:
    if links > 1:
        return _("Please choose an event or a measure, not both. You can add the other one afterwards.")
    if not words.strip() and not links:
        return _("Please say what speaks for it or against it, or choose something from the story.")
    return why_too_long(words, most=most)


def why_not_take_back(given_by_them: bool, *, taken_back: bool, who: str) -> str | None:
    if not given_by_them:
        return _("%(who)s wrote this, so only they can take it back.") % {"who": who}
    return _("This has been taken back already.") if taken_back else None


def why_not_same_record(same: bool) -> str | None:
    """What is pointed at must stand in the same record; the sentence does not say whose it is."""
    return None if same else _("This is not part of this story.")


def pieces(telling: str) -> list[str]:
    """The sentences of a telling, in order, as they were written; an abbreviation or a “3.” ends none."""
    found: list[str] = []
    for line in telling.splitlines():
        held = ""
        for match in SENTENCE.finditer(line):
            held += match[0]
            if held.strip() and not ENDS_NO_SENTENCE.search(held.strip()):
                found.append(held.strip())
                held = ""
        if held.strip():
            found.append(held.strip())
    return found


def marked(telling: str, known: dict[str, int]) -> list[tuple[str, int | None]]:
    """Cut a telling into runs: those that stand in the timeline carry the key of their event. Joined, they give the telling."""
    wanted = sorted((piece for piece in known if piece.strip()), key=len, reverse=True)
    if not wanted:
        return [(telling, None)] if telling else []
    runs = re.split("(" + "|".join(map(re.escape, wanted)) + ")", telling)
    return [(run, known.get(run)) for run in runs if run]
