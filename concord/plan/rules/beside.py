"""What other professionals may say beside a recommendation: that they see it differently, or that they say yes as well."""

from __future__ import annotations

from django.utils.translation import gettext as _


def why_not_differ(words: str, *, patient: bool, wrote: bool, said_yes: bool = False) -> str | None:
    if patient:
        return _("“Yes, but…” and “No” are the places where you say how you see it.")
    if wrote:
        return _("These are your own words. You can change them, or take the suggestion back.")
    if said_yes:
        return _("You have said yes to this as well. Please take that yes back first, then say how you see it.")
    if not words.strip():
        return _("Please say in a few words how you see it. The patient reads it as well.")
    return None


def why_not_say_yes_too(*, patient: bool, wrote: bool, differs: bool = False, seen: int, current: int) -> str | None:
    if patient or wrote:
        return _("Your own yes is given already, or has its own place above.")
    if differs:
        return _("You see this differently, and the patient reads that. Please say first that you no longer do.")
    if seen != current:
        return _("The words have changed since you read them. Please read them again, then say yes.")
    return None


def why_not_no_longer(*, said: bool) -> str | None:
    if not said:
        return _("There is nothing of yours to take back here.")
    return None
