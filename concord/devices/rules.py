"""What may be brought in. Pure: a sentence, or None."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _


def why_not_choose(codes: Sequence[str], *, known: set[str]) -> str | None:
    if absent := [code for code in codes if code not in known]:
        return _("The catalogue of this Concord does not have: %(codes)s. Run `python -m concord setup` first.") % {
            "codes": ", ".join(absent)
        }
    return None


def why_not_single(found: int, *, what: str) -> str | None:
    """Somebody or somebody's record is meant only when exactly one fits."""
    if found == 0:
        return _("Nobody in reach fits “%(what)s”.") % {"what": what}
    if found > 1:
        return _("%(number)s fit “%(what)s”. Give the number of the record instead.") % {"number": found, "what": what}
    return None


def why_not_for_all(administrators: int) -> str | None:
    """Without a name, only somebody who alone looks after everything is meant."""
    if administrators == 1:
        return None
    return _("Several people, or nobody, look after this server’s practices. Say who brings this in: --as E-MAIL.")
