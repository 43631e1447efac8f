"""What may be written about practices, records and ties. Pure: a sentence, or None."""

from __future__ import annotations

from django.utils.translation import gettext as _

OLDEST_YEAR = 1890


def why_not_found(called: str, *, emergency_number: str) -> str | None:
    if not called.strip():
        return _("Please give the practice a name.")
    if not emergency_number.strip():
        return _(
            "Concord is not an emergency service, so it must show whom to call. Please enter your emergency number."
        )
    return None


def why_not_open(called: str, *, birth_year: int | None, year: int) -> str | None:
    if not called.strip():
        return _("Please enter a first name.")
    if birth_year is not None and not OLDEST_YEAR <= birth_year <= year:
        return _("The year of birth must lie between %(first)s and %(last)s.") % {"first": OLDEST_YEAR, "last": year}
    return None
